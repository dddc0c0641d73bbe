from . import issued, pack, write
from .issued import Issued, id_of, look_up
from .values import (
    Block,
    Brief,
    BriefFigure,
    BriefPosition,
    Paragraph,
    Sentence,
    from_json,
    published,
    to_json,
    words_hash,
)
from .verify import (
    Carried,
    Moved,
    describe_json,
    describe_lines,
    describe_moved,
    find_moved,
    find_moved_stages,
    read_file,
)
from .write import default_briefs

__all__ = [
    "Block",
    "Brief",
    "BriefFigure",
    "BriefPosition",
    "Carried",
    "Issued",
    "Moved",
    "Paragraph",
    "Sentence",
    "default_briefs",
    "describe_json",
    "describe_lines",
    "describe_moved",
    "find_moved",
    "find_moved_stages",
    "from_json",
    "id_of",
    "issued",
    "look_up",
    "pack",
    "published",
    "read_file",
    "to_json",
    "words_hash",
    "write",
]
