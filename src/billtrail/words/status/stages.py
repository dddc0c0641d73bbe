"""Where a bill stands, in words: of one bill by how it got there, of a stage in general."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from billtrail.bills.models import Bill
from billtrail.bills.next_steps import LocationKind
from billtrail.bills.stages import How
from billtrail.bills.values import BillStatus
from billtrail.legislatures import ActionClass as A
from billtrail.legislatures import Chamber, MeasureKind, Stage, get

from ..days_and_numbers import day_words
from ..words import bill_words, chamber_words, executive_words, session_words
from .hows import FLOOR, HOWS, NO_VOTE, TO_BE_SIGNED, HowWords
from .standing import is_overtaken, overtaken_words

#: What a stage is called where no bill is meant and, behind the word, what it means.
STAGES: Mapping[Stage, tuple[str, str]] = {
    Stage.INTRODUCED: HOWS[How.INTRODUCED][:2],
    Stage.IN_COMMITTEE: HOWS[How.REFERRED][:2],
    Stage.REPORTED: (
        "Out of committee",
        "A committee approved it, voted to send it on or advised against it, or the chamber took "
        "it from its committee. What is said of a bill tells which.",
    ),
    Stage.PASSED_ONE_CHAMBER: ("Passed one chamber", HOWS[How.PASSED].meaning),
    Stage.PASSED_BOTH: HOWS[How.PASSED_BOTH][:2],
    Stage.TO_EXECUTIVE: HOWS[How.PRESENTED][:2],
    Stage.ENACTED: HOWS[How.BECAME_LAW][:2],
    Stage.ADOPTED: HOWS[How.ADOPTED][:2],
    Stage.VETOED: HOWS[How.VETOED][:2],
    Stage.FAILED: (
        "Failed or set aside",
        "A vote went against it, or the chamber put it aside. It can be taken up again while the "
        "session lasts.",
    ),
    Stage.DIED: HOWS[How.SESSION_ENDED][:2],
    Stage.WITHDRAWN: HOWS[How.WITHDRAWN][:2],
    Stage.REPLACED: HOWS[How.REPLACED][:2],
    Stage.OUTCOME_NOT_RECORDED: HOWS[How.NOT_RECORDED][:2],
}

#: What is said otherwise of a legislature with one chamber.
_ONE_CHAMBER: Mapping[How, HowWords] = {
    How.PASSED_BOTH: HowWords(
        "Passed the {chamber}",
        "The {chamber} has passed the bill. It has not yet been sent for signature.",
        "Passed the {chamber}",
        "The chamber had passed it.",
    ),
    How.VETOED: HowWords(
        "Vetoed",
        "The {executive} refused to sign it. The {chamber} can overturn that while it sits.",
        "Vetoed",
    ),
}
#: Adopted by the chambers, and not in force by that.
_PROPOSED = HowWords(
    "Adopted",
    "The chambers adopted it. That alone does not change the constitution: in nearly every state "
    "the voters decide, and in some the next legislature before them.",
    "Adopted",
)
#: Texas sends its concurrent resolutions to the Governor.
_SENT_ALL_THE_SAME = HowWords(
    "Adopted",
    "The resolution is complete. It was sent to the {executive} as well, which makes no law of it.",
    "Adopted",
)
_VETO_STANDS = HowWords(
    "Vetoed", "The {executive} refused to sign it, and the veto stands.", "Vetoed"
)
_ONE_CHAMBER_STAGES: Mapping[Stage, How] = {
    Stage.PASSED_BOTH: How.PASSED_BOTH,
    Stage.VETOED: How.VETOED,
}


def stages_of(jurisdiction: str) -> Mapping[Stage, tuple[str, str]]:
    """The stages of a legislature's measures, each with its word and its meaning."""
    if not get(jurisdiction).has_one_chamber:
        return STAGES
    said = {stage: _ONE_CHAMBER[how][:2] for stage, how in _ONE_CHAMBER_STAGES.items()}
    return {
        stage: said.get(stage, words)
        for stage, words in STAGES.items()
        if stage != Stage.PASSED_ONE_CHAMBER
    }


def stage_word(stage: Stage, jurisdiction: str) -> str:
    """A stage's word in general, with the executive's name."""
    return _general(stages_of(jurisdiction)[stage][0], jurisdiction)


def any_stage(stage: Stage) -> tuple[str, str]:
    """A stage's word and the sentence behind it, where it is of no one legislature."""
    word, meaning = STAGES[stage]
    return word.format(**_ANY), meaning.format(**_ANY)


_ANY = {"executive": "executive", "session": "session", "other": "another bill"}


def stage_meaning(stage: Stage, jurisdiction: str) -> str:
    """The sentence behind a stage's word."""
    return _general(stages_of(jurisdiction)[stage][1], jurisdiction)


def _general(words: str, jurisdiction: str) -> str:
    chamber = next(iter(get(jurisdiction).chambers.values()))
    return words.format(
        executive=executive_words(jurisdiction), session="session", chamber=chamber,
        other="another bill",
    )  # fmt: skip


# -- of one bill -----------------------------------------------------------------------------------


def stage_words(status: BillStatus) -> str:
    """Where a bill stands, in its own session's words, by how it got there."""
    how = status.progress.how
    if how == How.FILED_DEAD and status.away:  # in which chamber, its whole record tells
        return how_words(status, how).mark
    return _filled(how_words(status, how).word, status)


_ON_LIST = "; even so, the chamber's own list announces a vote."


def meaning_words(status: BillStatus) -> str:
    """The sentence behind ``stage_words``; no vote of the chamber is next where a committee has
    the bill, as in California after the first of two."""
    meaning = how_words(status, status.progress.how).meaning
    if status.location and status.location.kind in _IN_COMMITTEE:
        meaning = meaning.replace(FLOOR, "Another committee has it now.")
    if status.next_step and status.next_step.on_list:
        meaning = meaning.replace(NO_VOTE, _ON_LIST)
    if status.bill.kind not in get(status.bill.jurisdiction).signed:
        meaning = meaning.replace(TO_BE_SIGNED, "It needs no signature.")
    return _filled(meaning, status)


_IN_COMMITTEE = (LocationKind.COMMITTEE, LocationKind.SUSPENSE_FILE)


def reached_words(status: BillStatus) -> str:
    """How far a measure had come before it ended: "A committee had approved it. ..."."""
    return how_words(status, status.progress.reached_how).was


def mark_words(status: BillStatus, how: How) -> str:
    """What a step is called under a stage bar."""
    return _filled(how_words(status, how).mark, status)


def how_words(status: BillStatus, how: How) -> HowWords:
    """The row of the table; of a legislature with one chamber, its own. A veto that was put to a
    vote and held, or that outlived its session, is no longer one that can be overturned."""
    if how == How.VETOED and status.progress.final:
        return _VETO_STANDS
    if how == How.ADOPTED and status.bill.kind == MeasureKind.CONSTITUTIONAL:
        return _PROPOSED
    if how == How.ADOPTED and _was_sent(status.bill):
        return _SENT_ALL_THE_SAME
    row = HOWS[how]
    if not get(status.bill.jurisdiction).has_one_chamber:
        return row
    return _ONE_CHAMBER.get(how.PASSED_BOTH if how == How.PASSED else how, row)


def _was_sent(bill: Bill) -> bool:
    return any(A.EXECUTIVE_RECEIPT in action.classification for action in bill.actions or ())


def _filled(words: str, status: BillStatus) -> str:
    if "{" not in words:
        return words
    bill, progress = status.bill, status.progress
    return words.format(
        executive=executive_words(bill.jurisdiction),
        session=session_words(bill.jurisdiction, bill.session),
        chamber=chamber_words(bill.jurisdiction, _acted(status)),
        committee=committee_words(status, _committee(status), "a committee"),
        let_go=committee_words(status, progress.let_go, "some of its committees"),
        holding=committee_words(status, progress.holding, "others"),
        other=" and ".join(_others(status)) or "another bill",
    )


def _others(status: BillStatus) -> Iterator[str]:
    """The bills that carry it on, with their session where that is another one."""
    for key in status.replaced_by:
        place, session, _ = key.split("-")
        away = session != status.bill.session
        yield f"{bill_words(key)} ({session_words(place, session)})" if away else bill_words(key)


def _acted(status: BillStatus) -> Chamber:
    """Whose act it was; of an act of nobody in particular, the chamber it began in."""
    action = status.progress.action
    by = action.chamber if action else None
    return by if by in (Chamber.LOWER, Chamber.UPPER) else status.bill.chamber


def _committee(status: BillStatus) -> Iterable[str]:
    action = status.progress.action
    return filter(None, (action.committee if action else None,))


def committee_words(status: BillStatus, committees: Iterable[str], unknown: str) -> str:
    """ "the House Judiciary Committee and the House Rules Committee", by their ids; ``unknown``
    where what is at hand does not name them."""
    bill = status.bill
    known = {c.committee: c for c in bill.committees or ()}
    names = [
        f"the {chamber_words(bill.jurisdiction, known[id].chamber)} {known[id].name}"
        for id in committees
        if id in known
    ]
    *others, last = names or [unknown]
    return f"{', '.join(others)} and {last}" if others else last


def status_words(status: BillStatus) -> str:
    """Where a bill stands for someone who may act on it: an overtaken one is never alive."""
    if is_overtaken(status):
        return overtaken_words(status)
    return marked(stage_words(status), status)


def marked(words: str, status: BillStatus) -> str:
    """Where a bill stands, with a mark while its publisher says otherwise and is not believed."""
    return f"{words} (in doubt)" if status.in_doubt else words


def then_words(
    status: BillStatus | None, stage: Stage, jurisdiction: str, how: How | None = None
) -> str:
    """A stage that was recorded on an earlier day, by ``how`` the bill got there as was recorded
    with it; where that is not at hand, as the record of today tells it; else in general."""
    if status is not None and status.stage == stage and how in (None, status.progress.how):
        return stage_words(status)
    progress = status.progress if status else None
    if status and progress and progress.reached == stage and how in (None, progress.reached_how):
        return _filled(how_words(status, progress.reached_how).word, _at_furthest(status))
    word = HOWS[how].word if how and not get(jurisdiction).has_one_chamber else "{}"
    return stage_word(stage, jurisdiction) if "{" in word else word


def _at_furthest(status: BillStatus) -> BillStatus:
    """Without the act that ended it, which may be of the other chamber; by the one that passed it
    where one alone did."""
    passed = status.progress.reached_chambers
    chamber = Chamber(next(iter(passed))) if len(passed) == 1 else status.bill.chamber
    return replace(status, bill=replace(status.bill, chamber=chamber),
                   progress=replace(status.progress, action=None))  # fmt: skip


# -- laws ------------------------------------------------------------------------------------------


def law_words(status: BillStatus) -> str | None:
    """``Public Law 119-73``; of a law that is not numbered yet, that the number follows."""
    if not status.number_pending:
        return status.law
    overturned = status.progress.how == How.VETO_OVERRIDDEN
    by = "the veto was overturned" if overturned else "signed"
    known = day_words(status.unnumbered_on)
    return f"{by}; the number of the law is not assigned yet (data of {known})"
