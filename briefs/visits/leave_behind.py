"""The page for one office: a campaign's brief, addressed.

The brief is built once for everybody; ``address`` puts the words for one legislator into it. Who
stands on a bill of the effort is thanked by naming the bill, who does not is asked. Nobody is
said not to have joined a list that is unknown or old, and the page makes no words of that: its
author is told. What could embarrass (a name withdrawn, a vote against) is for the visit sheet
alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from billtrail.bills.identity import author_words
from billtrail.bills.models import Person
from billtrail.bills.people import seats
from billtrail.bills.values import BillStatus, Deed, Part
from billtrail.briefs.build import FULFILLED, Reads, build, build_facts, followed, rules, session_of
from billtrail.briefs.language import Labels, tie
from billtrail.briefs.values import (
    OFFICE,
    Addressee,
    Block,
    Brief,
    LeftOut,
    Note,
    Paragraph,
    Sentence,
)
from billtrail.campaigns.positions import is_named
from billtrail.legislatures import display

from .effort import Effort, missing_lists

_MOST_BILLS = 3

_ASKS_TO_JOIN = re.compile(
    r"\bco-?(?:sponsor|author)(?!ed|s\b)|\bcopatrocin(?:e|en|ar)\b"
    r"|\bsúm(?:ese|ense|ate)\b|\bcoautor(?:es|as?)?\b",
    re.IGNORECASE,
)
_ASKS_TO_VOTE = re.compile(
    r"\bvote (?:for|yes|no|against)\b|\bvot(?:e|en|ar) (?:a favor|en contra)\b", re.IGNORECASE
)


class Variant(StrEnum):
    """What the page does for its office; ``neutral`` says nothing of what they did not do."""

    THANK = "thank"
    ASK = "ask"
    NEUTRAL = "neutral"


def build_leave_behinds(
    snapshot: Reads, effort: Effort, people: Iterable[Person], now: Reads | None = None
) -> Iterator[Brief]:
    """The pages of ``people``, from one snapshot. Raises as ``brief.build`` does."""
    brief = build(snapshot, effort.request, now)
    for person in people:
        yield address(brief, effort, person)


def address(brief: Brief, effort: Effort, person: Person) -> Brief:
    """The brief for one office: who it is for, thanks or ask, and only asks they can do."""
    part = effort.own(effort.part(person))
    variant = _choose_variant(effort, person, part)
    blocks = tuple(_for_office(brief.blocks, effort, person, variant))
    has_ask = any(block.kind == "ask" for block in blocks)
    sentences = tuple(Sentence(tie(t)) for t in _say(effort, person, part, variant, has_ask))
    named = [deed.status for deed in _thanked(part)]
    page = replace(
        brief,
        head=effort.labels("for-legislator", name=_with_place(effort.labels, person)),
        addressee=Addressee(person.id, titled(effort.labels, person), seats.seat(person),
                            variant.value),
        blocks=blocks,
        left_out=(*brief.left_out, *_left_out(effort, person, part)),
    )  # fmt: skip
    if not sentences:
        return _checked(page, effort)
    if named:
        page, sentences = _noted(page, effort, sentences, named)
    key = "office-thanks" if variant == Variant.THANK else "office-to"
    heading = effort.labels(key, name=titled(effort.labels, person, short=True))
    block = Block("office", heading, (Paragraph(sentences),))
    if variant != Variant.NEUTRAL:
        decided = build_facts(effort.subject.stand().decided)
        said = tuple(dict.fromkeys((*page.positions, *decided)))
        page = replace(page, asks=(*page.asks, OFFICE), positions=said)
    # The words to the office stand where others have the line under the title.
    return _checked(replace(page, tagline="", blocks=(block, *page.blocks)), effort)


def _left_out(effort: Effort, person: Person, part: Part) -> tuple[LeftOut, ...]:
    """Thanks that are not ours to give, or the lists that cannot say who has joined."""
    return (effort.otherwise,) if effort.otherwise else missing_lists(effort, person, part)


def _checked(page: Brief, effort: Effort) -> Brief:
    blocks = [block for block in page.blocks if block.kind in ("office", "ask")]
    said = [s.text for b in blocks for p in b.paragraphs for s in p.sentences]
    rules.refuse_false_ask(effort.subject, said)
    lobbying = rules.lobbying_class(page, effort.request.audience).value
    return replace(page, lobbying=lobbying)


# -- what the page does ---------------------------------------------------------------------------


def _choose_variant(effort: Effort, person: Person, part: Part) -> Variant:
    if effort.withheld:
        return Variant.NEUTRAL
    if _thanked(part):
        return Variant.THANK
    if any(not effort.is_known(status) for status in effort.open_to(person)):
        return Variant.NEUTRAL
    fulfilled = effort.subject.lead.stage in FULFILLED
    return Variant.ASK if fulfilled or effort.live else Variant.NEUTRAL


def _thanked(part: Part) -> tuple[Deed, ...]:
    return part.of("introduced", "leads", "joined")


# -- its words ------------------------------------------------------------------------------------


def titled(labels: Labels, person: Person, *, short: bool = False) -> str:
    """``Rep. Ted Lieu``, or ``Rep. Lieu``."""
    name = seats.family_name(person) if short else person.name
    return labels.of(person.jurisdiction, f"title-{seats.office(person)}", name=name)


def _with_place(labels: Labels, person: Person) -> str:
    """``Rep. Ted Lieu (CA-36)``; a senator's state alone."""
    place = seats.seat(person).removesuffix("-Sen")
    return labels("place", name=titled(labels, person), place=place)


def _say(
    effort: Effort, person: Person, part: Part, variant: Variant, has_ask: bool
) -> Iterator[str]:
    if effort.otherwise:
        return
    if variant == Variant.THANK:
        yield from _thanks(effort, part)
        yield from _after_thanks(effort, person, part, has_ask)
    elif variant == Variant.ASK:
        yield from _asked(effort, person, has_ask)
    else:
        yield from _did(effort, part)


def _thanks(effort: Effort, part: Part) -> Iterator[str]:
    yield from _did(effort, part)
    yield from _led_to(effort, part)


def _did(effort: Effort, part: Part) -> Iterator[str]:
    labels = effort.labels
    said = author_words(effort.subject.lead.proof.bill.jurisdiction).labels
    for kind in ("introduced", "leads", "joined"):
        bills = [deed.status for deed in part.of(kind)]
        if bills:
            yield labels(f"office-{kind}-{said}", bills=bill_names(effort, bills))


def bill_names(effort: Effort, bills: Sequence[BillStatus]) -> str:
    """The newest by number and year, the others counted."""
    labels, shown = effort.labels, bills[:_MOST_BILLS]
    if len(bills) == _MOST_BILLS + 1:
        shown = bills
    named = [_numbered(effort, status) for status in shown]
    earlier = len(bills) - len(shown)
    if earlier:
        named.append(labels.counted("office-earlier", earlier, n=labels.count(earlier)))
    return labels.list(named)


def _numbered(effort: Effort, status: BillStatus) -> str:
    """``H.R. 7137 (2024)``; the bill that became law with its law."""
    labels, lead = effort.labels, effort.subject.lead
    bill, year = display(status.key), (status.bill.introduced_date or "")[:4]
    if lead.stage in FULFILLED and lead.law and status.key == lead.proof.key:
        return labels("office-bill-law", bill=bill, law=labels.law(lead.law))
    return labels("office-bill-year", bill=bill, year=year) if year else bill


def _led_to(effort: Effort, part: Part) -> Iterator[str]:
    """That earlier bills led to the law, to those who stand on another bill than the law's."""
    labels, lead = effort.labels, effort.subject.lead
    if lead.stage in FULFILLED and lead.law and not part.stands_on(lead.proof.key):
        yield labels("office-led-to", law=labels.law(lead.law))


def _after_thanks(effort: Effort, person: Person, part: Part, has_ask: bool) -> Iterator[str]:
    """What follows the thanks: carry it out, help it move, or join this session's bill too."""
    labels, lead, live = effort.labels, effort.subject.lead, effort.open_to(person)
    if lead.stage in FULFILLED:
        if has_ask:
            yield labels("office-implement", what=labels.law(lead.law) or lead.bill)
        return
    if live and not any(part.stands_on(status.key) for status in live):
        session = session_of(live[0])
        if all(effort.is_known(status) for status in live):
            key = f"office-join-too-{author_words(person.jurisdiction).labels}"
            yield labels(key, bill=_either(effort, live), session=session)
    elif has_ask and effort.live:
        yield labels("office-go-on")


def _asked(effort: Effort, person: Person, has_ask: bool) -> Iterator[str]:
    labels, lead, live = effort.labels, effort.subject.lead, effort.open_to(person)
    if lead.stage in FULFILLED:
        if has_ask:
            yield labels("office-implement-ask", what=labels.law(lead.law) or lead.bill)
        return
    if not live:
        chamber = labels.of(person.jurisdiction, f"{person.chamber}")
        yield labels("office-when-it-comes", bill=lead.bill, chamber=chamber)
        return
    joins = f"office-join-{author_words(person.jurisdiction).labels}"
    yield labels(joins, bill=_either(effort, live))
    if len(live) == 1 and live[0].cosponsors.current:
        count, day = live[0].cosponsors.current, labels.date(live[0].fresh_as_of)
        yield labels.counted("office-have-joined", count, n=labels.count(count), date=day)


def _either(effort: Effort, bills: Sequence[BillStatus]) -> str:
    return effort.labels.list(display(status.key) for status in bills)


def _noted(
    page: Brief, effort: Effort, sentences: tuple[Sentence, ...], named: Sequence[BillStatus]
) -> tuple[Brief, tuple[Sentence, ...]]:
    """The first sentence with a note that names the records it comes from."""
    number = len(page.notes) + 1
    bills = effort.labels.list(dict.fromkeys(display(status.key) for status in named))
    text = effort.labels("note-office", bills=bills)
    first = replace(sentences[0], notes=(number,))
    return replace(page, notes=(*page.notes, Note(number, tie(text)))), (first, *sentences[1:])


# -- asks that this person can do -----------------------------------------------------------------


def _for_office(
    blocks: Iterable[Block], effort: Effort, person: Person, variant: Variant
) -> Iterator[Block]:
    """The blocks in their order, the ask as far as it is for this person."""
    for block in blocks:
        if block.kind != "ask":
            yield block
        elif asked := _still_asked(block, effort, person):
            every = variant == Variant.NEUTRAL
            yield replace(asked, heading=effort.labels("office-ask-all")) if every else asked


def _still_asked(block: Block, effort: Effort, person: Person) -> Block | None:
    """The ask without what the person has done, or cannot do; ``None`` where nothing is left."""
    part = effort.part(person)
    kept = tuple(
        p for p in block.paragraphs
        if p.style != "number"
        or all(_may_ask(effort, person, part, s.text) for s in p.sentences)
    )  # fmt: skip
    return replace(block, paragraphs=kept) if any(p.style == "number" for p in kept) else None


def _may_ask(effort: Effort, person: Person, part: Part, text: str) -> bool:
    if _ASKS_TO_VOTE.search(text) and not seats.votes(person):
        return False
    if not _ASKS_TO_JOIN.search(text):
        return True
    bills = [s for s in _named_bills(effort, text) if s.bill.chamber == person.chamber]
    return bool(bills) and not any(part.stands_on(status.key) for status in bills)


def _named_bills(effort: Effort, text: str) -> Sequence[BillStatus]:
    """The bills that an ask names; the effort's live ones where it names none."""
    named = [
        status for status in followed(effort.subject)
        if status.progress.alive and is_named(status.key, text)
    ]  # fmt: skip
    return named or effort.live
