from . import (
    identifiers,
)
from .known_keys import (
    KnownKeys,
)
from .meaning import (
    Meaning,
    not_followed,
    not_stored,
    resolve,
)
from .spellings import (
    read_guesses,
)

__all__ = [
    "KnownKeys",
    "Meaning",
    "identifiers",
    "not_followed",
    "not_stored",
    "read_guesses",
    "resolve",
]
