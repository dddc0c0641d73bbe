"""What the page of letters shows: the form, the paper as it will print, what to know of it, and the
letters on file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from billtrail.briefs import papers
from billtrail.briefs.papers import CardRow, PaperRequest
from billtrail.datasette_plugins.desk import Asked, WrongField
from billtrail.errors import AmbiguousKey, BilltrailError, BriefRefused, UnknownKey
from billtrail.legislatures import full_name
from billtrail.snapshot import Snapshot
from billtrail.workspace import Workspace

from ...fields import Option
from ...ways import Way
from .form import (
    LANGUAGES,
    LetterForm,
    bill_options,
    committee_options,
    paper_options,
    read_form,
    sets_beside,
)
from .on_file import OnFile, read_on_file
from .sheet import LetterSheet, Row, finding_rows, keep_sheet, left_out_rows
from .ways import Told, told


@dataclass(frozen=True, slots=True)
class CardLine:
    """A field of the portal, and what to enter there."""

    field: str
    told: Told


@dataclass(frozen=True, slots=True)
class LettersPage:
    """``beside``: the paper is on several bills."""

    form: LetterForm
    papers: tuple[Option, ...]
    bills: tuple[Option, ...]
    today: str
    languages: tuple[Option, ...] = LANGUAGES
    committees: tuple[Option, ...] = ()
    beside: bool = False
    sheet: LetterSheet | None = None
    findings: tuple[Row, ...] = ()
    left_out: tuple[Row, ...] = ()
    card: tuple[CardLine, ...] = ()
    refusal: Told | None = None
    letters: OnFile = field(default_factory=OnFile)
    wrong: Mapping[str, str] = field(default_factory=dict)


def read_page(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> LettersPage:
    options, bills = paper_options(workspace.root), bill_options(snapshot)
    today = snapshot.on.isoformat()
    try:
        form = _with_bill(read_form(asked, options), bills)
    except WrongField as error:
        form = _with_bill(read_form(Asked(), options), bills)
        return LettersPage(form, options, bills, today, wrong=error.wrong)
    on_file = read_on_file(snapshot, workspace)
    page = LettersPage(form, options, bills, today, letters=on_file)
    return _with_paper(page, snapshot, workspace) if form.subject else page


def _with_bill(form: LetterForm, bills: tuple[Option, ...]) -> LetterForm:
    """The first bill where none was chosen yet."""
    return replace(form, about=form.about or (bills[0][0] if bills else ""))


def _with_paper(page: LettersPage, snapshot: Snapshot, workspace: Workspace) -> LettersPage:
    try:
        beside = sets_beside(workspace.root, page.form.paper)
        key = snapshot.resolve_bill(page.form.subject)
        to = () if beside else committee_options(snapshot, key)
        page = _with_choice(replace(page, beside=beside, committees=to), key)
        request = read_request(snapshot, workspace, page.form)
        paper = papers.make_paper(snapshot, request)
    except BriefRefused as error:
        return replace(page, refusal=told(str(error)))
    except (UnknownKey, AmbiguousKey) as error:
        at = _at(error, page.form)
        return replace(page, wrong={at: str(error)}, refusal=Told("", tuple(_meant(error, at))))
    except BilltrailError as error:
        return replace(page, refusal=told(str(error)))
    return replace(
        page, sheet=keep_sheet(paper), card=tuple(map(_card_line, paper.card)),
        findings=finding_rows(paper), left_out=left_out_rows(paper),
    )  # fmt: skip


def _with_choice(page: LettersPage, key: str) -> LettersPage:
    """A bill that is not among the live ones is a choice as well where it was asked for: the list
    else stands on another than the page speaks of."""
    if page.form.bill or key in dict(page.bills):
        return page
    bills = ((key, full_name(key)), *page.bills)
    return replace(page, bills=bills, form=replace(page.form, about=key))


def _at(error: UnknownKey | AmbiguousKey, form: LetterForm) -> str:
    """The field that a name is of."""
    if any(name in str(error) for name in form.others):
        return "beside"
    is_committee = "committee" in str(error).partition(":")[0]
    return "committee" if is_committee else "bill"


def _meant(error: UnknownKey | AmbiguousKey, at: str) -> Iterator[Way]:
    for key in (*getattr(error, "candidates", ()), *getattr(error, "nearest", ())):
        yield Way(key, fill=f"set {at} {key}")


def read_request(snapshot: Snapshot, workspace: Workspace, form: LetterForm) -> PaperRequest:
    """Raises as ``papers.read_request`` does. Of several committees that have the bill the first
    is meant where none was chosen."""
    having = committee_options(snapshot, snapshot.resolve_bill(form.subject))
    chosen = form.committee if form.committee in dict(having) else ""
    committee = chosen or (having[0][0] if having else None)
    beside = form.others if sets_beside(workspace.root, form.paper) else ()
    return papers.read_request(
        snapshot, workspace, form.subject, paper=form.paper, beside=beside, committee=committee,
        chair=form.chair, language=form.language,
    )  # fmt: skip


def _card_line(row: CardRow) -> CardLine:
    found = told(row.value)
    return CardLine(row.field, Told(found.says.rstrip(":"), found.ways))
