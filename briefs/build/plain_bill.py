"""What a status brief says of its bill, where no campaign has texts about it."""

from collections.abc import Iterator, Sequence

from billtrail.bills import Bill, BillStatus, Sponsorship
from billtrail.bills.identity import author_words, leads, names_of, rewriting
from billtrail.briefs.language import Labels, tie
from billtrail.briefs.values import Block, Paragraph, Sentence
from billtrail.legislatures import get
from billtrail.legislatures.calendar import last_day

from .draft import Draft

_LATEST_ACTIONS = 8
_OTHER_TITLES = 2


def build_about(draft: Draft) -> tuple[Block, ...]:
    """The bill and its latest steps; nothing where a campaign has its own texts."""
    if draft.subject.campaign is not None:
        return ()
    facts = tuple(Paragraph((Sentence(tie(text)),)) for text in _facts(draft))
    latest = tuple(Paragraph((Sentence(text),), "bullet") for text in _latest(draft))
    return (
        *draft.block("bill", "heading-bill", *facts),
        *draft.block("latest", "heading-latest", *latest),
    )


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
        yield labels("bill-committees", names=labels.list(map(draft.official, names)))


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
        yield labels.counted(f"{key}-joint", len(joint), names=labels.list(joint))


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
    labels, actions = draft.labels, draft.subject.lead.proof.bill.actions or ()
    newest = sorted(actions, key=lambda action: last_day(action.date), reverse=True)
    seen: set[str] = set()
    for action in newest:
        text = labels("latest", date=labels.date(action.date), text=action.description)
        if text not in seen and len(seen) < _LATEST_ACTIONS:
            seen.add(text)
            draft.official(action.description)
            yield text
