"""Where the organisation stands on each bill it follows."""

from dataclasses import dataclass, replace

from billtrail.campaigns import CampaignStatus, FollowedBill
from billtrail.datasette_plugins.desk import Asked, Place, Saved, Task, WrongField
from billtrail.decisions import decisions, release
from billtrail.errors import UsageError
from billtrail.legislatures import Position, full_name
from billtrail.legislatures.calendar import today
from billtrail.snapshot import Snapshot
from billtrail.words import bill_title, count_words
from billtrail.words.status import is_alive
from billtrail.workspace import JournalEntry, Say, Workspace

from ..fields import read_choice, read_past_day
from ..preview import Preview, build_preview, surfaces_of_bill

#: What a form offers; the two finer "needs decision" are kept where a file says them.
CHOICES = (
    (Position.SUPPORT, ""),
    (Position.SUPPORT_IF_AMENDED, "say below what must change"),
    (Position.OPPOSE, "pages ask nothing that was written for support"),
    (Position.OPPOSE_UNLESS_AMENDED, "say below what must change"),
    (Position.NEUTRAL, "pages inform and ask nothing"),
    (Position.NEEDS_DECISION, "nothing is said of a position"),
)
SHARING = (
    ("", "As the campaign has it", ""),
    ("no", "Nobody", "your own pages only"),
    ("coalition", "The coalition", ""),
    ("public", "Everybody", ""),
)
_CONDITIONAL = (Position.SUPPORT_IF_AMENDED, Position.OPPOSE_UNLESS_AMENDED)


@dataclass(frozen=True, slots=True)
class BillRow:
    """A followed bill: its position as the file has it."""

    key: str
    name: str
    title: str
    position: str
    decided_on: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """A campaign's bills: those that can still move, and those that ended."""

    title: str
    alive: tuple[BillRow, ...]
    ended: tuple[BillRow, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The bill whose form is shown, with what stands now."""

    key: str
    name: str
    title: str
    campaign: str
    now: FollowedBill


@dataclass(frozen=True, slots=True)
class PositionsPage:
    """``preview`` is what a save of the form would change, where that was asked for; ``printed``
    are the briefs that are out and may say what stands now."""

    groups: tuple[Group, ...]
    chosen: Chosen | None
    today: str
    choices: tuple[tuple[str, str, str], ...]
    preview: Preview | None = None
    printed: tuple[release.PrintedBrief, ...] = ()
    sharing: tuple[tuple[str, str, str], ...] = SHARING


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> PositionsPage:
    campaigns = snapshot.campaigns()
    chosen = _chosen(snapshot, campaigns, asked.get("bill")) if asked.get("bill") else None
    groups = () if chosen else tuple(map(_group, campaigns))
    choices = tuple((p.value, p.value, says) for p, says in CHOICES)
    page = PositionsPage(groups, chosen, today().isoformat(), choices)
    return _with_preview(page, snapshot, workspace, asked) if chosen else page


def _with_preview(
    page: PositionsPage, snapshot: Snapshot, workspace: Workspace, asked: Asked
) -> PositionsPage:
    """What a save would change, where the form asks for it. Raises as the save would."""
    if page.chosen is None or asked.get("do") != "look":
        return page
    key = page.chosen.key
    surfaces = surfaces_of_bill(snapshot.campaigns(), key)
    said: list[str] = []
    preview = build_preview(
        workspace, snapshot, lambda: _decide(workspace, asked, "you", said.append), surfaces
    )
    return replace(page, preview=preview, printed=_may_say(workspace, key, asked))


def _group(campaign: CampaignStatus) -> Group:
    ended = [b for b in campaign.bills if b.status and not is_alive(b.status)]
    alive = [b for b in campaign.bills if b not in ended]
    return Group(campaign.title, tuple(map(_row, alive)), tuple(map(_row, ended)))


def _row(bill: FollowedBill) -> BillRow:
    title = bill_title(bill.status) if bill.status else ""
    return BillRow(bill.bill, full_name(bill.bill), title, bill.position or "", bill.decided_on)


def _chosen(snapshot: Snapshot, campaigns: tuple[CampaignStatus, ...], name: str) -> Chosen:
    """Raises UnknownKey or UsageError where it is no bill that is followed."""
    key = snapshot.resolve_bill(name)
    found = [(c, b) for c in campaigns for b in c.bills if b.bill == key]
    if not found:
        raise UsageError(f"{full_name(key)} is not followed: follow it first, then decide.")
    # Of several campaigns one has the position; the others say the same.
    campaign, bill = next((one for one in found if one[1].position), found[0])
    title = bill_title(bill.status) if bill.status else ""
    return Chosen(key, full_name(key), title, campaign.title, bill)


def _edits(workspace: Workspace, asked: Asked) -> tuple[Place, ...]:
    return decisions.position_places(workspace, asked.get("bill")) if asked.get("bill") else ()


def _save(workspace: Workspace, asked: Asked, by: str) -> Saved:
    key = asked.get("bill")
    printed = _may_say(workspace, key, asked)
    lines: list[str] = []
    done = _decide(workspace, asked, by, lines.append)
    if printed:
        count = count_words(len(printed), "printed page")
        lines.append(f"{count} may say the other position: see Printed pages.")
    return Saved(f"{full_name(key)}: {asked.get('position')}.", done, lines=tuple(lines))


def _decide(workspace: Workspace, asked: Asked, by: str, say: Say) -> JournalEntry:
    position = Position(read_choice(asked, "position", list(Position), "Choose a position."))
    condition = asked.get("condition") or None
    if position in _CONDITIONAL and not condition:
        raise WrongField("condition", "Say what must be amended: it is printed with it.")
    return decisions.decide(
        workspace, asked.get("bill"), position, by=by, say=say,
        on=read_past_day(asked, "on", "give the day it was decided."),
        condition=condition if position in _CONDITIONAL else None,
        share=asked.get("share") or None,
    )  # fmt: skip


def _may_say(workspace: Workspace, key: str, asked: Asked) -> tuple[release.PrintedBrief, ...]:
    """Printed briefs that may say a position, or its condition, which the form would end."""
    before = release.decided_position(workspace, key)
    condition = asked.get("condition") if asked.get("position") in _CONDITIONAL else ""
    changes = before is not None and before != (asked.get("position"), condition)
    return release.speaking_of(workspace, key) if changes else ()


TASK = Task(
    name="positions",
    title="Positions",
    says="Say where you stand on a bill, since when, and who may know.",
    template="desk_positions.html",
    read=_read,
    actions={"save": _save},
    edits=_edits,
    place=30,
)
