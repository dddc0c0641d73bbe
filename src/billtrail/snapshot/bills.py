"""Bills as of a day from their rows: where each stood and who stood behind it. A list is read
together (``KeyedRows``), and one bill is a list of one."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from billtrail.bills import effective_day
from billtrail.bills.identity import (
    Containment,
    containment,
    first_sponsor,
    vote_needed,
)
from billtrail.bills.models import Bill
from billtrail.bills.stages import BillProgress, How, Milestone, fold_bill, latest_action
from billtrail.bills.values import BillStatus, Cosponsors, Disagreement
from billtrail.files import KeyedRows, keyed_rows
from billtrail.legislatures import (
    LIVE_STAGES,
    PRIMARY_ROLES,
    ActionClass,
    Stage,
    get,
)
from billtrail.legislatures.calendar import sessions

from .bill_record import read_bill

if TYPE_CHECKING:
    from billtrail.bills.doubts import Correction, Doubt
    from billtrail.bills.values import ReportStatus

    from .roll_calls import RollCalls

#: ``family``, ``campaign`` and ``enacted_via`` of bills that have them, by key.
Memberships = Mapping[str, Mapping[str, str]]


def read_statuses(
    connection: sqlite3.Connection,
    keys: Iterable[str],
    on: date,
    memberships: Memberships,
    rolls: "RollCalls",
) -> dict[str, BillStatus]:
    """Bills on a day by key, without those that are not stored or were introduced later.

    ``enacted_via`` is checked against the other bill by the caller. ``rolls`` know the party of who
    is behind a bill where its sources leave it out.
    """
    return {
        status.key: _status(rows, status, on, rolls)
        for rows, status in _outlines(connection, keys, on, memberships, None)
    }


def read_outlines(
    connection: sqlite3.Connection,
    keys: Iterable[str],
    on: date,
    memberships: Memberships,
    parts: frozenset[str] | None = frozenset({"actions"}),
) -> dict[str, BillStatus]:
    """Where bills stand, for a list of many, from some of their ``parts`` (``None``: from all); the
    others are ``None`` then, and what ``read_statuses`` adds is left out."""
    return {one.key: one for _, one in _outlines(connection, keys, on, memberships, parts)}


def _status(rows: KeyedRows, outline: BillStatus, on: date, rolls: "RollCalls") -> BillStatus:
    key, bill = outline.key, rolls.spelled(rolls.with_parties(outline.bill))
    primary = [s for s in bill.sponsorships or () if s.role in PRIMARY_ROLES]
    over = outline.enacted_via or outline.containment
    return replace(
        outline,
        bill=bill,
        takes_effect=None if over else effective_day(bill, outline.progress, on),
        cosponsors=count_cosponsors(bill),
        sponsor=primary[0] if primary else None,
        first_sponsor=rolls.identified(now, bill) if (now := first_sponsor(bill)) else None,
        latest_action=latest_action(bill.actions or ()),
        disagreements=tuple([Disagreement(*row[1:]) for row in rows.of(key, _DISAGREEMENTS)]),
        reports=_reports(rows, bill, on),
        corrections=_corrections(rows, key),
        taken_back=_taken_back(rows, bill, on),
        **_outlook(rows, bill, outline, on),
    )


def _outlook(rows: KeyedRows, bill: Bill, outline: BillStatus, on: date) -> dict[str, Any]:
    """Where it lies, who has the papers and what comes next, of a bill that can still move: what
    tells that is loaded for none other."""
    progress = outline.progress
    if progress.final or not progress.alive:
        return {}
    from billtrail.bills.models import FROM_HISTORY
    from billtrail.bills.next_steps import locate, next_step, play_of

    location = locate(bill, progress)
    # Nobody acts on what became law by another number.
    over = outline.enacted_via or outline.containment
    play = None if over else play_of(bill, progress)
    if play is None:
        return {"location": location}
    hearing, note = _next_hearing(rows, bill.key, on)
    step = next_step(bill, progress, on, location, hearing, play)
    if step and note == FROM_HISTORY:
        step = step.set_by_history()
    if step and _has(rows, "floor_items", bill.key):
        from .floor_step import floor_step

        step = floor_step(rows, bill.key, play, on) or step
    needed = vote_needed(bill) if progress.stage in _TO_BE_PASSED else None
    return {"location": location, "play": play, "next_step": step, "vote_needed": needed}


#: A chamber still has to vote.
_TO_BE_PASSED = LIVE_STAGES[: LIVE_STAGES.index(Stage.PASSED_BOTH)]


def _outlines(
    connection: sqlite3.Connection,
    keys: Iterable[str],
    on: date,
    memberships: Memberships,
    parts: frozenset[str] | None,
) -> Iterator[tuple[KeyedRows, BillStatus]]:
    """Each with the rows that it was read from."""
    for rows, row in stored_rows(connection, keys, on):
        yield rows, _outline(rows, row, on, memberships.get(row["key"]) or {}, parts)


def stored_rows(
    connection: sqlite3.Connection, keys: Iterable[str], on: date
) -> Iterator[tuple[KeyedRows, sqlite3.Row]]:
    """The own row of each bill that is stored and was introduced by the day, among the rows of all
    that are read together."""
    for rows in keyed_rows(connection, keys):
        for key in rows.keys:
            row = rows.first(key, _READ_ROW)
            if row is not None and (row["introduced_date"] or "") <= on.isoformat():
                yield rows, row


def _outline(
    rows: KeyedRows,
    row: sqlite3.Row,
    on: date,
    member: Mapping[str, str],
    parts: frozenset[str] | None,
) -> BillStatus:
    key = row["key"]
    if parts is not None:
        parts = parts.union(*(more for column, more in _ALSO_READ.items() if row[column]))
    bill = read_bill(rows, row, on, parts)
    fresh = max(row["data_as_of"], row["last_checked"] or "")
    progress = fold_bill(bill, on, sessions.session_for(key), fresh)
    elsewhere = _law_elsewhere(rows, bill, progress, on)
    if elsewhere and progress.alive:
        progress = replace(progress, alive=False)
    others = _carried_on_by(rows, bill, progress, on)
    if others and progress.how not in _IN_ANOTHER:
        begins = sessions.session_for(others[0])
        progress = replace(
            progress, stage=Stage.REPLACED, how=How.CONTINUED, alive=False, action=None,
            date=begins.starts if begins else None,
        )  # fmt: skip
    law = law_of(bill, progress, on)
    return BillStatus(
        bill=bill,
        progress=progress,
        sponsor=None,
        cosponsors=count_cosponsors(bill),
        latest_action=None,
        next_step=None,
        family=member.get("family"),
        campaign=member.get("campaign"),
        enacted_via=member.get("enacted_via"),
        law=law,
        source=row["source"],
        newest_source=row["newest_source"] or "",
        data_as_of=row["data_as_of"],
        checked_at=row["last_checked"],
        unnumbered_on=None
        if law or not get(bill.jurisdiction).is_tried
        else _unnumbered_on(progress, min(fresh[:10], on.isoformat())),
        in_doubt=doubts_of(rows, key, on),
        containment=elsewhere,
        replaced_by=others,
    )


def _carried_on_by(
    rows: KeyedRows, bill: Bill, progress: BillProgress, on: date
) -> tuple[str, ...]:
    """The bills in which it goes on: those taken in its place, or its own record of the session
    that it was continued to, once that is here and that session has begun."""
    if progress.how in _IN_ANOTHER:
        return tuple(row[1] for row in rows.of(bill.key, _OTHERS))
    steps = bill.actions or ()
    if progress.final or not any(ActionClass.CARRIED_OVER in step.classification for step in steps):
        return ()
    found = (row[1] for row in rows.of(bill.key, _LATER_RECORDS))
    return tuple(key for key in found if _has_begun(key, on))


def _has_begun(key: str, on: date) -> bool:
    session = sessions.session_for(key)
    return session is None or session.starts <= on.isoformat()


#: Its records of later sessions that are here; a followed one that is not read yet has no step.
_LATER_RECORDS = (
    "SELECT r.bill, r.related FROM relations r JOIN bills b ON b.key = r.related "
    "WHERE r.bill IN {keys} AND r.kind LIKE 'Continued to %' AND r.unlisted_since IS NULL "
    "AND b.latest_action_date IS NOT NULL ORDER BY r.position"
)


def _law_elsewhere(
    rows: KeyedRows, bill: Bill, progress: BillProgress, on: date
) -> Containment | None:
    """The law that has its text, or that its companion became by the day."""
    if progress.stage in _FULFILLED:
        return None
    if found := containment(bill, on.isoformat()):
        return found
    row = rows.first(bill.key, _COMPANION_LAW, day=on.isoformat())
    return Containment(row[1], row[2], row[3], False, companion=True) if row else None


#: Publishers' words for a bill of the same text in the other chamber. Of several the one of its own
#: title is meant: some name those of a wider subject beside it. What a record calls a companion
#: because it passed (Florida) is one where the titles are alike too.
_COMPANION_LAW = """
    SELECT r.bill, b.key, b.law, b.stage_date FROM relations r JOIN bills b ON b.key = r.related
    JOIN bills own ON own.key = r.bill
    WHERE r.bill IN {keys} AND b.stage = 'enacted' AND b.stage_date <= :day
    AND r.unlisted_since IS NULL AND (r.kind IN ('companion', 'replaced-by')
         OR r.kind = 'passed-companion' AND b.title = own.title)
    ORDER BY b.title IS NOT own.title, b.stage_date, b.key"""


#: What another bill carries on.
_IN_ANOTHER = (How.REPLACED, How.INCORPORATED)


#: The bills that were taken in its place, or that it was put into.
_OTHERS = (
    "SELECT bill, related FROM relations WHERE bill IN {keys} AND kind IN ('replaced-by', "
    "'passed-companion', 'Incorporated into') AND unlisted_since IS NULL ORDER BY position"
)


#: What a bill that has this needs to be read by, too.
_ALSO_READ = {
    "text_became": frozenset({"relations"}),
    "passes_until": frozenset({"versions"}),
    "rewritten": frozenset({"titles", "versions"}),
}
_FULFILLED = (Stage.ENACTED, Stage.ADOPTED)


def law_of(bill: Bill, progress: BillProgress, on: date) -> str | None:
    """The law's name, once it has one: a number that came after the signature is not told of a
    day between the two."""
    if progress.stage == Stage.ADOPTED:
        return bill.law
    numbered = any(step.milestone == Milestone.ENACTED for step in progress.steps)
    told = numbered or on.isoformat() >= bill.data_as_of[:10]
    return bill.law if progress.stage == Stage.ENACTED and told else None


def _unnumbered_on(progress: BillProgress, day: str) -> str | None:
    """The day, where a signature alone made it law, or the vote that overturned its veto."""
    proof = progress.action
    made = proof is not None and not _UNNUMBERED.isdisjoint(proof.classification)
    return day if made and progress.stage == Stage.ENACTED else None


#: What makes a law before its number is assigned.
_UNNUMBERED = frozenset((ActionClass.EXECUTIVE_SIGNATURE, ActionClass.VETO_OVERRIDE_PASSAGE))


#: The newest word; of a secondary source none beside another's.
_READ_ROW = (
    "SELECT b.*, (SELECT max(checked_at) FROM checks WHERE bill = b.key) AS last_checked, "
    "(SELECT source FROM source_records r WHERE r.bill = b.key AND r.data_as_of > (SELECT "
    "data_as_of FROM source_records o WHERE o.bill = b.key AND o.source = b.source) "
    "AND (instr(r.source, '_') OR r.source = 'seed') "
    "ORDER BY r.data_as_of DESC LIMIT 1) AS newest_source "
    "FROM bills b WHERE b.key IN {keys}"
)


def _next_hearing(rows: KeyedRows, key: str, on: date) -> tuple[str | None, str | None]:
    """The day of the next hearing that stands, as it was listed by then, and what is noted."""
    row = rows.first(key, _NEXT_HEARING, day=on.isoformat())
    return (row[1], row[2]) if row else (None, None)


_NEXT_HEARING = (
    "SELECT bill, min(date), note FROM hearings WHERE bill IN {keys} AND date >= :day AND "
    "status = 'confirmed' AND unlisted_since IS NULL AND "
    "substr(coalesce(seen_at, ''), 1, 10) <= :day GROUP BY bill"
)


def count_cosponsors(bill: Bill) -> Cosponsors:
    """Who joined: current ones counted by party, withdrawn apart.

    A member who withdrew and rejoined is listed twice and counted once.
    """
    if bill.sponsorships is None or bill.sponsors_only:
        return Cosponsors(bill.cosponsor_count, 0, {}, complete=False)
    people = tuple(s for s in bill.sponsorships if s.role not in PRIMARY_ROLES)
    current = {s.person or s.name: s for s in people if not s.withdrawn}
    parties = Counter(s.party or "" for s in current.values())
    return Cosponsors(
        current=len(current),
        withdrawn=sum(bool(s.withdrawn) for s in people),
        by_party=dict(sorted(parties.items(), key=lambda item: (-item[1], item[0]))),
        complete=True,
        people=people,
    )


_DISAGREEMENTS = (
    "SELECT bill, field, kept, kept_source, other, other_source, seen_at FROM disagreements "
    "WHERE bill IN {keys} ORDER BY field"
)


def _has(rows: KeyedRows, table: str, key: str) -> bool:
    """Whether a bill has rows there: few have, and what reads them is loaded for those alone."""
    return bool(rows.of(key, f"SELECT DISTINCT bill FROM {table} WHERE bill IN {{keys}}"))


def _reports(rows: KeyedRows, bill: Bill, on: date) -> "tuple[ReportStatus, ...]":
    if not _has(rows, "staff_reports", bill.key):
        return ()
    from billtrail.campaigns.staff_files import reports_of

    return reports_of(rows, bill, on)


def _corrections(rows: KeyedRows, key: str) -> "tuple[Correction, ...]":
    if not _has(rows, "corrections", key):
        return ()
    from billtrail.campaigns.staff_files import corrections_of

    return corrections_of(rows, key)


def doubts_of(rows: KeyedRows, key: str, on: date) -> "tuple[Doubt, ...]":
    """What is in doubt of a bill on the day."""
    if not _has(rows, "doubts", key):
        return ()
    from .doubts import in_doubt

    return in_doubt(rows, key, on)


def _taken_back(rows: KeyedRows, bill: Bill, on: date) -> "tuple[Doubt, ...]":
    if not _has(rows, "doubts", bill.key):
        return ()
    from .doubts import taken_back

    return taken_back(rows, bill, on)
