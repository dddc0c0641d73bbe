"""Records that stand beside the bills: people, committees and analyses."""

import json
import sqlite3
from typing import Any

from billtrail.bills.models import Analysis, Committee, Person

from .packed import pack
from .sql import upsert

_PEOPLE = ("id", "roster", "as_of", "name", "jurisdiction", "chamber", "party", "state",
           "district", "family_name", "given_name", "url", "phone", "office",
           "other_names", "unlisted_since", "voter_id")  # fmt: skip
_ANALYSES = ("identifier", "bill", "date", "chamber", "name", "committee", "media_type", "url",
             "text")  # fmt: skip
_COMMITTEES = ("id", "roster", "as_of", "name", "jurisdiction", "chamber", "parent", "members")


class RecordStore:
    """Saves such records through one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def save_person(self, person: Person, source: str, unlisted_since: str | None = None) -> None:
        """A person of a roster; their terms replace those of before, where the roster has any.
        ``unlisted_since`` is the day of a newer list that does not have the person."""
        names = json.dumps(person.other_names, ensure_ascii=False) if person.other_names else None
        self._save_dataclass(
            "people", person, _PEOPLE, ("id", "roster"), source, other_names=names,
            unlisted_since=unlisted_since,
        )  # fmt: skip
        if person.terms is not None:
            self._save_terms(person, source)

    def _save_terms(self, person: Person, source: str) -> None:
        rows = [
            (person.id, n, t.chamber.value, t.district, t.starts, t.ends, t.party, source)
            for n, t in enumerate(person.terms or ())
        ]
        stored = self.connection.execute(
            "SELECT * FROM terms WHERE person = ? ORDER BY position", (person.id,)
        )
        if [tuple(row) for row in stored] != rows:
            self.connection.execute("DELETE FROM terms WHERE person = ?", (person.id,))
            self.connection.executemany("INSERT INTO terms VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def save_committee(self, committee: Committee, source: str) -> None:
        members = committee.members
        text = None if members is None else json.dumps([[m.person, m.role] for m in members])
        self._save_dataclass(
            "committees", committee, _COMMITTEES, ("id", "roster"), source, members=text
        )

    def _save_dataclass(
        self,
        table: str,
        record: Any,
        names: tuple[str, ...],
        key: tuple[str, ...],
        source: str,
        **given: Any,
    ) -> None:
        values = [given[name] if name in given else getattr(record, name) for name in names]
        statement = upsert(table, (*names, "source"), key)
        if "as_of" in names:  # an older roster takes nothing back
            statement += f" AND excluded.as_of >= {table}.as_of"
        self.connection.execute(statement, [*values, source])

    def save_analysis(self, analysis: Analysis, source: str) -> None:
        text = pack(analysis.text) if analysis.text else None
        self._save_dataclass("analyses", analysis, _ANALYSES, ("identifier",), source, text=text)

    # -- provenance ----------------------------------------------------------------------------
