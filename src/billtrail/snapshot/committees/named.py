"""The committee that somebody means, in any spelling."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from billtrail.bills.models import BillCommittee
from billtrail.bills.values import BillStatus
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import (
    Chamber,
    Legislature,
    committee_rank,
    committee_words,
    display,
    get,
    nearest,
)

from .having import chamber_of_turn, committees_having, full_committee

if TYPE_CHECKING:
    from ..snapshot import Snapshot


def committee_of(
    snapshot: "Snapshot", bill: BillStatus, text: str | None, on: date
) -> BillCommittee | None:
    """The committee that ``text`` names, loosely or by its id; without one, the committee that has
    the bill, or is to hear it next where none or several do. ``None`` where no committee has it.

    Raises ``UsageError`` where several do or the text fits several, and ``UnknownKey`` with the
    nearest where it fits none.
    """
    having = committees_having(bill, on)
    if text is not None:
        return _named(bill, text, having, _every(snapshot, bill))
    if len(having) == 1:
        return having[0]
    heard = _heard(snapshot, bill, on)
    if len(heard) == 1:
        return heard[0]
    if several := having or heard:
        raise UsageError(
            f"{display(bill.key)} is in several committees: {_listed(bill, several)}. "
            "Name one with --committee, or all."
        )
    return None


def _heard(snapshot: "Snapshot", bill: BillStatus, on: date) -> tuple[BillCommittee, ...]:
    """The committees of its hearings that are still on."""
    known = {one.committee: one for one in bill.bill.committees or ()}
    found = {}
    for hearing in snapshot.hearings([bill.key], since=on):
        if hearing.is_on and hearing.committee:
            plain = BillCommittee(hearing.committee, hearing.name or "", hearing.chamber)
            found[hearing.committee] = known.get(hearing.committee, plain)
    return tuple(found.values())


def _every(snapshot: "Snapshot", bill: BillStatus) -> tuple[BillCommittee, ...]:
    """The full committees of the bill, then those of its session's list."""
    own = {one.committee: one for one in bill.bill.committees or () if one.parent is None}
    rows = snapshot.connection.execute(
        "SELECT id, name, chamber FROM committees WHERE jurisdiction = ? AND roster = ? AND "
        "parent IS NULL ORDER BY name",
        (bill.bill.jurisdiction, bill.bill.session),
    )
    for id, name, chamber in rows:
        own.setdefault(id, BillCommittee(id, name, Chamber(chamber) if chamber else None))
    return tuple(own.values())


def _named(
    bill: BillStatus,
    text: str,
    having: Sequence[BillCommittee],
    every: Sequence[BillCommittee],
) -> BillCommittee:
    """The best fit; of several equally good ones, that which has the bill, had it, or is of the
    chamber whose turn it is."""
    best = _best(bill, text, every)
    own = [one for one in best if one in (bill.bill.committees or ())]
    here = [one for one in own or best if one.chamber == chamber_of_turn(bill)]
    for group in ([one for one in best if one in having], here, own, best):
        if len(group) == 1:
            return group[0]
        if group:
            raise UsageError(
                f"{text!r} fits several committees: {_listed(bill, group)}. Name one by its id."
            )
    names = {committee_words(full_committee(bill, one)): full_committee(bill, one) for one in every}
    near = [names[found] for found in nearest(committee_words(text), names)]
    raise UnknownKey("committee", text, near or [full_committee(bill, one) for one in having])


def _best(bill: BillStatus, text: str, every: Iterable[BillCommittee]) -> tuple[BillCommittee, ...]:
    if by_id := tuple(one for one in every if one.committee.casefold() == text.strip().casefold()):
        return by_id
    legislature = get(bill.bill.jurisdiction)
    chamber, words = _split(legislature, text)
    ranked: dict[int, list[BillCommittee]] = {}
    for one in every:
        plain = _split(legislature, one.name)[1]
        rank = committee_rank(words, plain) if chamber in (None, one.chamber) else None
        if rank is not None:
            ranked.setdefault(rank, []).append(one)
    return tuple(ranked[min(ranked)]) if ranked else ()


def _split(legislature: Legislature, text: str) -> tuple[Chamber | None, str]:
    """A chamber that is named before a committee, and the rest: ``Asm PS`` -> lower, ``ps``."""
    words = committee_words(text).split()
    for chamber, said in _houses(legislature):
        if words and words[0] in said:
            return chamber, " ".join(words[1:])
    return None, " ".join(words)


def _houses(legislature: Legislature) -> Iterator[tuple[Chamber, frozenset[str]]]:
    for chamber, name in legislature.chambers.items():
        office = legislature.offices.get(str(chamber))
        yield chamber, frozenset({name.casefold(), *(office.words if office else ())})


def _listed(bill: BillStatus, committees: Iterable[BillCommittee]) -> str:
    return "; ".join(f"{full_committee(bill, one)} ({one.committee})" for one in committees)
