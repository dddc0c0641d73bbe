"""Which files are of bills just introduced: decided from the feed and the lists, no network.

A file is new that neither had named before. The first lists ever read are what everything later is
compared with, so they tell nothing new. In the first weeks of a session its whole lists are new,
since efforts come back then, and a workspace may be as young as the session.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from billtrail.bills.models import ABSENT
from billtrail.legislatures import split_key
from billtrail.legislatures.calendar import sessions

from .crawl_plan import (
    OVERLAP,
    Entries,
    FeedAnswer,
    Known,
    KnownLink,
    Listing,
    before,
    reaches,
)

#: A number this low is kept free for leaders and may be used late (S. 9 of the 117th was).
_LOW_NUMBER = 30
#: So many new bills are looked at in one update; the others wait for the next.
AT_ONCE = 200
#: How long a session opens: by then 2,254 bills of the 119th Congress had been introduced.
OPENING = timedelta(weeks=6)


def is_opening(jurisdiction: str, session: str, day: date) -> bool:
    """Whether the session began within ``OPENING`` before the day."""
    begun = date.fromisoformat(sessions.load_sessions()[jurisdiction, session].starts)
    return begun <= day < begun + OPENING


def lists_to_read(
    listing: Listing, known: Known, answer: FeedAnswer, feed: KnownLink | None, session: str
) -> tuple[str, ...]:
    """The session's lists where one was never read, or where the feed does not reach back to the
    last look; none where the feed alone tells what is new."""
    lists = listing.of_session(session)
    last = feed.checked_at if feed else None
    told = last is not None and (
        answer.same_since is not None or reaches(answer, before(last, OVERLAP))
    )
    return () if told and all(url in known for url in lists) else lists


def find_new(
    listing: Listing, known: Known, answer: FeedAnswer, entries: Entries, session: str,
    opening: bool = False,
) -> tuple[str, ...]:  # fmt: skip
    """Addresses of new bills of this session or later, those first that wait from an update before.

    ``entries`` are the lists just read, ``known`` what was stored before them, ``opening`` whether
    the session is in its first weeks.
    """
    waiting = [url for url, stored in known.items() if _waits(listing, url, stored)]
    listed = {
        url for url, stored in known.items()
        if stored.lastmod not in (None, ABSENT) and listing.bill_of(url)
    }  # fmt: skip
    if not (listed or opening):
        return tuple(waiting)
    named = {key for batch in answer.batches for key in batch.bills}
    said = dict.fromkeys(filter(None, map(listing.url_of, sorted(named))), _MOVED)
    opened = entries if opening else _opened(listing, known, entries, listed)
    told = {url: entries[url] for url in opened} | said
    fresh = (
        url for url, time in told.items()
        if _is_new(listing.bill_of(url) or "", known.get(url), time, session)
    )  # fmt: skip
    return tuple(dict.fromkeys((*waiting, *fresh)))


def _waits(listing: Listing, url: str, stored: KnownLink) -> bool:
    return not stored.fetched_at and not stored.lastmod and listing.bill_of(url) is not None


def _opened(listing: Listing, known: Known, entries: Entries, listed: set[str]) -> Iterator[str]:
    """The entries that can tell something new: not those of a list that was never read before,
    unless its whole session was not."""
    sessions = {_session(listing, url) for url in listed}
    for url in entries:
        list_url = listing.of_bill(listing.bill_of(url) or "")
        if list_url in known or _session(listing, url) not in sessions:
            yield url


def _session(listing: Listing, url: str) -> str:
    return split_key(listing.bill_of(url) or "").session


#: For a time: the feed names the file, so that it is another one, whatever the list says.
_MOVED = "named by the feed"


def _is_new(bill: str, stored: KnownLink | None, time: str, session: str) -> bool:
    key = split_key(bill)
    if int(key.session) < int(session):
        return False
    if stored is None:
        return True
    return key.number <= _LOW_NUMBER and not stored.fetched_at and time != stored.lastmod
