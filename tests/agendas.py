"""Calendars of the California Legislature, built by hand in the ids of the real pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from replay import File, Publisher

from billtrail.bills.models import Agenda, Document, Link
from billtrail.legislatures.ca import leginfo_id
from billtrail.scrapers.ca_calendar.source import CALENDARS, NAME, _part, join, parse

FOLDER = Path(__file__).parent / "sources" / "ca_calendar"
BUILT = "<!-- Built by hand in the ids of the Legislature's calendars. -->"


@dataclass(frozen=True)
class Meeting:
    """A meeting as a list shows it; ``bills`` are (key, note), ``None`` where no agenda is out."""

    day: date
    name: str
    time: str
    place: str
    bills: tuple[tuple[str, str], ...] | None = ()
    status: str = ""
    number: int = 1

    @property
    def address(self) -> str:
        return f"/api/dailyfile/agenda/{self.number}?date={self.day}"


def senate_list(meetings: Sequence[Meeting]) -> str:
    days = sorted({meeting.day for meeting in meetings})
    body = "".join(_senate_day(day, [m for m in meetings if m.day == day]) for day in days)
    return _page(body or '<div class="no-results-message">No events.</div>')


def _senate_day(day: date, meetings: Iterable[Meeting]) -> str:
    items = "".join(
        f"""<div class="page-events__item page-events__item--committee-hearing">
{f'<div class="committee-hearing-status">{m.status}</div>' if m.status else ""}
<div class="page-events__content"><h4 class="page-events__title hearing-name">{m.name}</h4>
<div class="page-events__chair"><p>SENATOR NOBODY, Chair</p></div>
<div class="attribute page-events__time-location"><p>Time: {m.time} - {m.place}</p></div></div>
<div class="page-events__link-listing">{_senate_link(m)}</div></div>"""
        for m in meetings
    )
    return (
        '<div class="page-events--day-wrapper">'
        f'<h2 class="page-events__date">{day:%A, %B} {day.day}, {day.year}</h2>'
        f'<div class="dailyfile-section committee-hearings">{items}</div></div>'
    )


def _senate_link(meeting: Meeting) -> str:
    if meeting.bills is None:
        return ""
    href = meeting.address.replace("&", "&amp;")
    return f'<div class="view-agenda-link"><a class="use-ajax" href="{href}">View Agenda</a></div>'


def assembly_list(meetings: Sequence[Meeting]) -> str:
    rows = "".join(
        f"""<tr class="committee-hearing-details">
<td class="committee_hearing-date">{m.day:%a, %b} {m.day.day}, {m.day.year}</td>
<td class="committee_hearing-time">{m.time}</td>
<td class="committee_hearing-name">{m.name}{f" - {m.status}" if m.status else ""}</td>
<td class="committee_hearing-location">{m.place}</td>
<td>{_assembly_link(m)}</td></tr>"""
        for m in meetings
    )
    return _page(
        '<table class="committee-hearing-table"><thead><tr><th>Date</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _assembly_link(meeting: Meeting) -> str:
    if meeting.bills is None:
        return ""
    return f'<a class="use-ajax" href="{meeting.address}">View Agenda</a>'


def agenda(meeting: Meeting) -> str:
    notes = [note for _, note in meeting.bills or () if note]
    measures = "".join(_measure(key, "*" if note else "") for key, note in meeting.bills or ())
    foot = "".join(
        f'<span class="FootNote"><span class="NoteSymbol">*</span>'
        f'<span class="NoteText">{note}</span></span>'
        for note in notes[:1]
    )
    return (
        f'{BUILT}<div class="agenda-container"><div class="agenda"><div class="ADF130">'
        f'<div class="agenda_hearingTime">{meeting.time}</div>'
        '<span class="CommitteeTopic"><span class="HearingTopic">BILLS HEARD IN FILE ORDER</span>'
        f'{measures}</span><hr class="MeasureFootNotes"/>'
        f'<span class="MeasureFootNotes">{foot}</span>'
        "</div></div></div>"
    )


def _measure(key: str, sign: str) -> str:
    return (
        '<span class="Measure"><a href="http://leginfo.legislature.ca.gov/faces/'
        f'billNavClient.xhtml?bill_id={leginfo_id(key)}"><span class="measureLink">'
        f'<span class="MeasureType">A.B.</span></span></a><span class="NoteSymbol">{sign}</span>'
        '<span class="Author">Nobody.</span><span class="Topic">A topic.</span></span>'
    )


def _page(body: str) -> str:
    return f"<!DOCTYPE html>{BUILT}<html><body><main>{body}</main></body></html>"


LISTS = {"upper": senate_list, "lower": assembly_list}


def site_of(chambers: dict[str, Sequence[Meeting]], site: Publisher | None = None) -> Publisher:
    """A site with both calendars, the Senate's for whatever days it is asked."""
    made = site or Publisher()
    made.validators = frozenset()
    made.files.clear()
    for chamber, meetings in chambers.items():
        path = CALENDARS[chamber].url.partition(CALENDARS[chamber].host)[2]
        made.files[path] = _file(LISTS[chamber](meetings))
        for meeting in meetings:
            if meeting.bills is not None:
                made.files[meeting.address] = _file(agenda(meeting))
    return made


def _file(text: str) -> File:
    return File(text.encode(), datetime.now(UTC), "text/html")


def visit(chamber: str, meetings: Sequence[Meeting], at: str, query: str = "") -> Document:
    """The document of one visit to such a calendar."""
    pages = {"list": LISTS[chamber](meetings).encode()}
    pages |= {_part(m.address): agenda(m).encode() for m in meetings if m.bills is not None}
    return join(Link(NAME, CALENDARS[chamber].url + query, chamber), pages, at)


def agenda_of(document: Document) -> Agenda:
    (found,) = parse(document)
    assert isinstance(found, Agenda)
    return found
