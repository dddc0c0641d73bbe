"""What a run brought, checked against what was there: which fields are filled, and how many actions
no rule knows. A field that suddenly goes missing means a changed format, not news."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from billtrail.store import WRITTEN_SINCE

#: Field -> what a bill has that has it. A reserved number has no sponsor and no committee.
_FIELDS: Mapping[str, str] = {
    "title": "b.title IS NOT NULL",
    "day of introduction": "b.introduced_date IS NOT NULL",
    "sponsor": "(b.sponsor IS NOT NULL OR b.reserved)",
    "actions": "b.latest_action_date IS NOT NULL",
    "committees": "(b.reserved OR EXISTS (SELECT 1 FROM bill_committees c WHERE c.bill = b.key))",
}
#: A field that this share of bills had before and fewer have now is a sharp drop ...
DROP = 0.15
#: ... where a run brought at least so many bills.
ENOUGH = 10


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares (0 to 1) of the bills of one source that have each field; ``unknown`` counts their
    actions of no known class."""

    bills: int
    shares: Mapping[str, float]
    unknown: int


def read_coverage(
    connection: sqlite3.Connection, source: str, since: str, *, before: bool = False
) -> Coverage:
    """The bills of a source written since an instant (UTC), or ``before`` it; of those that the
    calendar moved since then nothing was read."""
    sums = ", ".join(f"total({condition})" for condition in _FIELDS.values())
    when = "b.updated_at < ?2" if before else f"b.updated_at >= ?2 AND b.key IN ({WRITTEN_SINCE})"
    row = connection.execute(
        f"SELECT count(*), {sums} FROM bills b WHERE b.source = ?1 AND {when} AND "
        "b.key NOT IN (SELECT bill FROM bill_changes WHERE kind = 'calendar' AND seen_at >= ?2)",
        (source, since),
    ).fetchone()
    count = int(row[0])
    unknown = connection.execute(
        "SELECT count(*) FROM actions a JOIN bills b ON b.key = a.bill WHERE a.source = ?1 AND "
        f"a.classification = '[]' AND a.unlisted_since IS NULL AND {when}",
        (source, since),
    ).fetchone()[0]
    shares = {name: float(total) / count for name, total in zip(_FIELDS, row[1:], strict=True)
              } if count else {}  # fmt: skip
    return Coverage(count, shares, int(unknown))


def sharp_drops(now: Coverage, before: Coverage) -> Iterator[str]:
    """One line for each field that is suddenly missing."""
    if now.bills < ENOUGH or before.bills < ENOUGH:
        return
    for field, share in now.shares.items():
        usual = before.shares[field]
        if share < usual - DROP:
            yield (
                f"{field}: {share:.0%} of {now.bills} bills have it, {usual:.0%} had it before. "
                "Has the publisher's format changed?"
            )


def coverage_line(now: Coverage) -> str:
    """ "Check of the 36 bills read: all have a title, actions; 1 without a day of introduction;
    2 actions that no rule understands (kept, and shown as they are)." """
    lacking = {f: round(now.bills * (1 - share)) for f, share in now.shares.items()}
    whole = ", ".join(field for field, count in lacking.items() if not count)
    without = [f"{count:,} without {field}" for field, count in lacking.items() if count]
    known = "every action is understood"
    if now.unknown:
        known = f"{now.unknown:,} actions that no rule understands (kept, and shown as they are)"
    parts = [f"all have {whole}"] * bool(whole) + without + [known]
    bills = "bill" if now.bills == 1 else f"{now.bills:,} bills"
    return f"check of the {bills} read: {'; '.join(parts)}"
