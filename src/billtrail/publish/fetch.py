"""Fetching a published file: from the host that was named and no other, within limits.

A redirect may lead on at the same host only, and never from https back to http. What comes is taken
as it is, never unpacked.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import SplitResult, urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError

from billtrail.errors import SourceError
from billtrail.files import file_hash
from billtrail.scrapers.crawling import user_agent

#: Bytes and seconds. The larger the file, the longer a pull takes; a coalition's is a few MB.
LARGEST = 2_000_000_000
LONGEST = 1800.0
_TIMEOUT = (10, 60)
_REDIRECTS = 5
_PIECE = 1 << 18
#: A connection that breaks within an answer is told by the library below requests.
_BROKEN = (requests.RequestException, HTTPError, OSError)
_UNCHANGED = "Nothing was changed."
_PORTS = {"http": 80, "https": 443}


def fetch(address: str, file: Path, etag: str | None) -> str | None:
    """Write the file; its tag, or ``None`` where it is the one we have.

    Raises SourceError where it cannot be had.
    """
    headers = {
        "User-Agent": user_agent(),
        "Accept-Encoding": "identity",
        **({"If-None-Match": etag} if etag else {}),
    }
    try:
        with _answered(address, headers) as answer:
            if answer.status_code == 304:
                return None
            answer.raise_for_status()
            if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
                raise SourceError(f"{address} sends a packed file; a plain one was asked for.")
            _write(answer, file, address)
            return answer.headers.get("ETag", "")[:200]
    except _BROKEN as error:
        raise SourceError(f"{address} cannot be pulled: {_why(error)}.") from error


def fetch_known(address: str, file: Path, size: int, sha256: str) -> None:
    """Write a file whose size and hash are known; what of it lies there already, from a fetch that
    broke off, is not asked for again.

    Raises SourceError where it cannot be had or is another one; what came of it stays for the next
    time.
    """
    have = file.stat().st_size if file.is_file() else 0
    try:
        if have < size:
            _fetch_rest(address, file, have)
    except _BROKEN as error:
        raise SourceError(f"{address} cannot be pulled: {_why(error)}.") from error
    if file_hash(file) != sha256:
        file.unlink()
        raise SourceError(
            f"{address} is not the file that its front names: it was damaged on the way, or a new "
            f"edition took its place meanwhile. {_UNCHANGED} Try again shortly."
        )


def _fetch_rest(address: str, file: Path, have: int) -> None:
    wanted = {"Range": f"bytes={have}-"} if have else {}
    headers = {"User-Agent": user_agent(), "Accept-Encoding": "identity", **wanted}
    with _answered(address, headers) as answer:
        answer.raise_for_status()
        begins = answer.headers.get("Content-Range", "").startswith(f"bytes {have}-")
        goes_on = answer.status_code == 206 and begins
        _write(answer, file, address, have if goes_on else 0)


def _why(error: Exception) -> str:
    """In words of people where the library names its own parts."""
    if isinstance(error, requests.HTTPError):
        return f"the answer is {error.response.status_code} ({error.response.reason})"
    if isinstance(error, requests.Timeout):
        return "no answer came in time"
    if type(error) is requests.ConnectionError or isinstance(error, HTTPError):
        return "the connection could not be made, or broke off"
    return str(error)


@contextmanager
def _answered(address: str, headers: Mapping[str, str]) -> Iterator[requests.Response]:
    """The answer at the end of its redirects."""
    for _ in range(_REDIRECTS + 1):
        with requests.get(
            address, headers=headers, stream=True, timeout=_TIMEOUT, allow_redirects=False
        ) as answer:
            if not answer.is_redirect:
                yield answer
                return
            address = next_address(address, answer.headers["Location"])
    raise SourceError(f"{address} leads on and on.")


def next_address(address: str, location: str) -> str:
    """Where a redirect leads. Raises SourceError for another host, and for http after https."""
    found = urljoin(address, location)
    old, new = urlsplit(address), urlsplit(found)
    same = new.hostname == old.hostname and _port(new) == _port(old) and new.scheme == old.scheme
    secured = (
        (old.scheme, new.scheme) == ("http", "https")
        and new.hostname == old.hostname
        and (_port(old), _port(new)) == (80, 443)
    )
    if not (same or secured):
        raise SourceError(
            f"{address} leads to {found}, which is another place. If that is where the file is, "
            "name it yourself."
        )
    return found


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None


def _write(answer: requests.Response, file: Path, address: str, have: int = 0) -> None:
    """Behind the ``have`` bytes that lie there."""
    end, size = time.monotonic() + LONGEST, have
    with file.open("ab" if have else "wb") as out:
        # Not ``iter_content``: it waits until a piece is full, however slowly it comes.
        while piece := answer.raw.read1(_PIECE, decode_content=False):
            size += len(piece)
            if size > LARGEST:
                raise SourceError(f"{address} is larger than {LARGEST:,} bytes. {_UNCHANGED}")
            if time.monotonic() > end:
                raise SourceError(f"{address} takes over {LONGEST / 60:.0f} minutes. {_UNCHANGED}")
            out.write(piece)
