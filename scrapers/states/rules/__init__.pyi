from .reading import (
    Rules,
    classify,
    companions_of,
    is_replaced,
    kind_of,
    law_of,
    replaced_by,
    rules_of,
)

__all__ = [
    "Rules",
    "classify",
    "companions_of",
    "is_replaced",
    "kind_of",
    "law_of",
    "replaced_by",
    "rules_of",
]
