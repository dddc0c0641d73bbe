"""What a letter must stand before it is filed: a table of checks by name.

A check adds findings to the draft, each with the one action that helps. ``stop`` refuses the paper:
what it asks cannot be done any more, and another paper may be what is wanted.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from billtrail.bills.letters import asked_words, portal, rule_of, stance_as, unsettled_words
from billtrail.legislatures import Position, get
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot import read_readings
from billtrail.words import day_words, time_words

from .draft import PaperDraft
from .places import alive, committee, floor, presented
from .signing import check_signers

Check = Callable[[PaperDraft], None]


def decided(draft: PaperDraft) -> None:
    """A position of the organisation's own."""
    if draft.position:
        day = draft.position.decided_on
        since = f" since {day_words(day)}" if day else ""
        draft.find("decided", "ok", f"Your position is {draft.stance}{since}.")
        if (day or "") > draft.request.on.isoformat():
            says = (
                f"It was decided after {day_words(draft.request.on.isoformat())}, the day of this."
            )
            draft.find("decided", "warn", says, "Leave out --as-of to write as of today.")
    else:
        action = f"billtrail position {draft.status.key} support --by NAME --on DATE"
        draft.find("decided", "warn", f"No position on {draft.bill} is decided.", action)


def version(draft: PaperDraft) -> None:
    """The newest print, and whether our own sentences were written for it."""
    found, key = draft.print, draft.status.key
    if found is None:
        draft.find("version", "warn", f"No print of {draft.bill} is on record.",
                   f"billtrail update --bill {key}")  # fmt: skip
        return
    named = f"{found.note}, {day_words(found.date)}"
    if not found.held:
        draft.find("version", "warn", f"The history tells of a print ({named}) that is not on "
                   "record here.", f"billtrail update --bill {key}")  # fmt: skip
    else:
        draft.find("version", "ok", f"The newest print on record is named: {named}.")
    if draft.is_stale:
        day = draft.status.fresh_as_of
        draft.fill("letter-some-print", "letter-not-checked", date=draft.labels.date(day))
        draft.find("version", "warn", f"The record was last checked on {day_words(day)}.",
                   f"billtrail update --bill {key}")  # fmt: skip


def recipient(draft: PaperDraft) -> None:
    """What is to be known of a name and an address that stand in the letter."""
    for one in draft.recipients:
        if one.chair and one.note:
            draft.find("recipient", "ok", f"{one.title}: {one.note}")


def stance(draft: PaperDraft) -> None:
    """Whether the committee lists such a position, or as which it counts it; and what else it asks
    of a letter."""
    if draft.committee is None:
        return
    committee, rule, said = draft.committee.committee, rule_of(draft.committee.committee), ""
    if draft.stance and portal(draft.status.bill.jurisdiction):
        told = stance_as(committee, draft.stance, draft.request.on.year)
        unsure = told.allowed is None and draft.stance not in (Position.SUPPORT, Position.OPPOSE)
        level = "warn" if unsure or told.allowed is False else "ok"
        said = told.says
        action = "Say at the hearing what you ask for." if told.allowed is False else ""
        draft.find("stance", level, f"{told.says} {_read(told.source, told.read)}".strip(), action)
    for says in asked_words(rule) if rule else ():
        if says.rstrip(".") not in said:
            draft.find("asked", "ok", says)


def _read(source: str | None, read: str | None) -> str:
    return f"({source}, read {day_words(read)})" if source and read else ""


def statute(draft: PaperDraft) -> None:
    """Whether the law that a request rests on was read, and when."""
    asked = draft.request.funding
    if asked is None:
        return
    readings = read_readings(draft.snapshot.connection)
    found = next((reading for reading in readings if reading.key == asked.statute), None)
    if found is None:
        draft.find("statute", "warn", f"Nobody has read {asked.authority} here.",
                   "Read it, and write [[statute]] into statutes.toml.")  # fmt: skip
    else:
        draft.find("statute", "ok", f"{asked.authority} was read as of {day_words(found.day)}.")


def deadline(draft: PaperDraft) -> None:
    """Until when letters reach the committee's analysis, in the legislature's own time."""
    hearing = draft.hearing
    if hearing is None:
        _unlisted(draft)
        return
    heard = f"It is heard on {day_words(hearing.date)}."
    if hearing.letters_closed:
        closed = f"Letters closed on {day_words(hearing.letters_closed)}, before this one."
        helps = "File it all the same, and take it to members' offices."
        draft.find("deadline", "warn", f"{heard} {closed}", helps)
    elif letters := hearing.letters:
        due = f"Letters are due on {day_words(letters.on)}{_at(draft, letters.time)}."
        level = "warn" if _is_past_hour(draft, letters.on, letters.time) else "ok"
        late = " That hour is past." if level == "warn" else ""
        note = _note(draft, letters.note or "")
        draft.find("deadline", level, f"{heard} {due}{late} {note}".rstrip())
    else:
        draft.find("deadline", "ok", f"{heard} By when it takes letters is not on file. "
                   "Ask the committee.")  # fmt: skip


def _note(draft: PaperDraft, note: str) -> str:
    """What else to know of the deadline; nothing on positions that are not ours."""
    rule = rule_of(draft.committee.committee) if draft.committee else None
    if rule and draft.stance and draft.stance not in rule.unsettled:
        note = note.replace(unsettled_words(rule), "")
    return " ".join(note.split())


def _unlisted(draft: PaperDraft) -> None:
    """That no hearing is to come; and the one that was, which nobody can write to any more."""
    if draft.heard:
        says = f"It was set for a hearing on {day_words(draft.heard.date)}; no later one is listed."
        action = f"billtrail update --bill {draft.status.key} tells what came of it."
        draft.find("deadline", "warn", says, action)
    elif draft.committee is not None:
        draft.find("deadline", "ok", "No hearing is listed, so no deadline for letters runs.")


def _is_past_hour(draft: PaperDraft, day: str, hour: str | None) -> bool:
    """Whether the hour of a deadline is past at the legislature, for a letter of today."""
    if not hour or draft.request.on != draft.request.today:
        return False
    zone = ZoneInfo(get(draft.status.bill.jurisdiction).zone)
    now = datetime.fromisoformat(sessions.utc_now()).astimezone(zone)
    return now.strftime("%Y-%m-%d %H:%M") > f"{day} {hour}"


def _at(draft: PaperDraft, time: str | None) -> str:
    """The hour, and whose time that is: the reader may sit in another zone."""
    if not time:
        return ""
    legislature = get(draft.status.bill.jurisdiction)
    place = legislature.zone.rpartition("/")[2].replace("_", " ")
    return f", {time_words(time)} ({place} time)"


#: The name that a paper's file says -> the check.
CHECKS: Mapping[str, Check] = {
    "decided": decided, "alive": alive, "committee": committee, "floor": floor,
    "presented": presented, "version": version,
    "recipient": recipient, "stance": stance, "deadline": deadline,
    "signers": check_signers, "statute": statute,
}  # fmt: skip
