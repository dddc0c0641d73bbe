"""What a record may have wrong, as values: what a publisher says that is not taken yet, and what a
person set right."""

import json
from dataclasses import dataclass
from dataclasses import field as declared

from billtrail.records import NAMES, SHARES, AsIs, Day, Share

#: Before the day of a step that did not happen.
NOT = "not "


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. ``value`` is a text; of a step the day it was taken (``2026-01-23``), or that
    it was not taken then (``not 2026-01-23``). ``date`` is the day it was found. ``reason`` and
    ``link`` leave the house only where ``share`` says so; ``by`` never does, and is empty in a
    published file."""

    bill: AsIs = declared(metadata=NAMES)
    field: AsIs = declared(metadata=NAMES)
    value: AsIs = declared(metadata=NAMES)
    reason: AsIs
    by: AsIs
    date: Day
    entered_at: AsIs
    link: AsIs
    share: Share = SHARES[0]

    @property
    def day(self) -> str:
        """Of a step: the day it speaks of."""
        return self.value.removeprefix(NOT)

    @property
    def takes_back(self) -> bool:
        """Whether it says that a step was not taken."""
        return self.value.startswith(NOT)


@dataclass(frozen=True, slots=True)
class Doubted:
    """One thing that is doubted: an act or an end by its action's class, with its chamber and day;
    ``law`` by its ``name``; a list part of a bill of which ``gone`` of ``of`` rows are missing; or
    the last ``sponsor``, by ``name``."""

    kind: str
    chamber: str | None = None
    date: str | None = None
    name: str | None = None
    gone: int = 0
    of: int = 0

    @classmethod
    def read(cls, text: str) -> tuple["Doubted", ...]:
        """The things of a doubt, from its column ``what``."""
        return tuple(cls(**one) for one in json.loads(text))


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a publisher says of a bill that is not taken yet.

    ``way``: ``out``, the newer file loses something and our last good state stands; ``in``, it
    tells an end that is not credible yet, and all else of it is taken. ``data_as_of`` is the day
    the file speaks for, ``since`` the instant from which we have it in doubt (UTC). ``says`` and
    ``why`` are plain words: what the file says otherwise, and why it is not taken yet. ``times``
    counts how often it was said, taken back in between. ``what`` is ``says`` as values.
    """

    id: int
    source: str
    way: str
    data_as_of: str
    since: str
    says: str
    why: str
    times: int = 1
    what: tuple[Doubted, ...] = ()
