"""A crawl against a real server on this machine, in a process of its own."""

import io
import json
import ssl
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import pytest
from crawling import FETCHER, KEYS, Shelf, govinfo, path_of, publisher_of
from hypothesis import given
from hypothesis import strategies as st
from replay import Fault, Publisher, server_for, serving
from scrapy import Request
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from billtrail.bills.models import Document, Link
from billtrail.errors import SourceError
from billtrail.legislatures.keys import full_name
from billtrail.progress import ProgressStep
from billtrail.scrapers.crawling import settings
from billtrail.scrapers.crawling.crawl import CrawlReport, Fetcher
from billtrail.scrapers.crawling.items import Fetched, NotFetched
from billtrail.scrapers.crawling.offsite import origin
from billtrail.scrapers.crawling.pipelines import deliver
from billtrail.scrapers.crawling.sinks import LinesSink, read_outcome
from billtrail.scrapers.crawling.spider import allowed_origins, at_base, is_loopback
from billtrail.scrapers.crawling.throttle import parse_retry_after
from billtrail.scrapers.registry import load_sources, source_named

FIVE = KEYS[:5]
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def links_for(keys: Iterable[str], shelf: Shelf) -> list[Link]:
    start = govinfo().start
    assert start is not None
    return list(start(keys, shelf.known))


def run(
    publisher: Publisher, shelf: Shelf, keys: Iterable[str] = FIVE, contact: str | None = None
) -> CrawlReport:
    with serving(publisher) as base:
        return FETCHER.crawl(
            govinfo(), links_for(keys, shelf), shelf, base_url=base, contact=contact
        )


def test_files_arrive_as_they_are_and_every_request_says_who_asks() -> None:
    publisher, shelf = publisher_of(FIVE), Shelf()
    report = run(publisher, shelf, contact="Coalition, info@example.org")
    assert set(shelf.bodies.values()) == {file.body for file in publisher.files.values()}
    assert report.counts == {"document": 5}
    assert report.complete
    assert report.requests == len(publisher.requests) == 6
    agents = {seen.headers["User-Agent"] for seen in publisher.requests}
    assert agents == {settings.user_agent("Coalition, info@example.org")}
    assert {link.partition("/bulkdata")[0] for link in shelf.known} == {"https://www.govinfo.gov"}


@pytest.mark.parametrize("validators", [{"ETag"}, {"Last-Modified"}, {"ETag", "Last-Modified"}])
def test_a_second_crawl_asks_again_and_gets_no_body(validators: set[str]) -> None:
    publisher, shelf = publisher_of(FIVE), Shelf()
    publisher.validators = frozenset(validators)
    run(publisher, shelf)
    publisher.forget()
    report = run(publisher, shelf)
    assert [seen.status for seen in publisher.asked()] == [304] * 5
    assert {seen.headers["Cache-Control"] for seen in publisher.asked()} == {"max-age=0"}
    assert report.counts == {"unchanged": 5}
    run(publisher, shelf)
    assert {seen.status for seen in publisher.asked()} == {304}


def test_only_the_file_that_changed_is_sent_again() -> None:
    publisher, shelf = publisher_of(FIVE), Shelf()
    run(publisher, shelf)
    path = path_of(FIVE[2])
    publisher.files[path] = replace(publisher.files[path], body=b"<billStatus>new</billStatus>")
    report = run(publisher, shelf)
    assert report.counts == {"document": 1, "unchanged": 4}
    assert b"<billStatus>new</billStatus>" in shelf.bodies.values()


def test_what_goes_wrong_is_said_link_by_link_and_the_rest_arrives() -> None:
    publisher, shelf = publisher_of(FIVE), Shelf()
    publisher.fail(path_of(FIVE[0]), *[Fault(500)] * 3)
    publisher.fail(path_of(FIVE[1]), *[Fault(cut=True)] * 3)
    publisher.fail(path_of(FIVE[2]), Fault(503), Fault(cut=True))
    publisher.fail(path_of(FIVE[3]), Fault(403))
    keys = (*FIVE, "us-119-hr99")
    report = run(publisher, shelf, keys)
    assert shelf.of("document") == sorted([FIVE[2], FIVE[4]])
    assert shelf.of("failed") == sorted([FIVE[0], FIVE[1], FIVE[3]])
    assert shelf.of("missing") == ["us-119-hr99"]
    assert len(shelf.outcomes) == len(report.problems) + 2 == len(keys)
    assert not report.complete


def test_a_redirect_to_another_site_is_not_followed() -> None:
    publisher, shelf, other = publisher_of(FIVE[:1]), Shelf(), publisher_of(FIVE[:1])
    with serving(other) as elsewhere:
        away = {"Location": f"{elsewhere}{path_of(FIVE[0])}"}
        publisher.fail(path_of(FIVE[0]), Fault(302, away))
        assert run(publisher, shelf, FIVE[:1]).counts == {"failed": 1}
    assert other.requests == []
    assert all("not on the publisher's site" in reason for reason in shelf.reasons())


def test_an_empty_answer_is_a_failure() -> None:
    publisher, shelf = publisher_of(FIVE[:1]), Shelf()
    publisher.add("BILLSTATUS-119hr1.xml", b"")
    assert run(publisher, shelf, FIVE[:1]).counts == {"failed": 1}


def test_a_redirect_on_the_site_is_followed() -> None:
    publisher, shelf = publisher_of(FIVE[:1]), Shelf()
    publisher.fail(path_of(FIVE[0]), Fault(301, {"Location": path_of(FIVE[0])}))
    assert run(publisher, shelf, FIVE[:1]).counts == {"document": 1}


# -- pauses --------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_pauses_the_whole_host(status: int) -> None:
    publisher, shelf = publisher_of(FIVE[:3]), Shelf()
    publisher.fail(path_of(FIVE[0]), Fault(status, {"Retry-After": "2"}))
    report = run(publisher, shelf, FIVE[:3])
    times = [seen.at for seen in publisher.asked()]
    assert report.counts == {"document": 3}
    assert times[1] - times[0] > 1.5  # kept where it is sent; arriving takes a moment


def test_a_server_that_asks_for_an_hour_is_left_alone() -> None:
    publisher, shelf = publisher_of(FIVE), Shelf()
    publisher.fail(path_of(FIVE[1]), Fault(503, {"Retry-After": "3600"}))
    report = run(publisher, shelf)
    assert len(publisher.asked()) == 2
    assert report.counts == {"document": 1, "failed": 4}
    assert "the server asked to come back after 3,600 seconds" in shelf.reasons()


def test_a_server_that_always_fails_is_left_alone() -> None:
    publisher, shelf = publisher_of(KEYS), Shelf()
    for key in KEYS:
        publisher.fail(path_of(key), *[Fault(500)] * 9)
    report = run(publisher, shelf, KEYS)
    assert len(publisher.asked()) == settings.HOST_STRIKES
    assert report.counts == {"failed": len(KEYS)}


def test_a_server_that_is_not_there() -> None:
    with serving(Publisher()) as base:
        pass
    shelf = Shelf()
    report = FETCHER.crawl(govinfo(), links_for(FIVE, shelf), shelf, base_url=base)
    assert report.counts == {"failed": 5}
    assert all("could not be reached" in reason for reason in shelf.reasons())


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after_has_two_forms(value: str, seconds: float | None) -> None:
    assert parse_retry_after(value, NOW) == seconds


@given(st.text())
def test_any_retry_after_is_read_without_error(value: str) -> None:
    assert (parse_retry_after(value, NOW) or 0.0) >= 0.0


# -- the fence, TLS, settings --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("https://www.govinfo.gov/bulkdata/x", True),
        ("https://www.govinfo.gov:443/x", True),
        ("http://www.govinfo.gov/x", False),
        ("https://govinfo.gov/x", False),
        ("https://evil.www.govinfo.gov/x", False),
        ("https://www.govinfo.gov.example.org/x", False),
        ("https://www.govinfo.gov@example.org/x", False),
        ("https://www.govinfo.gov:8443/x", False),
        ("file:///etc/hosts", False),
        ("ftp://www.govinfo.gov/x", False),
    ],
)
def test_a_crawl_stays_on_its_publishers_hosts(url: str, inside: bool) -> None:
    assert (origin(url) in allowed_origins(govinfo())) is inside


def test_with_a_base_address_nothing_else_is_reachable() -> None:
    assert allowed_origins(govinfo(), "http://127.0.0.1:8800/copy") == {"http://127.0.0.1:8800"}
    assert allowed_origins(govinfo(), "file:///tmp") == frozenset()
    assert at_base("https://a.example/b/c?d=e", "http://[::1]:80/x/") == "http://[::1]:80/x/b/c?d=e"
    assert [is_loopback(u) for u in ("http://[::1]/", "http://localhost:1", "https://a.b", "")] == [
        True, True, False, False,
    ]  # fmt: skip


def _certificate(folder: Path) -> Path:
    """A new certificate for 127.0.0.1 that signs itself; key and certificate in one file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        # OpenSSL asks the machine's own clock, not the tests'.
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "certificate.pem"
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path


def _tls_server(publisher: Publisher, certificate: Path) -> ThreadingHTTPServer:
    server = server_for(publisher)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server


def test_a_certificate_is_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publisher, shelf = publisher_of(FIVE[:1]), Shelf()
    certificate = _certificate(tmp_path)
    server = _tls_server(publisher, certificate)
    base = f"https://127.0.0.1:{server.server_port}"
    try:
        with Fetcher() as fetcher:
            report = fetcher.crawl(govinfo(), links_for(FIVE[:1], shelf), shelf, base_url=base)
        assert report.counts == {"failed": 1}
        assert publisher.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with Fetcher() as fetcher:
            report = fetcher.crawl(govinfo(), links_for(FIVE[:1], shelf), shelf, base_url=base)
        assert report.counts == {"document": 1}
    finally:
        server.shutdown()
        server.server_close()


def test_scrapy_reads_every_setting() -> None:
    """A name with an underscore before it is no setting, and Scrapy would take its default."""
    assert not [name for name in vars(settings) if name[:1] == "_" and name[1:].isupper()]


def test_settings_are_polite_and_closed() -> None:
    assert settings.DOWNLOAD_VERIFY_CERTIFICATES
    assert settings.ROBOTSTXT_OBEY
    assert settings.AUTOTHROTTLE_ENABLED
    assert settings.DOWNLOAD_DELAY >= 1
    assert settings.CONCURRENT_REQUESTS_PER_DOMAIN == 1
    assert not settings.TELNETCONSOLE_ENABLED
    assert not settings.REMOTE_CONTROL_ENABLED


@given(st.text())
def test_any_contact_makes_a_header_of_one_line(contact: str) -> None:
    agent = settings.user_agent(contact)
    assert agent.startswith("billtrail/")
    assert agent.isascii() and agent.isprintable()


# -- outcomes ------------------------------------------------------------------------------------

LINK = Link("us_govinfo", "https://www.govinfo.gov/bulkdata/x/BILLSTATUS-119hr1.xml", "billstatus")
ITEMS = st.one_of(
    st.builds(
        Fetched,
        st.just(LINK),
        st.sampled_from([200, 304, 404, 410, 403, 500]),
        st.binary(),
        st.just("2026-11-23T08:00:00Z"),
    ),
    st.builds(NotFetched, st.just(LINK), st.text(), st.booleans()),
)


@given(st.lists(ITEMS))
def test_outcomes_are_the_same_on_both_sides_of_a_pipe(items: list[Fetched | NotFetched]) -> None:
    near, far, pipe = Shelf(), Shelf(), io.BytesIO()
    for item in items:
        deliver(item, near)
        deliver(item, LinesSink(pipe))
    for line in pipe.getvalue().splitlines():
        read_outcome(json.loads(line), far)
    assert far == near
    assert len(near.outcomes) == len(items)


def test_no_links_start_no_process_and_send_nothing() -> None:
    report = FETCHER.crawl(govinfo(), [], Shelf(), base_url="http://127.0.0.1:9")
    assert report == CrawlReport(links=0)


def test_a_crawl_that_breaks_off_says_so_for_every_link() -> None:
    shelf = Shelf()
    with pytest.raises(SourceError, match="broke off"):
        FETCHER.crawl(replace(govinfo(), name="nowhere"), links_for(FIVE, shelf), shelf)
    assert shelf.of("failed") == sorted(FIVE)


class _FullDisk(Shelf):
    """A sink that can take two documents."""

    def document(self, document: Document, link: Link) -> None:
        if len(self.bodies) == 2:
            raise OSError("no space left on device")
        super().document(document, link)


def test_a_sink_that_fails_ends_the_crawl_and_keeps_what_came() -> None:
    publisher, shelf = publisher_of(KEYS), _FullDisk()
    publisher.robots = (200, "User-agent: *\nCrawl-delay: 0.3\n")
    with pytest.raises(OSError, match="no space"):
        run(publisher, shelf, KEYS)
    assert shelf.of("document") == sorted(KEYS[:2])
    assert len(publisher.asked()) < len(KEYS)


def test_a_crawl_whose_reader_is_gone_stops_asking() -> None:
    publisher = publisher_of(KEYS)
    publisher.robots = (200, "User-agent: *\nCrawl-delay: 0.3\n")
    with serving(publisher) as base:
        links = [asdict(link) for link in links_for(KEYS, Shelf())]
        order = {"source": "us_govinfo", "base_url": base, "contact": None, "links": links}
        command = [sys.executable, "-m", "billtrail.scrapers.crawling.crawl"]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert child.stdin and child.stdout
        with child.stdin as stdin:
            stdin.write(json.dumps(order).encode())
        child.stdout.readline()
        child.stdout.close()
        assert child.wait(timeout=60) != 0
    assert len(publisher.asked()) < len(KEYS)


def test_an_address_given_twice_is_asked_for_once_and_progress_reaches_the_end() -> None:
    publisher, shelf, steps = publisher_of(FIVE), Shelf(), list[ProgressStep]()
    links = links_for(FIVE, shelf) * 2
    with serving(publisher) as base:
        FETCHER.crawl(govinfo(), links, shelf, base_url=base,
                    progress=steps.append)  # fmt: skip
    assert Counter(seen.path for seen in publisher.asked()).most_common(1)[0][1] == 1
    assert list(dict.fromkeys((step.done, step.total) for step in steps)) == [
        (n, 5) for n in range(6)
    ]
    assert {step.now for step in steps} >= {full_name(key) for key in FIVE}


# -- Scrapy's own commands -----------------------------------------------------------------------

ROOT = Path(__file__).resolve().parents[1]


def scrapy(*arguments: str) -> str:
    command = [sys.executable, "-m", "scrapy", *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


def test_a_source_that_is_crawled_has_a_spider_of_its_own() -> None:
    # One of texts is asked for prints that are not here, which no key of a bill tells.
    crawled = [one.name for one in load_sources().values() if one.start or one.texts]
    assert sorted(scrapy("list").split()) == sorted(crawled)
    spiders = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": settings.SPIDER_MODULES}))
    for name in crawled:
        spider = spiders.load(name)
        assert spider.source is source_named(name)
        asked = spiders.find_by_request(Request(f"https://{spider.source.hosts[0]}/x"))
        assert name in asked and all(
            spider.source.hosts[0] in source_named(one).hosts for one in asked
        )
    assert spiders.find_by_request(Request("http://www.govinfo.gov/x")) == []


def test_scrapy_crawls_a_source_and_prints_each_outcome_as_a_line() -> None:
    publisher = publisher_of(FIVE)
    with serving(publisher) as base:
        bills = ",".join((*FIVE[:2], "us-119-hr99"))
        out = scrapy("crawl", "us_govinfo", "-a", f"bills={bills}", "-a", f"base_url={base}")
    outcomes = [json.loads(line) for line in out.splitlines()]
    assert Counter(outcome["outcome"] for outcome in outcomes) == {"document": 2, "missing": 1}
    assert publisher.requests[0].path == "/robots.txt"
