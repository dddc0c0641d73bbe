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
    build_profile,
    matches,
)
from .retitled import (
    named_now,
    named_then,
)
from .rewritten import (
    oldest_first,
    rewriting,
)
from .terms import (
    Terms,
    VoteNeeded,
    binding_session,
    effect_of_digest,
    exemption,
    last_passage_day,
    passes_until,
    terms_of,
    vote_needed,
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
    "Terms",
    "VoteNeeded",
    "author_words",
    "binding_session",
    "build_profile",
    "containment",
    "effect_of_digest",
    "exemption",
    "first_sponsor",
    "is_official",
    "is_short",
    "last_passage_day",
    "leads",
    "matches",
    "named_now",
    "named_then",
    "names_of",
    "oldest_first",
    "passes_until",
    "print_of",
    "rewriting",
    "surname",
    "terms_of",
    "vote_needed",
]
