"""The codes and chapters of California: their keys, addresses, and how people write them."""

import re
from collections.abc import Mapping

from .bodies import Body, Spelling, nowhere
from .codes import CALIFORNIA, CALLED

#: The number of a section of California's codes: 236.14, 1203.4b, 1798.99.31.
CALIFORNIA_NUMBER = r"\d+(?:\.\d+)*[a-zA-Z]{0,2}"
_NAMES = "|".join(re.escape(name) for name in sorted(CALLED, key=len, reverse=True))


def _code_printed(code: str, section: str) -> str:
    return f"{CALIFORNIA[code].name} {section}"


def _code_url(code: str, section: str) -> str:
    return (
        "https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml"
        f"?lawCode={CALIFORNIA[code].leginfo}&sectionNum={section}"
    )


def _chapter_printed(code: str, section: str) -> str:
    _, year, chapter = code.split("-")
    act = f"Chapter {chapter}, Statutes of {year}"
    return f"Section {section} of {act}" if section else act


#: Jurisdiction and first part of a code -> its body of law; the codes share one.
BODIES: Mapping[tuple[str, str], Body] = {
    ("ca", "stats"): Body(
        re.compile(r"(?P<code>stats-\d{4}-\d+)(?:-(?P<section>\d+(?:\.\d+)*))?"),
        _chapter_printed,
        nowhere,
    ),
    ("ca", ""): Body(
        re.compile(rf"(?P<code>[a-z]+)-(?P<section>{CALIFORNIA_NUMBER})"),
        _code_printed,
        _code_url,
        CALIFORNIA,
    ),
}

SPELLINGS: tuple[Spelling, ...] = (
    (
        re.compile(rf"(?:california )?({_NAMES}),?\s*(?:§+|section|sec\.)?\s*({CALIFORNIA_NUMBER})",
                   re.I),
        lambda m: ("ca", CALLED[m[1].lower()].key, m[2]),
    ),
    (
        re.compile(rf"section ({CALIFORNIA_NUMBER}) of the (?:california )?({_NAMES})", re.I),
        lambda m: ("ca", CALLED[m[2].lower()].key, m[1]),
    ),
)  # fmt: skip

#: Jurisdiction, code, name, first and last section of chapters that are watched by name.
CHAPTERS = (("ca", "pen", "part 1, title 8, chapter 8", "236", "237"),)
