"""What the Legislature's words say of a hearing: a day, and whether it stands.

Lists, footnotes of agendas and the history of a bill say it in nearly the same words. In a history:

* ``Set for hearing April 14.`` and ``Re-set for hearing April 21.``;
* ``April 14 set for first hearing canceled at the request of author.``;
* ``Set for hearing April 8 in JUD. pending receipt.``: that committee has yet to get the bill;
* ``In committee: Set, first hearing. Hearing canceled at the request of author.``, without the day;
* ``April 11 hearing postponed by committee.``
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from billtrail.bills.models import Action, HearingNotice

from .committees import committee_named, is_code

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(r"\b([A-Z][a-z]{2})[a-z]*\.? (\d{1,2})(?:,? (\d{4}))?")
_NUMBERED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_TO_A_DAY = rf"(?:to|until) (?:[A-Z][a-z]+day,? )?(?:{_MONTH} \d|\d+/\d)"
#: Words that take a hearing off, and what its status is then; a room or an hour may move, too.
_OFF = (
    ("cancelled", re.compile(
        r"cancel|removed from (?:the )?(?:agenda|file)|pulled (?:by|at|from)|withdrawn (?:by|from)"
        r"|(?:will not|not to) be heard", re.IGNORECASE)),
    ("postponed", re.compile(
        rf"postpone|put over|(?:moved|continued|rescheduled) {_TO_A_DAY}", re.IGNORECASE)),
)  # fmt: skip
_SET = re.compile(rf"^(?:re-?)?set for (?:\w+ )?hearing\b.*?({_MONTH} +\d+)", re.IGNORECASE)
_PENDING = re.compile(r" in (\S.*?),? pending receipt", re.IGNORECASE)
_PUT_OFF = re.compile(rf"^({_MONTH} +\d+)?.*\bhearing (?:cancell?ed|postponed)", re.IGNORECASE)


def day_of(text: str, near: date) -> str | None:
    """``Tuesday, April 21, 2026``, ``Apr 21`` or ``04/21/2026`` -> ``2026-04-21``; a day without a
    year is that nearest to ``near``."""
    if match := _NUMBERED.search(text):
        month, day, year = (int(part) for part in match.groups())
        return _iso(year, month, day)
    match = _NAMED.search(text)
    if not match or match[1].lower() not in _MONTHS:
        return None
    month, day = _MONTHS.index(match[1].lower()) + 1, int(match[2])
    if match[3]:
        return _iso(int(match[3]), month, day)
    found = [iso for year in (near.year - 1, near.year, near.year + 1)
             if (iso := _iso(year, month, day))]  # fmt: skip
    return min(found, key=lambda iso: abs(date.fromisoformat(iso) - near), default=None)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def status_of(text: str) -> str:
    """``confirmed``, ``cancelled`` or ``postponed``, by what a list or a footnote says."""
    return next((status for status, words in _OFF if words.search(text)), "confirmed")


def notices_of(actions: Iterable[Action]) -> Iterator[HearingNotice]:
    """What a bill's steps, oldest first, say of its hearings, and of whose: the committee that the
    step names, or the last that the bill was with."""
    place = None
    for action in actions:
        place = action.committee or place
        if match := _PUT_OFF.search(action.description) or _SET.search(action.description):
            status = "confirmed" if match.re is _SET else status_of(action.description)
            whose = _awaited(action.description) or place
            yield HearingNotice(
                action.date, status, _day(match[1], action), action.chamber,
                committee=whose if whose and is_code(whose) else None,
                name=whose if whose and not is_code(whose) else None,
            )  # fmt: skip


def _awaited(text: str) -> str | None:
    """The committee that is to get the bill before the day."""
    match = _PENDING.search(text)
    return committee_named(f"Com. on {match[1]}") if match else None


def _day(text: str | None, action: Action) -> str | None:
    try:
        return day_of(text, date.fromisoformat(action.date)) if text else None
    except ValueError:  # a step of no day: which year is meant cannot be told
        return None
