"""For search engines: what they may read of a published site, and which pages it has.

A table page links to a hundred others that sort and filter it, and each bill to briefs that are
made when asked for: none of it is a page of its own. A working site is nobody's to read.
"""

from collections.abc import Callable, Iterable, Iterator
from xml.sax.saxutils import escape

from billtrail.snapshot import Snapshot

_OPEN = """\
User-agent: *
Disallow: /-/
Disallow: /billtrail
{beside}Disallow: /latest/
Disallow: /check
Disallow: /data/keys
Disallow: /*?
Allow: /-/static
Sitemap: {sitemap}
"""
_CLOSED = "User-agent: *\nDisallow: /\n"

_SITEMAP = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{pages}</urlset>
"""


def robots(working: bool, sitemap: str, beside: Iterable[str]) -> str:
    """``sitemap`` is its whole address; ``beside`` are the files beside a published one, which have
    tables too."""
    lines = "".join(f"Disallow: /{name}\n" for name in beside)
    return _CLOSED if working else _OPEN.format(sitemap=sitemap, beside=lines)


def pages(snapshot: Snapshot) -> Iterator[tuple[str, str | None]]:
    """(path, the day it speaks for) of what has a page worth finding: campaigns, and the bills that
    they follow or that belong to their efforts."""
    campaigns = snapshot.campaigns()
    bills = {}
    for campaign in campaigns:
        for followed in campaign.bills:
            bills[followed.bill] = followed.status.fresh_as_of if followed.status else None
        for family in campaign.families:
            for member in family.members:
                bills[member.bill] = member.status.fresh_as_of if member.status else None
    newest = max(filter(None, bills.values()), default=None)
    yield from ((path, newest) for path in ("/", "/changes", "/data", "/about"))
    yield from ((f"/campaign/{campaign.id}", newest) for campaign in campaigns)
    yield from ((f"/bill/{key}", day) for key, day in sorted(bills.items()) if day)


def sitemap(found: Iterator[tuple[str, str | None]], absolute: Callable[[str], str]) -> str:
    """The pages as sitemaps.org has them."""
    return _SITEMAP.format(pages="".join(_page(absolute(path), day) for path, day in found))


def _page(address: str, day: str | None) -> str:
    last = f"<lastmod>{day[:10]}</lastmod>" if day else ""
    return f"<url><loc>{escape(address)}</loc>{last}</url>\n"
