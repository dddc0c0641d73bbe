"""The pages for survivors and families: who read them, how they look, and letting one out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from billtrail.campaigns import CampaignStatus
from billtrail.datasette_plugins.desk import Asked, Part, Saved, Task, WrongField
from billtrail.decisions import release
from billtrail.decisions.readers import page_readers
from billtrail.errors import BilltrailError, UsageError
from billtrail.legislatures import Audience, Language, ReleasedTo
from billtrail.legislatures.calendar import today
from billtrail.snapshot import Snapshot, open_snapshot
from billtrail.words import LANGUAGES, day_words
from billtrail.workspace import Workspace

from ..fields import read_past_day

if TYPE_CHECKING:
    from billtrail.briefs import Brief

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page that can be had; ``state`` says whether it is a draft, and who may have it."""

    key: str
    title: str
    language: str
    state: str


@dataclass(frozen=True, slots=True)
class ChosenPage:
    """The page in the form: ``missing`` readers in words, none where it may go out."""

    key: str
    campaign: str
    code: str
    title: str
    language: str
    readers: tuple[str, ...]
    missing: tuple[str, ...]
    released: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurvivorsPage:
    rows: tuple[PageRow, ...]
    today: str
    chosen: ChosenPage | None = None


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> SurvivorsPage:
    on = today().isoformat()
    if not asked.get("page"):
        return SurvivorsPage(tuple(_rows(snapshot, workspace)), on)
    campaign, language = _which(snapshot, asked)
    return SurvivorsPage((), on, _chosen(snapshot, workspace, campaign, language))


def _rows(snapshot: Snapshot, workspace: Workspace) -> Iterator[PageRow]:
    for campaign in snapshot.campaigns():
        for language in _written(campaign):
            key = f"{campaign.id}/{language.value}"
            state = _state(snapshot, workspace, campaign, language)
            yield PageRow(key, campaign.title, LANGUAGES[language], state)


def _written(campaign: CampaignStatus) -> tuple[Language, ...]:
    known = {text.language for text in campaign.survivor_texts}
    return tuple(language for language in Language if language in known)


def _state(
    snapshot: Snapshot, workspace: Workspace, campaign: CampaignStatus, language: Language
) -> str:
    try:
        found = page_readers.read_page(snapshot, workspace, campaign.id, language)
    except BilltrailError as error:
        return f"cannot be printed: {error}"
    if found.missing:
        return f"DRAFT: it waits for {', and for '.join(found.missing)}"
    released = _released(workspace, campaign.id, language)
    return "released to everybody" if released else "its readers have read it; not released"


def _chosen(
    snapshot: Snapshot, workspace: Workspace, campaign: CampaignStatus, language: Language
) -> ChosenPage:
    found = page_readers.read_page(snapshot, workspace, campaign.id, language)
    return ChosenPage(
        f"{campaign.id}/{language.value}", campaign.id, language.value, campaign.title,
        LANGUAGES[language],
        tuple(
            f"{one.reader}{', survivor-led' if one.survivor_led else ''}, {day_words(one.on)}"
            for one in found.readers
        ),
        found.missing, _released(workspace, campaign.id, language),
    )  # fmt: skip


def _released(workspace: Workspace, campaign: str, language: Language) -> tuple[str, ...]:
    """The ids of those that everybody may have."""
    return tuple(
        one.id for one in release.printed(workspace)
        if (one.audience, one.subject, one.language) == (Audience.SURVIVORS, campaign, language)
        and one.released_to
    )  # fmt: skip


def _which(snapshot: Snapshot, asked: Asked) -> tuple[CampaignStatus, Language]:
    """The page of an address: ``tsra/es``. Raises UsageError where there is none."""
    id, _, language = asked.get("page").partition("/")
    campaign = snapshot.campaign(id)
    if language not in [one.value for one in _written(campaign)]:
        raise UsageError(f"There is no page for survivors {asked.get('page')!r}.")
    return campaign, Language(language)


def _build(
    snapshot: Snapshot, workspace: Workspace, campaign: CampaignStatus, language: Language
) -> "Brief":
    """As it prints. What draws a page is slow to load, so it is imported where one is drawn."""
    from billtrail.briefs import write
    from billtrail.briefs.build import build
    from billtrail.briefs.formats import fit

    request = write.build_request(
        snapshot, workspace, campaign.id, language=language, audience=Audience.SURVIVORS
    )
    return fit(build(snapshot, request))


def _picture(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Part:
    from billtrail.briefs.formats import draw_page

    page = _build(snapshot, workspace, *_which(snapshot, asked))
    return Part(draw_page(page), "image/png")


# -- what its buttons do ---------------------------------------------------------------------------


def _save(workspace: Workspace, asked: Asked, by: str) -> Saved:
    reader, lines = " ".join(asked.get("reader").split()), list[str]()
    if not reader:
        raise WrongField("reader", "Say who read it: initials or the name of a group are enough.")
    if len(reader) > _LONGEST:
        raise WrongField("reader", f"At most {_LONGEST} letters.")
    on = read_past_day(asked, "on", "write it down once they have read it.")
    with open_snapshot(workspace.database, today()) as snapshot:
        campaign, language = _which(snapshot, asked)
        found = page_readers.read_page(snapshot, workspace, campaign.id, language)
    done = page_readers.enter_reader(
        workspace, found, reader=reader, survivor_led=asked.has("survivor_led"), by=by, on=on,
        say=lines.append,
    )  # fmt: skip
    says = f"{reader} read the page on {campaign.title}, {LANGUAGES[language]}."
    return Saved(says, done, go=_address(campaign, language), lines=tuple(lines))


def _release(workspace: Workspace, asked: Asked, by: str) -> Saved:
    """Prints the page as it stands and releases that to everybody."""
    from billtrail.briefs import issued
    from billtrail.briefs.typeset import brief_id

    lines: list[str] = []
    with open_snapshot(workspace.database, today()) as snapshot:
        campaign, language = _which(snapshot, asked)
        page = _build(snapshot, workspace, campaign, language)
    lines += issued.record(workspace, [page])
    _, done = release.release(
        workspace, [brief_id(page)], ReleasedTo.PUBLIC, by=by, say=lines.append
    )
    lines.append("Files that you publish from now on have it.")
    says = f"The page on {campaign.title}, {LANGUAGES[language]}, is released to everybody."
    return Saved(says, done, go=_address(campaign, language), lines=tuple(lines))


def _address(campaign: CampaignStatus, language: Language) -> str:
    return f"/-/desk/survivors?page={campaign.id}/{language.value}"


TASK = Task(
    name="survivors",
    title="Pages for survivors",
    says="See the pages for survivors and families, note who read them, and let them out.",
    template="desk_survivors.html",
    read=_read,
    actions={"save": _save, "release": _release},
    parts={"picture": _picture},
    place=70,
)
