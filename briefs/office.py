"""A leave-behind's own words: what the page says to the one office it is for."""

from enum import StrEnum

from billtrail.briefs.draft import Draft
from billtrail.briefs.language import tie
from billtrail.briefs.values import Addressee, Block, Paragraph, Sentence
from billtrail.families import persons_work
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
    work = persons_work(draft.material.lead.members(), person.id)
    rows = (("legislator-sponsor", work.led), ("legislator-joined", work.joined))
    return tuple(
        Sentence(tie(draft.words(
            row, name=person.name, bills=draft.words.list(display(key) for key in keys)
        )))
        for row, keys in rows if keys
    )  # fmt: skip
