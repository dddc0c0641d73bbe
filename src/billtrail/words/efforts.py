"""Where an effort stands, in words, and what else to know before it is called dead."""

from collections.abc import Iterator

from billtrail.bills import FamilyStatus, Look
from billtrail.legislatures import Stage, full_name

from .days_and_numbers import day_words
from .stages import law_words, marked, stage_word, stage_words, then_words
from .words import in_sentence, overtaken_words, session_words

#: Ends after which somebody may take an effort up again.
_DEAD = (Stage.DIED, Stage.FAILED, Stage.VETOED, Stage.WITHDRAWN)


def family_words(family: FamilyStatus) -> str:
    """Where an effort stands. One whose bills ended names the live bill that looks like its
    successor first; the last try's stage comes last, as its day is said next."""
    words = _family_stage(family)
    if family.alive or family.proof is None or family.proof.containment or not family.likely:
        return words
    likely, last = _named(family.likely), in_sentence(words)
    return f"{likely} like its successor, not confirmed; the last try {last}"


def _named(bills: tuple[str, ...]) -> str:
    """ "S. 361 (119th Congress) looks", "S. 361 (119th Congress) and 2 more look"."""
    first, *more = bills
    return f"{full_name(first)} and {len(more)} more look" if more else f"{full_name(first)} looks"


def family_notes(family: FamilyStatus) -> tuple[str, ...]:
    """What else to know of an effort that is no law: an earlier try that came further, live bills
    that may belong to it, and what was looked through for a successor of a dead one."""
    return tuple(_further(family)) + tuple(_also(family)) + tuple(_looked(family))


def _further(family: FamilyStatus) -> Iterator[str]:
    if (best := family.furthest) is not None:
        jurisdiction = best.bill.jurisdiction
        words = then_words(best, best.progress.reached, jurisdiction)
        yield f"An earlier try came further: {full_name(best.key)}, {in_sentence(words)}"


def _also(family: FamilyStatus) -> Iterator[str]:
    if family.alive and family.likely:
        yield f"{_named(family.likely)} like a bill of this effort too, not confirmed"


def _looked(family: FamilyStatus) -> Iterator[str]:
    ended = family.stage in _DEAD and not (family.proof and family.proof.containment)
    if family.alive or not ended:
        return
    if not family.looks:
        yield "No whole session's titles were looked through for a successor"
        return
    seen = "Looked through for a successor" if family.likely else "No successor seen in"
    yield f"{seen} {'; '.join(map(look_words, family.looks))}"


def look_words(look: Look) -> str:
    """ "16,310 titles of the 119th Congress up to May 29, 2026 (index.csv, Nov 29, 2026)"."""
    session = session_words(look.jurisdiction, look.session)
    upto = f" up to {day_words(look.newest)}" if look.newest else ""
    return (
        f"{look.titles:,} titles of the {session}{upto} "
        f"({look.source}, looked at on {day_words(look.looked_on)})"
    )


def _family_stage(family: FamilyStatus) -> str:
    """In the words of the bill that proves it, where one does."""
    if family.proof is not None and family.proof.containment:
        return overtaken_words(family.proof)
    if family.proof is not None and family.proof.stage == family.stage:
        return marked(stage_words(family.proof), family.proof)
    jurisdiction = family.members[0].bill.split("-")[0] if family.members else ""
    return stage_word(family.stage, jurisdiction)


def family_law_words(family: FamilyStatus) -> str | None:
    """As ``law_words``, of the law that fulfilled an effort."""
    pending = family.proof is not None and family.proof.number_pending
    return law_words(family.proof) if pending and family.proof else family.law
