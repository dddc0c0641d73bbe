"""The value of a statute: a section of a code or of an act, and its one key.

``ca-pen-236.14``             Penal Code 236.14
``ca-stats-2019-141-1``       Section 1 of Chapter 141, Statutes of 2019 (in no code)
``us-usc-18-3771A``           18 U.S.C. 3771A
``us-pl-119-73-3``            P.L. 119-73 section 3; ``us-pl-119-73`` is the whole law
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import nearest

from .codes import CALIFORNIA

EXPECTED = (
    "Expected a section such as Penal Code 236.14 (ca-pen-236.14), 18 U.S.C. 3771A "
    "(us-usc-18-3771A) or P.L. 119-73 section 3 (us-pl-119-73-3)"
)
#: The number of a section of California's codes: 236.14, 1203.4b, 1798.99.31.
CALIFORNIA_NUMBER = r"\d+(?:\.\d+)*[a-zA-Z]{0,2}"
#: Of the United States Code: 3771A, 300gg-11, 2000e-5.
USC_NUMBER = r"\d+[a-zA-Z]*(?:-\d+[a-zA-Z]*)*"


@dataclass(frozen=True, slots=True, order=True)
class Statute:
    """A section of the law; ``code`` is ``pen``, ``usc-18``, ``pl-119-73`` or ``stats-2019-141``.

    ``section`` is empty for a whole act.
    """

    jurisdiction: str
    code: str
    section: str

    @property
    def key(self) -> str:
        return "-".join(filter(None, (self.jurisdiction, self.code, self.section)))

    @property
    def printed(self) -> str:
        """ "Penal Code 236.14", "18 U.S.C. 3771A", "P.L. 119-73 section 3"."""
        return _form_of(self).printed(self)

    @property
    def url(self) -> str | None:
        """Where its text of today stands; ``None`` for an act."""
        return _form_of(self).url(self)


class _Form(NamedTuple):
    """How the keys of a body of law look, and how its sections are printed."""

    pattern: "re.Pattern[str]"
    printed: Callable[[Statute], str]
    url: Callable[[Statute], str | None]


def _code_printed(statute: Statute) -> str:
    return f"{CALIFORNIA[statute.code].name} {statute.section}"


def _code_url(statute: Statute) -> str:
    return (
        "https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml"
        f"?lawCode={CALIFORNIA[statute.code].leginfo}&sectionNum={statute.section}"
    )


def _chapter_printed(statute: Statute) -> str:
    _, year, chapter = statute.code.split("-")
    act = f"Chapter {chapter}, Statutes of {year}"
    return f"Section {statute.section} of {act}" if statute.section else act


def _usc_printed(statute: Statute) -> str:
    return f"{statute.code.removeprefix('usc-')} U.S.C. {statute.section}"


def _usc_url(statute: Statute) -> str:
    title = statute.code.removeprefix("usc-")
    return (
        f"https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title{title}"
        f"-section{statute.section}&edition=prelim"
    )


def _law_printed(statute: Statute) -> str:
    law = f"P.L. {statute.code.removeprefix('pl-')}"
    return f"{law} section {statute.section}" if statute.section else law


def _nowhere(statute: Statute) -> None:
    return None


#: (jurisdiction, first part of ``code``) -> form. California's codes share one.
_FORMS: Mapping[tuple[str, str], _Form] = {
    ("ca", "stats"): _Form(
        re.compile(r"(?P<code>stats-\d{4}-\d+)(?:-(?P<section>\d+(?:\.\d+)*))?"),
        _chapter_printed,
        _nowhere,
    ),
    ("ca", ""): _Form(
        re.compile(rf"(?P<code>[a-z]+)-(?P<section>{CALIFORNIA_NUMBER})"), _code_printed, _code_url
    ),
    ("us", "usc"): _Form(
        re.compile(rf"(?P<code>usc-\d+)-(?P<section>{USC_NUMBER})"), _usc_printed, _usc_url
    ),
    ("us", "pl"): _Form(
        re.compile(r"(?P<code>pl-\d+-\d+)(?:-(?P<section>\d+[A-Za-z]*))?"), _law_printed, _nowhere
    ),
}


def _form_of(statute: Statute) -> _Form:
    kind = statute.code.partition("-")[0]
    return _FORMS.get((statute.jurisdiction, kind)) or _FORMS[statute.jurisdiction, ""]


@lru_cache(maxsize=1 << 12)
def parse_statute(key: str) -> Statute:
    """The statute of a key. Raises ``UsageError`` with what was expected, and the nearest code
    where there is none of that name."""
    jurisdiction, _, rest = key.partition("-")
    kind = rest.partition("-")[0]
    form = _FORMS.get((jurisdiction, kind)) or _FORMS.get((jurisdiction, ""))
    match = form.pattern.fullmatch(rest) if form else None
    if match is None:
        raise UsageError(f"{key!r} is not a statute. {EXPECTED}.")
    if kind not in CALIFORNIA and (jurisdiction, kind) not in _FORMS:
        raise UnknownKey("code", kind, nearest(kind, CALIFORNIA))
    return Statute(jurisdiction, match["code"], match["section"] or "")


def nearest_statutes(key: str, known: Iterable[str]) -> list[str]:
    """Those of the same code whose number is like it come first."""
    keys = list(known)
    code = key.rpartition("-")[0]
    return (nearest(key, [k for k in keys if k.startswith(f"{code}-")]) + nearest(key, keys))[:3]
