from .relations import FigureRelations, check_relations
from .rows import (
    COLUMNS,
    FORM_RULES,
    WITH_SHARE,
    blocked_because,
    derive_form,
    first_number,
    load_statistics,
)

__all__ = [
    "COLUMNS",
    "FORM_RULES",
    "WITH_SHARE",
    "FigureRelations",
    "blocked_because",
    "check_relations",
    "derive_form",
    "first_number",
    "load_statistics",
]
