"""Roll calls: the step that tells one has its counts, ``Vote.csv`` who voted how."""

import re
from collections.abc import Iterable, Mapping

from billtrail.bills.models import Vote, VoteRecord
from billtrail.legislatures import Chamber

from .lookups import LisReference
from .rows import day
from .tables import StepRow

_OPTIONS = {"Y": "yes", "N": "no", "A": "abstain", "X": "not voting"}
_COUNTS = re.compile(r"\((\d+)-Y (\d+)-N(?: (\d+)-A)?\)")
#: ``H0101V0012`` a subcommittee's, ``H01V0014`` a committee's; ``HV0421`` is the floor's.
_COMMITTEE = re.compile(r"([HS]\d\d)(?:\d\d)?[CV]\d+")
_CHAMBERS = {"H": Chamber.LOWER, "S": Chamber.UPPER}
_ON_BILL = re.compile(r"passage|passed (?:house|senate)|agreed to by (?:house|senate)|conference "
                      r"report|^reported from", re.IGNORECASE)  # fmt: skip


def votes(
    steps: Iterable[StepRow], calls: Iterable[tuple[str, ...]], reference: LisReference
) -> tuple[Vote, ...]:
    """The roll calls that a measure's steps name, in their order."""
    members = {name: rest for name, *rest in calls}
    named = {row.history_refid: row for row in reversed([*steps]) if row.history_refid}
    return tuple(_vote(name, row, members, reference) for name, row in [*named.items()][::-1])


def _vote(
    name: str, row: StepRow, members: Mapping[str, list[str]], reference: LisReference
) -> Vote:
    text = row.history_description[2:]
    records = _records(members.get(name, []), reference)
    told = _COUNTS.search(text)
    stated = (int(told[1]), int(told[2]), int(told[3] or 0)) if told else None
    counted = _counted(records) if records else stated
    committee = _COMMITTEE.fullmatch(name)
    yes, no, other = counted or (None, None, None)
    return Vote(
        identifier=name,
        date=day(row.history_date) or "",
        chamber=_CHAMBERS.get(name[:1]),
        committee=committee[1] if committee else None,
        motion=_COUNTS.sub("", text).strip() or None,
        yes=yes,
        no=no,
        other=other,
        stated=stated if stated != counted else None,
        records=records or None,
        on_bill=True if _ON_BILL.search(text) else None,
    )


def _counted(records: Iterable[VoteRecord]) -> tuple[int, int, int]:
    options = [record.option for record in records]
    return options.count("yes"), options.count("no"), options.count("abstain")


def _records(answers: list[str], reference: LisReference) -> tuple[VoteRecord, ...]:
    pairs = zip(answers[::2], answers[1::2], strict=False)
    return tuple(
        VoteRecord(reference.member(number), _OPTIONS[answer])
        for number, answer in pairs
        if answer in _OPTIONS
    )
