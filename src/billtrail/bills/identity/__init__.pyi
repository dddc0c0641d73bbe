from .authorship import author_words, leads
from .containment import Containment, containment
from .first_sponsor import first_sponsor, surname
from .retitled import Rewriting
from .rewritten import rewriting
from .titles import Names, Print, is_official, is_short, names_of, print_of

__all__ = [
    "Containment",
    "Names",
    "Print",
    "Rewriting",
    "author_words",
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
