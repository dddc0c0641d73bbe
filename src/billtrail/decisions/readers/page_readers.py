"""Who read a page for survivors: ``readers.toml``, through the journal.

A reader is written down beside the words of the page as they stand that day. A page is a draft
until two people have read it, one of them survivor-led; one whose words change waits again.
"""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from billtrail.briefs import Brief, words_hash
from billtrail.briefs.build import Request, build
from billtrail.campaigns import READERS
from billtrail.campaigns.staff_files import (
    PageReader,
    lacking_readers,
    load_readers,
    parse_readers,
)
from billtrail.errors import CheckFailed, UsageError
from billtrail.legislatures import Audience, Language
from billtrail.legislatures.calendar import sessions
from billtrail.records import record
from billtrail.snapshot import Snapshot
from billtrail.workspace import Edit, JournalEntry, Say, Workspace, today_or_before
from billtrail.workspace import edits as workspace_edits


@dataclass(frozen=True, slots=True)
class PageReading:
    """A page as it stands, who read these words of it, and who is missing, in words."""

    page: Brief
    words: str
    readers: tuple[PageReader, ...]
    missing: tuple[str, ...]


def read_page(
    snapshot: Snapshot, workspace: Workspace, campaign: str, language: Language
) -> PageReading:
    """The page for survivors of a campaign as of today, with its readers.

    Raises UsageError where there is none, BriefRefused where it may not be printed.
    """
    today = sessions.today()
    page = build(
        snapshot, Request(campaign, snapshot.on, language, Audience.SURVIVORS, today=today)
    )
    words, readers = words_hash(page), load_readers(workspace.root)
    here = (page.subject, page.language, words)
    return PageReading(
        page, words,
        tuple(r for r in readers if (r.campaign, r.language, r.words) == here),
        lacking_readers(readers, *here),
    )  # fmt: skip


def enter_reader(
    workspace: Workspace,
    reading: PageReading,
    *,
    reader: str,
    survivor_led: bool,
    by: str,
    on: date,
    say: Say,
) -> JournalEntry:
    """Write down that somebody read the page, word for word as it stands. Raises UsageError where
    they are written down already."""
    if any(one.reader.casefold() == reader.casefold() for one in reading.readers):
        raise UsageError(f"{reader} has read this page as it stands. Nothing was changed.")
    page, readers = reading.page, load_readers(workspace.root)
    number = max((int(one.id) for one in readers), default=0) + 1
    fields = {
        "campaign": page.subject, "language": page.language, "words": reading.words,
        "reader": reader, "survivor_led": survivor_led, "on": today_or_before(on.isoformat()),
        "by": by,
    }  # fmt: skip
    command = ["text", "read", page.subject, "--language", page.language, "--reader", reader]
    command += ["--survivor-led"] if survivor_led else []
    return workspace_edits.apply(
        workspace, READERS, [Edit(record("reader", id=str(number)), fields)],
        command=shlex.join([*command, "--by", by]), by=by, check=_check, say=say,
    )  # fmt: skip


def _check(text: str) -> None:
    """Raises CheckFailed where the file would hold a faulty reader."""
    for one in parse_readers(text):
        if not one.id.isdecimal():
            raise CheckFailed(f"{READERS}: a reader's id is a number in quotes, not {one.id!r}")


def reading_lines(reading: PageReading) -> Iterator[str]:
    """Who read the page as it stands, and who is missing."""
    for one in reading.readers:
        led = ", survivor-led" if one.survivor_led else ""
        yield f"read by {one.reader}{led}, {one.on}"
    if reading.missing:
        yield f"DRAFT: it waits for {', and for '.join(reading.missing)}."
    else:
        yield "Its readers have read it as it stands: print it, then release what you printed."
