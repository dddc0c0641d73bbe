"""Who runs the site, how a stage and a figure are made, what was corrected, and the licence.

The tables on this page are the ones the program runs on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from billtrail.bills import Source
from billtrail.bills.record_edits import FEWEST, Lateness
from billtrail.bills.stages import STAGE_TABLE, Milestone, StageRow
from billtrail.bills.values import SourceFreshness
from billtrail.campaigns import Organisation
from billtrail.campaigns.figures import FORM_RULES
from billtrail.campaigns.staff_files import read_corrections
from billtrail.datasette_plugins.theme import CorrectionView, build_correction
from billtrail.legislatures import FigureForm, MeasureKind, is_known
from billtrail.scrapers import load_sources
from billtrail.snapshot import Snapshot, read_other_freshness
from billtrail.snapshot.record import read_lateness
from billtrail.words import CLASSES, STEP_KINDS, count_words, legislature_words, source_words
from billtrail.words.status import HOWS, STAGES

_CORRECTIONS = 100

MEASURES: Mapping[MeasureKind, str] = {
    MeasureKind.BILL: "bills",
    MeasureKind.JOINT: "joint resolutions that need a signature",
    MeasureKind.CONCURRENT: "resolutions of both chambers",
    MeasureKind.SIMPLE: "resolutions of one chamber",
    MeasureKind.CONSTITUTIONAL: "constitutional amendments",
}
#: What a step of a kind proves.
MILESTONES: Mapping[Milestone, str] = {
    Milestone.INTRODUCED: "introduced",
    Milestone.IN_COMMITTEE: "in committee",
    Milestone.AT_DESK: "before its chamber, at the desk, where no committee has it",
    Milestone.ON_CALENDAR: "before its chamber, on a calendar, where no committee had it",
    Milestone.REPORT_FAILED: "in committee, which would not send it on",
    Milestone.REFERRED_AGAIN: "in committee again",
    Milestone.REPORTED: "out of committee",
    Milestone.PASSED: "passed by that chamber",
    Milestone.AGREED: "passed by both, if the other chamber passed the same text before",
    Milestone.CONFERENCE_AGREED: "passed by both, once both have agreed to the joint text",
    Milestone.PASSED_BOTH: "passed by both chambers",
    Milestone.TO_EXECUTIVE: "sent for signature",
    Milestone.SIGNED: "became law; its number may follow",
    Milestone.OVERRIDDEN: "became law, once every chamber has overturned the veto",
    Milestone.ENACTED: "became law",
    Milestone.ADOPTED: "adopted",
    Milestone.VETOED: "vetoed, until the chambers overturn it or their time is over",
    Milestone.VETO_FINAL: "vetoed for good",
    Milestone.FAILED: "failed, unless it is taken up again",
    Milestone.REVIVED: "a failure no longer counts",
    Milestone.DIED: "ended, by its own record",
    Milestone.WITHDRAWN: "withdrawn",
    Milestone.REPLACED: "replaced by another bill",
    Milestone.PARTLY_VETOED: "law in part, where it was signed",
    Milestone.UNDO_REPORTED: "its leaving the committee no longer counts",
    Milestone.UNDO_REFERRED: "its referral to the committee no longer counts",
    Milestone.UNDO_CONFERENCE: "agreement to the conference report no longer counts",
    Milestone.UNDO_AGREED: "that chamber's agreement to the other's text no longer counts",
    Milestone.UNDO_PASSED: "that chamber's passage no longer counts",
    Milestone.UNDO_TO_EXECUTIVE: "its sending for signature no longer counts",
    Milestone.UNDO_VETOED: "the veto no longer counts",
    Milestone.UNDO_REPLACED: "its being replaced no longer counts",
    Milestone.UNDO_ALL_PASSED: "what any chamber passed no longer counts",
}
FORMS: Mapping[FigureForm, tuple[str, str]] = {
    FigureForm.MEASURED: (
        "Measured",
        "Its base, counts and period are published. It may be drawn and computed with.",
    ),
    FigureForm.AS_PUBLISHED: (
        "As published",
        "The publisher left something out. We quote it, say what is missing, and draw nothing.",
    ),
    FigureForm.BLOCKED: ("Not printed", "It could mislead. No brief prints it."),
}


@dataclass(frozen=True, slots=True)
class SourceView:
    """A publisher: which source wins where two speak for the same day, the better rank first."""

    title: str
    jurisdiction: str
    home: str
    licence: str
    data_as_of: str | None
    checked_at: str | None


@dataclass(frozen=True, slots=True)
class LatenessView:
    """How late a source is with a kind of step: after how many days half of them and nine in ten
    were in its files, of how many that we saw come; ``few`` says where they are too few."""

    source: str
    step: str
    half: str
    most: str
    few: str
    seen: int


@dataclass(frozen=True, slots=True)
class About:
    """The page as a value. ``organisation`` is ``None`` where nobody has said who they are."""

    organisation: Organisation | None
    stages: tuple[tuple[str, str, str], ...]
    hows: tuple[tuple[str, str, str], ...]
    table: tuple[tuple[str, str, str, str], ...]
    forms: tuple[tuple[str, str], ...]
    rules: tuple[tuple[str, str], ...]
    sources: tuple[SourceView, ...]
    lateness: tuple[LatenessView, ...]
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class AboutValues:
    """What the page takes from the file."""

    freshness: tuple[SourceFreshness, ...]
    lateness: tuple[Lateness, ...]
    corrections: tuple[CorrectionView, ...]


def read_about(snapshot: Snapshot) -> AboutValues:
    newest = read_corrections(snapshot.connection)[-_CORRECTIONS:]
    corrections = tuple(map(build_correction, reversed(newest)))
    fresh = (*snapshot.freshness(), *read_other_freshness(snapshot.connection))
    return AboutValues(fresh, read_lateness(snapshot), corrections)


def build_about(values: AboutValues, organisation: Organisation | None) -> About:
    known = {source.source: source for source in values.freshness}
    ranked = sorted(load_sources().values(), key=lambda source: -source.rank)
    return About(
        organisation=organisation if organisation and organisation.name else None,
        stages=tuple(
            (stage.value, word.format(**_NAMES), meaning.format(**_NAMES))
            for stage, (word, meaning) in STAGES.items()
        ),
        hows=tuple(
            (how.value, words.word.format(**_NAMES), words.meaning.format(**_NAMES))
            for how, words in HOWS.items()
        ),
        table=tuple(map(_row, STAGE_TABLE)),
        forms=tuple((FORMS[form][0], FORMS[form][1]) for form in FigureForm),
        rules=tuple((FORMS[rule.form][0], rule.because) for rule in FORM_RULES),
        sources=tuple(_source(source, known) for source in ranked),
        lateness=tuple(map(_lateness, values.lateness)),
        corrections=values.corrections,
    )


#: What stands where a page of a bill names something of its own.
_NAMES = {
    "executive": "executive",
    "session": "session",
    "chamber": "chamber",
    "committee": "a committee",
    "let_go": "some of its committees",
    "holding": "others",
    "other": "another bill",
}


def _row(row: StageRow) -> tuple[str, str, str, str]:
    """(of which measures, step, its name in the data, what it proves)."""
    kind = "every measure" if row.kind == "any" else MEASURES[MeasureKind(row.kind)]
    return kind, CLASSES[row.action], row.action.value, MILESTONES[Milestone(row.milestone)]


def _lateness(found: Lateness) -> LatenessView:
    source, step = source_words(found.source), STEP_KINDS[found.kind]
    if found.median is None or found.ninety is None:
        few = f"not enough seen yet, {FEWEST} are needed"
        return LatenessView(source, step, "", "", few, found.seen)
    return LatenessView(source, step, _after(found.median), _after(found.ninety), "", found.seen)


def _after(days: int) -> str:
    return f"after {count_words(days, 'day')}" if days else "on the same day"


def _source(source: Source, known: Mapping[str, SourceFreshness]) -> SourceView:
    fresh = known.get(source.name)
    place = source.jurisdiction
    return SourceView(
        title=source.title,
        jurisdiction=legislature_words(place) if is_known(place) else "all that ships",
        home=source.home,
        licence=source.licence,
        data_as_of=fresh.data_as_of if fresh else None,
        checked_at=fresh.checked_at if fresh else None,
    )
