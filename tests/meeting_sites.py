"""The chambers' lists of committee meetings, built by hand in the publishers' formats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import escape

from replay import File, Publisher

from billtrail.bills.models import Document, Link
from billtrail.scrapers.us_senate_hearings.source import LIST, NAME, URL, join

BUILT = "<!-- Built by hand in the publisher's form. -->"


@dataclass(frozen=True)
class Row:
    """A meeting of the Senate's list; ``bills`` stand beside ``matter``: (prefix, number)."""

    day: date
    matter: str
    code: str = "SSJU00"
    committee: str = "Judiciary"
    time: str = "10:15:00"
    type: str = "Open Business Meeting"
    room: str = "SD-226"
    number: str = "338784"
    bills: Sequence[tuple[str, str]] = ()
    video: str = "https://www.senate.gov/isvp/?comm=xxxx&filename=xxxx1"


def senate_xml(*rows: Row, today: date) -> bytes:
    """The list; with nothing on, the row that says so."""
    body = "".join(map(_row, rows)) or _nothing(today)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{BUILT}<css_meetings_scheduled>{body}'
        "</css_meetings_scheduled>"
    ).encode()


def _row(row: Row) -> str:
    documents = "".join(
        f'<AssociatedDocument congress="119" document_description="" document_num="{number}" '
        f'document_prefix="{prefix}"/>'
        for prefix, number in row.bills
    )
    return (
        f"<meeting><identifier>{row.number}</identifier><cmte_code>{row.code}</cmte_code>"
        f"<committee>{escape(row.committee)}</committee><type>{row.type}</type>"
        f"<date>{row.day:%d-%b-%Y}</date><date_iso_8601>{row.day}</date_iso_8601>"
        f"<time>{row.time}</time><room>{row.room}</room><video_url>{escape(row.video)}</video_url>"
        f"<Documents>{documents}</Documents><matter>{escape(row.matter)}</matter></meeting>"
    )


def _nothing(today: date) -> str:
    day = f"{today:%d-%b-%Y}".upper()
    return (
        f"<meeting><cmte_code/><committee/><type/><date>{day}</date><date_iso_8601>{today}"
        "</date_iso_8601><day_of_week>Today</day_of_week><time>12:00:00</time><room/>"
        "<matter>No committee hearings scheduled</matter><video_url/></meeting>"
    )


def senate_visit(data: bytes, at: str) -> Document:
    return join(Link(NAME, URL, "upper"), {LIST: data}, at)


def senate_site(data: bytes, changed: datetime | None = None) -> Publisher:
    """A server that looks at the date alone, as the Senate's does."""
    site = Publisher({URL.partition("www.senate.gov")[2]: File(data, changed or datetime.now(UTC))})
    site.validators = frozenset({"Last-Modified"})
    return site


# The House -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Event:
    """A meeting of the House. ``bills`` are (``legis-num``, description)."""

    number: str
    day: date
    title: str
    bills: Sequence[tuple[str, str]] = ()
    kind: str = "HMKP"
    time: str = "10:00:00"
    code: str = "JU00"
    committee: str = "Committee on the Judiciary"
    room: str = "2141"
    status: str = "S"
    alert: str = ""
    witnesses: Sequence[tuple[str, str, str]] = ()
    documents: Sequence[tuple[str, str]] = (("SD", "Meeting Notice"),)
    congress: str = "119"

    @property
    def folder(self) -> str:
        return f"/meetings/{self.code[:2]}/{self.code}/{self.day:%Y%m%d}/{self.number}"

    @property
    def stem(self) -> str:
        return f"{self.kind}-{self.congress}-{self.code}-{self.day:%Y%m%d}"

    @property
    def path(self) -> str:
        return f"/Committee/Calendar/ByEvent.aspx?EventID={self.number}"

    def url(self, name: str) -> str:
        return f"http://docs.house.gov{self.folder}/{name}"


def house_xml(event: Event) -> bytes:
    """The file behind the button."""
    bills = "".join(
        _document(event, "BR", about, f"<legis-num>{number}</legis-num>" if number else "")
        for number, about in event.bills
    )
    others = "".join(_document(event, type_, about) for type_, about in event.documents)
    gone = _document(event, "BR", "H.R. 9 (taken out)")
    gone = gone.replace('remove-date=""', 'remove-date="2026-11-20"')
    return (
        f'<committee-meeting congress-num="{event.congress}" meeting-id="{event.kind}'
        f'{event.number}" meeting-type="{event.kind}" update-date="2026-11-24T19:37:18">{BUILT}'
        f"<current-status>{event.status}</current-status><meeting-details><committees>"
        f'<committee-name id="{event.code}">{event.committee}</committee-name></committees>'
        f"<meeting-date><calendar-date>{event.day}</calendar-date><start-time>{event.time}"
        "</start-time></meeting-date><meeting-location><capitol-complex>"
        f"<room>{event.room}</room><building>RHOB</building></capitol-complex></meeting-location>"
        f"<meeting-title>{escape(event.title)}</meeting-title></meeting-details>"
        f"<meeting-documents>{bills}{others}{gone}</meeting-documents></committee-meeting>"
    ).encode()


def _document(event: Event, type_: str, about: str, number: str = "") -> str:
    name = f"{event.stem}-{type_}{len(about):03}.pdf"
    return (
        f'<meeting-document type="{type_}" remove-date=""><description>{escape(about)}'
        f'</description>{number}<files><file doc-url="{event.url(name)}" doc-type="PDF"/></files>'
        "</meeting-document>"
    )


def house_page(event: Event, state: str = "one") -> bytes:
    """A meeting's page, a form around it; ``state`` changes by itself."""
    kind = {"HMKP": "Markup of", "HHRG": "Hearing:"}.get(event.kind, "Meeting:")
    alert = f'<strong class="status-alert">{event.alert}</strong>' if event.alert else ""
    witnesses = "".join(
        f'<div class="witnessPanel"><p><strong>{name}</strong><br/><small class="text-small">{role}'
        f'</small></p><ul><li>{paper} [<a href="{event.url("Wstate.pdf")}">PDF</a>]</li></ul></div>'
        for name, role, paper in event.witnesses
    )
    texts = "".join(f'<li>{escape(about)} [<a href="{event.url(f"{event.stem}-BR1.pdf")}">PDF</a>]'
                    "</li>" for _, about in event.bills)  # fmt: skip
    hour = datetime.strptime(event.time, "%H:%M:%S").strftime("%I:%M %p")
    return _form(
        f'<div id="previewPanel"><h1>{kind} {escape(event.title)}<small><blockquote><p>'
        f"{event.committee}</p></blockquote></small></h1>{alert}"
        f'<p class="meetingTime">{event.day:%A, %B} {event.day.day}, {event.day.year} ({hour})</p>'
        f'<blockquote class="location"><strong>{event.room} RHOB</strong></blockquote>'
        f"<h2>Witnesses</h2>{witnesses}<h2>Text of Legislation</h2><ul>{texts}</ul>"
        '<h2>Support Documents</h2><ul></ul><p class="lastUpdated">First Published: x</p></div>',
        state,
        '<a href="javascript:__doPostBack(&#39;ctl00$MainContent$LinkButtonDownloadMtgXML&#39;'
        ',&#39;&#39;)">Download Meeting XML (.xml)</a>',
    )


def house_day(events: Sequence[Event], state: str = "one") -> bytes:
    rows = "".join(
        f'<tr><td><a href="ByEvent.aspx?EventID={e.number}" title="x">{escape(e.title)}</a><br/>'
        f'<span class="text-tiny" title="x">{e.committee}</span></td><td><span class="text-small">'
        f'{e.time}</span></td><td><span class="text-small">{e.room} RHOB</span></td></tr>'
        for e in events
    )
    found = rows or "<tr><td>No meetings found.</td></tr>"
    return _form(f'<table id="MainContent_GridViewMeetings">{found}</table>', state)


def house_week(days: Sequence[date], events: Sequence[Event]) -> bytes:
    body = "".join(f'<a href="ByDay.aspx?DayID={day:%m%d%Y}">{day:%a}</a>' for day in days)
    body += "".join(f'<a href="ByEvent.aspx?EventID={e.number}">{e.number}</a>' for e in events)
    return _form(body)


def _form(body: str, state: str = "one", more: str = "") -> bytes:
    return (
        f'<!DOCTYPE html>{BUILT}<html><body><form method="post" id="Form1">'
        f'<input type="hidden" name="__VIEWSTATE" value="{state}"/>'
        f'<input type="hidden" name="__EVENTVALIDATION" value="v{state}"/>{body}{more}</form>'
        "</body></html>"
    ).encode()


class HouseSite(Publisher):
    """The repository: pages with a form whose hidden fields it wants back. ``left_out`` are the
    numbers that a week's page does not name; ``rerenders``: the button gives the page again."""

    def __init__(self, today: date, *events: Event) -> None:
        super().__init__()
        self.today, self.events, self.validators = today, list(events), frozenset()
        self.left_out: set[str] = set()
        self.rerenders = self.hides_files = False
        self.state = "one"

    def place(self, address: str) -> str:
        return address

    def _file(self, path: str) -> File | int:
        made = self._page(path)
        return super()._file(path) if made is None else made

    def _page(self, path: str) -> File | int | None:
        if "ByWeek" in path:
            first = datetime.strptime(path.partition("=")[2][:8], "%m%d%Y").date()
            days = [first + timedelta(days=n) for n in range(7)]
            shown = [e for e in self.events if e.day in days and e.number not in self.left_out]
            return File(house_week(days, shown), kind="text/html")
        if "ByDay" in path:
            day = datetime.strptime(path.partition("=")[2], "%m%d%Y").date()
            events = [e for e in self.events if e.day == day]
            return File(house_day(events, self.state), kind="text/html")
        event = next((e for e in self.events if e.path == path), None)
        if "ByEvent" in path:
            page = house_page(event, self.state) if event else b""
            return File(page, kind="text/html") if event else 302
        files = {f"{e.folder}/{e.stem}.xml": e for e in self.events if not self.hides_files}
        return File(house_xml(files[path])) if path in files else None

    def press(self, path: str, form: Mapping[str, str]) -> File | int:
        wanted = {"__VIEWSTATE": self.state, "__EVENTVALIDATION": f"v{self.state}",
                  "__EVENTTARGET": "ctl00$MainContent$LinkButtonDownloadMtgXML",
                  "__EVENTARGUMENT": ""}  # fmt: skip
        event = next((e for e in self.events if e.path == path), None)
        if event is None or form != wanted:
            return 500
        return File(house_page(event, self.state) if self.rerenders else house_xml(event))
