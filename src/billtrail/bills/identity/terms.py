"""How a measure passes and when it takes effect, as its prints say (the Legislative Counsel's
digest of California): the vote, immediate effect, appropriation, fiscal committee. And what follows
from that by the rows of its legislature: what does not bind it, how many must vote for it. Pure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

from billtrail.legislatures import ActionClass, Chamber, Effect, Exemption, MeasureKind, get
from billtrail.legislatures.calendar import Session, sessions

from ..models import Bill
from .rewritten import oldest_first

#: The share that needs no word.
SIMPLE_MAJORITY = "majority"

#: A digest's own words for a statute that does not wait, where no other field tells.
_DIGEST = re.compile(
    r"take effect immediately as (?:an? )?(?:(?P<urgency>urgency statute)|(?P<tax_levy>tax levy)"
    r"|(?P<budget>bill providing for appropriations related to the budget)"
    r"|(?P<election>(?:act|statute|bill) calling an election))",
    re.IGNORECASE,
)
#: Said in the vote itself, also where a source has no prints.
_ADOPTED = re.compile(r"urgency clause adopted", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Terms:
    """``vote`` is ``majority`` or a share such as ``2/3``; ``None`` is what no print tells."""

    effect: Effect | None = None
    vote: str | None = None
    appropriation: bool | None = None
    fiscal: bool | None = None
    local_program: bool | None = None


@dataclass(frozen=True, slots=True)
class VoteNeeded:
    """More than a simple majority: of how many members of each chamber, and where that is set."""

    share: str
    votes: Mapping[Chamber, int]
    basis: str | None


def terms_of(bill: Bill) -> Terms:
    """Each by the newest print that tells it: final prints leave most of it out."""
    prints = [*reversed(oldest_first(bill.versions or ()))]

    def newest(name: str) -> Any:
        return next((value for one in prints if (value := getattr(one, name)) is not None), None)

    names = ("vote", "appropriation", "fiscal", "local_program")
    return Terms(_effect(bill, newest("effect"), newest("digest")), *map(newest, names))


def effect_of_digest(digest: str | None) -> Effect | None:
    """Why a statute takes effect at once, by the words of its digest; ``None`` where it has none
    of them."""
    found = _DIGEST.search(digest or "")
    return Effect[found.lastgroup.upper()] if found and found.lastgroup else None


def _effect(bill: Bill, told: Effect | None, digest: str | None) -> Effect | None:
    if found := told or effect_of_digest(digest):
        return found
    adopted = any(_ADOPTED.search(action.description) for action in bill.actions or ())
    return Effect.URGENCY if adopted else None


def exemption(bill: Bill, limit: str) -> Exemption | None:
    """The row that frees it of a limit; ``None`` where the limit binds it."""
    rows = get(bill.jurisdiction).exemptions
    if not rows:
        return None
    effect = terms_of(bill).effect
    return next((row for row in rows if row.limit == limit
                 and (bill.kind in row.kinds or effect in row.effects)), None)  # fmt: skip


def binding_session(bill: Bill, session: Session) -> Session:
    """The session whose days limit it: of a measure that was carried over the next regular one."""
    steps = bill.actions or ()
    carried = any(ActionClass.CARRIED_OVER in step.classification for step in steps)
    return sessions.regular_after(session) if carried else session


def last_passage_day(bill: Bill, session: Session) -> str:
    """The last day (ISO) on which a chamber may pass it: the session's, where that binds it."""
    return session.ends if exemption(bill, "last_passage") else session.last_passage


def passes_until(bill: Bill) -> str | None:
    """That day where it is not its session's."""
    session = sessions.load_sessions().get((bill.jurisdiction, bill.session))
    day = last_passage_day(bill, binding_session(bill, session)) if session else None
    return day if session and day != session.last_passage else None


def vote_needed(bill: Bill) -> VoteNeeded | None:
    """What it needs beyond a simple majority; ``None`` where that is enough or is not told."""
    legislature, terms = get(bill.jurisdiction), terms_of(bill)
    if not legislature.membership:
        return None
    row = next((row for row in legislature.majorities
                if bill.kind in row.kinds or terms.effect in row.effects), None)  # fmt: skip
    share = row.share if row else terms.vote
    if share is None or share == SIMPLE_MAJORITY or bill.kind not in _COUNTED:
        return None
    basis = row.basis if row else None
    votes = {chamber: _of(share, all_) for chamber, all_ in legislature.membership.items()}
    return VoteNeeded(share, votes, basis)


#: Kinds that need a share of all members; resolutions pass otherwise.
_COUNTED = (MeasureKind.BILL, MeasureKind.CONSTITUTIONAL)


def _of(share: str, members: int) -> int:
    return ceil(members * Fraction(share))
