"""Committee meetings of Congress: their kind, their hour, and whether they are on."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from billtrail.legislatures.calendar import sessions

#: Both chambers write the hour there, without a zone.
WASHINGTON = ZoneInfo("America/New_York")

_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?\s*([ap])?\.?\s*m?\.?", re.IGNORECASE)
_OFF = re.compile(r"(postpone)|cancel", re.IGNORECASE)
#: Before what a meeting is about, in brackets, or in capitals: "debts that were cancelled" is not.
_MARKED = re.compile(
    r"(?i:^\W*(?:postponed|cancell?ed)\b)|[(\[*]\s*(?i:postponed|cancell?ed)\b|"
    r"\b(?:POSTPONED|CANCELL?ED)\b"
)
_MARKUP = re.compile(r"mark[- ]?up|business meeting", re.IGNORECASE)
_HEARING = re.compile(r"hearing", re.IGNORECASE)


def clock_of(text: str | None) -> tuple[str | None, str | None]:
    """``09:45 AM`` or ``14:00:00`` -> ("14:00", None); what is no plain hour is a note: ``10:00 AM
    or upon conclusion of the vote`` -> ("10:00", those words)."""
    text = " ".join((text or "").split())
    match = _CLOCK.match(text)
    if not match:
        return None, text or None
    hour, half = int(match[1]), (match[3] or "").lower()
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    plain = not text[match.end() :].strip(" .")
    clock = f"{hour:02}:{match[2]}"
    return (clock if "00:00" < clock < "24:00" else None), None if plain else text


def instant_of(said: str | None) -> str | None:
    """``2026-09-15T11:20:08.180``, Eastern, as UTC; ``None`` where it is no instant."""
    try:
        moment = datetime.fromisoformat(said or "")
    except ValueError:
        return None
    return sessions.utc_now(moment if moment.tzinfo else moment.replace(tzinfo=WASHINGTON))


def status_of(notice: str) -> str:
    """``confirmed``, ``postponed`` or ``cancelled``, by a notice on whether a meeting is on."""
    match = _OFF.search(notice)
    if match is None:
        return "confirmed"
    return "postponed" if match[1] else "cancelled"


def status_in(matter: str) -> str:
    """The same, by what stands beside the matter of a meeting in the same text."""
    return status_of(" ".join(match[0] for match in _MARKED.finditer(matter)))


def kind_of(text: str) -> str:
    """``hearing``, ``markup`` (a business meeting, in the Senate's words) or ``meeting``."""
    if _MARKUP.search(text):
        return "markup"
    return "hearing" if _HEARING.search(text) else "meeting"


def meeting_name(congress: str, event: str) -> str:
    """The name of a meeting by its number, the same in the chambers' lists and the API."""
    return f"congress-{congress}-{event}"
