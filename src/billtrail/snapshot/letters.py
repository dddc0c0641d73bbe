"""Letters on file that speak of the past: another position is decided since, their bill was
amended, or another committee has it. And hearings to come at which we have something to say."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from billtrail.bills import newest_print
from billtrail.bills.values import BillStatus
from billtrail.files import has_table
from billtrail.legislatures import DECIDED, Position, display
from billtrail.words import day_words

from .committees import committees_having, full_committee

if TYPE_CHECKING:
    from .snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class StaleLetter:
    """A letter that was sent, and why it no longer speaks for the bill: ``kind`` is position,
    amended or re-referred, ``since`` the day (ISO) of the decision, the newer print or the
    referral. ``paper`` is what it is, ``committee`` empty where it is for none."""

    id: str
    bill: str
    committee: str
    kind: str
    since: str
    words: str
    paper: str = "position-letter"

    @property
    def command(self) -> str:
        """What writes a new one."""
        other = "" if self.paper == "position-letter" else f" --paper {self.paper}"
        return f"billtrail letter {self.bill}{other}"


def stale_letters(snapshot: "Snapshot") -> tuple[StaleLetter, ...]:
    """The letters sent up to the snapshot's day on live bills whose text or committee moved since,
    or our position on them, the bill that moved last first. Of several on a bill the newest for
    each committee counts."""
    if not has_table(snapshot.connection, "issued_papers"):
        return ()
    sent: dict[str, list[sqlite3.Row]] = {}
    for row in _sent(snapshot):
        sent.setdefault(row["bill"], []).append(row)
    statuses, positions = snapshot.bills(sent), _positions(snapshot)
    found = (
        one
        for bill, status in statuses.items()
        if status.progress.alive
        for one in _of_bill(status, sent[bill], positions.get(bill), snapshot.on)
    )
    return tuple(sorted(found, key=lambda one: one.since, reverse=True))


def _sent(snapshot: "Snapshot") -> Iterator[sqlite3.Row]:
    """The newest of each paper that was sent for a bill, to each committee."""
    yield from snapshot.connection.execute(
        "SELECT id, bill, committee, paper, print_date, sent_on, "
        "json_extract(value, '$.facts.positions[0].position') AS says, "
        "json_extract(value, '$.facts.positions[0].condition') AS condition "
        "FROM issued_papers p WHERE sent_on <= ?1 AND NOT EXISTS "
        "(SELECT 1 FROM issued_papers n WHERE n.bill = p.bill AND n.committee = "
        "p.committee AND n.paper = p.paper AND n.sent_on <= ?1 "
        "AND (n.sent_on, n.print_date, n.id) > (p.sent_on, p.print_date, p.id)) ORDER BY sent_on",
        (snapshot.on.isoformat(),),
    )


def _positions(snapshot: "Snapshot") -> dict[str, sqlite3.Row]:
    """Bill -> our own position."""
    rows = snapshot.connection.execute(
        "SELECT bill, position, ifnull(condition, '') AS condition, ifnull(decided_on, '') AS "
        "decided_on FROM positions WHERE decided_by IS NULL"
    )
    return {row["bill"]: row for row in rows}


#: How long before a hearing somebody is asked to speak there.
_AHEAD = timedelta(14)
_SPOKEN_FOR = (Position.SUPPORT, Position.SUPPORT_IF_AMENDED, Position.OPPOSE,
               Position.OPPOSE_UNLESS_AMENDED)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Testimony:
    """A hearing to come of a bill on which our own position is decided; ``by`` is who hears it."""

    bill: str
    date: str
    by: str
    position: str

    @property
    def command(self) -> str:
        return f"billtrail testimony {self.bill}"


def to_speak_at(snapshot: "Snapshot") -> tuple[Testimony, ...]:
    """The hearings of the next two weeks at which our position can be said, soonest first; at a
    markup only members of the committee speak."""
    ours = {bill: row["position"] for bill, row in _positions(snapshot).items()
            if row["position"] in _SPOKEN_FOR}  # fmt: skip
    if not ours:
        return ()
    found = snapshot.hearings(ours, until=snapshot.on + _AHEAD)
    return tuple(Testimony(one.bill, one.date, one.name or "a committee", ours[one.bill])
                 for one in found if one.is_on and one.kind != "markup")  # fmt: skip


def _of_bill(
    status: BillStatus, letters: list[sqlite3.Row], ours: sqlite3.Row | None, on: date
) -> Iterator[StaleLetter]:
    yield from (_other_position(status, row, ours) for row in letters
                if not row["committee"] and _says_other(row, ours, on))  # fmt: skip
    letters = [row for row in letters if row["committee"]]
    having = committees_having(status, on)
    here = {committee.committee for committee in having}
    reversed_ = [row for row in letters if _says_other(row, ours, on)
                 and (row is letters[-1] or row["committee"] in here)]  # fmt: skip
    yield from (_other_position(status, row, ours) for row in reversed_)
    if not letters or letters[-1] in reversed_:
        return
    newest = newest_print(status)
    for row in letters:
        if row["committee"] in here and newest and newest.date > row["print_date"]:
            yield _amended(status, row, newest.date)
    if having and not here & {row["committee"] for row in letters}:
        yield _moved_on(status, letters[-1], full_committee(status, having[0]))


def _says_other(letter: sqlite3.Row, ours: sqlite3.Row | None, on: date) -> bool:
    """Whether the letter says a position that is ours no more, or under another condition. What
    was ours before the decision is not on record."""
    if not letter["says"] or (ours and ours["decided_on"] > on.isoformat()):
        return False
    said = (letter["says"], letter["condition"] or "")
    return ours is None or (ours["position"], ours["condition"]) != said


def _other_position(status: BillStatus, row: sqlite3.Row, ours: sqlite3.Row | None) -> StaleLetter:
    decided = ours if ours and ours["position"] in DECIDED else None
    does = "Send a new one" if decided else "Decide, then write"
    words = (
        f"The {_called(row)} sent on {day_words(row['sent_on'])} says "
        f"{row['says']} on {display(status.key)}, and {_now(row, decided)} now. {does}"
    )
    since = decided["decided_on"] if decided else row["sent_on"]
    return _stale(status, row, "position", since, words)


def _called(row: sqlite3.Row) -> str:
    """A letter, where it is for a committee; else by its paper."""
    return "letter" if row["committee"] else str(row["paper"]).replace("-", " ")


def _now(row: sqlite3.Row, decided: sqlite3.Row | None) -> str:
    if decided and decided["position"] == row["says"]:
        return "what you ask to be amended is something else"
    return f"your position is {decided['position'] if decided else 'none'}"


def _stale(status: BillStatus, row: sqlite3.Row, kind: str, since: str, words: str) -> StaleLetter:
    return StaleLetter(row["id"], status.key, row["committee"], kind, since, words, row["paper"])


def _amended(status: BillStatus, row: sqlite3.Row, since: str) -> StaleLetter:
    speaks = (
        f"speaks of the print of {day_words(row['print_date'])}" if row["print_date"]
        else "names no print"
    )  # fmt: skip
    words = (
        f"{display(status.key)} was amended on {day_words(since)}: the letter on file {speaks}. "
        "Send a new one"
    )
    return _stale(status, row, "amended", since, words)


def _moved_on(status: BillStatus, row: sqlite3.Row, committee: str) -> StaleLetter:
    since = status.location.since if status.location else row["sent_on"]
    words = (
        f"{display(status.key)} is with the {committee} now: the letter on file went to another. "
        "Send a new one"
    )
    return _stale(status, row, "re-referred", since, words)


def sent_letters(snapshot: "Snapshot") -> Mapping[str, tuple[str, ...]]:
    """Bill -> each of its papers that was sent up to the day, oldest first, in words:
    "letter to the Assembly Committee on Public Safety, Apr 2, 2025"."""
    if not has_table(snapshot.connection, "issued_papers"):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for row in snapshot.connection.execute(
        "SELECT bill, paper, sent_on, json_extract(value, '$.facts.committee_name') AS committee "
        "FROM issued_papers WHERE sent_on <= ? ORDER BY sent_on, id",
        (snapshot.on.isoformat(),),
    ):
        what = f"letter to the {row['committee']}" if row["committee"] else row["paper"]
        words = f"{what.replace('-', ' ')}, {day_words(row['sent_on'])}"
        found[row["bill"]] = (*found.get(row["bill"], ()), words)
    return found
