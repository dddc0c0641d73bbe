"""Why no answer came, in plain words: what Scrapy raises is written for programmers."""

from collections.abc import Mapping

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)

from .settings import DOWNLOAD_MAXSIZE

_TOO_LARGE = f"the answer is too large (over {DOWNLOAD_MAXSIZE // 1_000_000} MB)"
_WORDS: Mapping[type[BaseException], str] = {
    CannotResolveHostError: "its name is not known here: is there a network?",
    DownloadCancelledError: _TOO_LARGE,
    DownloadConnectionRefusedError: "the server refused the connection",
    DownloadTimeoutError: "the server did not answer in time",
    ResponseDataLossError: "the answer broke off before its end",
}
#: Where the kind of the error is a general one, a part of its text and our words.
_TEXTS: Mapping[str, str] = {
    "exceeded DOWNLOAD_MAXSIZE": _TOO_LARGE,
    "max redirections reached": "the server sends us on and on (redirects)",
}


def describe(error: BaseException | None) -> str:
    """One line for a person: words of ours, else the error's own, else its kind."""
    said = " ".join(str(error).split())
    ours = (words for text, words in _TEXTS.items() if text in said)
    return next(ours, None) or _WORDS.get(type(error)) or said or type(error).__name__  # type: ignore[arg-type]
