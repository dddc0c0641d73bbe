"""Sections in bills and laws of Congress.

Seen in prints of 2013 to 2025: "Section 3771A of title 18, United States Code, is amended",
"Chapter 237 of title 18, United States Code, is amended by adding at the end the following: 3771A.
Motion to vacate", "Chapter 113 of title 18, United States Code, is amended - (1) in section
2318(b)(2)", "section 103 of the Trafficking Victims Protection Act of 2000 (22 U.S.C. 7102) is
amended", "18 U.S.C. 1591", "Section 1400Z-1 of the Internal Revenue Code of 1986", "section 4 of
the Organization of American States Legislative Engagement Act of 2020 (Public Law 116-343)".
A section without a title beside it is of the one that was named last ("of such title") or, from the
words that amend a title to the bill's next section, of that: "section 16(a) of this title",
"section 3553(a)", "inserting after section 3502". Elsewhere it is not read. A bill's own sections
have one or two digits.
"""

import re
from collections.abc import Iterator

from .codes import NAMED_ACTS
from .statutes import Statute
from .us_statutes import USC_NUMBER
from .values import CITE, Citation

_SUBSECTION = r"(?:\([\w]{1,5}\))*"
_LIST = rf"{USC_NUMBER}{_SUBSECTION}(?:(?:,? and |,? or |, ){USC_NUMBER}{_SUBSECTION})*"
_ACTS = "|".join(re.escape(name) for name in sorted(NAMED_ACTS, key=len, reverse=True))

_TOKEN = re.compile(
    rf"\b[Ss]ections? (?P<of_title>{_LIST}),? of title (?P<title>\d+)(?:, United States Code)?"
    rf"|\b(?P<usc>\d+) U\.S\.C\. (?:§+ ?)?(?P<usc_sections>{_LIST})"
    rf"|\b[Ss]ections? (?P<of_act>{_LIST})(?:,? of (?:division \w+ of )?the (?P<act>{_ACTS}))"
    rf"(?: ?\( ?(?P<act_usc>\d+) U\.S\.C\. (?P<act_section>{USC_NUMBER}){_SUBSECTION}"
    rf"[^()]{{0,20}}\))?"
    rf"|\b[Ss]ections? (?P<of_irc>{_LIST}) of the Internal Revenue Code of 1986"
    rf"|\b[Ss]ections? (?P<of_named>{_LIST}) of the [A-Z][^().;]{{3,120}}"
    rf"\(Public Law (?P<named>\d+-\d+)"
    rf"|\b[Ss]ections? (?P<of_law>{_LIST}) of (?:Public Law|P\.L\.) (?P<law>\d+-\d+)"
    rf"|\b(?:Chapter|Part|Subchapter|Subpart) [\w]+ of title (?P<added_title>\d+)"
    rf", United States Code, is amended[^.]{{0,80}}?by (?:adding|inserting)[^.]{{0,120}}?following"
    rf"(?: new sections?)?: *[“`']*(?:§ ?)?(?P<added>{USC_NUMBER})\. "
)
_NUMBER = re.compile(rf"(?<![\w(-]){USC_NUMBER}(?=[^\w]|$)")
#: What follows a section that is changed, after its subsection and the Code's parenthesis.
_CHANGED = re.compile(
    r"(?:[^()]{0,20}\))?(?: ?\([^)]{1,60}\)*)*(?:, United States Code)?,?(?: as [^,.]{1,80},)? "
    r"(?:is|are)(?: each)? "
    r"(?:further )?(?P<done>amended|repealed|redesignated|transferred)"
)
#: The Internal Revenue Code is title 26.
_TAXES = 26
_WHAT = {
    "amended": "amend",
    "repealed": "repeal",
    "redesignated": "renumber",
    "transferred": "renumber",
}


def read_federal(text: str) -> Iterator[Citation]:
    """See ``citations.read_text``."""
    plain = _plain(text)
    yield from _within_parts(plain)
    yield from _without_title(plain)
    for match in _TOKEN.finditer(plain):
        done = _CHANGED.match(plain, match.end())
        what = _WHAT[done["done"]] if done else CITE
        yield from _sections(match, what)


#: A part of a title that is amended, and the sections of it that the list which follows names.
_PART = re.compile(
    r"\b(?:Chapter|Part|Subchapter|Subpart) \w+ of title (?P<title>\d+), United States Code,? is "
    r"amended\b"
)
_IN_SECTION = re.compile(rf"\(\d+\) in section (?P<number>{USC_NUMBER})")
#: Where the list ends: at the bill's next section.
_NEXT_SECTION = re.compile(r"\bSEC\. \d|#### \d")


def _within_parts(plain: str) -> Iterator[Citation]:
    for part in _PART.finditer(plain):
        end = _NEXT_SECTION.search(plain, part.end())
        for found in _IN_SECTION.finditer(plain, part.end(), end.start() if end else len(plain)):
            statute = Statute("us", f"usc-{part['title']}", found["number"])
            yield Citation(statute, "amend")


#: A section of the title that was named last, and where a title is named.
_OF_LAST = re.compile(rf"\b[Ss]ections? (?P<sections>{_LIST}) of (?:that|such) title\b")
_TITLE_NAMED = re.compile(r"\btitle (\d+), United States Code")
#: Where a title is amended, and the sections of it that what follows names by their numbers alone.
_AMENDED = re.compile(
    r"\b(?:title (?P<title>\d+), United States Code|Internal Revenue Code of 1986),?"
    r"(?: as [^,.]{1,80},)? is (?:further )?amended\b"
)
_OF_THIS = re.compile(
    rf"\b[Ss]ections? (?:(?P<of_this>{_LIST}) of this title\b|"
    rf"(?P<bare>(?=\d{{3}}|\d+[A-Z]){_LIST})(?![\w(-]|,? of | the [A-Z]))"
)


def _without_title(plain: str) -> Iterator[Citation]:
    """Sections of a title that stands before them."""
    for found in _OF_LAST.finditer(plain):
        if titles := _TITLE_NAMED.findall(plain, 0, found.start()):
            yield from _all(f"usc-{titles[-1]}", found["sections"], CITE)
    for part in _AMENDED.finditer(plain):
        ends = (_NEXT_SECTION.search(plain, part.end()), _AMENDED.search(plain, part.end()))
        end = min((one.start() for one in ends if one), default=len(plain))
        code = f"usc-{part['title'] or _TAXES}"
        for found in _OF_THIS.finditer(plain, part.end(), end):
            yield from _all(code, found["of_this"] or found["bare"], CITE)


#: A bill's title, and what it says right before a section that it would change. Of a resolution on
#: how a bill is taken up the title names what that bill does.
_TITLE = re.compile(r"(?:A bill|An act|A joint resolution)? ?to\b", re.IGNORECASE)
_DOES = re.compile(r"\b(?P<verb>amend|repeal) (?:subsections? [^.]{1,40} of )?$")


def read_federal_title(title: str) -> Iterator[Citation]:
    """See ``citations.read_title``: "To amend section 2703 of title 18, United States Code, to
    prohibit ...". Most titles name no section."""
    plain = _plain(title)
    for match in _TOKEN.finditer(plain) if _TITLE.match(plain) else ():
        if done := _DOES.search(plain, 0, match.start()):
            yield from _sections(match, done["verb"])


#: What texts taken out of XML have, and what is meant.
_MENDED = (("( ", "("), (" )", ")"), (" ,", ","), ("\N{EN DASH}", "-"),
           ("\N{LEFT DOUBLE QUOTATION MARK} ", "\N{LEFT DOUBLE QUOTATION MARK}"))  # fmt: skip


def _plain(text: str) -> str:
    plain = re.sub(r"\s+", " ", text)
    for found, meant in _MENDED:
        plain = plain.replace(found, meant)
    return plain


def _sections(match: "re.Match[str]", what: str) -> Iterator[Citation]:
    if match["title"]:
        yield from _all(f"usc-{match['title']}", match["of_title"], what)
    elif match["usc"]:
        yield from _all(f"usc-{match['usc']}", match["usc_sections"], what)
    elif match["act"]:
        yield from _all(f"pl-{NAMED_ACTS[match['act']]}", match["of_act"], what)
        if match["act_usc"]:
            yield from _all(f"usc-{match['act_usc']}", match["act_section"], what)
    elif match["of_irc"]:
        yield from _all(f"usc-{_TAXES}", match["of_irc"], what)
    elif match["named"]:
        yield from _all(f"pl-{match['named']}", match["of_named"], what)
    elif match["law"]:
        yield from _all(f"pl-{match['law']}", match["of_law"], what)
    else:
        yield from _all(f"usc-{match['added_title']}", match["added"], "add")


def _all(code: str, numbers: str, what: str) -> Iterator[Citation]:
    for number in _NUMBER.findall(re.sub(r"\(\w+\)", "", numbers)):
        yield Citation(Statute("us", code, number), what)


READERS = {"us": read_federal}
TITLES = {"us": read_federal_title}
