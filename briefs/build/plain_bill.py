"""What a status brief says of its bills, where no campaign has texts about them."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from billtrail.bills.identity import author_words, leads, names_of, rewriting
from billtrail.bills.models import Bill, Sponsorship
from billtrail.bills.stages import newest_first
from billtrail.bills.values import BillStatus
from billtrail.briefs.language import Labels, tie
from billtrail.briefs.values import Block, Paragraph, Sentence
from billtrail.campaigns import CampaignStatus
from billtrail.errors import UsageError
from billtrail.legislatures import Aim, display, get

from .common_parts import status_note
from .draft import Draft
from .in_doubt import correction_notes, status_texts
from .subject import Lead, Reads, Subject

_LATEST_ACTIONS = 8
_OTHER_TITLES = 2


#: Bills beside the lead's; the others are counted.
_OTHER_BILLS = 8


def build_about(draft: Draft, others: Sequence[BillStatus], on: date) -> tuple[Block, ...]:
    """The bill, its latest steps, and the ``others`` of a campaign; nothing where a campaign tells
    of it in its own words."""
    campaign = draft.subject.campaign
    if campaign is not None and _tells(campaign):
        return ()
    if campaign is not None and not campaign.texts:
        draft.leave_out("no-sentences", "sentences of your own")
    facts = tuple(Paragraph((Sentence(tie(text)),)) for text in _facts(draft))
    latest = tuple(Paragraph((Sentence(text),), "bullet") for text in _latest(draft))
    return (
        *draft.block("bill", "heading-bill", *facts),
        *draft.block("latest", "heading-latest", *latest),
        *draft.block("others", "heading-others", *_others(draft, others, on)),
    )


def _tells(campaign: CampaignStatus) -> bool:
    """Whether its sentences say what the bill is about; those of an ask alone do not."""
    return any(text.key.startswith(_TELLING) for text in campaign.texts)


_TELLING = ("tagline", "problem", "does-", "limits", "programs", "behind")


def other_bills(snapshot: Reads, subject: Subject) -> Iterator[BillStatus]:
    """What a campaign without texts follows beside its lead, where it was there by the day; for a
    bill that a law overtook, that law."""
    campaign = subject.campaign
    if campaign is None or _tells(campaign):
        return
    told = {status.key for status in subject.lead.members()}
    for bill in campaign.bills:
        law = bill.status.enacted_via if bill.status else None
        key = law or bill.bill
        if bill.aim != Aim.HISTORY and key not in told:
            told.add(key)
            with suppress(UsageError):  # introduced later
                yield snapshot.bill(key)


def _others(draft: Draft, found: Sequence[BillStatus], on: date) -> Iterator[Paragraph]:
    """Where each of the campaign's other bills stands, with a note of its own."""
    for status in found[:_OTHER_BILLS]:
        lead = Lead(display(status.key), status, None)
        note = status_note(draft, lead, min(status.fresh_as_of, on.isoformat()))
        told, *rest = (Sentence(tie(text)) for text in status_texts(draft, status, status.law))
        notes = (note, *correction_notes(draft, status))
        yield Paragraph((replace(told, notes=notes), *rest), "bullet")
    more = len(found) - _OTHER_BILLS
    if more > 0:
        said = draft.labels.counted("more-bills", more, n=draft.labels.count(more))
        yield Paragraph((Sentence(said),))


def _facts(draft: Draft) -> Iterator[str]:
    labels, status = draft.labels, draft.subject.lead.proof
    bill = status.bill
    yield from _titles(draft, bill)
    yield from _first_sponsor(labels, status) or _leads(labels, status)
    if bill.introduced_date:
        yield labels("bill-introduced", date=labels.date(bill.introduced_date))
    # Both chambers can have a committee of one name; it is said once.
    names = dict.fromkeys(c.name for c in bill.committees or () if c.parent is None)
    if names:
        yield labels("bill-committees", names=labels.names(map(draft.official, names)))


def _titles(draft: Draft, bill: Bill) -> Iterator[str]:
    """The official title, else the title the record has, and what else it is called."""
    labels, names = draft.labels, names_of(bill)
    if names.official:
        old = names.official_was_first and rewriting(bill)
        title = draft.official(names.official.rstrip("."))
        yield labels("bill-title-introduced" if old else "bill-title", title=f"{title}.")
    elif bill.title:
        yield labels("bill-name", title=draft.official(bill.title.rstrip(".")) + ".")
    if names.others:
        others = names.others[:_OTHER_TITLES]
        yield labels("bill-called", titles=labels.list(map(draft.official, others)))


def _first_sponsor(labels: Labels, status: BillStatus) -> tuple[str, ...]:
    """Who carries it since its sponsor has died or left, and who that was."""
    now, introducer = status.first_sponsor, status.sponsor
    if now is None:
        return ()
    since = labels("bill-first-sponsor", date=labels.date(now.date), name=_named(now))
    if introducer is None:
        return (since,)
    return since, labels("bill-introducer", name=_named(introducer))


def _leads(labels: Labels, status: BillStatus) -> Iterator[str]:
    """Who leads it; in California the author, then joint ones."""
    people = leads(status.sponsor, status.bill.sponsorships)
    names = [_told_apart(labels, one, people, status.bill.jurisdiction) for one in people]
    first, *joint = names or [""]
    key = f"bill-lead-{author_words(status.bill.jurisdiction).labels}"
    if first:
        yield labels(key, name=first)
    if joint:
        yield labels.counted(f"{key}-joint", len(joint), names=labels.names(joint))


def _told_apart(
    labels: Labels, one: Sponsorship, people: Sequence[Sponsorship], jurisdiction: str
) -> str:
    """With the title of the office, where two of one name lead it, one in each chamber."""
    alike = sum(other.name == one.name for other in people) > 1
    if not alike or one.chamber is None or get(jurisdiction).seats.by_state:
        return _named(one)
    return labels.of(jurisdiction, f"title-{one.chamber}", name=one.name)


def _named(sponsor: Sponsorship) -> str:
    place = "-".join(part for part in (sponsor.party, sponsor.state) if part)
    return f"{sponsor.name} ({place})" if place and "[" not in sponsor.name else sponsor.name


def _latest(draft: Draft) -> Iterator[str]:
    labels, bill = draft.labels, draft.subject.lead.proof.bill
    seen: set[str] = set()
    for action in newest_first(bill.jurisdiction, bill.actions or ()):
        text = labels("latest", date=labels.date(action.date), text=action.description)
        if text not in seen and len(seen) < _LATEST_ACTIONS:
            seen.add(text)
            draft.official(action.description)
            yield text
