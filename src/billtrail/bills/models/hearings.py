"""What committees have announced."""

from dataclasses import dataclass

from billtrail.legislatures import Chamber

#: The note of a hearing that no list has had yet.
FROM_HISTORY = "set by the bill's own history; not on a committee's list yet"


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """What goes with a meeting. ``kind`` is ``text`` (of a bill), ``amendment``, ``document``,
    ``video``, ``transcript``, ``witness`` (``title`` is who) or ``testimony``; ``about`` is what a
    witness is, or whose testimony it is."""

    kind: str
    title: str
    url: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """A committee meeting at which a bill is to be heard; ``identifier`` is stable.

    ``time`` is a clock time (``15:00``); what else the publisher says of when or how (``upon
    adjournment of session``) stands in ``note``. ``as_of`` is the day (of a meeting: the instant)
    for which it was said, ``None`` where the publisher does not say. ``item`` is its place on the
    meeting's agenda, the first being 1. ``kind`` is ``hearing``, ``markup`` or ``meeting``, where
    the publisher tells them apart.

    ``meeting`` is the meeting's own name, where it has one: then the record tells all of it, and
    ``papers`` what goes with it (``None``: the record does not speak of that).
    """

    identifier: str
    bill: str
    date: str
    committee: str | None = None
    name: str | None = None
    chamber: Chamber | None = None
    time: str | None = None
    location: str | None = None
    status: str = "confirmed"
    url: str | None = None
    note: str | None = None
    as_of: str | None = None
    item: int | None = None
    kind: str | None = None
    meeting: str | None = None
    papers: tuple[MeetingPaper, ...] | None = None


@dataclass(frozen=True, slots=True)
class HearingNotice:
    """What a bill's own history says of a hearing on the day ``as_of``: that it is set
    (``confirmed``), ``postponed`` or ``cancelled``. Without ``date`` it is the next one set.
    ``committee`` (its id) or ``name`` is who had the bill then, where that is told."""

    as_of: str
    status: str
    date: str | None = None
    chamber: Chamber | None = None
    committee: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class BillHearings:
    """A bill's hearings in a document that speaks for the day ``as_of``, and what its history says
    of them, oldest first. Where ``whole``, one that is no longer listed has moved or is off."""

    bill: str
    as_of: str
    hearings: tuple[Hearing, ...] = ()
    notices: tuple[HearingNotice, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything a chamber has announced between two days, as it stood on ``as_of``.

    A hearing it no longer lists has moved or is off, which is called ``gone``; on the first day
    those before the hour ``starts_at`` are over. ``unread`` are (day, committee's name) of meetings
    whose agenda is not out, so that nothing can be said of the bills on it; ``listed`` are the
    names of meetings that are on, whose bills stand elsewhere; ``only`` is the name of a meeting
    where the agenda is that one's alone, whatever its day; ``off`` are (day, committee's name,
    status) of meetings that are off as a whole; ``unknown`` are printed ids of measures that we
    know no key for.
    """

    jurisdiction: str
    chamber: Chamber
    starts: str
    ends: str
    as_of: str
    hearings: tuple[Hearing, ...]
    unread: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    off: tuple[tuple[str, str, str], ...] = ()
    listed: tuple[str, ...] = ()
    only: str = ""
    gone: str = "cancelled"
    starts_at: str = ""
