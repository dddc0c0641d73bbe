"""The call sheet in words, once for every format: dates, certainties, headline, empty sections."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from billtrail.campaigns import Organisation
from billtrail.week import Week, WeekItem, WeekSection
from billtrail.words import NO_BREAK, count_words, day_words, number_words

SAMPLE = "SAMPLE: set your organization"
ACCENT = "#1f5a61"
#: Lines left empty for what the call itself comes up with.
EMPTY_TASKS = 3
#: Where the rows are that the paper only counts.
_ALL = "at the desk, under Call sheet"
#: Kind of a row -> where a person at the desk does what it asks for.
_PLACES = {
    "doubt": "The bill's page says more.", "section": "Follow it at the desk.",
    "watched": "Follow it, or say at the desk that it is not yours.",
    "look-alike": "At the desk: New bills that look like ours.",
    "text": "At the desk: Campaigns, where the review sheet is printed too.",
    "testimony": "At the desk: Letters, the paper Testimony.",
    "stale": "Press Update now.", "outcome": "Home says whom to ask, under To settle.",
}  # fmt: skip
_MORE = f"{_ALL}, or billtrail week --format json"
#: How what was decided is written down: for a person at the desk, for one at a terminal.
_DECIDE = (
    "Write down what was decided at the desk, under Positions.",
    "Write it down at the desk, or: billtrail position BILL VALUE --by NAME --on DATE",
)
#: Points of the printed text, the largest that saves a page.
SIZES = (10.5, 10.0, 9.5)

CERTAINTIES = (
    ("sure", "set by law or by the chamber"),
    ("expected", "usual, may move"),
    ("watch", "nothing is set"),
)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """``day`` is short, as in ``Mon Nov 30``; ``who`` is empty where a name is to be filled in."""

    day: str
    what: str
    who: str = ""
    certainty: str = ""
    how: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    who: str
    rows: tuple[WeekRow, ...]


@dataclass(frozen=True, slots=True)
class WeekView:
    """Everything a page says, in its order."""

    organisation: str
    sample: bool
    accent: str
    title: str
    day: str
    headline: str
    changed_title: str
    changed: tuple[WeekRow, ...]
    changed_none: str
    decide: tuple[WeekRow, ...]
    decide_how: str
    dates: tuple[Group, ...]
    dates_none: str
    later: tuple[WeekRow, ...]
    stale: tuple[WeekRow, ...]
    tasks: tuple[WeekRow, ...]
    empty_tasks: int
    more: tuple[str, ...]
    size: float
    legend: tuple[tuple[str, str], ...]
    foot: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def build_view(
    week: Week, organisation: Organisation | None, *, commands: bool = False
) -> WeekView:
    """``commands``: for who reads it in a terminal, what to type instead of where at the desk."""
    row = _typed_row if commands else _row
    named = bool(organisation and organisation.is_complete)
    return WeekView(
        organisation=organisation.name if organisation and named else SAMPLE,
        sample=not named,
        accent=(organisation.accent if organisation else "") or ACCENT,
        title="Call sheet",
        day=long_day(week.on),
        headline=_headline(week),
        changed_title=f"Changed since the last call, {short_day(week.since)}",
        changed=tuple(map(row, week.changed.items)),
        changed_none=_none_seen(week),
        decide=tuple(map(row, week.decide.items)),
        decide_how=_DECIDE[commands],
        dates=tuple(Group(who, tuple(map(row, items))) for who, items in week.by_actor()),
        dates_none=f"No date from today to {day_words(week.until)}.",
        later=tuple(
            replace(row(item), day=_far_day(item.date)) for item in (*week.later, *week.unset)
        ),
        stale=tuple(map(row, week.stale.items)),
        tasks=tuple(map(row, week.tasks.items)),
        empty_tasks=EMPTY_TASKS,
        more=(
            _more(
                week.changed,
                f"billtrail changes --since {week.since}" if commands else "on the page Changes",
            ),
            *(
                _more(part, _MORE if commands else _ALL)
                for part in (week.decide, week.stale, week.tasks, week.dates)
            ),
        ),
        size=SIZES[0],
        legend=CERTAINTIES,
        foot="Made by Billtrail from official records and your own files. Nothing past is shown.",
    )


def _far_day(date: str) -> str:
    return day_words(date) if date else "No day yet"


def _typed_row(item: WeekItem) -> WeekRow:
    """With the command; positions have one for all."""
    return replace(_row(item), how="" if item.kind == "position" else item.how or "")


def _row(item: WeekItem) -> WeekRow:
    return WeekRow(
        day=short_day(item.date),
        what=item.what,
        who="" if item.who == "Our coalition" else item.who,
        certainty=item.certainty,
        how=_PLACES.get(item.kind, "") if item.how else "",
        url=item.url or "",
    )


def _headline(week: Week) -> str:
    """ "Two dates in two weeks, nine things to decide"."""
    dates = len(week.dates.items) + week.dates.more
    open_ = len(week.decide.items) + week.decide.more
    parts = [
        f"{_number(dates)} {'date' if dates == 1 else 'dates'} in two weeks",
        f"{_number(open_)} {'thing' if open_ == 1 else 'things'} to decide",
    ]
    if bills := len(week.changed.items) + week.changed.more:
        parts.insert(0, f"{_number(bills)} {'bill' if bills == 1 else 'bills'} changed")
    line = ", ".join(parts)
    return line[0].upper() + line[1:]


def _number(count: int) -> str:
    return number_words(count)


def _none_seen(week: Week) -> str:
    old = any(item.kind == "stale" for item in week.stale.items)
    caution = " Some data is old, so a change may not be seen yet: see below." if old else ""
    return f"No change was seen.{caution}"


def _more(section: WeekSection, how: str) -> str:
    return f"{count_words(section.more, 'more', 'more')}: {how}" if section.more else ""


def short_day(value: str) -> str:
    """``2026-11-30`` -> ``Mon Nov 30``; a date without a day as it is known. Unbroken."""
    if len(value) != 10:
        return day_words(value) if value else ""
    day = date.fromisoformat(value)
    return f"{day:%a} {day:%b} {day.day}".replace(" ", NO_BREAK)


def long_day(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"
