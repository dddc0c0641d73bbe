"""What a paper is made of, as its file says: see ``definitions``."""

from dataclasses import dataclass, field
from typing import Annotated

from billtrail.legislatures import Language
from billtrail.records import NAMES, from_least, one_of

ABOUT = ("bill", "bills", "request")
RECIPIENTS = (
    "committee", "committee-and-ranking", "governor", "members", "appropriators", "none",
)  # fmt: skip
#: US Letter, or the upper half of one.
SHEETS = ("letter", "half")
_LANGUAGES = tuple(language.value for language in Language if language != Language.PLAIN)


@dataclass(frozen=True, slots=True)
class Budget:
    """How many of a kind a page carries."""

    reasons: Annotated[int, from_least(0)] = 3
    does: Annotated[int, from_least(1)] = 2


@dataclass(frozen=True, slots=True)
class PaperDefinition:
    """``title`` is for lists; ``blocks`` and ``checks`` are names of the tables of those.
    ``pages``: how many of its ``sheet`` it may have, 0 for as many as it needs; ``drops``: what
    goes first, in order, a block or one of its paragraphs (``reasons-3``); ``kept``: whether it is
    recorded as a paper that may be sent."""

    id: str = field(metadata=NAMES)
    title: str
    about: Annotated[str, one_of(*ABOUT)]
    blocks: tuple[str, ...]
    recipients: Annotated[str, one_of(*RECIPIENTS)] = "none"
    checks: tuple[str, ...] = ()
    languages: tuple[Annotated[str, one_of(*_LANGUAGES)], ...] = ("en",)
    pages: Annotated[int, from_least(0)] = 1
    sheet: Annotated[str, one_of(*SHEETS)] = SHEETS[0]
    drops: tuple[str, ...] = ()
    kept: bool = True
    budget: Budget = Budget()


def drop_of(name: str) -> tuple[str, int]:
    """A block, and the number of the paragraph that goes; 0 for the whole block."""
    kind, _, number = name.rpartition("-")
    return (kind, int(number)) if kind and number.isdigit() else (name, 0)
