from . import (
    identifiers,
)
from .known_keys import (
    AROUND,
    KnownKeys,
    Name,
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
    MOST_SESSIONS,
    read_guesses,
)

__all__ = [
    "AROUND",
    "MOST_SESSIONS",
    "KnownKeys",
    "LawName",
    "Meaning",
    "Name",
    "Named",
    "identifiers",
    "not_followed",
    "not_stored",
    "read_guesses",
    "read_law",
    "resolve",
]
