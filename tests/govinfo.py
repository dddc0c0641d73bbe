"""Reading a BILLSTATUS file as the importer does: parsed, then classified."""

from dataclasses import replace

from billtrail.bills.models import Bill, Document
from billtrail.scrapers.us_govinfo.source import SOURCE


def read(data: bytes, as_of: str | None = None) -> Bill:
    """The measure of a file's bytes; raises ParseError."""
    parts = {"a.xml": data}
    document = Document("us_govinfo", "billstatus", "a.xml", parts, "2026-11-23", as_of, "")
    bill, *_ = SOURCE.parse(document, None)
    assert isinstance(bill, Bill)
    actions = bill.actions or ()
    return replace(
        bill, actions=tuple(a._replace(classification=SOURCE.classify(a, bill)) for a in actions)
    )
