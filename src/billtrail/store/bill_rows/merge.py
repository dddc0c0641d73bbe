"""Source records -> one bill, part by part. Pure.

The record of the highest rank is the base. A lower rank fills the parts the base does not speak
of. Where a lower rank speaks for a later day, its stage-proving actions and its list rows are
kept beside the base's, marked with their source, until the base catches up; a secondary source's
are not, where there is another.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from billtrail.bills import SECONDARY
from billtrail.bills.doubts import Correction
from billtrail.bills.identity import named_now
from billtrail.bills.models import Action, Bill, BillCommittee, Sponsorship, Vote
from billtrail.bills.people import same_name
from billtrail.bills.stages import PROVING_CLASSES
from billtrail.campaigns.staff_files import corrections
from billtrail.legislatures import PRIMARY_ROLES, Chamber, get
from billtrail.legislatures.calendar import last_day

from .rows import CHILD_TABLES, ChildTable, keyed

#: A stage-proving event: day, class, chamber.
Event = tuple[str, str, Chamber | None]


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What one source says of a bill, whole.

    ``continues``: it tells the same steps as the better source of its publisher, word for word, so
    its later steps continue that source's history.
    """

    source: str
    rank: int
    bill: Bill
    continues: bool = False

    @property
    def is_secondary(self) -> bool:
        return self.rank < SECONDARY

    @property
    def speaks_for(self) -> str:
        """The day the record speaks for."""
        return self.bill.data_as_of[:10]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sources differ; ``kept`` is what the merge took, ``""`` says nothing.

    ``field`` is a scalar's name or ``cosponsors`` (how many now), ``cosponsor_in_one_source`` (who)
    or ``latest_action`` (its day and text).
    """

    field: str
    kept: str
    kept_source: str
    other: str
    other_source: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged bill; ``origins`` names for each part the source of each row, in order.

    ``in_doubt``: what its publishers say otherwise that is not taken yet, in words. ``taken_back``
    are (part, row key) of the rows that a person took out of what is listed.
    """

    bill: Bill
    source: str
    origins: Mapping[str, tuple[str, ...]]
    differences: tuple[Difference, ...]
    in_doubt: str | None = None
    taken_back: frozenset[tuple[str, str]] = frozenset()


#: Scalars that a lower rank may fill at any age, because they do not move with time.
_TIMELESS = ("title", "short_title", "introduced_date", "policy_area", "source_url")
#: Scalars that a lower rank gives only while it speaks for a later day.
_NEWS = ("law", "location", "status_text", "cosponsor_count")
#: Scalars that move with the steps of a history.
_PLACES = ("location", "status_text")
#: Scalars on which a difference between sources is worth showing.
_COMPARED = ("introduced_date", "law")


def merge(records: Iterable[SourceRecord]) -> Merged:
    """One bill from every source's record of it; raises ``ValueError`` where there is none."""
    ordered = sorted(records, key=lambda r: (r.rank, r.bill.data_as_of, r.source), reverse=True)
    if not ordered:
        raise ValueError("a merge needs at least one record")
    base, *others = ordered
    bill, origins = base.bill, _origins_of(base)
    for other in others:
        bill, origins = _add(bill, origins, base, other)
    differences = [d for other in others for d in _differences(base, bill, other)]
    # An older record of a lower rank differs by its age alone.
    current = [base, *(other for other in others if other.speaks_for >= base.speaks_for)]
    differences += _derived_differences(current, bill)
    differences += (d for other in current[1:] for d in _one_sided(base, other))
    return Merged(named_now(bill), base.source, origins, tuple(differences))


#: The parts in which a correction may change rows.
_CORRECTED = tuple(table for table in CHILD_TABLES if table.part in ("actions", "sponsorships"))


def set_right(merged: Merged, found: Sequence[Correction]) -> Merged:
    """The merge as a person's corrections have it, which stand above every source."""
    if not found:
        return merged
    bill, origins = corrections.corrected(merged.bill, found), dict(merged.origins)
    taken_back: set[tuple[str, str]] = set()
    for table in _CORRECTED:
        before, after = getattr(merged.bill, table.part) or (), getattr(bill, table.part)
        if after is None or after == before:
            continue
        known = {id(row): source for row, source in zip(before, origins.get(table.part, ()),
                                                        strict=True)}  # fmt: skip
        origins[table.part] = tuple(known.get(id(row), corrections.CORRECTION) for row in after)
        gone = keyed(table, before).keys() - keyed(table, after).keys()
        taken_back |= {(table.part, key) for key in gone}
    settled = {one.field for one in found} | ({"law"} if bill.law != merged.bill.law else set())
    left = tuple(d for d in merged.differences if d.field not in settled)
    return replace(merged, bill=bill, origins=origins, differences=left,
                   taken_back=frozenset(taken_back))  # fmt: skip


def _origins_of(record: SourceRecord) -> dict[str, tuple[str, ...]]:
    parts = {table.part: getattr(record.bill, table.part) for table in CHILD_TABLES}
    return {part: (record.source,) * len(rows) for part, rows in parts.items() if rows is not None}


def _add(
    bill: Bill, origins: dict[str, tuple[str, ...]], base: SourceRecord, other: SourceRecord
) -> tuple[Bill, dict[str, tuple[str, ...]]]:
    weighs = base.is_secondary or not other.is_secondary
    later = weighs and other.speaks_for > base.speaks_for
    names = _TIMELESS + _NEWS if later else _TIMELESS
    values: dict[str, Any] = {
        name: getattr(other.bill, name) for name in names if getattr(bill, name) is None
    }
    if later and other.continues:
        values |= {name: told for name in _PLACES if (told := getattr(other.bill, name))}
    merged_origins = dict(origins)
    for table in CHILD_TABLES:
        rows, ours = getattr(other.bill, table.part), getattr(bill, table.part)
        if rows is None:
            continue
        if ours is None:
            values[table.part] = rows
            if table.part == "sponsorships":
                values["sponsors_only"] = other.bill.sponsors_only
            merged_origins[table.part] = (other.source,) * len(rows)
        elif later:
            goes_on = other.continues or get(bill.jurisdiction).keeps_order
            told = base.speaks_for if goes_on else None
            added = tuple(_news(table, ours, rows, told))
            values[table.part] = ours + added
            merged_origins[table.part] += (other.source,) * len(added)
    if later:
        values["data_as_of"] = max(bill.data_as_of, other.bill.data_as_of)
    if values:  # whose credit is asked for has it wherever a part of it is shown
        values["credit"] = bill.credit or other.bill.credit
    return replace(bill, **values), merged_origins


def _news(
    table: ChildTable, ours: Sequence[Any], theirs: Sequence[Any], told: str | None
) -> Iterable[Any]:
    """Rows of a later, lower-ranked record that the base does not have.

    Of actions those that prove a stage, and all after ``told`` where they continue the base's, or
    where steps tell the place of a measure: that it is held, or on the suspense file.
    """
    if table.part == "actions":
        known = {event for action in ours for event in _events(action)}
        return [a for a in theirs if _is_news(a, known) or (told and last_day(a.date) > told)]
    if table.part == "votes":
        return [vote for vote in theirs if not any(_same_vote(vote, known) for known in ours)]
    if table.part == "sponsorships":
        return [s for s in theirs if not any(_same_person(s, known) for known in ours)]
    identities = {table.identity(row) for row in ours}
    return [row for row in theirs if table.identity(row) not in identities]


def _is_news(action: Action, known: set[Event]) -> bool:
    events = _events(action)
    return bool(events) and not events & known


def _events(action: Action) -> set[Event]:
    """The stage-proving events an action stands for; two sources word one event differently."""
    return {
        (action.date, class_.value, action.chamber)
        for class_ in action.classification
        if class_ in PROVING_CLASSES
    }


def _same_vote(one: Vote, other: Vote) -> bool:
    """Publishers number votes their own way: one chamber's vote of a day with the same counts."""
    if one.identifier == other.identifier:
        return True
    places = {one.committee, other.committee} - {None}
    return len(places) < 2 and (one.date, one.chamber, one.yes, one.no) == (
        other.date, other.chamber, other.yes, other.no,
    )  # fmt: skip


def _same_person(one: Sponsorship, other: Sponsorship) -> bool:
    """Two sources' rows for one signature: by id and day, or by name and chamber without ids of
    one kind (California's data names seats, its rosters name people).

    A member who withdrew and rejoined has two rows, told apart by their days.
    """
    if one.person and other.person and _kind(one.person) == _kind(other.person):
        return one.person == other.person and one.date == other.date
    return same_name(one.name, one.chamber, other.name, other.chamber)


def _kind(person: str) -> str:
    """``ocd-person`` of ``ocd-person/...``, ``ca`` of a seat, nothing of a member of Congress."""
    return person.partition("/")[0] if "/" in person else person.partition("-")[0] * ("-" in person)


def _differences(base: SourceRecord, bill: Bill, other: SourceRecord) -> Iterable[Difference]:
    for name in _COMPARED:
        ours, theirs = getattr(bill, name), getattr(other.bill, name)
        if ours and theirs and not ours.startswith(theirs) and ours != theirs:
            yield Difference(name, ours, base.source, theirs, other.source)


def _derived_differences(records: Sequence[SourceRecord], bill: Bill) -> Iterable[Difference]:
    """Where a record's own list says something else than the merged list that is shown."""
    for field, value_of, key_of in _DERIVED:
        shown = value_of(bill)
        own = [(record.source, value) for record in records if (value := value_of(record.bill))]
        if not shown:
            continue
        agree = [source for source, value in own if key_of(value) == key_of(shown)]
        kept_source = agree[0] if agree else " + ".join(source for source, _ in own)
        for source, value in own:
            if key_of(value) != key_of(shown):
                yield Difference(field, shown, kept_source, value, source)


def lists_cosponsors(bill: Bill) -> bool:
    """Whether every cosponsor is listed, or there is none."""
    return bill.sponsorships is not None and not bill.sponsors_only


def cosponsor_count(bill: Bill) -> int | None:
    """How many stand behind the bill now: counted where they are listed, else the number given."""
    if not lists_cosponsors(bill):
        return bill.cosponsor_count
    return len({
        s.person or s.name for s in bill.sponsorships or ()
        if not s.withdrawn and s.role not in PRIMARY_ROLES
    })  # fmt: skip


def _cosponsor_count(bill: Bill) -> str | None:
    count = cosponsor_count(bill)
    return None if count is None else str(count)


def _cosponsors(bill: Bill) -> list[Sponsorship]:
    return [s for s in bill.sponsorships or () if s.role not in PRIMARY_ROLES]


def _latest_action(bill: Bill) -> str | None:
    """ "2025-02-14 Referred to ...": the newest action in a publisher's own words."""
    actions = [action for action in bill.actions or () if action.official]
    newest = max(reversed(actions), key=lambda action: last_day(action.date), default=None)
    return f"{newest.date} {newest.description}" if newest else None


#: Compared between sources: field, its value in words, and what of the value counts.
_DERIVED: tuple[tuple[str, Callable[[Bill], str | None], Callable[[str], str]], ...] = (
    ("cosponsors", _cosponsor_count, str),
    ("latest_action", _latest_action, lambda value: value[:10]),
)


def _one_sided(base: SourceRecord, other: SourceRecord) -> Iterable[Difference]:
    """Who is listed by one of two sources that both name the cosponsors."""
    if not all(lists_cosponsors(record.bill) for record in (base, other)):
        return
    for one, two in ((base, other), (other, base)):
        known = _cosponsors(two.bill)
        alone = [
            s.name for s in _cosponsors(one.bill) if not any(_same_person(s, k) for k in known)
        ]
        if alone:
            names = "; ".join(sorted(alone))
            yield Difference("cosponsor_in_one_source", names, one.source, "", two.source)


# -- a record of what is new -----------------------------------------------------------------------

#: Scalars that stay where the news does not speak of them.
_LASTING = ("title", "short_title", "introduced_date", "policy_area", "source_url")
#: Scalars that move together: news with a status speaks of all of them.
_MOVING = ("law", "location", "status_text")
_IDENTITIES = {table.part: table.identity for table in CHILD_TABLES}


def laid_over(stored: Bill, news: Bill) -> Bill:
    """A source's earlier record with a later one that holds only what is new (``Bill.adds``).

    What the news lists stands beside what was listed; a print that is new brings all its authors,
    and a history that is told from its first step takes the place of the one we had.
    """
    values: dict[str, Any] = {
        name: given for name in _LASTING if (given := getattr(news, name)) is not None
    }
    if news.status_text is not None:
        values |= {name: getattr(news, name) for name in _MOVING}
    values |= {part: _listed(part, stored, news) for part in _IDENTITIES}
    if tells_all_steps(stored, news):
        values["actions"] = news.actions
    values["data_as_of"] = max(stored.data_as_of, news.data_as_of)
    return replace(stored, **values)


def tells_all_steps(stored: Bill, news: Bill) -> bool:
    """Whether news tells a bill's steps anew from the first, so that one it leaves out is gone: a
    publisher that makes a history anew sends all of it. A few steps are no history."""
    held, told = stored.actions or (), news.actions or ()
    if len(held) < _A_HISTORY or not told:
        return False
    again = {(step.date, _stem(step)) for step in told}
    left_out = [step for step in held if (step.date, _stem(step)) not in again]
    return held[0] not in left_out and len(left_out) <= max(1, len(held) // 10)


#: So many steps are a history.
_A_HISTORY = 4


def _listed(part: str, stored: Bill, news: Bill) -> tuple[Any, ...] | None:
    before, after = getattr(stored, part), getattr(news, part)
    if not before or after is None or (part == "sponsorships" and news.versions):
        return after if after is not None else before  # type: ignore[no-any-return]
    identity = _IDENTITIES[part]
    corrected = {_as_was(row) for row in after} - {None} if part == "actions" else ()
    known = {identity(row): row for row in before
             if not corrected or (row.date, _stem(row)) not in corrected}  # fmt: skip
    rows = {identity(row): _met(known.get(identity(row)), row) for row in after}
    # Prints are listed newest first, everything else oldest first.
    order = rows | known if part == "versions" else known | rows
    return tuple((known | rows)[key] for key in order)


def _as_was(action: Action) -> tuple[str, str] | None:
    """Day and words of the step that this one is the correction of: "(Corrected April 20.)"."""
    return (action.date, _stem(action)) if _CORRECTED_MARK.search(action.description) else None


_CORRECTED_MARK = re.compile(r"\S.*\(corrected [^()]*\)", re.IGNORECASE)


def _stem(action: Action) -> str:
    """Its words without counts and marks in brackets."""
    return " ".join(re.sub(r"\([^()]*\)\.?", "", action.description).split()).casefold()


def _met(before: Any, after: Any) -> Any:
    """A committee has met a bill on the days of both records."""
    if not isinstance(before, BillCommittee):
        return after
    days = dict.fromkeys((*before.activities, *after.activities))
    return after._replace(activities=tuple(days))
