"""What an update asks for: all that may have changed, and nothing else."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from crawling import FETCHER, KEYS, Shelf, govinfo, path_of, publisher_of
from hypothesis import given
from hypothesis import strategies as st
from replay import FEED, Fault, Publisher, built_status, serving

from billtrail.bills.models import Document, Link
from billtrail.errors import ParseError
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers.crawling.crawl_plan import Batch, FeedAnswer, KnownLink, plan
from billtrail.scrapers.crawling.update import Update, update_source
from billtrail.scrapers.us_govinfo import links

#: What is planned for a Congress that sits; a test of its turn sets its own day.
pytestmark = pytest.mark.usefixtures("sitting")

FIVE = KEYS[:5]
TYPES = ["hr", "s", "hres", "sres", "hjres", "sjres", "hconres", "sconres"]
KEY = st.builds(
    lambda congress, type_, number: f"us-{congress}-{type_}{number}",
    st.integers(108, 130),
    st.sampled_from(TYPES),
    st.integers(1, 12000),
)


@given(KEY)
def test_an_address_and_its_key_are_one(key: str) -> None:
    url = links.bill_url(key)
    assert url is not None
    assert links.key_from_url(url) == key


def test_the_publishers_own_address() -> None:
    assert links.bill_url("us-119-hr4323") == (
        "https://www.govinfo.gov/bulkdata/BILLSTATUS/119/hr/BILLSTATUS-119hr4323.xml"
    )


def test_bills_before_the_108th_congress_are_said_and_not_asked_for() -> None:
    keys = ["us-106-hr3244", "us-108-hr2620", "ca-20252026-ab379"]
    publisher, shelf = publisher_of(keys[1:2]), Shelf()
    done = update(publisher, shelf, tuple(keys))
    assert shelf.of("document") == ["us-108-hr2620"]
    assert [key for key, _ in done.plan.left_out] == ["us-106-hr3244", "ca-20252026-ab379"]


def feed(*items: str) -> Document:
    text = (
        f"<rss version='2.0'><channel><title>built by hand</title>{''.join(items)}</channel></rss>"
    )
    return Document("us_govinfo", "feed", "u", {"f": text.encode()}, "", None, "")


def item(guid: str, description: str = "") -> str:
    return f"<item><guid>{guid}</guid><description>{description}</description></item>"


def test_batches_are_read_with_quoted_and_unquoted_links_and_without_any() -> None:
    base = "https://www.govinfo.gov/bulkdata/BILLSTATUS/119/hr/BILLSTATUS-119hr"
    named = (
        f"&lt;a href={base}1.xml&gt;1&lt;/a&gt;&lt;br/&gt;&lt;a href=&quot;{base}2.xml&quot;&gt;"
    )
    document = feed(
        item("BILLSTATUS-2026-11-20T12:00:00Z", named), item("BILLSTATUS-2026-11-20T08:00:00Z")
    )
    assert links.parse_batches(document) == (
        Batch("2026-11-20T08:00:00Z", frozenset()),
        Batch("2026-11-20T12:00:00Z", frozenset({"us-119-hr1", "us-119-hr2"})),
    )


@pytest.mark.parametrize(
    "document",
    [feed(), feed(item("no time")), Document("s", "f", "u", {"f": b"<rss"}, "", None, "")],
)
def test_a_feed_that_cannot_be_trusted_is_refused(document: Document) -> None:
    with pytest.raises(ParseError):
        links.parse_batches(document)


# -- a law: what is confirmed is never out of date -----------------------------------------------

START = datetime(2026, 1, 1, tzinfo=UTC)
LINKS = [Link("s", f"https://p.example/{n}", "bill", f"us-119-hr{n}") for n in range(3)]
STEP = st.one_of(
    st.tuples(st.just("publish"), st.sets(st.integers(0, 2))),
    st.tuples(st.just("update"), st.sets(st.integers(0, 2))),
)


def stamp(hour: int) -> str:
    return sessions.utc_now(START + timedelta(hours=hour))


class World:
    """A publisher whose feed keeps two batches, and us; numbers stand for versions."""

    def __init__(self) -> None:
        self.versions, self.ours = [0, 0, 0], [-1, -1, -1]
        self.batches: tuple[Batch, ...] = ()
        self.seen: tuple[Batch, ...] | None = None
        self.known: dict[str, KnownLink] = {}
        self.feed_checked: str | None = None

    def publish(self, hour: int, bills: set[int]) -> None:
        for n in bills:
            self.versions[n] += 1
        keys = frozenset(f"us-119-hr{n}" for n in bills)
        self.batches = (*self.batches, Batch(stamp(hour), keys))[-2:]

    def update(self, hour: int, failing: set[int]) -> Iterator[tuple[int, int]]:
        """Ask as planned; some questions fail. Gives (ours, theirs) of what was confirmed."""
        same = self.feed_checked if self.seen == self.batches else None
        answer = FeedAnswer(stamp(hour), () if same else self.batches, same)
        decided = plan(LINKS, self.known, answer)
        for link in decided.confirmed:
            n = LINKS.index(link)
            stored = self.known[link.url]
            self.known[link.url] = KnownLink(link.url, None, None, stored.fetched_at, answer.at)
            yield self.ours[n], self.versions[n]
        for link in decided.ask:
            n = LINKS.index(link)
            if n not in failing:
                self.ours[n] = self.versions[n]
                self.known[link.url] = KnownLink(link.url, None, None, answer.at, answer.at)
        self.seen, self.feed_checked = self.batches, answer.at


@given(st.lists(st.tuples(st.integers(1, 60), STEP), max_size=25))
def test_what_a_feed_confirms_is_never_out_of_date(
    steps: list[tuple[int, tuple[str, set[int]]]],
) -> None:
    world, hour = World(), 0
    for wait, (what, bills) in steps:
        hour += wait
        if what == "publish":
            world.publish(hour, bills)
        else:
            assert all(ours == theirs for ours, theirs in world.update(hour, bills))


@pytest.mark.parametrize(
    ("oldest", "confirmed"), [(0, True), (24 - 12, True), (24 - 11, False), (30, False)]
)
def test_a_feed_confirms_only_as_far_as_it_reaches_back(oldest: int, confirmed: bool) -> None:
    link = LINKS[0]
    known = {link.url: KnownLink(link.url, None, None, stamp(24), stamp(24))}
    answer = FeedAnswer(stamp(48), (Batch(stamp(oldest), frozenset()),))
    assert bool(plan([link], known, answer).confirmed) is confirmed


@given(st.integers(0, 24 * 30))
def test_each_bill_is_asked_for_directly_once_a_week(hours: int) -> None:
    link, at = LINKS[0], stamp(hours)
    known = {link.url: KnownLink(link.url, None, None, stamp(0), at)}
    batches = tuple(Batch(stamp(hour), frozenset()) for hour in (-13, hours))
    confirmed = plan([link], known, FeedAnswer(at, batches)).confirmed
    assert bool(confirmed) is (hours <= 24 * 7)


# -- updates against a server --------------------------------------------------------------------


def update(
    publisher: Publisher, shelf: Shelf, keys: tuple[str, ...] = FIVE, look: bool = False
) -> Update:
    publisher.forget()
    time.sleep(1 - time.time() % 1)  # instants are kept to the second, and no two updates share one
    with serving(publisher) as base:
        return update_source(
            govinfo(), keys, dict(shelf.known), shelf, fetcher=FETCHER, base_url=base, look=look
        )


def followed() -> tuple[Publisher, Shelf]:
    """A site with a feed that reaches back a day, and a first update taken in."""
    publisher, shelf = publisher_of(), Shelf()
    publisher.publish(datetime.now(UTC) - timedelta(days=1))
    update(publisher, shelf)
    assert shelf.of("document") == sorted(FIVE)
    shelf.outcomes.clear()
    _next_second()
    return publisher, shelf


def _next_second() -> None:
    """Times of a feed and of our checks are of a second: what follows is of a later one."""
    now = sessions.utc_now()
    while sessions.utc_now() == now:
        time.sleep(0.02)


def test_an_old_copy_of_what_the_feed_just_named_is_not_the_last_word() -> None:
    """The feed is read whole again, though it is as it was, and the bill is asked for again."""
    publisher, shelf = followed()
    old, (name, new) = publisher.files[path_of(FIVE[0])].body, built_status(FIVE[0], "Amended")
    path = publisher.add(name, new)
    publisher.publish(datetime.now(UTC), path)
    publisher.fail(path, Fault(body=old))
    (url,) = [url for url, body in shelf.bodies.items() if body == old]
    update(publisher, shelf)
    assert shelf.bodies[url] == old
    update(publisher, shelf)
    assert shelf.bodies[url] == new


def test_with_nothing_new_two_requests_confirm_every_bill() -> None:
    publisher, shelf = followed()
    before = dict(shelf.known)
    for _ in range(2):
        done = update(publisher, shelf)
        assert [seen.path for seen in publisher.requests] == ["/robots.txt", FEED]
        assert publisher.requests[1].status == 304
        assert done.requests == 2
        assert done.complete
    confirmed = [bill for bill in shelf.of("confirmed") if bill in FIVE]
    assert confirmed == sorted(FIVE * 2)
    assert all((known.checked_at or "") >= (before[url].checked_at or "")
               for url, known in shelf.known.items())  # fmt: skip


def test_what_a_batch_names_is_fetched_and_nothing_else() -> None:
    publisher, shelf = followed()
    publisher.add("BILLSTATUS-119hr2.xml", b"<billStatus>new</billStatus>")
    publisher.publish(datetime.now(UTC), path_of("us-119-hr2"), path_of("us-119-hr9"))
    done = update(publisher, shelf)
    assert [seen.path for seen in publisher.asked()] == [path_of("us-119-hr2")]
    assert shelf.of("document") == ["us-119-hr2"]
    assert len(done.plan.confirmed) == 4


def test_a_bill_that_failed_is_asked_for_again_though_the_feed_is_silent() -> None:
    publisher, shelf = followed()
    publisher.publish(datetime.now(UTC), path_of("us-119-hr2"))
    publisher.fail(path_of("us-119-hr2"), *[Fault(500)] * 3)
    assert not update(publisher, shelf).complete
    update(publisher, shelf)
    assert [seen.path for seen in publisher.asked()] == [path_of("us-119-hr2")]


SITEMAP = "/sitemap/bulkdata/BILLSTATUS/119hr/sitemap.xml"


def test_without_a_feed_the_list_decides_what_is_asked_for() -> None:
    publisher, shelf = followed()
    publisher.fail(FEED, *[Fault(404)] * 3)
    done = update(publisher, shelf)
    assert [seen.path for seen in publisher.asked("/sitemap/")] == [SITEMAP]
    assert [seen.status for seen in publisher.asked()] == [304] * 5
    assert len(done.notes) == len(done.faults) == 1
    assert done.complete
    publisher.add("BILLSTATUS-119hr2.xml", b"<billStatus>new</billStatus>", datetime.now(UTC))
    update(publisher, shelf)
    assert [seen.path for seen in publisher.asked()] == [path_of("us-119-hr2")]
    update(publisher, shelf)
    assert [seen.status for seen in publisher.asked("/sitemap/")] == [304]
    assert publisher.asked() == []


def test_a_site_that_gives_no_answer_at_all_is_asked_once() -> None:
    publisher, shelf = followed()
    with serving(publisher) as base:
        pass
    done = update_source(govinfo(), FIVE, dict(shelf.known), shelf, fetcher=FETCHER, base_url=base)
    assert shelf.of("failed") == sorted(FIVE)
    assert len(shelf.reasons()) == 1
    assert "the site could not be reached" in shelf.reasons().pop()
    assert not done.complete and done.faults == done.notes == ()


def test_a_list_that_lags_confirms_no_bill_that_could_not_be_had() -> None:
    publisher, shelf = followed()
    publisher.fail(FEED, Fault(404))
    update(publisher, shelf)
    publisher.publish(datetime.now(UTC), path_of("us-119-hr2"))
    publisher.fail(path_of("us-119-hr2"), *[Fault(500)] * 3)
    assert not update(publisher, shelf).complete
    publisher.fail(FEED, Fault(404))
    update(publisher, shelf)
    assert [seen.path for seen in publisher.asked()] == [path_of("us-119-hr2")]


@pytest.mark.parametrize("left", [0, 4])
def test_an_empty_or_halved_list_drops_nothing_and_is_a_fault(left: int) -> None:
    publisher, shelf = followed()
    publisher.fail(FEED, Fault(404), Fault(404))
    update(publisher, shelf, look=True)
    before = {url for url, known in shelf.known.items() if known.lastmod}
    assert len(before) == len(KEYS)
    publisher.hidden = {path_of(key) for key in KEYS[left:]}
    done = update(publisher, shelf, look=True)
    assert sum("/119hr/sitemap.xml" in fault for fault in done.faults) == 1
    assert [seen.path for seen in publisher.asked()] == [path_of(key) for key in FIVE]
    assert done.complete
    assert {url for url, known in shelf.known.items() if known.lastmod} >= before - {
        f"{links.HOST}{path_of(key)}" for key in FIVE
    }


def test_a_bill_without_a_file_is_asked_for_again_when_the_feed_names_it() -> None:
    publisher, shelf = followed()
    keys = (*FIVE, "us-119-hr88")
    update(publisher, shelf, keys)
    assert shelf.of("missing") == ["us-119-hr88"]
    assert update(publisher, shelf, keys).requests == 2
    assert shelf.of("absent") == ["us-119-hr88"]
    publisher.add(*built_status("us-119-hr88"))
    publisher.publish(datetime.now(UTC), path_of("us-119-hr88"))
    update(publisher, shelf, keys)
    assert shelf.of("document") == ["us-119-hr88"]


# -- what was introduced ---------------------------------------------------------------------------


def watched_site() -> tuple[Publisher, Shelf]:
    """A site and a first update that also looked at what is new: it only took stock."""
    publisher, shelf = publisher_of(), Shelf()
    publisher.publish(datetime.now(UTC) - timedelta(days=1))
    assert update(publisher, shelf, look=True).looked == 0
    assert len(publisher.asked("/sitemap/")) == len(TYPES)
    return publisher, shelf


def test_a_new_bill_that_the_feed_names_is_looked_at_once() -> None:
    publisher, shelf = watched_site()
    publisher.add(*built_status("us-119-hr77"))
    publisher.publish(datetime.now(UTC), path_of("us-119-hr77"), path_of("us-119-hr9"))
    assert update(publisher, shelf, look=True).looked == 2  # H.R. 9 may have been kept free
    assert publisher.asked("/sitemap/") == []
    assert shelf.of("introduced") == ["us-119-hr77", "us-119-hr9"]
    assert update(publisher, shelf, look=True).requests == 2


def test_a_congress_that_opens_is_looked_at() -> None:
    publisher, shelf = watched_site()
    publisher.add(*built_status("us-120-hr3"))
    publisher.publish(datetime.now(UTC), path_of("us-120-hr3"))
    update(publisher, shelf, look=True)
    assert shelf.of("introduced") == ["us-120-hr3"]


@pytest.mark.parametrize(
    ("day", "looked"),
    [("2027-01-20", ["us-120-hr3", "us-120-s80"]), ("2027-02-14", []), ("2026-12-20", [])],
)
def test_a_sessions_first_weeks_are_looked_at_by_a_fresh_workspace(
    day: str, looked: list[str]
) -> None:
    with time_machine.travel(datetime.fromisoformat(f"{day}T20:00+00:00")):
        publisher, shelf = publisher_of(), Shelf()
        for key in ("us-120-hr3", "us-120-s80"):
            publisher.add(*built_status(key))
        publisher.publish(datetime.now(UTC) - timedelta(days=1))
        update(publisher, shelf, look=True)
        assert shelf.of("introduced") == looked


def test_where_the_feed_does_not_reach_back_the_lists_tell_what_is_new() -> None:
    publisher, shelf = watched_site()
    publisher.add(*built_status("us-119-s80"))
    publisher.fail(FEED, Fault(404))
    update(publisher, shelf, look=True)
    assert shelf.of("introduced") == ["us-119-s80"]


def test_the_first_lists_tell_nothing_new_and_a_low_number_that_moves_later_does() -> None:
    publisher, shelf = watched_site()
    publisher.add("BILLSTATUS-119hr9.xml", b"<billStatus>ours now</billStatus>", datetime.now(UTC))
    publisher.fail(FEED, Fault(404))
    update(publisher, shelf, look=True)
    assert shelf.of("introduced") == ["us-119-hr9"]


def test_a_new_bill_that_could_not_be_had_waits() -> None:
    publisher, shelf = watched_site()
    publisher.add(*built_status("us-119-hr77"))
    publisher.publish(datetime.now(UTC), path_of("us-119-hr77"))
    publisher.fail(path_of("us-119-hr77"), *[Fault(500)] * 3)
    done = update(publisher, shelf, look=True)
    assert "1 new bills wait" in done.notes[0]
    update(publisher, shelf, look=True)
    assert shelf.of("introduced") == ["us-119-hr77"]


def test_real_files_arrive_whole_and_then_cost_two_requests(real: Path) -> None:
    publisher, shelf = Publisher(), Shelf()
    publisher.add_folder(real / "federal" / "billstatus" / "119")
    publisher.publish(datetime.now(UTC) - timedelta(days=1))
    keys = tuple(filter(None, map(links.key_from_url, sorted(publisher.files)[:20])))
    update(publisher, shelf, keys)
    assert {url.removeprefix(links.HOST): body for url, body in shelf.bodies.items()} == {
        path: file.body for path, file in sorted(publisher.files.items())[:20]
    }
    assert update(publisher, shelf, keys).requests == 2
