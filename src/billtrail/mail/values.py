"""A digest as plain values: what changed for somebody, what is ahead, what rests on old data."""

from collections.abc import Iterator
from dataclasses import dataclass

from billtrail.events import CalendarEntry
from billtrail.words import day_words

#: A change of so many letters is told in the subject of a mail.
_SUBJECT = 140


@dataclass(frozen=True, slots=True)
class DigestBill:
    """A bill of which there is news: ``changes`` in words, the newest first, then where it stands,
    what that means and who acts next. ``position`` is ours, where the reader may know it."""

    key: str
    name: str
    title: str
    changes: tuple[str, ...]
    more: int
    stands: str
    means: str
    next: str
    position: str
    url: str | None


@dataclass(frozen=True, slots=True)
class DigestDay:
    """A day ahead: ``certainty`` as in CERTAINTIES, ``listed`` by a committee, or nothing for what
    was called off."""

    on: str
    what: str
    about: str
    certainty: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Digest:
    """What is told to one reader. ``since`` is the day from which on nothing was told yet.

    ``others`` are names of further bills that changed. ``told`` are marks of everything that it
    tells or that was told before, by which the next one knows what is new; ``has_news`` says
    whether anything is. ``checked`` are sentences of when the publishers were last asked. ``soon``
    are the nearest of the days ``ahead``, ``entries`` those of its calendar file.
    """

    on: str
    since: str
    follows: str
    stale: tuple[str, ...]
    bills: tuple[DigestBill, ...]
    others: tuple[str, ...]
    endings: tuple[str, ...]
    ended: tuple[str, ...]
    law: tuple[str, ...]
    letters: tuple[str, ...]
    ahead: tuple[DigestDay, ...]
    more_ahead: int
    soon: tuple[DigestDay, ...]
    checked: tuple[str, ...]
    entries: tuple[CalendarEntry, ...]
    has_news: bool
    told: frozenset[str]
    #: Of a partner: who sends it, and how it is ended.
    ending: str = ""
    sender: str = ""

    @property
    def headline(self) -> str:
        """What happened, in few words: the subject of a mail."""
        if heads := [*self._heads()]:
            return ", ".join(heads)
        if self.has_news and self.soon:
            return f"{day_words(self.soon[0].on)}: {self.soon[0].what}"
        return "some of it was not checked lately" if self.has_news else "no change seen"

    @property
    def has_changes(self) -> bool:
        return bool(self.bills or self.endings)

    def _heads(self) -> Iterator[str]:
        names = [*(bill.name for bill in self.bills), *self.others]
        if len(names) == 1 and len(self.bills[0].changes[0]) <= _SUBJECT:
            yield f"{names[0]} - {self.bills[0].changes[0]}"
        elif names:
            others = len(names) - 2
            listed = (
                " and ".join(names) if others < 1 else f"{names[0]}, {names[1]} and {others} more"
            )
            yield f"news on {listed}"
        elif self.endings:
            yield "a session ended"
        if self.ended:
            yield "a sentence no longer holds"
        if self.letters and self.has_news:
            yield "a letter needs a new version"
