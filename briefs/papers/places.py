"""Where a bill is, and which paper is for it there: checks that stop a paper nobody can act on."""

from datetime import date

from billtrail.bills.values import BillStatus
from billtrail.legislatures import Stage, display, get
from billtrail.words import day_words

from .draft import PaperDraft

_LAW = (Stage.ENACTED, Stage.ADOPTED)
#: What comes next where a chamber votes, as ``NextStep.row`` names it.
_VOTES = ("floor", "amendments", "conference-report", "reconsideration", "override",
          "override-second")  # fmt: skip
#: What comes next where a committee voted to send it on and has not reported it yet.
_REPORT = "report"


def alive(draft: PaperDraft) -> None:
    """A bill that can still move, and that no law has overtaken."""
    status, bill = draft.status, draft.bill
    key = status.key
    if status.is_unread:
        draft.find("alive", "stop", f"The record of {bill} is not read yet.",
                   f"billtrail update --bill {key}")  # fmt: skip
    elif status.stage in _LAW:
        law = f": {status.law}" if status.law else ""
        draft.find("alive", "stop", f"{bill} is law{law}. Nobody can be asked to vote on it.",
                   f"billtrail brief {key} says so to offices.")  # fmt: skip
    elif status.overtaken_by:
        law = display(status.overtaken_by)
        draft.find("alive", "stop", f"What {bill} asked for is law by {law}.",
                   f"billtrail brief {status.overtaken_by} says so to offices.")  # fmt: skip
    elif status.location and status.location.held and draft.hearing is None:
        place = status.location
        draft.find("alive", "stop", f"{place.committee} has heard {bill} and keeps it.",
                   "Write when it is set for a hearing again.")  # fmt: skip
    elif not status.progress.alive:
        draft.find("alive", "stop", f"{bill} can move no more: {status.stage.value}"
                   f"{_on(status.progress.date)}.".replace("_", " "),
                   f"billtrail show {key} tells its end, and what goes on with it.")  # fmt: skip


def _on(day: str | None) -> str:
    return f", {day_words(day)}" if day else ""


def committee(draft: PaperDraft) -> None:
    """A committee that has the bill now, or is set to hear it."""
    if draft.committee is None:
        if draft.status.progress.alive:
            draft.find("committee", "stop", _with_none(draft), _instead(draft))
        return
    if draft.committee in draft.having:
        return
    if draft.hearing is not None:
        day = day_words(draft.hearing.date)
        draft.find("committee", "warn", f"{draft.committee_name} does not have {draft.bill} yet; "
                   f"it is set to hear it on {day}.")  # fmt: skip
    else:
        names = ", ".join(f"{one.name} ({one.committee})" for one in draft.having)
        action = f"Now with: {names}." if names else _instead(draft)
        draft.find(
            "committee", "stop", f"{draft.committee_name} does not have {draft.bill} now.", action
        )


def _with_none(draft: PaperDraft) -> str:
    if draft.status.stage == Stage.IN_COMMITTEE:
        return f"The record does not say which committee has {draft.bill}."
    return f"No committee has {draft.bill} now."


def is_on_floor(status: BillStatus) -> bool:
    """Whether a chamber votes on it next, at once or after a committee's report."""
    return status.next_step is not None and status.next_step.row in (*_VOTES, _REPORT)


def floor(draft: PaperDraft) -> None:
    """A bill on which a chamber votes next."""
    step = draft.status.next_step
    if draft.status.progress.alive and not is_on_floor(draft.status):
        draft.find("floor", "stop", f"No chamber votes on {draft.bill} next.", _instead(draft))
    elif step and step.row == _REPORT:
        draft.find("floor", "ok", f"A committee voted to send {draft.bill} on; its report comes "
                   "before the vote of the chamber.")  # fmt: skip


def presented(draft: PaperDraft) -> None:
    """A bill that waits for a signature or a veto, and until when, counted from presentment."""
    status = draft.status
    executive = f"the {get(status.bill.jurisdiction).executive}"
    if not status.progress.alive:
        return
    if status.stage not in (Stage.PASSED_BOTH, Stage.TO_EXECUTIVE):
        draft.find("presented", "stop", f"{draft.bill} is not before {executive}.", _instead(draft))
    elif not draft.recipients:
        draft.find("presented", "stop", f"Nobody is on file as {executive}.",
                   f"billtrail brief {status.key}")  # fmt: skip
    elif status.stage == Stage.PASSED_BOTH:
        draft.find("presented", "ok", f"{draft.bill} passed both houses, and was not sent to "
                   f"{executive} yet: no days run.")  # fmt: skip
    else:
        draft.find("presented", "ok", f"{draft.bill} was sent to {executive} on "
                   f"{day_words(status.progress.date)}. {_days_left(draft)}")  # fmt: skip


def _days_left(draft: PaperDraft) -> str:
    step = draft.status.next_step
    if step is None or step.date is None:
        signing = get(draft.status.bill.jurisdiction).signing
        return f"The last day to act: {signing.unknown}." if signing else ""
    left = (date.fromisoformat(step.date) - draft.request.on).days
    basis = f" ({step.basis})" if step.basis else ""
    days = "1 day is" if left == 1 else f"{left} days are"
    return f"The last day to act is {day_words(step.date)}{basis}: {days} left."


def _instead(draft: PaperDraft) -> str:
    """The paper that applies where the bill is."""
    key, stage = draft.status.key, draft.status.stage
    if draft.having:
        return f"billtrail letter {key}"
    if stage in (Stage.PASSED_BOTH, Stage.TO_EXECUTIVE):
        return f"billtrail letter {key} --paper governor-letter"
    if is_on_floor(draft.status):
        return f"billtrail letter {key} --paper floor-alert"
    if stage == Stage.IN_COMMITTEE:
        return f"billtrail update --bill {key} asks for it again."
    return f"No paper is for it where it is: billtrail show {key} says what comes next."
