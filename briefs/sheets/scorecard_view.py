"""A scorecard in words, once for every format: its votes by letter, its members in rows."""

from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase

from billtrail.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """``votes`` are (letter, what was voted on and how it ended, with us is, why, address);
    ``chambers`` are (its name, rows of name, seat, a mark under each letter, and the sum)."""

    title: str
    votes: tuple[tuple[str, str, str, str, str], ...]
    vote_head: tuple[str, ...]
    chambers: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    head: tuple[str, ...]
    rule_title: str
    rule: tuple[str, ...]
    caution: str
    faults: tuple[str, ...]


def build_scorecard_view(card: Scorecard) -> ScorecardView:
    letters = ascii_uppercase[: len(card.votes)]
    votes = tuple(
        (letter, f"{vote.identifier}, {vote.what}: {vote.result}", vote.counts, vote.why,
         vote.source or "")
        for letter, vote in zip(letters, card.votes, strict=True)
    )  # fmt: skip
    chambers = tuple(
        (chamber, tuple((one.name, one.seat, *one.marks, one.sums) for one in members))
        for chamber, members in groupby(card.members, key=lambda one: one.chamber)
    )
    return ScorecardView(
        title="How members voted",
        votes=votes,
        vote_head=("", "Vote", "With us is", "Why it counts"),
        chambers=chambers,
        head=("Member", "Seat", *letters, "In all"),
        rule_title="How it is counted",
        rule=card.rule,
        caution=card.caution,
        faults=card.faults,
    )
