"""Members and committees of Congress: unitedstates/congress-legislators.

Publisher: https://github.com/unitedstates/congress-legislators (CC0), read 2026-11-23 as
https://unitedstates.github.io/congress-legislators/legislators-current.json,
``committees-current.json`` and ``committee-membership-current.json``. The three speak of one day
and name each other's people and committees, so they are one document. Quirks:

* nothing says for what day the files speak: a live answer speaks for its own day, files for the
  newest term in them, since the time of a copied file means nothing;
* ``terms`` are oldest first and hold both chambers; delegates are ``rep`` with district 0;
* a committee's code is ``HSJU``, a subcommittee's ``10``; bill files write ``hsju00``, ``hsju10``;
* senators have a second id, ``lis``, by which the Senate's roll calls name them;
* members are listed under the joined code (``HSJU10``), with ``title`` only where they have one.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import IO, Any

import orjson

from billtrail.bills import Source
from billtrail.bills.models import (
    Action,
    Bill,
    Committee,
    CommitteeMember,
    Document,
    Link,
    Person,
    Record,
    Term,
)
from billtrail.errors import ParseError, UsageError
from billtrail.legislatures import ActionClass, Chamber
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers import told_by_address
from billtrail.scrapers.crawling import Known, Visit, is_opening

NAME = "us_legislators"
KIND = "roster"
HOST = "https://unitedstates.github.io"
PEOPLE, COMMITTEES, MEMBERS = FILES = (
    "legislators-current.json", "committees-current.json", "committee-membership-current.json"
)  # fmt: skip
#: The files are large and change with elections and assignments: they are asked for once in this,
#: in the first weeks of a Congress once a day, until its members and their seats are there.
_EVERY, _AT_FIRST = timedelta(days=7), timedelta(days=1)

_CHAMBERS = {"rep": Chamber.LOWER, "sen": Chamber.UPPER, "house": Chamber.LOWER,
             "senate": Chamber.UPPER, "joint": Chamber.LEGISLATURE}  # fmt: skip
_PARTIES = {"Democrat": "D", "Republican": "R", "Independent": "I"}
_ROLES = {"chairman": "chair", "chairwoman": "chair", "chair": "chair", "cochairman": "chair",
          "vice chairman": "vice chair", "vice chairwoman": "vice chair"}  # fmt: skip

Row = Mapping[str, Any]


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The members and committees of a roster; raises ParseError, also where a file is missing."""
    with told_by_address(document):
        yield from _records(document)


def _records(document: Document) -> list[Record]:
    if missing := [name for name in FILES if name not in document.parts]:
        raise ParseError(
            f"a roster is three files in one folder; {', '.join(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} missing"
        )
    try:
        people, committees, members = (orjson.loads(document.parts[name]) for name in FILES)
        as_of = (document.data_as_of or _newest_term(people))[:10]
        roster = sessions.session_on("us", as_of)
        return [*(_person(row, roster, as_of) for row in people),
                *_committees(committees, members, roster, as_of)]  # fmt: skip
    except UsageError as error:  # the publisher's list is sound, and our own calendar has ended
        raise ParseError(
            "the list cannot be dated, because our calendar is too old for it. "
            "Update Billtrail, or add the next Congress: [rule] last_year and valid_until in "
            f"data/calendars/us.toml. ({error})"
        ) from error


def _newest_term(people: Iterable[Row]) -> str:
    return max(str(term["start"]) for row in people for term in row["terms"])


def _person(row: Row, roster: str, as_of: str) -> Person:
    name, term = row["name"], row["terms"][-1]
    return Person(
        id=str(row["id"]["bioguide"]),
        name=str(name.get("official_full") or f"{name['first']} {name['last']}"),
        jurisdiction="us",
        roster=roster,
        as_of=as_of,
        chamber=_CHAMBERS[term["type"]],
        party=_PARTIES.get(term.get("party", "")),
        state=term["state"],
        district=_district(term),
        family_name=name.get("last"),
        given_name=name.get("first"),
        url=term.get("url"),
        phone=term.get("phone"),
        office=term.get("office"),
        terms=tuple(_term(one) for one in reversed(row["terms"])),
        voter_id=row["id"].get("lis"),
    )


def _district(term: Row) -> str | None:
    return str(term["district"]) if "district" in term else None


def _term(term: Row) -> Term:
    return Term(
        chamber=_CHAMBERS[term["type"]],
        district=f"{term['state']}-{term['district']}" if "district" in term else term["state"],
        starts=term["start"],
        ends=term["end"],
        party=_PARTIES.get(term.get("party", "")),
    )


def _committees(
    committees: Iterable[Row], members: Mapping[str, list[Row]], roster: str, as_of: str
) -> Iterator[Committee]:
    """Each committee, followed by its subcommittees; one without a list has unknown members."""
    for row in committees:
        chamber, code = _CHAMBERS[row["type"]], row["thomas_id"]
        parent = f"{code.lower()}00"
        about: dict[str, Any] = {
            "jurisdiction": "us",
            "roster": roster,
            "as_of": as_of,
            "chamber": chamber,
        }
        yield Committee(id=parent, name=row["name"], members=_listed(members.get(code)), **about)
        for sub in row.get("subcommittees") or ():
            one = f"{code}{sub['thomas_id']}"
            yield Committee(id=one.lower(), name=sub["name"], parent=parent,
                            members=_listed(members.get(one)), **about)  # fmt: skip


def _listed(rows: list[Row] | None) -> tuple[CommitteeMember, ...] | None:
    if rows is None:
        return None
    return tuple(CommitteeMember(row["bioguide"], _role(row.get("title"))) for row in rows)


def _role(title: str | None) -> str:
    small = (title or "member").lower()
    return _ROLES.get(small, small)


def classify(action: Action, bill: Bill) -> tuple[ActionClass, ...]:
    """A roster has no actions."""
    return ()


# -- the three files as one document --------------------------------------------------------------


def _address(name: str) -> str:
    return f"{HOST}/congress-legislators/{name}"


def links(keys: Iterable[str], known: Known | None = None) -> Iterator[Link]:
    """The roster, whole, where it was not asked for lately."""
    stored = (known or {}).get(_address(PEOPLE))
    last = stored.fetched_at if stored else None
    now, today = datetime.fromisoformat(sessions.utc_now()), sessions.today()
    opening = is_opening("us", sessions.session_on("us", today), today)
    every = _AT_FIRST if opening else _EVERY
    if last is None or datetime.fromisoformat(last) < now - every:
        yield Link(NAME, _address(PEOPLE), KIND)


def _follow(link: Link, body: bytes) -> Mapping[str, str]:
    return {name: _address(name) for name in (COMMITTEES, MEMBERS)}


def _join(link: Link, pages: Mapping[str, bytes], at: str) -> Document:
    return _document(link.url, pages, at, at)


VISIT = Visit(PEOPLE, _follow, _join)


def _document(url: str, parts: Mapping[str, bytes], at: str, data_as_of: str | None) -> Document:
    digest = hashlib.sha256(b"\0".join(parts[name] for name in sorted(parts))).hexdigest()
    return Document(NAME, KIND, url, parts, at, data_as_of, digest)


class StagedFolder:
    """The files of one folder."""

    def __init__(self, files: Iterable[tuple[str, IO[bytes]]]) -> None:
        self.problems: list[str] = []
        self.notes: list[str] = []
        self._parts = {PurePosixPath(name).name: stream.read() for name, stream in files}

    def reference(self, stored: str | None = None) -> "StagedFolder":
        """The files need no look-up but themselves."""
        return self

    def text(self) -> str:
        """Nothing to keep for a later import."""
        return ""

    def documents(self, now: str) -> Iterator[Document]:
        yield _document(_address(PEOPLE), self._parts, now, None)


def stage(files: Iterable[tuple[str, IO[bytes]]], folder: Path, archive: Path) -> StagedFolder:
    """The files of a folder as one roster."""
    return StagedFolder(files)


SOURCE = Source(
    name=NAME,
    title="Members and committees of Congress (unitedstates/congress-legislators)",
    jurisdiction="us",
    kinds={
        KIND: r"(^|/)(legislators-current|committees-current|committee-membership-current)"
        r"\.json$"
    },
    rank=20,
    rhythm=24 * 14,
    hosts=("unitedstates.github.io",),
    home="https://github.com/unitedstates/congress-legislators",
    parse=parse,
    classify=classify,
    start=links,
    documents=stage,
    licence="CC0",
    parser_version=2,
    roster="document",
)
