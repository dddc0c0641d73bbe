"""The task "Make a page": the form, the page as it will print, and its files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from billtrail.briefs import issued, write
from billtrail.briefs.build import (
    SUBJECT,
    Choosable,
    Offers,
    Request,
    Subject,
    read_offers,
    read_subject,
)
from billtrail.campaigns import CampaignStatus
from billtrail.campaigns.positions import we_say
from billtrail.datasette_plugins.desk import Asked, Part, Task, WrongField, draw_picture
from billtrail.errors import AmbiguousKey, BilltrailError, BriefRefused, UnknownKey
from billtrail.legislatures import Language, full_name
from billtrail.snapshot import Snapshot
from billtrail.words import day_words
from billtrail.workspace import Workspace

from ...fields import Option
from ...ways import Way
from .form import AUDIENCES, LANGUAGES, PageForm, fill, read_form, subject_options
from .left_out import Background, LeftOutRow, build_rows, sentence_way, task_way
from .sheet import Sheet, build_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

#: So many counts of the office's own are shown at once.
_OWN_SHOWN = 6
#: A page carries so many figures.
_MOST_FIGURES = 3


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure to tick; ``why_not`` says why it may not be printed."""

    id: str
    words: str
    ticked: bool
    why_not: str
    remark: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no page, and what may be done."""

    says: str
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class MakePage:
    """The form's page. ``first`` are the figures shown at once, ``others`` those behind a line;
    ``due`` the campaign's own day, ``stands`` what you decided on the bills of the page, ``usual``
    the figures it has where nobody chooses."""

    form: PageForm
    subjects: tuple[Option, ...]
    audiences: tuple[Option, ...] = AUDIENCES
    languages: tuple[Option, ...] = LANGUAGES
    first: tuple[FigureRow, ...] = ()
    others: tuple[FigureRow, ...] = ()
    asks: tuple[Choosable, ...] = ()
    due: str = ""
    contact: str = ""
    stands: tuple[tuple[str, Way | None], ...] = ()
    usual: tuple[str, ...] = ()
    sheet: Sheet | None = None
    left_out: tuple[LeftOutRow, ...] = ()
    refusal: Refusal | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> MakePage:
    subjects = subject_options(snapshot)
    try:
        form = _with_subject(read_form(asked), subjects)
    except WrongField as error:
        form = _with_subject(read_form(Asked({"was": asked.all("was")})), subjects)
        return MakePage(form, subjects, wrong=error.wrong)
    page = MakePage(form, subjects)
    try:
        subject = _subject(snapshot, form)
    except BriefRefused as error:
        return replace(page, refusal=Refusal(str(error)))
    except (UnknownKey, AmbiguousKey) as error:
        at = "bill" if form.bill else "about"
        return replace(page, wrong={at: str(error)}, refusal=Refusal("", tuple(_meant(error))))
    return _with_sheet(_with_offers(page, snapshot, subject), snapshot, workspace, subject)


def _with_subject(form: PageForm, subjects: tuple[Option, ...]) -> PageForm:
    """The first campaign where nothing was chosen yet."""
    return form if form.subject else replace(form, about=subjects[0][0])


def _subject(snapshot: Snapshot, form: PageForm) -> Subject | None:
    """``None`` for the page of all goals."""
    return None if form.subject == SUBJECT else read_subject(snapshot, form.subject)


def _meant(error: UnknownKey | AmbiguousKey) -> Iterator[Way]:
    """The bills that may be meant, each a button; one that is not in the file can be followed."""
    for key in (*getattr(error, "candidates", ()), *getattr(error, "nearest", ())):
        yield Way(key, fill=f"set bill {key}")
    for key in getattr(error, "offered", ()):
        yield from task_way(f"Follow {full_name(key)}", "follow", bill=key)


# -- what may be chosen ----------------------------------------------------------------------------


def _with_offers(page: MakePage, snapshot: Snapshot, subject: Subject | None) -> MakePage:
    if subject is None:
        return page
    offers = read_offers(snapshot, subject)
    rows = tuple(_figure_rows(offers, page.form))
    campaign = subject.campaign
    shown = set(_near(offers))
    near = tuple(row for row, _ in rows if row.ticked or row.id in shown)
    far = tuple(row for row, _ in rows if not (row.ticked or row.id in shown))
    return replace(
        page, first=near, others=far, asks=offers.asks, due=_due(campaign, page.form),
        stands=tuple(_stands(subject)), usual=usual_figures(offers),
    )  # fmt: skip


def _near(offers: Offers) -> Iterator[str]:
    """The ids of the campaign's, and of the first counts of the office's own that may be printed:
    all others are folded."""
    own = [one.id for one in offers.figures if one.whose == "office" and one.reason is None]
    yield from (one.id for one in offers.figures if one.whose == "campaign")
    yield from own[:_OWN_SHOWN]


def usual_figures(offers: Offers) -> tuple[str, ...]:
    """The ids that a page has where nobody chooses: the first of the campaign's."""
    own = (o.id for o in offers.figures if o.whose == "campaign" and o.reason is None)
    return tuple(own)[:_MOST_FIGURES]


def _figure_rows(offers: Offers, form: PageForm) -> Iterator[tuple[FigureRow, Choosable]]:
    chosen = usual_figures(offers) if form.figures is None else form.figures
    for offer in offers.figures:
        remark = "your own count" if offer.whose == "office" else ""
        ticked = offer.reason is None and offer.id in chosen
        yield FigureRow(offer.id, offer.words, ticked, offer.reason or "", remark), offer


def _due(campaign: CampaignStatus | None, form: PageForm) -> str:
    """The day of the ask that is printed where none is set."""
    asks = campaign.asks if campaign else ()
    days = [ask.deadline for ask in asks if ask.deadline and form.ask in ("", ask.id)]
    return days[0] if days else ""


def _stands(subject: Subject) -> Iterator[tuple[str, Way | None]]:
    """What was decided on each bill of the page, with the form that changes it."""
    for bill in subject.stand().decided:
        since = f", decided {day_words(bill.decided_on)}" if bill.decided_on else ""
        way = next(task_way("Change the position", "positions", bill=bill.bill), None)
        yield f"You {we_say(bill)}{since}.", way


# -- the page --------------------------------------------------------------------------------------


def _with_sheet(
    page: MakePage, snapshot: Snapshot, workspace: Workspace, subject: Subject | None
) -> MakePage:
    try:
        request = _request(snapshot, workspace, page.form, page.usual)
        brief = write.make_page(snapshot, workspace, request, page.form.office or None).brief
    except BriefRefused as error:
        return replace(page, refusal=_refusal(page.form, error))
    except BilltrailError as error:
        at = "office" if page.form.office else "about"
        return replace(page, wrong={at: str(error)})
    figures = {figure.id: figure for figure in snapshot.figures()}
    background = Background(brief, subject.campaign if subject else None, figures)
    return replace(
        page, sheet=build_sheet(brief), left_out=build_rows(background),
        contact=_contact(request),
    )  # fmt: skip


def _request(
    snapshot: Snapshot, workspace: Workspace, form: PageForm, usual: tuple[str, ...]
) -> Request:
    return write.build_request(
        snapshot, workspace, form.subject, language=form.language, audience=form.audience,
        choices=form.choices(usual),
    )  # fmt: skip


def _contact(request: Request) -> str:
    sender = request.sender
    lines = (sender.contact_name, sender.email, sender.phone) if sender else ()
    return " · ".join(line for line in lines if line)


def _refusal(form: PageForm, error: BriefRefused) -> Refusal:
    """What is in the way, and the ways around it."""
    ways: list[Way] = []
    if form.language != Language.EN:
        ways.append(Way("Make the page in English", f"set language {Language.EN}"))
    ways += sentence_way("Write the sentences", form.about)
    return Refusal(str(error), tuple(ways))


# -- its files -------------------------------------------------------------------------------------


def _file(format_: str) -> "Callable[[Snapshot, Workspace, Asked], Part]":
    def part(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Part:
        from billtrail.briefs.formats import render
        from billtrail.briefs.typeset import FORMATS

        form = _with_subject(read_form(asked), subject_options(snapshot))
        subject = _subject(snapshot, form)
        usual = usual_figures(read_offers(snapshot, subject)) if subject else ()
        request = _request(snapshot, workspace, form, usual)
        made = write.make_page(snapshot, workspace, request, form.office or None)
        content = render(made.brief, format_)
        issued.record(workspace, [made.brief])
        return Part(content, FORMATS[format_].media, f"{made.name}.{format_}")

    return part


TASK = Task(
    name="page",
    title="Make a page",
    says="Choose what it is about and whom it is for, see it as it will print, and print it.",
    template="desk_page.html",
    read=_read,
    parts={
        "picture": draw_picture, "pdf": _file("pdf"), "word": _file("docx"), "text": _file("txt"),
        "web": _file("html"),
    },
    fill=fill,
    place=20,
)  # fmt: skip
