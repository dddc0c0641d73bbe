"""What a survivor can ask a court for, by jurisdiction: one fact a line, each with a source. Pure.

A row of the table is one kind of relief in one place (``ca-vacatur``); its facts are what the page
"How the law compares" sets beside each other. What nobody has read has no fact, and is not guessed.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .readings import StatuteChange, StatuteReading
from .standing import changes_since
from .statutes import parse_statute

KIND, WHO, SINCE = "kind", "who", "since"
#: What can be asked for: to undo or dismiss a conviction, to take out or hide a record, to defend
#: oneself.
KINDS = ("vacatur", "dismissal", "expungement", "sealing", "defense")
#: Whose relief it is: of survivors of trafficking, of partner or sexual violence, of everybody.
WHOSE = ("trafficking", "violence", "anyone")
#: What a row tells, in the order of the page; the first two no row lacks.
FACTS = (KIND, WHO, SINCE, "covers", "excludes", "burden", "hearing", "prosecutor", "wait",
         "confidential")  # fmt: skip
#: So many different people read a row before a brief counts it.
ENOUGH_READERS = 2


@dataclass(frozen=True, slots=True)
class ReliefFact:
    """What the law says on one point, and where: ``citation`` is the section as it is cited and
    ``statute`` its key, where its code is one we know; ``part`` the subdivision. ``basis``,
    ``day``, ``text`` and ``read_on`` are as in a ``StatuteReading``; ``url`` is where the text was
    read, where that is no print that we hold."""

    relief: str
    fact: str
    says: str
    statute: str | None
    citation: str
    part: str
    basis: str
    day: str
    text: str
    read_on: str
    url: str

    @property
    def cited(self) -> str:
        """ "Penal Code 236.14(a) and (b)"."""
        return f"{self.citation}{self.part}"

    @property
    def address(self) -> str:
        """Where the section's text of today stands, else where it was read."""
        return (parse_statute(self.statute).url if self.statute else None) or self.url

    def changed_by(
        self, reading: StatuteReading | None, changes: Iterable[StatuteChange], day: str
    ) -> list[StatuteChange]:
        """Acts on its section that became law by ``day`` and after the law that was read, but for
        those the reading of the section takes in."""
        return changes_since(self.day, reading, changes, day)


@dataclass(frozen=True)
class Relief:
    """A row: its facts in the order of ``FACTS``, the first of them its kind."""

    id: str
    facts: tuple[ReliefFact, ...]

    @property
    def jurisdiction(self) -> str:
        return self.id.partition("-")[0]

    def fact(self, name: str) -> ReliefFact | None:
        return next((one for one in self.facts if one.fact == name), None)

    @property
    def main(self) -> ReliefFact:
        """The fact that says of which kind it is; its section is the row's."""
        return self.facts[0]

    @property
    def kind(self) -> str:
        return self.main.says

    @property
    def whose(self) -> str:
        return self.facts[1].says

    @cached_property
    def words(self) -> str:
        """A hash of what its facts say and from which text: who read a row has read these words.
        The day of reading is none of them."""
        said = [
            [f.fact, f.says, f.citation, f.part, f.basis, f.day, f.text, f.url] for f in self.facts
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def build_reliefs(facts: Iterable[ReliefFact]) -> tuple[Relief, ...]:
    """The rows that facts make, in the order in which their names come first."""
    rows: dict[str, list[ReliefFact]] = {}
    for fact in facts:
        rows.setdefault(fact.relief, []).append(fact)
    return tuple(
        Relief(id, tuple(sorted(found, key=lambda one: FACTS.index(one.fact))))
        for id, found in rows.items()
    )
