"""The search page: a number in any spelling, or words."""

from dataclasses import dataclass, replace

from billtrail.bills import BillStatus
from billtrail.datasette_plugins.server import BillOffer, build_offers
from billtrail.datasette_plugins.theme import stage_tone
from billtrail.errors import AmbiguousKey, NotStored, UsageError
from billtrail.legislatures import known
from billtrail.legislatures.spelling import Meaning
from billtrail.snapshot import Snapshot
from billtrail.store import find_keys
from billtrail.words import (
    bill_title,
    bill_words,
    is_alive,
    is_overtaken,
    session_words,
    status_words,
)

LIMIT = 25


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
    """``exact`` is the address to go to at once where the words name one thing; ``cut``: there may
    be more hits. ``notes`` say which session of several was meant, or that a number is not in the
    file; ``offers`` are the bills it could be."""

    words: str
    exact: str | None
    hits: tuple[Hit, ...]
    nearest: tuple[str, ...]
    cut: bool = False
    notes: tuple[str, ...] = ()
    offers: tuple[BillOffer, ...] = ()

    @property
    def elsewhere(self) -> tuple[tuple[str, str], ...]:
        """Where every bill can be looked up: (title, address) of each legislature's own site."""
        return tuple(one.site for one in known() if one.site)


_ADDRESSES = {"bill": "/bill/{}", "campaign": "/campaign/{}"}


def read_search(snapshot: Snapshot, words: str) -> SearchPage:
    """An address, bills that a spelling fits, and bills that hold the words."""
    if not words:
        return SearchPage("", None, (), ())
    meant = _meaning(snapshot, words)
    if isinstance(meant, Meaning) and not meant.notes:
        return SearchPage(words, _address(snapshot, meant), (), ())
    found = find_keys(snapshot.connection, words, LIMIT)
    page = SearchPage(words, None, (), (), len(found) == LIMIT)
    candidates: tuple[str, ...] = ()
    match meant:
        case Meaning():
            offers = build_offers([meant.missing] if meant.missing else [])
            page = replace(page, notes=meant.notes, offers=offers)
            candidates = (meant.id, *meant.older)
        case NotStored():
            page = replace(page, notes=(meant.said,), offers=build_offers(meant.offered))
        case AmbiguousKey():
            candidates = meant.candidates
    hits = map(_build_hit, snapshot.outlines(dict.fromkeys([*candidates, *found])).values())
    return replace(page, hits=tuple(hits), nearest=getattr(meant, "nearest", ()))


def _meaning(snapshot: Snapshot, words: str) -> Meaning | UsageError:
    """What the words name, or why they name nothing or several."""
    try:
        return snapshot.meaning(words)
    except UsageError as error:
        return error


def _address(snapshot: Snapshot, meant: Meaning) -> str:
    if meant.kind == "family":
        return f"/campaign/{snapshot.family(meant.id).campaign}#{meant.id}"
    return _ADDRESSES[meant.kind].format(meant.id)


def _build_hit(status: BillStatus) -> Hit:
    bill = status.bill
    return Hit(
        bill=bill.key,
        identifier=bill_words(bill.key),
        session=session_words(bill.jurisdiction, bill.session),
        title=bill_title(status),
        words=status_words(status),
        tone=stage_tone(status.stage, is_alive(status)),
        date=None if is_overtaken(status) else status.progress.date,
    )
