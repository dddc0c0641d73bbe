"""Which roll calls a scorecard counts, and for which side: ``scorecard.toml`` of the workspace.

A person chooses each, and says why; nothing is chosen by a rule.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from billtrail.files import read_text
from billtrail.records import NAMES, AsIs, Day, one_of, written

#: Which votes staff chose.
SCORECARD = "scorecard.toml"
#: What a member says with us.
SIDES = ("yes", "no")


@dataclass(frozen=True, slots=True)
class ChosenVote:
    """The roll call ``vote``, by its publisher's id, on ``bill``, a key; with us are those who
    voted ``counts``. ``why`` is printed."""

    id: AsIs = field(metadata=NAMES)
    bill: AsIs
    vote: AsIs
    counts: Annotated[str, one_of(*SIDES)]
    why: AsIs
    by: AsIs
    on: Day


@dataclass(frozen=True, slots=True)
class _ScorecardFile:
    """``scorecard.toml``."""

    votes: tuple[ChosenVote, ...] = field(default=(), metadata=written("vote"))


def load_chosen_votes(root: Path) -> tuple[ChosenVote, ...]:
    """The workspace's, in the order they were chosen; raises CheckFailed with every fault."""
    return parse_chosen_votes(read_text(root / SCORECARD))


def parse_chosen_votes(text: str) -> tuple[ChosenVote, ...]:
    """Those of a file's text; raises CheckFailed with every fault."""
    from billtrail.records import structure_file

    return structure_file(SCORECARD, text, _ScorecardFile).votes


def next_number(chosen: Iterable[ChosenVote]) -> str:
    """The id of one that is chosen next: a number that no other has."""
    return str(max((int(one.id) for one in chosen if one.id.isdecimal()), default=0) + 1)
