"""Whom a letter is for: the committee that has the bill, its chair and ranking member."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from billtrail.bills.models import BillCommittee
from billtrail.bills.values import BillStatus
from billtrail.errors import UsageError
from billtrail.legislatures import Chamber, committee_words, display, get, nearest
from billtrail.snapshot import Snapshot
from billtrail.store import read_sitting


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a paper is addressed to. ``role``: chair, ranking member, governor; ``chair`` is the
    person's name, ``None`` where nobody is on record. ``as_of`` is the day of the roster."""

    committee_id: str
    committee: str
    chamber: Chamber | None
    chair: str | None
    role: str
    address_lines: tuple[str, ...] = ()
    email: str = ""
    as_of: str | None = None
    stale: bool = False
    note: str = ""


def committee_of(
    snapshot: Snapshot, bill: BillStatus, text: str | None, on: date
) -> BillCommittee | None:
    """The committee that has the bill, or the one that ``text`` names by id or words; ``None``
    where none has it. Raises ``UsageError`` where several do and none is named."""
    having = committees_having(bill, on)
    if text is None:
        if len(having) > 1:
            names = "; ".join(f"{c.name} ({c.committee})" for c in having)
            raise UsageError(
                f"{display(bill.key)} is in several committees: {names}. Name one with "
                "--committee, or take --committee all."
            )
        return having[0] if having else None
    every = {c.committee: c for c in bill.bill.committees or () if c.parent is None}
    return _named(bill, text, every, having)


#: What a committee does that lets a bill go, as its activity is called.
_LETS_GO = ("reported", "discharged")


def committees_having(bill: BillStatus, on: date) -> tuple[BillCommittee, ...]:
    """The full committees that have the bill on the day."""
    if not bill.progress.alive:
        return ()
    full = [c for c in bill.bill.committees or () if c.parent is None]
    if get(bill.bill.jurisdiction).keeps_order:
        place = bill.location
        return tuple(
            c for c in full if place and place.committee == c.name and place.chamber == c.chamber
        )
    papers = bill.play.papers if bill.play else bill.bill.chamber
    return tuple(c for c in full if c.chamber == papers and not _let_go(c, on.isoformat()))


def _let_go(committee: BillCommittee, day: str) -> bool:
    done = [a.name.lower() for a in committee.activities if a.date and a.date <= day]
    return any(word in name for name in done for word in _LETS_GO)


def _named(
    bill: BillStatus,
    text: str,
    every: dict[str, BillCommittee],
    having: tuple[BillCommittee, ...],
) -> BillCommittee:
    wanted = set(committee_words(text).split())
    found = [c for id, c in every.items() if text.casefold() == id.casefold()
             or wanted <= set(committee_words(full_committee(bill, c)).split())]  # fmt: skip
    now = [c for c in found if c in having]
    if len(now or found) == 1:
        return (now or found)[0]
    names = [f"{full_committee(bill, c)} ({c.committee})" for c in (now or found or every.values())]
    near = nearest(text, list(every))
    listed = "; ".join(names) or ", ".join(near)
    raise UsageError(f"{text!r} is not one committee of {display(bill.key)}: {listed}.")


def full_committee(bill: BillStatus, committee: BillCommittee) -> str:
    """``Assembly Committee on Public Safety``."""
    name = committee.name
    house = get(bill.bill.jurisdiction).chamber(committee.chamber) if committee.chamber else ""
    if house and name.startswith(house):
        return name
    if name.endswith(" Committee"):
        name = f"Committee on {name.removesuffix(' Committee')}"
    name = name if "Committee" in name else f"Committee on {name}"
    return f"{house} {name}".strip()


def recipients(
    snapshot: Snapshot, bill: BillStatus, committee: BillCommittee, kind: str
) -> tuple[Recipient, ...]:
    """The chair, and with ``committee-and-ranking`` where a ranking member is on record that one
    too; a chair without a name where nobody is known."""
    name = full_committee(bill, committee)
    wanted = ("chair", "ranking member") if kind == "committee-and-ranking" else ("chair",)
    row = snapshot.connection.execute(
        "SELECT * FROM committees WHERE id = ? AND roster = ? AND members IS NOT NULL",
        (committee.committee, bill.bill.session),
    ).fetchone()
    if row is None:
        return (Recipient(committee.committee, name, committee.chamber, None, "chair"),)
    people = {
        p.id: p.name for p in read_sitting(
            snapshot.connection, row["jurisdiction"], row["roster"], snapshot.on.isoformat())
    }  # fmt: skip
    roles = {role: people.get(id) for id, role in json.loads(row["members"])}
    name = row["name"] if name.split()[0] in row["name"] else name
    return tuple(_recipients(committee, name, roles, wanted, row["as_of"]))


def _recipients(
    committee: BillCommittee,
    name: str,
    roles: dict[str, str | None],
    wanted: tuple[str, ...],
    as_of: str,
) -> Iterator[Recipient]:
    for role in wanted:
        if role in roles or role == "chair":
            yield Recipient(committee.committee, name, committee.chamber, roles.get(role), role,
                            as_of=as_of)  # fmt: skip
