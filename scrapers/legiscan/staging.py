"""The files of a dataset, a document a bill: a folder of ``getBill`` answers, or tables.

A table that breaks off takes all of its session with it: half a history would show a bill alive
that is dead. Of answers each is whole by itself.
"""

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Any

import orjson

from billtrail.bills.models import Document
from billtrail.errors import ArchiveError, ParseError
from billtrail.files import BROKEN_ZIP, read_at_most
from billtrail.scrapers import answer_document

from .names import key_of, place_of
from .tables import TABLES, Rows, bills, lacks_newest, read_table

NAME, ANSWER, TABLE = "legiscan", "bill", "table"
#: Which files are its own. People and roll calls of a dataset are files beside its bills.
KINDS: Mapping[str, str] = {
    ANSWER: r"(?:^|/)(?:(?:bill|people|vote)/\w+|[A-Z]{2}-[\w-]+\.legiscan)\.json$",
    TABLE: rf"(?:^|/)(?:{'|'.join(TABLES)})\.csv(?:\.gz)?$",
}
_BESIDE = re.compile(r"(?:^|/)(?:people|vote)/\w+\.json$")
_MOST_BYTES = 400_000_000
_MOST_NAMED = 5
_BROKEN = (*BROKEN_ZIP, OSError, EOFError)
#: What is not known where a table is missing.
_WITHOUT: Mapping[str, str] = {
    "history": "only the newest step of each bill is known from it",
    "sponsors": "no sponsors are known from it",
    "people": "no sponsors are known from it",
    "votes": "who voted how is not known from it",
}


class Staged:
    """The bills of a folder. ``problems`` has a line for each fault that lost something, ``notes``
    one for each that did not."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.notes: list[str] = []
        self._bills: list[dict[str, Any]] = []

    def add(self, files: Iterable[tuple[str, IO[bytes]]]) -> None:
        """Read the files; raises ArchiveError where a table breaks off or is missing."""
        tables: dict[str, Rows] = {}
        for path, stream in files:
            with stream:
                if path.endswith(".json"):
                    self._add_answer(path, stream)
                else:
                    name = PurePosixPath(path).name.partition(".")[0]
                    tables[name] = _table(name, path, stream)
        if tables:
            if "bills" not in tables:
                raise ArchiveError("bills.csv of LegiScan's dataset is missing; nothing was used")
            self.notes += (f"{name}.csv is not there: {lost}" for name, lost in _WITHOUT.items()
                           if name not in tables)  # fmt: skip
            self._add_whole(bills(tables))

    def _add_whole(self, told: Iterable[dict[str, Any]]) -> None:
        """The bills whose history is whole; the others are named."""
        cut: list[str] = []
        for bill in told:
            if lacks_newest(bill):
                cut.append(bill["bill_number"])
            else:
                self._bills.append(bill)
        if cut:
            named = ", ".join(cut[:_MOST_NAMED]) + (", ..." if len(cut) > _MOST_NAMED else "")
            self.problems.append(
                "history.csv lacks the newest step that bills.csv tells of "
                f"{len(cut):,} bills, which are not used: {named}"
            )

    def _add_answer(self, path: str, stream: IO[bytes]) -> None:
        if _BESIDE.search(path):
            return
        try:
            answer = orjson.loads(read_at_most(stream, _MOST_BYTES, path))
            self._bills.append(answer["bill"])
        except (*_BROKEN, ValueError, LookupError, TypeError) as error:
            self.problems.append(f"{PurePosixPath(path).name}: no answer of LegiScan ({error})")

    def reference(self, earlier: str | None = None) -> None:
        """There is nothing to look up."""

    def documents(self, now: str) -> Iterator[Document]:
        """One document a bill."""
        for bill in self._bills:
            url = f"{NAME}/{_name(bill)}"
            yield answer_document(NAME, ANSWER, url, "bill.json", {"bill": bill}, now)


def _name(bill: Mapping[str, Any]) -> str:
    """A bill's key; its address where parsing will say what is wrong with it."""
    try:
        return key_of(place_of(bill["url"]), bill["bill_number"], bill.get("bill_type") or "")
    except (ParseError, LookupError, TypeError):
        return str(bill.get("url", "")) if isinstance(bill, dict) else ""


def _table(name: str, path: str, stream: IO[bytes]) -> Rows:
    try:
        with gzip.open(stream) if path.endswith(".gz") else stream as opened:
            return read_table(name, read_at_most(opened, _MOST_BYTES, path))  # type: ignore[arg-type]
    except _BROKEN as error:
        raise ArchiveError(f"{name}.csv breaks off ({error}); nothing was used") from error
    except ArchiveError as error:
        raise ArchiveError(f"{error}; nothing was used") from error


def stage(
    files: Iterable[tuple[str, IO[bytes]]], directory: Path, archive: Path = Path("archive")
) -> Staged:
    """Stage the files of one folder of a dataset."""
    staged = Staged()
    staged.add(files)
    return staged
