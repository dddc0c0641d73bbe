from .reading import (
    Rules,
    classify,
    is_replaced,
    law_of,
    replaced_by,
    rules_of,
)

__all__ = ["Rules", "classify", "is_replaced", "law_of", "replaced_by", "rules_of"]
