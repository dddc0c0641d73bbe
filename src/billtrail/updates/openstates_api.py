"""Open States asked for the followed bills of states whose legislatures cannot be asked themselves.

Up to 20 bills of one session are one request, which the free key's 10 a minute and 500 a day allow.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from billtrail.bills.models import Link
from billtrail.errors import ParseError, SourceError
from billtrail.legislatures import full_name, split_key
from billtrail.legislatures.calendar import sessions
from billtrail.progress import Progress, ProgressStep, untold
from billtrail.scrapers import answer_document
from billtrail.scrapers.crawling import (
    ApiClient,
    CrawlPlan,
    CrawlReport,
    Known,
    Stopped,
    Update,
    UpdateSink,
)
from billtrail.scrapers.openstates import (
    ANSWER,
    HOST,
    NAME,
    PAGE,
    SERVICE,
    TITLE,
    question,
)
from billtrail.scrapers.states import bill_key


def update_followed(
    keys: Iterable[str],
    known: Known,
    sink: UpdateSink,
    *,
    key: str,
    base_url: str | None = None,
    contact: str | None = None,
    progress: Progress = untold,
) -> Update:
    """Ask about the bills, each outcome going to the sink; what is asked after a refusal that
    reaches further than one question is told as that."""
    links = {one: Link(NAME, f"{HOST}/bills#{one}", ANSWER, one) for one in sorted(keys)}
    report, asked, stopped = CrawlReport(len(links)), 0, ""

    def pausing(seconds: float) -> None:
        progress(ProgressStep(TITLE, "bills", asked, len(links), "", seconds))

    with ApiClient(SERVICE, key, base_url=base_url, contact=contact, pausing=pausing) as client:
        for batch in _batches(links):
            progress(ProgressStep(TITLE, "bills", asked, len(links), full_name(batch[0]), 0.0))
            asked += len(batch)
            try:
                if stopped:
                    raise Stopped(stopped)
                found = _ask(client, batch)
            except SourceError as error:
                stopped = str(error) if isinstance(error, Stopped) else ""
                for one in batch:
                    sink.failed(links[one], str(error))
                report.counts["failed"] += len(batch)
                continue
            for one in batch:
                _tell(sink, links[one], found.get(one), report)
    return Update(CrawlPlan(tuple(links.values())), report, client.requests, ())


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    """Bills of one session, so many as an answer holds."""
    for _, same in groupby(keys, key=lambda key: split_key(key)[:2]):
        while batch := list(islice(same, PAGE)):
            yield batch


def _ask(client: ApiClient, keys: Sequence[str]) -> dict[str, Any]:
    """The bills of an answer by their keys; an answer without a list says nothing of any."""
    results = client.get("/bills", **question(keys)).get("results")
    if not isinstance(results, list):
        raise ParseError(f"{TITLE}: the answer has no list of bills. Try again later.")
    found = {}
    for bill in results:
        try:
            place = split_key(keys[0]).jurisdiction
            found[bill_key(place, bill["session"], bill["identifier"])] = bill
        except (ParseError, LookupError, TypeError):
            continue  # not one that was asked for
    return found


def _tell(sink: UpdateSink, link: Link, bill: Any, report: CrawlReport) -> None:
    now = sessions.utc_now()
    if bill is None:
        sink.missing(link, now)
        report.counts["missing"] += 1
        return
    name = f"{str(link.bill).upper()}.openstates.json"
    document = answer_document(NAME, ANSWER, _page(bill) or link.url, name, bill, now)
    sink.document(document, link)
    report.counts["document"] += 1


def _page(bill: Mapping[str, Any]) -> str | None:
    """The publisher's own page of a bill, for people."""
    page = bill.get("openstates_url")
    return page if isinstance(page, str) and page.startswith("https://") else None
