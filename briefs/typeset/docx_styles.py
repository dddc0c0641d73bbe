"""The page of a Word brief and its styles, as values: ``docx_template`` writes them into the
template, and ``docx_page`` counts by them what a page holds, for which Word's library is not
needed.
"""

from typing import NamedTuple

#: On every machine, or there in a font of the same widths (Helvetica, Liberation Sans): another
#: program's page breaks where ours does. What stands in for Calibri is up to a quarter wider.
FONT = "Arial"
#: The colour that a rendered brief replaces by its organisation's.
ACCENT = "8A2B3D"
_INK, _QUIET = "1C2430", "4D5561"
MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM = 0.72, 0.5, 0.45
#: Line to line: a little closer than Word's own.
LINE_SPACING = 0.95


class ParagraphStyle(NamedTuple):
    """A paragraph style: points, colour, points before and after, inches of hanging indent."""

    size: float
    colour: str = _INK
    bold: bool = False
    before: float = 0
    after: float = 0
    hanging: float = 0


#: The styles whose size follows the room on the page, at 11 points here.
BODY = ("Normal", "List Bullet", "List Number", "Brief Figure")
STYLES: dict[str, ParagraphStyle] = {
    "Normal": ParagraphStyle(11, after=2),
    "Brief Head": ParagraphStyle(9.5, _QUIET, after=2),
    "Brief Mark": ParagraphStyle(10.5, ACCENT, bold=True, after=2),
    "Title": ParagraphStyle(20, bold=True, before=1, after=2),
    "Subtitle": ParagraphStyle(11.5, _QUIET, after=4),
    "Heading 1": ParagraphStyle(11.5, ACCENT, bold=True, before=6, after=1),
    "List Bullet": ParagraphStyle(11, after=1.5, hanging=0.18),
    "List Number": ParagraphStyle(11, bold=True, after=1.5, hanging=0.22),
    "Brief Figure": ParagraphStyle(11, after=2, hanging=0.62),
    "Brief Step": ParagraphStyle(9.5),
    "Brief Status": ParagraphStyle(11, before=5, after=1),
    "Brief Row": ParagraphStyle(10),
    "Brief Caption": ParagraphStyle(9, _QUIET, before=1, after=1),
    "Brief Notes": ParagraphStyle(8.5, _QUIET, hanging=0.2),
}
