"""Beside the hearings: what each source says of a meeting, and the papers that go with it.

Two sources of one meeting are one hearing. Its row has the words of the better source, and where
another says another day, hour or status, that is kept here to be shown beside it.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from billtrail.bills.models import Hearing, MeetingPaper

from ..sql import insert, upsert

_SAYS = ("hearing", "source", "date", "time", "location", "status", "url")
_PAPER = ("kind", "title", "about", "url")
_SAY = upsert("hearing_sources", _SAYS, ("hearing", "source"))
_ADD_PAPER = insert("meeting_papers", ("meeting", "position", *_PAPER))


class MeetingStore:
    """Saves what several sources say of one meeting; ``ranks`` gives each source's by name."""

    def __init__(self, connection: sqlite3.Connection, ranks: Mapping[str, int]) -> None:
        self.connection = connection
        self._ranks = ranks

    def leads(self, source: str, other: str) -> bool:
        """Whether a hearing that has another source's words takes this one's."""
        return self._ranks.get(source, 0) >= self._ranks.get(other, 0)

    def is_told_by(self, hearing: str, source: str, url: str | None = None) -> bool:
        """Whether a source tells of a hearing, other than at this address of its own."""
        row = self.connection.execute(
            "SELECT 1 FROM hearing_sources WHERE hearing = ? AND source = ? AND url IS NOT ?",
            (hearing, source, url or ""),
        ).fetchone()
        return row is not None

    def say(self, hearing: str, told: Hearing, source: str) -> None:
        """Keep what a source says of a hearing, and what goes with its meeting."""
        values = {name: getattr(told, name, None) for name in _SAYS}
        row = values | {"hearing": hearing, "source": source}
        self.connection.execute(_SAY, [row[name] for name in _SAYS])
        if told.papers is not None and told.meeting and self._is_held(told.bill):
            self._save_papers(told.meeting, told.papers)

    def withdrawn(self, hearing: str, source: str, status: str) -> None:
        """The source does not list a hearing any more."""
        self.connection.execute(
            "UPDATE hearing_sources SET status = ? WHERE hearing = ? AND source = ?",
            (status, hearing, source),
        )

    def _is_held(self, bill: str) -> bool:
        """Papers of meetings on bills that the file does not hold would only make it larger."""
        row = self.connection.execute("SELECT 1 FROM bills WHERE key = ?", (bill,)).fetchone()
        return row is not None

    def _save_papers(self, meeting: str, papers: Sequence[MeetingPaper]) -> None:
        rows = [tuple(getattr(paper, name) for name in _PAPER) for paper in papers]
        if rows == self._papers(meeting):
            return
        self.connection.execute("DELETE FROM meeting_papers WHERE meeting = ?", (meeting,))
        self.connection.executemany(
            _ADD_PAPER, [(meeting, position, *row) for position, row in enumerate(rows, 1)]
        )

    def _papers(self, meeting: str) -> list[tuple[Any, ...]]:
        found = self.connection.execute(
            f"SELECT {', '.join(_PAPER)} FROM meeting_papers WHERE meeting = ? ORDER BY position",
            (meeting,),
        )
        return [tuple(row) for row in found]
