"""How late each source was with each kind of step, up to the day of a snapshot."""

from billtrail.bills.record_edits import Lateness, measure

from ..snapshot import Snapshot


def read_lateness(snapshot: Snapshot) -> tuple[Lateness, ...]:
    """The measures of ``bills.record_edits``, the sources by name."""
    rows = snapshot.connection.execute(
        "SELECT source, step, CAST(julianday(first_on) - julianday(date) AS INTEGER) "
        "FROM arrivals WHERE first_on <= ?",
        (snapshot.on.isoformat(),),
    )
    return measure((row[0], row[1], row[2]) for row in rows)
