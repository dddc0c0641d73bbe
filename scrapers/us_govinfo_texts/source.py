"""Prints of federal bills, whole: the XML of GovInfo's packages ``BILLS``.

Publisher: U.S. Government Publishing Office; texts of the House, the Senate and the Office of the
Law Revision Counsel's schemas (https://github.com/usgpo/bill-dtd, https://github.com/usgpo/uslm,
read 2026-11). One file a print: see ``links``; what becomes text of it: ``markup``. Quirks:

* the file names an outside DTD that is not fetched, and needs none: letters are written out;
* its ``dc:title`` can name another Congress (118s920es), so that the address says whose it is, and
  ``legis-num`` (USLM: ``citableAs``) whether it is that one's;
* its ``dc:date`` is the day of introduction in later prints too: the day is BILLSTATUS's;
* a reported bill holds what the committee struck beside what it put there.
"""

import re
from collections.abc import Iterator

from lxml import etree

from billtrail.bills import Source
from billtrail.bills.models import Action, Bill, Document, Record, VersionText
from billtrail.errors import ParseError
from billtrail.legislatures import ActionClass

from .links import FILE, KIND, NAME
from .markup import Element, plain_text

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True,
    remove_comments=True,
)  # fmt: skip
_ROOTS = frozenset({"bill", "resolution", "amendment-doc", "engrossedAmendment"})
_USLM = "{http://schemas.gpo.gov/xml/uslm}"


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The text of one print; raises ParseError."""
    named = FILE.search(document.url)
    if not named:
        raise ParseError(f"{document.url}: no print's address, such as BILLS-119hr4323ih.xml")
    congress, type_, number, code = named.groups()
    try:
        root = _root(next(iter(document.parts.values()), b""))
        _refuse_other(root, congress, f"{type_}{number}", code)
        text = plain_text(root)
        if not text:
            raise ParseError("the print has no text")
    except ParseError as error:
        raise ParseError(f"{document.url}: {error}") from error
    yield VersionText(f"us-{int(congress)}-{type_}{int(number)}", code, text, document.url)


def _root(data: bytes) -> Element:
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ParseError(f"not well-formed XML: {getattr(error, 'msg', error)}") from error
    name = etree.QName(root).localname
    if name not in _ROOTS:
        raise ParseError(f"root element is {name}, not that of a bill or resolution")
    declared: Element = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise ParseError("declares entities of its own")
    return root


def _refuse_other(root: Element, congress: str, measure: str, code: str) -> None:
    """Where it names itself, by the number on its face, that must be the one of its address."""
    said = {_plain(one.text) for one in root.iter("legis-num") if one.text}
    wanted = {measure}
    if root.tag.startswith(_USLM):
        said = {_plain(one.text) for one in root.iter(f"{_USLM}citableAs") if one.text}
        wanted = {f"{congress}{measure}{code}"}
    if said and not said & wanted:
        raise ParseError(f"the print is of {', '.join(sorted(said))}, not of {', '.join(wanted)}")


def _plain(number: str) -> str:
    """``H. R. 4323`` -> ``hr4323``."""
    return re.sub(r"[^a-z0-9]", "", number.lower())


def classify(action: Action, bill: Bill) -> tuple[ActionClass, ...]:
    """A print has no actions."""
    return ()


SOURCE = Source(
    name=NAME,
    title="GovInfo bill texts (U.S. Government Publishing Office)",
    publisher="GovInfo",
    jurisdiction="us",
    kinds={KIND: FILE.pattern},
    rank=10,
    rhythm=24 * 30,
    hosts=("www.govinfo.gov",),
    home="https://www.govinfo.gov/app/collection/bills",
    parse=parse,
    classify=classify,
    licence="Public domain (17 U.S.C. 105)",
    texts=True,
)
