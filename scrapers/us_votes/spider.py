"""The spider of Congress's roll calls."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from scrapy import Request

from billtrail.scrapers.crawling import BillSpider, Fetched

from .source import SOURCE, is_absent


class VotesSpider(BillSpider):
    """Fetches records of votes. A redirect is an answer here, and not followed: it means that there
    is no such record."""

    name = SOURCE.name
    source = SOURCE

    def ask(
        self,
        url: str,
        callback: Callable[..., Any],
        meta: Mapping[str, Any],
        headers: Mapping[str, str] = {},
    ) -> Request:
        return super().ask(url, callback, {**meta, "dont_redirect": True}, headers)

    def answered(self, fetched: Fetched) -> Iterator[Request | Fetched]:
        absent = is_absent(fetched.link, fetched.status, fetched.body)
        yield replace(fetched, status=404) if absent else fetched
