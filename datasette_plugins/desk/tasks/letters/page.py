"""What the page of letters shows: the form, the paper as it will print, what to know of it, and the
letters on file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from billtrail.briefs import papers
from billtrail.briefs.papers import CardRow, IssuedPaper, Paper, PaperRequest
from billtrail.datasette_plugins.desk import Asked, WrongField, keep_picture
from billtrail.errors import AmbiguousKey, BilltrailError, BriefRefused, UnknownKey
from billtrail.legislatures import full_name
from billtrail.snapshot import Snapshot, stale_letters
from billtrail.words import day_words
from billtrail.workspace import Workspace

from ...fields import Option
from .form import (
    LANGUAGES,
    LetterForm,
    bill_options,
    committee_options,
    paper_options,
    read_form,
    sets_beside,
)
from .ways import Told, Way, told

#: Levels of findings -> the word before one.
_LEVELS: Mapping[str, str] = {"ok": "", "warn": "Look: ", "stop": "Stop: "}
#: Letters on file that the page lists.
_MOST = 40


@dataclass(frozen=True, slots=True)
class Row:
    """A finding, or what is left out, with what helps."""

    level: str
    told: Told


@dataclass(frozen=True, slots=True)
class CardLine:
    """A field of the portal, and what to enter there."""

    field: str
    told: Told


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """A fitted paper: ``of`` names its picture."""

    of: str
    title: str
    said: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter on file; ``stale`` says why a new one is due."""

    id: str
    bill: str
    title: str
    about: str
    state: str
    is_sent: bool
    stale: str


@dataclass(frozen=True, slots=True)
class LettersPage:
    """``more`` letters are on file and not listed; ``beside``: the paper is on several bills."""

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
    letters: tuple[LetterRow, ...] = ()
    more: int = 0
    wrong: Mapping[str, str] = field(default_factory=dict)


def read_page(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> LettersPage:
    options, bills = paper_options(workspace.root), bill_options(snapshot)
    today = snapshot.on.isoformat()
    try:
        form = _with_bill(read_form(asked, options), bills)
    except WrongField as error:
        form = _with_bill(read_form(Asked(), options), bills)
        return LettersPage(form, options, bills, today, wrong=error.wrong)
    page = _with_letters(LettersPage(form, options, bills, today), snapshot)
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
        page, sheet=_sheet(paper), card=tuple(map(_card_line, paper.card)),
        findings=tuple(Row(_LEVELS[f.level], told(f.says, f.action)) for f in paper.findings),
        left_out=tuple(_left_out(paper)),
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


def _sheet(paper: Paper) -> LetterSheet:
    of = papers.paper_id(paper)
    keep_picture(of, lambda: papers.draw_paper(paper))
    said = "draft: something is missing" if paper.is_draft else "ready to look over"
    return LetterSheet(of, paper.title, said)


def _card_line(row: CardRow) -> CardLine:
    found = told(row.value)
    return CardLine(row.field, Told(found.says.rstrip(":"), found.ways))


def _left_out(paper: Paper) -> Iterator[Row]:
    for item in paper.left_out:
        helps = told(item.action)
        what = f"{item.what[:1].upper()}{item.what[1:]}: {item.why}."
        says = what if helps.ways or not helps.says else f"{what} {helps.says}."
        yield Row("", Told(says, helps.ways))


# -- on file ---------------------------------------------------------------------------------------


def _with_letters(page: LettersPage, snapshot: Snapshot) -> LettersPage:
    """Those first for which a new one is due, then the newest."""
    stale = {one.id: one.words for one in stale_letters(snapshot)}
    found = [_letter(one, stale.get(one.id, "")) for one in papers.read_issued(snapshot.connection)]
    found.reverse()
    found.sort(key=lambda row: not row.stale)
    return replace(page, letters=tuple(found[:_MOST]), more=max(len(found) - _MOST, 0))


def _letter(one: IssuedPaper, stale: str) -> LetterRow:
    paper, facts = one.paper, one.paper.facts
    to = facts.committee_name
    speaks = f"print of {day_words(facts.print_date)}" if facts.print_date else ""
    said = (one.position for one in facts.positions)
    about = ", ".join(filter(None, (to, *said, speaks, f"as of {day_words(paper.on)}")))
    state = f"sent {day_words(one.sent_on)}, noted by {one.sent_by}" if one.sent_on else "not sent"
    draft = "draft, " if paper.is_draft else ""
    name = full_name(facts.bill) if facts.bill else paper.title
    kind = paper.title.partition(": ")[2] or paper.title
    return LetterRow(one.id, facts.bill, f"{name}: {kind}", about, f"{draft}{state}",
                     bool(one.sent_on), stale)  # fmt: skip
