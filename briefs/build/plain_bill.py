"""What a status brief says of its bill, where no campaign has texts about it."""

from collections.abc import Iterator

from billtrail.bills import BillStatus, Sponsorship, author_words, leads
from billtrail.briefs.language import Labels, tie
from billtrail.briefs.values import Block, Paragraph, Sentence
from billtrail.legislatures import last_day

from .draft import Draft

_LATEST_ACTIONS = 8


def build_about(draft: Draft) -> tuple[Block, ...]:
    """The bill and its latest steps; nothing where a campaign has its own texts."""
    if draft.material.campaign is not None:
        return ()
    facts = tuple(Paragraph((Sentence(tie(text)),)) for text in _facts(draft))
    latest = tuple(Paragraph((Sentence(text),), "bullet") for text in _latest(draft))
    return (
        *draft.block("bill", "heading-bill", *facts),
        *draft.block("latest", "heading-latest", *latest),
    )


def _facts(draft: Draft) -> Iterator[str]:
    labels, status = draft.labels, draft.material.lead.proof
    bill = status.bill
    if bill.title:
        yield labels("bill-title", title=draft.official(bill.title.rstrip(".")) + ".")
    yield from _leads(labels, status)
    if bill.introduced_date:
        yield labels("bill-introduced", date=labels.date(bill.introduced_date))
    # Both chambers can have a committee of one name; it is said once.
    names = dict.fromkeys(c.name for c in bill.committees or () if c.parent is None)
    if names:
        yield labels("bill-committees", names=labels.list(map(draft.official, names)))


def _leads(labels: Labels, status: BillStatus) -> Iterator[str]:
    """Who leads it; in California the author, then joint ones."""
    first, *joint = [*map(_named, leads(status.sponsor, status.bill.sponsorships))] or [""]
    key = f"bill-lead-{author_words(status.bill.jurisdiction).labels}"
    if first:
        yield labels(key, name=first)
    if joint:
        yield labels.counted(f"{key}-joint", len(joint), names=labels.list(joint))


def _named(sponsor: Sponsorship) -> str:
    place = "-".join(part for part in (sponsor.party, sponsor.state) if part)
    return f"{sponsor.name} ({place})" if place and "[" not in sponsor.name else sponsor.name


def _latest(draft: Draft) -> Iterator[str]:
    labels, actions = draft.labels, draft.material.lead.proof.bill.actions or ()
    newest = sorted(actions, key=lambda action: last_day(action.date), reverse=True)
    seen: set[str] = set()
    for action in newest:
        text = labels("latest", date=labels.date(action.date), text=action.description)
        if text not in seen and len(seen) < _LATEST_ACTIONS:
            seen.add(text)
            draft.official(action.description)
            yield text
