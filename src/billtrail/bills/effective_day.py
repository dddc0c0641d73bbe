"""When a statute takes effect, or would: by its print, the day of the law and its legislature's
rule. Its own text may name a later day. Pure."""

from dataclasses import dataclass
from datetime import date

from billtrail.legislatures import Effect, MeasureKind, Stage, called_in, get
from billtrail.legislatures.calendar import sessions

from .identity import terms_of
from .models import Bill
from .stages import BillProgress

_DAY = len("2026-01-01")


@dataclass(frozen=True, slots=True)
class EffectiveDay:
    """``day`` is ISO, and has ``begun`` by the day asked; it is ``None`` for what takes effect at
    once and is no law yet, and for what a rule counts from a day that is not known (``counted``, in
    words). ``is_law``: else what would hold if it becomes law in the year asked."""

    effect: Effect
    day: str | None
    is_law: bool
    basis: str
    begun: bool = False
    counted: str | None = None

    @property
    def at_once(self) -> bool:
        return self.effect != Effect.LATER


def effective_day(bill: Bill, progress: BillProgress, on: date) -> EffectiveDay | None:
    """``None`` where nothing tells how it takes effect, for what is no law and cannot become one,
    and for a law whose day is not known."""
    rule, effect = get(bill.jurisdiction).taking_effect, terms_of(bill).effect
    is_law = progress.stage == Stage.ENACTED
    if rule is None or effect is None or bill.kind != MeasureKind.BILL:
        return None
    enacted = progress.date if is_law else None
    if not (enacted and len(enacted) == _DAY) and (is_law or not _may_become_law(progress)):
        return None
    if effect != Effect.LATER:
        return EffectiveDay(effect, enacted, is_law, rule.at_once, begun=is_law)
    if called_in(bill.jurisdiction, bill.session):
        session = sessions.session_for(bill.key)
        begun = is_law and session is not None and session.ends < str(on)
        return EffectiveDay(effect, None, is_law, rule.basis, begun, rule.called)
    day = date.fromisoformat(enacted) if enacted else _last_signature(bill, on)
    begins = rule.later(day, _recess(bill, day.year))
    return EffectiveDay(effect, begins, is_law, rule.basis, begun=is_law and begins <= str(on))


def _recess(bill: Bill, year: int) -> date | None:
    """The day the legislature left for the rest of a year, where its calendar tells it."""
    from billtrail.legislatures.calendar import deadlines

    known = deadlines(bill.jurisdiction).get(year)
    return date.fromisoformat(known.recess.on) if known and known.recess else None


def _may_become_law(progress: BillProgress) -> bool:
    return progress.alive and progress.stage != Stage.VETOED


def _last_signature(bill: Bill, on: date) -> date:
    """The year's last day for a law that is signed in the usual way: that of its session, in the
    year asked."""
    session = sessions.session_for(bill.key)
    last = date.fromisoformat(session.last_signature) if session else date(on.year, 9, 30)
    return min(last, last.replace(year=max(on.year, last.year - 1)))
