from . import (
    identifiers,
)
from .known_keys import (
    KnownKeys,
)
from .law_names import (
    LawName,
    read_law,
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
    "LawName",
    "Meaning",
    "Named",
    "identifiers",
    "not_followed",
    "not_stored",
    "read_guesses",
    "read_law",
    "resolve",
]
