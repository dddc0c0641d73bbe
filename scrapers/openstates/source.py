"""Open States: every state's bills, read by its scrapers from the legislatures' own sites.

Publisher: https://openstates.org (public domain by its own statement). It is a secondary source:
what a legislature's own record says is never overruled by it. Its classes of actions are no
outcomes (``became-law`` is never given for four of seven states seen), so rules on the text decide,
a module a state (``rules``).
"""

import json
from collections.abc import Iterator

from billtrail.bills import Source
from billtrail.bills.models import Document, Record
from billtrail.errors import ParseError

from .record import bill_of
from .rules import classify
from .scraped import told_of

NAME = "openstates"


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The bill of a document; raises ``ParseError``."""
    (data,) = document.parts.values()
    try:
        yield bill_of(told_of(json.loads(data)))
    except ParseError as error:
        raise ParseError(f"{document.url}: {error}") from error
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise ParseError(f"{document.url}: not in the documented form: {error!r}") from error


SOURCE = Source(
    name=NAME,
    title="Open States",
    publisher="Open States",
    jurisdiction="all",
    kinds={"bill": r"(?:^|/)bill_[\w-]+\.json$"},
    rank=5,
    rhythm=24 * 7,
    hosts=("v3.openstates.org",),
    home="https://openstates.org",
    parse=parse,
    classify=classify,
    licence="Public domain, by its own statement",
)
