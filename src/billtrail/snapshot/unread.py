"""A bill without its record: it is followed and none has been read, so that its number is all there
is; or the file that has it cannot be read, and its line tells where it stands."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

from billtrail.bills.models import Bill
from billtrail.bills.stages import BillProgress, How, fold_bill
from billtrail.bills.values import BillStatus, Cosponsors
from billtrail.errors import FactsAway
from billtrail.files import KeyedRows
from billtrail.legislatures import (
    Chamber,
    Stage,
    display,
    get,
    measure_kind,
    origin_chamber,
    split_key,
)
from billtrail.legislatures.calendar import sessions
from billtrail.store import BILLS_ON

from .bill_record import read_bill
from .bills import Memberships, count_cosponsors, doubts_of, law_of, stored_rows


def unread_status(key: str, on: date, memberships: Mapping[str, str]) -> BillStatus:
    """Its status on a day: a stage by the calendar alone, which claims no step."""
    parts = split_key(key)
    bill = Bill(
        key=key,
        jurisdiction=parts.jurisdiction,
        session=parts.session,
        identifier=display(key),
        kind=measure_kind(key),
        chamber=origin_chamber(key),
        data_as_of=on.isoformat(),
        source_url=get(parts.jurisdiction).official_url(parts),
    )
    return BillStatus(
        bill=bill,
        progress=fold_bill(bill, on, sessions.session_for(key), ""),
        sponsor=None,
        cosponsors=count_cosponsors(bill),
        latest_action=None,
        next_step=None,
        family=None,
        campaign=memberships.get("campaign"),
        enacted_via=None,
        law=None,
        source="",
        data_as_of=bill.data_as_of,
        checked_at=None,
    )


def read_lines(
    connection: sqlite3.Connection,
    keys: Iterable[str],
    on: date,
    memberships: Memberships,
    away: str,
) -> dict[str, BillStatus]:
    """Where bills stand by their rows alone, as those and the calendar say; every part is ``None``.

    Raises FactsAway for a day before that of a row: where it stood then, its actions tell.
    """
    return {
        row["key"]: _line(rows, row, on, memberships.get(row["key"]) or {}, away)
        for rows, row in stored_rows(connection, keys, on)
    }


def _line(
    rows: KeyedRows, row: sqlite3.Row, on: date, member: Mapping[str, str], away: str
) -> BillStatus:
    if row["data_as_of"][:10] > on.isoformat():
        raise FactsAway(
            f"The full record of {row['identifier']} is not available just now: {away}. Without it "
            f"nobody can tell how the bill stood on {on.isoformat()}."
        )
    bill = read_bill(rows, row, on, frozenset())
    progress = _progress_of(rows, row, on)
    return BillStatus(
        bill=bill,
        progress=progress,
        sponsor=None,
        cosponsors=Cosponsors(bill.cosponsor_count, 0, {}, complete=False),
        latest_action=None,
        next_step=None,
        family=member.get("family"),
        campaign=member.get("campaign"),
        enacted_via=member.get("enacted_via"),
        law=law_of(bill, progress, on),
        source=row["source"],
        data_as_of=row["data_as_of"],
        checked_at=row["last_checked"],
        in_doubt=doubts_of(rows, bill.key, on),
        away=away,
    )


_STANDS = f"SELECT * FROM ({BILLS_ON}) WHERE key IN {{keys}}"


def _progress_of(rows: KeyedRows, row: sqlite3.Row, on: date) -> BillProgress:
    """The stored stage on a day; no step proves it here."""
    [stands] = rows.of(row["key"], _STANDS, day=on.isoformat())
    return BillProgress(
        stage=Stage(stands["stage"]),
        reached=Stage(stands["reached"]),
        reached_chambers=tuple(map(Chamber, stands["reached_chambers"].split())),
        alive=bool(stands["alive"]) and row["text_became"] is None,
        final=bool(row["final"]),
        date=stands["stage_date"],
        action=None,
        steps=(),
        how=How(stands["how"]),
        reached_how=How(stands["reached_how"]),
    )
