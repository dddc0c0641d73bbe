"""Roll calls and hearings of a California bill.

Vote summaries of 1999 are dated midnight, the members' rows by the clock: both are joined on place,
motion, sequence and day. A summary may miscount abstentions (SB 26, 2025): members' rows count, the
summary is kept as ``stated``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from billtrail.bills.models import Action, BillHearings, Hearing, Vote, VoteRecord
from billtrail.legislatures import Chamber
from billtrail.scrapers.california import is_code, notices_of

from .authors import person_of, seat_of
from .bill import BillRows, day, number
from .lookups import PubinfoReference
from .tables import BallotRow, HearingRow, VoteRow

_OPTIONS = {"AYE": "yes", "NOE": "no", "ABS": "abstain"}


_COUNTED = ("yes", "no", "abstain")


def votes(rows: BillRows) -> tuple[Vote, ...] | None:
    """The roll calls of floors and committees; ``None`` where none is told."""
    summaries = rows[VoteRow]
    if not summaries:
        return None
    members: dict[tuple[str, ...], list[BallotRow]] = {}
    for row in rows[BallotRow]:
        members.setdefault(_ballot(row), []).append(row)
    found = {_ballot(row): _vote(row, members.get(_ballot(row), []), rows) for row in summaries}
    return tuple(sorted(found.values(), key=lambda vote: vote.identifier))


def _ballot(row: VoteRow | BallotRow) -> tuple[str, ...]:
    """What tells one vote from another: day, place, motion, sequence; never the clock time."""
    return row.vote_date_time[:10], row.location_code, row.motion_id, row.vote_date_seq


def _vote(summary: VoteRow, members: list[BallotRow], rows: BillRows) -> Vote:
    where = summary.location_code
    chamber = Chamber.LOWER if where[:1] == "A" or where[:2] == "CX" else Chamber.UPPER
    yes, no, other = (int(number(count)) for count in (summary.ayes, summary.noes, summary.abstain))
    stated, records = (yes, no, other), _records(members, chamber, rows)
    if records:
        options = [record.option for record in records]
        yes, no, other = map(options.count, _COUNTED)
    return Vote(
        identifier="|".join(_ballot(summary)),
        date=day(summary.vote_date_time) or "",
        chamber=chamber,
        committee=where if is_code(where) else None,
        motion=rows.reference.motions.get(summary.motion_id),
        result=summary.vote_result.strip("() ").lower() or None,
        yes=yes,
        no=no,
        other=other,
        stated=stated if (yes, no, other) != stated else None,
        records=records or None,
    )


def _records(members: list[BallotRow], chamber: Chamber, rows: BillRows) -> tuple[VoteRecord, ...]:
    order = sorted(members, key=lambda row: (number(row.member_order), row.legislator_name))
    found = {
        row.legislator_name: _record(
            row.legislator_name, row.vote_code, chamber, rows.session, rows.reference
        )
        for row in order
    }
    return tuple(found.values())


@lru_cache(maxsize=20_000)
def _record(
    name: str, code: str, chamber: Chamber, session: str, reference: PubinfoReference
) -> VoteRecord:
    """A member votes alike a thousand times."""
    seat = seat_of(name, chamber, session, reference)
    option = _OPTIONS.get(code, "not voting")
    return VoteRecord(name, option, person_of(seat, session) if seat else None)


def hearings(rows: BillRows, history: Iterable[Action], whole: bool) -> Iterator[BillHearings]:
    """The hearings that are set, and what the steps say of them: ``whole`` where the archive has
    the table of all hearings."""
    notices = tuple(
        replace(notice, name=_named(rows, notice.committee)) if notice.committee else notice
        for notice in notices_of(history)
    )
    told = BillHearings(rows.key, rows.data_as_of[:10], tuple(_hearings(rows)), notices, whole)
    if told.hearings or told.notices or whole:
        yield told


def _named(rows: BillRows, code: str) -> str | None:
    """A committee's name, where more than its code is told."""
    name = rows.place(code)
    return name if name != code else None


def _hearings(rows: BillRows) -> Iterator[Hearing]:
    for row in rows[HearingRow]:
        when, where = day(row.hearing_date), row.location_code
        if when:
            chamber = Chamber.LOWER if where.startswith("CX") else Chamber.UPPER
            yield Hearing(f"{rows.key}|{where}|{when}", rows.key, when, where or None,
                          _named(rows, where), chamber,
                          as_of=day(row.trans_update))  # fmt: skip
