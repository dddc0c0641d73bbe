"""The spider of the House's repository of committee meetings."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from scrapy import FormRequest, Request
from scrapy.http import Response, TextResponse

from billtrail.bills.models import Link
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers.crawling import Fetched, VisitSpider

from .file import is_file
from .links import MEETING, event_of
from .pages import file_address
from .source import FILE, PAGE, SOURCE, VISIT, has_file_to_tell, join

#: The button "Download Meeting XML".
BUTTON = "ctl00$MainContent$LinkButtonDownloadMtgXML"


class MeetingsSpider(VisitSpider):
    """Fetches weeks and days, and of a meeting its page and the file behind its button. A redirect
    is an answer here, and not followed: it leads to an error page."""

    name = SOURCE.name
    source = SOURCE
    visit = VISIT
    follows = False

    def parse(self, response: Response) -> Iterator[Any]:
        link: Link = response.meta["link"]
        if link.kind != MEETING:
            yield from super().parse(response)
        elif response.status in (301, 302):
            yield Fetched(link, 404, b"", sessions.utc_now())
        else:
            yield self._pressed(response, link) or next(super().parse(response))

    def _pressed(self, response: Response, link: Link) -> Request | None:
        """The page's form with its button pressed; ``None`` where the page has no such form, or the
        file no bill."""
        if not isinstance(response, TextResponse) or response.status != 200:
            return None
        if BUTTON not in response.text or not has_file_to_tell(response.body, event_of(link.url)):
            return None
        meta = {"link": link, "first": response.body, "dont_redirect": True}
        return FormRequest.from_response(
            response, formdata={"__EVENTTARGET": BUTTON, "__EVENTARGUMENT": ""}, dont_click=True,
            callback=self.parse_file, errback=self.refused, meta=meta, dont_filter=True,
        )  # fmt: skip

    def parse_file(self, response: Response) -> Iterator[Request | Fetched]:
        """What the button gave: the file, or something else, and then its own address is tried."""
        first: bytes = response.meta["first"]
        link: Link = response.meta["link"]
        address = None if "again" in response.meta else file_address(first)
        if response.status == 200 and is_file(response.body):
            yield self._joined(link, {PAGE: first, FILE: response.body})
        elif address:
            yield self.ask(address, self.parse_file, {**response.meta, "again": True})
        else:
            yield self._joined(link, {PAGE: first})

    def _joined(self, link: Link, pages: Mapping[str, bytes]) -> Fetched:
        at = sessions.utc_now()
        return Fetched(replace(link, etag=None), 200, b"", at, join(link, pages, at))
