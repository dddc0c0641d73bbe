"""Makes ``templates/brief.docx``, the Word template that docxtpl fills.

Run ``python -m billtrail.briefs.typeset.docx_template`` after a change here. An office that
wants its own look opens the template in Word, changes its styles, and keeps it in its workspace as
``templates/brief.docx``. Every paragraph has a style by name; the tags are Jinja2.
"""

import copy
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from .docx_styles import (
    ACCENT,
    FONT,
    LINE_SPACING,
    MARGIN_BOTTOM,
    MARGIN_TOP,
    MARGIN_X,
    STYLES,
    ParagraphStyle,
)
from .reproducible_zip import with_fixed_times

TARGET = Path(__file__).parents[1] / "templates" / "brief.docx"


def make_template() -> bytes:
    """The template as a .docx; equal bytes each time."""
    document = Document()
    _set_page(document)
    for name, look in STYLES.items():
        _set_style(document, name, look)
    _set_default_language(document)
    _set_bullets(document)
    _write(document)
    out = io.BytesIO()
    document.save(out)
    return with_fixed_times(out.getvalue())


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(MARGIN_X)
    section.top_margin, section.bottom_margin = Inches(MARGIN_TOP), Inches(MARGIN_BOTTOM)
    section.header_distance = section.footer_distance = Inches(0.3)


def _set_style(document: Any, name: str, look: ParagraphStyle) -> None:
    styles = document.styles
    if name not in [style.name for style in styles]:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    style = styles[name]
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    style.font.color.rgb = RGBColor.from_string(look.colour)
    style.quick_style = True
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    _set_spacing(style, look)


def _set_spacing(style: Any, look: ParagraphStyle) -> None:
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.line_spacing = LINE_SPACING
    layout.widow_control = True
    layout.keep_with_next = style.name == "Heading 1"
    if look.hanging:
        layout.left_indent, layout.first_line_indent = Inches(look.hanging), Inches(-look.hanging)
        layout.tab_stops.add_tab_stop(Inches(look.hanging))
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    for spacing in style.element.findall(f"{qn('w:rPr')}/{qn('w:spacing')}"):
        spacing.getparent().remove(spacing)


def _set_default_language(document: Any) -> None:
    """One place for the language, which a rendered brief sets."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-US")


def _set_bullets(document: Any) -> None:
    """A letter of the page's own font: the font Symbol is not on every machine."""
    for level in document.part.numbering_part.element.iter(qn("w:lvl")):
        if level.find(qn("w:numFmt")).get(qn("w:val")) == "bullet":
            level.find(qn("w:lvlText")).set(qn("w:val"), "\N{BULLET}")
            for fonts in level.iter(qn("w:rFonts")):
                for kind in fonts.attrib:
                    fonts.set(kind, "default" if kind == qn("w:hint") else FONT)


# -- what stands on the page ---------------------------------------------------------------------


def _write(document: Any) -> None:
    def line(text: str, style: str = "Normal") -> Any:
        return document.add_paragraph(text, style)

    document._body.clear_content()
    _many(line, "{%p for mark in marks %}", ("{{ mark.text }}", "Brief Mark"), "{%p endfor %}")
    head = line("{{ organisation }}{{ head }}\t{{ head_date }}", "Brief Head")
    right = document.styles["Brief Head"].paragraph_format.tab_stops
    right.add_tab_stop(Inches(8.5 - 2 * MARGIN_X), WD_TAB_ALIGNMENT.RIGHT)
    head.runs[0].bold = True
    line("{{ identity }}", "Brief Head")
    line("{{ title }}", "Title")
    _many(line, "{%p if tagline %}", ("{{ tagline }}", "Subtitle"), "{%p endif %}")
    _write_blocks(document, line, "leading")
    _many(line, "{%p if leading %}", ("{{ bar_title }}", "Heading 1"), "{%p endif %}")
    line("{%p if bar %}")
    _write_bar(document)
    line("{%p endif %}")
    line("{{r status }}", "Brief Status")
    _write_blocks(document, line, "body")
    line("{%p if contact %}")
    contact = line("")
    contact.add_run("{{ contact_heading }}").bold = True
    contact.add_run(" {{ contact }}")
    line("{%p endif %}")
    _end_section(document, line("{{ notes_heading }}", "Heading 1"), columns=1)
    note = "{{ note.number }}\t{{ note.text }}{{r note.link }}"
    _many(line, "{%p for note in notes %}", "{%p if loop.last %}")
    _end_section(document, line(note, "Brief Notes"), columns=2)
    _many(line, "{%p else %}", (note, "Brief Notes"), "{%p endif %}", "{%p endfor %}")
    line("{{ closing }} {{ id_label }} {{ id }}", "Brief Caption")
    _many(line, "{%p if check %}", ("{{r check }}", "Brief Caption"), "{%p endif %}")
    _continue(document.sections[-1]._sectPr)


def _write_blocks(document: Any, line: Any, which: str) -> None:
    """The blocks of a list: heading, paragraphs by their style, figures, the chart."""
    line(f"{{%p for block in {which} %}}")
    line("{{ block.heading }}", "Heading 1")
    line("{%p for p in block.paragraphs %}")
    _many(line, "{%p if p.style == 'bullet' %}", ("{{r p.said }}", "List Bullet"))
    _many(line, "{%p elif p.style == 'number' %}", ("{{r p.said }}", "List Number"))
    _many(line, "{%p else %}", "{{r p.said }}", "{%p endif %}", "{%p endfor %}")
    line("{%p for figure in block.figures %}")
    number = line("", "Brief Figure")
    run = number.add_run("{{ figure.display }}")
    run.bold, run.font.size, run.font.color.rgb = True, Pt(13), RGBColor.from_string(ACCENT)
    number.add_run("\t{{r figure.said }}")
    _many(line, "{%p endfor %}", "{%p if block.chart %}")
    _write_chart(document)
    line("{{r block.chart.base }}", "Brief Caption")
    _many(line, "{%p endif %}", "{%p endfor %}")


def _many(line: Any, *parts: str | tuple[str, str]) -> None:
    for part in parts:
        line(*((part,) if isinstance(part, str) else part))


def _write_bar(document: Any) -> None:
    """Labels as the header row, and below each its day."""
    table = document.add_table(2, 3)
    for row, tag in zip(table.rows, ("{{r step.label }}", "{{r step.day }}"), strict=True):
        texts = ("{%tc for step in bar %}", tag, "{%tc endfor %}")
        _fill(row.cells, texts, "Brief Step")
    _mark_header(table)


def _write_chart(document: Any) -> None:
    """The chart's own table: what is counted as the header row, and below it the numbers."""
    table = document.add_table(2, 3)
    for row, tag in zip(table.rows, ("{{ row.label }}", "{{ row.display }}"), strict=True):
        texts = ("{%tc for row in block.chart.rows %}", tag, "{%tc endfor %}")
        _fill(row.cells, texts, "Brief Row")
    table.rows[1].cells[1].paragraphs[0].runs[0].bold = True
    _mark_header(table)


def _fill(cells: Iterable[Any], texts: Iterable[str], style: str) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.paragraphs[0].text = text
        cell.paragraphs[0].style = style


def _mark_header(table: Any) -> None:
    """The first row repeats, and is one for a screen reader; thin lines under every row."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        edge = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "8B919B")):
            edge.set(qn(f"w:{key}"), value)
        borders.append(edge)
    margin = OxmlElement("w:tblCellMar")
    left = OxmlElement("w:left")
    left.set(qn("w:w"), "0")
    left.set(qn("w:type"), "dxa")
    margin.append(left)
    table._tblPr.append(borders)
    table._tblPr.append(margin)


def _end_section(document: Any, paragraph: Any, *, columns: int) -> None:
    """A section of one page ends with the paragraph; sections of two columns are balanced."""
    section = copy.deepcopy(document.sections[-1]._sectPr)
    section.find(qn("w:cols")).set(qn("w:num"), str(columns))
    section.find(qn("w:cols")).set(qn("w:space"), "440")
    if columns > 1:
        _continue(section)
    paragraph._p.get_or_add_pPr().append(section)


def _continue(section: Any) -> None:
    kind = OxmlElement("w:type")
    kind.set(qn("w:val"), "continuous")
    section.insert(0, kind)


if __name__ == "__main__":
    TARGET.write_bytes(make_template())
