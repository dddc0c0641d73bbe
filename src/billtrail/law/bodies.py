"""What is particular to a body of law: the keys of its sections, and what people call them."""

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

#: Of a section: jurisdiction, code and number.
Parts = tuple[str, str, str]
#: How people write it, and what the parts come to.
Spelling = tuple["re.Pattern[str]", Callable[["re.Match[str]"], Parts]]


class Body(NamedTuple):
    """``pattern`` is that of a key behind its jurisdiction. ``printed`` and ``url`` are given the
    code and the section. ``codes`` are all there are, where they are few."""

    pattern: "re.Pattern[str]"
    printed: Callable[[str, str], str]
    url: Callable[[str, str], str | None]
    codes: Collection[str] = ()


def nowhere(code: str, section: str) -> None:
    """The text of no section stands at an address."""
