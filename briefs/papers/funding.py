"""What is asked of appropriators: ``appropriations.toml`` of the workspace, a record a request.

[[request]]
id = "survivor-services-2028"
bill = "us-117-s3949"              # the law that authorizes the program, or the bill that would
fiscal_year = 2028
amount = "$105,000,000"            # printed as it is written here
program = "Victims of Trafficking grants, Office for Victims of Crime"
statute = "us-usc-22-7105"
part = "(b)(2)"
subcommittee = "Commerce, Justice, Science"
figure = "ovc-fy2024-clients"      # of what the program does; may be left out
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Any

from billtrail.bills.models import BillCommittee
from billtrail.errors import UnknownKey, UsageError
from billtrail.files import read_text
from billtrail.law import parse_statute
from billtrail.legislatures import Chamber, committee_words, nearest
from billtrail.legislatures.calendar import session_on
from billtrail.records import NAMES, AsIs, Read, from_least, record, structure_file, written
from billtrail.snapshot import Snapshot
from billtrail.workspace import Edit, JournalEntry, Say, Workspace, edits

#: Where a workspace keeps them.
FUNDING = "appropriations.toml"
_AMOUNT = re.compile(r"\$(?=[\d,.]*[1-9])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?: (?:million|billion))?")
#: The first fiscal year of the Budget Act's calendar: an earlier one is a slip.
_FIRST_YEAR = 1977
#: How an appropriations committee is called, in both chambers.
_APPROPRIATIONS = "appropriations"


def read_amount(value: Any) -> str:
    """An amount of dollars as it is printed; raises ``ValueError`` where it is none."""
    if not isinstance(value, str) or not _AMOUNT.fullmatch(value):
        raise ValueError(f'{value!r} is no amount: write "$105,000,000" or "$105 million"')
    return value


def _statute(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a statute's key in quotes")
    try:
        parse_statute(value)
    except UsageError as error:
        raise ValueError(str(error)) from None
    return value


@dataclass(frozen=True, slots=True)
class FundingRequest:
    """An amount for a program in a fiscal year; ``statute`` is a key of ``law``, ``part`` what of
    its section is meant."""

    id: AsIs = field(metadata=NAMES)
    bill: AsIs
    fiscal_year: Annotated[int, from_least(_FIRST_YEAR)]
    amount: Annotated[str, Read(read_amount)]
    program: AsIs
    statute: Annotated[str, Read(_statute)]
    subcommittee: AsIs
    part: AsIs = ""
    figure: AsIs = ""

    @property
    def authority(self) -> str:
        """``22 U.S.C. 7105(b)(2)``."""
        return f"{parse_statute(self.statute).printed}{self.part}"


@dataclass(frozen=True, slots=True)
class _FundingFile:
    """``appropriations.toml``."""

    requests: tuple[FundingRequest, ...] = field(default=(), metadata=written("request"))


def load_funding(root: Path) -> tuple[FundingRequest, ...]:
    """The workspace's requests; raises CheckFailed with every fault."""
    return parse_funding(read_text(root / FUNDING))


def parse_funding(text: str) -> tuple[FundingRequest, ...]:
    """Those of a file's text; raises CheckFailed with every fault."""
    return structure_file(FUNDING, text, _FundingFile).requests


def save_funding(
    workspace: Workspace, request: FundingRequest, *, by: str, say: Say
) -> JournalEntry:
    """Write a request into ``appropriations.toml``, in the place of one with its id; ``undo`` takes
    it back. Raises CheckFailed with every fault, ``UsageError`` where the file says so already."""
    fields = {name: value or None for name, value in asdict(request).items() if name != "id"}
    return _write(workspace, request.id, fields, by, say)


def drop_funding(workspace: Workspace, id: str, *, by: str, say: Say) -> JournalEntry:
    """Take a request out of the file. Raises ``UnknownKey`` where nothing has this id."""
    return _write(workspace, find_funding(workspace.root, id).id, None, by, say)


def _write(
    workspace: Workspace, id: str, fields: Mapping[str, Any] | None, by: str, say: Say
) -> JournalEntry:
    return edits.apply(
        workspace, FUNDING, [Edit(record("request", id=id), fields)],
        command=f"request {id}", by=by, check=_check, say=say,
    )  # fmt: skip


def _check(text: str) -> None:
    parse_funding(text)


def find_funding(root: Path, id: str) -> FundingRequest:
    """Raises ``UnknownKey`` with the nearest, or with how one is written."""
    known = {one.id: one for one in load_funding(root)}
    if id not in known:
        if not known:
            hint = f"Write it into {FUNDING} of the workspace: docs/letters.md has one."
            raise UnknownKey("request", id, hint=hint)
        raise UnknownKey("request", id, nearest(id, list(known)) or list(known))
    return known[id]


def subcommittees(snapshot: Snapshot, jurisdiction: str, words: str) -> Iterator[BillCommittee]:
    """The appropriations subcommittee of each chamber whose name holds the words. Raises
    ``UnknownKey`` with those there are where a chamber has none; by its words alone where no list
    of the session is on file."""
    session = session_on(jurisdiction, snapshot.on)
    rows = snapshot.connection.execute(
        "SELECT s.id, s.name, s.chamber, s.parent FROM committees s JOIN committees p "
        "ON p.id = s.parent AND p.roster = s.roster WHERE s.jurisdiction = ? AND s.roster = ? "
        "AND p.name LIKE '%' || ? ORDER BY s.chamber, s.name",
        (jurisdiction, session, _APPROPRIATIONS),
    ).fetchall()
    for chamber in (Chamber.LOWER, Chamber.UPPER):
        if not rows:  # no list of that session: whom it has is not known, nor what it is called
            yield BillCommittee(words, words, chamber)
            continue
        here = [row for row in rows if row["chamber"] == chamber]
        wanted = committee_words(words)
        found = [row for row in here if wanted in committee_words(row["name"])]
        if len(found) != 1:
            raise UnknownKey("subcommittee", words, [row["name"] for row in found or here])
        row = found[0]
        yield BillCommittee(row["id"], row["name"], chamber, row["parent"])
