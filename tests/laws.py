"""How many examples each law of the tests is tried with, and which.

``make test`` tries the same on every run, so that it fails for what was changed and nothing else.
``make fuzz`` looks for others, twenty times as many and at random.
"""

from typing import Any

from hypothesis import HealthCheck, settings

#: Examples of a law that says no other number.
USUAL = 50

# A property is about what is true, not about how fast a shared machine finds it out.
_EASY: dict[str, Any] = {
    "deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True,
}  # fmt: skip
settings.register_profile("same", derandomize=True, max_examples=USUAL, **_EASY)
settings.register_profile("others", max_examples=20 * USUAL, **_EASY)
settings.load_profile("same")


def examples(number: int, **more: Any) -> settings:
    """For a law whose examples cost much, or little: so many where others have ``USUAL``."""
    return settings(max_examples=number * settings.default.max_examples // USUAL, **more)
