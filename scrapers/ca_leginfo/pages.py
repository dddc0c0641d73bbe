"""The pages of leginfo.legislature.ca.gov about one measure: what each holds, by its ids.

JSF pages (XHTML); a plain GET of a tab gives it whole. Ids as four independent readers of the live
site report them (to 2026); quirks:

* ``#lastAction`` is the day of the last amendment, and ``#latest_commitee_location`` is misspelt;
* an empty value is ``-``;
* dates are ``mm/dd/yy``: the century is that of the session;
* the history has the newest step first; it does not say which house acted;
* votes name members by the name of the day, and places by words (``Asm Public Safety``).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from billtrail.bills.models import Sponsorship, Version, Vote, VoteRecord
from billtrail.legislatures import Chamber, SponsorRole, split_key
from billtrail.scrapers.california import committee_code, seat_named, split_place, vote_tail
from billtrail.scrapers.crawling import Element, Page, words

#: What the fold needs of a step: its day and its text, oldest first.
Step = tuple[str, str]

_DATE = re.compile(r"(\d\d)/(\d\d)/(\d\d)")
_NUMBER = re.compile(r"([A-Z]+?)(?:X?(\d))?-(\d+)")
_AUTHOR = re.compile(r"(?P<name>.+?)\s*\((?P<house>[AS])\)")
_CHAMBERS = {"A": Chamber.LOWER, "S": Chamber.UPPER}
_AUTHORS = {
    "#leadAuthors": SponsorRole.AUTHOR,
    "#principalAuthors": SponsorRole.PRINCIPAL_COAUTHOR,
    "#coAuthors": SponsorRole.COAUTHOR,
}


def day_of(text: str, key: str) -> str | None:
    """``10/09/25`` -> ``2025-10-09``, in the century of the bill's session."""
    match = _DATE.search(text)
    if not match:
        return None
    month, day, year = match.groups()
    first = int(split_key(key).session[:4])
    full = next(y for y in range(first - 50, first + 50) if y % 100 == int(year))
    return f"{full}-{month}-{day}"


def _value(element: Element | None) -> str:
    """A field's text; ``-`` stands for nothing."""
    text = words(element)
    return "" if text == "-" else text


def _refuse_another_bill(page: Page, element: Element, text: str, key: str) -> None:
    """``AB-379``: the page must be about the bill asked for."""
    parts = split_key(key)
    match = _NUMBER.match(text)
    if not match or (match[1], int(match[3])) != (parts.type.upper(), parts.number):
        raise page.wrong(element, f"asked for {key}, answered with {text[:40]!r}")


# Status -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StatusPage:
    """``title`` is the topic, ``long_title`` the words of the act."""

    title: str | None
    long_title: str | None
    location: str | None
    sponsorships: tuple[Sponsorship, ...]
    versions: tuple[Version, ...]


def read_status(page: Page, key: str, text_url: str) -> StatusPage:
    """The status tab; ``text_url`` is the address of its text tab."""
    number = page.one("#measureNum")
    _refuse_another_bill(page, number, words(number), key)
    long_title = page.maybe("#title, #statusTitle")
    committee = _value(page.maybe("#latest_commitee_location"))
    return StatusPage(
        title=_value(page.one("#subject")).removesuffix(".") or None,
        long_title=_value(long_title) or None,
        location=committee or _value(page.one("#houseLoc")) or None,
        sponsorships=tuple(_sponsorships(page, split_key(key).session[:8])),
        versions=tuple(_versions(page, key, text_url)),
    )


def _sponsorships(page: Page, session: str) -> Iterator[Sponsorship]:
    """``Addis (A) , Allen (S)``; a committee has no letter."""
    for selector, role in _AUTHORS.items():
        element = page.one(selector)
        for text in filter(None, re.split(r"\s*,\s*", _value(element))):
            match = _AUTHOR.fullmatch(text)
            name = match["name"] if match else text
            chamber = _CHAMBERS[match["house"]] if match else None
            seat = seat_named(name, chamber, session)
            yield Sponsorship(
                name=name,
                role=role,
                person=seat.person if seat else None,
                party=seat.party if seat else None,
                state="CA",
                district=seat.district if seat else None,
                chamber=chamber,
                entity="person" if match else "organization",
            )


def _versions(page: Page, key: str, text_url: str) -> Iterator[Version]:
    """``<option value="20250AB197CHP">10/09/25 - Chaptered</option>``, newest first."""
    for option in page.some("select#version option"):
        date, dash, note = words(option).partition(" - ")
        day = day_of(date, key)
        if not dash or day is None:
            raise page.wrong(option, f"{words(option)[:40]!r} where 'mm/dd/yy - name' was expected")
        yield Version(note, day, option.get("value"), urls=(("text/html", text_url),))


# History ------------------------------------------------------------------------------------------


def read_history(page: Page, key: str) -> tuple[Step, ...]:
    """Every step, oldest first; within a day too."""
    table = page.one("table#billhistory")
    steps = [step for row in page.some("tr", table) if (step := _step(page, row, key))]
    if not steps:
        raise page.wrong(table, "no step in the history")
    return tuple(reversed(steps))


def _step(page: Page, row: Element, key: str) -> Step | None:
    """One row: a day and what was done. The heading's cells are all ``th``."""
    if not page.some("td", row, least=0):
        return None
    cells = page.some("th, td", row, least=2, most=2)
    day, text = day_of(words(cells[0]), key), words(cells[1])
    if day is None or not text:
        raise page.wrong(row, f"{words(row)[:60]!r} where 'mm/dd/yy' and a step were expected")
    return day, text


# Votes --------------------------------------------------------------------------------------------

_FIELDS = ("Date", "Result", "Location", "Ayes Count", "Noes Count", "NVR Count", "Motion")
_LISTS = {"Ayes": "yes", "Noes": "no", "NVR": "not voting"}


def read_votes(page: Page, key: str, steps: Iterable[Step], url: str) -> tuple[Vote, ...]:
    """Every vote, oldest first. Where the history has counted votes, there must be some."""
    counted = sum(vote_tail(text) is not None for _, text in steps)
    blocks = page.some("div.status", least=1 if counted else 0)
    votes = [_vote(page, block, key, url) for block in blocks]
    return tuple(_numbered(sorted(votes, key=lambda vote: vote.date)))


def _vote(page: Page, block: Element, key: str, url: str) -> Vote:
    fields = dict(_fields(page, block))
    if missing := [name for name in _FIELDS if name not in fields]:
        raise page.wrong(block, f"a vote without {', '.join(missing)}")
    day = day_of(fields["Date"], key)
    if day is None:
        raise page.wrong(block, f"{fields['Date'][:20]!r} where 'mm/dd/yy' was expected")
    chamber, place = split_place(fields["Location"])
    records = tuple(_records(fields))
    stated = tuple(_count(page, block, fields[f"{name} Count"]) for name in _LISTS)
    counted = tuple(sum(r.option == option for r in records) for option in _LISTS.values())
    yes, no, other = counted if records else stated
    return Vote(
        identifier=f"{day}|{fields['Location']}|{fields['Motion']}",
        date=day,
        chamber=chamber,
        committee=committee_code(chamber, place) if chamber else None,
        motion=fields["Motion"] or None,
        result=fields["Result"].strip("() ").lower() or None,
        yes=yes,
        no=no,
        other=other,
        stated=(stated[0], stated[1], stated[2]) if records and counted != stated else None,
        url=url,
        records=records or None,
    )


def _fields(page: Page, block: Element) -> Iterator[tuple[str, str]]:
    """``<div class="statusRow"><label>Ayes Count</label> <span>8</span></div>``."""
    rows = page.some("div.statusRow", block, least=len(_FIELDS), most=len(_FIELDS) + len(_LISTS))
    for row in rows:
        label = page.some("label, .statusCell:not(.statusCellData)", row)[0]
        yield words(label).rstrip(": "), _value(page.maybe(".statusCellData", row))


def _records(fields: dict[str, str]) -> Iterator[VoteRecord]:
    for name, option in _LISTS.items():
        for member in filter(None, re.split(r"\s*,\s*", fields.get(name, ""))):
            yield VoteRecord(member, option)


def _count(page: Page, block: Element, text: str) -> int:
    if not text.isdecimal():
        raise page.wrong(block, f"{text[:20]!r} where a count was expected")
    return int(text)


def _numbered(votes: Iterable[Vote]) -> Iterator[Vote]:
    """The same motion twice on a day at one place is two votes."""
    seen: dict[str, int] = {}
    for vote in votes:
        seen[vote.identifier] = seen.get(vote.identifier, 0) + 1
        yield vote._replace(identifier=f"{vote.identifier}|{seen[vote.identifier]}")


# Text ---------------------------------------------------------------------------------------------


def read_digest(page: Page, key: str) -> str | None:
    """The Legislative Counsel's digest of the print shown, one paragraph a line."""
    head = page.one("#bill_header h1")
    _refuse_another_bill(page, head, words(head), key)
    page.one("#bill_all")
    digest = page.maybe("#digesttext")
    if digest is None:
        return None
    paragraphs = page.some("p, div", digest, least=0) or [digest]
    lines = (words(p) for p in paragraphs if not page.some("p, div", p, least=0))
    return "\n".join(line for line in lines if line) or None
