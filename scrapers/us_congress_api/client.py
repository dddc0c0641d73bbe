"""HTTP for the Congress.gov API: one polite session, and every refusal in plain words.

* The key goes into the header ``X-Api-Key`` alone, never into an address, and only over TLS or to
  this machine. Nothing that is raised here holds it.
* ``format=json`` is always sent (XML is the default since April 2026), 250 rows a page, and the
  offsets are counted here: the ``next`` of an answer may hold a raw space.
* 5,000 requests an hour; ``X-Ratelimit-Remaining`` says how many are left, and the last one is
  never used. Refusals by the gateway are ``{"error": {"code", "message"}}``, refusals by the
  application ``{"error": "Unknown resource: ...", "request": {...}}``.

Documentation: https://github.com/LibraryOfCongress/api.congress.gov and
https://api.data.gov/docs/developer-manual/ (read 2026-11-23).
"""

from collections.abc import Callable, Mapping
from typing import Any, Self
from urllib.parse import urlsplit

import orjson
import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import InvalidHeader, MaxRetryError
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

from billtrail.errors import SourceError, UsageError
from billtrail.scrapers.crawling import user_agent

from .answers import HOST

TITLE = "Congress.gov API"
_KEY_NAME = "CONGRESS_API_KEY"
#: Rows a page: the most that is given; asking for more is silently cut.
_PAGE = 250
#: No list of one bill, and no fortnight of meetings, comes near this many pages.
MAX_PAGES = 20
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


#: What the gateway's codes mean for the person at the keyboard.
REFUSALS: Mapping[str, str] = {
    "API_KEY_MISSING": f"it got no key. Put {_KEY_NAME}=your key into secrets.env of the workspace",
    "API_KEY_INVALID": f"it does not know this key. Compare {_KEY_NAME} in secrets.env with the "
    "e-mail that brought the key, or ask for a new one at https://api.congress.gov/sign-up/",
    "API_KEY_DISABLED": "this key was switched off. Ask for a new one at "
    "https://api.congress.gov/sign-up/",
    "API_KEY_UNAUTHORIZED": "this key is not for this service. Ask for one at "
    "https://api.congress.gov/sign-up/",
    "API_KEY_UNVERIFIED": "the e-mail address of this key was never confirmed. Open the link in "
    "the e-mail that brought the key",
    "HTTPS_REQUIRED": "it answers over https only. Mend --base-url",
    "OVER_RATE_LIMIT": "the key has used up its requests of this hour. Run billtrail update again "
    "in an hour; what was fetched is kept",
}
#: The same for answers that carry no such code, by status.
_STATUSES: Mapping[int, str] = {
    401: REFUSALS["API_KEY_INVALID"],
    403: "it refused to answer (403). The key may be wrong, or the network is not let in. Check "
    f"{_KEY_NAME} in secrets.env, then try again later",
    429: REFUSALS["OVER_RATE_LIMIT"],
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


class Client:
    """Asks one question after another; a context manager.

    ``pausing`` hears for how many seconds the server asked us to wait. ``remaining`` is what is
    left of the hour's requests, where the server said so.
    """

    def __init__(
        self,
        key: str,
        *,
        base_url: str | None = None,
        contact: str | None = None,
        pausing: Callable[[float], None] = lambda seconds: None,
    ) -> None:
        self._key = key
        self._base = _checked(base_url or HOST)
        self._session = _session(key, contact, pausing, local=_is_local(self._base))
        self.remaining: int | None = None
        self.limit: int | None = None
        self.requests = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self._session.close()

    def get(self, path: str, **query: str | int) -> Answer:
        """The answer at a path; raises NotThere, Stopped, or SourceError for this question alone.

        ``path`` starts with ``/v3/``; a redirect is an error, so nothing leaves the host.
        """
        self._stop_before_the_last()
        try:
            with self._session.get(
                f"{self._base}{path}",
                params={"format": "json", "limit": _PAGE, **query},
                timeout=_TIMEOUT,
                stream=True,
                allow_redirects=False,
            ) as response:
                self._note(response)
                return self._answer(response.status_code, response.headers, _body(response))
        except requests.RequestException as error:
            words = next(words for kind, words in _FAILURES if isinstance(error, kind))
            raise Stopped(f"{TITLE}: {words}.") from None

    def pages(self, path: str, **query: str | int) -> list[Answer]:
        """Every page of a list, until as many rows were asked for as it says it has."""
        answers: list[Answer] = []
        for number in range(MAX_PAGES):
            answers.append(self.get(path, offset=number * _PAGE, **query))
            if (number + 1) * _PAGE >= row_count(answers[0]):
                return answers
        raise SourceError(f"{TITLE}: {path} has over {MAX_PAGES * _PAGE:,} rows, too many to read.")

    def _stop_before_the_last(self) -> None:
        if self.remaining is not None and self.remaining <= _RESERVE:
            of = f" of {self.limit:,}" if self.limit else ""
            raise Stopped(
                f"{TITLE}: {self.remaining}{of} requests are left this hour, so it was not asked "
                "further. Run billtrail update again in an hour; what was fetched is kept."
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
        if status == requests.codes.ok and isinstance(answer, dict) and "error" not in answer:
            return answer
        raise self._refusal(status, headers, answer)

    def _refusal(self, status: int, headers: Mapping[str, str], answer: Any) -> SourceError:
        """What went wrong, as the exception that says how far it reaches."""
        error = answer.get("error") if isinstance(answer, dict) else None
        code, message = _error_parts(error)
        if words := REFUSALS.get(code) or _STATUSES.get(status):
            return Stopped(f"{TITLE}: {words}.{_asked_to_wait(headers)}")
        if status == requests.codes.not_found:
            return NotThere(f"{TITLE}: not there. {self._quoted(message)}".strip())
        if requests.codes.multiple_choices <= status < requests.codes.bad_request:
            return Stopped(f"{TITLE}: it sent us to another address, which is never followed.")
        if answer is None:
            return SourceError(f"{TITLE}: the answer ({status}) is not JSON. Try again later.")
        return SourceError(
            f"{TITLE}: it answered {status}. {self._quoted(message)} Try again later; if this "
            "stays, report it at https://github.com/LibraryOfCongress/api.congress.gov/issues."
        )

    def _quoted(self, message: str) -> str:
        """The server's own words, on one line and without the key, should it repeat it."""
        words = " ".join(message.replace(self._key, "(key)").split())[:200]
        return f'Its words: "{words}".' if words else ""


def row_count(answer: Answer) -> int:
    """How many rows a list says it has, on all its pages; 0 where it does not say."""
    pagination = answer.get("pagination")
    count = pagination.get("count") if isinstance(pagination, dict) else None
    return _number(count, None) or 0


def _number(value: object, otherwise: int | None) -> int | None:
    text = str(value).strip()
    return int(text) if text.isdecimal() else otherwise


def _error_parts(error: object) -> tuple[str, str]:
    """(code, message) of either form of error."""
    if isinstance(error, dict):
        return str(error.get("code") or ""), str(error.get("message") or "")
    return "", error if isinstance(error, str) else ""


def _asked_to_wait(headers: Mapping[str, str]) -> str:
    seconds = _number(headers.get("Retry-After"), None)
    return f" It asks to wait {-(-seconds // 60)} minutes." if seconds else ""


def _body(response: requests.Response) -> bytes:
    """The body, unpacked; raises SourceError as soon as it grows too large."""
    pieces, size = [], 0
    for piece in response.iter_content(1 << 16):
        size += len(piece)
        if size > MAX_BYTES:
            raise SourceError(f"{TITLE}: the answer is over {MAX_BYTES // 1_000_000} MB.")
        pieces.append(piece)
    return b"".join(pieces)


def _is_local(base: str) -> bool:
    return urlsplit(base).hostname in ("127.0.0.1", "localhost", "::1")


def _checked(base: str) -> str:
    """The base address, if a key may be sent there."""
    if not base.startswith("https://") and not _is_local(base):
        raise UsageError(f"{TITLE}: the key is sent over https only, not to {base}.")
    return base.rstrip("/")


def _session(
    key: str, contact: str | None, pausing: Callable[[float], None], *, local: bool
) -> requests.Session:
    session = requests.Session()
    session.headers.update({"X-Api-Key": key, "User-Agent": user_agent(contact),
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
