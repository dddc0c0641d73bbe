"""How late each source was with each kind of step, up to the day of a snapshot."""

from datetime import date

from billtrail.bills.record_edits import Lateness, measure

from ..snapshot import Snapshot


def read_lateness(snapshot: Snapshot) -> tuple[Lateness, ...]:
    """The measures of ``bills.record_edits``, the sources by name."""
    rows = snapshot.connection.execute(
        "SELECT source, step, date, first_on, count(*) FROM arrivals WHERE first_on <= ? "
        "GROUP BY source, step, date, first_on",
        (snapshot.on.isoformat(),),
    )
    return measure(
        (source, step, (_day(first_on) - _day(day)).days, steps)
        for source, step, day, first_on, steps in map(tuple, rows)
    )


_day = date.fromisoformat
