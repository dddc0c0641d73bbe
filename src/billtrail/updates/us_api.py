"""Visits to the Congress.gov API: the watched bills whose end can still move, and what committees
have put on their calendars since the last visit.

A bill takes four requests or more. Meetings take one for the list of what changed, and one each;
they are kept where they name a bill, watched or not, since a bill may be watched later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from billtrail.bills.models import Document, Link
from billtrail.errors import SourceError
from billtrail.legislatures import full_name, split_key
from billtrail.legislatures.calendar import sessions
from billtrail.progress import Progress, ProgressStep, untold
from billtrail.scrapers.crawling import (
    Answer,
    ApiClient,
    CrawlPlan,
    CrawlReport,
    Known,
    NotThere,
    Stopped,
    Update,
    UpdateSink,
)
from billtrail.scrapers.us_congress_api import (
    BILL,
    HOST,
    MEETING,
    NAME,
    SERVICE,
    TITLE,
    items_of,
    pages,
    text_of,
    visit_document,
    within,
)
from billtrail.store import open_reader
from billtrail.workspace import Workspace

from .settled import read_settled

#: The lists of a bill that are asked for.
LISTS = ("actions", "cosponsors", "committees")
#: Meetings are asked about from this long before the last visit (lists are cached), and never
#: further back than this from today.
OVERLAP, FURTHEST = timedelta(days=1), timedelta(days=14)


def _bill_path(key: str) -> str:
    """``us-119-hr4323`` -> ``/v3/bill/119/hr/4323``."""
    parts = split_key(key)
    return f"/v3/bill/{parts.session}/{parts.type}/{parts.number}"


def fetch_bill(client: ApiClient, key: str, now: str) -> Document:
    """Everything asked about one bill, as one document of the instant ``now`` (UTC)."""
    path = _bill_path(key)
    answers: dict[str, Sequence[Answer]] = {"bill": [client.get(path)]}
    answers |= {name: pages(client, f"{path}/{name}") for name in LISTS}
    return visit_document(BILL, key, f"{HOST}{path}", answers, now)


def fetch_meeting(
    client: ApiClient, congress: str, chamber: str, event: str, now: str
) -> Document | None:
    """One committee meeting as a document; ``None`` where it names nothing to be heard."""
    path = f"/v3/committee-meeting/{congress}/{chamber}/{event}"
    answer = client.get(path)
    if not within(answer, "committeeMeeting").get("relatedItems"):
        return None
    answers = {"committeeMeeting": [answer]}
    return visit_document(MEETING, f"{congress}-{event}", f"{HOST}{path}", answers, now)


@dataclass(slots=True)
class _Round:
    """One round of visits; once ``stopped`` says why, nothing more is asked."""

    client: ApiClient
    sink: UpdateSink
    known: Known
    report: CrawlReport
    progress: Progress
    asked: int = 0
    stopped: str = ""
    notes: list[str] = field(default_factory=list)

    def tell(self, now: str, pause: float = 0.0) -> None:
        self.progress(
            ProgressStep(TITLE, "bills", self.asked, self.report.links or None, now, pause)
        )

    def visit_bill(self, link: Link) -> None:
        """Ask about a bill and hand its one outcome to the sink."""
        self.tell(full_name(link.bill or ""))
        self.asked += 1
        try:
            if self.stopped:
                raise Stopped(self.stopped)
            document = fetch_bill(self.client, link.bill or "", sessions.utc_now())
        except NotThere:
            self.sink.missing(link, sessions.utc_now())
            self.report.counts["missing"] += 1
        except SourceError as error:
            self.stopped = str(error) if isinstance(error, Stopped) else self.stopped
            self.sink.failed(link, str(error))
            self.report.counts["failed"] += 1
        else:
            self.sink.document(document, link)
            self.report.counts["document"] += 1

    def visit_meetings(self, congress: str) -> None:
        """Every meeting that changed; only a round that asked about all moves the day on."""
        self.tell("committee meetings")
        path = f"/v3/committee-meeting/{congress}"
        link, now = Link(NAME, f"{HOST}{path}", "meetings"), sessions.utc_now()
        stored = self.known.get(link.url)
        since = _since(stored.fetched_at if stored else None, now)
        try:
            listed = pages(self.client, path, fromDateTime=since)
            events = [event for page in listed for event in items_of(page.get("committeeMeetings"))]
            for event in events:
                self._visit_meeting(congress, event)
        except SourceError as error:
            self.sink.failed(link, str(error))
            self.report.counts["failed"] += 1
        else:
            self.sink.confirmed(link, now)

    def _visit_meeting(self, congress: str, event: Answer) -> None:
        chamber = (text_of(event, "chamber") or "").lower()
        number = text_of(event, "eventId", "eventid") or ""
        if not (chamber.isalpha() and number.isdecimal()):
            self.notes.append(f"a committee meeting without a number was passed over: {event}")
            return
        try:
            document = fetch_meeting(self.client, congress, chamber, number, sessions.utc_now())
        except NotThere:
            return
        if document:
            self.sink.document(document, Link(NAME, document.url, MEETING))


def _since(last: str | None, now: str) -> str:
    """The day to ask from, as the API wants it: ``2026-11-09T00:00:00Z``."""
    earliest = datetime.fromisoformat(now) - FURTHEST
    wanted = datetime.fromisoformat(last) - OVERLAP if last else earliest
    return f"{max(wanted, earliest):%Y-%m-%d}T00:00:00Z"


def update_watched(
    workspace: Workspace,
    keys: Iterable[str],
    known: Known,
    sink: UpdateSink,
    *,
    key: str,
    base_url: str | None = None,
    contact: str | None = None,
    progress: Progress = untold,
) -> Update:
    """Ask about those of the bills that are not settled, each outcome going to the sink.

    Committee meetings are asked about only where ``keys`` holds every watched bill, so that a
    question about one bill stays small.
    """
    asked = [one for one in keys if one.startswith("us-")]
    watched, settled = _watched_and_settled(workspace)
    links = [Link(NAME, HOST + _bill_path(one), BILL, one) for one in asked if one not in settled]
    whole = bool(watched) and watched <= set(asked)
    left_out = (
        () if whole else tuple((one, "its end cannot move") for one in asked if one in settled)
    )
    report = CrawlReport(len(links))

    def pausing(seconds: float) -> None:
        visits.tell("", seconds)

    with ApiClient(SERVICE, key, base_url=base_url, contact=contact, pausing=pausing) as client:
        visits = _Round(client, sink, known, report, progress)
        for link in links:
            visits.visit_bill(link)
        if whole and not visits.stopped:
            for congress in sorted({split_key(link.bill or "").session for link in links}):
                visits.visit_meetings(congress)
    plan = CrawlPlan(tuple(links), (), left_out)
    return Update(plan, report, client.requests, tuple(visits.notes))


def _watched_and_settled(workspace: Workspace) -> tuple[set[str], frozenset[str]]:
    """The watched federal bills, and all that need not be asked about."""
    with open_reader(workspace.database) as connection:
        watched = connection.execute(
            "SELECT DISTINCT bill FROM campaign_bills WHERE bill LIKE 'us-%'"
        ).fetchall()
        keys = {row[0] for row in watched}
        return keys, read_settled(connection, NAME, keys, sessions.today())
