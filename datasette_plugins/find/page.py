"""The search page: a number in any spelling, or words of titles, summaries and whole texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from billtrail.bills.values import BillStatus
from billtrail.datasette_plugins.server import BillOffer, build_offers, page_address
from billtrail.datasette_plugins.theme import stage_tone
from billtrail.errors import AmbiguousKey, NotStored, UnknownKey, UsageError
from billtrail.legislatures import KEY, get, known
from billtrail.legislatures.spelling import Meaning
from billtrail.snapshot import Snapshot, TextHit, find_in_texts
from billtrail.words import (
    NO_BREAK,
    bill_words,
    legislature_words,
    session_words,
    whole_title,
)
from billtrail.words.status import is_alive, is_overtaken, status_words

LIMIT = 25
#: So many texts are shown below the bills, and where they are asked for alone.
TEXTS, TEXTS_ALONE = 5, 50


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
    followed: bool


@dataclass(frozen=True, slots=True)
class InText:
    """A bill whose newest print has the words: which print, and where."""

    bill: Hit
    found: TextHit

    @property
    def address(self) -> str:
        """The page that has the whole text."""
        return f"/bill/{self.bill.bill}/text/{quote(self.found.code)}"


@dataclass(frozen=True, slots=True)
class Titled:
    """A campaign or an effort whose title has the words, and its page; among what is nearest a
    bill too, with its key."""

    title: str
    address: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``exact`` is the address to go to at once where the words name one thing; ``cut``: there may
    be more hits. ``notes`` say which session of several was meant, or that a number is not in the
    file; ``offers`` are the bills it could be, ``efforts`` what is called so beside bills,
    ``texts`` what is found in texts; ``texts_cut``: there may be more, ``texts_alone``: nothing
    else was asked for."""

    words: str
    exact: str | None
    hits: tuple[Hit, ...]
    nearest: tuple[Titled, ...]
    cut: bool = False
    notes: tuple[str, ...] = ()
    offers: tuple[BillOffer, ...] = ()
    efforts: tuple[Titled, ...] = ()
    texts: tuple[InText, ...] = ()
    texts_cut: bool = False
    texts_alone: bool = False

    @property
    def elsewhere(self) -> tuple[tuple[str, str], ...]:
        """Where every bill can be looked up: (title, address) of each legislature's own site."""
        return tuple(one.site for one in known() if one.site)


def read_search(snapshot: Snapshot, words: str) -> SearchPage:
    """An address, bills that a spelling fits, and bills that hold the words."""
    if not words:
        return SearchPage("", None, (), ())
    meant = _meaning(snapshot, words)
    if isinstance(meant, Meaning) and not meant.notes:
        return SearchPage(words, page_address(snapshot, meant.kind, meant.id), (), ())
    found = snapshot.find_keys(words, LIMIT)
    texts = _in_texts(snapshot, words, TEXTS)
    campaigns = snapshot.find_campaigns(words)
    page = SearchPage(words, None, (), (), len(found) == LIMIT, texts=texts,
                      texts_cut=len(texts) == TEXTS)  # fmt: skip
    candidates: tuple[str, ...] = ()
    match meant:
        case Meaning():
            offers = build_offers([meant.missing] if meant.missing else [])
            page = replace(page, notes=() if meant.by_words else meant.notes, offers=offers)
            candidates = (meant.id, *meant.older)
        case NotStored():
            page = replace(page, notes=(meant.said,), offers=build_offers(meant.offered))
        case AmbiguousKey():
            candidates = meant.candidates
        case UnknownKey() if not (found or texts or campaigns):
            page = replace(page, notes=(meant.said,))
    keys = [name for name in dict.fromkeys([*candidates, *found]) if KEY.fullmatch(name)]
    page = replace(page, cut=page.cut or len(keys) > LIMIT)
    hits = map(_build_hit, snapshot.outlines(keys[:LIMIT]).values())
    offered = {one.title: one for one in _efforts(snapshot, [*campaigns, *reversed(candidates)])}
    efforts = tuple(reversed(offered.values()))
    nearest = tuple(_nearest(snapshot, getattr(meant, "nearest", ())))
    return replace(page, hits=tuple(hits), efforts=efforts, nearest=nearest)


def read_text_search(snapshot: Snapshot, words: str) -> SearchPage:
    """What is found in texts alone."""
    texts = _in_texts(snapshot, words, TEXTS_ALONE)
    return SearchPage(words, None, (), (), texts=texts, texts_cut=len(texts) == TEXTS_ALONE,
                      texts_alone=True)  # fmt: skip


def _in_texts(snapshot: Snapshot, words: str, limit: int) -> tuple[InText, ...]:
    found = {hit.bill: hit for hit in find_in_texts(snapshot, words, limit)}
    statuses = snapshot.outlines(found)
    return tuple(InText(_build_hit(status), found[key]) for key, status in statuses.items())


def search_json(page: SearchPage) -> dict[str, Any]:
    """The page as data: ``exact`` is set where the words name one thing."""
    return {
        "words": page.words,
        "exact": page.exact,
        "bills": [_hit_json(hit) for hit in page.hits],
        "in_text": [
            _hit_json(one.bill)
            | {"print": _plain(one.found.words), "print_code": one.found.code,
               "passage": one.found.passage.text}
            for one in page.texts
        ],
    }  # fmt: skip


def _hit_json(hit: Hit) -> dict[str, Any]:
    return {"key": hit.bill, "identifier": _plain(hit.identifier), "session": _plain(hit.session),
            "title": hit.title, "stands": _plain(hit.words), "date": hit.date}  # fmt: skip


def _plain(words: str) -> str:
    return words.replace(NO_BREAK, " ")


def _efforts(snapshot: Snapshot, names: Iterable[str]) -> Iterator[Titled]:
    """Those of the names that are an effort's or a campaign's."""
    for name in names:
        if name in snapshot.family_ids:
            yield Titled(snapshot.family(name).title, page_address(snapshot, "family", name))
        elif name in snapshot.campaign_ids:
            address = page_address(snapshot, "campaign", name)
            yield Titled(snapshot.campaign_title(name), address)


def _nearest(snapshot: Snapshot, names: Iterable[str]) -> Iterator[Titled]:
    """What is called nearly so: an effort or a campaign by its title, a bill by its number."""
    for name in names:
        bill = Titled(bill_words(name), page_address(snapshot, "bill", name), name)
        yield next(_efforts(snapshot, (name,)), bill)


def _meaning(snapshot: Snapshot, words: str) -> Meaning | UsageError:
    """What the words name, or why they name nothing or several."""
    try:
        return snapshot.meaning(words)
    except UsageError as error:
        return error


def _build_hit(status: BillStatus) -> Hit:
    bill = status.bill
    return Hit(
        bill=bill.key,
        identifier=bill_words(bill.key),
        session=_session(bill.jurisdiction, bill.session),
        title=whole_title(status),
        words=status_words(status),
        tone=stage_tone(status.stage, is_alive(status)),
        date=None if is_overtaken(status) else status.progress.date,
        followed=status.campaign is not None,
    )


def _session(jurisdiction: str, session: str) -> str:
    """``119th Congress``; of a state with its name: others have sessions of the same years."""
    words = session_words(jurisdiction, session)
    whose = legislature_words(jurisdiction)
    return words if get(jurisdiction).national else f"{whose}, {words}"
