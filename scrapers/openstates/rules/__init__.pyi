from .reading import (
    Rules,
    classify,
    law_of,
    replaced_by,
    rules_of,
)

__all__ = ["Rules", "classify", "law_of", "replaced_by", "rules_of"]
