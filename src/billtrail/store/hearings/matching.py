"""Which of the rows in the file is meant by what is told of a hearing; pure.

Rows are those of the table ``hearings`` by column.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from billtrail.bills.models import FROM_HISTORY, BillHearings, Hearing, HearingNotice
from billtrail.legislatures import committee_words

Row = dict[str, Any]


def place_of(row: Row) -> str:
    return str(row["committee"] or committee_words(row["name"] or ""))


def is_same(row: Row, told: Hearing) -> bool:
    place = told.committee or committee_words(told.name or "")
    return row["bill"] == told.bill and place_of(row) == place


def row_at(rows: Iterable[Row], told: Hearing) -> Row | None:
    """The row of the same bill, committee and day; of two meetings, the one that stands."""
    there = [row for row in rows if row["date"] == told.date and is_same(row, told)]
    return min(there, key=lambda row: bool(row["status"] != "confirmed"), default=None)


def names_day(told: Hearing) -> bool:
    """Whether an identifier is made of the day, and is not the meeting's own number."""
    return told.date in told.identifier


def row_by_name(rows: Iterable[Row], told: Hearing) -> Row | None:
    return next((r for r in rows if r["identifier"] == told.identifier), None)


def standing_status(told: Hearing, known: Row) -> Row:
    """The status of a row once ``told``, which may be older than what was said last."""
    said = known["as_of"] or known["unlisted_since"] or ""
    if told.as_of > said if told.as_of else not known["unlisted_since"]:
        return {"status": told.status, "unlisted_since": None, "as_of": told.as_of}
    return {name: known[name] for name in ("status", "unlisted_since", "as_of")}


def standing_notices(told: BillHearings) -> Iterator[HearingNotice]:
    """Of each committee the last day that is still to come for which the history has set the bill,
    and not put it off since."""
    standing: dict[tuple[object, ...], HearingNotice] = {}
    for notice in told.notices:
        if notice.status == "confirmed":
            standing[notice.chamber, notice.committee, notice.name] = notice
        else:
            standing = {place: one for place, one in standing.items()
                        if notice.chamber not in (None, one.chamber)
                        or notice.date not in (None, one.date)}  # fmt: skip
    return (one for one in standing.values() if (one.date or "") >= told.as_of
            and (one.committee or one.name))  # fmt: skip


def is_withdrawn(row: Row, told: BillHearings, listed: Iterable[Hearing], source: str) -> bool:
    """Whether a source that has all of a bill's hearings no longer has one that it had."""
    stands = row["source"] == source and row["status"] == "confirmed"
    older = told.as_of <= row["date"] and (row["as_of"] or "") <= told.as_of
    if not stands or not older or any(row_at([row], hearing) for hearing in listed):
        return False
    if row["note"] == FROM_HISTORY and any(n.date == row["date"] for n in told.notices):
        # The history still says so: only the committee's own newer word takes it from there.
        said = row["as_of"] or ""
        return any(is_same(row, one) and (one.as_of or "") > said for one in listed)
    return True


def meant_rows(rows: Iterable[Row], notice: HearingNotice) -> list[Row]:
    """The rows that a step of the history speaks of, unless something newer was said of them. One
    that names no day means the next hearing, if that was set on a day before."""
    there = [row for row in rows if notice.chamber in (None, row["chamber"])]
    if notice.date:
        sets = notice.status == "confirmed"
        named = [row for row in there if row["date"] == notice.date]
        return [r for r in named if (r["as_of"] or "") < notice.as_of + ("" if sets else "~")]
    ahead = [r for r in there if r["date"] >= notice.as_of and (r["as_of"] or "") < notice.as_of]
    return ahead[:1]


def rows_by_number(rows: list[Row], listed: Iterable[Hearing]) -> dict[int, Row]:
    """Rows of meetings by the id of what tells of them again; those are taken out."""
    found = {id(told): row for told in listed if told.meeting and (row := row_by_name(rows, told))}
    rows[:] = [row for row in rows if row not in found.values()]
    return found


def matched_rows(rows: list[Row], listed: Iterable[Hearing], *by: str) -> dict[int, Row]:
    """Rows by the id of what announces them again, equal in these columns; those are taken out."""
    found = {}
    for told in listed:
        for row in rows:
            if is_same(row, told) and all(row[name] == getattr(told, name) for name in by):
                found[id(told)] = row
                rows.remove(row)
                break
    return found


def is_former(row: Row, told: Hearing) -> bool:
    return bool(row["moved_from"] == told.date and is_same(row, told))


def take_former(rows: list[Row], told: Hearing) -> Row | None:
    """Out of the rows no longer listed, the announcement that ``told`` replaces."""
    for row in rows:
        if is_same(row, told) and row["kind"] == told.kind:
            rows.remove(row)
            return row
    return None
