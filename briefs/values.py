"""The ``Brief``: one page as a plain frozen value, before it is a file.

Everything printed is in it as finished words, so that every format says the same. ``left_out``
and ``lobbying`` are for the author alone: ``published`` takes them off, and only that travels in
a file or counts for the brief id.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import orjson

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with their proof: the text's key and claims, or the figure, and note numbers."""

    text: str
    key: str | None = None
    claims: tuple[str, ...] = ()
    figure: str | None = None
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``style`` is ``text``, ``bullet`` or ``number``."""

    sentences: tuple[Sentence, ...]
    style: str = "text"


@dataclass(frozen=True, slots=True)
class BriefFigure:
    """A figure: ``display`` repeats the number for the eye; the sentence carries all of it."""

    id: str
    display: str
    form: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Block:
    """``kind``: office, position, problem, does, bill, latest, programs, behind, voice, ask, or
    ``goal-`` and the goal's id; on a page for survivors can, know, call, lawyer."""

    kind: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    figures: tuple[BriefFigure, ...] = ()

    @property
    def sentences(self) -> Iterator[Sentence]:
        yield from (sentence for p in self.paragraphs for sentence in p.sentences)
        yield from (figure.sentence for figure in self.figures)


@dataclass(frozen=True, slots=True)
class BarStep:
    """A step of the stage bar. ``state``: passed, current, future or skipped; ``words`` is what
    stands under the label where there is no date, and "now" of the current one with more ahead."""

    label: str
    date: str | None
    state: str
    words: str

    @property
    def named(self) -> str:
        """The label, for where shape and colour do not tell which step is the current one."""
        return f"{self.label} ({self.words})" if self.date and self.words else self.label


@dataclass(frozen=True, slots=True)
class ChartRow:
    label: str
    value: float
    display: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from zero to ``limit`` over one base, said in words. ``home`` is its block's kind."""

    home: str
    title: str
    base: str
    limit: float
    rows: tuple[ChartRow, ...]
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """``shown`` is the address as it is printed: whole where it is short, else its host."""

    number: int
    text: str
    url: str | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the page does not say, why, and the one action that brings it back.

    ``case`` is its row in ``rules.DEGRADE``, ``names`` what that row's words were filled with, for
    a page that offers the action as a button.
    """

    what: str
    why: str
    action: str
    case: str = ""
    names: tuple[tuple[str, str], ...] = ()

    def named(self, name: str) -> str:
        """A campaign, key or id that the row's words were filled with; empty where none was."""
        return dict(self.names).get(name, "")


#: What keeps a page for survivors at home.
DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class PageMark:
    """A warning on the page. ``kind``: draft, sample, past, stale."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Status:
    """Where the lead stands: its stage, the sentences that say so, and whose word that is.

    ``as_of`` is the day the data speaks for, never that of printing; ``url`` is the official
    page of the bill.
    """

    stage: str
    date: str | None
    law: str | None
    bill: str
    source: str
    as_of: str
    url: str | None
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Addressee:
    """The office that a leave-behind is for.

    ``name`` as printed ("Rep. Ted Lieu"), ``place`` as in a file's name ("CA-36"), ``variant``
    what the page does: ``thank``, ``ask`` or ``neutral``.
    """

    id: str
    name: str
    place: str
    variant: str


@dataclass(frozen=True, slots=True)
class BillStage:
    """Where a bill of the page, or an effort by its id, stood, for ``verify``; ``cosponsors`` is
    ``None`` if unknown. ``in_doubt``: its publisher said otherwise then, and was not believed.
    ``listed_for`` is the Monday of the week for which a chamber's list had it, ``heard_on`` the day
    of its listed hearing, ``""`` for none, ``None`` where a page of an older version is silent."""

    bill: str
    stage: str
    date: str | None
    cosponsors: int | None
    in_doubt: bool = False
    listed_for: str | None = None
    heard_on: str | None = None


@dataclass(frozen=True, slots=True)
class BriefPosition:
    """A position that the page says, or that its asks were written for, for ``verify``."""

    bill: str
    position: str
    condition: str


#: Among the asks of a brief: thanks or a request to the one office it is for.
OFFICE = "office"

#: Kinds of block that stand under the title.
_LEADING = ("office", "ask")


@dataclass(frozen=True, slots=True)
class Brief:
    """One page. Dates are ISO text; printed words are in ``language`` (en, plain, es).

    ``check_at`` is the address of the published site (``""``: none), where ``/check/<brief id>``
    answers. ``asks`` are the ids of what is asked, and ``OFFICE``.
    ``english`` are the words that stay English on a page of another language: official
    titles, and the record's own words.
    """

    subject: str
    language: str
    locale: str
    audience: str
    on: str
    version: str
    organisation: str | None
    head: str
    head_date: str
    accent: str
    identity: str
    title: str
    tagline: str
    status: Status
    bar_title: str
    bar: tuple[BarStep, ...]
    blocks: tuple[Block, ...]
    chart: Chart | None
    contact: tuple[str, ...]
    contact_heading: str
    notes_heading: str
    notes: tuple[Note, ...]
    closing: tuple[str, ...]
    id_label: str
    check_label: str
    check_at: str
    marks: tuple[PageMark, ...]
    stages: tuple[BillStage, ...] = ()
    positions: tuple[BriefPosition, ...] = ()
    asks: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    addressee: Addressee | None = None
    left_out: tuple[LeftOut, ...] = ()
    lobbying: str = ""

    @property
    def lang(self) -> str:
        """The language of the page for machines: ``en`` or ``es``."""
        return self.locale.partition("_")[0]

    @property
    def figures(self) -> tuple[BriefFigure, ...]:
        """Those of all blocks, in the order of the page."""
        return tuple(figure for block in self.blocks for figure in block.figures)

    @property
    def texts(self) -> Iterator[str]:
        """Every printed text that is not a date, a name or a label of its own."""
        yield from (self.identity, self.title, self.tagline, *self.closing)
        yield from (block.heading for block in self.blocks)
        yield from (sentence.text for sentence in self.sentences)
        if self.chart:
            yield from (self.chart.title, self.chart.base, *(r.label for r in self.chart.rows))
        yield from (note.text for note in self.notes)

    @property
    def sentences(self) -> Iterator[Sentence]:
        """In reading order: of the leading blocks, the status, the others with their figures."""
        for block in self.leading:
            yield from block.sentences
        yield from self.status.sentences
        for block in self.body:
            yield from block.sentences

    @property
    def leading(self) -> tuple[Block, ...]:
        """What the page is for: the words to an office, and the ask, before the status."""
        return tuple(block for block in self.blocks if block.kind in _LEADING)

    @property
    def body(self) -> tuple[Block, ...]:
        """The other blocks, after the status."""
        return tuple(block for block in self.blocks if block.kind not in _LEADING)

    @property
    def words(self) -> int:
        """How many words there are to read: title, line under it and sentences, without notes."""
        said = (self.title, self.tagline, *(sentence.text for sentence in self.sentences))
        return sum(len(text.split()) for text in said)

    def block(self, kind: str) -> Block | None:
        return next((block for block in self.blocks if block.kind == kind), None)


def published(brief: Brief) -> Brief:
    """The brief without what is only for its author."""
    return replace(brief, left_out=(), lobbying="")


#: Audiences that anybody may belong to.
_OPEN = ("public", "survivors")

#: Blocks that only the people it was made for may read.
_PRIVATE = ("ask", "office", "voice")


def without_private(brief: Brief) -> Brief:
    """What may be kept and published of an issued brief.

    The headline goes where it asks for something; a survivor's words always go.
    """
    asks = brief.block("ask") is not None or brief.addressee is not None
    hidden = ("voice",) if brief.audience in _OPEN else _PRIVATE
    return replace(
        published(brief),
        blocks=tuple(block for block in brief.blocks if block.kind not in hidden),
        title=brief.identity if asks and brief.audience not in _OPEN else brief.title,
        head="" if brief.addressee else brief.head,
        addressee=None,
        contact=(),
    )


def words_hash(brief: Brief) -> str:
    """A hash of what the page says, whoever's it is and whatever day it is of."""
    said = [brief.title, brief.tagline]
    said += [part for b in brief.blocks for part in (b.heading, *(s.text for s in b.sentences))]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def to_json(brief: Brief) -> str:
    """Canonical JSON: equal briefs give equal text."""
    return orjson.dumps(brief, option=orjson.OPT_SORT_KEYS).decode()


def to_plain_json(brief: Brief, id: str) -> str:
    """What is handed to programs: with the brief's id, and with plain blanks where a page ties
    numbers, days and names, so that words are found in it. The id is of ``to_json``, to the letter:
    it is named, because it can't be made of this."""
    told = {"id": id, **orjson.loads(to_json(published(brief)))}
    text = orjson.dumps(told, option=orjson.OPT_SORT_KEYS).decode()
    return text.replace("\N{NO-BREAK SPACE}", " ")


def from_json(text: str) -> Brief:
    """The brief that ``to_json`` or ``to_plain_json`` wrote, by this version or an older one.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` where it is no brief.
    """
    brief = read_json(Brief, text)
    if not brief.subject:
        raise ValueError("a brief is about something")
    date.fromisoformat(brief.on)
    return brief


def read_json(kind: type[T], text: str) -> T:
    """A frozen value from its canonical JSON. Raises as ``from_json``."""
    found = _read(kind, json.loads(text))
    assert isinstance(found, kind)
    return found


@cache
def _hints(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in fields(cls)}


#: What a field is that an older version did not write.
_EMPTY: Mapping[Any, Any] = {str: "", int: 0, float: 0.0, bool: False}


def _field(kind: Any, value: Mapping[str, Any], name: str) -> Any:
    if name in value:
        return _read(kind, value[name])
    if get_origin(kind) is UnionType:
        return None
    return () if get_origin(kind) is tuple else _EMPTY[kind]


def _read(kind: Any, value: Any) -> Any:
    """A value of the annotated kind: data classes, tuples of one kind, ``X | None``."""
    if get_origin(kind) is UnionType:
        kind = next(arg for arg in get_args(kind) if arg is not NoneType)
        return None if value is None else _read(kind, value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if is_dataclass(kind) and isinstance(kind, type):
        if not isinstance(value, Mapping):
            raise TypeError(f"{value!r} has no fields")
        return kind(**{name: _field(hint, value, name) for name, hint in _hints(kind).items()})
    if isinstance(kind, type) and not isinstance(value, (kind, int) if kind is float else kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
