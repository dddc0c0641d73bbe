"""GovInfo's addresses for bill status, and its feed of changes.

* One file per bill: ``/bulkdata/BILLSTATUS/119/hr/BILLSTATUS-119hr4323.xml``, 108th Congress on.
* Changes: ``/rss/billstatus-batch.xml``, one item for each batch (every 4 hours for the current
  Congress), about 100 of them. ``guid`` is ``BILLSTATUS-2021-04-22T15:07:33Z``; ``description``
  is escaped HTML with a link to each changed file, quoted or not. A batch may name no file.

* All files: ``/sitemap/bulkdata/BILLSTATUS/119hr/sitemap.xml``, a list for each type of a Congress
  (``loc``, ``lastmod`` in milliseconds; unsorted). It can lag behind its files, so that a time
  there says something only beside an earlier one from there. It has come empty (2021).

The publisher keeps no list of what a batch left out, and has been down for days: see
``crawling.crawl_plan``.
Format: https://github.com/usgpo/bulk-data (read 2026-11-23). No key, no limit published.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from billtrail.bills.models import Document, Link
from billtrail.errors import ParseError
from billtrail.legislatures import split_key, us
from billtrail.scrapers.crawling import Batch, Feed, Known, Listing, with_known

NAME = "us_govinfo"
HOST = "https://www.govinfo.gov"
_FIRST_CONGRESS = 108
BILL = "billstatus"
_FILE = re.compile(r"(?:^|/)BILLSTATUS-(\d{2,3})([a-z]+)(\d+)\.xml$")
_HREF = re.compile(r"""href\s*=\s*["']?([^"'\s>]+\.xml)""", re.I)
_GUID = re.compile(r"BILLSTATUS-(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)")


def bill_url(key: str) -> str | None:
    """Where GovInfo keeps a bill's status file; ``None`` where it keeps none."""
    parts = split_key(key)
    if parts.jurisdiction != us.LEGISLATURE.id or int(parts.session) < _FIRST_CONGRESS:
        return None
    congress, type_, number = parts.session, parts.type, parts.number
    return f"{HOST}/bulkdata/BILLSTATUS/{congress}/{type_}/BILLSTATUS-{congress}{type_}{number}.xml"


def key_from_url(url: str) -> str | None:
    """The bill of a status file's address; ``None`` for any other address."""
    match = _FILE.search(url)
    return f"us-{int(match[1])}-{match[2]}{int(match[3])}" if match else None


def links_for(keys: Iterable[str], known: Known | None = None) -> Iterator[Link]:
    """A link for each bill that GovInfo keeps, with what is stored of it; the source's start."""
    for key in keys:
        if url := bill_url(key):
            yield with_known(Link(NAME, url, BILL, key), known or {})


def parse_batches(document: Document) -> tuple[Batch, ...]:
    """The batches of the feed, oldest first. Raises ParseError, also where there are none."""
    root = _root(document)
    batches = [_batch(item) for item in root.iter("item")]
    if not batches:
        raise ParseError(f"{document.url}: no batch in the feed")
    return tuple(sorted(batches, key=lambda batch: batch.at))


def _batch(item: etree._Element) -> Batch:
    guid = item.findtext("guid") or ""
    match = _GUID.search(guid)
    if not match:
        raise ParseError(f"line {item.sourceline}: no time in the batch's guid {guid[:60]!r}")
    named = _HREF.findall(item.findtext("description") or "")
    return Batch(match[1], frozenset(key for url in named if (key := key_from_url(url))))


def _root(document: Document) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    (data,) = document.parts.values()
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ParseError(f"{document.url}: {error}") from error


_TYPES = tuple(row.type for row in us.LEGISLATURE.types)
_SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _sitemaps_of(congress: str) -> tuple[str, ...]:
    """The addresses of a Congress's lists, one for each type of measure."""
    return tuple(f"{HOST}/sitemap/bulkdata/BILLSTATUS/{congress}{t}/sitemap.xml" for t in _TYPES)


def _sitemap_of(key: str) -> str | None:
    """The list that names a bill's file; ``None`` where GovInfo keeps none."""
    parts = split_key(key)
    lists = _sitemaps_of(parts.session) if bill_url(key) else ()
    return next((url for url in lists if url.endswith(f"/{parts.session}{parts.type}/sitemap.xml")),
                None)  # fmt: skip


def _parse_sitemap(document: Document) -> dict[str, str]:
    """Each status file's address and its time. Raises ParseError, also where there is none."""
    entries = {
        url.findtext(f"{_SPACE}loc") or "": url.findtext(f"{_SPACE}lastmod") or ""
        for url in _root(document).iter(f"{_SPACE}url")
    }
    found = {loc: time for loc, time in entries.items() if key_from_url(loc)}
    if not found:
        raise ParseError(f"{document.url}: no file in the list")
    return found


#: GovInfo's lists of all its files.
LISTING = Listing(
    "sitemap", _parse_sitemap, _sitemap_of, _sitemaps_of, bill_url, key_from_url
)  # fmt: skip

#: GovInfo's own announcement of what changed.
FEED = Feed(f"{HOST}/rss/billstatus-batch.xml", "billstatus-batches", parse_batches)
