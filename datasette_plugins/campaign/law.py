"""The law a campaign speaks of: what we say each section says, from which text, and what changed
it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from billtrail.campaigns import CampaignStatus
from billtrail.law import AS_READ, StatuteChange, StatuteReading, act_name, chaptered_out
from billtrail.legislatures.calendar import last_day
from billtrail.snapshot import Snapshot, WouldChange, read_changes, read_readings, would_change
from billtrail.words import bill_words, change_of_law_words, day_words, safe_url

from .texts import capital


@dataclass(frozen=True, slots=True)
class LawChangeView:
    """An act or a live bill, and what it does or would do; ``when`` says from which day. It is
    ``known`` where it has a page."""

    bill: str
    identifier: str
    words: str
    when: str
    note: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class LawView:
    """``doubt`` says why it is to be read again; ``read`` from which text it is known. ``coming``
    are live bills that would change it."""

    key: str
    printed: str
    says: str
    read: str
    url: str | None
    doubt: str | None
    changes: tuple[LawChangeView, ...]
    coming: tuple[LawChangeView, ...]


def read_law(snapshot: Snapshot, campaign: CampaignStatus) -> tuple[LawView, ...]:
    """Each statute that a claim of the campaign rests on, in the order of ``statutes.toml``."""
    used = {key for claim in campaign.claims for key in claim.statutes}
    doubts = {c.doubt.statute: capital(c.doubt.why) for c in campaign.claims if c.doubt}
    changes, coming = read_changes(snapshot.connection), would_change(snapshot, (campaign,))
    on = snapshot.on.isoformat()
    lost = chaptered_out(one for found in changes.values() for one in found)
    return tuple(
        LawView(
            key=reading.key,
            printed=reading.statute.printed,
            says=reading.says,
            read=_read_words(reading),
            url=safe_url(reading.url or reading.statute.url),
            doubt=doubts.get(reading.key),
            changes=tuple(
                _change(one, _notes(one, reading, lost), snapshot.holds(one.bill))
                for one in _once(changes.get(reading.key, ()))
                if last_day(one.enacted) <= on
            ),
            coming=tuple(_coming(one) for one in coming if one.statute == reading.key),
        )
        for reading in read_readings(snapshot.connection)
        if reading.key in used
    )


def _read_words(reading: StatuteReading) -> str:
    how = "Read in" if reading.basis == AS_READ else "By a summary"
    whole = f"{how}: {reading.text}. Looked at {day_words(reading.read_on)}"
    parts = (
        f". Its own words of {part.part} were read: {part.text}, {day_words(part.read_on)}"
        for part in reading.parts
    )
    return "".join((whole, *parts))


def _once(changes: tuple[StatuteChange, ...]) -> Iterator[StatuteChange]:
    """Each act once: what its own text says stands before what was written of it by hand."""
    firsts: dict[str, StatuteChange] = {}
    for change in changes:
        firsts.setdefault(change.bill, change)
    yield from firsts.values()


def _notes(change: StatuteChange, reading: StatuteReading, lost: Collection[StatuteChange]) -> str:
    """From what the change is known, and what became of it."""
    taken_in = (
        f"looked at, and what we say stands: {one.why[0].lower()}{one.why[1:]}"
        for one in reading.taken_in
        if one.bill == change.bill
    )
    gone = ("a later chapter of its year took its words out",) if change in lost else ()
    return "; ".join((change.source, *taken_in, *gone))


def _change(change: StatuteChange, notes: str, known: bool) -> LawChangeView:
    ends = f", until {day_words(change.until)}" if change.until else ""
    hangs = f" {change.condition}" if change.condition else ""
    return LawChangeView(
        change.bill,
        act_name(change),
        change_of_law_words(change.what),
        f"from {day_words(change.starts)}{ends}{hangs}" if change.starts else "from a day not read",
        notes,
        known,
    )


def _coming(change: WouldChange) -> LawChangeView:
    words = change_of_law_words(change.what, proposed=True)
    return LawChangeView(change.bill, bill_words(change.bill), words, "if it becomes law", "")
