"""The page as it will print: its words counted, and a picture when the browser asks for it."""

from dataclasses import dataclass

from billtrail.briefs import Brief
from billtrail.datasette_plugins.desk import keep_page

#: Words that a page carries besides its notes, at most, before it is hard to read.
MOST_WORDS = 450


@dataclass(frozen=True, slots=True)
class Sheet:
    """A fitted page: ``of`` names its picture, ``words`` are those besides its notes."""

    of: str
    title: str
    words: int
    lobbying: str

    @property
    def said(self) -> str:
        """``1 page, 371 of 450 words``."""
        more = "; shorter is better" if self.words > MOST_WORDS else ""
        return f"1 page, {self.words} of {MOST_WORDS} words{more}"


def build_sheet(brief: Brief) -> Sheet:
    """Of a fitted page; its picture can be asked for from now on."""
    return Sheet(keep_page(brief), brief.title, brief.words, brief.lobbying)
