"""Whole sessions of titles, looked through and not kept: a table, or an archive of bill files.

A table is CSV (also ``.csv.gz``) with the columns ``key``, or ``congress`` (``session``), ``type``
and ``number``, and ``title``; it may have ``sponsor``, ``sponsor_bioguide`` and ``introduced``.
Only Congress is named by three columns; other legislatures' bills are named by key.
"""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

from billtrail.bills.models import Bill, Document, Sponsorship
from billtrail.errors import ArchiveError, CheckFailed, ParseError
from billtrail.files import csv_table
from billtrail.legislatures import SponsorRole, display, measure_kind, origin_chamber, split_key
from billtrail.legislatures.spelling import read_guesses
from billtrail.scrapers import load_sources

from . import archive
from .recognition import patterns_of, recognise

_TABLES = (".csv", ".csv.gz")
#: A session of Congress has under 20,000 measures of a few hundred characters.
_TABLE_BYTES = 100_000_000

Say = Callable[[str], None]


def read_titles(path: Path, say: Say) -> Iterator[Bill]:
    """The bills of a table or of an archive, with what is known of them; what cannot be read is
    said. Raises CheckFailed for a table that lacks the columns, UsageError where nothing is."""
    if path.name.lower().endswith(_TABLES):
        yield from _of_table(path)
        return
    patterns = patterns_of(load_sources())
    for member in archive.members(path):
        if isinstance(member, ArchiveError):
            say(str(member))
            continue
        source, kind = recognise(member.name, patterns)
        if source is None or source.documents:
            continue
        document = Document(
            source.name, kind, member.name, {member.base: member.read()}, "", None, ""
        )
        try:
            yield from (r for r in source.parse(document, None) if isinstance(r, Bill))
        except ParseError as error:
            say(str(error))


def _of_table(path: Path) -> Iterator[Bill]:
    columns, rows = csv_table(_text(path), path.name)
    if "title" not in columns or not ("key" in columns or {"type", "number"} <= {*columns}):
        raise CheckFailed(
            f"{path.name} is no list of titles: it needs the columns title and key, or title, "
            "congress, type and number."
        )
    yield from map(_bill, rows)


def _text(path: Path) -> str:
    with (gzip.open if path.name.lower().endswith(".gz") else open)(path, "rb") as stream:
        return str(stream.read(_TABLE_BYTES).decode("utf-8-sig"))


def _key(row: dict[str, str]) -> str:
    """ "hr", "2796" and "119" as one name: "hr2796-119"."""
    name = f"{row['type']}{row['number']}-{row.get('congress') or row.get('session')}"
    for guess in read_guesses(name):
        if guess.session and (key := guess.in_session(guess.session)):
            return key.key
    raise CheckFailed(f"{name} is no measure we know.")


def _bill(row: dict[str, str]) -> Bill:
    key = split_key(row.get("key") or _key(row))
    return Bill(
        key=key.key,
        jurisdiction=key.jurisdiction,
        session=key.session,
        identifier=display(key.key),
        kind=measure_kind(key.key),
        chamber=origin_chamber(key.key),
        data_as_of=row.get("introduced") or "",
        title=row["title"],
        introduced_date=row.get("introduced") or None,
        sponsorships=_sponsor(row),
    )


def _sponsor(row: dict[str, str]) -> tuple[Sponsorship, ...] | None:
    if not (name := row.get("sponsor")):
        return None
    person = row.get("sponsor_bioguide") or None
    return (Sponsorship(name, SponsorRole.SPONSOR, person),)
