"""What a subscriber follows, on a day: the names of the file as bills, people and committees."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from billtrail.bills.identity import leads
from billtrail.bills.values import BillStatus
from billtrail.campaigns import CampaignStatus
from billtrail.errors import UnknownKey, UsageError
from billtrail.law import find_statute, parse_watched, read_watched
from billtrail.legislatures import Chamber, committee_words, get, nearest, split_key
from billtrail.snapshot import Snapshot
from billtrail.snapshot.committees import committee_title, committees_having
from billtrail.snapshot.successors import Touch

from .subscribers import FOLLOWS, Subscriber


@dataclass(frozen=True, slots=True)
class Follows:
    """``bills`` are keys of which everything is told; of the ``people`` (ids) also that they join
    any bill. ``words`` say in a line what is followed, ``problems`` what the file names and there
    is not, ``untold`` the sections of which this reader's look has nothing."""

    campaigns: tuple[CampaignStatus, ...]
    bills: frozenset[str]
    people: frozenset[str]
    sections: tuple[str, ...]
    words: str
    problems: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()


class Followed:
    """What can be followed in a snapshot, each part read once for all subscribers. ``staff`` is as
    in ``DigestReader``: what an edition lacks may be there at home."""

    def __init__(self, snapshot: Snapshot, *, staff: bool = True) -> None:
        self.snapshot, self.staff = snapshot, staff

    @cached_property
    def campaigns(self) -> tuple[CampaignStatus, ...]:
        return self.snapshot.campaigns()

    @cached_property
    def watched(self) -> dict[str, BillStatus]:
        """The bills of all campaigns that are stored."""
        found = (b for campaign in self.campaigns for b in campaign.bills)
        return {bill.bill: bill.status for bill in found if bill.status}

    @cached_property
    def committees(self) -> dict[str, tuple[str, frozenset[str]]]:
        """Words of a committee's name -> its title, and the watched bills that it has or hears."""
        found: dict[str, tuple[str, set[str]]] = {}
        for title, bill in (*self._listed(), *self._having(), *self._hearing()):
            _, bills = found.setdefault(committee_words(title), (title, set()))
            bills.update((bill,) if bill else ())
        return {words: (title, frozenset(bills)) for words, (title, bills) in found.items()}

    def _listed(self) -> Iterator[tuple[str, str]]:
        rows = self.snapshot.connection.execute(
            "SELECT DISTINCT jurisdiction, chamber, name FROM committees WHERE parent IS NULL"
        )
        for place, chamber, name in rows:
            yield committee_title(get(place), Chamber(chamber) if chamber else None, name), ""

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        """Legislature and id of a committee -> its name on the list of members: bills and meetings
        write it otherwise ("Judiciary Committee"), and two legislatures have a committee of that
        name."""
        rows = self.snapshot.connection.execute(
            "SELECT jurisdiction, id, name FROM committees ORDER BY roster"
        )
        return {(row[0], row[1]): row[2] for row in rows}

    def _title(self, bill: str, id: str | None, chamber: Chamber | None, name: str) -> str:
        place = split_key(bill).jurisdiction
        return committee_title(get(place), chamber, self._names.get((place, id or ""), name))

    def _having(self) -> Iterator[tuple[str, str]]:
        for key, status in self.watched.items():
            for one in committees_having(status, self.snapshot.on):
                yield self._title(key, one.committee, one.chamber, one.name), key

    def _hearing(self) -> Iterator[tuple[str, str]]:
        for one in self.snapshot.hearings():
            if one.name:
                yield self._title(one.bill, one.committee, one.chamber, one.name), one.bill

    # -- one by one --------------------------------------------------------------------------

    def campaign(self, name: str) -> str:
        """The id of a campaign by id or title. Raises UnknownKey."""
        ids = {one.id: one.id for one in self.campaigns}
        titles = {one.title.casefold(): one.id for one in self.campaigns}
        found = ids.get(name) or titles.get(name.casefold())
        if found is None:
            raise UnknownKey("campaign", name, nearest(name, ids))
        return found

    def committee(self, name: str) -> str:
        """A committee's full title. Raises UnknownKey with the nearest."""
        found = self.committees.get(committee_words(name))
        if found is None:
            titles = {words: title for words, (title, _) in self.committees.items()}
            near = [titles[one] for one in nearest(committee_words(name), titles)]
            raise UnknownKey("committee", name, near)
        return found[0]

    @cached_property
    def sections(self) -> frozenset[str]:
        """The sections of which it is looked for which bills change them: of those alone there
        can be news."""
        rows = self.snapshot.connection.execute(
            "SELECT key FROM statutes UNION SELECT statute FROM statute_changes"
        )
        return frozenset(row[0] for row in rows)

    @cached_property
    def touched(self) -> dict[str, tuple[Touch, ...]]:
        """Key of a section, run or chapter that is watched -> the bills that touch it."""
        return {one.section.key: one.bills for one in self.snapshot.watched_sections()}

    def section(self, name: str) -> str:
        """The key of a section that is watched or spoken of. Raises UsageError, UnknownKey with the
        nearest."""
        if name in self.touched:
            return name
        with suppress(UsageError):
            if (watched := read_watched(name).key) in self.touched:
                return watched
        return find_statute(name, self.sections).key

    def bill(self, name: str) -> str:
        return self.snapshot.resolve_bill(name)

    def legislator(self, name: str) -> str:
        return self.snapshot.resolve_person(name)

    def settle(self, kind: str, name: str) -> str:
        """What the file says for what a person typed: a key, an id or a full name. Raises
        UsageError, UnknownKey with the nearest."""
        one: Callable[[str], str] = getattr(self, _ONE[kind])
        return one(name)

    # -- of a subscriber ---------------------------------------------------------------------

    def of(self, one: Subscriber) -> Follows:
        """What a subscriber follows; what there is not is told as a problem."""
        names, problems, untold = self._settled(one)
        chosen = names["campaigns"] if any(names.values()) or problems or untold else None
        campaigns = [c for c in self.campaigns if chosen is None or c.id in chosen]
        bills = {b.bill for c in campaigns for b in c.bills} | {*names["bills"]}
        for title in names["committees"]:
            bills |= self.committees[committee_words(title)][1]
        bills |= self._led_by(names["legislators"]) | self._changing(names["sections"])
        people = frozenset(names["legislators"])
        words = self._words(campaigns, names, untold) if chosen is not None else "all campaigns"
        return Follows(tuple(campaigns), frozenset(bills), people, tuple(names["sections"]), words,
                       tuple(problems), tuple(untold))  # fmt: skip

    def _settled(self, one: Subscriber) -> tuple[dict[str, list[str]], list[str], list[str]]:
        names: dict[str, list[str]] = {kind: [] for kind in FOLLOWS}
        problems, untold = [], []
        for kind in FOLLOWS:
            for name in getattr(one, kind):
                try:
                    names[kind].append(self.settle(kind, name))
                except UsageError as error:
                    if kind == "sections" and (section := self._at_home(name)):
                        untold.append(section)
                    else:
                        problems.append(f"{kind}: {error}")
        return names, problems, untold

    def _at_home(self, name: str) -> str:
        """A section of which an edition has nothing, as it is printed: staff may watch it, which is
        told to nobody else, or not."""
        with suppress(UsageError):
            return "" if self.staff else read_watched(name).printed
        return ""

    def _led_by(self, people: Sequence[str]) -> set[str]:
        """The watched bills that one of these introduced or carries."""
        return {
            key for key, status in self.watched.items()
            if any(one.person in people for one in leads(status.sponsor, status.bill.sponsorships))
        } if people else set()  # fmt: skip

    def _changing(self, sections: Sequence[str]) -> set[str]:
        marks = ", ".join("?" * len(sections))
        sql = f"SELECT DISTINCT bill FROM statute_changes WHERE statute IN ({marks})"
        found = {row[0] for row in self.snapshot.connection.execute(sql, sections)}
        return found | {touch.bill for key in sections for touch in self.touched.get(key, ())}

    def _words(
        self,
        campaigns: Iterable[CampaignStatus],
        names: dict[str, list[str]],
        untold: Iterable[str],
    ) -> str:
        from billtrail.words import bill_words

        told = [campaign.title for campaign in campaigns]
        told += [bill_words(key) for key in names["bills"]]
        told += [parse_watched(key).printed for key in names["sections"]]
        told += [self.snapshot.person_name(person) for person in names["legislators"]]
        told += names["committees"]
        told += [
            f"{section} (nothing of it is shared, so it is not in this mail)" for section in untold
        ]
        return "; ".join(told)


#: What is followed -> the method that settles one name of it.
_ONE = {"campaigns": "campaign", "bills": "bill", "sections": "section",
        "legislators": "legislator", "committees": "committee"}  # fmt: skip
