"""A Word file of headings, dated rows and tables, with real styles and fixed times."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from textwrap import shorten
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from .docx_styles import FONT
from .reproducible_zip import with_fixed_times

_QUIET = RGBColor(0x4D, 0x55, 0x61)
_INK = RGBColor(0x1C, 0x24, 0x30)
#: Styles that a sheet has, and parts that it has no use for: python-docx's template has 164 styles
#: of half a megabyte, twice, and reading and packing them takes longer than all that is written.
_STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "Table Grid", "Normal Table", "No List",
           "Default Paragraph Font", "Title Char", "Heading 1 Char", "Heading 2 Char")  # fmt: skip
_UNUSED = ("stylesWithEffects", "thumbnail", "customXml", "numbering")


@lru_cache(8)
def _blank(accent: str) -> bytes:
    """An empty document with those styles and parts alone, in an organisation's colour."""
    document = Document()
    for style in list(document.styles):
        if style.name not in _STYLES:
            style.element.getparent().remove(style.element)
    for owner in (document.part, document.part.package):
        for id in list(_unused(owner.rels)):
            del owner.rels[id]
    _set_styles(document, RGBColor.from_string(accent))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _unused(relations: Any) -> Iterator[str]:
    return (id for id, one in relations.items() if one.reltype.rpartition("/")[2] in _UNUSED)


def _set_styles(document: Any, accent: RGBColor) -> None:
    for name, size, before, after, colour in (
        ("Normal", 10, 0, 2, _INK), ("Title", 18, 4, 4, _INK),
        ("Heading 1", 11, 9, 3, accent), ("Heading 2", 10, 8, 2, _INK),
    ):  # fmt: skip
        style = document.styles[name]
        style.font.name = FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if "Theme" in attribute:
                del fonts.attrib[attribute]
        style.font.size, style.font.color.rgb = Pt(size), colour
        style.font.bold = name != "Normal"
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
    for border in list(document.styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)


#: A property of a Word file has no more letters.
_MOST_LETTERS = 255


def property_text(text: str) -> str:
    """A text as a property of a Word file: on one line, cut where it is longer than may be."""
    return shorten(text, _MOST_LETTERS, placeholder=" \N{HORIZONTAL ELLIPSIS}")


class DocxSheet:
    """US Letter, upright or ``wide``; ``on`` is the day the file speaks for."""

    def __init__(
        self, title: str, author: str, accent: str, on: str, *, wide: bool = False
    ) -> None:
        self.accent = RGBColor.from_string(accent.removeprefix("#"))
        self.document = Document(io.BytesIO(_blank(accent.removeprefix("#"))))
        self._page(wide)
        core = self.document.core_properties
        core.title, core.language = property_text(title), "en-US"
        core.author = property_text(author)
        core.created = core.modified = datetime.fromisoformat(on)

    def _page(self, wide: bool) -> None:
        section = self.document.sections[0]
        sides = (Inches(11), Inches(8.5)) if wide else (Inches(8.5), Inches(11))
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = sides
        side = Inches(0.6 if wide else 0.8)
        section.left_margin = section.right_margin = side
        self.width = sides[0] - 2 * side
        section.top_margin = section.bottom_margin = Inches(0.6)

    def head(self, left: str, right: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.tab_stops.add_tab_stop(self.width, WD_TAB_ALIGNMENT.RIGHT)
        run = paragraph.add_run(left)
        run.bold, run.font.color.rgb = True, self.accent
        paragraph.add_run(f"\t{right}").bold = True

    def title(self, text: str) -> None:
        self.document.add_paragraph(text, style="Title")

    def heading(self, text: str) -> None:
        self.document.add_heading(text, level=1)

    def text(self, text: str, *, quiet: bool = False, bold: bool = False) -> None:
        run = self.document.add_paragraph().add_run(text)
        run.bold = bold
        if quiet:
            run.font.color.rgb = _QUIET

    def row(self, day: str, text: str, mark: str) -> None:
        """A date, what is on it and a quiet mark behind it."""
        paragraph = self.document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.left_indent, layout.first_line_indent = Inches(1.1), Inches(-1.1)
        layout.tab_stops.add_tab_stop(Inches(1.1))
        paragraph.add_run(day).bold = True
        paragraph.add_run(f"\t{text}")
        paragraph.add_run(mark).font.color.rgb = _QUIET

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
    ) -> None:
        """A table whose first row is repeated on each page; ``widths`` in inches."""
        table = self.document.add_table(rows=1, cols=len(head), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Inches(width)
        for cells in (head, *rows):
            row = table.rows[0] if cells is head else table.add_row()
            for cell, text, width in zip(row.cells, cells, widths, strict=True):
                cell.width = Inches(width)
                self._fill(cell, text, cells is head)
            self._whole(row, repeated=cells is head)

    @staticmethod
    def _fill(cell: Any, text: str, head: bool) -> None:
        first, *others = text.split("\n")
        paragraph = cell.paragraphs[0]
        paragraph.add_run(first).bold = head
        for line in others:
            cell.add_paragraph(line)

    @staticmethod
    def _whole(row: Any, *, repeated: bool) -> None:
        """A row is not broken over pages; the first stands on each."""
        properties = row._tr.get_or_add_trPr()
        for name in ("w:cantSplit", "w:tblHeader") if repeated else ("w:cantSplit",):
            properties.append(OxmlElement(name))

    def save(self) -> bytes:
        target = io.BytesIO()
        self.document.save(target)
        return with_fixed_times(target.getvalue())
