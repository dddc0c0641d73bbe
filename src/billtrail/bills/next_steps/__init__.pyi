from .letter_deadlines import (
    letter_deadline,
)
from .location import (
    Location,
    locate,
)
from .location_kinds import (
    LocationKind,
)
from .state_of_play import (
    StateOfPlay,
    play_of,
)
from .steps import (
    next_step,
)
from .values import (
    LetterDeadline,
    NextStep,
)

__all__ = [
    "LetterDeadline",
    "Location",
    "LocationKind",
    "NextStep",
    "StateOfPlay",
    "letter_deadline",
    "locate",
    "next_step",
    "play_of",
]
