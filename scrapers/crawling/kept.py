"""A visit kept as files: what it says of itself in one, the pages beside it.

A page does not say when it was read, so a visit that is read again needs both.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from billtrail.bills.models import Document
from billtrail.errors import ParseError

Parts = Mapping[str, bytes]


@dataclass(slots=True)
class KeptVisit:
    """The files of one folder, and the document they make."""

    document: Document | None = None
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def reference(self, known: str | None = None) -> None:
        """Pages need no look-up."""

    def documents(self, now: str) -> Iterator[Document]:
        if self.document:
            yield self.document


@dataclass(frozen=True, slots=True)
class VisitFiles:
    """How a source keeps its visits: ``about`` is the file in which one says what it is."""

    source: str
    about: str

    def document(self, kind: str, url: str, pages: Parts, at: str) -> Document:
        """The document of a visit at an instant (UTC); equal pages of two visits to an address have
        one hash, and those of two addresses, such as two empty lists, have not."""
        said = {"kind": kind, "fetched_at": at, "url": url}
        return self._document(said, {self.about: json.dumps(said, indent=2).encode(), **pages})

    def _document(self, said: Mapping[str, str], parts: Parts) -> Document:
        hashed = hashlib.sha256(f"{said['kind']} {said['url']}".encode())
        for name in sorted(parts.keys() - {self.about}):
            hashed.update(name.encode() + b"\0" + parts[name] + b"\0")
        at = said["fetched_at"]
        return Document(self.source, said["kind"], said["url"], parts, at, at, hashed.hexdigest())

    def said(self, parts: Parts) -> Mapping[str, str]:
        """``kind``, ``fetched_at`` and ``url`` of a visit; raises ParseError."""
        try:
            about = json.loads(parts[self.about])
            said = {name: str(about[name]) for name in ("kind", "fetched_at", "url")}
            datetime.fromisoformat(said["fetched_at"])
        except (KeyError, ValueError, TypeError) as error:
            raise ParseError(f"{self.about}: does not say what, when and where ({error})") from None
        return said

    def gather(
        self,
        files: Iterable[tuple[str, IO[bytes]]],
        directory: Path,
        archive: Path | None = None,
    ) -> KeptVisit:
        """The files of one folder as one visit."""
        parts = {PurePosixPath(path).name: stream.read() for path, stream in files}
        try:
            return KeptVisit(self._document(self.said(parts), parts))
        except ParseError as error:
            return KeptVisit(None, [f"{error}; its pages are left out"])
