from .reading import (
    Rules,
    classes_of,
    classify,
    is_replaced,
    kind_of,
    law_of,
    named_with,
    replaced_by,
    rules_of,
)

__all__ = [
    "Rules",
    "classes_of",
    "classify",
    "is_replaced",
    "kind_of",
    "law_of",
    "named_with",
    "replaced_by",
    "rules_of",
]
