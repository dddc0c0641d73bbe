"""The ``Paper``: a letter or another paper for a legislature as a plain frozen value, before it is
a file.

Its blocks, sentences and notes are those of briefs. ``left_out``, ``findings`` and ``card`` are for
the author alone: ``published`` takes them off, and only that travels in a file or counts for the
id.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import orjson

from billtrail.briefs.values import (
    BillStage,
    Block,
    BriefPosition,
    LeftOut,
    Note,
    PageMark,
    Paragraph,
    Sentence,
    read_json,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, for the author: ``level`` is ok, warn or stop; ``action`` is the one
    thing that helps, empty where nothing need be done."""

    check: str
    level: str
    says: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A field of a portal, and what to enter there."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What the paper rests on, for ``verify``. ``committee`` is an id and ``committee_name`` how
    the page calls it, both empty where it is for none; ``print_note``, ``print_date`` and
    ``print_code`` are the version that it names; ``hearing`` is the day of the committee's;
    ``signers`` are numbers of the roll, which alone says who they are."""

    bill: str = ""
    committee: str = ""
    committee_name: str = ""
    print_note: str = ""
    print_date: str = ""
    print_code: str = ""
    hearing: str = ""
    stages: tuple[BillStage, ...] = ()
    positions: tuple[BriefPosition, ...] = ()
    signers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """``paper`` is the id of its definition; dates are ISO text, words in ``language`` (en, es).

    ``pages`` is how many it may have (0: as many as it needs) of its ``sheet`` (letter, half),
    ``strong`` the words of the block ``stance`` that stand out, ``english`` what stays English in
    another language.
    """

    paper: str
    title: str
    on: str
    language: str
    locale: str
    version: str
    organisation: str | None
    accent: str
    pages: int
    sheet: str
    strong: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    closing: str
    id_label: str
    marks: tuple[PageMark, ...]
    facts: PaperFacts
    english: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()
    card: tuple[CardRow, ...] = ()

    @property
    def is_draft(self) -> bool:
        return any(mark.kind == "draft" for mark in self.marks)

    @property
    def sentences(self) -> Iterator[Sentence]:
        yield from (sentence for block in self.blocks for sentence in block.sentences)

    @property
    def texts(self) -> Iterator[str]:
        """Every printed text."""
        yield from (mark.text for mark in self.marks)
        yield from (sentence.text for sentence in self.sentences)
        yield from (note.text for note in self.notes)
        yield self.closing

    def block(self, kind: str) -> Block | None:
        return next((block for block in self.blocks if block.kind == kind), None)


def published(paper: Paper) -> Paper:
    """The paper without what is only for its author."""
    return replace(paper, left_out=(), findings=(), card=())


def to_json(paper: Paper) -> str:
    """Canonical JSON: equal papers give equal text."""
    return orjson.dumps(paper, option=orjson.OPT_SORT_KEYS).decode()


def from_json(text: str) -> Paper:
    """The paper that ``to_json`` wrote, by this version or an older one.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` where it is none.
    """
    paper = read_json(Paper, text)
    if not paper.paper:
        raise ValueError("a paper has a kind")
    date.fromisoformat(paper.on)
    return paper


def renumbered(paper: Paper) -> Paper:
    """Only the notes that something on the page points to, numbered in reading order."""
    used = dict.fromkeys(number for s in paper.sentences for number in s.notes)
    new = {old: at for at, old in enumerate(used, start=1)}
    notes = {note.number: note for note in paper.notes}
    return replace(
        paper,
        blocks=tuple(_block_with(block, new) for block in paper.blocks),
        notes=tuple(replace(notes[old], number=number) for old, number in new.items()),
    )


def _block_with(block: Block, new: Mapping[int, int]) -> Block:
    def moved(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, sentences=tuple(
            replace(s, notes=tuple(sorted(new[n] for n in s.notes))) for s in paragraph.sentences
        ))  # fmt: skip

    return replace(block, paragraphs=tuple(map(moved, block.paragraphs)))
