"""A vote younger than a bill's history: its chamber has told, the history has not yet. Pure."""

from billtrail.legislatures.calendar import last_day

from ..models import Bill, Vote
from .fold import latest_action


def later_vote(bill: Bill) -> Vote | None:
    """The last vote on the measure itself that its chamber recorded on a day after the newest step
    of the history, and that no step can have told. A record of votes moves no stage, but nobody
    may take the older stage for the last word."""
    latest = latest_action(bill.actions or ())
    if latest is None:
        return None
    day = last_day(latest.date)
    later = [vote for vote in bill.votes or () if vote.on_bill and vote.date > day]
    return max(later, key=lambda vote: vote.date, default=None)
