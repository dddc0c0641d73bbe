"""What a load would do, in words, before it is done: line by line, and as sentences to print.

A plan is shown on screens and handed between processes, so it holds no hidden count: of one that
is hidden it says that, and why.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from billtrail.campaigns.figures import COLUMNS, derive_form
from billtrail.counts.suppression import Count, Key, Offer, Protected, Rules, Shown, canonical
from billtrail.legislatures import FigureForm

from . import as_figures
from .reading import CountsFile


class State(StrEnum):
    """A count of the file beside the one that was loaded before. ``GONE``: its table is in the
    file, and it is not any more; it stays as it was."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A count: what others see of it now and will see, ``""`` for nothing, and ``why``."""

    program: str
    what: str
    state: State
    before: str
    after: str
    is_hidden: bool
    why: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A figure as it would be printed; ``before`` is what its figure says now, ``why_not`` why it
    may not be."""

    id: str
    text: str
    before: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """``lines`` are those of the file, and of its tables what it has no more; ``others`` counts
    other loaded counts of its programs, which stay. ``sentences`` are of its programs, and of
    others where they change; ``dropped`` are said now, and not any more. ``instead`` may be said in
    place of hidden counts. ``kept_until``: nothing is shown before that day."""

    name: str
    lines: tuple[PlanLine, ...]
    sentences: tuple[Sentence, ...]
    instead: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    others: int = 0
    kept_until: date | None = None

    @property
    def digest(self) -> str:
        """Equal for plans that say the same: whoever saves has seen this one."""
        said = (self.lines, self.sentences, self.dropped, self.instead, self.kept_until)
        return sha256(repr(said).encode()).hexdigest()[:24]

    @property
    def hidden(self) -> tuple[PlanLine, ...]:
        return tuple(line for line in self.lines if line.is_hidden)

    @property
    def printable(self) -> tuple[Sentence, ...]:
        return tuple(sentence for sentence in self.sentences if not sentence.why_not)

    def number(self, state: State) -> int:
        return Counter(line.state for line in self.lines)[state]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A file beside what was there: ``latest`` the counts as loaded before, ``before`` what others
    see, ``edition`` what they will see."""

    file: CountsFile
    latest: Mapping[Key, Count]
    before: Protected | None
    edition: Protected
    kept_until: date | None = None


def build_plan(compared: Comparison, figures_now: Iterable[Mapping[str, str]]) -> Plan:
    """``figures_now`` are the rows of the figures that stand."""
    file, edition = compared.file, compared.edition
    programs = {count.key[0] for count in file.counts}
    gone, others = _not_in_file(compared)
    lines = [_line(compared, count) for count in file.counts]
    lines += [_line(compared, count, State.GONE) for count in gone]
    cells = [cell for cell in edition.cells if cell.count.key[0] in programs]
    now = {row["id"]: row for row in figures_now}
    rows = {row["id"]: row for row in as_figures.build_figures(edition)}
    ours = {id for id, row in rows.items() if canonical(row["program"]) in programs}
    sentences = (_sentence(row, now.get(id)) for id, row in rows.items())
    told = programs | {cell.count.key[0] for cell in edition.cells}
    dropped = (row["sentence"] for id, row in now.items()
               if id not in rows and canonical(row["program"]) in told)  # fmt: skip
    return Plan(
        file.name, tuple(lines), tuple(s for s in sentences if s.id in ours or s.text != s.before),
        tuple(_instead(cells)), tuple(dropped), file.notes, others, compared.kept_until,
    )  # fmt: skip


def _sentence(row: Mapping[str, str], now: Mapping[str, str] | None) -> Sentence:
    return Sentence(row["id"], row["sentence"], now["sentence"] if now else "", why_blocked(row))


def why_blocked(figure: Mapping[str, str]) -> str:
    """Why a figure made of counts may not be printed; ``""`` where it may."""
    form, reasons = derive_form(dict.fromkeys(COLUMNS, "") | dict(figure))
    return "; ".join(reasons) if form == FigureForm.BLOCKED else ""


def _not_in_file(compared: Comparison) -> tuple[list[Count], int]:
    """Loaded counts that the file's own tables lack, and how many others its programs have."""
    keys = {count.key for count in compared.file.counts}
    tables = {key[:4] for key in keys}
    programs = {key[0] for key in keys}
    rest = [c for key, c in compared.latest.items() if key not in keys and key[0] in programs]
    gone = [count for count in rest if count.key[:4] in tables]
    return gone, len(rest) - len(gone)


# -- lines -----------------------------------------------------------------------------------------


def _line(compared: Comparison, count: Count, state: State | None = None) -> PlanLine:
    old = _cells(compared.before).get(count.key)
    new = _cells(compared.edition).get(count.key)
    return PlanLine(
        count.program, f"{as_figures.in_words(count)} {as_figures.period_words(count)}",
        state or _state(compared.latest.get(count.key), count), _seen(old), _seen(new),
        new is not None and new.hidden, _why(old, new, compared.edition.rules),
    )  # fmt: skip


def _cells(edition: Protected | None) -> dict[Key, Shown]:
    return {cell.count.key: cell for cell in edition.cells} if edition else {}


def _state(before: Count | None, count: Count) -> State:
    if before is None:
        return State.NEW
    return State.SAME if before.value == count.value else State.CHANGED


def _seen(cell: Shown | None) -> str:
    if cell is None:
        return ""
    return "hidden" if cell.hidden else f"{cell.count.value:,}"


def _why(old: Shown | None, new: Shown | None, rules: Rules) -> str:
    """Why a count is not shown as it was loaded; ``""`` where it is."""
    if new is None:
        return (
            f"waits: it is new in what was shown before, until it has moved by {rules.step} and "
            "tells of no few people"
        )
    if new.hidden:
        return _why_hidden(old, new, rules)
    if new.within:
        return f"rounded to {2 * new.within + 1}"
    if new.loaded != new.count.value:
        return (
            f"stays as shown on {new.since}: it, or a group it would tell, moved by fewer than "
            f"{rules.step}"
        )
    return ""


def _why_hidden(old: Shown | None, new: Shown, rules: Rules) -> str:
    known = "; others have published enough to work it out" if new.given_away else ""
    if rules.is_small(new.count.value):
        return f"from 1 to {rules.threshold}: too few to show{known}"
    if old is not None and old.hidden:
        return f"was hidden before, and what was hidden stays so{known}"
    return f"a hidden count could be worked out from it{known}"


# -- sentences -------------------------------------------------------------------------------------


def _instead(cells: Sequence[Shown]) -> Iterable[str]:
    """Each thing that can be said once, whichever count it was found for."""
    said: dict[Any, str] = {}
    for offer in (offer for cell in cells if cell.hidden for offer in cell.offers):
        what = frozenset(count.key for count in offer.counts), offer.of and offer.of.key
        said.setdefault((what, offer.low, offer.high), _offer_sentence(offer))
    return said.values()


def _offer_sentence(offer: Offer) -> str:
    program, words = offer.counts[0].program, as_figures.offer_words(offer)
    if offer.of is None:
        return f"{program} counted {words}."
    return f"{program}: {words}."
