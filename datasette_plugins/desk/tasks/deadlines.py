"""By which day an ask wants something done."""

from collections.abc import Iterator
from dataclasses import dataclass

from billtrail.campaigns import Ask, CampaignStatus
from billtrail.datasette_plugins.desk import Asked, Place, Saved, Task, WrongField
from billtrail.decisions import campaign_records
from billtrail.errors import UnknownKey
from billtrail.legislatures import Language
from billtrail.legislatures.calendar import today
from billtrail.snapshot import Snapshot
from billtrail.words import day_words
from billtrail.words.status import any_stage
from billtrail.workspace import JournalEntry, Say, Workspace

from ..fields import read_day
from ..preview import CALL_SHEET, Preview, build_preview, surfaces_of_campaign


@dataclass(frozen=True, slots=True)
class AskRow:
    """An ask: its ``name`` in addresses (``tsra/act``), what it says first, ``during`` which stages
    of a bill, its day."""

    name: str
    campaign: str
    headline: str
    during: str
    deadline: str | None


@dataclass(frozen=True, slots=True)
class DeadlinesPage:
    rows: tuple[AskRow, ...]
    chosen: AskRow | None
    preview: Preview | None = None


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> DeadlinesPage:
    campaigns = snapshot.campaigns()
    rows = tuple(row for campaign in campaigns for row in _rows(campaign))
    if not asked.get("ask"):
        return DeadlinesPage(rows, None)
    chosen = next((row for row in rows if row.name == asked.get("ask")), None)
    if chosen is None:
        raise UnknownKey("ask", asked.get("ask"))
    looks = asked.get("do") == "look"
    preview = _preview(snapshot, workspace, asked, campaigns) if looks else None
    return DeadlinesPage((), chosen, preview)


def _rows(campaign: CampaignStatus) -> Iterator[AskRow]:
    said = {t.key: t.text for t in campaign.texts if t.language == Language.EN}
    for ask in campaign.asks:
        headline = said.get(ask.headline, "")
        during = ", ".join(any_stage(stage)[0].lower() for stage in ask.stages)
        yield AskRow(_name(campaign, ask), campaign.title, headline, during, ask.deadline)


def _name(campaign: CampaignStatus, ask: Ask) -> str:
    return f"{campaign.id}/{ask.id}"


def _preview(
    snapshot: Snapshot, workspace: Workspace, asked: Asked, campaigns: tuple[CampaignStatus, ...]
) -> Preview:
    lines: list[str] = []
    id = asked.get("ask").partition("/")[0]
    surfaces = [one for c in campaigns if c.id == id for one in surfaces_of_campaign(c)]
    return build_preview(
        workspace, snapshot, lambda: _write(workspace, asked, "you", lines.append),
        (*surfaces, CALL_SHEET),
    )  # fmt: skip


def _at(asked: Asked) -> campaign_records.RecordAt:
    campaign, _, ask = asked.get("ask").partition("/")
    return campaign_records.record_at(campaign, "ask", (ask,))


def _write(workspace: Workspace, asked: Asked, by: str, say: Say) -> JournalEntry:
    due = None
    if asked.get("due"):
        day = read_day(asked, "due")
        if day < today():
            raise WrongField("due", "That day is over: nobody can act by it.")
        due = day.isoformat()
    at = _at(asked)
    return campaign_records.save(workspace, at, {"deadline": due}, was=at, by=by, say=say)


def _save(workspace: Workspace, asked: Asked, by: str) -> Saved:
    lines: list[str] = []
    done = _write(workspace, asked, by, lines.append)
    due = asked.get("due")
    says = f"The ask wants an act by {day_words(due)}." if due else "The ask has no day any more."
    return Saved(says, done, go="/-/desk/deadlines", lines=tuple(lines))


def _edits(workspace: Workspace, asked: Asked) -> tuple[Place, ...]:
    if not asked.get("ask"):
        return ()
    at = _at(asked)
    return ((at.file, at.path),)


TASK = Task(
    name="deadlines",
    title="Deadlines",
    says="Say by which day an ask wants something done.",
    template="desk_deadlines.html",
    read=_read,
    actions={"save": _save},
    edits=_edits,
    place=35,
)
