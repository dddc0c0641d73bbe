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
from functools import lru_cache

from billtrail.errors import BilltrailError, ParseError
from billtrail.identifiers import (
    display,
    measure_kind,
    official_url,
    origin_chamber,
    split_key,
)
from billtrail.models import (
    Action,
    Activity,
    Analysis,
    Bill,
    BillCommittee,
    Document,
    Hearing,
    Record,
    Source,
    Sponsorship,
    Summary,
    Version,
    VersionText,
    Vote,
    VoteRecord,
)
from billtrail.scrapers.ca_rules import chamber_of, classes_of, classify, committee_named
from billtrail.scrapers.caml import CamlText, caml_text, code_sections
from billtrail.scrapers.pubinfo_files import ADDED, Legislator, PubinfoReference, stage
from billtrail.scrapers.pubinfo_rows import TABLES, Row, read_tables
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
_HOUSE_LETTERS: Mapping[Chamber | None, str] = {Chamber.LOWER: "A", Chamber.UPPER: "S"}
_HOUSES_BY_LETTER = {"A": Chamber.LOWER, "S": Chamber.UPPER}
_PARTIES = {"DEM": "D", "REP": "R", "IND": "I"}
_OPTIONS = {"AYE": "yes", "NOE": "no", "ABS": "abstain"}


class Tables:
    """A document's rows by table, each read once; ``[]`` where it has none."""

    def __init__(self, document: Document, reference: PubinfoReference | None) -> None:
        self.document = document
        self.reference = reference or PubinfoReference()
        self.key = document.url.rpartition("/")[2]
        self._rows = read_tables(document.parts)

    def __getitem__(self, table: str) -> list[Row]:
        return self._rows.get(table, [])

    @property
    def session(self) -> str:
        """``20252026`` as the tables have it, for extraordinary sessions too."""
        return split_key(self.key).session[:8]

    def newest(self) -> str:
        """The newest update of any row: what day the data speaks for."""
        stamps = [row["trans_update"] or "" for rows in self._rows.values() for row in rows]
        if not any(stamps):
            raise ParseError(f"{self.document.url}: no row says when it was updated")
        return max(stamps).replace(" ", "T")


def parse(document: Document, reference: PubinfoReference | None = None) -> Iterator[Record]:
    """The bill that a document's rows tell of, its hearings, texts and analyses; raises
    ParseError."""
    tables = Tables(document, reference)
    try:
        split_key(tables.key)
    except BilltrailError as error:
        raise ParseError(f"{document.url}: {error}") from error
    adds = document.kind == ADDED
    if not tables["BILL_TBL"] and not adds:
        raise ParseError(f"{document.url}: no row in BILL_TBL")
    prints = [_Print(row, document) for row in _by_number(tables["BILL_VERSION_TBL"])]
    yield _bill(tables, prints, adds)
    yield from _hearings(tables)
    yield from (text for one in prints if (text := one.full_text(tables.key)))
    yield from _analyses(tables)


def _bill(tables: Tables, prints: "list[_Print]", adds: bool) -> Bill:
    key = tables.key
    parts, kind, chamber = split_key(key), measure_kind(key), origin_chamber(key)
    row = max(tables["BILL_TBL"], key=lambda r: r["trans_update"] or "", default=_NO_BILL)
    history = _oldest_first(tables["BILL_HISTORY_TBL"])
    data_as_of, law = tables.document.data_as_of or tables.newest(), _law(row)
    return Bill(
        key=key,
        jurisdiction=parts.jurisdiction,
        session=parts.session,
        identifier=display(key),
        kind=kind.value,
        chamber=chamber,
        data_as_of=data_as_of,
        title=prints[0].subject if prints else None,
        introduced_date=_introduced(prints, history),
        law=law,
        location=_place(row["current_location"], tables.reference),
        status_text=row["current_status"],
        source_url=official_url(key),
        sponsorships=_sponsorships(tables, row["latest_bill_version_id"]),
        committees=_committees(history, tables.reference),
        versions=tuple(_version(one, key, tables) for one in prints) if prints else None,
        votes=_votes(tables),
        summaries=_messages(tables),
        actions=_actions(history, kind, data_as_of) or _final_step(kind, law, prints),
        adds=adds,
    )


#: What is known of a bill whose row is not new.
_NO_BILL: Row = dict.fromkeys(TABLES["BILL_TBL"])


# -- history -------------------------------------------------------------------------------------


def _oldest_first(rows: list[Row]) -> list[Row]:
    """By day, then by the publisher's sequence and id; ids of the first years run backwards."""
    if len(rows) < 2:
        return rows
    placed = [
        (row["action_date"] or "", _number(row["action_sequence"]), _number(row["bill_history_id"]))
        for row in rows
    ]
    by_id = [(day, id_) for day, _, id_ in placed]
    sign = -1 if min(by_id)[1] > max(by_id)[1] else 1
    order = sorted(
        range(len(rows)), key=lambda n: (placed[n][0], placed[n][1], sign * placed[n][2])
    )
    return [rows[n] for n in order]


def _actions(history: list[Row], kind: MeasureKind, as_of: str) -> tuple[Action, ...] | None:
    is_bill = kind == MeasureKind.BILL
    return tuple([_action(row, is_bill, as_of) for row in history]) or None


def _final_step(
    kind: MeasureKind, law: str | None, prints: "list[_Print]"
) -> tuple[Action, ...] | None:
    """The one step that a chaptered measure without history proves."""
    if not law or not prints or not prints[0].day:
        return None
    class_ = ActionClass.BECAME_LAW if kind == MeasureKind.BILL else ActionClass.ADOPTION
    text = f"Final print: {law}"
    return (Action(prints[0].day, text, (class_,), Chamber.EXECUTIVE, official=False),)


def _action(row: Row, is_bill: bool, as_of: str) -> Action:
    """``From committee: Do pass.  (Ayes 8. Noes 0.) (March 23).`` with its doubled blanks."""
    text = " ".join((row["action"] or "").split())
    code = row["ternary_location"] or ""
    return Action(
        date=_day(row["action_date"]) or as_of[:10],
        description=text,
        classification=classes_of(text, is_bill),
        chamber=chamber_of(text, row["primary_location"]),
        code=row["action_code"],
        committee=code if _COMMITTEE.fullmatch(code) else committee_named(text),
    )


def _committees(
    history: list[Row], reference: PubinfoReference
) -> tuple[BillCommittee, ...] | None:
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
            _place(code, reference) or code,
            Chamber.LOWER if code[1] == "X" else Chamber.UPPER,
            activities=tuple(Activity("action", day) for day in dict.fromkeys(found)),
        )
        for code, found in days.items()
    )


def _introduced(prints: "list[_Print]", history: list[Row]) -> str | None:
    """The day of the first print, else of the first action where the history is whole."""
    for one in prints:
        if one.row["bill_version_action"] == "Introduced":
            return one.day
    for row in history:
        if _FIRST.search(row["action"] or ""):
            return _day(row["action_date"])
    return None


_FIRST = re.compile(r"read first time\.\s+to print|^introduced", re.IGNORECASE)


# -- authors -------------------------------------------------------------------------------------


def _sponsorships(tables: Tables, latest: str | None) -> tuple[Sponsorship, ...] | None:
    """The authors of the newest print that names any."""
    rows = tables["BILL_VERSION_AUTHORS_TBL"]
    if not rows:
        return None
    named = {row["bill_version_id"] or "" for row in rows}
    wanted = latest if latest in named else min(named)
    found = {
        (row["name"], row["contribution"]): _sponsorship(
            (row["type"], row["house"], row["name"], row["contribution"]),
            tables.session,
            tables.reference,
        )
        for row in rows
        if row["bill_version_id"] == wanted and row["active_flg"] != "N"
    }
    return tuple(sorted(found.values(), key=_by_role))


_ROLE_ORDER = {role: n for n, role in enumerate(_ROLES.values())}


def _by_role(sponsorship: Sponsorship) -> tuple[int, bool, str]:
    """Authors first, people before committees; the tables keep no order."""
    role = _ROLE_ORDER[sponsorship.role]
    return role, sponsorship.entity != "person", sponsorship.name


@lru_cache(maxsize=20_000)
def _sponsorship(
    author: tuple[str | None, ...], session: str, reference: PubinfoReference
) -> Sponsorship:
    type_, house, name, contribution = author
    chamber = _HOUSES.get(house or "")
    seat = _seat(name or "", chamber, session, reference)
    return Sponsorship(
        name=name or "",
        role=_ROLES.get(contribution or "", SponsorRole.COAUTHOR),
        person=_person(seat, session) if seat else None,
        party=_PARTIES.get(seat.party or "", seat.party) if seat else None,
        state="CA",
        district=seat.district[2:].lstrip("0") if seat else None,
        chamber=chamber,
        entity="person" if type_ == "Legislator" else "organization",
    )


def _seat(
    name: str, chamber: Chamber | None, session: str, reference: PubinfoReference
) -> Legislator | None:
    return reference.seat(name, session, _HOUSE_LETTERS.get(chamber, ""))


def _person(seat: Legislator, session: str) -> str:
    """``ca-20252026-sd02``: a seat of one session; names differ between tables, seats do not."""
    return f"ca-{session}-{seat.district.lower()}"


# -- prints, messages, analyses ------------------------------------------------------------------


def _by_number(rows: list[Row]) -> list[Row]:
    """Newest first: version numbers count down from 99 (introduced)."""
    return sorted(rows, key=lambda r: _number(r["version_num"]))


class _Print:
    """A row of BILL_VERSION_TBL and what its text says."""

    def __init__(self, row: Row, document: Document) -> None:
        self.row = row
        self.day = _day(row["bill_version_action_date"])
        self.subject = _BLANKS.sub(" ", row["subject"] or "").strip().removesuffix(".") or None
        lob = document.parts.get(row["bill_xml"] or "")
        self.says = caml_text(lob) if lob else CamlText(None, None)

    def full_text(self, key: str) -> VersionText | None:
        code, text = self.row["bill_version_id"], self.says.text
        return VersionText(key, code, text) if code and text else None


def _version(one: _Print, key: str, tables: Tables) -> Version:
    digest, title, code = one.says.digest, one.says.title, one.row["bill_version_id"]
    if digest and len(digest) > DIGEST_CHARACTERS:
        digest = digest[:DIGEST_CHARACTERS] + " [cut]"
    return Version(
        note=one.row["bill_version_action"] or "",
        date=one.day,
        code=code,
        urls=(("text/html", official_url(key).replace("billNavClient", "billTextClient")),),
        subject=one.subject,
        digest=digest,
        sections=code_sections(title) if title else None,
        authors=_leads(tables["BILL_VERSION_AUTHORS_TBL"], code),
    )


def _leads(rows: list[Row], code: str | None) -> tuple[str, ...] | None:
    """Who leads a print; ``None`` where its authors are not told."""
    of_print = [row for row in rows if row["bill_version_id"] == code]
    leads = {row["name"] or "" for row in of_print if row["contribution"] == "LEAD_AUTHOR"}
    return tuple(sorted(leads)) if of_print else None


def _messages(tables: Tables) -> tuple[Summary, ...] | None:
    """The Governor's message, of a veto or a signature."""
    found = [
        Summary("Message of the Governor", _day(row["veto_date"]), text)
        for row in tables["VETO_MESSAGE_TBL"]
        if (text := _long_text(tables, row["message"])[1])
    ]
    return tuple(found) or None


def _analyses(tables: Tables) -> Iterator[Analysis]:
    for row in tables["BILL_ANALYSIS_TBL"]:
        if row["active_flg"] == "N" or not row["analysis_id"]:
            continue
        media_type, text = _long_text(tables, row["source_doc"])
        yield Analysis(
            identifier=f"ca-{row['analysis_id']}",
            bill=tables.key,
            date=_day(row["analysis_date"]),
            chamber=_HOUSES_BY_LETTER.get(row["house"] or ""),
            name=_BLANKS.sub(" ", row["committee_name"] or "").strip() or None,
            committee=code if _COMMITTEE.fullmatch(code := row["committee_code"] or "") else None,
            media_type=media_type,
            url=official_url(tables.key).replace("billNavClient", "billAnalysisClient"),
            text=text,
        )


def _long_text(tables: Tables, name: str | None) -> tuple[str | None, str | None]:
    """Its kind and its words, as staging read them."""
    kept = tables.document.parts.get(name or "", b"").decode()
    kind, _, text = kept.partition("\n")
    return kind or None, text or None


# -- votes -----------------------------------------------------------------------------------------


def _votes(tables: Tables) -> tuple[Vote, ...] | None:
    summaries = tables["BILL_SUMMARY_VOTE_TBL"]
    if not summaries:
        return None
    members: dict[tuple[str | None, ...], list[Row]] = {}
    for row in tables["BILL_DETAIL_VOTE_TBL"]:
        members.setdefault(_ballot(row), []).append(row)
    votes = {_ballot(row): _vote(row, members.get(_ballot(row), []), tables.session,
                                 tables.reference)
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


def _hearings(tables: Tables) -> Iterator[Hearing]:
    for row in tables["COMMITTEE_HEARING_TBL"]:
        day, place = _day(row["hearing_date"]), row["location_code"] or ""
        if day:
            chamber = Chamber.LOWER if place.startswith("CX") else Chamber.UPPER
            yield Hearing(f"{tables.key}|{place}|{day}", tables.key, day, place or None,
                          _place(place, tables.reference), chamber)  # fmt: skip


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
