"""Built pages of leginfo, as documents and as a site on this machine."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from replay import File, Publisher

from billtrail.bills.models import Bill, Document, Link
from billtrail.importing.prepared import classify_bill
from billtrail.legislatures.ca import leginfo_id
from billtrail.scrapers.ca_leginfo.source import SOURCE, parse
from billtrail.scrapers.ca_leginfo.visits import (
    HISTORY,
    STATUS,
    TEXT,
    VOTES,
    join,
    links_for,
    page_name,
    tab_url,
)

FOLDER = Path(__file__).parent / "sources" / "ca_leginfo"
AB262 = "ca-20212022-ab262"
SB275 = "ca-20252026-sb275"
SCR2 = "ca-19992000x1-scr2"
KEYS = (AB262, SB275, SCR2)
TABS = (STATUS, HISTORY, VOTES, TEXT)
NOW = "2026-11-25T08:00:00Z"


def pages_of(key: str, folder: Path = FOLDER) -> dict[str, bytes]:
    """The built pages of a measure by tab."""
    files = {tab: folder / page_name(tab, key) for tab in TABS}
    return {tab: file.read_bytes() for tab, file in files.items() if file.is_file()}


def visit(key: str, pages: dict[str, bytes] | None = None, at: str = NOW) -> Document:
    (link,) = links_for([key])
    return join(link, pages_of(key) if pages is None else pages, at)


def bill_of(document: Document) -> Bill:
    bill, *_ = parse(document)
    assert isinstance(bill, Bill)
    return classify_bill(SOURCE, bill)


def address(tab: str, key: str) -> str:
    """The path and query of a tab."""
    parts = urlsplit(tab_url(tab, key))
    return f"{parts.path}?{parts.query}"


def site_of(keys: Iterable[str] = KEYS) -> Publisher:
    """A site that has these measures' pages, with no validators, as leginfo has none."""
    site = Publisher()
    site.validators = frozenset()
    for key in keys:
        for tab, data in pages_of(key).items():
            put(site, tab, key, data)
    return site


def put(site: Publisher, tab: str, key: str, data: bytes) -> None:
    site.files[address(tab, key)] = File(data, datetime.now(UTC), "text/html")


def link_of(key: str) -> Link:
    (link,) = links_for([key])
    return link


__all__ = ["AB262", "KEYS", "SB275", "SCR2", "TABS", "address", "bill_of", "leginfo_id",
           "link_of", "pages_of", "put", "site_of", "visit"]  # fmt: skip
