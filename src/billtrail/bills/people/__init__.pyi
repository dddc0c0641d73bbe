from . import (
    seats,
)
from .directory import (
    Directory,
    words_of,
)
from .names import (
    same_name,
)
from .seats import (
    CommitteeSeat,
    Roster,
    family_name,
    seat,
    sits,
    surname_of,
    titled,
)
from .visit_lists import (
    ALL,
    Pasted,
    UnclearLine,
    VisitList,
    find_visits,
)

__all__ = [
    "ALL",
    "CommitteeSeat",
    "Directory",
    "Pasted",
    "Roster",
    "UnclearLine",
    "VisitList",
    "family_name",
    "find_visits",
    "same_name",
    "seat",
    "seats",
    "sits",
    "surname_of",
    "titled",
    "words_of",
]
