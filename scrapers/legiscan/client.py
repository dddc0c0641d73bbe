"""The API of LegiScan as a service: what is asked for, and its refusals in words.

* The key is part of the address; that is how the service takes it, and it goes over https alone.
* A refusal is an answer with status 200, ``{"status": "ERROR", "alert": {"message": "..."}}``, and
  may repeat the key. A good answer has ``"status": "OK"``.
* ``getMasterListRaw`` has a session's bills in one answer, an object keyed ``"0"``, ``"1"`` ...
  with an entry ``session`` among them: number, ``bill_id`` and ``change_hash``. What has the same
  hash is not to be asked for again.
* ``getSessionList`` names the sessions of a legislature by years, in words, and says which are
  special.

Documentation: https://api.legiscan.com/dl/LegiScan_API_User_Manual.pdf (by its own examples, read
2026-12; never tried against the service itself).
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from billtrail.errors import ParseError, SourceError
from billtrail.scrapers.crawling import ApiClient, Service

from .access import KEY, used_up_words
from .names import Place, key_of, mark_of, session_of

TITLE = "LegiScan"
HOST = "https://api.legiscan.com"

_KEY = (
    f"it does not take this key. Compare {KEY.name} in secrets.env with the one at {KEY.sign_up}, "
    "and store it again with billtrail key legiscan"
)
SERVICE = Service(
    TITLE,
    HOST,
    issues="https://legiscan.com/contact",
    statuses={401: _KEY, 403: _KEY, 429: used_up_words()},
    spoken=(
        (r"\bapi key\b", _KEY),
        (
            r"\b(?:limit|quota)\b.*\b(?:exceeded|reached)|\bexceeded\b.*\b(?:limit|quota)",
            used_up_words(),
        ),
    ),
    key_in="key",
)


class Listed(NamedTuple):
    """A bill of a list: LegiScan's id of it, and the hash that changes with what it says."""

    id: int
    hash: str


def sessions_of(client: ApiClient, place: str) -> Mapping[str, int]:
    """The sessions of a legislature by our names, with LegiScan's ids; the newest of one name."""
    rows = client.get("/", op="getSessionList", state=place.upper()).get("sessions")
    found: dict[str, int] = {}
    for row in sorted(_rows(rows), key=lambda row: int(row["session_id"])):
        words = " ".join(str(row.get(name, "")) for name in _NAMES)
        mark = mark_of(bool(int(row.get("special", 0))), words)
        found[session_of(place, int(row["year_start"]), mark)] = int(row["session_id"])
    return found


_NAMES = ("session_tag", "session_title", "session_name")


def bills_of(client: ApiClient, place: Place, session_id: int) -> Mapping[str, Listed]:
    """The bills of a session by our keys; numbers that cannot be read name none of ours."""
    answer = client.get("/", op="getMasterListRaw", id=session_id).get("masterlist")
    if not isinstance(answer, dict):
        raise SourceError(f"{TITLE}: its list of a session is not in the documented form.")
    found: dict[str, Listed] = {}
    for name, row in answer.items():
        if name == "session" or not isinstance(row, dict):
            continue
        try:
            found[key_of(place, str(row["number"]))] = Listed(int(row["bill_id"]),
                                                              str(row["change_hash"]))  # fmt: skip
        except (ParseError, LookupError, TypeError, ValueError):
            continue
    return found


def bill_of(client: ApiClient, listed: Listed) -> Mapping[str, Any]:
    """What is said of a bill; raises SourceError where that is none."""
    bill = client.get("/", op="getBill", id=listed.id).get("bill")
    if not isinstance(bill, dict):
        raise SourceError(f"{TITLE}: its answer about a bill is not in the documented form.")
    return bill


def _rows(rows: Any) -> list[Mapping[str, Any]]:
    """A list's rows; raises SourceError where it is not in the documented form."""
    if isinstance(rows, dict):
        rows = list(rows.values())
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SourceError(f"{TITLE}: its list of sessions is not in the documented form.")
    return rows
