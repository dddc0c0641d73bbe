"""The state of play: who has the papers of a measure, what is pending, and of whose text.

What happened last decides, by the rows of a table; nothing is derived from the chamber of origin
but where it starts and who enrols it. Where a publisher lists the actions of a day in their order
(California), they are taken in it. Congress keeps no dependable order, so there a day's acts are
taken as they can follow one another: first those of the chamber that has the papers, in the order
of the table's rows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from billtrail.legislatures import ActionClass as A
from billtrail.legislatures import Chamber, Legislature, Stage, get
from billtrail.legislatures.calendar import last_day

from ..models import Action, Bill
from ..stages import BillProgress, How, act_of


class Pending(StrEnum):
    """What a live measure waits for."""

    FIRST_CHAMBER = "first chamber"
    SECOND_CHAMBER = "second chamber"
    AMENDMENTS = "amendment between the houses"
    CONFERENCE_CALL = "request for a conference"
    CONFERENCE = "conference"
    CONFERENCE_REPORT = "conference report"
    FURTHER_CONFERENCE = "further conference"
    ENROLMENT = "enrolment"
    EXECUTIVE = "executive"
    EXECUTIVE_AMENDMENTS = "changes of the executive"
    OVERRIDE = "override"
    RECONSIDERATION = "reconsideration"
    RETURNED = "returned"
    LAID_ASIDE = "laid aside"
    CARRIED_OVER = "carried over"


@dataclass(frozen=True, slots=True)
class StateOfPlay:
    """``papers`` is who has them and acts next: a chamber, the executive, or the ``legislature``
    where both chambers must. ``text`` is the chamber whose version lies there, ``None`` where that
    is the measure as introduced. ``since`` is the day of ``action``, which brought it about;
    ``None`` where no action did."""

    pending: Pending
    papers: Chamber
    text: Chamber | None = None
    action: Action | None = None

    @property
    def since(self) -> str | None:
        return self.action.date if self.action else None


class Row(NamedTuple):
    """What an action of a class does: what is ``pending`` then, and who has the ``papers``.

    ``after``: only where the other chamber has done this before, and ``own``: only where the acting
    one has. ``out_of``: only where this is pending, ``unless``: only where this is not. ``pending``
    is ``None`` where the measure goes on as it was before it was laid aside or sent back;
    ``texts``: the text that lies there is now the acting chamber's. ``forgets`` is what either
    chamber has done and must do anew.
    """

    action: A
    pending: Pending | None
    papers: str
    after: A | None = None
    own: A | None = None
    out_of: Pending | None = None
    unless: Pending | None = None
    texts: bool = False
    forgets: tuple[A, ...] = ()


_P = Pending

#: In the order in which acts follow one another; of an action's rows the last that applies decides.
_OPENING = (
    Row(A.PASSAGE_VACATED, None, "acting"),
    Row(A.AGREEMENT_VACATED, None, "acting"),
    Row(A.FAILURE, _P.LAID_ASIDE, "acting"),
    Row(A.COMMITTEE_FAILURE, _P.LAID_ASIDE, "acting"),
    Row(A.TABLED, _P.LAID_ASIDE, "acting"),
    Row(A.SET_ASIDE, _P.LAID_ASIDE, "acting"),
    Row(A.CARRIED_OVER, _P.CARRIED_OVER, "acting"),
    Row(A.INACTIVE, _P.LAID_ASIDE, "acting"),
    Row(A.FROM_INACTIVE, None, "acting"),
    Row(A.RECONSIDERATION, None, "acting"),
    Row(A.HELD_FOR_RECONSIDERATION, _P.RECONSIDERATION, "acting"),
    Row(A.PASSAGE, _P.SECOND_CHAMBER, "other", texts=True),
)
_CLOSING = (
    Row(A.AMENDMENTS_PENDING, _P.AMENDMENTS, "acting"),
    Row(A.AGREEMENT, _P.ENROLMENT, "origin", after=A.PASSAGE),
    Row(A.AMENDMENT_EXCHANGE, _P.AMENDMENTS, "other", texts=True),
    Row(A.CONFERENCE_REPORT, _P.CONFERENCE_REPORT, "both"),
    Row(A.CONFERENCE_RECOMMITTAL, _P.CONFERENCE, "both"),
    Row(A.CONFERENCE_AGREEMENT, _P.CONFERENCE_REPORT, "other"),
    Row(A.CONFERENCE_AGREEMENT, _P.ENROLMENT, "origin", after=A.CONFERENCE_AGREEMENT),
    Row(A.ENROLLED, _P.ENROLMENT, "origin", unless=_P.EXECUTIVE),
    Row(A.EXECUTIVE_RECEIPT, _P.EXECUTIVE, "executive"),
    Row(A.EXECUTIVE_AMENDMENTS, _P.EXECUTIVE_AMENDMENTS, "both"),
    Row(A.EXECUTIVE_VETO, _P.OVERRIDE, "origin"),
    Row(A.VETO_PENDING, _P.OVERRIDE, "acting"),
    Row(A.VETO_OVERRIDE_PASSAGE, _P.OVERRIDE, "other"),
    Row(A.VETO_SETTLED, _P.ENROLMENT, "origin"),
    Row(A.PAPERS_RETURNED, _P.RETURNED, "other"),
    Row(A.PAPERS_BACK, _P.RETURNED, "acting"),
    Row(A.RECALLED, _P.RETURNED, "acting"),
)
#: What a rejected report ends: its conferees are discharged, and the report is gone.
_OF_CONFERENCE = (A.CONFERENCE, A.CONFERENCE_AGREEMENT)
#: What the end of a year ends, where each house has to pass it again.
_OF_A_YEAR = (A.PASSAGE, A.AMENDED, A.AGREEMENT, *_OF_CONFERENCE)

#: A chamber that passes what the other passed says whether it agrees; one asks for a conference.
#: The chamber that rejects a conference report keeps the papers: it may ask for a further
#: conference or amend, for the amendments are where they were before the conference.
CONGRESS: tuple[Row, ...] = (
    *_OPENING,
    Row(A.RECONSIDERATION_MOVED, _P.RECONSIDERATION, "acting"),
    Row(A.PASSAGE, _P.AMENDMENTS, "other", after=A.PASSAGE, texts=True),
    Row(A.CONFERENCE, _P.CONFERENCE_CALL, "other", after=A.PASSAGE),
    Row(A.CONFERENCE, _P.CONFERENCE, "both", after=A.CONFERENCE),
    *_CLOSING,
    Row(A.CONFERENCE_FAILURE, _P.FURTHER_CONFERENCE, "acting", forgets=_OF_CONFERENCE),
)
#: The second house sends a measure back by passing it; whether it amended it, the steps before
#: say. A house that does not concur sends it to a conference with no further word, and after a
#: rejected report other members are named to a new one. A member's notice of a motion to
#: reconsider moves nothing. What was lost in committee or laid aside, and is sent to a committee
#: again, is alive.
CALIFORNIA: tuple[Row, ...] = (
    Row(A.REFERRAL_COMMITTEE, None, "acting", out_of=_P.LAID_ASIDE),
    Row(A.PASSAGE_LAPSED, _P.FIRST_CHAMBER, "origin", forgets=_OF_A_YEAR),
    *_OPENING,
    Row(A.PASSAGE, _P.ENROLMENT, "origin", after=A.PASSAGE),
    Row(A.PASSAGE, _P.AMENDMENTS, "other", after=A.PASSAGE, own=A.AMENDED, texts=True),
    Row(A.CONFERENCE, _P.CONFERENCE, "both", after=A.PASSAGE),
    *_CLOSING,
    Row(A.CONFERENCE_FAILURE, _P.FURTHER_CONFERENCE, "both", forgets=_OF_CONFERENCE),
)
#: Where there is one chamber, what it passed is done.
ONE_CHAMBER: tuple[Row, ...] = (*_OPENING, Row(A.PASSAGE, _P.ENROLMENT, "origin"), *_CLOSING)

#: Acts that later rows ask for.
_REMEMBERED = frozenset(
    asked for row in (*CONGRESS, *CALIFORNIA) for asked in (row.after, row.own) if asked
)
#: An act that shows that a chamber has what was sent back to the other.
_ARRIVALS = (A.RECEIPT, A.AT_DESK)


class _Act(NamedTuple):
    """An action that a row knows: its classes, and the chamber that acted where it is told."""

    action: Action
    classes: tuple[A, ...]
    chamber: Chamber | None
    rank: int


class _Table:
    """Rows by class, each with its place in the table."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._known = {row.action for row in rows} | _REMEMBERED | set(_ARRIVALS)
        self._classes = lru_cache(maxsize=4096)(self._read)

    def _read(self, classification: tuple[A, ...]) -> tuple[tuple[A, ...], int]:
        known = tuple(class_ for class_ in classification if class_ in self._known)
        ranks = [rank for rank, row in enumerate(self._rows) if row.action in known]
        return known, max(ranks, default=-1)

    def act(self, action: Action, bill: Bill) -> _Act | None:
        classes, rank = self._classes(action.classification)
        told = action.chamber in get(bill.jurisdiction).chambers or A.CONFERENCE in classes
        chamber = action.chamber if told else bill.chamber
        return _Act(action, classes, chamber, rank) if classes else None

    def row(self, act: _Act, state: "_State") -> Row | None:
        """The last row that applies."""
        return next(
            (row for row in reversed(self._rows) if row.action in act.classes
             and row.out_of in (None, state.play.pending) and row.unless != state.play.pending
             and (row.after is None or state.has_done(row.after, besides=act.chamber))
             and (row.own is None or state.has_itself(row.own, act))),
            None,
        )  # fmt: skip


_IN_ORDER, _BY_DAYS, _ALONE = _Table(CALIFORNIA), _Table(CONGRESS), _Table(ONE_CHAMBER)


def _table(legislature: Legislature) -> _Table:
    if legislature.has_one_chamber:
        return _ALONE
    return _IN_ORDER if legislature.keeps_order else _BY_DAYS


class _State(NamedTuple):
    """The state of play and what has been done: pairs of a class and a chamber."""

    play: StateOfPlay
    done: frozenset[tuple[A, Chamber | None]]

    def has_itself(self, class_: A, act: _Act) -> bool:
        """Whether the acting chamber does this now, or has done it."""
        return class_ in act.classes or (class_, act.chamber) in self.done

    def has_done(self, class_: A, besides: Chamber | None) -> bool:
        return any(one == class_ and chamber != besides for one, chamber in self.done)


def play_of(bill: Bill, progress: BillProgress) -> StateOfPlay | None:
    """Who has the papers after all the bill's actions; ``None`` where it can move no more, where
    its newest line is not understood, and where another bill carries its text on.

    ``bill`` holds the actions up to the day asked and ``progress`` where it stands by them.
    """
    if not progress.alive or progress.final or bill.reserved:
        return None
    if progress.how in _TOLD_NOTHING:
        return None
    legislature = get(bill.jurisdiction)
    ordered, table = legislature.keeps_order, _table(legislature)
    acts = [act for action in _standing(bill, progress) if (act := table.act(action, bill))]
    state = _State(StateOfPlay(Pending.FIRST_CHAMBER, bill.chamber), frozenset())
    for day in [acts] if ordered else _days(acts):
        state = _after_all(day, state, table, bill, ordered)
    return state.play


_TOLD_NOTHING = (How.NEWEST_UNREAD, How.INCORPORATED)


def _standing(bill: Bill, progress: BillProgress) -> Iterator[Action]:
    """Its actions, without acts that were taken back, rejections of a conference report that were
    reconsidered and motions that keep it no more; of a measure that is lost, without that the vote
    was to be held again which that very day lost."""
    stand = {id(step.action) for step in progress.steps}
    lost = progress.date if progress.stage == Stage.FAILED else None
    again = [a for a in bill.actions or () if A.RECONSIDERATION in a.classification]
    for n, action in enumerate(bill.actions or ()):
        motion = A.HELD_FOR_RECONSIDERATION in action.classification
        if motion and any(lets_go(later, action) for later in (bill.actions or ())[n + 1 :]):
            continue
        if action.date == lost and A.RECONSIDERATION in action.classification:
            continue
        if A.CONFERENCE_FAILURE in action.classification and _is_held_again(action, again):
            continue
        if id(action) in stand or not _TAKEN_BACK.intersection(action.classification):
            yield action


def lets_go(later: Action, motion: Action) -> bool:
    """Whether a later step tells that a motion keeps the measure no more: it was dropped, or the
    other chamber has the measure."""
    if later.chamber == motion.chamber:
        return A.RECONSIDERATION_DROPPED in later.classification
    return any(class_ in _ARRIVALS for class_ in later.classification)


def _is_held_again(action: Action, again: Iterable[Action]) -> bool:
    return any(a.chamber == action.chamber and a.date >= action.date for a in again)


#: What an undo can take back.
_TAKEN_BACK = frozenset(
    (A.PASSAGE, A.AGREEMENT, A.CONFERENCE_AGREEMENT, A.EXECUTIVE_RECEIPT, A.ENROLLED)
)


def _days(acts: Iterable[_Act]) -> Iterator[list[_Act]]:
    """The acts of each day, one system's count of each: two systems report one event."""
    by_day = sorted(acts, key=_order)
    for _, day in groupby(by_day, key=lambda act: last_day(act.action.date)):
        yield list(_events(day))


def _order(act: _Act) -> tuple[str, int, tuple[str, ...]]:
    """By day and by the table; then by all that tells two actions apart."""
    a = act.action
    rest = (a.chamber, a.date, a.description, a.system, a.code, a.time, a.committee)
    return last_day(a.date), act.rank, tuple(part or "" for part in (*rest, *a.classification))


def _events(acts: Iterable[_Act]) -> Iterator[_Act]:
    told: dict[tuple[tuple[A, ...], Chamber | None, str | None], set[object]] = defaultdict(set)
    most: Counter[tuple[tuple[A, ...], Chamber | None]] = Counter()
    for act in acts:
        event = (act.classes, act.chamber)
        found = told[*event, act.action.system]
        found.add(act_of(act.action))
        if len(found) > most[event]:
            most[event] += 1
            yield act


def _after_all(acts: list[_Act], state: _State, table: _Table, bill: Bill, ordered: bool) -> _State:
    left = list(acts)
    while left:
        at = 0 if ordered else _next(left, state)
        state = _after(left.pop(at), state, table, bill)
    return state


def _next(acts: Sequence[_Act], state: _State) -> int:
    """Where the act stands that can come next: the first of the chamber that has the papers."""
    has = state.play.papers
    ready = (at for at, act in enumerate(acts) if has in (act.chamber, Chamber.LEGISLATURE))
    return next(ready, 0)


def _after(act: _Act, state: _State, table: _Table, bill: Bill) -> _State:
    row = table.row(act, state)
    # A step that no row lets happen here is none (a line of another measure), but for amending.
    told = _REMEMBERED if row else {A.AMENDED}
    left = {(one, chamber) for one, chamber in state.done if not row or one not in row.forgets}
    done = left | {(class_, act.chamber) for class_ in act.classes if class_ in told}
    play = _played(row, act, state, bill) if row else _arrived(act, state)
    return _State(play, frozenset(done))


def _played(row: Row, act: _Act, state: _State, bill: Bill) -> StateOfPlay:
    legislature = get(bill.jurisdiction)
    acting = act.chamber or bill.chamber
    who: Mapping[str, Chamber] = {
        "acting": acting,
        "other": legislature.other(acting),
        "origin": bill.chamber,
        "both": Chamber.LEGISLATURE,
        "executive": Chamber.EXECUTIVE,
    }
    if row.pending is None:
        return _resumed(acting, act, state)
    text = acting if row.texts else state.play.text
    return _unless_same(state.play, StateOfPlay(row.pending, who[row.papers], text, act.action))


def _unless_same(before: StateOfPlay, after: StateOfPlay) -> StateOfPlay:
    """What a second line tells once more is as old as the first."""
    same = (before.pending, before.papers, before.text) == (after.pending, after.papers, after.text)
    return before if same and before.action else after


def _arrived(act: _Act, state: _State) -> StateOfPlay:
    """After an act that no row knows: what was sent back has been sent again, if another chamber
    has it now."""
    came = any(class_ in _ARRIVALS for class_ in act.classes)
    sent_back = state.play.pending == Pending.RETURNED and act.chamber != state.play.papers
    return _resumed(act.chamber, act, state) if came and sent_back and act.chamber else state.play


def _resumed(chamber: Chamber, act: _Act, state: _State) -> StateOfPlay:
    """What is pending in a chamber by what each has passed; what was recalled from enrolment stays
    so wherever it is sent, and a conference report is voted on again."""
    if state.play.pending == Pending.CONFERENCE_REPORT:
        return StateOfPlay(Pending.CONFERENCE_REPORT, chamber, state.play.text, act.action)
    if state.play.action and A.RECALLED in state.play.action.classification and act.rank < 0:
        return StateOfPlay(Pending.RETURNED, chamber, state.play.text, state.play.action)
    others = state.has_done(A.PASSAGE, besides=chamber)
    both = others and (A.PASSAGE, chamber) in state.done
    pending = (
        Pending.AMENDMENTS if both
        else Pending.SECOND_CHAMBER if others
        else Pending.FIRST_CHAMBER
    )  # fmt: skip
    return StateOfPlay(pending, chamber, state.play.text, act.action)
