"""Bills that a number could be and that are not in the file: where to look them up, and how a
coalition follows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from billtrail.errors import UsageError
from billtrail.legislatures import display, official_url, split_key
from billtrail.words import session_and_place


@dataclass(frozen=True, slots=True)
class BillOffer:
    """A bill that is not held, with its publisher's page where we know of one."""

    key: str
    name: str
    url: str | None


def build_offers(keys: Iterable[str]) -> tuple[BillOffer, ...]:
    return tuple(BillOffer(key, _name(key), _url(key)) for key in keys)


def _name(key: str) -> str:
    """``HR 9999 (California, 2025-26 session)``: another state may have that number too."""
    parts = split_key(key)
    return f"{display(key)} ({session_and_place(parts.jurisdiction, parts.session)})"


def _url(key: str) -> str | None:
    try:
        return official_url(key)
    except UsageError:
        return None
