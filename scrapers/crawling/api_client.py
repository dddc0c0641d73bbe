"""HTTP for publishers' APIs: one polite session, and every refusal in plain words.

* The key goes into the header ``X-Api-Key`` alone, into an address only where a service takes it
  nowhere else, and only over TLS or to this machine. Nothing that is raised here holds it.
* Where the service says how many requests are left, the last one is never used; where it lets so
  many a minute through, more are waited for.

What is particular to a service is its ``Service``.
"""

import re
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

import orjson
import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import InvalidHeader, MaxRetryError
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

from billtrail.errors import SourceError, UsageError

from .settings import user_agent

#: The largest answer read, in bytes (the longest lists are under 1 MB a page).
MAX_BYTES = 20_000_000
#: Seconds to connect, and between two pieces of an answer.
_TIMEOUT = (10.0, 60.0)
#: A server that asks for a longer pause than this (seconds) is left alone for this run.
RETRY_AFTER_LIMIT = 60.0
#: Requests of the hour that are left unused.
_RESERVE = 1

Answer = Mapping[str, Any]


class NotThere(SourceError):
    """The API knows nothing at this address."""


class Stopped(SourceError):
    """Nothing more will be answered in this run; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Service:
    """An API. ``refusals`` say what its codes mean for the person at the keyboard, ``statuses`` the
    same by status where an answer carries no such code, ``spoken`` by what its own words are found
    to say; ``query`` goes with every question, and the key under the name ``key_in`` where the
    service wants it there; ``a_minute`` is how many requests it lets through in one; ``issues`` is
    where a fault of it can be told."""

    title: str
    host: str
    issues: str
    refusals: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[int, str] = field(default_factory=dict)
    query: Mapping[str, str | int | Sequence[str]] = field(default_factory=dict)
    a_minute: int | None = None
    spoken: Sequence[tuple[str, str]] = ()
    key_in: str = ""

    def words(self, code: str, status: int, message: str) -> str | None:
        """What a refusal means, where it is known."""
        known = self.refusals.get(code) or self.statuses.get(status) or _DOWN.get(status)
        found = (words for said, words in self.spoken if re.search(said, message, re.IGNORECASE))
        return known or next(found, None)


_DOWN: Mapping[int, str] = {
    502: "its server is down (502). Run billtrail update again later",
    503: "its server is down (503). Run billtrail update again later",
    504: "its server is too slow (504). Run billtrail update again later",
}
#: Failures of the network, the most particular first.
_FAILURES: tuple[tuple[type[Exception], str], ...] = (
    (requests.exceptions.SSLError, "its certificate could not be verified. Do not go on over this "
     "network before somebody has looked at it"),
    (requests.exceptions.Timeout, "it did not answer in time. Run billtrail update again later"),
    (requests.exceptions.ConnectionError, "it cannot be reached. Check the internet connection"),
    (requests.exceptions.RequestException, "its answer broke off. Run billtrail update again"),
)  # fmt: skip


class PoliteRetry(Retry):
    """Waits as long as the server asks, up to a bound; asked for more, it does not try again."""

    @staticmethod
    def pausing(seconds: float) -> None:
        """Told for how many seconds the server asked to be left in peace."""

    def sleep_for_retry(self, response: BaseHTTPResponse) -> bool:
        self.pausing(self.get_retry_after(response) or 0.0)
        return super().sleep_for_retry(response)

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        try:
            return super().get_retry_after(response)
        except InvalidHeader:
            return None

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: Any = None,
        _stacktrace: Any = None,
    ) -> Self:
        if response is not None and (self.get_retry_after(response) or 0) > RETRY_AFTER_LIMIT:
            raise MaxRetryError(_pool, url or "")
        return super().increment(method, url, response, error, _pool, _stacktrace)


class Pace:
    """Lets so many requests through in a minute (0: any number), and waits for the next."""

    def __init__(self, a_minute: int, pausing: Callable[[float], None]) -> None:
        self._times: deque[float] = deque(maxlen=a_minute or None)
        self._pausing = pausing

    def wait(self) -> None:
        seconds = self.seconds(time.monotonic())
        if seconds > 0:
            self._pausing(seconds)
            time.sleep(seconds)
        if self._times.maxlen:
            self._times.append(time.monotonic())

    def seconds(self, now: float) -> float:
        """How long until another request may go."""
        full = self._times.maxlen is not None and len(self._times) == self._times.maxlen
        return self._times[0] + 60 - now if full else 0.0


class ApiClient:
    """Asks one question after another; a context manager.

    ``pausing`` hears for how many seconds the server asked us to wait. ``remaining`` is what is
    left of the hour's requests, where the server said so.
    """

    def __init__(
        self,
        service: Service,
        key: str,
        *,
        base_url: str | None = None,
        contact: str | None = None,
        pausing: Callable[[float], None] = lambda seconds: None,
    ) -> None:
        self._service, self._key = service, key
        self._base = _checked(base_url or service.host, service.title)
        self._pace = Pace(0 if _is_local(self._base) else service.a_minute or 0, pausing)
        header = {} if service.key_in else {"X-Api-Key": key}
        self._session = _session(header, contact, pausing, local=_is_local(self._base))
        self._query = {**service.query, **({service.key_in: key} if service.key_in else {})}
        self.remaining: int | None = None
        self.limit: int | None = None
        self.requests = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self._session.close()

    def get(self, path: str, **query: str | int | Sequence[str]) -> Answer:
        """The answer at a path; raises NotThere, Stopped, or SourceError for this question alone.

        ``path`` is the host's, with its slash; a redirect is an error, so nothing leaves the host.
        """
        self._stop_before_the_last()
        self._pace.wait()
        try:
            with self._session.get(
                f"{self._base}{path}",
                params={**self._query, **query},
                timeout=_TIMEOUT,
                stream=True,
                allow_redirects=False,
            ) as response:
                self._note(response)
                body = _body(response, self._service.title)
                return self._answer(response.status_code, response.headers, body)
        except requests.RequestException as error:
            words = next(words for kind, words in _FAILURES if isinstance(error, kind))
            raise Stopped(f"{self._service.title}: {words}.") from None

    def _stop_before_the_last(self) -> None:
        if self.remaining is not None and self.remaining <= _RESERVE:
            of = f" of {self.limit:,}" if self.limit else ""
            raise Stopped(
                f"{self._service.title}: {self.remaining}{of} requests are left this hour, so it "
                "was not asked further. Run billtrail update again in an hour; what was fetched "
                "is kept."
            )

    def _note(self, response: requests.Response) -> None:
        retries = getattr(response.raw, "retries", None)
        self.requests += 1 + (len(retries.history) if retries else 0)
        self.remaining = _number(response.headers.get("X-Ratelimit-Remaining"), self.remaining)
        self.limit = _number(response.headers.get("X-Ratelimit-Limit"), self.limit)

    def _answer(self, status: int, headers: Mapping[str, str], body: bytes) -> Answer:
        try:
            answer = orjson.loads(body)
        except orjson.JSONDecodeError:
            answer = None
        if status == requests.codes.ok and isinstance(answer, dict) and not _is_refusal(answer):
            return answer
        raise self._refusal(status, headers, answer)

    def _refusal(self, status: int, headers: Mapping[str, str], answer: Any) -> SourceError:
        """What went wrong, as the exception that says how far it reaches."""
        title = self._service.title
        code, message = _error_parts(answer)
        if words := self._service.words(code, status, message):
            return Stopped(f"{title}: {words}.{_asked_to_wait(headers)}")
        if status == requests.codes.not_found:
            return NotThere(f"{title}: not there. {self._quoted(message)}".strip())
        if requests.codes.multiple_choices <= status < requests.codes.bad_request:
            return Stopped(f"{title}: it sent us to another address, which is never followed.")
        if answer is None:
            return SourceError(f"{title}: the answer ({status}) is not JSON. Try again later.")
        return SourceError(
            f"{title}: it answered {status}. {self._quoted(message)} Try again later; if this "
            f"stays, report it at {self._service.issues}."
        )

    def _quoted(self, message: str) -> str:
        """The server's own words, on one line and without the key, should it repeat it."""
        words = " ".join(message.replace(self._key, "(key)").split())[:200]
        return f'Its words: "{words}".' if words else ""


def _number(value: object, otherwise: int | None) -> int | None:
    text = str(value).strip()
    return int(text) if text.isdecimal() else otherwise


def _is_refusal(answer: Answer) -> bool:
    return "error" in answer or answer.get("status") == "ERROR"


def _error_parts(answer: object) -> tuple[str, str]:
    """(code, message) of a refusal: a gateway's ``{"error": {"code", "message"}}``, an
    application's ``{"error": "..."}``, ``{"detail": "..."}`` or ``{"status": "ERROR", "alert":
    {"message"}}``."""
    if not isinstance(answer, dict):
        return "", ""
    error = answer.get("error", answer.get("detail", answer.get("alert")))
    if isinstance(error, dict):
        return str(error.get("code") or ""), str(error.get("message") or "")
    return "", error if isinstance(error, str) else ""


def _asked_to_wait(headers: Mapping[str, str]) -> str:
    seconds = _number(headers.get("Retry-After"), None)
    return f" It asks to wait {-(-seconds // 60)} minutes." if seconds else ""


def _body(response: requests.Response, title: str) -> bytes:
    """The body, unpacked; raises SourceError as soon as it grows too large."""
    pieces, size = [], 0
    for piece in response.iter_content(1 << 16):
        size += len(piece)
        if size > MAX_BYTES:
            raise SourceError(f"{title}: the answer is over {MAX_BYTES // 1_000_000} MB.")
        pieces.append(piece)
    return b"".join(pieces)


def _is_local(base: str) -> bool:
    return urlsplit(base).hostname in ("127.0.0.1", "localhost", "::1")


def _checked(base: str, title: str) -> str:
    """The base address, if a key may be sent there."""
    if not base.startswith("https://") and not _is_local(base):
        raise UsageError(f"{title}: the key is sent over https only, not to {base}.")
    return base.rstrip("/")


def _session(
    key: Mapping[str, str],
    contact: str | None,
    pausing: Callable[[float], None],
    *,
    local: bool,
) -> requests.Session:
    session = requests.Session()
    session.headers.update({**key, "User-Agent": user_agent(contact),
                            "Accept": "application/json"})  # fmt: skip
    session.trust_env = not local
    polite = type("Retry", (PoliteRetry,), {"pausing": staticmethod(pausing)})
    retry = polite(
        total=3,
        status_forcelist=(500, 502, 503, 504),  # 429 only where it says how long to wait
        allowed_methods=("GET",),
        backoff_factor=0 if local else 1,
        redirect=0,
        raise_on_status=False,
    )
    session.mount("https://", HTTPAdapter(max_retries=retry))
    session.mount("http://", HTTPAdapter(max_retries=retry))
    return session
