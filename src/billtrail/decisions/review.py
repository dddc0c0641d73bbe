"""What a reviewer needs of a campaign's texts: each sentence in every language, side by side."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from billtrail.campaigns import CampaignStatus, ClaimStatus, Text
from billtrail.law import AS_READ, StatuteReading
from billtrail.legislatures import Language
from billtrail.words import day_words

from .decisions import text_name


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a sentence may be said: ``condition`` in words, ``source`` and its address."""

    id: str
    condition: str
    source: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence in one language; ``name`` is what ``text review`` takes."""

    language: str
    name: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """One key with its wordings in the order of ``Language``."""

    key: str
    version: str | None
    grounds: tuple[Ground, ...]
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    on: str
    campaign: str
    title: str
    entries: tuple[ReviewEntry, ...]


def build_review_sheet(
    campaign: CampaignStatus, on: str, readings: Iterable[StatuteReading] = ()
) -> ReviewSheet:
    """The campaign's texts as they stand on ``on``, in the order of its file; beside the first that
    rests on a statute stands what we say it says (``readings``)."""
    by_key: dict[str, dict[Language, Text]] = {}
    for text in (*campaign.texts, *campaign.survivor_texts):
        by_key.setdefault(text.key, {})[text.language] = text
    claims = {claim.id: claim for claim in campaign.claims}
    laws = {reading.key: reading for reading in readings}
    entries = tuple(
        _entry(campaign, key, wordings, claims, laws) for key, wordings in by_key.items()
    )
    return ReviewSheet(on, campaign.id, campaign.title, entries)


def _entry(
    campaign: CampaignStatus,
    key: str,
    texts: dict[Language, Text],
    claims: dict[str, ClaimStatus],
    laws: dict[str, StatuteReading],
) -> ReviewEntry:
    first = next(iter(texts.values()))
    named = dict.fromkeys(name for text in texts.values() for name in text.claims)
    statutes = dict.fromkeys(key for name in named for key in claims[name].statutes)
    return ReviewEntry(
        key=key,
        version=first.version,
        grounds=(
            *(_ground(claims[name]) for name in named),
            *(g for key in statutes if key in laws for g in _law_grounds(laws.pop(key))),
            *_figure_ground(campaign, key),
        ),
        wordings=tuple(_wordings(campaign.id, texts)),
    )


def _ground(claim: ClaimStatus) -> Ground:
    said = f"View of {claim.attributed_to}. " if claim.attributed_to else ""
    only = f", while {claim.condition}" if claim.condition else ""
    return Ground(claim.id, f"{said}{_holding(claim)}{only}", claim.source, claim.url)


def _law_grounds(reading: StatuteReading) -> Iterator[Ground]:
    """What we say a statute says, for a reader to hold the wordings against, and its parts."""
    how = "as read in" if reading.basis == AS_READ else "by a summary of"
    printed = reading.statute.printed
    said = f'{printed}, {how} the law of {day_words(reading.day)}: "{reading.says}"'
    read = f"{reading.text}, read {day_words(reading.read_on)}"
    yield Ground(reading.key, said, read, reading.url)
    for part in reading.parts:
        said = f'{printed}{part.part}, as read in the law of {day_words(part.day)}: "{part.says}"'
        read = f"{part.text}, read {day_words(part.read_on)}"
        yield Ground(f"{reading.key}{part.part}", said, read, part.url)


def _holding(claim: ClaimStatus) -> str:
    if claim.holds:
        return "Holds"
    if claim.doubt:
        return f"To be read again ({claim.doubt.why})"
    if claim.ended_on:
        return f"Stopped holding {day_words(claim.ended_on)} ({claim.ended_by})"
    return f"Does not hold yet ({claim.ended_by})"


def _figure_ground(campaign: CampaignStatus, key: str) -> Iterator[Ground]:
    """A figure's sentence rests on the figure: how it may be printed, and where it was read."""
    name = key.removeprefix("figure-")
    for figure in campaign.figures:
        if figure.id == name and key != name:
            form = figure.form.value.replace("-", " ")
            yield Ground(
                figure.id, f"Figure, {form}", f"{figure.publisher}, {figure.source_title}",
                figure.source_url or None,
            )  # fmt: skip


def _wordings(campaign: str, texts: dict[Language, Text]) -> Iterator[Wording]:
    for language in Language:
        text = texts.get(language)
        if text is None:
            yield Wording(language.value, "", "", "not written")
            continue
        by = f"reviewed by {text.reviewed_by}, {day_words(text.reviewed_on)}"
        state = by if text.reviewed_by else "draft"
        yield Wording(language.value, text_name(campaign, text), text.text, state)
