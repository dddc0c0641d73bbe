"""A bill made of two real ones; pure."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from billtrail.bills.models import Bill, Summary
from billtrail.legislatures import display, first_year, get, measure_kind, origin_chamber, split_key
from billtrail.legislatures.calendar import sessions

#: How long after its end the data of a session still came.
_AFTERWARDS = timedelta(60)
#: Lists of a bill whose rows have a day.
_DATED = ("actions", "sponsorships", "versions", "votes")


class Words(NamedTuple):
    """What is taken of a bill's words."""

    title: str | None
    short_title: str | None
    titles: tuple[str, ...]
    summaries: tuple[Summary, ...]


@dataclass(frozen=True, slots=True)
class _Move:
    """To a session some ``years`` later, of which data came until ``last``."""

    jurisdiction: str
    session: str
    years: int
    last: str

    def day(self, value: str | None) -> str | None:
        """``2019-02-03``, moved, and no later than the last; the 29th of February is the 28th."""
        if not value:
            return None
        rest = "-02-28" if value[4:] == "-02-29" else value[4:]
        return min(f"{int(value[:4]) + self.years:04}{rest}", self.last)

    def rows(self, rows: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
        """Rows with their days, but for those that had not come."""
        if rows is None:
            return None
        moved = [row._replace(date=self.day(row.date)) for row in rows]
        return tuple(row for row in moved if row.date is None or row.date < self.last)


def make_bill(key: str, body: Bill, words: Words, place: int, today: date) -> Bill:
    """The bill of that key; ``place`` numbers the law, where its body became one."""
    parts, move = split_key(key), _move(key, body, today)
    return replace(
        body,
        key=key,
        jurisdiction=parts.jurisdiction,
        session=parts.session,
        identifier=display(key),
        kind=measure_kind(key),
        chamber=origin_chamber(key),
        data_as_of=move.last,
        title=joined(body.title, words.title),
        short_title=joined(body.short_title, words.short_title) if words.short_title else None,
        introduced_date=move.day(body.introduced_date),
        law=_law(body, move, place),
        source_url=get(parts.jurisdiction).official_url(parts),
        relations=_relations(body, move),
        committees=_committees(body, move),
        summaries=None if body.summaries is None else move.rows(words.summaries),
        titles=_titles(body, words),
        **{part: move.rows(getattr(body, part)) for part in _DATED},
    )  # fmt: skip


def _move(key: str, body: Bill, today: date) -> _Move:
    parts, session = split_key(key), sessions.session_for(key)
    year = first_year(parts.jurisdiction, parts.session)
    ends = date.fromisoformat(session.ends) if session else date(year + 1, 12, 31)
    years = year - first_year(body.jurisdiction, body.session)
    last = min(ends + _AFTERWARDS, today)
    return _Move(parts.jurisdiction, parts.session, years, last.isoformat())


def joined(first: str | None, second: str | None) -> str | None:
    """The first half of one text's words and the second half of another's; one where the other is
    none."""
    if not first or not second:
        return first or second
    start, end = first.split(), second.split()
    return " ".join([*start[: (len(start) + 1) // 2], *end[(len(end) + 1) // 2 :]])


def _titles(body: Bill, words: Words) -> Any:
    if body.titles is None:
        return None
    others = words.titles or (words.title,)
    return tuple(
        title._replace(title=joined(title.title, others[n % len(others)]))
        for n, title in enumerate(body.titles)
    )


def _committees(body: Bill, move: _Move) -> Any:
    if body.committees is None:
        return None
    return tuple(one._replace(activities=move.rows(one.activities)) for one in body.committees)


def _relations(body: Bill, move: _Move) -> Any:
    """Those to bills of its own session are to bills of the new one."""
    if body.relations is None:
        return None
    old, new = f"{body.jurisdiction}-{body.session}-", f"{move.jurisdiction}-{move.session}-"
    return tuple(
        one._replace(bill=one.bill.replace(old, new), law=None, law_date=None)
        for one in body.relations
    )


#: How laws are named: what is its session or year, and its number.
_LAWS = (
    (re.compile(r"(.* Law )(\d+)-(\d+)"), "{0}{session}-{place}"),
    (re.compile(r"(Chapter )(\d+), Statutes of (\d{4})"), "{0}{place}, Statutes of {year}"),
)


def _law(body: Bill, move: _Move, place: int) -> str | None:
    for form, made in _LAWS:
        if found := form.match(body.law or ""):
            year = int(found[3]) + move.years
            return made.format(found[1], session=move.session, place=place, year=year)
    return None
