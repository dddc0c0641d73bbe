"""What a committee asks of letters, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LetterDeadline:
    """The last day on which letters reach a committee's analysis, and where that is said.

    ``time`` is a clock time of that day; ``note`` is what else to know, in our words; ``address``
    is where letters go, where the committee says so. ``zone`` is whose clock it is.
    """

    on: str
    time: str | None
    note: str | None
    url: str
    address: str | None = None
    zone: str = ""
