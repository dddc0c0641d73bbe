"""What became of our bills: every followed bill of one session with how far it came and its end."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from billtrail.bills.models import Vote
from billtrail.bills.stages import How
from billtrail.bills.values import BillStatus
from billtrail.errors import UnknownKey
from billtrail.files import has_table
from billtrail.legislatures import (
    LIVE_STAGES,
    Chamber,
    Stage,
    first_year,
    get,
    key_session,
    nearest,
    session_label,
    state_names,
)
from billtrail.legislatures.calendar import Session, calendars, sessions
from billtrail.legislatures.spelling import read_guesses
from billtrail.words import (
    NO_BREAK,
    chamber_words,
    count_words,
    day_words,
    is_secondary,
    legislature_words,
    session_words,
    source_words,
    whole_title,
)
from billtrail.words.status import is_overtaken, law_words, stages, status_words

from ..letters import sent_letters

if TYPE_CHECKING:
    from ..snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A bill: ``furthest`` is the step it reached, ``end`` where it stands on the day, with the
    day of it where that is told; ``votes`` are the last of each chamber, and ``letters`` what we
    sent, in words."""

    bill: str
    identifier: str
    title: str
    position: str
    furthest: str
    end: str
    votes: tuple[str, ...]
    url: str | None
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionReport:
    """The report on a day; ``summary`` counts the bills by how they ended. ``secondary``: who tells
    of them what it read elsewhere, in words."""

    on: str
    jurisdiction: str
    session: str
    name: str
    is_over: bool
    summary: str
    rows: tuple[ReportRow, ...]
    more: int = 0
    secondary: tuple[str, ...] = ()

    @property
    def end_words(self) -> str:
        """What is told of each bill's end; before the session's, where it stands."""
        return "How it ended" if self.is_over else "Where it stands"


def find_session(text: str) -> Session:
    """A session by any of its names: ``119``, ``119th Congress``, ``2025-26``, ``ca-20252026``,
    with its state ``NY 2025-26``. Raises UnknownKey with the nearest, or with why a session of a
    state has no report."""
    spelled = {
        spelling: session
        for place in calendars.jurisdictions()
        for session in sessions.regular_sessions(place)
        for spelling in _spellings(session)
    }
    for session in sessions.sessions_by_constitution():
        spelled.update((spelling, session) for spelling in _with_its_place(session))
    wanted = _plain(text).removeprefix("the ")
    if wanted not in spelled:
        if unknown := _without_days(wanted):
            raise UnknownKey("session", text, said=unknown)
        raise UnknownKey("session", text, nearest(wanted, list(spelled)))
    return spelled[wanted]


def _without_days(text: str) -> str | None:
    """Why a session of a state from data cannot be told of: its days are not known."""
    for id, name in state_names().items():
        for place in (id, name.casefold()):
            if text.startswith((f"{place}-", f"{place} ")) and (
                session := _session_of(id, text[len(place) + 1 :])
            ):
                return (
                    f"The days of {name}'s {session_label(id, session)} are not known here, so it "
                    "has no report: a bill in it without an end on record may be alive or dead. "
                    "Each bill says where it last stood."
                )
    return None


def _session_of(place: str, spelled: str) -> str | None:
    """The session of a state that is spelled as behind a bill's number."""
    kind = get(place).types[0].type
    told = {guess.session for guess in read_guesses(f"{place} {kind} 1 ({spelled})")}
    named = key_session(spelled)
    session = told.pop() if len(told) == 1 else None
    return session or (named if get(place).sessions.fits(named) else None)


def _spellings(session: Session) -> Iterator[str]:
    place, name = session.jurisdiction, session.session
    legislature, spoken = get(place), _spoken(session)
    yield name
    yield from _with_its_place(session)
    if spoken.isdecimal():
        return  # a year alone names no state's session
    yield from (_plain(session.name), spoken, spoken.split(" ")[0])
    if not legislature.national:
        year = first_year(place, name)
        yield f"{year}-{year + legislature.sessions.years - 1}"


def _with_its_place(session: Session) -> Iterator[str]:
    """``ny-20252026``, ``ny 20252026``, ``ny 2025-26``, ``new york 2025-26``."""
    place, name = session.jurisdiction, session.session
    yield f"{place}-{name}"
    for state in (place, _plain(get(place).short)):
        yield from (f"{state} {name}", f"{state} {_spoken(session)}")


def _spoken(session: Session) -> str:
    words = get(session.jurisdiction).sessions.spoken(session.session)
    return _plain(words).removeprefix("the ")


def _plain(text: str) -> str:
    dashes = text.replace("\N{EN DASH}", "-").replace(NO_BREAK, " ")
    return " ".join(dashes.casefold().split())


def build_session_report(snapshot: "Snapshot", session: Session) -> SessionReport:
    """The followed bills of a session, laws first, then those that came furthest."""
    found: dict[str, tuple[BillStatus, str]] = {}
    for campaign in snapshot.campaigns():
        for bill in campaign.bills:
            if bill.status and is_of(bill.status, session):
                known = found.get(bill.bill, (bill.status, ""))[1]
                found[bill.bill] = bill.status, known or str(bill.position or "")
    ordered = sorted(found.values(), key=lambda one: _weight(one[0]))
    on, sent = snapshot.on.isoformat(), sent_letters(snapshot)
    none = _NONE_TOLD if has_table(snapshot.connection, "edition") else _NONE_DECIDED
    return SessionReport(
        on, session.jurisdiction, session.session, session_title(session), session.ends < on,
        _summary(status for status, _ in ordered),
        tuple(_row(status, position or none, sent.get(status.key, ()))
              for status, position in ordered),
        secondary=tuple(dict.fromkeys(
            source_words(status.source) for status, _ in ordered if is_secondary(status.source)
        )),
    )  # fmt: skip


#: Where a bill has no position, in our own file and in one that is published.
_NONE_DECIDED, _NONE_TOLD = "none decided", "none published"


def session_title(session: Session) -> str:
    """ "119th Congress"; elsewhere with whose it is: "California, 2025-26 session"."""
    words = session_words(session.jurisdiction, session.session)
    if get(session.jurisdiction).national:
        return words
    return f"{legislature_words(session.jurisdiction)}, {words}"


def is_of(status: BillStatus, session: Session) -> bool:
    """Called sessions are told with their regular one."""
    own = status.bill.session
    called = own.startswith(f"{session.session}x")
    return status.bill.jurisdiction == session.jurisdiction and (own == session.session or called)


_FULFILLED = (Stage.ENACTED, Stage.ADOPTED)


def _weight(status: BillStatus) -> tuple[bool, bool, int, str]:
    reached = LIVE_STAGES.index(status.progress.reached)
    return status.stage not in _FULFILLED, not is_overtaken(status), -reached, status.key


def _summary(statuses: Iterable[BillStatus]) -> str:
    """ "17 bills: 3 became law or were adopted, 4 with no end on record"."""
    ends = Counter(map(_ended, statuses))
    parts = [f"{ends[name]} {name}" for name in _ENDS if ends[name]]
    return f"{count_words(ends.total(), 'bill')}: {', '.join(parts)}" if parts else "no bill"


_ENDS = (
    "became law or were adopted", "law under another number", "replaced by another bill",
    "continued to another session",
    "ended without becoming law", "with no end on record", "not at an end yet",
)  # fmt: skip


def _ended(status: BillStatus) -> str:
    law, other, replaced, continued, dead, unknown, alive = _ENDS
    if status.stage in _FULFILLED:
        return law
    if is_overtaken(status):
        return other
    if status.stage == Stage.REPLACED:
        return continued if status.progress.how == How.CONTINUED else replaced
    if status.stage == Stage.OUTCOME_NOT_RECORDED:
        return unknown
    return alive if status.progress.alive else dead


def _row(status: BillStatus, position: str, letters: tuple[str, ...] = ()) -> ReportRow:
    return ReportRow(
        status.key,
        status.bill.identifier,
        whole_title(status),
        position,
        _furthest(status),
        _end(status),
        tuple(_votes(status)),
        status.bill.source_url,
        letters,
    )


def _furthest(status: BillStatus) -> str:
    """The furthest step; without an end, with the day up to which our data goes."""
    if status.stage in _FULFILLED:
        return status_words(status)
    reached = stages.then_words(status, status.progress.reached, status.bill.jurisdiction)
    if status.stage == Stage.OUTCOME_NOT_RECORDED and not is_overtaken(status):
        return f"{reached} (as of {day_words(status.fresh_as_of)})"
    return reached


def _end(status: BillStatus) -> str:
    """How it ended and when; no day where that is merely the last one of the session."""
    words, law = status_words(status), law_words(status)
    parts = [words, law or ""]
    if status.stage != Stage.OUTCOME_NOT_RECORDED and not is_overtaken(status):
        parts.append(day_words(status.progress.date) if status.progress.date else "")
    return ", ".join(part for part in parts if part)


def _votes(status: BillStatus) -> Iterator[str]:
    """The last vote of each chamber as a whole that has counts, with what was voted on."""
    last: dict[Chamber, Vote] = {}
    for vote in sorted(status.bill.votes or (), key=lambda vote: vote.date):
        if vote.chamber and not vote.committee and vote.is_on_bill and vote.yes is not None:
            last[vote.chamber] = vote
    for chamber, vote in last.items():
        who = chamber_words(status.bill.jurisdiction, chamber)
        motion = f" ({vote.motion})" if vote.motion else ""
        yield f"{who} {vote.yes} to {vote.no}, {day_words(vote.date)}{motion}"
