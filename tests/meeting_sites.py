"""The chambers' lists of committee meetings, built by hand in the publishers' formats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
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
