"""One crawl: links in, each link's outcome to a sink, a report back.

``crawl`` runs Scrapy here and can run once in a process (Twisted's reactor does not start twice).
``crawl_apart`` runs it in a child, ``python -m billtrail.scrapers.crawl``, which gets the links on
its standard input and writes outcomes as JSON lines: so a site can update as often as it likes,
the same on every system, and the database is written by one side only. Outcomes arrive one by
one: whatever was taken in before a crash stays, and the next crawl asks for the rest.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from time import monotonic
from typing import IO, Any
from urllib.parse import urlsplit

from billtrail.errors import SourceError
from billtrail.keys import full_name
from billtrail.models import Document, Link, Source
from billtrail.progress import Progress, Step, untold
from billtrail.scrapers.pipeline import LinesSink, Sink, read_outcome
from billtrail.sources import source_named


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
        self._step = Step(source.title, doing, 0, self.report.links)
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


def crawl(
    source: Source,
    links: Iterable[Link],
    sink: Sink,
    *,
    base_url: str | None = None,
    contact: str | None = None,
    progress: Progress = untold,
    settings: Mapping[str, Any] | None = None,
    watch: Callable[[Mapping[str, Any]], None] | None = None,
) -> CrawlReport:
    """Fetch the links in this process, which can be done once in its life.

    ``watch`` hears what the spider tells, instead of ``progress``; ``settings`` override those of
    ``scrapers.settings``. An error raised by the sink ends the crawl and is raised here.
    """
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings

    from billtrail.scrapers.spider import spider_class

    wanted = unique(links)
    tally = _Tally(source, wanted, sink, progress, "bills")
    chosen = Settings()
    chosen.setmodule("billtrail.scrapers.settings", priority="project")
    chosen.setdict(dict(settings or {}), priority="cmdline")
    process = AsyncCrawlerProcess(chosen)
    crawler = process.create_crawler(spider_class(source))
    process.crawl(crawler, links=wanted, sink=tally, base_url=base_url or "", contact=contact or "",
                  watch=watch or tally.heard)  # fmt: skip
    process.start()
    if crawler.spider is not None and crawler.spider.fault:  # type: ignore[attr-defined]
        raise crawler.spider.fault  # type: ignore[attr-defined]
    tally.close("the crawl was stopped before it was asked for")
    return _with_traffic(tally.report, crawler.stats.get_stats() if crawler.stats else {})


def unique(links: Iterable[Link]) -> list[Link]:
    """Each address once for each kind, in the order given."""
    return list({(link.url, link.kind): link for link in links}.values())


def _with_traffic(report: CrawlReport, stats: Mapping[str, Any]) -> CrawlReport:
    report.requests = int(stats.get("downloader/request_count", 0))
    report.bytes = int(stats.get("downloader/response_bytes", 0))
    return report


# -- in a process of its own ---------------------------------------------------------------------


def crawl_apart(
    source: Source,
    links: Iterable[Link],
    sink: Sink,
    *,
    base_url: str | None = None,
    contact: str | None = None,
    progress: Progress = untold,
    doing: str = "bills",
) -> CrawlReport:
    """``crawl`` in a child process; the sink is called here, outcome by outcome.

    ``doing`` says in a word or two what the links are. With no links nothing is started. Raises
    SourceError where the child could not do its work; what came before is
    in the sink, and every other link was handed to ``failed``.
    """
    wanted = unique(links)
    tally = _Tally(source, wanted, sink, progress, doing)
    if not wanted:
        return tally.report
    order = {"source": source.name, "base_url": base_url, "contact": contact,
             "links": [asdict(link) for link in wanted]}  # fmt: skip
    command = [sys.executable, "-m", "billtrail.scrapers.crawl"]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    )
    try:
        traffic = _converse(child, order, tally)
    finally:
        child.terminate()
        code = child.wait()
    if traffic is None:
        tally.close("the crawl broke off")
        raise SourceError(f"The crawl of {source.title} broke off (exit {code}).")
    tally.close("the crawl was stopped before it was asked for")
    tally.report.requests, tally.report.bytes = traffic["requests"], traffic["bytes"]
    return tally.report


def _converse(
    child: "subprocess.Popen[bytes]", order: Mapping[str, Any], tally: _Tally
) -> dict[str, int] | None:
    """Send the order, pass on each outcome; the child's last line says what it sent."""
    assert child.stdin is not None and child.stdout is not None
    try:
        with child.stdin as stdin:
            stdin.write(json.dumps(order).encode())
    except BrokenPipeError:
        return None
    with child.stdout as lines:
        for line in lines:
            record = json.loads(line)
            if "traffic" in record:
                traffic: dict[str, int] = record["traffic"]
                return traffic
            if "told" in record:
                tally.heard(record["told"])
            else:
                read_outcome(record, tally)
    return None


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
    """Read an order (JSON) from standard input, crawl, write outcomes to standard output."""
    argparse.ArgumentParser(prog="python -m billtrail.scrapers.crawl", description=main.__doc__
                            ).parse_args()  # fmt: skip
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever reads us decides; Scrapy ends gently
    try:
        _fill_order(json.load(sys.stdin))
    except BrokenPipeError:
        sys.exit("Nobody reads the crawl's outcomes any more.")


def _fill_order(order: Mapping[str, Any]) -> None:
    sink = LinesSink(_own_stdout())
    report = crawl(
        source_named(order["source"]),
        [Link(**link) for link in order["links"]],
        sink,
        base_url=order["base_url"],
        contact=order["contact"],
        watch=lambda what: sink.write({"told": what}),
    )
    sink.write({"traffic": {"requests": report.requests, "bytes": report.bytes}})


if __name__ == "__main__":
    main()
