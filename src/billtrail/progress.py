"""How far a piece of work has come, told while it goes on."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProgressStep:
    """``done`` of ``total`` things of a source; ``now`` is what is being asked for, in words.

    ``pause``: so many seconds, from this moment, the publisher asked to be left in peace.
    """

    source: str
    doing: str
    done: int = 0
    total: int | None = None
    now: str = ""
    pause: float = 0.0


Progress = Callable[[ProgressStep], None]


def untold(step: ProgressStep) -> None:
    """For work that nobody watches."""
