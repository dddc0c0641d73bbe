"""How well new bills of our efforts are found by likeness, and how much else is brought.

The truth is the efforts of our campaigns that hold a bill of the facts file. *Recall*: each bill of
an effort with two or more is left out, and looked for by those before it alone, and by all the
others. *Precision*: a whole Congress is looked through by the efforts without their bills of it and
of later ones; what is brought is right where it is one of the effort's.
"""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain

from bench import REAL
from billtrail.bills.identity import Profile, build_profile, matches
from billtrail.bills.models import Bill
from billtrail.campaigns.content import load_content
from billtrail.importing import read_titles
from billtrail.legislatures import MemberKind, display
from billtrail.scrapers import seed

#: Effort -> its bills, as our files have it.
Efforts = dict[str, tuple[str, list[Bill]]]
INDEX = REAL / "federal" / "derived-119" / "bills-119-index.csv.gz"


def main() -> None:
    efforts = read_efforts()
    bills = sum(len(found) for _, found in efforts.values())
    print(f"likeness: {len(efforts)} efforts, {bills} bills")
    for name, found in (("those before it", before), ("all the others", others)):
        tried = list(left_out(efforts, found))
        right = [key for key, told in tried if told]
        print(f"  recall by {name}: {len(right)} of {len(tried)}")
        print(f"    not found: {', '.join(key for key, told in tried if not told) or 'none'}")
    brought = list(look_through(efforts, "119", read_titles(INDEX, print)))
    right = [key for key, family in brought if key in keys_of(efforts, family)]
    wrong = [f"{key} as {family}" for key, family in brought if key not in keys_of(efforts, family)]
    own = {b.key for _, found in efforts.values() for b in found if b.session == "119"}
    again = {b.key for b in chain(*(bills for _, bills in older(efforts, "119")))}
    print(f"  precision over the 119th Congress's titles: {len(right)} of {len(brought)}")
    print(f"    not ours: {', '.join(wrong) or 'none'}")
    print(f"    brought: {', '.join(display(key) for key in right)}")
    print(f"    its {len(own)} bills; {len(again)} bills of earlier Congresses looked for them")


def read_efforts() -> Efforts:
    """Every effort with its bills of the facts file, the oldest first."""
    facts = facts_keys()
    records = chain.from_iterable(seed.parse(document) for document in seed.documents())
    bills = {bill.key: bill for bill in records if isinstance(bill, Bill)}
    found: Efforts = {}
    for campaign in load_content(None).campaigns:
        for family in campaign.families:
            members = sorted(
                (
                    bills[m.bill] for m in family.members
                    if m.kind != MemberKind.OPPOSES and m.bill in bills
                ),
                key=lambda bill: (bill.session, bill.introduced_date or "", bill.key),
            )  # fmt: skip
            if any(bill.key in facts for bill in members):
                found[family.id] = family.title, members
    return found


def facts_keys() -> set[str]:
    path = REAL / "facts" / "watchlist.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {_key(row) for row in csv.DictReader(file)}


def _key(row: dict[str, str]) -> str:
    number = row["identifier"].replace(".", "").replace(" ", "").lower()
    return f"{row['jurisdiction'].lower()}-{row['session'].replace('-', '')}-{number}"


def before(members: list[Bill], bill: Bill) -> list[Bill]:
    return members[: members.index(bill)]


def others(members: list[Bill], bill: Bill) -> list[Bill]:
    return [one for one in members if one is not bill]


def left_out(efforts: Efforts, known: object) -> Iterator[tuple[str, bool]]:
    """Each bill that somebody could look for, and whether its own effort was found for it."""
    for family, (_, members) in efforts.items():
        for bill in members:
            if rest := known(members, bill):  # type: ignore[operator]
                profiles = profiles_of(efforts, {family: rest})
                found = matches(bill, profiles)
                yield bill.key, bool(found) and found[0][0] == family


def profiles_of(efforts: Efforts, changed: dict[str, list[Bill]]) -> tuple[Profile, ...]:
    """The profiles of every effort, some of them by other bills than theirs."""
    return tuple(
        build_profile(family, bills, title)
        for family, (title, own) in efforts.items()
        if (bills := changed.get(family, own))
    )


def older(efforts: Efforts, session: str) -> Iterator[tuple[str, list[Bill]]]:
    """The efforts by their federal bills of sessions before one."""
    for family, (_, bills) in efforts.items():
        yield family, [b for b in bills if b.jurisdiction == "us" and b.session < session]


def look_through(
    efforts: Efforts, session: str, bills: Iterable[Bill]
) -> Iterator[tuple[str, str]]:
    """What the efforts bring of a session by their earlier bills alone."""
    profiles = profiles_of(efforts, dict(older(efforts, session)))
    for bill in bills:
        for family, _ in matches(bill, profiles)[:1]:
            yield bill.key, family


def keys_of(efforts: Efforts, family: str) -> set[str]:
    return {bill.key for bill in efforts[family][1]}
