"""What legislators did for an effort: who introduced, joined, left, and how they voted. Pure.

Support is of one bill and is never carried over to another; whoever joined an earlier or an
overtaken bill is thanked for that bill. One who left is not counted as joined.

Read once for everybody: ``Ledger`` goes through the bills of the material and gives each person's
part of them. Congress's records name people by id. California's give a seat or a family name
and a chamber: ``who`` tells whose it was that day, where the terms are on record. Else a name
counts where one member of that session's roster has it, and in another session it is a hint to
check, never a fact to print for the office.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from billtrail.bills.models import Person, Sponsorship, Vote, VoteRecord
from billtrail.bills.people import words_of
from billtrail.bills.values import BillStatus, Deed, Part
from billtrail.legislatures import PRIMARY_ROLES, Chamber

#: Whose a name or seat was: (name, voter's id or seat, chamber, day) -> a person's id.
Who = Callable[[str, str | None, str | None, str], str | None]


@dataclass(slots=True)
class Ledger:
    """The parts of everybody in ``people`` in the bills given; votes of committees count where
    ``in_committee``."""

    people: Sequence[Person]
    session: str
    who: Who | None = None
    in_committee: bool = False
    _parts: dict[str, list[Deed]] = field(default_factory=lambda: defaultdict(list))
    _by_name: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for person in self.people:
            for name in {person.family_name or "", person.name}:
                key = " ".join(words_of(name)), person.chamber or ""
                self._by_name[key].append(person.id)

    @classmethod
    def of(
        cls,
        people: Sequence[Person],
        session: str,
        bills: Iterable[BillStatus],
        who: Who | None = None,
        *,
        in_committee: bool = False,
    ) -> "Ledger":
        ledger = cls(people, session, who, in_committee)
        unique = {status.key: status for status in bills}
        newest = sorted(unique.values(), key=lambda s: s.bill.introduced_date or "", reverse=True)
        for status in newest:
            for sponsorship in _valid_sponsorships(status):
                ledger._enter(status, _kind(sponsorship), sponsorship.date, sponsorship)
            if took_over := status.first_sponsor:
                ledger._enter(status, "leads", took_over.date, took_over)
            for vote in status.bill.votes or ():
                for record in vote.records or ():
                    ledger._enter_vote(status, vote, record)
        return ledger

    def part(self, person: str) -> Part:
        """What the person of this id did."""
        return Part(tuple(self._parts.get(person, ())))

    def _enter(self, status: BillStatus, kind: str, date: str | None, who: Sponsorship) -> None:
        day = date or status.bill.introduced_date or status.data_as_of
        for id, certain in self._named(status, who.person, who.name, who.chamber, day):
            self._parts[id].append(Deed(kind, status, who.withdrawn or date, certain))

    def _enter_vote(self, status: BillStatus, vote: Vote, record: VoteRecord) -> None:
        if record.option not in ("yes", "no") or (vote.committee and not self.in_committee):
            return
        if not vote.is_on_bill:
            return
        named = self._named(status, record.person, record.name, vote.chamber, vote.date)
        for id, certain in named:
            self._parts[id].append(Deed(record.option, status, vote.date, certain))

    def _named(
        self, status: BillStatus, id: str | None, name: str, chamber: Chamber | None, day: str
    ) -> Iterator[tuple[str, bool]]:
        """The person of a record, and whether that is certain."""
        known = self.who(name, id, chamber, day) if self.who else id
        if known:
            yield known, True
            return
        found = set(self._by_name.get((" ".join(words_of(name)), chamber or ""), ()))
        if len(found) == 1:
            yield found.pop(), status.bill.session == self.session


def _valid_sponsorships(status: BillStatus) -> Iterator[Sponsorship]:
    """One entry for each name: who left and joined again stands as they do now."""
    latest: dict[str, Sponsorship] = {}
    for entry in status.bill.sponsorships or ():
        known = latest.get(entry.person or entry.name)
        if known is None or known.withdrawn:
            latest[entry.person or entry.name] = entry
    yield from latest.values()


def _kind(entry: Sponsorship) -> str:
    if entry.withdrawn:
        return "left"
    return "introduced" if entry.role in PRIMARY_ROLES else "joined"
