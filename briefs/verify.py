"""What has moved since a brief was issued: its stages, figures, claims and words."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from billtrail.bills.identity import author_words
from billtrail.briefs.build import (
    SUBJECT,
    Reads,
    basis_words,
    bill_stage,
    chart_amounts,
    count_relief,
    why_not,
)
from billtrail.briefs.formats import (
    read_carried,
    read_carried_docx,
    read_docx_keywords,
    read_joined,
    read_keywords,
    read_shown_id,
)
from billtrail.briefs.language import Labels
from billtrail.campaigns import CampaignStatus, positions
from billtrail.errors import BilltrailError, UsageError
from billtrail.legislatures import DECIDED, KEY, Language, display
from billtrail.words import day_words
from billtrail.words.doubts import doubts_words

from .values import (
    OFFICE,
    BillStage,
    Brief,
    BriefFigure,
    BriefPosition,
    Sentence,
    from_json,
)

#: No brief comes near: the largest, with its fonts, has under a megabyte.
LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Moved:
    """``kind``: campaign, position, ask, stage, doubt, floor list, hearing, cosponsors (in
    California coauthors), figure, claim, text, contact. ``new`` says why where nothing replaces
    ``old``."""

    kind: str
    what: str
    old: str
    new: str

    @property
    def reversed(self) -> bool:
        """A position for that is now one against, or the other way round."""
        sides = {self.old.split()[0], self.new.split()[0]} if self.kind == "position" else set()
        return sides == {"support", "oppose"}


@dataclass(frozen=True, slots=True)
class Carried:
    """The brief that travels in a file; ``by_hand``: a Word file's words were changed since;
    ``id``: the one that the file shows, empty where it shows none (JSON of older versions)."""

    brief: Brief
    by_hand: bool = False
    id: str = ""


def read_file(path: Path) -> Carried:
    """The brief in a PDF, HTML, Word or JSON file; raises ``UsageError`` where there is none."""
    return read_content(str(path), read_bytes(path))[0]


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that may be a brief; raises ``UsageError``."""
    try:
        if path.exists() and not path.is_file():
            raise UsageError(f"{path} is a folder or a device. Give the file of one brief.")
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{path} is no brief: it has over {LARGEST:,} bytes.")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.") from error


def read_content(name: str, content: bytes) -> tuple[Carried, ...]:
    """The briefs in a file, one or those of a pack joined for the printer, at least one; ``name``
    is the file's for the message. Raises ``UsageError`` where there is none."""
    try:
        return tuple(_read(content))
    except Exception as error:  # of any file at all, by three programs that read such files
        raise UsageError(
            f"{name} carries no brief of Billtrail. Give the PDF, web, Word or JSON file as issued,"
            " or the id on the page."
        ) from error


def _read(content: bytes) -> Iterator[Carried]:
    """A brief's id is of the templates that printed it: it can't be made anew after an upgrade."""
    if content.startswith(b"%PDF"):
        for text, about in read_joined(content):
            yield Carried(from_json(text), id=_last_word(about))
    elif content.startswith(b"PK"):
        text, untouched = read_carried_docx(content)
        shown = _last_word(read_docx_keywords(content))
        yield Carried(from_json(text), by_hand=not untouched, id=shown)
    elif (text := content.decode()).startswith("{"):
        yield Carried(from_json(text), id=_last_word(str(json.loads(text).get("id", ""))))
    else:
        yield Carried(from_json(read_carried(text)), id=read_shown_id(text))


_ID = r"\b[0-9a-f]{12}\b"


def named_ids(content: bytes) -> tuple[str, ...]:
    """The ids that a file shows and whose briefs it does not carry: an e-mail's text, visit
    sheets. Each once, in order; a number of twelve digits looks like one."""
    try:
        text = read_keywords(content) if content.startswith(b"%PDF") else content.decode()
    except Exception:  # a file of somebody else's
        return ()
    return tuple(dict.fromkeys(re.findall(_ID, text)))


def _last_word(keywords: str) -> str:
    """ "tsra, 3f2a90c1d4e5" -> the id; empty where it is none."""
    last = keywords.replace(",", " ").split()[-1:]
    return last[0] if last and re.fullmatch(_ID, last[0]) else ""


def find_moved(brief: Brief, snapshot: Reads, *, whole: bool = False) -> tuple[Moved, ...]:
    """Everything the brief says that the snapshot says otherwise: positions and what is asked for
    them, then in the order of the page. ``whole``: every ask and text is in the snapshot, so that
    one which is not was taken out."""
    campaign = _campaign_of(brief, snapshot)
    found = [
        *(_closed(brief, snapshot) if whole else ()),
        *moved_positions(brief.positions, campaign),
        *(_asks(brief, campaign) if campaign else ()),
        *(_taken_out(brief, campaign) if campaign and whole else ()),
        *_stages(brief.stages, snapshot),
        *_figures(brief, snapshot),
        *(_chart(brief, campaign) if campaign else ()),
        *_relief(brief, snapshot),
        *(moved_words(_sentences(brief), brief.language, campaign) if campaign else ()),
    ]
    return tuple(dict.fromkeys(found))


def find_moved_stages(stages: Iterable[BillStage], snapshot: Reads) -> tuple[Moved, ...]:
    """The same of a brief of which only the stages it states are known."""
    return tuple(dict.fromkeys(_stages(stages, snapshot)))


# -- positions and asks ----------------------------------------------------------------------------


def moved_positions(
    positions: Iterable[BriefPosition], campaign: CampaignStatus | None
) -> Iterator[Moved]:
    """Positions that a page says or speaks for, the reversed ones first; there is none any more on
    a bill that no campaign follows."""
    now = {bill.bill: bill for bill in campaign.bills} if campaign else {}
    found = []
    for old in positions:
        bill = now.get(old.bill)
        new = _position(str(bill.position), bill.condition) if bill and bill.position else ""
        if _loose(new) != _loose(said := _position(old.position, old.condition)):
            found.append(Moved("position", display(old.bill), said, new or "no position"))
    yield from sorted(found, key=lambda item: not item.reversed)


def _position(position: str, condition: str | None) -> str:
    return f"{position} ({condition})" if condition else position


def _asks(brief: Brief, campaign: CampaignStatus) -> Iterator[Moved]:
    """What the page asks, or thanks for, that is not for our position any more. A published file
    may hold no asks, so that one that is not in it is not missed."""
    stand, asks = positions.stand_of(campaign), {ask.id: ask for ask in campaign.asks}
    for id in brief.asks or _asks_of_old(brief, campaign):
        ask = asks.get(id)
        written = ask.positions if ask else positions.USUAL
        other = positions.objection_to(campaign, ask, stand) if ask else stand.other(written)
        if other:
            decided = other.position if other.position in DECIDED else "not decided"
            why = f"the position on {display(other.bill)} is {decided}"
            yield Moved("ask", id, "asked", f"asked no more: {why}")
        elif not stand.may_ask(written) and (ask or id == OFFICE):
            yield Moved("ask", id, "asked", "asked no more: no position is decided")


def _closed(brief: Brief, snapshot: Reads) -> Iterator[Moved]:
    """A page of a campaign or an effort that is not kept any more; a bill's stage tells that."""
    try:
        snapshot.resolve(brief.subject)
    except BilltrailError:
        if brief.subject != SUBJECT and not KEY.fullmatch(brief.subject):
            yield Moved("campaign", brief.subject, "kept", "not kept any more")


def _taken_out(brief: Brief, campaign: CampaignStatus) -> Iterator[Moved]:
    asks = {OFFICE, *(ask.id for ask in campaign.asks)}
    yield from (Moved("ask", id, "asked", "asked no more") for id in brief.asks if id not in asks)
    known = {text.key for text in (*campaign.texts, *campaign.survivor_texts)}
    for block in brief.blocks:
        for sentence in (s for p in block.paragraphs for s in p.sentences):
            own = sentence.key and not sentence.key.startswith(_NO_TEXTS)
            if own and block.kind != "relief" and sentence.key not in known:
                yield Moved("text", sentence.key or "", sentence.text, "said no more")


#: How the keys begin of what is no text of a campaign.
_NO_TEXTS = ("position-", "voice-")


def _asks_of_old(brief: Brief, campaign: CampaignStatus) -> Iterator[str]:
    """A brief of an older version names the texts of its asks alone."""
    block = brief.block("ask")
    said = {sentence.key for sentence in block.sentences} if block else set()
    yield from (ask.id for ask in campaign.asks if said & set(ask.texts))
    if brief.addressee and brief.addressee.variant != "neutral":
        yield OFFICE


# -- stages ----------------------------------------------------------------------------------------


def _stages(stages: Iterable[BillStage], snapshot: Reads) -> Iterator[Moved]:
    labels = Labels(Language.EN)
    for old in stages:
        try:
            name, now, law, doubts = _now(old.bill, snapshot)
        except BilltrailError as error:
            yield Moved("stage", old.bill, _stage(labels, old), str(error))
            continue
        if (now.stage, now.date) != (old.stage, old.date):
            new = _stage(labels, now) + (f", {law}" if law else "")
            yield Moved("stage", name, _stage(labels, old), new)
        if now.in_doubt != old.in_doubt:
            yield Moved("doubt", name, _DOUBTED[old.in_doubt], doubts or _DOUBTED[False])
        if now.listed_for != old.listed_for:
            yield Moved("floor list", name, _listed(labels, old), _listed(labels, now))
        if _hearing_moved(old, now, snapshot.on.isoformat()):
            yield Moved("hearing", name, _heard(labels, old), _heard(labels, now))
        if now.cosponsors != old.cosponsors and None not in (now.cosponsors, old.cosponsors):
            kind = author_words(old.bill.partition("-")[0]).joined.lower()
            yield Moved(kind, name, str(old.cosponsors), str(now.cosponsors))


def _hearing_moved(old: BillStage, now: BillStage, today: str) -> bool:
    """A hearing that was held is not moved."""
    if old.heard_on is None or now.heard_on is None:
        return False
    return old.heard_on != now.heard_on and not "" < old.heard_on < today


def _heard(labels: Labels, at: BillStage) -> str:
    return _loose(labels.date(at.heard_on)) if at.heard_on else "none listed"


_DOUBTED = {False: "not in doubt", True: "in doubt"}


def _now(id: str, snapshot: Reads) -> tuple[str, BillStage, str | None, str]:
    """An effort or a bill as it is called, its stage, its law, and what is in doubt of a bill."""
    kind, id = snapshot.resolve(id)
    if kind == "family":
        family = snapshot.family(id)
        stage = BillStage(id, family.stage.value, family.stage_date, None)
        return family.title, stage, family.law, ""
    status = snapshot.bill(id)
    return display(id), bill_stage(status), status.law, doubts_words(status)


def _listed(labels: Labels, at: BillStage) -> str:
    """Whether a chamber's list has its vote."""
    if at.listed_for is None:
        return "no vote on it"
    return f"a vote in the week of {_loose(labels.date(at.listed_for))}"


def _stage(labels: Labels, at: BillStage) -> str:
    day = labels.date(at.date) if at.date else "no date"
    return _loose(f"{at.stage.replace('_', ' ')} ({day})")


# -- figures ---------------------------------------------------------------------------------------


def _figures(brief: Brief, snapshot: Reads) -> Iterator[Moved]:
    labels = Labels(Language(brief.language))
    rows = {figure.id: figure for figure in snapshot.figures()}
    for old in brief.figures:
        row = rows.get(old.id)
        if row is None:
            yield Moved("figure", old.id, old.display, "no longer on file")
        elif reason := why_not(row):
            yield Moved("figure", old.id, old.display, f"may not be printed now: {reason}")
        elif _loose(now := labels.amount(row.value, row.unit)) != _loose(old.display):
            yield Moved("figure", old.id, old.display, now)
        else:
            yield from _basis(brief, old, basis_words(labels, row))


def _basis(brief: Brief, old: BriefFigure, now: tuple[str, str]) -> Iterator[Moved]:
    """A figure is no more than its base and its period: the same number of another base is
    another figure. A note that goes on from another one tells no period."""
    notes = (note for note in brief.notes if note.number in old.sentence.notes)
    said = " ".join(_loose(note.text) for note in notes)
    labels = Labels(Language(brief.language))
    form = labels("note-figure", title="", publisher="", base="|", period="|").split("|")
    for name, heading, words in zip(("base", "period"), form, now, strict=False):
        if heading.strip(". ") in said and _loose(words) not in said:
            yield Moved("figure", f"{old.id}, {name}", said, words)


def _chart(brief: Brief, campaign: CampaignStatus) -> Iterator[Moved]:
    """The bars that the campaign's figures draw otherwise, or not any more."""
    drawn = brief.chart.rows if brief.chart and brief.chart.home == "programs" else ()
    now = chart_amounts(Labels(Language(brief.language)), campaign.chart) if drawn else {}
    for row in drawn:
        if _loose(new := now.get(row.label, "not in the chart now")) != _loose(row.display):
            yield Moved("figure", row.label, row.display, new)


def _relief(brief: Brief, snapshot: Reads) -> Iterator[Moved]:
    """Counts of how the law compares: a reader may have withdrawn, a section may have changed."""
    block = brief.block("relief")
    if block is None:
        return
    place = brief.status.bill.partition("-")[0]
    labels = Labels(Language(brief.language))
    now = {one.key: one.text for one in count_relief(labels, snapshot.relief(), place)}
    for old in block.sentences:
        if old.key and _loose(new := now.get(old.key, "not counted now")) != _loose(old.text):
            yield Moved("law", "how the law compares", old.text, new)


# -- claims and words ------------------------------------------------------------------------------


def moved_words(
    sentences: Iterable[Sentence], language: str, campaign: CampaignStatus
) -> Iterator[Moved]:
    """Claims that ended, then texts in other words: for a page of a campaign."""
    claims = {claim.id: claim for claim in campaign.claims}
    every = (*campaign.texts, *campaign.survivor_texts)
    texts = {(text.key, text.language.value): text.text for text in every}
    for sentence in sentences:
        for id in sentence.claims:
            claim = claims.get(id)
            if claim is None:
                yield Moved("claim", id, "held", "no longer made")
            elif claim.doubt:
                yield Moved("claim", id, "held", f"to be read again: {claim.doubt.why}")
            elif not claim.holds:
                since = f" since {claim.ended_on}" if claim.ended_on else ""
                yield Moved("claim", id, "held", f"ended{since}: {claim.ended_by}")
        now = texts.get((sentence.key or "", language))
        if now is not None and _loose(now) != _loose(sentence.text):
            yield Moved("text", sentence.key or "", sentence.text, now)


def _campaign_of(brief: Brief, snapshot: Reads) -> CampaignStatus | None:
    """The campaign whose words it says; ``None``: it says none, or the campaign let go of it."""
    keyed = any(sentence.key for sentence in _sentences(brief))
    if not (keyed or brief.positions or brief.asks):
        return None
    try:
        kind, id = snapshot.resolve(brief.subject)
    except BilltrailError:
        return None
    name: str | None = id
    if kind == "family":
        name = snapshot.family(id).campaign
    elif kind == "bill":
        name = snapshot.bill(id).campaign
    return snapshot.campaign(name) if name else None


def _sentences(brief: Brief) -> Iterator[Sentence]:
    for block in brief.blocks:
        yield from (s for p in block.paragraphs for s in p.sentences)


def _loose(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


# -- said ------------------------------------------------------------------------------------------


def describe_lines(carried: Carried, moved: tuple[Moved, ...], today: date) -> Iterator[str]:
    brief = carried.brief
    yield from (_reversal(item) for item in moved if item.reversed)
    yield from (_line(item) for item in moved if item.kind == "position" and not item.reversed)
    made = f"{brief.subject}, {brief.language}, for {brief.audience}, as of {brief.on}"
    yield f"{made}: {brief.title}"
    if carried.by_hand:
        yield "The words of this Word file were changed by hand; what follows is as it was issued."
    if not moved:
        yield f"Nothing it says has moved by {day_words(today.isoformat())}."
    yield from (_line(item) for item in moved if item.kind != "position")


def _line(item: Moved) -> str:
    return f"{item.kind} {item.what}: {item.old} -> {item.new}"


def _reversal(item: Moved) -> str:
    said = f"this brief says {item.old} on {item.what}; now {item.new}"
    return f"REVERSED: {said}. Do not hand it out."


def describe_json(carried: Carried, moved: tuple[Moved, ...]) -> dict[str, Any]:
    brief = carried.brief
    return {
        "subject": brief.subject,
        "as_of": brief.on,
        "language": brief.language,
        "audience": brief.audience,
        "changed_by_hand": carried.by_hand,
        "moved": describe_moved(moved),
    }


def describe_moved(moved: Iterable[Moved]) -> list[dict[str, Any]]:
    return [asdict(item) for item in moved]
