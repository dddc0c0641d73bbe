"""When a statute takes effect, what vote it needs, and a vote not yet in its history, in words."""

from collections.abc import Mapping

from billtrail.bills.stages import later_vote
from billtrail.bills.values import BillStatus
from billtrail.legislatures import Effect, get

from ..days_and_numbers import day_words
from ..words import chamber_words

#: Why a statute takes effect at once.
EFFECTS: Mapping[Effect, str] = {
    Effect.URGENCY: "an urgency statute",
    Effect.TAX_LEVY: "a tax levy",
    Effect.BUDGET: "a budget bill",
    Effect.ELECTION: "it calls an election",
    Effect.CURRENT_EXPENSES: "it pays the state's usual current expenses",
    Effect.LATER: "an ordinary statute",
}
_SHARES = {"2/3": "two thirds", "3/4": "three fourths", "4/5": "four fifths"}


def effect_words(status: BillStatus) -> str | None:
    """ "Takes effect at once if it becomes law (an urgency statute)"; ``None`` where it is not
    told."""
    found = status.takes_effect
    if found is None:
        return None
    if_law = "" if found.is_law else ", if it becomes law"
    if found.at_once:
        why = f" ({EFFECTS[found.effect]})"
        return f"Took effect at once, {day_words(found.day)}{why}" if found.is_law else (
            f"Takes effect at once{if_law}{why}")  # fmt: skip
    takes = "Took" if found.begun else "Takes"
    if found.day is None:
        return f"{takes} effect on {found.counted}{if_law}"
    if found.is_law:
        return f"{takes} effect {day_words(found.day)}"
    return f"Takes effect {day_words(found.day)}{if_law} in {int(found.day[:4]) - 1}"


def vote_words(status: BillStatus) -> str | None:
    """ "Needs two thirds of all members: 54 in the Assembly, 27 in the Senate"; ``None`` where a
    simple majority is enough, or no chamber has to vote any more."""
    needed = status.vote_needed
    if needed is None:
        return None
    chambers = get(status.bill.jurisdiction).chambers
    counts = (f"{votes} in the {chambers[one]}" for one, votes in needed.votes.items())
    return f"Needs {_SHARES.get(needed.share, needed.share)} of all members: {', '.join(counts)}"


def later_vote_words(status: BillStatus) -> str | None:
    """ "Younger than this history: the Senate's vote of Jan 1, 2021. On Overriding the Veto: Veto
    Overridden, 81 to 13"; ``None`` where the history has every vote."""
    vote = later_vote(status.bill)
    if vote is None:
        return None
    chamber = chamber_words(status.bill.jurisdiction, vote.chamber)
    ended = ", ".join(filter(None, (vote.result, f"{vote.yes} to {vote.no}")))
    return (
        f"Younger than this history: the {chamber}'s vote of {day_words(vote.date)}. "
        f"{vote.motion}: {ended}"
    )
