from . import (
    identifiers,
)
from .known_keys import (
    KnownKeys,
)
from .meaning import (
    Meaning,
    Named,
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
    "Named",
    "identifiers",
    "not_followed",
    "not_stored",
    "read_guesses",
    "resolve",
]
