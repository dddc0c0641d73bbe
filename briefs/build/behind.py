"""Who stands behind a measure, counted from its record: passage, cosponsors, sourced support."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from billtrail.bills.identity import author_words, rewriting
from billtrail.bills.models import Sponsorship, Vote
from billtrail.bills.stages import Milestone, ProvedMilestone
from billtrail.bills.values import BillStatus
from billtrail.briefs.language import Labels, tie
from billtrail.briefs.values import Block, Chart, ChartRow, Paragraph, Sentence
from billtrail.campaigns import Endorser
from billtrail.legislatures import DECIDED, Chamber, display
from billtrail.legislatures.calendar import last_day

from .draft import Draft
from .positions import position_sentences
from .subject import Lead

_PASSED = (Milestone.PASSED, Milestone.AGREED)

#: What a passage action says of the way it passed -> label.
_HOW = (
    (re.compile(r"unanimous consent|without objection", re.IGNORECASE), "how-unanimous"),
    (re.compile(r"voice vote", re.IGNORECASE), "how-voice"),
)

#: The count that a line tells of itself: "Passed the Assembly (74 to 0)", "passed; YEAS 29 NAYS
#: 10", "Passed 086-030-000", "Passed House (59-Y 39-N)".
_COUNT = re.compile(
    r"\((?P<a>\d+) to (?P<b>\d+)\)$"
    r"|\b(?:yeas|ayes)\W{1,3}(?P<c>\d+)\W{1,3}(?:nays|noes)\W{1,3}(?P<d>\d+)"
    r"|\b(?P<e>\d{3})-(?P<f>\d{3})-\d{3}\b|\((?P<g>\d+)-Y (?P<h>\d+)-N\b",
    re.IGNORECASE,
)

#: The publishers' party words -> the letter of the label, in printing order.
_PARTIES: Mapping[str, str] = {
    "R": "R", "Republican": "R", "D": "D", "Democrat": "D", "Democratic": "D",
    "I": "I", "ID": "I", "Independent": "I",
}  # fmt: skip
_ORDER = "RDI"


def build_behind(
    draft: Draft, status_note: int, ours: tuple[Sentence, ...] = ()
) -> tuple[Block, ...]:
    """The block, or nothing where the record and the campaign name nobody; ``ours`` is what the
    organisation says of itself."""
    lead, labels = draft.subject.lead, draft.labels
    own = draft.sentence("behind")
    record = [*_cosponsors(labels, lead), *passage_sentences(labels, lead.proof)]
    counted = tuple(Sentence(tie(text)) for text in record)
    parts = [Paragraph((own,))] if own else []
    if counted:
        noted = replace(counted[0], notes=(status_note,))
        parts.append(Paragraph((noted, *counted[1:])))
    endorsers = (*ours, *_endorsers(draft, own.text if own else ""))
    if endorsers:
        parts.append(Paragraph(endorsers))
    heading = "heading-behind" if lead.alive else "heading-behind-ended"
    return draft.block("behind", heading, *parts)


# -- passage -------------------------------------------------------------------------------------


def passage_sentences(labels: Labels, status: BillStatus) -> Iterator[str]:
    """ "It passed the House by voice vote on December 1, 2025, and the Senate ..."; apart from it
    what was passed before the text was replaced. Of one day its own chamber passed it first."""
    origin = status.bill.chamber
    found: dict[str, dict[Chamber, ProvedMilestone]] = {"passed-before": {}, "passed": {}}
    replaced = _replaced_on(status)
    for step in status.progress.steps:
        if step.milestone in _PASSED and step.chamber:
            label = "passed-before" if last_day(step.date) < replaced else "passed"
            found[label].setdefault(step.chamber, step)
    for label, steps in found.items():
        told = sorted(steps.items(), key=lambda one: (last_day(one[1].date), one[0] != origin))
        parts = [_passed_part(labels, status, chamber, step) for chamber, step in told]
        if parts:
            yield labels.counted(label, len(parts), chambers=labels.list(parts))


def _replaced_on(status: BillStatus) -> str:
    """The day from which the bill has the text it has; empty where it was never rewritten."""
    found = rewriting(status.bill)
    return found.date or "" if found and not found.proposed else ""


def _passed_part(
    labels: Labels, status: BillStatus, chamber: Chamber, step: ProvedMilestone
) -> str:
    name = labels.of(status.bill.jurisdiction, chamber.value)
    how, date = _how(labels, status, chamber, step), labels.date(step.date)
    if how:
        return labels("passed-part", chamber=name, how=how, date=date)
    return labels("passed-plain", chamber=name, date=date)


def _how(labels: Labels, status: BillStatus, chamber: Chamber, step: ProvedMilestone) -> str | None:
    told = step.action.description
    if counted := _COUNT.search(told):
        yes, no = (int(count) for count in counted.groups() if count)
        return labels("how-count", yes=yes, no=no)
    if found := max(_passing(status, chamber, step.date), key=_voting, default=None):
        return labels("how-count", yes=found.yes, no=found.no)
    return next((labels(key) for rule, key in _HOW if rule.search(told)), None)


def _passing(status: BillStatus, chamber: Chamber, day: str) -> Iterator[Vote]:
    """The votes by which the chamber can have passed it on the day. Of several the one with the
    most members is the chamber's own: a source that does not tell committees apart has those of
    theirs beside it."""
    for vote in status.bill.votes or ():
        floor = vote.committee is None and vote.chamber == chamber and vote.date == day
        lost = (vote.result or "").lower().startswith(("fail", "reject"))
        if floor and vote.is_on_bill and not lost and vote.yes is not None and vote.no is not None:
            yield vote


def _voting(vote: Vote) -> tuple[int, bool]:
    """How many voted; of two votes of a chamber on one day ("Final Passage on Reconsideration") the
    one that was held again stands."""
    members = (vote.yes or 0) + (vote.no or 0) + (vote.other or 0)
    return members, "reconsider" in (vote.motion or "").lower()


# -- cosponsors ----------------------------------------------------------------------------------


def _cosponsors(labels: Labels, lead: Lead) -> Iterator[str]:
    current = lead.proof.cosponsors.current
    if current:
        parties = Counter[str]()
        for party, count in lead.proof.cosponsors.by_party.items():
            parties[_PARTIES.get(party, "")] += count
        yield labels.counted(
            "cosponsors" if lead.alive else "cosponsors-ended",
            current,
            bill=lead.bill,
            n=current,
            kind=labels.counted(f"joined-{_authors(lead)}", current),
            parties=_parties(labels, parties, current),
        )
        yield from _joined_before(labels, lead.proof)
    bills, people, complete = _effort_cosponsors(lead)
    if bills > 1 and len(people) > (current or 0):
        parties = _by_party(people)
        key = "family-cosponsors" if complete else "family-cosponsors-least"
        yield labels(
            f"{key}-{_authors(lead)}", bills=labels.count(bills), n=len(people),
            parties=_parties(labels, parties, len(people)),
        )  # fmt: skip


def _joined_before(labels: Labels, status: BillStatus) -> Iterator[str]:
    """Whose name stands for another text than that of now."""
    replaced = _replaced_on(status)
    days = {p.person or p.name: p.date for p in status.cosponsors.people if not p.withdrawn}
    early = sum(last_day(day) < replaced for day in days.values() if day)
    if early and early == len(days):
        yield labels("cosponsors-before")
    elif early:
        yield labels.counted("cosponsors-some-before", early, n=early)


def _authors(lead: Lead) -> str:
    """How the labels call those who stand behind the lead's bill."""
    return author_words(lead.proof.bill.jurisdiction).labels


def _effort_cosponsors(lead: Lead) -> tuple[int, tuple[Sponsorship, ...], bool]:
    """Bills counted, their different cosponsors (once each, as last seen), and whether every
    bill's list is complete. Those who withdrew are not counted on the bill they left."""
    members = lead.members()
    people: dict[str, Sponsorship] = {}
    for status in sorted(members, key=lambda status: status.bill.introduced_date or ""):
        for person in status.cosponsors.people:
            if not person.withdrawn:
                people[person.person or person.name] = person
    return len(members), tuple(people.values()), all(s.cosponsors.complete for s in members)


def _by_party(people: Iterable[Sponsorship]) -> Counter[str]:
    return Counter(_PARTIES.get(person.party or "", "") for person in people)


def _parties(labels: Labels, parties: Mapping[str, int], total: int) -> str:
    """Said only where every member's party is on record."""
    known = [(party, parties.get(party, 0)) for party in _ORDER if parties.get(party)]
    if not known or sum(count for _, count in known) != total:
        return ""
    each = [labels.counted(f"party-{party}", count, n=count) for party, count in known]
    return labels("parties", list=labels.list(each))


def build_party_chart(draft: Draft) -> Chart | None:
    """Different cosponsors of the whole effort by party; ``None`` where a party is not known."""
    labels = draft.labels
    bills, people, complete = _effort_cosponsors(draft.subject.lead)
    parties = _by_party(people)
    if not complete or parties.get("") or len(parties) < 2:
        return None
    rows = tuple(
        ChartRow(labels(f"bar-party-{party}"), float(parties[party]), str(parties[party]))
        for party in _ORDER
        if parties[party]
    )
    key = "chart-cosponsors-family" if bills > 1 else "chart-cosponsors"
    title = labels(f"{key}-{_authors(draft.subject.lead)}", bills=labels.count(bills))
    base = labels("chart-cosponsors-base", n=len(people))
    return Chart("behind", title, base, float(len(people)), rows, (1,))


# -- support that has a source -------------------------------------------------------------------


def _endorsers(draft: Draft, said: str) -> Iterator[Sentence]:
    """Endorsers with their proof, then sourced positions; nobody whom ``said`` already names."""
    campaign, labels = draft.subject.campaign, draft.labels
    if campaign is None:
        return
    endorsers = [e for e in campaign.endorsers if e.organisation not in said]
    if endorsers:
        notes = {draft.note(draft.own(e.proof).rstrip(".") + ".") for e in endorsers}
        text = labels("endorsers", list="; ".join(_grouped(labels, endorsers)))
        yield Sentence(tie(text), notes=tuple(sorted(notes)))
    endorsed = {endorser.bill for endorser in campaign.endorsers}
    for bill in campaign.bills:
        if bill.decided_by and bill.position in DECIDED and bill.bill not in endorsed:
            yield from position_sentences(draft, bill.decided_by, bill)


def _grouped(labels: Labels, endorsers: Iterable[Endorser]) -> Iterator[str]:
    """ "Cast (AB 1761 and AB 1762, 2016)": one group for each organisation and year."""
    bills: dict[tuple[str, str], list[str]] = {}
    for endorser in endorsers:
        group = (endorser.organisation, endorser.date[:4])
        bills.setdefault(group, []).append(display(endorser.bill))
    for (who, year), numbers in bills.items():
        yield labels("endorser-group", by=who, bill=labels.list(numbers), date=year)
