"""The released briefs of a published file: built anew from that file's own rows.

A brief was printed from the working file, so its text may hold what is nobody else's business.
The published one is built again from what the edition itself has, as of the brief's day, and
keeps of that only what was printed too: nothing can be in it that the edition does not say. Words
and numbers that changed since are marked, not told.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from billtrail.briefs import (
    BillStage,
    Block,
    Brief,
    BriefFigure,
    BriefPosition,
    Paragraph,
    Sentence,
    find_moved,
    from_json,
    issued,
    published,
    to_json,
    words_hash,
)
from billtrail.briefs.build import Choices, Request, build, build_facts, read_subject, why_not
from billtrail.campaigns import Organisation
from billtrail.campaigns.staff_files import PageReader, lacking_readers
from billtrail.errors import BilltrailError
from billtrail.legislatures import Audience, Edition, Language, ReleasedTo
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot import Snapshot, open_snapshot

#: Stands for words or a number of the printed page that the file no longer says so.
_OTHERWISE = "something else"

#: Whose releases an edition holds the text of; of those to others it has at most the stages.
_TEXT_OF: dict[Edition, tuple[ReleasedTo, ...]] = {
    Edition.PUBLIC: (ReleasedTo.PUBLIC,),
    Edition.COALITION: (ReleasedTo.PUBLIC, ReleasedTo.COALITION),
}


@dataclass(frozen=True, slots=True)
class Out:
    """A row of ``released_briefs``; ``printed`` is what the working file keeps of it (nothing of a
    letter but its ``stages``), ``still`` are those of its positions that the working file has as
    they were printed."""

    id: str
    withdrawn: bool
    text: bool
    printed: Brief | None
    still: frozenset[BriefPosition] = frozenset()
    stages: tuple[BillStage, ...] = ()


def read_released(
    source: sqlite3.Connection, edition: Edition, readers: tuple[PageReader, ...] = ()
) -> tuple[Out, ...]:
    """What of the working file's releases an edition answers for, in the order of the ids; of a
    page for survivors the text only while its ``readers`` stand."""
    allowed = (*_TEXT_OF[edition], ReleasedTo.MEMBER)
    marks = ", ".join("?" * len(allowed))
    rows = source.execute(
        "SELECT r.brief, group_concat(CASE WHEN r.withdrawn THEN '' ELSE r.released_to END, ' '), "
        "i.brief, (SELECT json_extract(p.value, '$.facts.stages') FROM issued_papers p "
        "WHERE p.id = r.brief) FROM releases r LEFT JOIN issued_briefs i ON i.id = r.brief "
        f"WHERE r.released_to IN ({marks}) GROUP BY r.brief ORDER BY r.brief",
        allowed,
    ).fetchall()
    facts = "SELECT bill, position, coalesce(condition, '') FROM positions"
    still = frozenset(BriefPosition(*row) for row in source.execute(facts))
    found = (_out(edition, still, *row) for row in rows)
    return tuple(replace(one, text=one.text and _was_read(one, readers)) for one in found)


def _was_read(out: Out, readers: tuple[PageReader, ...]) -> bool:
    page = out.printed
    if page is None or page.audience != Audience.SURVIVORS:
        return True
    return not lacking_readers(readers, page.subject, page.language, words_hash(page))


def _out(
    edition: Edition, still: frozenset[BriefPosition], id: str, held: str, printed: str | None,
    letter: str | None,
) -> Out:  # fmt: skip
    to = held.split()
    text = any(one.value in to for one in _TEXT_OF[edition])
    page = from_json(printed) if printed else None
    stages = page.stages if page else issued.read_stages(letter or "[]")
    return Out(id, not to, text, page, still, stages)


def stated(out: Iterable[Out]) -> set[str]:
    """The bills of which they state a stage, or that they are about."""
    found = {stage.bill for one in out for stage in one.stages}
    return found | {one.printed.subject for one in out if one.printed}


def save_released(
    path: Path, target: sqlite3.Connection, out: Iterable[Out], edition: Edition,
    organisation: Organisation | None, facts: Mapping[str, Path],
) -> None:  # fmt: skip
    """Fill ``released_briefs`` of the published file at ``path``, whose other rows are in it;
    ``facts`` are its files beside it that are not in their place yet."""
    known = "SELECT key FROM bills UNION SELECT id FROM families"
    names = {row[0] for row in target.execute(known)}
    # All are made before the first is written: a file that is being written may not be read.
    rows = [_row(path, one, names, edition, organisation, facts) for one in out]
    target.executemany("INSERT INTO released_briefs VALUES (?, ?, ?, ?)", rows)
    # The words of a page for survivors go where the page goes; it was held against them till now.
    target.execute(
        "DELETE FROM texts WHERE key LIKE 'survivor-%' AND NOT EXISTS ("
        "SELECT 1 FROM released_briefs b WHERE json_extract(b.brief, '$.audience') = ? "
        "AND json_extract(b.brief, '$.subject') = texts.campaign "
        "AND json_extract(b.brief, '$.language') = texts.language)",
        (Audience.SURVIVORS,),
    )


def _row(
    path: Path, one: Out, names: set[str], edition: Edition, organisation: Organisation | None,
    facts: Mapping[str, Path],
) -> tuple[str, int, str | None, str | None]:  # fmt: skip
    """The stages stated of bills and efforts that the edition has too, and the text."""
    if one.withdrawn or not (one.printed or one.stages):
        return one.id, int(one.withdrawn), None, None
    stages = issued.stages_json(s for s in one.stages if s.bill in names)
    page = one.printed if one.text else None
    brief = _anew(path, one, page, edition, organisation, facts) if page else None
    return one.id, 0, stages, to_json(brief) if brief else None


def _anew(
    path: Path, one: Out, printed: Brief, edition: Edition, organisation: Organisation | None,
    facts: Mapping[str, Path],
) -> Brief | None:  # fmt: skip
    """The brief as the edition would print it, as far as it was printed so; ``None`` where the
    edition cannot print one of its subject."""
    on = date.fromisoformat(printed.on)
    if printed.audience == Audience.SURVIVORS:  # it tells the law of today
        on = max(on, sessions.today())
    with open_snapshot(path, on, facts=facts) as snapshot:
        return _built(snapshot, one, printed, edition, organisation)


def _built(
    snapshot: Snapshot, one: Out, printed: Brief, edition: Edition,
    organisation: Organisation | None,
) -> Brief | None:  # fmt: skip
    if printed.audience == Audience.SURVIVORS:
        return _as_read(snapshot, printed)
    public = edition == Edition.PUBLIC
    request = Request(
        subject=printed.subject,
        on=snapshot.on,
        language=Language(printed.language),
        audience=Audience.PUBLIC if public else Audience(printed.audience),
        organisation=organisation,
        choices=Choices(figures=_figures(snapshot, printed)),
    )
    try:
        anew = _restrict(build(snapshot, request), printed)
        return replace(anew, positions=tuple(_positions(snapshot, printed, one.still)))
    except BilltrailError:
        return None


def _as_read(snapshot: Snapshot, printed: Brief) -> Brief | None:
    """A page for survivors goes out word for word as its readers read it, and only while the
    edition's own rows say the same."""
    return None if find_moved(printed, snapshot) else printed


def _positions(
    snapshot: Snapshot, printed: Brief, still: frozenset[BriefPosition]
) -> Iterator[BriefPosition]:
    """The printed positions where the edition says them too. Of one that is kept at home nothing,
    as long as it stands there; of one that was given up only that it was another."""
    campaign = read_subject(snapshot, printed.subject).campaign
    known = build_facts([b for b in campaign.bills if b.position] if campaign else [])
    for position in printed.positions:
        if position in known:
            yield position
        elif position not in still:
            yield BriefPosition(position.bill, _OTHERWISE, "")


def _figures(snapshot: Snapshot, printed: Brief) -> tuple[str, ...]:
    """The printed figures that the edition has and may print."""
    rows = {figure.id: figure for figure in snapshot.figures()}
    wanted = (figure.id for figure in printed.figures)
    return tuple(id for id in wanted if id in rows and why_not(rows[id]) is None)


# -- what was printed, of what the edition says ----------------------------------------------------


def _restrict(anew: Brief, printed: Brief) -> Brief:
    """Of ``anew`` only what ``printed`` says too. Every word of the result is of ``anew``, but for
    the stages, which are the printed ones; what says something else now is ``_OTHERWISE``."""
    said = {_loose(sentence.text) for sentence in printed.sentences}
    keys = {sentence.key for sentence in printed.sentences if sentence.key}
    blocks = (_block(block, said, keys, printed) for block in anew.blocks)
    stages = {s.bill for s in anew.stages}
    return replace(
        published(anew),
        title=anew.title if anew.title == printed.title else anew.identity,
        tagline=anew.tagline if anew.tagline == printed.tagline else "",
        head="",
        blocks=tuple(block for block in blocks if block.paragraphs or block.figures),
        status=replace(anew.status, sentences=tuple(_sentences(anew.status.sentences, said, keys))),
        chart=anew.chart if anew.chart == printed.chart else None,
        notes=tuple(note for note in anew.notes if note in printed.notes),
        closing=tuple(line for line in anew.closing if line in printed.closing),
        contact=(),
        marks=(),
        addressee=None,
        stages=tuple(replace(s, cosponsors=None) for s in printed.stages if s.bill in stages),
        asks=tuple(ask for ask in anew.asks if ask in printed.asks),
    )


def _block(block: Block, said: set[str], keys: set[str], printed: Brief) -> Block:
    parts = (
        Paragraph(tuple(_sentences(paragraph.sentences, said, keys)), paragraph.style)
        for paragraph in block.paragraphs
    )
    return replace(
        block,
        paragraphs=tuple(part for part in parts if part.sentences),
        figures=tuple(_figure(figure, printed) for figure in block.figures),
    )


def _sentences(found: Iterable[Sentence], said: set[str], keys: set[str]) -> Iterator[Sentence]:
    for sentence in found:
        if _loose(sentence.text) in said:
            yield sentence
        elif sentence.key in keys:
            yield replace(sentence, text=_OTHERWISE)


def _figure(figure: BriefFigure, printed: Brief) -> BriefFigure:
    """Printed figures alone were asked for, so the same one stands on the printed page."""
    then = next(old for old in printed.figures if old.id == figure.id)
    sentence = figure.sentence
    if _loose(then.sentence.text) != _loose(sentence.text):
        sentence = replace(sentence, text=_OTHERWISE)
    return replace(
        figure,
        display=figure.display if figure.display == then.display else _OTHERWISE,
        sentence=sentence,
    )


def _loose(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
