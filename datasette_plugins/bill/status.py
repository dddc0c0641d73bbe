"""Where a bill stands, as its page shows it: stage and bar, what overtook it, what is next."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from billtrail.bills.doubts import Doubt
from billtrail.bills.next_steps import NextStep
from billtrail.bills.values import BillStatus, EffortStatus
from billtrail.datasette_plugins.theme import MarkState, StageMark, StageView, build_stage
from billtrail.legislatures import Stage
from billtrail.words import CERTAINTIES, bill_words, day_words
from billtrail.words.doubts import doubt_words, settled_by, taken_back_words
from billtrail.words.status import (
    effect_words,
    is_overtaken,
    later_vote_words,
    law_words,
    overtaken_words,
    reached_words,
    stage_meaning,
    stage_word,
    stage_words,
    stages_of,
    vote_words,
)

#: A stage's word, its meaning, and whether it is this bill's.
GlossaryLine = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class DoubtView:
    """What a publisher says otherwise, and what takes it; ``id`` is for the command."""

    id: int
    words: str
    end: str
    since: str


@dataclass(frozen=True, slots=True)
class StageSection:
    """``certainty`` is the word for how sure the day of the next step is, and its meaning;
    ``terms`` say what vote it needs and when it takes effect."""

    stage: StageView
    reached: str | None
    overtaken: str | None
    on_paper: str | None
    overtaken_by: str | None
    law: str | None
    step: NextStep | None
    certainty: tuple[str, str] | None
    terms: tuple[str, ...]
    doubts: tuple[DoubtView, ...]
    taken_back: tuple[str, ...]
    later_vote: str | None
    glossary: tuple[GlossaryLine, ...]


def build_stage_section(status: BillStatus, effort: EffortStatus | None) -> StageSection:
    step = status.next_step
    return StageSection(
        stage=_stage(status, effort),
        reached=reached_words(status) if _ended_early(status) else None,
        overtaken=_build_overtaken(status, effort),
        on_paper=_on_paper(status),
        overtaken_by=status.overtaken_by,
        law=law_words(status) if status.stage == Stage.ENACTED else None,
        step=None if is_overtaken(status) else step,
        certainty=CERTAINTIES.get(step.certainty) if step else None,
        terms=tuple(_build_terms(status)),
        doubts=tuple(map(_build_doubt, status.in_doubt)),
        taken_back=tuple(map(taken_back_words, status.taken_back)),
        later_vote=later_vote_words(status),
        glossary=_build_glossary(status),
    )


def _build_terms(status: BillStatus) -> Iterator[str]:
    """Each with where it is set."""
    if (needed := status.vote_needed) and (words := vote_words(status)):
        yield f"{words}. {needed.basis}" if needed.basis else words
    if (effect := status.takes_effect) and (words := effect_words(status)):
        may = "" if effect.at_once else "; its text may name a later day"
        yield f"{words}. {effect.basis}{may}"


def _build_doubt(doubt: Doubt) -> DoubtView:
    return DoubtView(doubt.id, doubt_words(doubt), settled_by(doubt), doubt.since)


def _ended_early(status: BillStatus) -> bool:
    return status.stage in _ENDED_EARLY


_ENDED_EARLY = (Stage.DIED, Stage.WITHDRAWN, Stage.REPLACED, Stage.OUTCOME_NOT_RECORDED)


def _build_overtaken(status: BillStatus, effort: EffortStatus | None) -> str | None:
    """The sentence that keeps a reader from working for a bill that is already law."""
    if not is_overtaken(status):
        return None
    if status.containment and not status.enacted_via:
        return overtaken_words(status)
    law = f", {effort.law}" if effort and effort.law else ""
    return f"Overtaken: became law as {bill_words(status.overtaken_by or '')}{law}"


def _on_paper(status: BillStatus) -> str | None:
    """What the record of an overtaken bill itself still says."""
    if not is_overtaken(status):
        return None
    words = stage_words(status)
    return f"This number itself still reads “{words}”, since {day_words(status.progress.date)}."


def _stage(status: BillStatus, effort: EffortStatus | None) -> StageView:
    """An overtaken bill ends, for its reader, on the day of the law that overtook it."""
    stage = build_stage(status)
    if status.containment and not status.enacted_via:
        return replace(stage, tone="ended", date=status.containment.date)
    if not is_overtaken(status):
        return stage
    reached = tuple(
        StageMark(mark.label, MarkState.DONE, mark.date)
        for mark in stage.bar
        if mark.state in (MarkState.DONE, MarkState.NOW)
    )
    law_day = effort.stage_date if effort else None
    label = f"Overtaken by {bill_words(status.overtaken_by or '')}"
    end = StageMark(label, MarkState.ENDED, law_day)
    return replace(stage, words=label, tone="ended", date=law_day, bar=(*reached, end))


def _build_glossary(status: BillStatus) -> tuple[GlossaryLine, ...]:
    """Every stage, in order."""
    jurisdiction = status.bill.jurisdiction
    return tuple(
        (stage_word(stage, jurisdiction), stage_meaning(stage, jurisdiction), stage == status.stage)
        for stage in stages_of(jurisdiction)
    )
