"""What has moved since a brief was issued: its stages, figures, claims and words."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf

from billtrail.briefs.choices import why_not
from billtrail.briefs.docx import read_carried_word
from billtrail.briefs.html import read_carried
from billtrail.briefs.language import Words
from billtrail.briefs.material import Reads
from billtrail.briefs.pdf import read_attached
from billtrail.briefs.standing import bill_stage
from billtrail.briefs.values import BillStage, Brief, Sentence, from_json
from billtrail.errors import BilltrailError, UsageError
from billtrail.identifiers import display
from billtrail.reading import CampaignStatus
from billtrail.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Moved:
    """``kind``: stage, cosponsors, figure, claim, text. ``new`` says why where nothing replaces
    ``old``."""

    kind: str
    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Carried:
    """The brief that travels in a file; ``by_hand``: a Word file's words were changed since."""

    brief: Brief
    by_hand: bool = False


def read_file(path: Path) -> Carried:
    """The brief in a PDF, HTML, Word or JSON file; raises ``UsageError`` where there is none."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.") from error
    try:
        return _read(content)
    except (KeyError, ValueError, TypeError, pikepdf.PdfError, zipfile.BadZipFile) as error:
        raise UsageError(
            f"{path} carries no brief of Billtrail. Give the PDF, web, Word or JSON file as issued."
        ) from error


def _read(content: bytes) -> Carried:
    if content.startswith(b"%PDF"):
        return Carried(from_json(read_attached(content)))
    if content.startswith(b"PK"):
        text, untouched = read_carried_word(content)
        return Carried(from_json(text), by_hand=not untouched)
    text = content.decode()
    return Carried(from_json(text if text.startswith("{") else read_carried(text)))


def find_moved(brief: Brief, reading: Reads) -> tuple[Moved, ...]:
    """Everything the brief says that the reading says otherwise, in the order of the page."""
    found = [*_stages(brief.stages, reading), *_figures(brief, reading), *_campaign(brief, reading)]
    return tuple(dict.fromkeys(found))


def find_moved_stages(stages: Iterable[BillStage], reading: Reads) -> tuple[Moved, ...]:
    """The same of a brief of which only the stages it states are known."""
    return tuple(dict.fromkeys(_stages(stages, reading)))


# -- stages ----------------------------------------------------------------------------------------


def _stages(stages: Iterable[BillStage], reading: Reads) -> Iterator[Moved]:
    words = Words(Language.EN)
    for old in stages:
        try:
            name, now, law = _now(old.bill, reading)
        except BilltrailError as error:
            yield Moved("stage", old.bill, _stage(words, old), str(error))
            continue
        if (now.stage, now.date) != (old.stage, old.date):
            new = _stage(words, now) + (f", {law}" if law else "")
            yield Moved("stage", name, _stage(words, old), new)
        if now.cosponsors != old.cosponsors and None not in (now.cosponsors, old.cosponsors):
            yield Moved("cosponsors", name, str(old.cosponsors), str(now.cosponsors))


def _now(id: str, reading: Reads) -> tuple[str, BillStage, str | None]:
    """An effort or a bill as it is called, its stage, and its law."""
    kind, id = reading.resolve(id)
    if kind == "family":
        family = reading.family(id)
        return family.title, BillStage(id, family.stage.value, family.stage_date, None), family.law
    status = reading.bill(id)
    return display(id), bill_stage(status), status.law


def _stage(words: Words, at: BillStage) -> str:
    day = words.date(at.date) if at.date else "no date"
    return f"{at.stage.replace('_', ' ')} ({day})".replace("\N{NO-BREAK SPACE}", " ")


# -- figures ---------------------------------------------------------------------------------------


def _figures(brief: Brief, reading: Reads) -> Iterator[Moved]:
    words = Words(Language(brief.language))
    rows = {figure.id: figure for figure in reading.figures()}
    for old in brief.figures:
        row = rows.get(old.id)
        if row is None:
            yield Moved("figure", old.id, old.display, "no longer on file")
        elif reason := why_not(row):
            yield Moved("figure", old.id, old.display, f"may not be printed now: {reason}")
        elif (now := words.amount(row.value, row.unit)) != old.display:
            yield Moved("figure", old.id, old.display, now)


# -- claims and words ------------------------------------------------------------------------------


def _campaign(brief: Brief, reading: Reads) -> Iterator[Moved]:
    """Claims that ended, then texts in other words: for a brief of a campaign."""
    campaign = _campaign_of(brief, reading)
    if campaign is None:
        return
    claims = {claim.id: claim for claim in campaign.claims}
    texts = {(text.key, text.language.value): text.text for text in campaign.texts}
    for sentence in _sentences(brief):
        for id in sentence.claims:
            claim = claims.get(id)
            if claim is None:
                yield Moved("claim", id, "held", "no longer made")
            elif not claim.holds:
                since = f" since {claim.ended_on}" if claim.ended_on else ""
                yield Moved("claim", id, "held", f"ended{since}: {claim.ended_by}")
        now = texts.get((sentence.key or "", brief.language))
        if now is not None and _loose(now) != _loose(sentence.text):
            yield Moved("text", sentence.key or "", sentence.text, now)


def _campaign_of(brief: Brief, reading: Reads) -> CampaignStatus | None:
    if not any(sentence.key for sentence in _sentences(brief)):
        return None
    kind, id = reading.resolve(brief.subject)
    name: str | None = id
    if kind == "family":
        name = reading.family(id).campaign
    elif kind == "bill":
        name = reading.bill(id).campaign
    return reading.campaign(name) if name else None


def _sentences(brief: Brief) -> Iterator[Sentence]:
    for block in brief.blocks:
        yield from (s for p in block.paragraphs for s in p.sentences)


def _loose(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


# -- said ------------------------------------------------------------------------------------------


def describe_lines(carried: Carried, moved: tuple[Moved, ...], today: date) -> Iterator[str]:
    brief = carried.brief
    made = f"{brief.subject}, {brief.language}, for {brief.audience}, as of {brief.on}"
    yield f"{made}: {brief.title}"
    if carried.by_hand:
        yield "The words of this Word file were changed by hand; what follows is as it was issued."
    if not moved:
        yield f"Nothing it says has moved by {today.isoformat()}."
    for item in moved:
        yield f"{item.kind} {item.what}: {item.old} -> {item.new}"


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
