from .authorship import (
    author_words,
    leads,
)
from .containment import (
    Containment,
    containment,
)
from .first_sponsor import (
    first_sponsor,
    surname,
)
from .likeness import (
    Profile,
    best_match,
    build_profile,
)
from .rewritten import (
    rewriting,
)
from .titles import (
    is_official,
    is_short,
    names_of,
    print_of,
)

__all__ = [
    "Containment",
    "Profile",
    "author_words",
    "best_match",
    "build_profile",
    "containment",
    "first_sponsor",
    "is_official",
    "is_short",
    "leads",
    "names_of",
    "print_of",
    "rewriting",
    "surname",
]
