"""What is doubted, and why, in words.

Those of a way in follow on "GovInfo says", those of a way out on "the newer file says otherwise:";
why not, on "not taken yet because".
"""

from collections.abc import Iterator, Mapping, Sequence

from billtrail.bills.doubts import SPONSOR, Doubted
from billtrail.legislatures import ActionClass, Chamber
from billtrail.words import CLASSES, chamber_words, day_words, executive_words

#: Why a record is not taken, or an end is not; filled with ``day`` and ``times`` of the doubt.
WHY: Mapping[str, str] = {
    "once": "it has said so once; it is taken when it is said again on another day",
    "earlier": "its newest step is of an earlier day than what we have, so it may be an older "
    "file; it is taken when it is said again on another day",
    "flaps": "it was said {times} times and taken back in between; it is taken when it is said on "
    "two days running",
    "sponsor": "a sponsor leaves only for another one; the last one known is shown",
    "kind": "a measure of this kind cannot become law",
    "unpassed": "passage is not in the record yet",
    "unproved": "no step of its record says so",
    "twice": "it was sent before, and nothing says that it came back",
    "impossible": "earlier data of the bill speak against it, and it has been said once",
}

_C = ActionClass
#: A class -> what it says of the measure; of others the screen's words are quoted.
_ACTS: Mapping[str, str] = {
    _C.PASSAGE: "passed the {chamber}",
    _C.AGREEMENT: "was agreed to by the {chamber}",
    _C.CONFERENCE_AGREEMENT: "was agreed to by the {chamber} in its joint text",
    _C.EXECUTIVE_RECEIPT: "was sent to the {executive}",
    _C.EXECUTIVE_SIGNATURE: "was signed by the {executive}",
    _C.EXECUTIVE_VETO: "was vetoed by the {executive}",
    _C.BECAME_LAW: "became law",
}
_LISTS: Mapping[str, str] = {
    "actions": "steps",
    "sponsorships": "sponsors",
    "committees": "committees",
    "versions": "versions of its text",
    "votes": "votes",
    "relations": "related bills",
    "subjects": "subjects",
    "summaries": "summaries",
    "titles": "titles",
}


def doubted_words(what: Sequence[Doubted], way: str, jurisdiction: str) -> str:
    """ "it no longer says that it passed the Senate (Feb 11, 2026); it lists 28 of 40 sponsors"; on
    the way in the law alone, where it has a number: "Public Law 119-48 (Dec 11, 2025)"."""
    if way == "in":
        return _said(what[0], jurisdiction)
    acts = acts_of(what)
    said = ", ".join(_said(one, jurisdiction) for one in acts)
    return "; ".join([*([f"it no longer says {said}"] if acts else ()), *_shorter(what)])


def acts_of(what: Sequence[Doubted]) -> list[Doubted]:
    """The acts among what is doubted; a passage that is an agreement too is told once."""
    acts = [one for one in what if not one.of and one.kind != SPONSOR]
    passed = {(one.chamber, one.date) for one in acts if one.kind == ActionClass.PASSAGE}
    return [
        one for one in acts
        if one.kind != ActionClass.AGREEMENT or (one.chamber, one.date) not in passed
    ]  # fmt: skip


def _shorter(what: Sequence[Doubted]) -> Iterator[str]:
    for one in what:
        if one.of:
            yield f"it lists {one.of - one.gone} of {one.of} {_LISTS[one.kind]}"
        elif one.kind == SPONSOR:
            yield f"it names no sponsor any more, where it named {one.name}"


def _said(one: Doubted, jurisdiction: str) -> str:
    """ "that it passed the Senate (Feb 11, 2026)"."""
    day = f" ({day_words(one.date)})" if one.date else ""
    if one.name:
        return f"{one.name}{day}"
    if one.kind not in _ACTS:
        return f'"{CLASSES.get(ActionClass(one.kind), one.kind)}"{day}'
    house = chamber_words(jurisdiction, Chamber(one.chamber)) if one.chamber else "chamber"
    words = _ACTS[one.kind].format(chamber=house, executive=executive_words(jurisdiction))
    return f"that it {words}{day}"
