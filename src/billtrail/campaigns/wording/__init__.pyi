from .house_language import (
    is_easy,
    lint_text,
)
from .languages import (
    differing_facts,
)
from .promises import (
    lint_paper,
)

__all__ = [
    "differing_facts",
    "is_easy",
    "lint_paper",
    "lint_text",
]
