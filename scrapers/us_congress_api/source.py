"""Bill status of the United States Congress: the Congress.gov API, version 3.

Publisher: Library of Congress. Format:
https://github.com/LibraryOfCongress/api.congress.gov (read 2026-11-23). It fills what GovInfo's
files lack, for days or for good: cosponsors, new actions, committee meetings. A key is needed;
without one GovInfo alone is used.

One document is one visit: every answer about one bill (or one committee meeting), asked for
within seconds, kept in one JSON file that says when:

    {"key": "us-119-hr1379", "fetched_at": "2026-11-23T08:00:00Z",
     "answers": {"bill": [...], "actions": [page, ...], "cosponsors": [page, ...], ...}}

Quirks, with the day they were seen:

* Numbers are mixed: ``congress`` 119, ``number`` "1379" (but 3099 in a related bill, 2022),
  ``district`` 7, system code 9. All become text.
* What is empty is ``null``, ``[]`` or missing. A list that no answer holds is ``None``; ``[]`` is
  ``()`` (2022 and 2026 samples).
* A reserved number has a sponsor (the leader), no ``latestAction`` and empty lists (119hr6, 2026).
* A meeting of several days has ``continuations`` with a ``continuationDate`` each (``meeting_dt``
  to November 2025).
* ``cosponsors.count`` leaves out who withdrew, ``countIncludingWithdrawnCosponsors`` does not.
* Lists were cut at 250 rows and counts were wrong for months (until 2026-01), so a list shorter
  than its own count is refused, and so is one much shorter than the bill's answer says.
* Each answer is cached for half an hour by itself: they may differ by a row or two.
* Committee meetings do not hang on bills: the list of meetings says what changed since a day, and
  each meeting names its bills. Instants are UTC. Senate meetings are all a "Meeting".
* ``eventId`` is ``eventid`` in the published schema; ``relatedItems`` is a list there.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from billtrail.bills import Source
from billtrail.bills.models import (
    Action,
    Activity,
    Bill,
    BillCommittee,
    Document,
    Record,
    Sponsorship,
    Vote,
)
from billtrail.errors import ParseError
from billtrail.legislatures import Chamber, SponsorRole, display, official_url, split_key
from billtrail.scrapers import told_by_address
from billtrail.scrapers.us_govinfo import (
    _TYPES,
    CHAMBERS,
    CODES,
    SYSTEMS,
    TEXTS,
    TEXTS_OF_CODES,
    WORDS,
    _kind,
    chamber_of,
    classify,
    day_of,
    is_reserved,
    named,
    nameless,
    plain_line,
    read_vote,
    system_of,
)

from .answers import (
    BILL,
    KEY,
    MEETING,
    NAME,
    ApiVisit,
    Row,
    items_of,
    listed,
    read_visit,
    refuse_halved,
    text_of,
    the_one,
    within,
)
from .meetings import read_meeting

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The Bill of a visit, or the Hearings of a meeting; raises ``ParseError``."""
    with told_by_address(document):
        yield from _READERS[document.kind](read_visit(document))


# Bills -----------------------------------------------------------------------------------------


def _read_bill(visit: ApiVisit) -> Iterator[Record]:
    bill = the_one(visit, "bill")
    _refuse_another_bill(visit, bill)
    actions, cosponsors = listed(visit, "actions"), listed(visit, "cosponsors")
    refuse_halved(bill, "actions", actions)
    refuse_halved(bill, "cosponsors", cosponsors)
    key = split_key(visit.key)
    type_ = _TYPES[key.type]
    title = plain_line(text_of(bill, "title") or "") or None
    done = None if actions is None else _actions(actions, type_.chamber)
    reserved = is_reserved(title, done)
    sponsorships = _sponsorships(bill, cosponsors, type_.chamber)
    yield from nameless(visit.key, sponsorships or ())
    yield Bill(
        key=visit.key,
        jurisdiction="us",
        session=key.session,
        identifier=display(visit.key),
        kind=_kind(type_, title, ()),
        chamber=type_.chamber,
        data_as_of=visit.fetched_at,
        title=title,
        introduced_date=None if reserved else text_of(bill, "introducedDate"),
        law=_law(bill),
        policy_area=text_of(within(bill, "policyArea"), "name"),
        source_url=official_url(visit.key),
        cosponsor_count=_bare_count(bill) if cosponsors is None else None,
        reserved=reserved,
        sponsors_only=cosponsors is None and bool(bill.get("sponsors")),
        sponsorships=sponsorships and tuple(one for one in sponsorships if one.name),
        actions=done,
        committees=_committees(listed(visit, "committees")),
        votes=None if actions is None else _votes(actions),
    )


def _refuse_another_bill(visit: ApiVisit, bill: Row) -> None:
    """The answer, and every page's echo of the question, must be about the bill asked for."""
    told = [(text_of(bill, "congress"), text_of(bill, "type"), text_of(bill, "number"))]
    for pages in visit.answers.values():
        requests = (within(page, "request") for page in pages)
        told += [(text_of(r, "congress"), text_of(r, "billType"), text_of(r, "billNumber"))
                 for r in requests if "billNumber" in r]  # fmt: skip
    for congress, type_, number in told:
        if f"us-{congress}-{(type_ or '').lower()}{number}" != visit.key:
            raise ParseError(f"asked for {visit.key}, answered with {congress} {type_} {number}")


def _bare_count(bill: Row) -> int | None:
    """How many stand behind the bill now, where nobody is named."""
    count = text_of(within(bill, "cosponsors"), "count")
    return int(count) if count else None


def _law(bill: Row) -> str | None:
    """``Public Law 119-73``, ``Private Law 115-1``: the two are numbered apart."""
    for law in items_of(bill.get("laws")):
        if number := text_of(law, "number"):
            return f"{text_of(law, 'type') or 'Public Law'} {number}"
    return None


def _sponsorships(
    bill: Row, cosponsors: list[Row] | None, chamber: Chamber
) -> tuple[Sponsorship, ...] | None:
    """Who leads, then who joined; who is listed twice on two pages counts once."""
    if cosponsors is None and not bill.get("sponsors"):
        return None
    leads = (_sponsorship(row, SponsorRole.SPONSOR, chamber)
             for row in items_of(bill.get("sponsors")))  # fmt: skip
    joined = (_sponsorship(row, SponsorRole.COSPONSOR, chamber) for row in cosponsors or ())
    return tuple(dict.fromkeys((*leads, *joined)))


def _sponsorship(row: Row, role: SponsorRole, chamber: Chamber) -> Sponsorship:
    name, party, state, district = named(text_of(row, "fullName"))
    joined = role is SponsorRole.COSPONSOR
    asked = text_of(row, "isByRequest") == "Y" or bool(text_of(row, "byRequestType"))
    return Sponsorship(
        name=name,
        role=role,
        person=text_of(row, "bioguideId"),
        date=text_of(row, "sponsorshipDate"),
        withdrawn=text_of(row, "sponsorshipWithdrawnDate"),
        original=str(row.get("isOriginalCosponsor")).lower() == "true" if joined else None,
        party=party or text_of(row, "party"),
        state=state or text_of(row, "state"),
        district=district or text_of(row, "district"),
        chamber=chamber,
        by_request=asked,
    )


def _actions(rows: list[Row], origin: Chamber) -> tuple[Action, ...]:
    """Oldest first (the API's order reversed); what says nothing but a date is left out."""
    return tuple(action for row in reversed(rows) for action in _action(row, origin))


def _action(row: Row, origin: Chamber) -> Iterator[Action]:
    """One action for each of its committees, as in GovInfo's files."""
    date, code = text_of(row, "actionDate"), text_of(row, "actionCode")
    text, kind = text_of(row, "text"), text_of(row, "type")
    committees = [text_of(c, "systemCode") for c in items_of(row.get("committees"))] or [None]
    system = system_of(_system(row), code, committees[0])
    if not date or not _DATE.fullmatch(date):
        raise ParseError(f"an action has no date: {date!r}")
    if not (text or code or system):
        return
    for committee in committees:
        yield Action(
            date=date,
            description=plain_line(text) if text else WORDS.get(code or "") or kind or "",
            chamber=chamber_of(system, code, origin),
            time=text_of(row, "actionTime"),
            system=system,
            code=code,
            kind=kind,
            committee=committee,
            calendar=text_of(within(row, "calendarNumber"), "calendar"),
            official=text is not None,
        )


def _system(row: Row) -> str | None:
    """The code of the reporting system; the Senate's is ``0``, also where it gives none."""
    system = within(row, "sourceSystem")
    return text_of(system, "code") or SYSTEMS.get(text_of(system, "name") or "")


def _votes(rows: list[Row]) -> tuple[Vote, ...]:
    """Recorded votes that the actions name: links only."""
    named = (read_vote(vote, plain_line(text_of(row, "text") or ""))
             for row in rows for vote in items_of(row.get("recordedVotes")))  # fmt: skip
    found: dict[str, Vote] = {}
    for vote in filter(None, named):
        found.setdefault(vote.identifier, vote)
    return tuple(found.values())


def _committees(rows: list[Row] | None) -> tuple[BillCommittee, ...] | None:
    """Each committee, followed by its subcommittees."""
    if rows is None:
        return None
    found: list[BillCommittee] = []
    for row in rows:
        committee = _committee(row, CHAMBERS.get(text_of(row, "chamber") or ""), None)
        found.append(committee)
        found += [
            _committee(sub, committee.chamber, committee.committee)
            for sub in items_of(row.get("subcommittees"))
        ]
    return tuple(found)


def _committee(row: Row, chamber: Chamber | None, parent: str | None) -> BillCommittee:
    code = text_of(row, "systemCode")
    if not code:
        raise ParseError(f"a committee has no code: {text_of(row, 'name')!r}")
    done = dict.fromkeys(
        Activity((text_of(activity, "name") or "").capitalize(), day_of(text_of(activity, "date")))
        for activity in items_of(row.get("activities"))
    )
    return BillCommittee(code, text_of(row, "name") or code, chamber, parent, tuple(done))


_READERS: Mapping[str, Callable[[ApiVisit], Iterator[Record]]] = {
    BILL: _read_bill, MEETING: read_meeting,
}  # fmt: skip

SOURCE = Source(
    name=NAME,
    title="Congress.gov API (Library of Congress)",
    publisher="Congress.gov",
    tracker="https://github.com/LibraryOfCongress/api.congress.gov/issues",  # beside its guide
    record="API answer",
    jurisdiction="us",
    kinds={
        BILL: r"CONGRESS-bill-us-\d+-[a-z]+\d+\.json$",
        MEETING: r"CONGRESS-meeting-\d+-\d+\.json$",
    },
    rank=30,
    rhythm=24 * 7,
    hosts=("api.congress.gov",),
    home="https://api.congress.gov",
    parse=parse,
    classify=classify,
    licence="Public domain (17 U.S.C. 105)",
    rules={"codes": CODES, "texts of codes": TEXTS_OF_CODES, "texts": TEXTS},
    official=True,
    parser_version=9,
    access=KEY,
)
