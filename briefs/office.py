"""A leave-behind's own words: what the page says to the one office it is for."""

from enum import StrEnum

from billtrail.briefs.draft import Draft
from billtrail.briefs.language import tie
from billtrail.briefs.values import Addressee, Block, Paragraph, Sentence
from billtrail.identifiers import display
from billtrail.models import Person


class Variant(StrEnum):
    """What the page does for its office; ``neutral`` says nothing about what they did."""

    THANK = "thank"
    ASK = "ask"
    NEUTRAL = "neutral"


def build_addressee(draft: Draft, person: Person) -> Addressee:
    variant = Variant.THANK if _on_record(draft, person) else Variant.NEUTRAL
    place = "-".join(part for part in (person.state, person.district) if part)
    return Addressee(person.id, person.name, place, variant.value)


def build_office(draft: Draft, person: Person) -> tuple[Block, ...]:
    """The block for the office; nothing where there is nothing to say."""
    heading = draft.words("for-legislator", name=person.name)
    sentences = _on_record(draft, person)
    return (Block("office", heading, (Paragraph(sentences),)),) if sentences else ()


def _on_record(draft: Draft, person: Person) -> tuple[Sentence, ...]:
    """What this legislator did for the effort, as far as the record says."""
    members = draft.material.lead.members()
    joined = [
        s for s in members
        if any(c.person == person.id and not c.withdrawn for c in s.cosponsors.people)
    ]  # fmt: skip
    led = [s for s in members if s.sponsor and s.sponsor.person == person.id]
    rows = (("legislator-sponsor", led), ("legislator-joined", joined))
    return tuple(
        Sentence(tie(draft.words(
            key, name=person.name, bills=draft.words.list(display(s.key) for s in bills)
        )))
        for key, bills in rows if bills
    )  # fmt: skip
