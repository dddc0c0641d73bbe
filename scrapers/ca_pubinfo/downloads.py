"""PUBINFO archives over HTTP: streamed to disk, gone on with where they broke off, conditional.

Publisher: downloads.leginfo.legislature.ca.gov, an Apache-style folder of zips. A whole archive is
about 950 MB, so it is never held in memory and never fetched twice: what came of it stays as
``NAME.part`` and the rest is asked for with ``Range`` and ``If-Range``. robots.txt is read first
and obeyed; requests say who we are; a redirect is not followed.
"""

import json
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from billtrail.errors import SourceError
from billtrail.files import BROKEN_ZIP
from billtrail.scrapers.crawling import RobotsRules, rules_from, user_agent

HOST = "https://downloads.leginfo.legislature.ca.gov"
#: Seconds to connect, and between two pieces of an answer.
_TIMEOUT = (10.0, 60.0)
#: How often an archive is gone on with before the rest is left for another day.
_TRIES = 6
#: Seconds between two requests; what robots.txt asks for counts where it is more.
PAUSE = 1.0
#: A server that asks for a longer pause than this (seconds) is left alone for this run.
_LONGEST_PAUSE = 60.0
#: Larger answers than this are not archives of bills (the largest is 1.26 GB).
_MOST_BYTES = 4_000_000_000
_CHUNK = 1 << 20
#: No row of bills is longer (bytes).
_LINE = 10_000
_BUSY = (429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Remote:
    """An archive as the server describes it; ``modified`` as it writes the day."""

    name: str
    modified: str
    size: int
    etag: str | None = None

    @property
    def at(self) -> str:
        """When it was written, as an ISO instant (UTC)."""
        return instant(self.modified)


def instant(http_date: str) -> str:
    """``Fri, 07 Mar 2025 12:30:00 GMT`` -> ``2025-03-07T12:30:00Z``; "" where it is no date."""
    try:
        return parsedate_to_datetime(http_date).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (TypeError, ValueError):
        return ""


def session_in(archive: Path) -> str:
    """The session of an archive's first bill, ``20252026``; "" where it cannot be read, which its
    import tells with the reason."""
    try:
        with zipfile.ZipFile(archive) as entries, entries.open("BILL_TBL.dat") as rows:
            fields = rows.readline(_LINE).decode("latin-1").split("\t")
    except (*BROKEN_ZIP, KeyError, OSError):
        return ""
    return fields[1].strip("`") if len(fields) > 1 else ""


class Downloads:
    """Asks the server for archives and keeps them in a folder; a context manager."""

    def __init__(self, folder: Path, *, base_url: str | None = None, contact: str | None = None):
        self._base = (base_url or HOST).rstrip("/")
        self._pause = 0.0 if urlsplit(self._base).hostname in ("127.0.0.1", "localhost") else PAUSE
        self._folder = folder
        self._session = requests.Session()
        # A compressed answer could not be gone on with.
        self._session.headers.update(
            {"User-Agent": user_agent(contact), "Accept-Encoding": "identity"}
        )
        if not self._pause:
            self._session.trust_env = False
        self._rules: RobotsRules | None = None
        self.requests = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self._session.close()

    # -- what is there -----------------------------------------------------------------------

    def look(self, name: str, known: str | None = None) -> Remote | None:
        """What the server says of an archive; ``None`` where there is none. ``known`` is the
        ``Last-Modified`` we have: an archive that has not changed since has size 0."""
        headers = {"If-Modified-Since": known} if known else {}
        with self._ask("HEAD", name, headers) as answer:
            if answer.status_code == requests.codes.not_modified and known:
                return Remote(name, known, 0)
            if answer.status_code == requests.codes.not_found:
                return None
            self._refuse(answer, name)
            size = int(answer.headers.get("Content-Length") or 0)
            remote = Remote(name, answer.headers.get("Last-Modified", ""), size,
                            answer.headers.get("ETag"))  # fmt: skip
            if (
                not remote.at
            ):  # something else than the archive, such as a page that tells of a fault
                raise SourceError(
                    f"{self._base}/{name}: answered without saying when it was written"
                )
            return remote

    def newest(self, names: tuple[str, ...], known: Mapping[str, str]) -> Remote | None:
        """The archive written last, of those that are there."""
        found = [remote for name in names if (remote := self.look(name, known.get(name)))]
        return max(found, key=lambda remote: remote.at, default=None)

    def _ask(self, method: str, name: str, headers: Mapping[str, str]) -> requests.Response:
        url = f"{self._base}/{name}"
        self._check(url)
        time.sleep(max(self._pause, self._rules.delay if self._rules else 0.0))
        return self._send(method, url, headers)

    def _send(self, method: str, url: str, headers: Mapping[str, str]) -> requests.Response:
        self.requests += 1
        try:
            return self._session.request(
                method, url, headers=dict(headers), timeout=_TIMEOUT, stream=True,
                allow_redirects=False,
            )  # fmt: skip
        except requests.exceptions.SSLError as error:
            raise SourceError(
                f"{self._base}: its certificate could not be verified, so nothing was fetched. "
                "Fetch the archive by hand and use 'billtrail import'."
            ) from error
        except requests.RequestException as error:
            raise SourceError(f"{self._base} cannot be reached ({type(error).__name__})") from error

    def _check(self, url: str) -> None:
        """Read robots.txt before anything else, and obey it."""
        if self._rules is None:
            with self._send("GET", f"{self._base}/robots.txt", {}) as answer:
                self._rules = rules_from(answer.status_code, self._body(answer))
        if self._rules.problem:
            raise SourceError(f"{self._base}: {self._rules.problem}")
        if not self._rules.allows(url):
            raise SourceError(
                f"{self._base}: robots.txt does not allow {urlsplit(url).path}. Fetch the archive "
                "by hand and use 'billtrail import'."
            )

    def _body(self, answer: requests.Response) -> bytes:
        """What robots.txt says, up to 512 kB."""
        try:
            return bytes(answer.raw.read(512 * 1024))
        except HTTPError as error:
            reason = f"robots.txt broke off ({type(error).__name__})"
            raise SourceError(f"{self._base}: {reason}") from error

    def _refuse(self, answer: requests.Response, name: str) -> None:
        if answer.status_code >= requests.codes.bad_request or answer.is_redirect:
            raise SourceError(f"{self._base}/{name}: answered {answer.status_code}")

    # -- fetching ------------------------------------------------------------------------------

    def fetch(self, remote: Remote) -> Path:
        """The archive on disk, whole; raises SourceError, and then keeps what has come of it."""
        if remote.size > _MOST_BYTES:
            raise SourceError(f"{remote.name}: {remote.size:,} bytes are too many for an archive")
        self._folder.mkdir(parents=True, exist_ok=True)
        part = _Part(self._folder / f"{remote.name}.part", remote)
        problem = ""
        for attempt in range(_TRIES):
            problem = self._go_on(part, remote, attempt)
            if not problem and part.size == (remote.size or part.size):
                return part.finish(self._folder / remote.name)
        raise SourceError(
            f"{remote.name}: {part.size:,} of {remote.size:,} bytes came "
            f"({problem or 'broke off'}); the next update goes on from there."
        )

    def _go_on(self, part: "_Part", remote: Remote, attempt: int) -> str:
        """Ask for what is missing; says what went wrong, or nothing."""
        with self._ask("GET", remote.name, part.wanted()) as answer:
            if answer.status_code in _BUSY:
                return self._wait(answer, attempt)
            if answer.status_code == requests.codes.requested_range_not_satisfiable:
                part.clear()
                return "its size changed"
            self._refuse(answer, remote.name)
            try:
                part.take(answer)
            except HTTPError as error:
                return f"broke off: {type(error).__name__}"
        return ""

    def _wait(self, answer: requests.Response, attempt: int) -> str:
        """Wait as long as a busy server asks; more than is sensible, and it is left alone."""
        asked = answer.headers.get("Retry-After", "")
        seconds = float(asked) if asked.isdecimal() else (2.0**attempt if self._pause else 0.0)
        if seconds > _LONGEST_PAUSE:
            raise SourceError(f"{self._base} asks to be left alone for {seconds:.0f} seconds")
        time.sleep(seconds)
        return f"answered {answer.status_code}"


class _Part:
    """What has come of an archive, and of which one it is."""

    def __init__(self, path: Path, remote: Remote) -> None:
        self._path, self._remote = path, remote
        self._note = path.with_suffix(".part.json")
        if self._read_note() != [remote.modified, remote.etag, remote.size]:
            self.clear()
            self._note.write_text(json.dumps([remote.modified, remote.etag, remote.size]))

    def _read_note(self) -> Any:
        try:
            return json.loads(self._note.read_text())
        except (OSError, ValueError):
            return None

    @property
    def size(self) -> int:
        return self._path.stat().st_size if self._path.exists() else 0

    def clear(self) -> None:
        self._path.unlink(missing_ok=True)

    def wanted(self) -> dict[str, str]:
        if not self.size:
            return {}
        same = self._remote.etag or self._remote.modified
        return {"Range": f"bytes={self.size}-", "If-Range": same}

    def take(self, answer: requests.Response) -> None:
        """Write the answer after what has come, or in its place where the server began anew."""
        begun = f"bytes {self.size}-"
        going_on = answer.status_code == requests.codes.partial_content and (
            answer.headers.get("Content-Range", "").startswith(begun)
        )
        with self._path.open("ab" if going_on else "wb") as file:
            # ``iter_content`` would lose the last piece of an answer that breaks off.
            while piece := answer.raw.read1(_CHUNK):
                file.write(piece)
                if file.tell() > _MOST_BYTES:
                    raise SourceError(f"{self._remote.name}: more than {_MOST_BYTES:,} bytes came")

    def finish(self, path: Path) -> Path:
        """The whole archive under its own name."""
        if not zipfile.is_zipfile(self._path):
            self.clear()
            raise SourceError(f"{self._remote.name}: what came is no zip, so it was not used")
        self._path.replace(path)
        self._note.unlink(missing_ok=True)
        return path
