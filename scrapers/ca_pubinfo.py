"""California's PUBINFO archives: the Legislature's own bulk data, all sessions since 1989.

Publisher: downloads.leginfo.legislature.ca.gov (``pubinfo_YEAR.zip``, daily and delta zips); public
domain, Government Code 10248.5. Format and staging: ``pubinfo_files``. One document is the rows of
all tables with one bill. Quirks, each seen in real rows:

* 1989-1998 has chaptered bills only, in their final print, without history; from 1999 history and
  votes; the first years leave most columns NULL and count ``bill_history_id`` backwards (1999);
* ``action_sequence`` repeats inside a bill, so ``bill_history_id`` breaks ties (2025-03-07);
* vote summaries of 1999 are dated midnight, the members' rows by the clock: both are joined on
  place, motion, sequence and day. A summary may miscount abstentions (SB 26, 2025): members' rows
  count, the summary is kept as ``stated``;
* a vetoed bill keeps the state ``Enrolled``; only ``current_status`` says ``Vetoed`` (SB 275);
* members are called by another name in votes (``Weber``) than as authors (``Weber Pierson``), and
  a seat can have two rows of which one is not active (AD15, 2025);
* the dump of 2025-03-07 has no BILL_VERSION_TBL: titles are then absent, never guessed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from billtrail.errors import BilltrailError, ParseError
from billtrail.identifiers import (
    display,
    key_from_leginfo_id,
    measure_kind,
    official_url,
    origin_chamber,
    split_key,
)
from billtrail.models import (
    Action,
    Activity,
    Bill,
    BillCommittee,
    Document,
    Hearing,
    Record,
    Source,
    Sponsorship,
    Version,
    Vote,
    VoteRecord,
)
from billtrail.scrapers.ca_rules import chamber_of, classify, committee_named
from billtrail.scrapers.caml import caml_text
from billtrail.scrapers.pubinfo_files import (
    Legislator,
    PubinfoReference,
    Row,
    rows_of,
    stage,
)
from billtrail.vocabulary import ActionClass, Chamber, MeasureKind, SponsorRole

_BLANKS = re.compile(r"\s+")
_COMMITTEE = re.compile(r"C([XS])\d+")
#: A digest is kept up to this length, and says so where it is cut.
DIGEST_CHARACTERS = 20_000

_ROLES = {
    "LEAD_AUTHOR": SponsorRole.AUTHOR,
    "PRINCIPAL_COAUTHOR": SponsorRole.PRINCIPAL_COAUTHOR,
    "COAUTHOR": SponsorRole.COAUTHOR,
}
_HOUSES = {"ASSEMBLY": Chamber.LOWER, "SENATE": Chamber.UPPER}
_HOUSE_LETTERS = {Chamber.LOWER: "A", Chamber.UPPER: "S"}
_PARTIES = {"DEM": "D", "REP": "R", "IND": "I"}
_OPTIONS = {"AYE": "yes", "NOE": "no", "ABS": "abstain"}


def parse(document: Document, reference: PubinfoReference | None = None) -> Iterator[Record]:
    """The bill (and its hearings) that a document's rows tell of; raises ParseError."""
    bills = rows_of(document, "BILL_TBL")
    if not bills:
        raise ParseError(f"{document.url}: no row in BILL_TBL")
    row = max(bills, key=lambda r: r["trans_update"] or "")
    try:
        key = key_from_leginfo_id(row["bill_id"] or "")
    except BilltrailError as error:
        raise ParseError(f"{document.url}: {error}") from error
    tables = reference or PubinfoReference()
    yield _bill(key, row, document, tables)
    yield from _hearings(key, rows_of(document, "COMMITTEE_HEARING_TBL"), tables)


def _bill(key: str, row: Row, document: Document, tables: PubinfoReference) -> Bill:
    parts = split_key(key)
    versions = _by_number(rows_of(document, "BILL_VERSION_TBL"))
    history = _oldest_first(rows_of(document, "BILL_HISTORY_TBL"))
    kind, chamber = measure_kind(key), origin_chamber(key)
    newest = versions[0] if versions else None
    law = _law(row)
    bill = Bill(
        key=key,
        jurisdiction=parts.jurisdiction,
        session=parts.session,
        identifier=display(key),
        kind=kind.value,
        chamber=chamber,
        data_as_of=document.data_as_of or _newest(document),
        title=_subject(newest),
        introduced_date=_introduced(versions, history),
        law=law,
        location=_place(row["current_location"], tables),
        status_text=row["current_status"],
        source_url=official_url(key),
        sponsorships=_sponsorships(row, document, tables),
        committees=_committees(history, tables),
        versions=tuple(_version(v, key, document) for v in versions) if versions else None,
        votes=_votes(document, row["session_year"] or "", tables),
    )
    return _with_actions(bill, history, newest)


# -- history -------------------------------------------------------------------------------------


def _oldest_first(rows: list[Row]) -> list[Row]:
    """By day, then by the publisher's sequence and id; ids of the first years run backwards."""
    rows = sorted(rows, key=lambda r: (r["action_date"] or "", _number(r["bill_history_id"])))
    backwards = len(rows) > 1 and _number(rows[0]["bill_history_id"]) > _number(
        rows[-1]["bill_history_id"]
    )
    sign = -1 if backwards else 1
    return sorted(
        rows,
        key=lambda r: (
            _day(r["action_date"]) or "",
            _number(r["action_sequence"]),
            sign * _number(r["bill_history_id"]),
        ),
    )


def _with_actions(bill: Bill, history: list[Row], newest: Row | None) -> Bill:
    """The bill with its actions; chaptered bills without history get the one step they prove."""
    if history:
        return replace(bill, actions=tuple(_action(row, bill) for row in history))
    if bill.law and newest and (day := _day(newest["bill_version_action_date"])):
        ends = bill.kind == MeasureKind.BILL
        class_ = ActionClass.BECAME_LAW if ends else ActionClass.ADOPTION
        step = Action(day, f"Final print: {bill.law}", (class_,), Chamber.EXECUTIVE, official=False)
        return replace(bill, actions=(step,))
    return bill


def _action(row: Row, bill: Bill) -> Action:
    """``From committee: Do pass.  (Ayes 8. Noes 0.) (March 23).`` with its doubled blanks."""
    text = _BLANKS.sub(" ", row["action"] or "").strip()
    code = row["ternary_location"] or ""
    return Action(
        date=_day(row["action_date"]) or bill.data_as_of[:10],
        description=text,
        chamber=chamber_of(text, row["primary_location"], bill),
        code=row["action_code"],
        committee=code if _COMMITTEE.fullmatch(code) else committee_named(text),
    )


def _committees(history: list[Row], tables: PubinfoReference) -> tuple[BillCommittee, ...] | None:
    """Committees that had the bill, by the days its history places it there."""
    if not history:
        return None
    days: dict[str, list[str]] = {}
    for row in history:
        code = row["ternary_location"] or ""
        if _COMMITTEE.fullmatch(code) and (day := _day(row["action_date"])):
            days.setdefault(code, []).append(day)
    return tuple(
        BillCommittee(
            code,
            _place(code, tables) or code,
            Chamber.LOWER if code[1] == "X" else Chamber.UPPER,
            activities=tuple(Activity("action", day) for day in dict.fromkeys(found)),
        )
        for code, found in days.items()
    )


def _introduced(versions: list[Row], history: list[Row]) -> str | None:
    """The day of the first print, else of the first action where the history is whole."""
    for row in versions:
        if row["bill_version_action"] == "Introduced":
            return _day(row["bill_version_action_date"])
    for row in history:
        if "read first time" in (row["action"] or "").lower():
            return _day(row["action_date"])
    return None


# -- authors -------------------------------------------------------------------------------------


def _sponsorships(
    bill: Row, document: Document, tables: PubinfoReference
) -> tuple[Sponsorship, ...] | None:
    """The authors of the newest print that names any."""
    rows = rows_of(document, "BILL_VERSION_AUTHORS_TBL")
    if not rows:
        return None
    latest = bill["latest_bill_version_id"]
    wanted = latest if any(r["bill_version_id"] == latest for r in rows) else min(
        r["bill_version_id"] or "" for r in rows
    )  # fmt: skip
    found = {
        (row["name"], row["contribution"]): _sponsorship(row, bill, tables)
        for row in rows
        if row["bill_version_id"] == wanted and row["active_flg"] != "N"
    }
    return tuple(sorted(found.values(), key=_by_role))


def _by_role(sponsorship: Sponsorship) -> tuple[int, bool, str]:
    """Authors first, people before committees; the tables keep no order."""
    roles = list(_ROLES.values())
    return roles.index(sponsorship.role), sponsorship.entity != "person", sponsorship.name


def _sponsorship(row: Row, bill: Row, tables: PubinfoReference) -> Sponsorship:
    chamber = _HOUSES.get(row["house"] or "")
    name = row["name"] or ""
    seat = _seat(name, chamber, bill["session_year"] or "", tables)
    return Sponsorship(
        name=name,
        role=_ROLES.get(row["contribution"] or "", SponsorRole.COAUTHOR),
        person=_person(seat, bill["session_year"] or "") if seat else None,
        party=_PARTIES.get(seat.party or "", seat.party) if seat else None,
        state="CA",
        district=seat.district[2:].lstrip("0") if seat else None,
        chamber=chamber,
        entity="person" if row["type"] == "Legislator" else "organization",
    )


def _seat(
    name: str, chamber: Chamber | None, session: str, tables: PubinfoReference
) -> Legislator | None:
    """The seat a name means in a house: its own name, else the one name that begins with it."""
    seats = tables.legislators.get((session, _HOUSE_LETTERS.get(chamber, "")), ())  # type: ignore[arg-type]
    exact = [seat for seat in seats if name in (seat.author_name, seat.full_name)]
    begun = [seat for seat in seats if seat.author_name.split(" ")[0] == name]
    found = exact or begun
    active = [seat for seat in found if seat.active] or found
    return active[0] if len({seat.district for seat in active}) == 1 else None


def _person(seat: Legislator, session: str) -> str:
    """``ca-20252026-sd02``: a seat of one session; names differ between tables, seats do not."""
    return f"ca-{session}-{seat.district.lower()}"


# -- versions and votes ----------------------------------------------------------------------------


def _by_number(rows: list[Row]) -> list[Row]:
    """Newest first: version numbers count down from 99 (introduced)."""
    return sorted(rows, key=lambda r: _number(r["version_num"]))


def _subject(row: Row | None) -> str | None:
    text = _BLANKS.sub(" ", (row or {}).get("subject") or "").strip()
    return text.removesuffix(".") or None


def _version(row: Row, key: str, document: Document) -> Version:
    lob = document.parts.get(row["bill_xml"] or "")
    digest = caml_text(lob).digest if lob else None
    if digest and len(digest) > DIGEST_CHARACTERS:
        digest = digest[:DIGEST_CHARACTERS] + " [cut]"
    return Version(
        note=row["bill_version_action"] or "",
        date=_day(row["bill_version_action_date"]),
        code=row["bill_version_id"],
        urls=(("text/html", official_url(key).replace("billNavClient", "billTextClient")),),
        subject=_subject(row),
        digest=digest,
    )


def _votes(document: Document, session: str, tables: PubinfoReference) -> tuple[Vote, ...] | None:
    summaries = rows_of(document, "BILL_SUMMARY_VOTE_TBL")
    if not summaries:
        return None
    members: dict[tuple[str | None, ...], list[Row]] = {}
    for row in rows_of(document, "BILL_DETAIL_VOTE_TBL"):
        members.setdefault(_ballot(row), []).append(row)
    votes = {_ballot(row): _vote(row, members.get(_ballot(row), []), session, tables)
             for row in summaries}  # fmt: skip
    return tuple(sorted(votes.values(), key=lambda vote: vote.identifier))


def _ballot(row: Row) -> tuple[str | None, ...]:
    """What tells one vote from another: day, place, motion, sequence; never the clock time."""
    return (_day(row["vote_date_time"]), row["location_code"], row["motion_id"],
            row["vote_date_seq"])  # fmt: skip


def _vote(summary: Row, members: list[Row], session: str, tables: PubinfoReference) -> Vote:
    place = summary["location_code"] or ""
    chamber = Chamber.LOWER if place[:1] == "A" or place[:2] == "CX" else Chamber.UPPER
    stated = tuple(int(_number(summary[name])) for name in ("ayes", "noes", "abstain"))
    records = _records(members, chamber, session, tables)
    counted = tuple(
        sum(record.option == option for record in records) for option in ("yes", "no", "abstain")
    )
    yes, no, other = counted if records else stated
    day = _day(summary["vote_date_time"]) or ""
    return Vote(
        identifier="|".join(part or "" for part in _ballot(summary)),
        date=day,
        chamber=chamber,
        committee=place if _COMMITTEE.fullmatch(place) else None,
        motion=tables.motions.get(summary["motion_id"] or ""),
        result=(summary["vote_result"] or "").strip("() ").lower() or None,
        yes=yes,
        no=no,
        other=other,
        stated=(stated[0], stated[1], stated[2]) if records and counted != stated else None,
        records=records or None,
    )


def _records(
    members: list[Row], chamber: Chamber, session: str, tables: PubinfoReference
) -> tuple[VoteRecord, ...]:
    found = {}
    for row in sorted(members, key=lambda r: (_number(r["member_order"]), r["legislator_name"])):
        name = row["legislator_name"] or ""
        seat = _seat(name, chamber, session, tables)
        option = _OPTIONS.get(row["vote_code"] or "", "not voting")
        found[name] = VoteRecord(name, option, _person(seat, session) if seat else None)
    return tuple(found.values())


def _hearings(key: str, rows: list[Row], tables: PubinfoReference) -> Iterator[Hearing]:
    for row in rows:
        day, place = _day(row["hearing_date"]), row["location_code"] or ""
        if day:
            chamber = Chamber.LOWER if place.startswith("CX") else Chamber.UPPER
            yield Hearing(f"{key}|{place}|{day}", key, day, place or None, _place(place, tables),
                          chamber)  # fmt: skip


# -- small things ----------------------------------------------------------------------------------

_EXTRAORDINARY = ("", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth",
                  "Ninth")  # fmt: skip


def _law(row: Row) -> str | None:
    """``Chapter 623, Statutes of 2025``; a resolution's chapter says so; year, type and session
    are all needed, because numbers repeat."""
    if not row["chapter_num"] or not row["chapter_year"]:
        return None
    prefix = "Resolution Chapter" if row["chapter_type"] == "CHR" else "Chapter"
    law = f"{prefix} {row['chapter_num']}, Statutes of {row['chapter_year']}"
    extra = int(_number(row["chapter_session_num"]))
    return f"{law}, {_EXTRAORDINARY[extra]} Extraordinary Session" if extra else law


def _place(code: str | None, tables: PubinfoReference) -> str | None:
    return tables.locations.get(code or "", code) or None


def _day(value: str | None) -> str | None:
    """``2025-03-04 00:00:00`` -> ``2025-03-04``."""
    return value[:10] if value else None


def _number(value: str | None) -> float:
    try:
        return float(value or 0)
    except ValueError:
        return 0.0


def _newest(document: Document) -> str:
    """The newest update of any of the bill's rows: what day the data speaks for."""
    found = [
        row["trans_update"]
        for table in ("BILL_TBL", "BILL_HISTORY_TBL", "BILL_VERSION_TBL", "BILL_SUMMARY_VOTE_TBL")
        for row in rows_of(document, table)
        if row["trans_update"]
    ]
    if not found:
        raise ParseError(f"{document.url}: no row says when it was updated")
    return max(found).replace(" ", "T")


KINDS: Mapping[str, str] = {
    "table": r"(?:^|/)[A-Z_]+_TBL\.dat$",
    "lob": r"(?:^|/)[A-Z_]+_TBL_\d+\.lob$",
}

SOURCE = Source(
    name="ca_pubinfo",
    title="California Legislature, PUBINFO",
    jurisdiction="ca",
    kinds=KINDS,
    rank=40,
    rhythm=24 * 8,
    hosts=("downloads.leginfo.legislature.ca.gov",),
    home="https://downloads.leginfo.legislature.ca.gov/",
    parse=parse,
    classify=classify,
    documents=stage,
    licence="Public domain (California Government Code 10248.5)",
)
