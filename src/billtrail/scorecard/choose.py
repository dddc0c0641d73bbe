"""Which votes a scorecard counts: written into ``scorecard.toml``, taken back by ``undo``."""

import shlex
from collections.abc import Iterator
from datetime import date

from billtrail.bills.models import Vote
from billtrail.bills.values import BillStatus
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import display
from billtrail.records import record
from billtrail.workspace import Edit, JournalEntry, Say, Workspace, edits, today_or_before

from .card import named_votes, vote_words
from .chosen import SCORECARD, SIDES, load_chosen_votes, next_number, parse_chosen_votes


def choose_vote(
    workspace: Workspace,
    status: BillStatus,
    vote: Vote,
    *,
    counts: str,
    why: str,
    by: str,
    on: date,
    say: Say,
) -> JournalEntry:
    """Count a roll call: with us are those who voted ``counts``, for the reason ``why``. Raises
    UsageError where it is counted already or no reason is given."""
    chosen, why = load_chosen_votes(workspace.root), " ".join(why.split())
    if not why:
        raise UsageError("Say why this vote counts: --why TEXT. It is printed.")
    if counts not in SIDES:
        raise UsageError(f"{counts!r} is no side. With us is 'yes' or 'no'.")
    if same := [one for one in chosen if (one.bill, one.vote) == (status.key, vote.identifier)]:
        raise UsageError(
            f"This vote is counted already, as number {same[0].id}. To change it: "
            f"billtrail scorecard drop {same[0].id}, then choose it again."
        )
    fields = {"bill": status.key, "vote": vote.identifier, "counts": counts, "why": why, "by": by,
              "on": today_or_before(on.isoformat())}  # fmt: skip
    command = ["scorecard", "choose", status.key, vote.identifier, "--counts", counts, "--why", why]
    return edits.apply(
        workspace, SCORECARD, [Edit(record("vote", id=next_number(chosen)), fields)],
        command=shlex.join([*command, "--by", by]), by=by, check=_check, say=say,
    )  # fmt: skip


def drop_vote(workspace: Workspace, id: str, *, by: str, say: Say) -> JournalEntry:
    """Count it no longer. Raises UnknownKey where nothing has this number."""
    numbers = [one.id for one in load_chosen_votes(workspace.root)]
    if id not in numbers:
        raise UnknownKey("chosen vote", id, numbers)
    return edits.apply(
        workspace, SCORECARD, [Edit(record("vote", id=id), None)],
        command=shlex.join(["scorecard", "drop", id, "--by", by]), by=by, check=_check, say=say,
    )  # fmt: skip


def _check(text: str) -> None:
    parse_chosen_votes(text)


def vote_lines(status: BillStatus) -> Iterator[str]:
    """The roll calls that may be chosen, by number, with what was voted on and the publisher's
    id."""
    found = named_votes(status)
    if not found:
        yield f"No roll call on {display(status.key)} with names is on record here."
    for number, vote in enumerate(found, start=1):
        result = f"{vote.yes} to {vote.no}" if vote.yes is not None else vote.result or ""
        yield f"{number:3}  {vote_words(status, vote)}: {result}"
        yield f"     {vote.identifier}"
