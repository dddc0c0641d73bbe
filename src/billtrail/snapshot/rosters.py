"""The roster of a legislature on a day, and who of it sits on which committee."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

from billtrail.bills.people import CommitteeSeat, Roster
from billtrail.errors import UsageError
from billtrail.legislatures import get, session_label
from billtrail.legislatures.calendar import sessions
from billtrail.store import read_sitting


def read_roster(connection: sqlite3.Connection, jurisdiction: str, on: date) -> Roster:
    """The roster of the session of ``on``: those whom its newest list has, and whose term covers
    the day.

    Raises ``UsageError`` where only another session's is on record: pages for people who may no
    longer hold the office are worse than none.
    """
    session = sessions.session_on(jurisdiction, on)
    people = read_sitting(connection, jurisdiction, session, on.isoformat())
    if not people or _is_over(jurisdiction, session, on):
        raise UsageError(_missing(connection, jurisdiction, on))
    return Roster(jurisdiction, session, max(p.as_of for p in people), people)


def _is_over(jurisdiction: str, session: str, on: date) -> bool:
    limits = sessions.load_sessions().get((jurisdiction, session))
    return limits is not None and limits.ends < on.isoformat()


def _missing(connection: sqlite3.Connection, jurisdiction: str, on: date) -> str:
    """Which roster there is, and what to do about it."""
    legislature = get(jurisdiction)
    body, bring = legislature.body, legislature.bring_members
    newest = connection.execute(
        "SELECT roster, max(as_of) FROM people WHERE jurisdiction = ? GROUP BY roster "
        "ORDER BY roster DESC", (jurisdiction,),
    ).fetchone()  # fmt: skip
    if newest is None:
        return f"No list of the members of {body} is on record. {bring}".rstrip()
    label = session_label(jurisdiction, newest[0])
    have = f"The list of the members of {body} is that of the {label} (as of {newest[1]})"
    starts = sessions.load_sessions()[jurisdiction, newest[0]].starts
    if on.isoformat() < starts:
        return f"{have}, which had not begun on {on}. Leave --as-of out, or take a later day."
    return f"{have}, which had ended by {on}: others may sit there now. {bring}".rstrip()


def read_seats(
    connection: sqlite3.Connection, roster: Roster
) -> Mapping[str, tuple[CommitteeSeat, ...]]:
    """Committee seats by person's id: whole committees first, then their subcommittees."""
    rows = connection.execute(
        "SELECT id, name, parent, members, as_of FROM committees WHERE jurisdiction = ? AND "
        "roster = ? AND members IS NOT NULL ORDER BY parent IS NOT NULL, name",
        (roster.jurisdiction, roster.session),
    ).fetchall()
    names = {row["id"]: row["name"] for row in rows}
    found: dict[str, list[CommitteeSeat]] = {}
    for row in rows:
        parent = names.get(row["parent"])
        for person, role in _members(row["members"]):
            entry = CommitteeSeat(row["id"], row["name"], role, parent, row["as_of"])
            found.setdefault(person, []).append(entry)
    return {person: tuple(seats) for person, seats in found.items()}


def _members(stored: str) -> Iterable[tuple[str, str]]:
    return ((member[0], member[1]) for member in json.loads(stored))
