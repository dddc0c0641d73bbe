"""Watched measures of the California Legislature between two dumps: the pages of leginfo.

Publisher: Legislative Counsel of California; public domain, Government Code 10248.5. A measure has
tabs at https://leginfo.legislature.ca.gov/faces/billStatusClient.xhtml?bill_id=202520260AB379:
status, history, votes, text. One document is the tabs of one visit (``visits``), what each
holds is in ``pages``. PUBINFO has all of this and more, a day later: this source is for
the days between.

* The site's robots.txt is read at every update and obeyed (reported in 2026 to keep some crawlers
  out); where it forbids, the delta files of PUBINFO say the same.
* No page says which house took a step: it is followed through the history from the house of
  origin ("Ordered to the Senate", "In Assembly").
* Texts of steps are PUBINFO's own, so its rules classify them (``california.rules``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from billtrail.bills import Source
from billtrail.bills.models import Action, Bill, BillHearings, Document, Record, Title, Version
from billtrail.errors import BilltrailError, ParseError
from billtrail.legislatures import (
    Chamber,
    display,
    key_from_leginfo_id,
    measure_kind,
    official_url,
    origin_chamber,
    session_label,
    split_key,
)
from billtrail.scrapers.california import chamber_of, classify, notices_of
from billtrail.scrapers.crawling import Page

from .pages import StatusPage, Step, read_digest, read_history, read_status, read_votes
from .visits import (
    HISTORY,
    HOST,
    KIND,
    NAME,
    PAGE_NAME,
    STATUS,
    TEXT,
    VOTES,
    gather,
    links_for,
    tab_url,
)

#: A digest is kept up to this length, and says so where it is cut.
_DIGEST_CHARACTERS = 20_000


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The bill that a visit's pages tell of; raises ParseError naming page, selector and counts."""
    try:
        key, pages = _pages(document)
        bill = _bill(key, pages, document)
        yield bill
        if notices := tuple(notices_of(bill.actions or ())):
            yield BillHearings(key, bill.data_as_of[:10], notices=notices)
    except ParseError as error:
        raise ParseError(f"{document.url}: {error}") from error


def _pages(document: Document) -> tuple[str, dict[str, Page]]:
    """The measure's key and its pages by tab."""
    named = {m: data for name, data in document.parts.items() if (m := PAGE_NAME.search(name))}
    ids = {match[2] for match in named}
    if len(ids) != 1:
        raise ParseError(f"pages of {len(ids)} measures, 1 expected")
    try:
        key = key_from_leginfo_id(ids.pop())
    except BilltrailError as error:
        raise ParseError(str(error)) from error
    return key, {match[1]: Page(match[1], data) for match, data in named.items()}


def _bill(key: str, pages: dict[str, Page], document: Document) -> Bill:
    parts = split_key(key)
    status = _status(key, pages)
    steps = read_history(pages[HISTORY], key) if HISTORY in pages else None
    versions = status.versions if status else None
    if versions and TEXT in pages:
        versions = _with_digest(versions, read_digest(pages[TEXT], key))
    bill = Bill(
        key=key,
        jurisdiction=parts.jurisdiction,
        session=parts.session,
        identifier=display(key),
        kind=measure_kind(key).value,
        chamber=origin_chamber(key),
        data_as_of=document.data_as_of or _newest_day(status, steps),
        title=status.title if status else None,
        introduced_date=_introduced(versions or (), steps or ()),
        law=_law(steps or (), key),
        location=status.location if status else None,
        source_url=official_url(key),
        sponsorships=status.sponsorships if status else None,
        versions=versions,
        votes=read_votes(pages[VOTES], key, steps or (), tab_url(VOTES, key))
        if VOTES in pages
        else None,
        titles=_titles(status),
    )
    return bill if steps is None else replace(bill, actions=tuple(_actions(steps, bill)))


def _status(key: str, pages: dict[str, Page]) -> StatusPage | None:
    return read_status(pages[STATUS], key, tab_url(TEXT, key)) if STATUS in pages else None


def _titles(status: StatusPage | None) -> tuple[Title, ...] | None:
    if status is None or status.long_title is None:
        return None
    return (Title(status.long_title, "Long title"),)


def _with_digest(versions: tuple[Version, ...], digest: str | None) -> tuple[Version, ...]:
    """The text tab shows the newest print."""
    newest, *others = versions
    if digest and len(digest) > _DIGEST_CHARACTERS:
        digest = digest[:_DIGEST_CHARACTERS] + " [cut]"
    return (newest._replace(digest=digest), *others)


def _newest_day(status: StatusPage | None, steps: Sequence[Step] | None) -> str:
    """Pages that do not say when they were fetched speak for the newest day they name."""
    days = [day for day, _ in steps or ()]
    days += [version.date for version in (status.versions if status else ()) if version.date]
    if not days:
        raise ParseError("no page says for what day it speaks")
    return max(days)


def _introduced(versions: Sequence[Version], steps: Sequence[Step]) -> str | None:
    """The day of the first print, else of the first reading in the history."""
    prints = (version.date for version in versions if version.note == "Introduced")
    readings = (day for day, text in steps if "read first time" in text.lower())
    return next(prints, None) or next(readings, None)


# Steps --------------------------------------------------------------------------------------------

_IN = re.compile(r"\bin (senate|assembly)\b\.", re.IGNORECASE)
_TO = re.compile(r"\b(?:ordered|and) to (?:the )?(senate|assembly)\b", re.IGNORECASE)
#: Both houses are done with it; what is left is the Governor's or the Secretary of State's.
_BOTH = re.compile(r"\bto (?:engrossing and )?enroll(?:ing|ment)\b", re.IGNORECASE)
_HOUSES = {Chamber.LOWER: "assembly", Chamber.UPPER: "senate"}


def _actions(steps: Sequence[Step], bill: Bill) -> Iterator[Action]:
    """The steps, each with the chamber that took it."""
    house = _HOUSES.get(bill.chamber)
    for day, text in steps:
        if match := _IN.match(text):
            house = match[1].lower()
        yield Action(day, text, chamber=chamber_of(text, house))
        if match := _TO.search(text):
            house = match[1].lower()
        if _BOTH.search(text):
            house = None


_CHAPTER = re.compile(
    r"^Chaptered by Secretary of State(?: -|\.) (Res\. )?Chapter (\d+), Statutes of (\d{4})", re.I
)


def _law(steps: Sequence[Step], key: str) -> str | None:
    """``Chapter 623, Statutes of 2025``, as PUBINFO's chapter columns say it."""
    for _, text in reversed(steps):
        if match := _CHAPTER.match(text):
            prefix = "Resolution Chapter" if match[1] else "Chapter"
            law = f"{prefix} {match[2]}, Statutes of {match[3]}"
            return f"{law}{_extraordinary(key)}"
    return None


def _extraordinary(key: str) -> str:
    """``, First Extraordinary Session`` for a measure of one."""
    parts = split_key(key)
    if "x" not in parts.session:
        return ""
    words = session_label("ca", parts.session).split(" ", 1)[1]
    return f", {words.title()}"


SOURCE = Source(
    name=NAME,
    title="California Legislature, leginfo pages",
    publisher="California Legislative Information",
    jurisdiction="ca",
    kinds={
        KIND: rf"(?:^|/)(?:{PAGE_NAME.pattern}|ca_leginfo/\w\w/\w+/visit\.json$)",
    },
    rank=30,
    rhythm=24 * 7,
    hosts=("leginfo.legislature.ca.gov",),
    home=f"{HOST}/faces/billSearchClient.xhtml",
    parse=parse,
    classify=classify,
    parser_version=7,
    start=links_for,
    documents=gather,
    continues=True,
    licence="Public domain (California Government Code 10248.5)",
    instead=(
        "The Legislature's delta files say the same, a day later: run 'billtrail update --source "
        "ca_pubinfo', or 'billtrail import' files of https://downloads.leginfo.legislature.ca.gov/"
    ),
    official=True,
)
