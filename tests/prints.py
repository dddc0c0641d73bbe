"""Prints of bills that there are not, built in the publishers' formats, in words of their own."""

from collections.abc import Iterable
from html import escape

HOST_PATH = "/content/pkg/{0}/xml/{0}.xml"


def path_of(package: str) -> str:
    """``BILLS-119hr4323ih`` -> its path at GovInfo."""
    return HOST_PATH.format(package)


def built_print(number: str, title: str, sections: Iterable[str]) -> bytes:
    """A print in the House's DTD: its number as on its face, and a section for each text."""
    body = "".join(
        f"<section><enum>{n}.</enum><header>Part {n}</header><text>{escape(text)}</text></section>"
        for n, text in enumerate(sections, 1)
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE bill PUBLIC "-//US Congress//DTDs/bill.dtd//EN" "bill.dtd">'
        f"<bill><form><legis-num>{number}</legis-num><legis-type>A BILL</legis-type>"
        f"<official-title>{escape(title)}</official-title></form><legis-body>{body}</legis-body>"
        "</bill>"
    ).encode()
