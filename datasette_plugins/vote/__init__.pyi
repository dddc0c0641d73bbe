from .page import VoteView, build_votes

__all__ = ["VoteView", "build_votes"]
