"""How digests stand, in sentences: what could not be delivered, and when the next are due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from billtrail.words import count_words
from billtrail.workspace import Workspace

from .outbox import State, read_rows
from .schedule import due_line, next_words

#: What was given up is told for so many days.
_TOLD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class StandingLine:
    words: str
    bad: bool = False


@dataclass(frozen=True, slots=True)
class MailStanding:
    """How many messages wait for another try, how many were given up lately, and when the next
    round is due ("today at 12:10 p.m.", or nothing)."""

    waiting: int
    given_up: int
    due: str

    @property
    def to_look(self) -> bool:
        return bool(self.waiting or self.given_up)

    @property
    def lines(self) -> tuple[StandingLine, ...]:
        return tuple(self._lines())

    def _lines(self) -> Iterator[StandingLine]:
        if self.given_up:
            digests = count_words(self.given_up, "digest")
            yield StandingLine(f"{digests} could not be delivered in the last two weeks.", True)
        if self.waiting:
            yield StandingLine(f"{count_words(self.waiting, 'digest')} to be tried again.")
        if self.due:
            yield StandingLine(due_line(self.due))


def read_standing(workspace: Workspace, on: date) -> MailStanding:
    """On a day. Makes no outbox; raises StoreError, CannotWrite for one that cannot be read."""
    rows, since = read_rows(workspace), (on - _TOLD).isoformat()
    return MailStanding(
        sum(row.state == State.WAITING and row.tries > 0 for row in rows),
        sum(row.state == State.GIVEN_UP and row.day >= since for row in rows),
        next_words(workspace),
    )
