from .reading import (
    Rules,
    classes_of,
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
    "classes_of",
    "classify",
    "companions_of",
    "is_replaced",
    "kind_of",
    "law_of",
    "replaced_by",
    "rules_of",
]
