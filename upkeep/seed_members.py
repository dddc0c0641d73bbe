"""``python -m upkeep.seed_members WORKSPACE``: the members and committees that ship, made anew.

They are those of a workspace that has read the newest lists (``billtrail update --source
us_legislators``; ``billtrail import people_ca.tar.gz``), so that what is no list of a legislature,
or not yet the new one's, has been refused there. Writes ``data/seed/people.jsonl`` and
``committees.jsonl``: who sits today, without the terms of before, which the lists themselves keep.
"""

import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from billtrail.bills.models import Person
from billtrail.bills.people import Roster
from billtrail.data import FOLDER
from billtrail.errors import BilltrailError
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers import load_sources
from billtrail.snapshot import read_roster
from billtrail.store import connect_reader

SEED = Path(str(FOLDER)) / "seed"

Line = dict[str, Any]

_PERSON = ("id", "name", "chamber", "party", "state", "district", "family_name", "given_name",
           "url", "phone", "office", "voter_id")  # fmt: skip
_COMMITTEE = ("id", "name", "chamber", "parent")


def read_rosters(connection: sqlite3.Connection, day: date) -> tuple[Roster, ...]:
    """The list of each legislature whose lists a source has, of those who sit on the day, Congress
    first; raises ``UsageError`` where one is missing or is that of a session before."""
    listed = {one.jurisdiction for one in load_sources().values() if one.roster} - {"all"}
    places = sorted(listed, reverse=True)
    return tuple(read_roster(connection, place, day) for place in places)


def people_lines(rosters: Iterable[Roster]) -> Iterator[Line]:
    """Lines of ``people.jsonl`` after its first: what all of a list share, then each member."""
    for roster in rosters:
        states = {person.state for person in roster.people}
        shared = {"state": states.pop()} if len(states) == 1 else {}
        yield _defaults(roster, shared)
        yield from (_person(person, shared) for person in roster.people)


def _defaults(roster: Roster, shared: Mapping[str, Any]) -> Line:
    named = {"jurisdiction": roster.jurisdiction, "roster": roster.session, "as_of": roster.as_of}
    return {"defaults": {**named, **shared}}


def _person(person: Person, shared: Mapping[str, Any]) -> Line:
    values = {name: getattr(person, name) for name in _PERSON if name not in shared}
    return {name: value for name, value in values.items() if value is not None}


def committee_lines(connection: sqlite3.Connection, rosters: Iterable[Roster]) -> Iterator[Line]:
    """Lines of ``committees.jsonl`` after its first."""
    for roster in rosters:
        rows = connection.execute(
            f"SELECT {', '.join(_COMMITTEE)}, members, as_of FROM committees WHERE "
            "jurisdiction = ? AND roster = ? ORDER BY id", (roster.jurisdiction, roster.session),
        ).fetchall()  # fmt: skip
        yield _defaults(roster, {"as_of": max((row["as_of"] for row in rows), default="")})
        yield from map(_committee, rows)


def _committee(row: sqlite3.Row) -> Line:
    """A member who has no office in the committee is the identifier alone."""
    line = {name: row[name] for name in _COMMITTEE if row[name] is not None}
    if row["members"] is not None:
        members = json.loads(row["members"])
        line["members"] = [one if role == "member" else [one, role] for one, role in members]
    return line


def write(lines: Iterable[Line], path: Path, day: date) -> None:
    """Replace a file of the seed; its first line names the day."""
    first = {"seed_version": 1, "made_on": day.isoformat()}
    texts = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in (first, *lines))
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")


def main(workspace: str, folder: Path = SEED) -> None:
    day = sessions.today()
    with closing(connect_reader(Path(workspace) / "billtrail.db")) as connection:
        rosters = read_rosters(connection, day)
        write(people_lines(rosters), folder / "people.jsonl", day)
        write(committee_lines(connection, rosters), folder / "committees.jsonl", day)
    for roster in rosters:
        print(f"{roster.jurisdiction} {roster.session}: {len(roster.people)} members, "
              f"as of {roster.as_of}")  # fmt: skip
    print(f"Written to {folder}. Look at what changed before you commit it.")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except BilltrailError as error:
        sys.exit(str(error))
