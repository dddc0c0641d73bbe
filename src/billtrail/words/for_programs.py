"""Words as other programs take them."""

import re

from .days_and_numbers import NO_BREAK

#: Every character that XML 1.0 does not allow (its production 2), and the carriage return.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Text for other programs: without the characters that XML forbids, of which a publisher's text
    may hold any, and with plain blanks, so that a rule looking for "H.R. 4817" finds it."""
    return _FORBIDDEN.sub("", text).replace(NO_BREAK, " ")
