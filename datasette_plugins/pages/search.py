"""The search page: a number in any spelling, or words."""

from dataclasses import dataclass

from billtrail.datasette_plugins.pages.bar import stage_tone
from billtrail.datasette_plugins.pages.words import STAGES, executive_words, session_words
from billtrail.errors import AmbiguousKey, UnknownKey, UsageError
from billtrail.reading import Reading
from billtrail.views import BillStatus, SearchHit
from billtrail.vocabulary import LIVE_STAGES

LIMIT = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """One bill found."""

    bill: str
    identifier: str
    session: str
    title: str
    words: str
    tone: str
    date: str | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``exact`` is the address to go to at once where the words name one thing."""

    words: str
    exact: str | None
    hits: tuple[Hit, ...]
    nearest: tuple[str, ...]


_ADDRESSES = {"bill": "/bill/{}", "campaign": "/campaign/{}"}


def read_search(reading: Reading, words: str) -> SearchPage:
    """An address, bills that a spelling fits, and bills that hold the words."""
    if not words:
        return SearchPage("", None, (), ())
    exact, candidates, nearest = _resolve(reading, words)
    if exact:
        return SearchPage(words, exact, (), ())
    named = {key: _status_hit(status) for key, status in reading.bills(candidates).items()}
    found = {hit.bill: build_hit(hit) for hit in reading.search(words, limit=LIMIT)}
    return SearchPage(words, None, tuple((named | found).values()), nearest)


def _resolve(reading: Reading, words: str) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """(address, candidates, nearest): a spelling names one thing, several, or none."""
    try:
        kind, name = reading.resolve(words)
    except AmbiguousKey as error:
        return None, error.candidates, ()
    except UnknownKey as error:
        return None, (), error.nearest
    except UsageError:
        return None, (), ()
    if kind == "family":
        return f"/campaign/{reading.family(name).campaign}#{name}", (), ()
    return _ADDRESSES[kind].format(name), (), ()


def build_hit(hit: SearchHit) -> Hit:
    jurisdiction = hit.bill.split("-", 1)[0]
    words = STAGES[hit.stage][0]
    named = session_words(jurisdiction, hit.session)
    return Hit(
        bill=hit.bill,
        identifier=hit.identifier,
        session=named,
        title=hit.title,
        words=words.format(executive=executive_words(jurisdiction), session=named),
        tone=stage_tone(hit.stage, hit.stage in LIVE_STAGES),
        date=hit.stage_date,
    )


def _status_hit(status: BillStatus) -> Hit:
    bill = status.bill
    title = bill.short_title or bill.title or ""
    return build_hit(
        SearchHit(
            bill.key, bill.identifier, bill.session, title, status.stage, status.standing.date
        )
    )
