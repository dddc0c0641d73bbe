"""Why no answer came, in plain words: what Scrapy raises is written for programmers."""

from collections.abc import Mapping

from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)

from billtrail.scrapers.settings import DOWNLOAD_MAXSIZE

TOO_LARGE = f"the answer is too large (over {DOWNLOAD_MAXSIZE // 1_000_000} MB)"
_WORDS: Mapping[type[BaseException], str] = {
    DownloadCancelledError: TOO_LARGE,
    DownloadConnectionRefusedError: "the server refused the connection",
    DownloadTimeoutError: "the server did not answer in time",
    ResponseDataLossError: "the answer broke off before its end",
}
#: What unpacking says of a body that grows too large: the kind of its error is a general one.
_GROWN = "exceeded DOWNLOAD_MAXSIZE"


def describe(error: BaseException | None) -> str:
    """One line for a person: words of ours, else the error's own, else its kind."""
    said = " ".join(str(error).split())
    if _GROWN in said:
        return TOO_LARGE
    return _WORDS.get(type(error)) or said or type(error).__name__  # type: ignore[arg-type]
