"""The related bills of a session export, by their numbers.

The array has the ids of related bills alone, and no word on how they are related. A bill of the
same session that began in the other chamber is taken for a companion; the numbers that a line gives
to the bill in whose place it stands are read from the line, as in every form.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

NUMBERS = "CREATE TABLE numbers (id TEXT PRIMARY KEY, bill TEXT NOT NULL) WITHOUT ROWID"
_KEPT = ("identifier", "legislative_session", "chamber")


def keep_number(db: sqlite3.Connection, bill: Mapping[str, Any]) -> None:
    """What a bill's id means, for those that name it."""
    if id := bill.get("id"):
        told = json.dumps({name: bill.get(name) for name in _KEPT})
        db.execute("INSERT OR IGNORE INTO numbers VALUES (?, ?)", (id, told))


def with_numbers(db: sqlite3.Connection, body: bytes) -> bytes:
    """An exported bill, those of its related ones that are in the same export by their numbers."""
    told = json.loads(body)
    bill = told["bill"]
    if isinstance(bill, dict) and bill.get("related_bills"):
        told["bill"] = bill | {"related_bills": list(_numbered(db, bill))}
    return json.dumps(told).encode()


def _numbered(db: sqlite3.Connection, bill: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for row in bill["related_bills"]:
        id = row.get("related_bill_id")
        found = db.execute("SELECT bill FROM numbers WHERE id = ?", (id,)).fetchone()
        if "identifier" in row or found is None:
            yield row
        else:
            other = json.loads(found[0])
            alike = other["legislative_session"] == bill.get("legislative_session")
            across = other["chamber"] != bill.get("chamber")
            yield row | other | {"relation_type": "companion" if alike and across else "related"}
