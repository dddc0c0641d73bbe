"""Crawls: links in, each link's outcome to a sink, a report back.

A ``Fetcher`` crawls in a child, ``python -m billtrail.scrapers.crawling.crawl``, which gets
orders on its standard input and writes outcomes as JSON lines: so a site can update as often as
it likes (Twisted's reactor does not start twice), the same on every system, and the database is
written by one side only. Outcomes arrive one by one: whatever was taken in before a crash stays,
and the next crawl asks for the rest. One child serves a whole update, since starting it takes a
second.
"""

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from time import monotonic
from typing import IO, TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from billtrail.bills import Source
from billtrail.bills.models import Document, Link
from billtrail.errors import SourceError
from billtrail.legislatures import full_name
from billtrail.progress import Progress, ProgressStep, untold

from .sinks import LinesSink, Sink, read_outcome

if TYPE_CHECKING:
    from scrapy.crawler import AsyncCrawlerProcess


@dataclass(slots=True)
class CrawlReport:
    """What a crawl did. ``counts`` holds ``document unchanged missing failed forbidden``;
    ``requests`` counts everything sent, robots.txt and retries too; ``bytes`` what came back."""

    links: int
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    requests: int = 0
    bytes: int = 0

    @property
    def complete(self) -> bool:
        """Whether the publisher answered for every link."""
        return not self.counts["failed"] and not self.counts["forbidden"]


class _Tally:
    """Counts what passes to another sink, knows which links are still to come, and tells how far
    it is."""

    def __init__(
        self, source: Source, links: Iterable[Link], sink: Sink, progress: Progress, doing: str
    ) -> None:
        self._open = {(link.url, link.kind): link for link in links}
        self._sink = sink
        self._progress = progress
        self._names = {
            urlsplit(link.url).path: full_name(link.bill)
            for link in self._open.values() if link.bill
        }  # fmt: skip
        self.report = CrawlReport(links=len(self._open))
        self._step = ProgressStep(source.title, doing, 0, self.report.links)
        self._until = 0.0
        self._tell()

    def _tell(self, **now: Any) -> None:
        """How far it is; a pause goes on whatever is queued meanwhile."""
        self._step = replace(self._step, pause=max(0.0, self._until - monotonic()), **now)
        self._progress(self._step)

    def heard(self, what: Mapping[str, Any]) -> None:
        """What the spider tells its watcher."""
        if "pause" in what:
            self._until = monotonic() + what["pause"]
        path = urlsplit(what.get("asking", "")).path
        self._tell(now=self._names.get(path, "") if path else self._step.now)

    def document(self, document: Document, link: Link) -> None:
        self._sink.document(document, link)
        self._count("document", link)

    def unchanged(self, link: Link, checked_at: str) -> None:
        self._sink.unchanged(link, checked_at)
        self._count("unchanged", link)

    def missing(self, link: Link, checked_at: str) -> None:
        self._sink.missing(link, checked_at)
        self._count("missing", link, "not there (the publisher has no such file)")

    def failed(self, link: Link, reason: str) -> None:
        self._sink.failed(link, reason)
        self._count("failed", link, reason)

    def forbidden(self, link: Link, reason: str) -> None:
        self._sink.forbidden(link, reason)
        self._count("forbidden", link, reason)

    def _count(self, outcome: str, link: Link, problem: str | None = None) -> None:
        self._open.pop((link.url, link.kind), None)
        self.report.counts[outcome] += 1
        if problem:
            self.report.problems.append(f"{link.url}: {problem}")
        self._tell(done=self.report.links - len(self._open))

    def close(self, reason: str) -> None:
        """No link stays without an outcome."""
        for link in list(self._open.values()):
            self.failed(link, reason)


def unique(links: Iterable[Link]) -> list[Link]:
    """Each address once for each kind, in the order given."""
    return list({(link.url, link.kind): link for link in links}.values())


class Fetcher:
    """Crawls in a child process, one order after another; a context manager.

    The first order starts the child, and closing ends it.
    """

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    def crawl(
        self,
        source: Source,
        links: Iterable[Link],
        sink: Sink,
        *,
        base_url: str | None = None,
        contact: str | None = None,
        progress: Progress = untold,
        doing: str = "bills",
    ) -> CrawlReport:
        """Fetch the links and hand each outcome to the sink, as it comes.

        ``doing`` says in a word or two what the links are. With no links nothing is started.
        Raises SourceError where the child could not do its work; what came before is in the sink,
        and every other link was handed to ``failed``.
        """
        wanted = unique(links)
        tally = _Tally(source, wanted, sink, progress, doing)
        if not wanted:
            return tally.report
        order = {"source": source.name, "base_url": base_url, "contact": contact,
                 "links": [asdict(link) for link in wanted]}  # fmt: skip
        try:
            traffic = self._converse(order, tally)
        except BaseException:  # what the child still has to say is nobody's
            self._stop()
            raise
        if traffic is None:
            code = self._stop()
            tally.close("the crawl broke off")
            raise SourceError(f"The crawl of {source.title} broke off (exit {code}).")
        tally.close("the crawl was stopped before it was asked for")
        tally.report.requests, tally.report.bytes = traffic["requests"], traffic["bytes"]
        return tally.report

    def _converse(self, order: Mapping[str, Any], tally: _Tally) -> dict[str, int] | None:
        """Send the order, pass on each outcome; the last line says what was sent."""
        child = self._started()
        assert child.stdin is not None and child.stdout is not None
        try:
            child.stdin.write(json.dumps(order).encode() + b"\n")
            child.stdin.flush()
        except BrokenPipeError:
            return None
        for line in child.stdout:
            record = json.loads(line)
            if "traffic" in record:
                traffic: dict[str, int] = record["traffic"]
                return traffic
            if "told" in record:
                tally.heard(record["told"])
            else:
                read_outcome(record, tally)
        return None

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._child is None:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "billtrail.scrapers.crawling.crawl"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(),
            )  # fmt: skip
        return self._child

    def _stop(self) -> int | None:
        """End the child whatever it does, which holds nothing; returns how it ended."""
        child, self._child = self._child, None
        if child is None:
            return None
        child.terminate()
        with suppress(BrokenPipeError), child:  # closes the pipes and waits
            pass  # what was still to be sent to it when it ended goes with it
        return child.wait()

    def close(self) -> None:
        """Nothing more is ordered."""
        self._stop()


def environment() -> dict[str, str]:
    """The child's environment.

    Scrapy's TLS looks for certificate authorities where Linux keeps them; elsewhere it is given
    the list that ``requests`` brings.
    """
    chosen = dict(os.environ)
    if sys.platform in ("win32", "darwin") and not chosen.get("SSL_CERT_FILE"):
        import certifi

        chosen["SSL_CERT_FILE"] = certifi.where()
    return chosen


def _own_stdout() -> IO[bytes]:
    """Standard output for outcomes alone: whatever else is printed goes to standard error."""
    lines = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return lines


def main() -> None:
    """Read orders (JSON, a line each) from standard input, crawl, write outcomes to standard
    output."""
    argparse.ArgumentParser(
        prog="python -m billtrail.scrapers.crawling.crawl", description=main.__doc__
    ).parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever reads us decides; Scrapy ends gently
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings

    chosen = Settings()
    chosen.setmodule("billtrail.scrapers.crawling.settings", priority="project")
    process = AsyncCrawlerProcess(chosen)  # it also installs the reactor imported next
    from twisted.internet import reactor

    served: list[asyncio.Task[None]] = []

    def begin() -> None:
        served.append(asyncio.ensure_future(_serve(process, LinesSink(_own_stdout()))))
        served[0].add_done_callback(lambda _: reactor.stop())  # type: ignore[misc]

    reactor.callWhenRunning(begin)
    process.start(stop_after_crawl=False, install_signal_handlers=False)
    try:
        served[0].result()
    except BrokenPipeError:
        sys.exit("Nobody reads the crawl's outcomes any more.")


async def _serve(process: "AsyncCrawlerProcess", sink: LinesSink) -> None:
    """Fill one order after another until there are no more."""
    while line := await asyncio.to_thread(sys.stdin.buffer.readline):
        await _fill_order(process, json.loads(line), sink)


async def _fill_order(
    process: "AsyncCrawlerProcess", order: Mapping[str, Any], sink: LinesSink
) -> None:
    """Crawl, and end with a line of what was sent. An error raised by the sink is raised here."""
    from .spider import BillSpider

    crawler = process.create_crawler(order["source"])
    await process.crawl(
        crawler,
        links=[Link(**link) for link in order["links"]],
        sink=sink,
        base_url=order["base_url"] or "",
        contact=order["contact"] or "",
        watch=lambda what: sink.write({"told": what}),
    )
    spider, stats = crawler.spider, crawler.stats.get_stats() if crawler.stats else {}
    if isinstance(spider, BillSpider) and spider.fault:
        raise spider.fault
    sink.write({"traffic": {"requests": int(stats.get("downloader/request_count", 0)),
                            "bytes": int(stats.get("downloader/response_bytes", 0))}})  # fmt: skip


if __name__ == "__main__":
    main()
