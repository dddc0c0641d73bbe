"""How the law compares, as a page: a part for each thing that can be asked for, a card for each
jurisdiction's section, each line of it with its source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from billtrail.law import AS_READ, KIND
from billtrail.snapshot.law import ReliefCell, ReliefRow
from billtrail.words import (
    RELIEF_FACTS,
    RELIEF_KINDS,
    bill_words,
    change_of_law_words,
    changed_words,
    law_of_words,
    read_in_words,
    relief_says,
    safe_url,
    waits_for_words,
)


@dataclass(frozen=True, slots=True)
class FactView:
    """A line of a card: ``cited`` is the section and its part, ``text`` the number of the text it
    was read in, which is ``by_less`` than the law's own words. Without them nobody has read what
    the law says of it."""

    label: str
    says: str = "Not read yet."
    cited: str = ""
    text: int = 0
    by_less: bool = False
    changed: str = ""


@dataclass(frozen=True, slots=True)
class ReliefCard:
    """A row: ``source`` is where it says what can be asked for, ``texts`` are those it was read in,
    each with its address. ``followed``: acts that change it are noticed here; ``is_old``: they are
    not, and it was looked at over a year ago. ``coming`` are live
    bills that would change a section of it: key, name and what."""

    id: str
    place: str
    section: str
    url: str | None
    source: FactView
    facts: tuple[FactView, ...]
    texts: tuple[tuple[str, str | None], ...]
    coming: tuple[tuple[str, str, str], ...]
    followed: bool
    is_old: bool
    waits: str


@dataclass(frozen=True, slots=True)
class LawPage:
    """``kinds`` are the parts: name, heading and cards. ``places`` are the jurisdictions that we
    have read; of all others nothing is said."""

    places: tuple[str, ...]
    kinds: tuple[tuple[str, str, tuple[ReliefCard, ...]], ...]


def build_law(rows: Iterable[ReliefRow]) -> LawPage:
    found = tuple(rows)
    places = dict.fromkeys(law_of_words(row.relief.jurisdiction, inside=True) for row in found)
    kinds = (
        (kind, words, tuple(_card(row) for row in found if row.relief.kind == kind))
        for kind, words in RELIEF_KINDS.items()
    )
    return LawPage(tuple(places), tuple(part for part in kinds if part[2]))


def _card(row: ReliefRow) -> ReliefCard:
    relief = row.relief
    texts = {read_in_words(cell.fact): safe_url(cell.fact.url) for cell in row.cells}
    numbers = {text: number for number, text in enumerate(texts, start=1)}
    coming = tuple(
        (bill, bill_words(bill), change_of_law_words(what, proposed=True))
        for bill, what in row.coming
    )
    return ReliefCard(
        id=relief.id,
        place=law_of_words(relief.jurisdiction),
        section=relief.main.citation,
        url=safe_url(relief.main.address),
        source=_fact("", "", row.cells[0], numbers),
        facts=tuple(_facts(row, numbers)),
        texts=tuple(texts.items()),
        coming=coming,
        followed=relief.main.statute is not None,
        is_old=row.is_old,
        waits=waits_for_words(row.readers),
    )


def _facts(row: ReliefRow, numbers: dict[str, int]) -> Iterator[FactView]:
    cells = {cell.fact.fact: cell for cell in row.cells if cell.fact.fact != KIND}
    for name, label in RELIEF_FACTS.items():
        if cell := cells.get(name):
            yield _fact(label, relief_says(cell.fact), cell, numbers)
        else:
            yield FactView(label)


def _fact(label: str, says: str, cell: ReliefCell, numbers: dict[str, int]) -> FactView:
    number = numbers[read_in_words(cell.fact)]
    by_less = cell.fact.basis != AS_READ
    changed = changed_words(cell.changed_by, cell.undone)
    return FactView(label, says, cell.fact.cited, number, by_less, changed)
