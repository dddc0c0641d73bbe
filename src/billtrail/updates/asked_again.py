"""Who is asked again about a bill whose session is over, and until when: in the words of
``billtrail unsettled``.

An end is asked for until it is on record. Where no publisher can be asked, nobody is told to ask.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from billtrail.bills import Source
from billtrail.bills.values import BillStatus
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers import ca_pubinfo
from billtrail.words import (
    count_words,
    day_words,
    legislature_words,
    session_words,
    source_words,
)

from .ca_archives import archive_of, asked_until
from .update import sources_to_ask


def again_lines(
    connection: sqlite3.Connection, statuses: Iterable[BillStatus], on: date
) -> Iterator[str]:
    """For each session of the bills, newest first: what asks for their ends, and until when."""
    found = sorted(statuses, key=_session, reverse=True)
    for (place, session), bills in groupby(found, key=_session):
        ways = "; ".join(_ways(connection, place, session, on)) or _NOBODY
        count = count_words(len(list(bills)), "bill")
        yield f"{legislature_words(place)}, {session_words(place, session)}, {count}: {ways}."


_NOBODY = "no publisher of these can be asked: import a newer file of them"


def _ways(connection: sqlite3.Connection, place: str, session: str, on: date) -> Iterator[str]:
    asked = [s for s in sources_to_ask() if s.official and s.jurisdiction == place]
    if names := [source_words(source.name) for source in asked if source.name not in _WAYS]:
        yield f"every 'billtrail update' asks {' and '.join(names)}"
    for source in asked:
        if way := _WAYS.get(source.name):
            yield way(connection, source, session, on)


def _session(status: BillStatus) -> tuple[str, str]:
    return status.bill.jurisdiction, status.bill.session


def _archive(connection: sqlite3.Connection, source: Source, session: str, on: date) -> str:
    """A session's own archive, from the turn on; before it the archive of the day has them."""
    fetch = f"'billtrail update --source {source.name}'"
    if sessions.session_on(source.jurisdiction, on) == session[:8]:
        return f"{fetch} reads the archive of the day"
    name = archive_of(session[:8])
    row = connection.execute(
        "SELECT last_modified FROM links WHERE url = ?", (f"{ca_pubinfo.HOST}/{name}",)
    ).fetchone()
    until = asked_until(session[:8], row[0] if row else None)
    if until < on:
        return f"nothing was heard of {name} for a year: only {fetch[:-1]} --bill KEY' asks for it"
    return f"{fetch} asks for {name} until {day_words(until.isoformat())}"


#: Sources that are asked in a way of their own.
_WAYS: Mapping[str, Callable[[sqlite3.Connection, Source, str, date], str]] = {
    ca_pubinfo.SOURCE_NAME: _archive,
}
