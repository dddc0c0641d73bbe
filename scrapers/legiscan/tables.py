"""The tables of a weekly dataset, joined to the shape that ``getBill`` has.

One session, UTF-8, a table a file (seen in files of 2024). A dataset says less than ``getBill``:
whether a vote carried, the days of prints, subjects and related bills are not in it, and nobody
leads but who stands first. California's was seen without a history: then the newest step is known.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from billtrail.errors import ArchiveError

Rows = list[dict[str, str]]
#: Table -> the columns by which it is known as LegiScan's.
TABLES: Mapping[str, frozenset[str]] = {
    "bills": frozenset(("bill_id", "bill_number", "status", "title", "last_action", "url")),
    "history": frozenset(("bill_id", "date", "chamber", "sequence", "action")),
    "people": frozenset(("people_id", "name", "party", "district", "committee_id")),
    "sponsors": frozenset(("bill_id", "people_id", "position")),
    "rollcalls": frozenset(("bill_id", "roll_call_id", "date", "description", "yea", "nay")),
    "votes": frozenset(("roll_call_id", "people_id", "vote")),
    "documents": frozenset(("bill_id", "document_id", "document_type", "document_desc", "url")),
}


def read_table(name: str, data: bytes) -> Rows:
    """The rows of a table; raises ArchiveError where it is another's or breaks off."""
    try:
        text = data.decode("utf-8-sig")
        if text and not text.endswith("\n"):
            raise ValueError("it ends within a row")
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        if not TABLES[name] <= {*(rows.fieldnames or ())}:
            raise ValueError(f"it lacks columns of {name}.csv")
        found = list(rows)
    except (ValueError, csv.Error) as error:
        raise ArchiveError(f"{name}.csv is no whole table of LegiScan: {error}") from error
    if any(None in row or None in row.values() for row in found):
        raise ArchiveError(f"{name}.csv is no whole table of LegiScan: a row is not whole")
    return found


def bills(tables: Mapping[str, Rows]) -> Iterator[dict[str, Any]]:
    """Each bill as ``getBill`` would have it; what no table tells is not in it."""
    of = {name: _by(rows, "bill_id") for name, rows in tables.items() if name not in _OF_OTHERS}
    people = {row["people_id"]: row for row in tables.get("people", ())}
    votes = _by(tables.get("votes", []), "roll_call_id")
    for row in tables["bills"]:
        found: dict[str, Any] = dict(row)
        if "history" in of:
            found["history"] = sorted(of["history"][row["bill_id"]], key=_sequence)
        if "sponsors" in of and people:
            found["sponsors"] = [
                _sponsor(people[one["people_id"]])
                for one in sorted(of["sponsors"][row["bill_id"]], key=_position)
                if one["people_id"] in people
            ]
        if "documents" in of:
            found["texts"] = [_text(one) for one in of["documents"][row["bill_id"]]
                              if one["document_type"] == "text"]  # fmt: skip
        if "rollcalls" in of:
            calls = of["rollcalls"][row["bill_id"]]
            found["votes"] = [_vote(one, votes[one["roll_call_id"]], people) for one in calls]
        yield found


def lacks_newest(bill: Mapping[str, Any]) -> bool:
    """Whether its history ends before the step that its own row calls the newest.

    So a history shows that was cut off between two rows. In 8,593 real rows none is like that,
    and one has a later step than its row says.
    """
    if "history" not in bill or not bill["last_action"]:
        return False
    steps = bill["history"]
    is_told = any(step["action"] == bill["last_action"] for step in steps)
    return not is_told or max(step["date"] for step in steps) < bill.get("last_action_date", "")


_OF_OTHERS = ("bills", "people", "votes")


def _by(rows: Rows, column: str) -> defaultdict[str, Rows]:
    found: defaultdict[str, Rows] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def _sequence(row: Mapping[str, str]) -> int:
    return int(row["sequence"])


def _position(row: Mapping[str, str]) -> int:
    return int(row["position"])


def _sponsor(person: Mapping[str, str]) -> dict[str, Any]:
    is_committee = person["committee_id"] not in ("", "0")
    return {**person, "sponsor_type_id": 0, "committee_sponsor": int(is_committee)}


def _text(row: Mapping[str, str]) -> dict[str, Any]:
    return {**row, "type": row["document_desc"], "mime": row["document_mime"]}


def _vote(row: Mapping[str, str], votes: Rows, people: Mapping[str, Any]) -> dict[str, Any]:
    names = [(people[one["people_id"]]["name"], one["vote"]) for one in votes
             if one["people_id"] in people]  # fmt: skip
    return {**row, "desc": row["description"], "names": names}
