"""The files of one session gathered measure by measure.

A folder or zip holds one session. Which, its own rows say: the number that drafts have
(``24104095D``) begins with the session's code. All files are read whole, some ten megabytes.
"""

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

import orjson

from billtrail.bills.models import Document
from billtrail.errors import ArchiveError
from billtrail.files import BROKEN_ZIP, read_at_most

from .lookups import LisReference
from .rows import day, key_of, lines_of, read_rows
from .tables import LOOKED_UP, OF_BILLS, TABLES, VOTES, BillRow, CommitteeRow, MemberRow, StepRow

SOURCE_NAME, KIND = "va_lis", "table"
#: No file of a session comes near.
_MOST_BYTES = 200_000_000
#: "24104095D": the session's code, then the draft's number in it.
_DRAFT = re.compile(r"\b(\d{3})\d{5}D\b")
_CODE = re.compile(r"(?:20)?(\d\d[1-9])")
#: What is not known where a file is missing.
_WITHOUT: Mapping[str, str] = {
    "sponsors": "no patrons are known from it",
    "vote": "who voted how is not known from it",
    "members": "members are shown by their numbers",
    "committees": "committees are not told apart in it",
    "cibillsubjects": "no subjects are known from it",
}
_Rows = list[tuple[str, ...]]


class StagedSession:
    """The rows of a session by measure.

    ``problems`` has a line for what lost something, ``notes`` one for what did not.
    """

    def __init__(self, place: str) -> None:
        self.problems: list[str] = []
        self.notes: list[str] = []
        self._place = place
        self._tables: dict[str, list[Any]] = {}
        self._votes: dict[str, list[str]] = {}
        self._session = ""

    def add(self, files: Iterable[tuple[str, IO[bytes]]]) -> None:
        """Read the files; raises ArchiveError where one breaks off or the session cannot be told:
        half a history would show a measure alive that is dead."""
        for path, stream in files:
            with stream:
                self._add_file(path, stream)
        for needed in ("bills", "history"):
            if needed not in self._tables:
                raise ArchiveError(f"{needed.capitalize()}.csv is missing; nothing was used")
        self._session = self._told_session(path)
        there = {*self._tables, *([VOTES] if self._votes else [])}
        self.notes += (f"{name} is not there: {lost}" for name, lost in _WITHOUT.items()
                       if name not in there)  # fmt: skip

    def _add_file(self, path: str, stream: IO[bytes]) -> None:
        name = PurePosixPath(path).name
        table = name.lower().partition(".")[0]
        if table not in (VOTES, *TABLES):
            return
        try:
            data = read_at_most(_unpacked(name, stream), _MOST_BYTES, name)
        except (*BROKEN_ZIP, EOFError) as error:
            raise ArchiveError(f"{name} cannot be unpacked ({error}); nothing was used") from error
        try:
            if table == VOTES:
                self._votes = {first: rest for first, *rest in lines_of(data, name)}
            else:
                self._tables[table] = list(read_rows(TABLES[table], data, name))
        except ArchiveError as error:
            raise ArchiveError(f"{error}; nothing was used") from error

    def _told_session(self, path: str) -> str:
        """By its drafts; by the folder's name where a file has none."""
        rows: list[StepRow] = self._tables["history"]
        found = Counter(m[1] for row in rows if (m := _DRAFT.search(row.history_description)))
        folder = PurePosixPath(path).parent.name or self._place
        named = _CODE.fullmatch(folder)
        if found:
            code = found.most_common(1)[0][0]
            if named and named[1] != code:
                self.notes.append(f"{folder}: its rows are of the session {code}")
            return code
        if named is None:
            raise ArchiveError("which session it is cannot be told; nothing was used")
        return named[1]

    def reference(self, earlier: str | None = None) -> LisReference:
        """Who the members and committees are, in this session alone."""
        members: list[MemberRow] = self._tables.get("members", [])
        committees: list[CommitteeRow] = self._tables.get("committees", [])
        return LisReference(
            {row.mbr_mbrno: row.mbr_name for row in members},
            {row.com_comno: row.com_name for row in committees},
        )

    def data_as_of(self) -> str | None:
        """The newest day of any step: files are written again without being newer."""
        rows: list[StepRow] = self._tables["history"]
        return max(filter(None, {day(row.history_date) for row in rows}), default=None)

    def documents(self, now: str) -> Iterator[Document]:
        """One document a measure of ``Bills.csv``, parts in the order of their names."""
        as_of, by_bill = self.data_as_of(), self._by_bill()
        # Who its numbers stand for is told beside its rows, and changes without them.
        names = sha256(repr([self._tables.get(name) for name in LOOKED_UP]).encode())
        bills: list[BillRow] = self._tables["bills"]
        if unknown := [row.bill_id for row in bills if not key_of(self._session, row.bill_id)]:
            self.problems.append(f"{unknown[0]!r} names no measure we know")
        for key in dict.fromkeys(key_of(self._session, row.bill_id) for row in bills):
            if key is None:
                continue
            rows = by_bill[key]
            found = {name: rows.get(name, []) for name in sorted(set(OF_BILLS) & {*self._tables})}
            if self._votes:
                found[VOTES] = self._votes_of(found["history"])
            parts = {name: orjson.dumps([*map(list, rows)]) for name, rows in found.items()}
            digest = names.copy()
            digest.update(b"".join(b"%s\0%s\0" % (n.encode(), d) for n, d in parts.items()))
            yield Document(SOURCE_NAME, KIND, f"{SOURCE_NAME}/{key}", parts, now, as_of,
                           digest.hexdigest())  # fmt: skip

    def _by_bill(self) -> Mapping[str, Mapping[str, _Rows]]:
        found: defaultdict[str, defaultdict[str, _Rows]] = defaultdict(lambda: defaultdict(list))
        for name in OF_BILLS:
            for row in self._tables.get(name, ()):
                if key := key_of(self._session, row[0]):
                    found[key][name].append(row)
        return found

    def _votes_of(self, history: _Rows) -> _Rows:
        """The roll calls that a measure's steps name."""
        names = dict.fromkeys(StepRow._make(row).history_refid for row in history)
        return [(name, *self._votes[name]) for name in names if name in self._votes]


def _unpacked(name: str, stream: IO[bytes]) -> IO[bytes]:
    """A file that is packed by itself (``Bills.csv.gz``) is read all the same."""
    return gzip.open(stream) if name.lower().endswith(".gz") else stream  # type: ignore[return-value]


def stage(
    files: Iterable[tuple[str, IO[bytes]]], directory: Path, archive: Path = Path("archive")
) -> StagedSession:
    """Stage the files of one session; ``archive`` is where they lie."""
    staged = StagedSession(archive.name.partition(".")[0])
    staged.add(files)
    return staged
