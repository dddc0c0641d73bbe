"""Roll calls: the step that tells one has its counts, ``Vote.csv`` who voted how.

The House's roll call is a row of its own behind the act it is of (``VOTE: Adoption``), whose words
are the motion then.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from billtrail.bills.models import Vote, VoteRecord
from billtrail.legislatures import Chamber

from .lookups import LisReference
from .rows import day
from .tables import StepRow

_OPTIONS = {"Y": "yes", "N": "no", "A": "abstain", "X": "not voting"}
_COUNTS = re.compile(r" *\((\d+)-Y (\d+)-N(?: (\d+)-A)?\)")
#: ``H0101V0012`` a subcommittee's, ``H01V0014`` a committee's; ``HV0421`` is the floor's.
_COMMITTEE = re.compile(r"([HS]\d\d)(?:\d\d)?[CV]\d+")
_CHAMBERS = {"H": Chamber.LOWER, "S": Chamber.UPPER}
_CALL = "VOTE:"
#: Where a yes is a yes to the measure: not to putting it off, to an amendment or to a waiver.
_ON_BILL = re.compile(
    r"^(?:read third time and )?(?:passed|agreed to by|defeated by|rejected by) (?:house|senate)"
    r"|^reported |^failed to report|^subcommittee (?:failed to )?recommend(?:s|ed)? reporting"
    r"|^conference report|^passed in enrolled form|passage$",
    re.IGNORECASE,
)
_LOST = re.compile(r"defeated|rejected|failed to", re.IGNORECASE)
_CARRIED = re.compile(
    r"passed (?:house|senate)|agreed to|^reported|^subcommittee recommends|dispensed|concurred",
    re.IGNORECASE,
)


def is_roll_call(row: StepRow) -> bool:
    """Whether a row is the House's roll call on the act before it."""
    return row.history_description.startswith(f"H {_CALL}")


def votes(
    steps: Sequence[StepRow], calls: Iterable[tuple[str, ...]], reference: LisReference
) -> tuple[Vote, ...]:
    """The roll calls that a measure's steps name, in their order, each once."""
    members = {name: rest for name, *rest in calls}
    found = {vote.identifier: vote for vote in reversed([*_votes(steps, members, reference)])}
    return tuple(reversed(found.values()))


def _votes(
    steps: Sequence[StepRow], members: Mapping[str, list[str]], reference: LisReference
) -> Iterator[Vote]:
    for before, row in zip([None, *steps], steps, strict=False):
        if row.history_refid:
            act = before if before and is_roll_call(row) and _is_of(before, row) else row
            yield _vote(row, act, members.get(row.history_refid, []), reference)


def _is_of(act: StepRow, call: StepRow) -> bool:
    same_house = act.history_description[:2] == "H " and act.history_date == call.history_date
    return same_house and not is_roll_call(act)


def _vote(row: StepRow, act: StepRow, answers: list[str], reference: LisReference) -> Vote:
    name, records = row.history_refid, _records(answers, reference)
    told = _COUNTS.search(row.history_description)
    counted = _counted(records) if records else None
    # A step names those who abstained now and then.
    abstained = told[3] if told and told[3] else str(counted[2] if counted else 0)
    stated = (int(told[1]), int(told[2]), int(abstained)) if told else None
    counted = counted or stated
    committee = _COMMITTEE.fullmatch(name)
    yes, no, other = counted or (None, None, None)
    motion = _COUNTS.sub("", act.history_description[2:]).removeprefix(_CALL).strip()
    return Vote(
        identifier=name,
        date=day(row.history_date) or "",
        chamber=_CHAMBERS.get(name[:1]),
        committee=committee[1] if committee else None,
        motion=motion or None,
        result=_result(motion),
        yes=yes,
        no=no,
        other=other,
        stated=stated if stated != counted else None,
        records=records or None,
        on_bill=bool(_ON_BILL.search(motion)),
    )


def _result(motion: str) -> str | None:
    """``passed`` or ``failed``, where the words tell which."""
    if _LOST.search(motion):
        return "failed"
    return "passed" if _CARRIED.search(motion) else None


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
