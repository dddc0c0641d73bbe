"""What makes two rows of a record one act. Pure.

One system can list an act twice, with and without where it was printed (119hres189, 2025-03-06: one
time, "(text: 03/05/2025 CR H998)" in one row alone). Of 46,000 measures of the 115th to the 119th
Congress no two votes of a day differ in that alone, so words are compared without it. Times, where
a system gives them, tell two acts apart.
"""

import re
from functools import lru_cache

from ..models import Action

#: "(consideration: CR S549, S557-583)", "(text: CR H628)", "(CR E1096-1097)"; not "(Roll no. 62)".
_PRINTED = re.compile(r"\s*\([^()]*\bCR [HSE]\d[^()]*\)")


def act_of(action: Action) -> tuple[str | None, ...]:
    """Equal for rows of one system and day that tell one act."""
    return (action.system, action.code, action.committee, action.time, _words(action.description))


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    return " ".join(_PRINTED.sub("", text).split()).rstrip(".")
