from .location import (
    Location,
    last_place,
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
    NextStep,
)

__all__ = [
    "Location",
    "LocationKind",
    "NextStep",
    "StateOfPlay",
    "last_place",
    "locate",
    "next_step",
    "play_of",
]
