"""What may run on behind a letter's own pages: the list of who signs it."""

from dataclasses import replace

from ..values import Paper

#: Blocks that count for no page of the letter.
KINDS = ("signers",)


def letter_alone(paper: Paper) -> Paper:
    """The letter without what runs on."""
    kept = tuple(block for block in paper.blocks if block.kind not in KINDS)
    return paper if len(kept) == len(paper.blocks) else replace(paper, blocks=kept)
