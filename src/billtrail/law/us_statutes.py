"""The United States Code and public laws: their keys, addresses, and how people write them."""

import re
from collections.abc import Mapping

from .bodies import Body, Spelling, nowhere

#: Of the United States Code: 3771A, 300gg-11, 2000e-5.
USC_NUMBER = r"\d+[a-zA-Z]*(?:-\d+[a-zA-Z]*)*"


def _usc_printed(code: str, section: str) -> str:
    return f"{code.removeprefix('usc-')} U.S.C. {section}"


def _usc_url(code: str, section: str) -> str:
    title = code.removeprefix("usc-")
    return (
        f"https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title{title}"
        f"-section{section}&edition=prelim"
    )


def _law_printed(code: str, section: str) -> str:
    law = f"P.L. {code.removeprefix('pl-')}"
    return f"{law} section {section}" if section else law


#: Jurisdiction and first part of a code -> its body of law.
BODIES: Mapping[tuple[str, str], Body] = {
    ("us", "usc"): Body(
        re.compile(rf"(?P<code>usc-\d+)-(?P<section>{USC_NUMBER})"), _usc_printed, _usc_url
    ),
    ("us", "pl"): Body(
        re.compile(r"(?P<code>pl-\d+-\d+)(?:-(?P<section>\d+[A-Za-z]*))?"), _law_printed, nowhere
    ),
}

SPELLINGS: tuple[Spelling, ...] = (
    (
        re.compile(rf"(\d+)\s*u\.?\s*s\.?\s*c\.?(?:ode)?\s*(?:§+|sec(?:tion|\.)?)?\s*({USC_NUMBER})",
                   re.I),
        lambda m: ("us", f"usc-{m[1]}", m[2]),
    ),
    (
        re.compile(rf"section ({USC_NUMBER}) of title (\d+)(?:, united states code)?", re.I),
        lambda m: ("us", f"usc-{m[2]}", m[1]),
    ),
    (
        re.compile(r"(?:p\.?\s*l\.?|public law)\s*(\d+-\d+)(?:,?\s*(?:section|sec\.?|§)\s*"
                   r"(\d+[a-z]*))?", re.I),
        lambda m: ("us", f"pl-{m[1]}", m[2] or ""),
    ),
    (
        re.compile(r"section (\d+[a-z]*) of (?:p\.?\s*l\.?|public law)\s*(\d+-\d+)", re.I),
        lambda m: ("us", f"pl-{m[2]}", m[1]),
    ),
)  # fmt: skip

#: Jurisdiction, code, name, first and last section of chapters that are watched by name.
CHAPTERS = (
    ("us", "usc-18", "chapter 77", "1581", "1597"),
    ("us", "usc-18", "chapter 110", "2251", "2260A"),
    ("us", "usc-18", "chapter 117", "2421", "2429"),
    ("us", "usc-22", "chapter 78", "7101", "7115"),
)
#: Where a hyphen is part of a section's number.
HYPHENATED = frozenset({"us"})
#: Numbers that could be typed for a title and are none: there are 54, and 53 is reserved.
NO_TITLES = frozenset(f"usc-{number}" for number in (0, 53, *range(55, 1000)))
