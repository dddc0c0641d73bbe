"""A federal print's XML as plain text, a paragraph a line. Pure.

Two schemas, both read by the tables below: the bill DTD of the House ("bill.dtd", "res.dtd",
"amend.dtd"; all that GovInfo serves as BILLS, read 2026-11), and USLM, in which it began to offer
the same prints. The DTD leaves to its style sheet what is the same in every print, and so do the
tables: "SEC. 2.", quotation marks, the dash after a heading.

Left out is what the bill's record has as data (number, sponsors, calendars, seals), and what a
committee struck: ``changed="deleted"`` stands beside what it put in its place.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

Element = Any

#: Units that stand under a heading of their own, and what is printed before their number.
_LARGE = {"division": "DIVISION ", "title": "TITLE ", "subtitle": "Subtitle ", "part": "PART ",
          "subpart": "Subpart ", "chapter": "CHAPTER ", "subchapter": "SUBCHAPTER "}  # fmt: skip
#: What begins a paragraph.
_LINES = frozenset(
    {"section", "subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem",
     "level", "proviso", "legis-body", "resolution-body", "engrossed-amendment-body", "amendment",
     "main", "preamble", "whereas", "recital", "quoted-block", "quotedContent", "continuation",
     "continuation-text", "toc", "toc-entry", "referenceItem", "list", "list-item", "table", "row",
     "p", "longTitle", "docTitle", "officialTitle", "legis-type", "official-title",
     "enactingFormula", "resolvingClause", "appropriations", "appropriations-major",
     "appropriations-intermediate", "appropriations-small"} | _LARGE.keys()
)  # fmt: skip
#: Of what stands before the text, only what it is and its title are text.
_HEADS = frozenset({"form", "amendment-form", "engrossed-amendment-form"})
_OF_HEAD = ("legis-type", "official-title")
_LEFT_OUT = frozenset(
    {"metadata", "meta", "preface", "attestation", "endorsement", "signatures", "slugLine",
     "endMarker", "pagebreak", "distribution-code"}
)  # fmt: skip
_OPEN, _CLOSE = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
_QUOTED = frozenset({"quote", "quoted-block"})
#: What follows a quotation, after its last mark and within its element.
_AFTER_QUOTED = "after-quoted-block"
_BLANKS = re.compile(r"[^\S\n]+")
#: In the file marks stand apart from what they belong to, and a heading from what runs on.
_APART = re.compile(
    rf"\s*\n\s*(?={_CLOSE}?[.;,]*(?: and| or)?\s*\n)|(?<={_OPEN})\s*\n\s*|(?<=\.\N{{EM DASH}}) "
)
_NEW, _GAP = "\n", " "


def plain_text(root: Element) -> str:
    """The words of a print, a paragraph a line; empty where it has none."""
    text = _BLANKS.sub(" ", "".join(_words(root)).replace("\xa0", " "))
    return "\n".join(filter(None, map(str.strip, _APART.sub("", text).split("\n"))))


def _words(element: Element) -> Iterator[str]:
    """An element's words, with a line break where a paragraph begins or ends."""
    if isinstance(element, etree._Entity):
        yield html.unescape(element.text or "")
        return
    tag = _tag(element)
    if tag in _LEFT_OUT or not tag or element.get("changed") == "deleted":
        return
    if tag in _HEADS:
        for name in _OF_HEAD:
            yield from (word for part in element.iterfind(name) for word in _words(part))
        return
    edge = _NEW if tag in _LINES else ""
    yield edge + _before(element, tag)
    yield _inner(element.text)
    for child in element:
        yield from _words(child)
        yield _inner(child.tail)
    yield _after(element, tag) + edge


def _tag(element: Element) -> str:
    """Its name without the namespace; empty for a comment and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _inner(text: str | None) -> str:
    """Line breaks of the file mean nothing."""
    return text.replace("\n", " ") if text else ""


def _before(element: Element, tag: str) -> str:
    """What the style sheet prints before a quotation or a number: ``SEC. ``, ``TITLE ``."""
    if tag in _QUOTED:
        return _OPEN
    if tag == _AFTER_QUOTED:
        return _CLOSE
    parent = element.getparent()
    if tag != "enum" or parent is None or not (element.text or "").strip():
        return ""
    unit = _tag(parent)
    if unit == "section" and next(parent.iterancestors("quoted-block"), None) is None:
        return "SECTION " if parent.get("section-type") == "section-one" else "SEC. "
    return _LARGE.get(unit, "")


def _after(element: Element, tag: str) -> str:
    """What it prints after a number, a heading or a quotation."""
    if tag in _QUOTED:
        return _CLOSE if element.find(_AFTER_QUOTED) is None else ""
    if tag == "enum":
        return "\N{EM DASH}" if _tag(element.getparent()) in _LARGE else _GAP
    if tag in ("header", "heading"):
        return _after_heading(element, tag)
    return _GAP if tag in ("text", "entry", "content", "chapeau", "num") else ""


def _after_heading(element: Element, tag: str) -> str:
    """A heading of a section or more stands alone; others run on, which USLM has written out."""
    parent = element.getparent()
    if _tag(parent) == "section" or _tag(parent) in _LARGE:
        return _NEW
    runs_on = tag == "header" and _tag(element.getnext()) == "text"
    return ".\N{EM DASH}" if runs_on else _GAP
