"""What papers are made of: a table of blocks by name, a module for each part of a page.

A block is a function from a ``PaperDraft`` to the blocks that it prints, none where there is
nothing to say.
"""

from collections.abc import Callable, Mapping

from billtrail.briefs.values import Block

from ..draft import PaperDraft
from . import beside, body, floor, foot, head, hearing, money, record, signers, testimony

BlockBuilder = Callable[[PaperDraft], tuple[Block, ...]]

#: The name that a paper's file says -> what builds it.
BLOCKS: Mapping[str, BlockBuilder] = {
    **head.BLOCKS, **body.BLOCKS, **foot.BLOCKS, **record.BLOCKS, **hearing.BLOCKS,
    **floor.BLOCKS, **signers.BLOCKS, **testimony.BLOCKS, **beside.BLOCKS, **money.BLOCKS,
}  # fmt: skip

__all__ = ["BLOCKS", "BlockBuilder"]
