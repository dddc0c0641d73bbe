from .asked import (
    asked_words,
    unsettled_words,
)
from .deadlines import (
    letter_deadline,
)
from .rules import (
    ExecutiveRule,
    LetterOffice,
    LetterRule,
    PortalRule,
    TestimonyRule,
    executive,
    office_of,
    portal,
    rule_of,
    testimony,
)
from .stances import (
    StanceRule,
    stance_as,
)
from .values import (
    LetterDeadline,
)

__all__ = [
    "ExecutiveRule",
    "LetterDeadline",
    "LetterOffice",
    "LetterRule",
    "PortalRule",
    "StanceRule",
    "TestimonyRule",
    "asked_words",
    "executive",
    "letter_deadline",
    "office_of",
    "portal",
    "rule_of",
    "stance_as",
    "testimony",
    "unsettled_words",
]
