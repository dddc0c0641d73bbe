"""Who is behind a California bill (BILL_VERSION_AUTHORS_TBL), and whose seat a name means.

Members are called by another name in votes (``Weber``) than as authors (``Weber Pierson``), and a
seat can have two rows of which one is not active (AD15, 2025).
"""

from collections.abc import Mapping
from functools import lru_cache

from billtrail.bills.models import Sponsorship
from billtrail.legislatures import Chamber, SponsorRole

from .bill import BillRows
from .lookups import Legislator, PubinfoReference
from .tables import AuthorRow

_ROLES = {
    "LEAD_AUTHOR": SponsorRole.AUTHOR,
    "PRINCIPAL_COAUTHOR": SponsorRole.PRINCIPAL_COAUTHOR,
    "COAUTHOR": SponsorRole.COAUTHOR,
}
_HOUSES = {"ASSEMBLY": Chamber.LOWER, "SENATE": Chamber.UPPER}
_HOUSE_LETTERS: Mapping[Chamber | None, str] = {Chamber.LOWER: "A", Chamber.UPPER: "S"}
_PARTIES = {"DEM": "D", "REP": "R", "IND": "I"}


def sponsorships(rows: BillRows, latest: str) -> tuple[Sponsorship, ...] | None:
    """The authors of the newest print that names any."""
    authors = rows[AuthorRow]
    if not authors:
        return None
    named = {row.bill_version_id for row in authors}
    wanted = latest if latest in named else min(named)
    listed = [r for r in authors if r.bill_version_id == wanted and r.active_flg != "N"]
    listed.sort(key=_by_role)
    found = {
        (row.house, row.name, row.contribution): _sponsorship(
            (row.type, row.house, row.name, row.contribution),
            rows.session,
            rows.reference,
        )
        for row in listed
    }
    return tuple(found.values())


_ROLE_ORDER = {contribution: n for n, contribution in enumerate(_ROLES)}


def _by_role(row: AuthorRow) -> tuple[int, bool, bool, str]:
    """Authors first, the one who carries the bill before joint ones, people before committees;
    the tables keep no order."""
    role = _ROLE_ORDER.get(row.contribution, len(_ROLE_ORDER))
    return role, row.primary_author_flg != "Y", row.type != "Legislator", row.name


@lru_cache(maxsize=20_000)
def _sponsorship(author: tuple[str, ...], session: str, reference: PubinfoReference) -> Sponsorship:
    type_, house, name, contribution = author
    chamber = _HOUSES.get(house)
    seat = seat_of(name, chamber, session, reference)
    return Sponsorship(
        name=name,
        role=_ROLES.get(contribution, SponsorRole.COAUTHOR),
        person=person_of(seat, session) if seat else None,
        party=_PARTIES.get(seat.party or "", seat.party) if seat else None,
        state="CA",
        district=seat.district[2:].lstrip("0") if seat else None,
        chamber=chamber,
        entity="person" if type_ == "Legislator" else "organization",
    )


def seat_of(
    name: str, chamber: Chamber | None, session: str, reference: PubinfoReference
) -> Legislator | None:
    """The seat a name means in a session and chamber."""
    return reference.seat(name, session, _HOUSE_LETTERS.get(chamber, ""))


def person_of(seat: Legislator, session: str) -> str:
    """``ca-20252026-sd02``: a seat of one session; names differ between tables, seats do not."""
    return f"ca-{session}-{seat.district.lower()}"


def leads(authors: list[AuthorRow], code: str) -> tuple[str, ...] | None:
    """Who leads a print; ``None`` where its authors are not told."""
    of_print = [row for row in authors if row.bill_version_id == code]
    names = {row.name for row in of_print if row.contribution == "LEAD_AUTHOR"}
    return tuple(sorted(names)) if of_print else None
