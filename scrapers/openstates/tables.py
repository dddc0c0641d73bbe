"""The CSV tables of a session export, joined to the shape of its JSON.

By the exporter's own code (read 2026-12). Lists are Python's text (``['passage', 'reading-3']``),
truth is ``True``, and a table without rows is left out.
"""

import ast
import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Rows = list[dict[str, Any]]
#: The tables that are read, as files are called behind ``NY_2025-2026_``, and whose rows they are.
TABLES: Mapping[str, str] = {
    "bills": "id", "organizations": "id", "bill_abstracts": "bill_id", "bill_actions": "bill_id",
    "bill_sources": "bill_id", "bill_related_bills": "bill_id", "bill_sponsorships": "bill_id",
    "bill_identifiers": "bill_id",
    "bill_versions": "bill_id", "bill_version_links": "version_id", "votes": "bill_id",
    "vote_people": "vote_event_id", "vote_counts": "vote_event_id",
}  # fmt: skip
_LISTS = ("classification", "subject")
#: Vote counts and the places of actions are numbers, the longest field a bill's whole text.
_LONGEST = 100_000_000
csv.field_size_limit(_LONGEST)


class Tables:
    """The tables of one session."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, Rows]] = {name: defaultdict(list) for name in TABLES}

    def add(self, name: str, lines: Iterable[str]) -> None:
        """A table's rows; raises ValueError or LookupError where it is another's or is cut."""
        for row in _whole_rows(lines):
            self._rows[name][row[TABLES[name]]].append(row)

    def bills(self) -> Iterator[dict[str, Any]]:
        """Each bill as the JSON export would have it."""
        for id, [row, *_] in self._rows["bills"].items():
            yield self._bill(id, row)

    def _bill(self, id: str, row: Mapping[str, str]) -> dict[str, Any]:
        of = {name: rows.get(id, []) for name, rows in self._rows.items()}
        return {
            "id": id,
            "legislative_session": row["session_identifier"],
            "identifier": row["identifier"],
            "title": row["title"],
            "chamber": row["organization_classification"],
            "classification": _list(row["classification"]),
            "subject": _list(row["subject"]),
            "abstracts": of["bill_abstracts"],
            "actions": [self._action(one) for one in of["bill_actions"]],
            "related_bills": of["bill_related_bills"],
            "other_identifiers": of["bill_identifiers"],
            "sponsors": [one | {"primary": one["primary"] == "True"}
                         for one in of["bill_sponsorships"]],
            "versions": [one | {"links": self._rows["bill_version_links"].get(one["id"], [])}
                         for one in of["bill_versions"]],
            "sources": of["bill_sources"],
            "votes": [self._vote(one) for one in of["votes"]],
        }  # fmt: skip

    def _action(self, row: Mapping[str, str]) -> dict[str, Any]:
        body = self._organization(row["organization_id"])
        lists = {"classification": _list(row["classification"])}
        return {**row, **lists, "organization__name": body.get("name", "")}

    def _organization(self, id: str) -> Mapping[str, str]:
        return next(iter(self._rows["organizations"].get(id, ())), {})

    def _vote(self, row: Mapping[str, str]) -> dict[str, Any]:
        counts = self._rows["vote_counts"].get(row["id"], [])
        body = self._organization(row["organization_id"])
        return {
            **row,
            "organization__classification": body.get("classification", ""),
            "counts": [one | {"value": int(one["value"])} for one in counts],
            "votes": self._rows["vote_people"].get(row["id"], []),
        }


def _whole_rows(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    try:
        for row in csv.DictReader(lines, strict=True):
            if None in row or None in row.values():
                raise ValueError("a row is not whole")
            yield row
    except csv.Error as error:
        raise ValueError(str(error)) from error


def _list(text: str) -> list[str]:
    found = ast.literal_eval(text) if text else []
    if not isinstance(found, list):
        raise ValueError(f"{text!r} is no list")
    return [str(one) for one in found]
