"""LegiScan asked for the followed bills of states whose legislatures cannot be asked themselves.

Of each legislature its list of sessions, of each session its list of bills with their hashes, and
then only the bills whose hash is another than that of the answer we have. The questions of a month
are counted, since a free key has 30,000: as the validator of an address that stands for the month.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from billtrail.bills.models import Document, Link
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
from billtrail.scrapers.legiscan import (
    A_MONTH,
    ANSWER,
    HOST,
    NAME,
    SERVICE,
    TITLE,
    Listed,
    Place,
    bill_of,
    bills_of,
    key_of,
    place_of,
    sessions_of,
    used_up_words,
)


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
    links = [Link(NAME, f"{HOST}/bill#{one}", ANSWER, one) for one in sorted(keys)]
    month = f"{HOST}/#questions-{sessions.utc_now()[:7]}"
    spent = int(known[month].etag or 0) if month in known else 0
    report = CrawlReport(len(links))

    def pausing(seconds: float) -> None:
        progress(ProgressStep(TITLE, "bills", 0, len(links), "", seconds))

    with ApiClient(SERVICE, key, base_url=base_url, contact=contact, pausing=pausing) as client:
        asked = _Asking(client, sink, known, report, A_MONTH - spent, progress)
        try:
            for place, group in groupby(links, key=_place):
                asked.ask_session(place, list(group))
        finally:
            spent += client.requests
            sink.confirmed(Link(NAME, month, ANSWER, etag=str(spent)), sessions.utc_now())
        questions = f"{spent:,} of the month's {A_MONTH:,} questions are used"
        return Update(CrawlPlan(tuple(links)), report, client.requests, (questions,))


def _place(link: Link) -> Place:
    place, session, *_ = split_key(str(link.bill))
    return Place(place, session)


@dataclass(slots=True)
class _Asking:
    """One update: ``left`` questions may be asked; ``stopped`` is why nothing more is."""

    client: ApiClient
    sink: UpdateSink
    known: Known
    report: CrawlReport
    left: int
    progress: Progress
    stopped: str = ""
    sessions: dict[str, Mapping[str, int]] = field(default_factory=dict)

    def ask_session(self, place: Place, links: Sequence[Link]) -> None:
        try:
            listed = self._listed(place)
        except SourceError as error:
            self._failed(links, error)
            return
        for link in links:
            self._ask_bill(link, listed.get(str(link.bill)))

    def _listed(self, place: Place) -> Mapping[str, Listed]:
        """The bills of a session; none of a session that LegiScan does not have."""
        if place.id not in self.sessions:
            self._may_ask()
            self.sessions[place.id] = sessions_of(self.client, place.id)
        id = self.sessions[place.id].get(place.session)
        if id is None:
            return {}
        self._may_ask()
        return bills_of(self.client, place, id)

    def _may_ask(self) -> None:
        if self.stopped:
            raise Stopped(self.stopped)
        if self.client.requests >= self.left:
            raise Stopped(f"{TITLE}: {used_up_words()}.")

    def _ask_bill(self, link: Link, listed: Listed | None) -> None:
        now = sessions.utc_now()
        if listed is None:
            self.sink.missing(link, now)
            self.report.counts["missing"] += 1
            return
        link, before = replace(link, etag=listed.hash), self.known.get(link.url)
        if before and before.etag == listed.hash:
            self.sink.unchanged(link, now)
            self.report.counts["unchanged"] += 1
            return
        self.progress(
            ProgressStep(TITLE, "bills", self.client.requests, self.report.links,
                         full_name(str(link.bill)), 0.0)
        )  # fmt: skip
        try:
            self._may_ask()
            document = _document(str(link.bill), bill_of(self.client, listed), now)
        except SourceError as error:
            self._failed([link], error)
            return
        self.sink.document(document, link)
        self.report.counts["document"] += 1

    def _failed(self, links: Iterable[Link], error: SourceError) -> None:
        self.stopped = self.stopped or (str(error) if isinstance(error, Stopped) else "")
        for link in links:
            self.sink.failed(link, str(error))
            self.report.counts["failed"] += 1


def _document(key: str, bill: Mapping[str, object], now: str) -> Document:
    """The answer as a document; raises SourceError where it is another bill's."""
    try:
        told = key_of(place_of(str(bill["url"])), str(bill["bill_number"]),
                      str(bill.get("bill_type") or ""))  # fmt: skip
    except (ParseError, LookupError) as error:
        raise SourceError(f"{TITLE}: its answer about a bill is not readable: {error}") from error
    if told != key:
        raise SourceError(f"{TITLE}: asked about {full_name(key)} it told of {full_name(told)}.")
    name = f"{key.upper()}.legiscan.json"
    return answer_document(NAME, ANSWER, str(bill["url"]), name, {"bill": bill}, now)
