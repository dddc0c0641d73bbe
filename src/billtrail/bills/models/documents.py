"""What publishers give, where it lies, and the texts that belong to a bill."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from billtrail.legislatures import Chamber

#: Of a ``Link``, instead of a file's time: its publisher answered that there is no such file.
ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Link:
    """Something to fetch. ``bill`` is its key where the publisher's address names one, ``lastmod``
    its time in the publisher's list of files, as written there."""

    source: str
    url: str
    kind: str
    bill: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    lastmod: str | None = None


class Document(NamedTuple):
    """The smallest set of bytes that can be parsed alone.

    ``parts`` maps a name to bytes: one part for a BILLSTATUS file, one per table for a PUBINFO
    bill. ``data_as_of`` is the day (or instant) the publisher's data speaks for, never the time
    of import; ``None`` lets the parser read it from the bytes. ``sha256`` is over all parts.
    """

    source: str
    kind: str
    url: str
    parts: Mapping[str, bytes]
    fetched_at: str
    data_as_of: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class PartLeftOut:
    """A part of a bill's document that says too little to be kept; ``what`` it was, in words. It
    costs itself alone."""

    bill: str
    what: str


@dataclass(frozen=True, slots=True)
class VersionText:
    """The whole text of one print, plain, a paragraph a line; ``code`` is the print's, ``url`` its
    publisher's address of it."""

    bill: str
    code: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """A committee's analysis of a bill. ``text`` is ``None`` where it cannot be read out of the
    file, whose kind ``media_type`` tells."""

    identifier: str
    bill: str
    date: str | None = None
    chamber: Chamber | None = None
    name: str | None = None
    committee: str | None = None
    media_type: str | None = None
    url: str | None = None
    text: str | None = None
