"""What a meeting's page or file says of it, the same of both, and the hearings that it makes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from billtrail.bills.models import Hearing, MeetingPaper
from billtrail.legislatures import Chamber
from billtrail.scrapers.congress import meeting_name


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting. ``days`` are (day, clock time or ``None``); ``bills`` are keys; ``changed_at`` is
    when its file was written (UTC), where it says so."""

    congress: str
    event: str
    kind: str
    days: tuple[tuple[str, str | None], ...]
    bills: tuple[str, ...]
    committee: str | None = None
    name: str | None = None
    location: str | None = None
    status: str = "confirmed"
    notes: tuple[str, ...] = ()
    papers: tuple[MeetingPaper, ...] = ()
    changed_at: str | None = None


def hearings_of(facts: MeetingFacts, url: str, at: str) -> Iterator[Hearing]:
    """One for each bill that the meeting names and each day that it lasts."""
    meeting = meeting_name(facts.congress, facts.event)
    for key, (number, (day, time)) in product(facts.bills, enumerate(facts.days, 1)):
        yield Hearing(
            identifier=f"{meeting}-{key}" + (f"-{number}" if number > 1 else ""),
            bill=key,
            date=day,
            committee=facts.committee,
            name=facts.name,
            chamber=Chamber.LOWER,
            time=time,
            location=facts.location,
            status=facts.status,
            url=url,
            note="; ".join(facts.notes) or None,
            as_of=at,
            kind=facts.kind,
            meeting=meeting,
            papers=facts.papers,
        )


def committee_id(code: str, name: str = "") -> str:
    """``II10`` -> ``hsii10``; a joint committee's begins with ``js``."""
    return f"{'js' if name.startswith('Joint') else 'hs'}{code.lower()}"


def secure(url: str) -> str:
    """The publisher names its own documents by http, and has them at https."""
    return url.replace("http://docs.house.gov/", "https://docs.house.gov/", 1).replace(" ", "%20")
