from .reading import (
    Rules,
    actor_of,
    classes_of,
    classify,
    is_replaced,
    kind_of,
    law_of,
    named_with,
    reads_all,
    replaced_by,
    rules_of,
)

__all__ = [
    "Rules",
    "actor_of",
    "classes_of",
    "classify",
    "is_replaced",
    "kind_of",
    "law_of",
    "named_with",
    "reads_all",
    "replaced_by",
    "rules_of",
]
