"""Pages that differ only in the office they are for are set alike.

What must go and how large the words are is found out once, on a look-alike whose words to the
office are filler of as many lines; the pages of hundreds of offices then take one try
each. Whether a page is one page is still counted on the page itself.
"""

from dataclasses import replace
from functools import lru_cache

from billtrail.briefs.values import Addressee, Block, Brief, Paragraph, Sentence

from .heights import NOTE_SIZE, NOTE_WIDTH, OFFICE_HEADING, OFFICE_WIDTH
from .layout import SIZES
from .lines import count_lines

_PIECE = "nnn"
#: Type sizes and widths at which a text of the page may be set.
Settings = tuple[tuple[float, float], ...]
_WORDS: Settings = tuple((size, OFFICE_WIDTH) for size in SIZES)
_HEADING: Settings = tuple((size * 1.09, OFFICE_HEADING) for size in SIZES)
_NOTE: Settings = ((NOTE_SIZE, NOTE_WIDTH),)
_ANYBODY = Addressee("", "", "", "")


@lru_cache(maxsize=64)
def for_any_office(brief: Brief) -> Brief:
    """The look-alike of a page for an office; any other brief is its own."""
    block = brief.block("office")
    if brief.addressee is None:
        return brief
    page = replace(brief, head="", addressee=_ANYBODY, left_out=())
    return _filled(page, block) if block else page


def _filled(brief: Brief, office: Block) -> Brief:
    """Filler for the words to the office and for the note of where they come from."""
    sentences = [s for p in office.paragraphs for s in p.sentences]
    numbers = tuple(sorted({number for s in sentences for number in s.notes}))
    text = Sentence(_filler(" ".join(s.text for s in sentences), _WORDS), notes=numbers)
    filled = replace(
        office, heading=_filler(office.heading, _HEADING), paragraphs=(Paragraph((text,)),)
    )
    return replace(
        brief,
        blocks=tuple(filled if block is office else block for block in brief.blocks),
        notes=tuple(
            replace(note, text=_filler(note.text, _NOTE)) if note.number in numbers else note
            for note in brief.notes
        ),
    )


def _filler(text: str, settings: Settings) -> str:
    """As many lines as the text takes, at every size."""
    return _filling(tuple(count_lines(text, *setting) for setting in settings), settings)


@lru_cache(maxsize=256)
def _filling(lines: tuple[int, ...], settings: Settings) -> str:
    """The shortest filler of at least so many lines."""
    filler = _PIECE
    while any(
        count_lines(filler, *setting) < count
        for count, setting in zip(lines, settings, strict=True)
    ):
        filler += f" {_PIECE}"
    return filler
