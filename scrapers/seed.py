"""The shipped facts: watched bills, members and committees, in our own records and words.

Files: ``data/seed/{bills,people,committees}.jsonl``, one JSON object a line. The first line of
each is ``{"seed_version", "made_on"}``; a line with ``defaults`` gives values for the lines after
it (a roster's jurisdiction, session and day). A bill's line has the fields of ``models.Bill``
that are known; what is absent is unknown. Two things differ from the model:

* an action is ``{date, class, chamber, committee, vote, by, at_latest}`` without text, the last
  where it had been done by that day and its own is not known. Its description is
  made here from its classes, by the table below, so ``official`` is false for all of them; the
  lines have the newest first, as their publishers do;
* ``basis`` says in one phrase what kind of source spoke; ``data_as_of`` is the day it spoke for,
  never the day of writing.

Rosters: Congress from unitedstates/congress-legislators, California from Open States people,
both CC0. Committees of the California Legislature carry its own location codes (``CX18``) where
they have one, so that they meet the codes of its bills; others keep their Open States id.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from billtrail.bills import Source
from billtrail.bills.models import (
    Action,
    Activity,
    Bill,
    BillCommittee,
    Committee,
    CommitteeMember,
    Document,
    Person,
    Record,
    Relation,
    Sponsorship,
    Title,
    Version,
    Vote,
)
from billtrail.errors import BilltrailError, ParseError
from billtrail.legislatures import (
    ActionClass,
    Chamber,
    Effect,
    SponsorRole,
    display,
    get,
    measure_kind,
    official_url,
    origin_chamber,
    split_key,
)

from .seed_files import KINDS, NAME, PARSER_VERSION, made_on, seed_file

_YEARS = 24 * 366

Line = dict[str, Any]


# Words of ours for what an action does --------------------------------------------------------

_C = ActionClass

#: The classes an action leads with -> its description. Rows of two classes win over rows of one.
WORDS: Mapping[tuple[ActionClass, ...], str] = {
    (_C.PASSAGE, _C.AGREEMENT): "Passed the {chamber} without amendment{vote}",
    (_C.READING_2, _C.AMENDED): "Read a second time in the {chamber} and amended",
    (_C.RECEIPT, _C.REFERRAL_COMMITTEE): "Received in the {chamber} and referred to {committee}",
    (_C.INTRODUCTION,): "Introduced in the {chamber}",
    (_C.IN_PRINT,): "In print, waiting for a first hearing",
    (_C.READING_1,): "Read a first time in the {chamber}",
    (_C.READING_2,): "Read a second time in the {chamber}",
    (_C.REFERRAL_COMMITTEE,): "Referred to {committee}",
    (_C.REFERRAL_SUBCOMMITTEE,): "Referred to {committee}",
    (_C.HEARING,): "Considered by {committee}",
    (_C.HEARING_POSTPONED,): "Hearing postponed by {by}",
    (_C.ORDERED_REPORTED,): "{committee} voted to report it{vote}",
    (_C.COMMITTEE_PASSAGE,): "Reported by {committee}",
    (_C.COMMITTEE_PASSAGE_FAVORABLE,): "Passed {committee}{vote}",
    (_C.COMMITTEE_FAILURE,): "Failed in {committee}{vote}",
    (_C.DISCHARGE,): "{committee} was discharged{vote}",
    (_C.SUSPENSE,): "Placed on the suspense file of {committee}{vote}",
    (_C.HELD,): "Held by {committee}",
    (_C.CALENDAR,): "Placed on a calendar of the {chamber}",
    (_C.AMENDED,): "Amended in the {chamber}",
    (_C.RECEIPT,): "Received in the {chamber}",
    (_C.AT_DESK,): "Held at the desk of the {chamber}",
    (_C.PASSAGE,): "Passed the {chamber}{vote}",
    (_C.AGREEMENT,): "The {chamber} agreed to the other chamber's changes{vote}",
    (_C.ENROLLED,): "Sent to be prepared for the {executive}",
    (_C.EXECUTIVE_RECEIPT,): "Presented to the {executive}",
    (_C.EXECUTIVE_SIGNATURE,): "Signed by the {executive}",
    (_C.BECAME_LAW,): "Became {law}",
    (_C.EXECUTIVE_VETO,): "Vetoed by the {executive}",
    (_C.VETO_SUSTAINED,): "The veto stood",
    (_C.DEATH,): "Filed as dead under the rules of the {chamber}",
}


def describe(row: Line, bill: Line) -> str:
    """Our sentence for an action's row; raises ``ParseError`` for classes without words."""
    words = _words_for(row["class"])
    if words is None:
        raise ParseError(f"seed: no words for the action classes {', '.join(row['class'])}")
    jurisdiction = split_key(bill["key"]).jurisdiction
    text = words.format(
        chamber=_chamber_name(jurisdiction, row.get("chamber")),
        committee=_committee_name(row, bill),
        executive=get(jurisdiction).executive,
        law=bill.get("law", "law"),
        vote=_vote_words(row.get("vote", "")) + (_AT_LATEST if row.get("at_latest") else ""),
        by=_BY.get(row.get("by", ""), row.get("by", "")),
    )
    return text[0].upper() + text[1:]


#: Of a step that a later one proves, whose own day nobody told.
_AT_LATEST = " by this day at the latest"


def _words_for(classes: Sequence[str]) -> str | None:
    found = tuple(map(ActionClass, classes))
    return WORDS.get(found[:2]) or WORDS.get(found[:1])


def has_words(classes: Sequence[str]) -> bool:
    """Whether a step of these classes can be said, so that the seed can have it."""
    return _words_for(classes) is not None


_BY = {"": "the committee or the author", "author": "the author"}


def _chamber_name(jurisdiction: str, chamber: str | None) -> str:
    return get(jurisdiction).chamber(Chamber(chamber or Chamber.LEGISLATURE))


def _committee_name(row: Line, bill: Line) -> str:
    """ "the House Judiciary Committee", or "a Senate committee" where it is not known."""
    house = _chamber_name(split_key(bill["key"]).jurisdiction, row.get("chamber"))
    names = {c["committee"]: c["name"] for c in bill.get("committees", ())}
    name = names.get(row.get("committee"))
    if name is None:
        return f"a committee of the {house}"
    return f"the {house} {name.removesuffix(' Committee')}" + (
        "" if name.endswith("Subcommittee") else " Committee"
    )


def _vote_words(vote: str) -> str:
    """ "401-20" -> " (401 to 20)"; "voice vote" -> " by voice vote"."""
    yes, dash, no = vote.partition("-")
    if dash:
        return f" ({yes} to {no})"
    return f" by {vote}" if vote else ""


# Lines to records -----------------------------------------------------------------------------


def _action(row: Line, bill: Line) -> Action:
    return Action(
        date=row["date"],
        description=describe(row, bill),
        classification=tuple(ActionClass(name) for name in row["class"]),
        chamber=Chamber(row["chamber"]) if "chamber" in row else None,
        committee=row.get("committee"),
        official=False,
    )


#: How the values of a row become those of its record, by field name.
_VALUES: Mapping[str, Callable[[Any], Any]] = {
    "chamber": Chamber,
    "role": SponsorRole,
    "effect": Effect,
    "activities": lambda rows: tuple(Activity(*row) for row in rows),
    "urls": lambda rows: tuple((kind, url) for kind, url in rows),
    "members": lambda rows: tuple(_member(row) for row in rows),
}


def _member(row: str | list[str]) -> CommitteeMember:
    """``"B001236"`` or ``["B001236", "chair"]``."""
    return CommitteeMember(row) if isinstance(row, str) else CommitteeMember(*row)


def _values(row: Line) -> Line:
    return {name: _VALUES[name](value) if name in _VALUES else value for name, value in row.items()}


_PARTS: Mapping[str, Callable[..., Any]] = {
    "sponsorships": Sponsorship,
    "committees": BillCommittee,
    "versions": Version,
    "votes": Vote,
    "relations": Relation,
    "titles": Title,
}


def _bill(line: Line) -> Bill:
    key = split_key(line["key"])
    values = {name: value for name, value in line.items() if name != "basis"}
    for name in _PARTS.keys() & values.keys():
        values[name] = tuple(_PARTS[name](**_values(row)) for row in line[name])
    if "actions" in values:
        values["actions"] = tuple(_action(row, line) for row in reversed(line["actions"]))
    if "subjects" in values:
        values["subjects"] = tuple(values["subjects"])
    return Bill(
        jurisdiction=key.jurisdiction,
        session=key.session,
        identifier=display(key.key),
        kind=measure_kind(key.key),
        chamber=origin_chamber(key.key),
        source_url=official_url(key.key),
        **values,
    )


_RECORDS: Mapping[str, Callable[[Line], Record]] = {
    "bills": _bill,
    "people": lambda line: Person(**_values(line)),
    "committees": lambda line: Committee(**_values(line)),
}


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The records of a document's lines; raises ``ParseError`` naming the line."""
    for name, data in document.parts.items():
        defaults: Line = {}
        for number, text in enumerate(data.splitlines(), 1):
            try:
                line = json.loads(text)
                if "defaults" in line:
                    defaults = line["defaults"]
                elif "seed_version" not in line:
                    yield _RECORDS[document.kind](defaults | line)
            except (ValueError, TypeError, KeyError, BilltrailError) as error:
                raise ParseError(f"{name}, line {number}: {error}") from error


def classify(action: Action, bill: Bill) -> tuple[ActionClass, ...]:
    """Nothing to add: the seed's actions carry their classes."""
    return action.classification


# The shipped files as documents ---------------------------------------------------------------


def documents() -> Iterator[Document]:
    """The seed as an ordinary source's documents: one a bill, one for each roster file."""
    made = made_on()
    for line in seed_file("bills").splitlines()[1:]:
        facts = json.loads(line)
        yield _document("bills", f"#{facts['key']}", line, made, facts["data_as_of"])
    for kind in ("people", "committees"):
        yield _document(kind, "", seed_file(kind), made, None)


def _document(
    kind: str, fragment: str, data: bytes, made_on: str, data_as_of: str | None
) -> Document:
    name = f"seed/{kind}.jsonl"
    return Document(
        source=NAME,
        kind=kind,
        url=f"{name}{fragment}",
        parts={name: data},
        fetched_at=f"{made_on}T00:00:00Z",
        data_as_of=data_as_of,
        sha256=hashlib.sha256(data).hexdigest(),
    )


SOURCE = Source(
    name=NAME,
    title="Facts shipped with Billtrail",
    jurisdiction="all",
    kinds={kind: rf"(^|/)seed/{kind}\.jsonl$" for kind in KINDS},
    rank=10,
    rhythm=10 * _YEARS,
    hosts=(),
    home="https://github.com/unitedstates/congress-legislators",
    parse=parse,
    classify=classify,
    roster="document",
    parser_version=PARSER_VERSION,
    licence=(
        "Facts of public records. Rosters: unitedstates/congress-legislators and Open States "
        "people, CC0. Bills that say so: LegiScan, CC BY 4.0."
    ),
)
