"""A paper as a Word file that its office can go on writing in; the paper's JSON travels in it."""

from itertools import groupby
from typing import Any

from docx.enum.section import WD_SECTION
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from billtrail.briefs.formats import carry_docx, mark_english
from billtrail.briefs.typeset import DocxSheet
from billtrail.briefs.values import Sentence

from ..values import Paper, published, to_json
from .flow import TIGHT, Flowing, flow, stands_off
from .identity import paper_id
from .lines import BODY, COLUMNS, NAME, SIGNATURE, SMALL, WIDTH_INCHES, fits_docx, sheet_of
from .runs_on import KINDS

#: The line around what the letter is about.
_LINE = {"val": "single", "sz": "6", "space": "4", "color": "1C2430"}
_QUIET = RGBColor(0x4D, 0x55, 0x61)


def render_docx(paper: Paper) -> bytes:
    """A Word file; ``paper`` is fitted, so that it takes its pages by ``lines``."""
    sheet = DocxSheet(paper.title.replace("\N{NO-BREAK SPACE}", " "),
                      paper.organisation or "Billtrail", paper.accent, paper.on)  # fmt: skip
    section = sheet.document.sections[0]
    section.page_height = Inches(sheet_of(paper).height)
    section.top_margin = section.bottom_margin = Inches(sheet_of(paper).margin)
    sheet.document.styles["Normal"].font.size = Pt(BODY)
    core = sheet.document.core_properties
    core.language = paper.locale.replace("_", "-")
    core.keywords = f"{paper.paper} {paper_id(paper)}"
    core.last_modified_by, core.comments = core.author, ""
    page = _Page(sheet, paper)
    for mark in paper.marks:
        page.add((Sentence(mark.text),)).runs[0].bold = True
    behind = [one for one in flow(paper) if one.kind in KINDS]
    for style, group in groupby((o for o in flow(paper) if o.kind not in KINDS), _style):
        if style == "cells":
            page.cells(list(group))
        else:
            for one in group:
                page.flowing(one)
    if not fits_docx(paper):
        page.foot()
        page.run_on(behind, WD_SECTION.NEW_PAGE)
    else:
        page.run_on(behind, WD_SECTION.CONTINUOUS)
        page.foot()
    mark_english(sheet.document.element.body, paper.english)
    carry_docx(sheet.document, "paper", to_json(published(paper)))
    return sheet.save()


class _Page:
    """Writes paragraphs of a paper one below the other."""

    def __init__(self, sheet: DocxSheet, paper: Paper) -> None:
        self.sheet, self.paper, self.after = sheet, paper, sheet_of(paper).after
        self.before: Flowing | None = None
        self.number = 0

    def add(
        self, sentences: tuple[Sentence, ...], *, size: float = BODY, after: float | None = None
    ) -> Any:
        paragraph = self.sheet.document.add_paragraph()
        space = self.after if after is None else after
        paragraph.paragraph_format.space_after = Pt(space)
        for at, sentence in enumerate(sentences):
            run = paragraph.add_run((" " if at else "") + sentence.text)
            if size != BODY:  # which is what the sheet is set in
                run.font.size = Pt(size)
            if sentence.notes:
                paragraph.add_run(",".join(map(str, sentence.notes))).font.superscript = True
        return paragraph

    def flowing(self, one: Flowing) -> None:
        """A paragraph of the page, in the look of its block and its style."""
        begins = self.before is None or self.before.kind != one.kind
        self.number = 0 if one.style != "number" else self.number + 1
        look = {"letterhead": self._head, "re": self._boxed, "signature": self._signature}
        paragraph = look.get(one.kind, self._plain)(one, begins)
        if stands_off(self.before, one) and one.kind != "signature":
            paragraph.paragraph_format.space_before = Pt(self.after)
        self.before = one

    def _head(self, one: Flowing, begins: bool) -> Any:
        paragraph = self.add(one.sentences, size=NAME if begins else SMALL + 0.5, after=2)
        paragraph.runs[0].bold = begins
        if not begins:
            paragraph.runs[0].font.color.rgb = _QUIET
        return paragraph

    def _boxed(self, one: Flowing, _begins: bool) -> Any:
        paragraph = self.add(one.sentences)
        paragraph.runs[0].bold = True
        borders = OxmlElement("w:pBdr")
        for side in ("top", "left", "bottom", "right"):
            line = OxmlElement(f"w:{side}")
            for name, value in _LINE.items():
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
        paragraph._p.get_or_add_pPr().append(borders)
        return paragraph

    def _signature(self, one: Flowing, begins: bool) -> Any:
        paragraph = self.add(one.sentences, after=1)
        if begins:
            paragraph.paragraph_format.space_before = Pt(SIGNATURE)
        return paragraph

    def _plain(self, one: Flowing, _begins: bool) -> Any:
        sentences = one.sentences
        if one.style == "number":
            first = Sentence(f"{self.number}. {sentences[0].text}", notes=sentences[0].notes)
            sentences = (first, *sentences[1:])
        paragraph = self.add(sentences, after=1.0 if one.style in TIGHT else None)
        layout = paragraph.paragraph_format
        if one.style == "number":
            layout.left_indent, layout.first_line_indent = Inches(0.25), Inches(-0.25)
        if one.style == "heading" or one.kind == "title":
            paragraph.runs[0].bold = True
        if one.style in ("row", "signer"):
            paragraph.runs[0].bold = True
        if one.style == "signer":
            for run in paragraph.runs:
                run.font.size = Pt(SMALL + 1)
        if one.style == "quiet":
            for run in paragraph.runs:
                run.font.color.rgb, run.font.size = _QUIET, Pt(SMALL + 1)
        return paragraph

    def cells(self, rows: list[Flowing]) -> None:
        """A table: its first row is the head, a row of two cells stands across."""
        head, *others = [[_with_notes(cell) for cell in row.sentences] for row in rows]
        wide = len(head) - 1
        filled = [row if len(row) > wide else [*row, *[""] * (wide + 1 - len(row))]
                  for row in others]  # fmt: skip
        first = 1.2
        widths = (first, *[(WIDTH_INCHES - first) / wide] * wide)
        self.sheet.table(head, filled, widths)

    def run_on(self, behind: list[Flowing], begins: WD_SECTION) -> None:
        """The list of signers, in columns; what comes after it stands in one again."""
        if not behind:
            return
        self._columns(COLUMNS, begins)
        for one in behind:
            self.flowing(one)
        self._columns(1, WD_SECTION.CONTINUOUS)

    def _columns(self, number: int, begins: WD_SECTION) -> None:
        section = self.sheet.document.add_section(begins)
        (columns,) = section._sectPr.xpath("./w:cols")
        columns.set(qn("w:num"), str(number))

    def foot(self) -> None:
        """Notes, then the closing line with the id."""
        last = f"{self.paper.closing} {self.paper.id_label} {paper_id(self.paper)}"
        notes = [f"{n.number} {n.text} {n.shown}".rstrip() for n in self.paper.notes]
        for at, text in enumerate((*notes, last)):
            paragraph = self.add((Sentence(text),), size=SMALL, after=1)
            paragraph.runs[0].font.color.rgb = _QUIET
            paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.LEFT
            if not at:
                paragraph.paragraph_format.space_before = Pt(BODY)


def _style(one: Flowing) -> str:
    return one.style


def _with_notes(sentence: Sentence) -> str:
    notes = f" [{','.join(map(str, sentence.notes))}]" if sentence.notes else ""
    return f"{sentence.text}{notes}"
