"""What is asked of appropriators: written down, shown as the letter that asks it, printed, noted as
sent."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from billtrail.briefs import papers
from billtrail.briefs.papers import FundingRequest
from billtrail.datasette_plugins.desk import (
    Asked,
    Place,
    Saved,
    Task,
    WrongField,
    WrongFields,
    draw_picture,
)
from billtrail.errors import BilltrailError
from billtrail.law import read_statute
from billtrail.legislatures import FigureForm
from billtrail.legislatures.calendar import today
from billtrail.records import record
from billtrail.snapshot import Snapshot, open_snapshot
from billtrail.workspace import Workspace

from ..fields import Option, read_bill, read_line
from .letters import (
    LetterSheet,
    OnFile,
    Row,
    Told,
    file_parts,
    finding_rows,
    keep_sheet,
    left_out_rows,
    note_sent,
    read_on_file,
    told,
)

_PAPER = "appropriations-request"
#: ``22 U.S.C. 7105(b)(2)``: the section, and what of it is meant.
_PARTS = re.compile(r"(.*?)((?:\([0-9A-Za-z]+\))*)")
_LONGEST_ID, _FIGURE = 40, 90


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request on file, in words."""

    id: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class AppropriationsPage:
    """``form`` is what the fields hold before anything is sent; ``id`` of a request on file."""

    requests: tuple[RequestRow, ...]
    figures: tuple[Option, ...]
    today: str
    letters: OnFile
    id: str = ""
    form: Mapping[str, str] = field(default_factory=dict)
    sheet: LetterSheet | None = None
    findings: tuple[Row, ...] = ()
    left_out: tuple[Row, ...] = ()
    refusal: Told | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> AppropriationsPage:
    rows = tuple(map(_row, papers.load_funding(workspace.root)))
    figures = (("", "None"), *((one.id, _short(one.sentence)) for one in snapshot.figures()
                               if one.form != FigureForm.BLOCKED))  # fmt: skip
    on_file = read_on_file(snapshot, workspace, "request")
    page = AppropriationsPage(rows, figures, snapshot.on.isoformat(), on_file)
    if not (asked.has("amount") or asked.get("request")):
        return page
    if asked.get("request"):
        known = papers.find_funding(workspace.root, asked.get("request"))
        page = replace(page, id=known.id, form=_form(known))
    return _with_letter(page, snapshot, workspace, asked)


def _with_letter(
    page: AppropriationsPage, snapshot: Snapshot, workspace: Workspace, asked: Asked
) -> AppropriationsPage:
    try:
        paper = _make(snapshot, workspace, asked)
    except WrongFields as error:
        return replace(page, wrong=error.wrong)
    except BilltrailError as error:
        return replace(page, refusal=told(str(error)))
    return replace(
        page, sheet=keep_sheet(paper), findings=finding_rows(paper), left_out=left_out_rows(paper)
    )


def _row(one: FundingRequest) -> RequestRow:
    return RequestRow(one.id, one.program, f"{one.amount}, fiscal year {one.fiscal_year}")


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _FIGURE else f"{sentence[:_FIGURE].rsplit(' ', 1)[0]} ..."


def _form(one: FundingRequest) -> dict[str, str]:
    return {
        "bill": one.bill, "fiscal_year": str(one.fiscal_year), "amount": one.amount,
        "program": one.program, "statute": one.authority, "subcommittee": one.subcommittee,
        "figure": one.figure,
    }  # fmt: skip


# -- what the form says ----------------------------------------------------------------------------


def _make(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> papers.Paper:
    """The letter as the form has it; of a request on file, as it stands there."""
    request = _request(snapshot, workspace, asked)
    return papers.make_paper(snapshot, papers.read_request(
        snapshot, workspace, request.bill, paper=_PAPER, funding=request
    ))  # fmt: skip


def _request(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> FundingRequest:
    """Raises ``WrongFields`` with all that is wrong."""
    if not asked.has("amount"):
        return papers.find_funding(workspace.root, asked.get("request"))
    wrong, found = dict[str, str](), dict[str, str]()
    for name, read in _READS.items():
        try:
            found[name] = read(snapshot, asked)
        except WrongFields as error:
            wrong |= error.wrong
    if wrong:
        raise WrongFields(wrong)
    section, part = _parted(found.pop("statute"))
    year = int(found.pop("fiscal_year"))
    return FundingRequest(
        id=_id(workspace, asked, found["program"], year), fiscal_year=year, statute=section,
        part=part, **found,
    )  # fmt: skip


def _year(_snapshot: Snapshot, asked: Asked) -> str:
    if not re.fullmatch(r"20\d\d", asked.get("fiscal_year")):
        raise WrongField("fiscal_year", "Write the fiscal year as 2028.")
    return asked.get("fiscal_year")


def _amount(_snapshot: Snapshot, asked: Asked) -> str:
    try:
        return papers.read_amount(read_line(asked, "amount"))
    except ValueError:
        says = 'Write the amount as "$105,000,000" or "$105 million".'
        raise WrongField("amount", says) from None


def _statute(_snapshot: Snapshot, asked: Asked) -> str:
    section, _ = _parted(read_line(asked, "statute"))
    try:
        read_statute(section)
    except BilltrailError:
        raise WrongField("statute", "Write the section as 22 U.S.C. 7105(b)(2).") from None
    return read_line(asked, "statute")


def _parted(statute: str) -> tuple[str, str]:
    """The key of the section, and the part of it."""
    section, part = _PARTS.fullmatch(statute).groups()  # type: ignore[union-attr]
    return read_statute(section).key, part


def _line(name: str, says: str) -> Callable[[Snapshot, Asked], str]:
    def read(_snapshot: Snapshot, asked: Asked) -> str:
        if not (line := read_line(asked, name)):
            raise WrongField(name, says)
        return line

    return read


#: Field -> what reads it.
_READS: Mapping[str, Callable[[Snapshot, Asked], str]] = {
    "amount": _amount,
    "fiscal_year": _year,
    "program": _line("program", "Say which program."),
    "statute": _statute,
    "bill": read_bill,
    "subcommittee": _line("subcommittee", "Say which subcommittee has the program."),
    "figure": lambda _, asked: asked.get("figure"),
}


def _id(workspace: Workspace, asked: Asked, program: str, year: int) -> str:
    """The id of the request that is changed; of a new one its program and year, with a number
    behind where another has them."""
    known = {one.id for one in papers.load_funding(workspace.root)}
    if asked.get("request") in known:
        return asked.get("request")
    name = re.sub(r"[^a-z0-9]+", "-", program.lower())[:_LONGEST_ID].strip("-") or "request"
    return next(id for id in _names(f"{name}-{year}") if id not in known)


def _names(first: str) -> Iterator[str]:
    yield first
    number = 2
    while True:
        yield f"{first}-{number}"
        number += 1


# -- saving ----------------------------------------------------------------------------------------


def _save(workspace: Workspace, asked: Asked, by: str) -> Saved:
    lines: list[str] = []
    with open_snapshot(workspace.database, today()) as snapshot:
        request = _request(snapshot, workspace, asked)
    done = papers.save_funding(workspace, request, by=by, say=lines.append)
    return Saved(f"Kept: {request.amount} for {request.program}.", done,
                 go=f"{_HERE}?request={request.id}", lines=tuple(lines))  # fmt: skip


def _drop(workspace: Workspace, asked: Asked, by: str) -> Saved:
    lines: list[str] = []
    gone = papers.find_funding(workspace.root, asked.get("which"))
    done = papers.drop_funding(workspace, gone.id, by=by, say=lines.append)
    return Saved(f"Taken out: {gone.amount} for {gone.program}.", done, go=_HERE,
                 lines=tuple(lines))  # fmt: skip


def _edits(_workspace: Workspace, asked: Asked) -> tuple[Place, ...]:
    id = asked.get("request")
    return ((papers.FUNDING, record("request", id=id)),) if id else ()


_HERE = "/-/desk/appropriations"
TASK = Task(
    name="appropriations",
    title="Appropriations requests",
    says="Ask both chambers' appropriators for an amount: see the letter, print it, note it sent.",
    template="desk_appropriations.html",
    read=_read,
    actions={"save": _save, "drop": _drop, "sent": note_sent},
    parts={"picture": draw_picture, **file_parts(_make)},
    edits=_edits,
    place=27,
)
