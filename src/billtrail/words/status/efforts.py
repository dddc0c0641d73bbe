"""Where an effort stands, in words, and what else to know before it is called dead."""

from collections.abc import Iterator

from billtrail.bills.values import EffortStatus, Look
from billtrail.legislatures import Stage, full_name

from ..days_and_numbers import day_words
from ..words import in_sentence, session_words
from .stages import law_words, marked, stage_word, stage_words, then_words
from .standing import overtaken_words

#: Ends after which somebody may take an effort up again.
_DEAD = (Stage.DIED, Stage.FAILED, Stage.VETOED, Stage.WITHDRAWN)


def effort_words(effort: EffortStatus) -> str:
    """Where an effort stands. One whose bills ended names the live bill that looks like its
    successor first; the last try's stage comes last, as its day is said next."""
    words = _effort_stage(effort)
    if effort.alive or effort.proof is None or effort.proof.containment or not effort.likely:
        return words
    likely, last = _named(effort.likely), in_sentence(words)
    return f"{likely} like its successor, not confirmed; the last try: {last}"


def _named(bills: tuple[str, ...]) -> str:
    """ "S. 361 (119th Congress) looks", "S. 361 (119th Congress) and 2 more look"."""
    first, *more = bills
    return f"{full_name(first)} and {len(more)} more look" if more else f"{full_name(first)} looks"


def effort_notes(effort: EffortStatus) -> tuple[str, ...]:
    """What else to know of an effort that is no law: an earlier try that came further, live bills
    that may belong to it, and what was looked through for a successor of a dead one."""
    return tuple(_further(effort)) + tuple(_also(effort)) + tuple(_looked(effort))


def _further(effort: EffortStatus) -> Iterator[str]:
    if (best := effort.furthest) is not None:
        jurisdiction = best.bill.jurisdiction
        words = then_words(best, best.progress.reached, jurisdiction)
        yield f"An earlier try came further: {full_name(best.key)}, {in_sentence(words)}"


def _also(effort: EffortStatus) -> Iterator[str]:
    if effort.alive and effort.likely:
        yield f"{_named(effort.likely)} like a bill of this effort too, not confirmed"


def _looked(effort: EffortStatus) -> Iterator[str]:
    ended = effort.stage in _DEAD and not (effort.proof and effort.proof.containment)
    if effort.alive or not ended:
        return
    if not effort.looks:
        yield "No whole session's titles were looked through for a successor"
        return
    seen = "Looked through for a successor" if effort.likely else "No successor seen in"
    yield f"{seen} {'; '.join(map(look_words, effort.looks))}"


def look_words(look: Look) -> str:
    """ "16,310 titles of the 119th Congress up to May 29, 2026 (index.csv, Nov 29, 2026)"."""
    session = session_words(look.jurisdiction, look.session)
    upto = f" up to {day_words(look.newest)}" if look.newest else ""
    return (
        f"{look.titles:,} titles of the {session}{upto} "
        f"({look.source}, looked at on {day_words(look.looked_on)})"
    )


def _effort_stage(effort: EffortStatus) -> str:
    """In the words of the bill that proves it, where one does."""
    if effort.proof is not None and effort.proof.containment:
        return overtaken_words(effort.proof)
    if effort.proof is not None and effort.proof.stage == effort.stage:
        return marked(stage_words(effort.proof), effort.proof)
    jurisdiction = effort.members[0].bill.split("-")[0] if effort.members else ""
    return stage_word(effort.stage, jurisdiction)


def effort_law_words(effort: EffortStatus) -> str | None:
    """As ``law_words``, of the law that fulfilled an effort."""
    pending = effort.proof is not None and effort.proof.number_pending
    return law_words(effort.proof) if pending and effort.proof else effort.law
