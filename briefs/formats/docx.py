"""The brief as a Word file: real styles, native tables, and the brief's JSON in a custom part.

docxtpl fills ``templates/brief.docx`` (see ``docx_template``). Its own marks ``{_{`` and Jinja's
braces in a text are kept literal by writing every brace as a character reference.
"""

import copy
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Pt
from docxtpl import DocxTemplate, RichText
from jinja2 import Environment, StrictUndefined
from lxml import etree
from markupsafe import Markup, escape

from billtrail.briefs.language import runs
from billtrail.briefs.page import body_size, note_split, title_size
from billtrail.briefs.typeset import (
    ACCENT,
    BODY,
    brief_id,
    check_address,
    faulty_template,
    find_template,
    property_text,
    read_template,
    with_fixed_times,
)
from billtrail.briefs.values import Block, Brief, Chart, Note, Sentence, published, to_json
from billtrail.files import read_entry

_NAMESPACE = "urn:billtrail:{kind}"
_PART = "/customXml/item2.xml"
#: A Word file's own parts of a brief are a few kilobytes; others have a handful.
_LARGEST_PART, _MOST_PARTS = 5_000_000, 20
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"


def _literal(value: Any) -> Any:
    """Text as XML in which no brace is left for docxtpl to read."""
    if hasattr(value, "__html__"):
        return value
    return Markup(_braces_kept(str(escape(value))))


def _braces_kept(xml: str) -> str:
    return xml.replace("{", "&#123;").replace("}", "&#125;")


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, finalize=_literal, undefined=StrictUndefined)


def render_docx(brief: Brief) -> bytes:
    """A Word file. ``brief`` is fitted, so that it takes one page by ``page.docx_page``."""
    document = _filled(brief)
    _set_look(document, brief)
    _split_notes(document.docx, brief)
    mark_english(document.docx.element.body, brief.english)
    _set_properties(document, brief)
    carry_docx(document.docx, "brief", to_json(published(brief)))
    out = io.BytesIO()
    document.save(out)
    return with_fixed_times(out.getvalue())


def _filled(brief: Brief) -> Any:
    """The template with the brief in it. Raises ``UsageError`` where a workspace's is faulty."""
    document = DocxTemplate(io.BytesIO(read_template("brief.docx")))
    try:
        document.init_docx()
        document.render(_context(document, brief), _environment(), autoescape=True)
    except Exception as error:  # python-docx has no error of its own for a file it cannot read
        raise faulty_template(find_template("brief.docx"), str(error)) from error
    return document


# -- what the template is filled with --------------------------------------------------------------


def _context(document: Any, brief: Brief) -> dict[str, Any]:
    first, *others = brief.status.sentences
    return {
        "marks": brief.marks,
        "organisation": f"{brief.organisation} · " if brief.organisation else "",
        "head": brief.head,
        "head_date": brief.head_date,
        "identity": brief.identity,
        "title": brief.title,
        "tagline": brief.tagline,
        "bar": [
            {"label": _run(s.named, bold=s.state in ("passed", "current"),
                           color=brief.accent if s.state == "current" else None),
             "day": _run(s.date or s.words)}
            for s in brief.bar
        ],
        "bar_title": brief.bar_title,
        "status": _said([first], bold=True, then=others),
        "leading": [_block(brief, block) for block in brief.leading],
        "body": [_block(brief, block) for block in brief.body],
        "contact": " · ".join(brief.contact),
        "contact_heading": brief.contact_heading,
        "notes_heading": brief.notes_heading,
        "closing": " ".join(brief.closing),
        "id_label": brief.id_label,
        "id": brief_id(brief),
        "check": _check(document, brief),
        "notes": [
            {"number": n.number, "text": n.text, "link": _link(document, n)} for n in brief.notes
        ],
    }  # fmt: skip


def _block(brief: Brief, block: Block) -> dict[str, Any]:
    chart = brief.chart if brief.chart and brief.chart.home == block.kind else None
    return {
        "heading": block.heading,
        "paragraphs": [{"style": p.style, "said": _said(p.sentences)} for p in block.paragraphs],
        "figures": [{"display": f.display, "said": _said([f.sentence])} for f in block.figures],
        "chart": chart and _chart(chart),
    }


def _chart(chart: Chart) -> dict[str, Any]:
    base = RichText()
    _add(base, f"{chart.title}. {chart.base}")
    _mark(base, chart.notes)
    return {"rows": chart.rows, "base": base}


def _said(
    sentences: Iterable[Sentence], *, bold: bool = False, then: Iterable[Sentence] = ()
) -> RichText:
    """Sentences with their note numbers raised; those of ``then`` follow in plain weight."""
    text = RichText()
    for weight, group in ((bold, sentences), (False, then)):
        for sentence in group:
            _add(text, (" " if text.xml else "") + sentence.text, bold=weight)
            _mark(text, sentence.notes)
    return text


def _run(words: str, **look: Any) -> RichText:
    text = RichText()
    _add(text, words, **look)
    return text


def _add(text: RichText, words: str, **look: Any) -> None:
    text.add(words, **look)
    text.xml = _braces_kept(text.xml)


def _mark(text: RichText, notes: tuple[int, ...]) -> None:
    if notes:
        text.add(",".join(map(str, notes)), superscript=True)


def _check(document: Any, brief: Brief) -> RichText | None:
    address = check_address(brief)
    if not address:
        return None
    text = RichText()
    _add(text, f"{brief.check_label} ")
    _add(text, address.partition("://")[2], url_id=document.build_url_id(address))
    return text


def _link(document: Any, note: Note) -> RichText:
    text = RichText()
    if note.url:
        _add(text, " ")
        _add(text, note.shown, url_id=document.build_url_id(note.url))
    return text


# -- look, properties, the brief itself ----------------------------------------------------------


def _set_look(document: Any, brief: Brief) -> None:
    """The organisation's colour, the brief's language, and words as large as the page allows."""
    styles, size = document.docx.styles, body_size(brief)
    coloured = (styles.element, document.docx.element)
    for colour in (c for part in coloured for c in part.iter(qn("w:color"))):
        if colour.get(qn("w:val")) == ACCENT:
            colour.set(qn("w:val"), brief.accent.lstrip("#"))
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), brief.locale.replace("_", "-"))
    for name in (*BODY, "Brief Status"):
        styles[name].font.size = Pt(size)
    styles["Title"].font.size = Pt(title_size(brief))


def _split_notes(document: Any, brief: Brief) -> None:
    """A break between the columns of notes: programs balance them each in their own way."""
    notes = [p for p in document.paragraphs if p.style.name == "Brief Notes"]
    at = note_split(brief)
    if at < len(notes):
        start = document.element.makeelement(qn("w:r"), {})
        start.append(start.makeelement(qn("w:br"), {qn("w:type"): "column"}))
        notes[at].runs[0]._r.addprevious(start)


def mark_english(body: Any, english: tuple[str, ...]) -> None:
    """Runs of their own, in English, for the words that stay English in another language."""
    for run in list(body.iter(qn("w:r"))) if english else ():
        texts = [text.text or "" for text in run.iter(qn("w:t"))]
        if any(foreign for text in texts for _, foreign in runs(text, english)):
            for part in _parts(run, english):
                run.addprevious(part)
            run.getparent().remove(run)


def _parts(run: Any, english: tuple[str, ...]) -> Iterator[Any]:
    """The run in several of one look: each text by its language, all else as it is."""
    for child in run:
        if child.tag == qn("w:rPr"):
            continue
        is_text = child.tag == qn("w:t")
        for piece, foreign in runs(child.text or "", english) if is_text else (("", False),):
            part, said = copy.deepcopy(run), copy.deepcopy(child)
            for other in [other for other in part if other.tag != qn("w:rPr")]:
                part.remove(other)
            if is_text:
                said.text = piece
                said.set(_SPACE, "preserve")
            if foreign:
                look = part.get_or_add_rPr()
                look.append(look.makeelement(qn("w:lang"), {qn("w:val"): "en-US"}))
            part.append(said)
            yield part


def _set_properties(document: Any, brief: Brief) -> None:
    """Of the file: whose it is and when the brief speaks for, and nothing of this machine."""
    properties, day = document.docx.core_properties, datetime.fromisoformat(brief.on)
    properties.title = property_text(brief.title)
    properties.language = brief.locale.replace("_", "-")
    properties.author = properties.last_modified_by = brief.organisation or "Billtrail"
    properties.created = properties.modified = day.replace(tzinfo=UTC)
    properties.comments = properties.category = ""
    properties.keywords = f"{brief.subject} {brief_id(brief)}"
    properties.subject = property_text(brief.identity)
    properties.revision = 1


def carry_docx(document: Any, kind: str, text: str) -> None:
    """Puts a page's JSON into a Word file (python-docx's), with a digest of the words as they were
    written. ``kind`` is brief or paper."""
    root = etree.Element(_tag(kind))
    root.set("words", _digest(_words(document.element.body)))
    root.text = text
    xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    main = document.part
    part = Part(PackURI(_PART), "application/xml", xml, main.package)
    main.relate_to(part, _CUSTOM_XML)


def _tag(kind: str) -> str:
    return f"{{{_NAMESPACE.format(kind=kind)}}}{kind}"


def _words(body: Any) -> Iterator[str]:
    for paragraph in body.iter(qn("w:p")):
        yield "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def _digest(paragraphs: Iterable[str]) -> str:
    """Of the words alone: blanks and empty paragraphs, which Word moves about, do not count."""
    text = re.sub(r"\s+", "", "".join(paragraphs))
    return hashlib.sha256(text.encode()).hexdigest()


def read_carried_docx(content: bytes, kind: str = "brief") -> tuple[str, bool]:
    """The JSON of a ``kind`` of page (brief, paper) that travels in a Word file, and whether its
    words are as they were written.

    Raises ``KeyError`` where the file carries none.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [n for n in package.namelist() if re.fullmatch(r"customXml/item\d*\.xml", n)]
        parts = (read_entry(package, name, _LARGEST_PART) for name in names[:_MOST_PARTS])
        roots = [etree.fromstring(part, parser) for part in parts]
        found = next((r for r in roots if r.tag == _tag(kind)), None)
        if found is None:
            raise KeyError(kind)
        body = etree.fromstring(read_entry(package, "word/document.xml", _LARGEST_PART), parser)
    return found.text or "", found.get("words") == _digest(_words(body))


def read_docx_keywords(content: bytes) -> str:
    """What a Word file is about, in words: of a brief, its subject and its id."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if "docProps/core.xml" not in package.namelist():
            return ""
        root = etree.fromstring(read_entry(package, "docProps/core.xml", _LARGEST_PART), parser)
    return root.findtext("{*}keywords") or ""
