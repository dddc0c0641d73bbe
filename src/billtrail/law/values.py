"""What the citation reader finds."""

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from .statutes import Statute

#: A section that is named and not changed.
CITE = "cite"
#: What is done to a section, in the order the acts say it: "add and repeal" is a section that will
#: end, "repeal and add" one that is written anew. "change" is where that is not told.
WHATS = ("add", "amend", "repeal", "renumber", "add and repeal", "repeal and add",
         "amend and repeal", "amend and renumber", "amend, repeal, and add",
         "amend, renumber, and add", "add, repeal, and add", "repeal and amend",
         "amend, add, and repeal", "change")  # fmt: skip


class Verb(NamedTuple):
    """A verb of change as titles and as texts have it."""

    stem: str
    done: str


VERBS = (Verb("add", "added"), Verb("amend", "amended"), Verb("repeal", "repealed"),
         Verb("renumber", "renumbered"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """A section and what becomes of it: one of ``WHATS``, or ``CITE``.

    ``unit`` names what the section begins ("Division 15", "the heading of Article 2"), where the
    act changes that and not the section alone. ``through`` is the last number of a range that the
    section begins ("Sections 89036 to 89039, inclusive").
    """

    section: Statute
    what: str
    unit: str = ""
    through: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether only the name of a part changes, and none of its sections."""
        return self.unit.startswith("the heading")


def whole_number(section: str) -> int:
    """1203 of 1203.4b."""
    return int("".join(takewhile(str.isdigit, section)) or 0)


def verbs_of(what: str) -> list[str]:
    """The verbs of a word of ``WHATS``, in their order."""
    return re.findall(r"add|amend|repeal|renumber|change", what)


def what_of(verbs: list[str]) -> str:
    """Verbs in their order as one word of ``WHATS``: ``["add", "repeal"]`` is "add and repeal"."""
    kept = [verb for at, verb in enumerate(verbs) if at == 0 or verbs[at - 1] != verb]
    if len(kept) < 3:
        return " and ".join(kept)
    return f"{', '.join(kept[:-1])}, and {kept[-1]}"
