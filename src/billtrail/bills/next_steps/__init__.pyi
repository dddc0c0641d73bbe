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
    Pending,
    StateOfPlay,
    play_of,
)
from .steps import (
    next_step,
)
from .values import (
    LISTED,
    LetterDeadline,
    NextStep,
)

__all__ = [
    "LISTED",
    "LetterDeadline",
    "Location",
    "LocationKind",
    "NextStep",
    "Pending",
    "StateOfPlay",
    "letter_deadline",
    "locate",
    "next_step",
    "play_of",
]
