"""The pages of the campaigns as values: the list, one campaign with all its records, one record."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from billtrail.campaigns import Condition
from billtrail.campaigns.content import Campaign, Content, load_sound
from billtrail.campaigns.positions import to_review
from billtrail.datasette_plugins.desk import Asked
from billtrail.decisions import (
    CAMPAIGN,
    RecordAt,
    RecordState,
    read_records,
)
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import nearest
from billtrail.snapshot import Snapshot
from billtrail.words import TEXT_KEYS, count_words
from billtrail.workspace import Workspace

from ...preview import Preview
from .forms import (
    SOURCES,
    FormField,
    Option,
    Where,
    build_fields,
    condition_words,
    titles,
)
from .row_words import ROW_WORDS, english_of
from .words import CHOICES, TABLES, TableWords

#: Whose a record is, as people are told.
SHIPPED, YOURS, CHANGED, OUT = "shipped", "yours", "yours over the shipped one", "taken out"

#: A section with fewer records than this is open.
_SHORT = 5

#: Where a record begins: ``campaigns.content``'s words for whose a campaign is.
_ORIGINS = {"shipped": SHIPPED, "workspace": YOURS, "overlaid": "shipped, with changes of yours"}


@dataclass(frozen=True, slots=True)
class CampaignRow:
    id: str
    title: str
    whose: str
    has: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """The front of the task, and the form of a new campaign."""

    rows: tuple[CampaignRow, ...]
    goals: tuple[Option, ...]
    view: str = "list"


@dataclass(frozen=True, slots=True)
class RecordRow:
    """``at`` names it in addresses; ``within`` are the records within it, ``id`` the first of what
    names it."""

    at: str
    table: str
    words: str
    more: str
    whose: str
    within: tuple["RecordRow", ...] = ()
    id: str = ""

    @property
    def key(self) -> str:
        """A sentence's, whose languages are one row and one form."""
        return self.id if self.table == "text" else ""


@dataclass(frozen=True, slots=True)
class Section:
    table: str
    words: TableWords
    rows: tuple[RecordRow, ...]

    @property
    def is_short(self) -> bool:
        return len(self._every) < _SHORT

    @property
    def own(self) -> int:
        """How many of its records are yours."""
        return sum(one.whose != SHIPPED for one in self._every)

    @property
    def _every(self) -> tuple[RecordRow, ...]:
        return tuple(one for row in self.rows for one in (row, *row.within))


@dataclass(frozen=True, slots=True)
class CampaignPage:
    id: str
    title: str
    whose: str
    sections: tuple[Section, ...]
    goals: tuple[str, ...]
    is_own: bool
    has_own: bool
    has_bills: bool
    missing_texts: tuple[Option, ...]
    unreviewed: int
    view: str = "campaign"


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record's form. ``sentences`` are an ask's, by their keys. ``kept`` are conditions in
    words; ``new``: it is none yet; ``within`` is the effort that a new member comes into;
    ``preview`` is what saving it would change, ``problem`` why it could not be saved."""

    campaign: str
    title: str
    at: str
    table: str
    words: TableWords
    heading: str
    fields: tuple[FormField, ...]
    kept: tuple[str, ...]
    conditioned: tuple[Option, ...]
    stages: tuple[Option, ...]
    figures: tuple[Option, ...]
    sentences: tuple[tuple[str, str], ...]
    whose: str
    ships: bool
    own: bool
    within: str
    new: bool
    preview: Preview | None = None
    problem: str = ""
    view: str = "record"


def read_page(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Any:
    """The page that an address or a form asks for; raises UnknownKey or UsageError."""
    content = load_sound(workspace.root, {}).content
    if not asked.get("campaign"):
        return _list(content, snapshot)
    campaign = find_campaign(content, asked.get("campaign"))
    if asked.get("new"):
        return _new_record(content, campaign, asked)
    records = read_records(workspace, campaign.id)
    if asked.get("at"):
        at, state = find_record(records, asked.get("at"))
        return _record(content, campaign, at, state)
    return _campaign(content, campaign, records, _to_review(snapshot).get(campaign.id, 0))


def _to_review(snapshot: Snapshot) -> dict[str, int]:
    """Campaign -> how many sentences of today's page nobody has reviewed."""
    return {campaign.id: len(to_review(campaign)) for campaign in snapshot.campaigns()}


def find_campaign(content: Content, id: str) -> Campaign:
    """Raises UnknownKey with the nearest."""
    found = next((one for one in content.campaigns if one.id == id), None)
    if found is None:
        raise UnknownKey("campaign", id, nearest(id, [c.id for c in content.campaigns]))
    return found


def handle(at: RecordAt) -> str:
    """A record's name in addresses, which hold nothing of what is written."""
    named = "\0".join(at.ids).encode("utf-8", "surrogatepass")
    return f"{at.table}-{hashlib.sha256(named).hexdigest()[:12]}"


def find_record(
    records: tuple[tuple[RecordAt, RecordState], ...], name: str
) -> tuple[RecordAt, RecordState]:
    """Raises UsageError where there is none of that name any more."""
    found = next((one for one in records if handle(one[0]) == name), None)
    if found is None:
        raise UsageError("That is not there any more. Open the campaign again.")
    return found


# -- the list --------------------------------------------------------------------------------------


def _list(content: Content, snapshot: Snapshot) -> ListPage:
    found = sorted(content.campaigns, key=lambda c: (c.origin == "shipped", c.title))
    goals = tuple((goal.id, goal.title, "", "") for goal in content.goals)
    waiting = _to_review(snapshot)
    rows = (_row(campaign, waiting.get(campaign.id, 0)) for campaign in found)
    return ListPage(tuple(rows), goals)


def _row(campaign: Campaign, unreviewed: int) -> CampaignRow:
    keys = len({text.key for text in campaign.texts})
    sentences = count_words(keys, "sentence") if keys else "no sentences yet"
    has = [count_words(len(campaign.bills), "bill"), sentences]
    has += [f"{unreviewed} to review"] if unreviewed else []
    return CampaignRow(campaign.id, campaign.title, _ORIGINS[campaign.origin], ", ".join(has))


# -- a campaign ------------------------------------------------------------------------------------


def _campaign(
    content: Content,
    campaign: Campaign,
    records: tuple[tuple[RecordAt, RecordState], ...],
    unreviewed: int,
) -> CampaignPage:
    where = Where(content, campaign)
    rows = _rows(where, records)
    titles = {goal.id: goal.title for goal in content.goals}
    keys = {text.key for text in campaign.texts}
    missing = [(key, title, "", "") for key, title in TEXT_KEYS.items() if key not in keys]
    return CampaignPage(
        id=campaign.id,
        title=campaign.title,
        whose=_ORIGINS[campaign.origin],
        sections=tuple(
            Section(table, words, rows.get(table, ()))
            for table, words in TABLES.items()
            if table != "member"
        ),
        goals=tuple(titles[goal] for goal in campaign.goals if goal in titles),
        is_own=campaign.origin == "workspace",
        has_own=campaign.origin != "shipped",
        has_bills=bool(campaign.bills),
        missing_texts=tuple(missing),
        unreviewed=unreviewed,
    )


def _rows(
    where: Where, records: tuple[tuple[RecordAt, RecordState], ...]
) -> dict[str, tuple[RecordRow, ...]]:
    """The rows of each table; members stand within their effort, a text's languages are one."""
    members: dict[str, list[RecordRow]] = {}
    found: dict[str, dict[str, RecordRow]] = {}
    for at, state in records:
        if at.table == "member":
            members.setdefault(at.ids[0], []).append(_record_row(where, at, state))
    for at, state in records:
        if at.table in TABLES and at.table != "member":
            name = at.ids[0] if at.table == "text" else handle(at)
            row = _record_row(where, at, state, tuple(members.get((at.ids or ("",))[0], ())))
            found.setdefault(at.table, {}).setdefault(name, row)
    return {table: tuple(rows.values()) for table, rows in found.items()}


def _record_row(
    where: Where, at: RecordAt, state: RecordState, within: tuple[RecordRow, ...] = ()
) -> RecordRow:
    item = state.now or {**(state.ships or {}), **(state.own or {})}
    words, more = ROW_WORDS[at.table](where, at, item)
    inner = within if at.table == "family" else ()
    id = at.ids[0] if at.ids else ""
    return RecordRow(handle(at), at.table, words, more, whose(state), inner, id)


def whose(state: RecordState) -> str:
    if state.removed:
        return OUT
    if state.own is None:
        return SHIPPED
    return YOURS if state.ships is None else CHANGED


# -- a record --------------------------------------------------------------------------------------


def _new_record(content: Content, campaign: Campaign, asked: Asked) -> RecordPage:
    table, within = require_new(asked.get("new")), asked.get("within")
    if table == "member" and within not in {family.id for family in campaign.families}:
        raise UsageError("That effort is not there any more. Open the campaign again.")
    at = RecordAt(campaign.id, table, (within,) if within else ())
    found = _record(content, campaign, at, RecordState(None, None))
    return found


def require_new(table: str) -> str:
    """The table, where a form makes records of it; else raises UsageError."""
    if table not in TABLES or table in (CAMPAIGN, "text"):
        raise UsageError("There is no such form.")
    return table


def _record(content: Content, campaign: Campaign, at: RecordAt, state: RecordState) -> RecordPage:
    new = state.ships is None and state.own is None
    where = Where(content, campaign, at.ids[0] if at.table == "member" else "")
    words = TABLES[at.table]
    item = {**(state.ships or {}), **(state.own or {})}
    heading = f"New {words.one}" if new else ROW_WORDS[at.table](where, at, item)[0]
    shown = RecordState(state.ships, None) if state.removed else state
    return RecordPage(
        campaign=campaign.id,
        title=campaign.title,
        at="" if new else handle(at),
        table=at.table,
        words=words,
        heading=heading,
        fields=build_fields(where, at, RecordState(None, None) if new else shown),
        kept=tuple(
            condition_words(titles(campaign), Condition.from_raw(one))
            for one in item.get("holds_if", ())
        ),
        conditioned=tuple(_first("Nothing", SOURCES["leads"](where))),
        stages=tuple((v, *words, "") for v, words in CHOICES["ask", "stages"].items()),
        figures=tuple(_first("None", _figures(content, campaign))),
        sentences=tuple(
            (key, english_of(where, key) or key)
            for key in (item.get("headline"), *item.get("texts", ()))
            if at.table == "ask" and key
        ),
        whose="" if new else whose(state),
        ships=state.ships is not None,
        own=state.own is not None,
        within=where.family,
        new=new,
    )


def _first(words: str, options: Iterator[Option]) -> Iterator[Option]:
    yield "", words, "", ""
    yield from options


def _figures(content: Content, campaign: Campaign) -> Iterator[Option]:
    """The campaign's figures: a ground may need that one can be printed."""
    for figure in content.figures:
        if figure.id in campaign.figures:
            yield figure.id, figure.sentence, "", ""
