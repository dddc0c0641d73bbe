"""How the law compares, on a brief: counts over the jurisdictions that two people have read, with
that base said; each count with the sections it counts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from billtrail.briefs.language import Labels, capitalised, tie
from billtrail.briefs.values import Block, Paragraph, Sentence
from billtrail.law import AS_READ, KINDS
from billtrail.legislatures import get
from billtrail.snapshot.law import ReliefRow

from .draft import Draft
from .subject import Reads

#: More jurisdictions than these are counted and not named.
_NAMED = 4
#: The relief that is compared: what is there for partner violence or for anyone is another.
_WHOSE = "trafficking"


@dataclass(frozen=True, slots=True)
class ReliefCount:
    """A sentence of the block by its ``key``, and the rows it counts."""

    key: str
    text: str
    rows: tuple[ReliefRow, ...]


def build_relief(draft: Draft, snapshot: Reads) -> tuple[Block, ...]:
    """The block, for a campaign that speaks of a section of the table; nothing, and its author is
    told, where no row has its readers."""
    campaign, place = draft.subject.campaign, draft.subject.lead.proof.bill.jurisdiction
    spoken = {key for claim in campaign.claims for key in claim.statutes} if campaign else set()
    rows = snapshot.relief() if spoken else ()
    if not spoken & {cell.fact.statute for row in rows for cell in row.cells}:
        return ()
    counts = count_relief(draft.labels, rows, place)
    if not counts:
        draft.leave_out("relief-unread", "how the law compares")
        return ()
    base, *each = counts
    said = (Sentence(tie(base.text), base.key), *(_sentence(draft, one) for one in each))
    advice = Sentence(draft.labels("relief-advice"))
    return draft.block("relief", "heading-relief", Paragraph((*said, advice)))


def count_relief(labels: Labels, rows: Iterable[ReliefRow], place: str) -> tuple[ReliefCount, ...]:
    """What was read, then a count for each thing that can be asked for; nothing where no row may
    be counted. ``place`` is the page's jurisdiction."""
    counted = [row for row in rows if row.stands and row.relief.whose == _WHOSE]
    if not counted:
        return ()
    places = _places(labels, counted)
    total, base = labels.count(len(places)), "relief-read"
    if len(places) > _NAMED:
        said = labels(f"{base}-many", n=total)
    else:
        said = labels.counted(base, len(places), n=total, list=labels.list(places.values()))
    each = ((kind, [r for r in counted if r.relief.kind == kind]) for kind in KINDS)
    counts = (_count(labels, kind, found, len(places), place) for kind, found in each if found)
    return (ReliefCount(base, said, tuple(counted)), *counts)


def _count(labels: Labels, kind: str, rows: list[ReliefRow], read: int, place: str) -> ReliefCount:
    """Of so many that were ``read``; all of them need not be named again."""
    places, key = _places(labels, rows), f"relief-{kind}"
    number, which = len(places), ""
    if number < read and number <= _NAMED:
        which = labels("relief-named", list=labels.list(places.values()))
    elif number < read and place in places:
        which = labels("relief-among", place=places[place])
    said = labels.counted(key, number, n=labels.count(number), which=which)
    return ReliefCount(key, capitalised(said), tuple(rows))


def _places(labels: Labels, rows: Iterable[ReliefRow]) -> Mapping[str, str]:
    """Jurisdiction -> what its law is called, in the order of the table."""
    ids = dict.fromkeys(row.relief.jurisdiction for row in rows)
    return {id: labels.of_or(id, "law-of", name=get(id).short) for id in ids}


def _sentence(draft: Draft, one: ReliefCount) -> Sentence:
    return Sentence(tie(one.text), one.key, notes=tuple(sorted(set(_notes(draft, one.rows)))))


def _notes(draft: Draft, rows: Iterable[ReliefRow]) -> Iterator[int]:
    labels = draft.labels
    for fact in (row.relief.main for row in rows):
        key = "relief-note" if fact.basis == AS_READ else "relief-note-summary"
        cited = labels.law(fact.citation)
        yield draft.note(labels(key, cited=cited, date=labels.date(fact.read_on)), fact.address)
