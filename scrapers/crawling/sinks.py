"""Where the outcomes of a crawl go.

A ``Sink`` takes them. The crawl runs in a process of its own, so ``LinesSink`` writes them as
JSON lines and ``read_outcome`` hands each line to the sink on the other side. Nothing here needs
Scrapy.
"""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import IO, Any, Protocol

from billtrail.bills.models import Document, Link

from .crawl_plan import Batch


class Sink(Protocol):
    """Takes each link's outcome. ``checked_at`` is the instant (UTC) of the answer.

    The link of ``document`` carries the new validators: keep them only once the document is
    saved, since a later 304 confirms whatever was kept.
    """

    def document(self, document: Document, link: Link) -> None: ...

    def unchanged(self, link: Link, checked_at: str) -> None: ...

    def missing(self, link: Link, checked_at: str) -> None: ...

    def failed(self, link: Link, reason: str) -> None: ...

    def forbidden(self, link: Link, reason: str) -> None: ...


class UpdateSink(Sink, Protocol):
    """A sink that also takes what a feed of changes says.

    ``confirmed``: the feed of ``checked_at`` reaches back far enough and does not name the link's
    bill; without a bill the link is the feed itself, with its new validators.
    """

    def confirmed(self, link: Link, checked_at: str) -> None: ...

    def announced(self, batches: Sequence[Batch]) -> None:
        """What the feed says that the publisher wrote anew, and when."""

    def still_absent(self, link: Link) -> None:
        """The publisher had no file of the bill, and its feed names none since."""

    def listed(
        self, lists: Sequence[tuple[Link, str]], entries: Mapping[str, str], open: Iterable[str]
    ) -> None:
        """The publisher's lists, each with the instant it was read; the times in them of the
        files that nobody asks for; and the addresses whose time is not to be believed until
        their file was taken in."""

    def waiting(self, links: Iterable[Link]) -> None:
        """Bills just introduced, to be looked at now or later."""

    def introduced(self, document: Document, link: Link) -> None:
        """The file of a bill just introduced."""


class LinesSink:
    """Writes each outcome as one JSON line, at once."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def document(self, document: Document, link: Link) -> None:
        parts = {name: base64.b64encode(data).decode() for name, data in document.parts.items()}
        bare = document._replace(parts={})._asdict()
        self._write("document", link, document={**bare, "parts": parts})

    def unchanged(self, link: Link, checked_at: str) -> None:
        self._write("unchanged", link, checked_at=checked_at)

    def missing(self, link: Link, checked_at: str) -> None:
        self._write("missing", link, checked_at=checked_at)

    def failed(self, link: Link, reason: str) -> None:
        self._write("failed", link, reason=reason)

    def forbidden(self, link: Link, reason: str) -> None:
        self._write("forbidden", link, reason=reason)

    def _write(self, outcome: str, link: Link, **values: Any) -> None:
        self.write({"outcome": outcome, "link": asdict(link), **values})

    def write(self, record: Mapping[str, Any]) -> None:
        self._stream.write(json.dumps(record).encode() + b"\n")
        self._stream.flush()


def read_outcome(record: Mapping[str, Any], sink: Sink) -> None:
    """Hand one record of ``LinesSink`` to a sink."""
    link = Link(**record["link"])
    outcome = record["outcome"]
    if outcome == "document":
        values = record["document"]
        parts = {name: base64.b64decode(data) for name, data in values["parts"].items()}
        sink.document(Document(**{**values, "parts": parts}), link)
    elif outcome in ("unchanged", "missing"):
        getattr(sink, outcome)(link, record["checked_at"])
    else:
        getattr(sink, outcome)(link, record["reason"])
