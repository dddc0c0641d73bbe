from .card import Scorecard, build_scorecard, find_vote, named_votes, vote_words
from .choose import choose_vote, drop_vote, vote_lines
from .chosen import SCORECARD, ChosenVote, load_chosen_votes

__all__ = [
    "SCORECARD",
    "ChosenVote",
    "Scorecard",
    "build_scorecard",
    "choose_vote",
    "drop_vote",
    "find_vote",
    "load_chosen_votes",
    "named_votes",
    "vote_lines",
    "vote_words",
]
