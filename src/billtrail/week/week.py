"""This week: the call sheet of a coalition as a value, from what a snapshot holds on a day.

What changed since the last call, what to decide, the dates of the next two weeks by who must act,
a few later ones, what rests on old data, and who does what. Nothing that is past is a thing to do.
Each section is written in a module of its own: ``changes``, ``sections``, ``dates``, ``tasks``.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from billtrail.legislatures.calendar import last_day
from billtrail.snapshot import Snapshot
from billtrail.words import NO_BREAK

from .changes import changed, reported
from .dates import DAYS, campaign_dates, hearings, session_begins, steps, unset, votes_ahead
from .sections import decide
from .tasks import Owners, letters, stale, tasks
from .values import Week, WeekItem, WeekSection, section

_CALL_DAYS = 7
LATER = 6


def build_week(snapshot: Snapshot, *, since: date | None = None, owners: Owners = {}) -> Week:  # noqa: B006
    """The week from the snapshot's day on. ``owners``: campaign id -> who takes care of it."""
    on = snapshot.on
    last_call = since or on - timedelta(days=_CALL_DAYS)
    until = (on + timedelta(days=DAYS)).isoformat()
    campaigns = snapshot.campaigns()
    dated = sorted(
        {
            *hearings(snapshot, until, campaigns),
            *votes_ahead(snapshot),
            *steps(campaigns),
            *campaign_dates(campaigns, until),
            *session_begins(campaigns, on.isoformat(), until),
        },
        key=lambda item: (item.date, item.who, item.what),
    )
    ahead = [item for item in dated if last_day(item.date) >= on.isoformat()]
    return Week(
        on=on.isoformat(),
        since=last_call.isoformat(),
        until=until,
        changed=section(
            "changed", [*reported(campaigns, last_call), *changed(snapshot, last_call)]
        ),
        decide=decide(snapshot, campaigns),
        dates=section("dates", (item for item in ahead if item.date <= until)),
        later=tuple(item for item in ahead if item.date > until)[:LATER],
        unset=tuple(unset(campaigns, on)),
        stale=section("stale", stale(snapshot, campaigns)),
        tasks=section(
            "tasks",
            sorted(
                [*letters(snapshot, campaigns, owners), *tasks(campaigns, on, until, owners)],
                key=lambda item: item.date,
            ),
        ),
    )


def shorter(week: Week) -> Week:
    """The week with one row less of its longest section, counted in what is more."""
    sections = {
        name: getattr(week, name) for name in ("tasks", "stale", "changed", "decide", "dates")
    }
    name, longest = max(sections.items(), key=lambda item: len(item[1].items))
    less: dict[str, Any] = {
        name: WeekSection(longest.items[:-1], longest.more + 1, (longest.items[-1], *longest.rest))
    }
    return replace(week, **less)


def week_json(week: Week) -> list[dict[str, str | None]]:
    """``week --json``: every row, also those that a sheet only counts, in the order of the sheet;
    keys are only ever added."""
    sections = (
        ("changed", _all(week.changed)), ("decide", _all(week.decide)), ("dates", _all(week.dates)),
        ("later", week.later), ("unset", week.unset), ("stale", _all(week.stale)),
        ("tasks", _all(week.tasks)),
    )  # fmt: skip
    return [
        {"section": name, "date": item.date or None, "kind": item.kind, "certainty": item.certainty,
         "who": item.who, "what": _plain(item.what), "bill": item.bill, "url": item.url,
         "how": item.how}
        for name, items in sections for item in items
    ]  # fmt: skip


def _all(section: WeekSection) -> tuple[WeekItem, ...]:
    return (*section.items, *section.rest)


def _plain(text: str) -> str:
    """No-break spaces are for paper."""
    return text.replace(NO_BREAK, " ")
