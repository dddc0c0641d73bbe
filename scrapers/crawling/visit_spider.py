"""The spider of a source whose link stands for several pages: one document of a whole visit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response

from billtrail.bills.models import Link
from billtrail.errors import ParseError

from .crawl_plan import Visit
from .items import Fetched, NotFetched
from .spider import BillSpider


@dataclass(slots=True)
class Tour:
    """A visit under way: what has come, and what is still to be asked for, by name."""

    link: Link
    at: str
    parts: dict[str, bytes]
    to_come: dict[str, str]


class VisitSpider(BillSpider):
    """Asks for the link's own page, then one by one for those that ``visit.follow`` names; a visit
    of which one page fails is no document."""

    visit: ClassVar[Visit]

    def answered(self, fetched: Fetched) -> Iterator[Request | Fetched]:
        if fetched.status == 200:
            yield from self._go_on(self._tour(fetched))
        else:
            yield fetched

    def _tour(self, fetched: Fetched) -> Tour:
        """The pages still to ask for; one that cannot be read is left to the parser's verdict."""
        try:
            pages = self.visit.follow(fetched.link, fetched.body)
        except ParseError:
            pages = {}
        parts = {self.visit.first: fetched.body}
        return Tour(fetched.link, fetched.fetched_at, parts, dict(pages))

    def _go_on(self, tour: Tour) -> Iterator[Request | Fetched]:
        """The next page of a visit, or the document of all of them."""
        if not tour.to_come:
            document = self.visit.join(tour.link, tour.parts, tour.at)
            yield Fetched(tour.link, 200, b"", tour.at, document)
            return
        name, url = next(iter(tour.to_come.items()))
        yield self.ask(url, self.parse_page, {"link": tour.link, "tour": tour, "page": name})

    def parse_page(self, response: Response) -> Iterator[Request | Fetched | NotFetched]:
        """A further page of a visit; one that is not there is left out."""
        tour: Tour = response.meta["tour"]
        name: str = response.meta["page"]
        del tour.to_come[name]
        if response.status == 200:
            tour.parts[name] = response.body
        elif response.status not in (404, 410):
            yield NotFetched(tour.link, f"{name}: the server answered {response.status}")
            return
        yield from self._go_on(tour)
