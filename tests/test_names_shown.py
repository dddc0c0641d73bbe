"""Names of members as their roster spells them, and offices that a seat does not tell."""

from collections.abc import Iterator
from datetime import date

import pytest

from billtrail.bills.models import Action, Bill, Sponsorship
from billtrail.datasette_plugins.bill.parts import build_cosponsors
from billtrail.legislatures.vocabulary import ActionClass, Chamber, SponsorRole
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace

KEY = "us-119-hr9903"
ON = date(2026, 11, 26)


def _who(name: str, person: str, state: str, district: str) -> Sponsorship:
    return Sponsorship(name, SponsorRole.COSPONSOR, person, "2026-03-02", party="D", state=state,
                       district=district, chamber=Chamber.LOWER)  # fmt: skip


@pytest.fixture
def shown(fresh: Workspace) -> Iterator[dict[str, str]]:
    """Name -> place, of the cosponsors on the page of a bill built by hand."""
    people = (
        Sponsorship("Rep. A", SponsorRole.SPONSOR, "A000001"),
        _who("Pablo Jose Hernández", "H001103", "PR", "0"),
        _who("Eleanor Holmes Norton", "N000147", "DC", "0"),
        _who("Harriet M. Hageman", "H001096", "WY", "0"),
        _who("Somebody Else", "H001103X", "CA", "37"),
    )
    steps = (Action("2026-03-02", "Introduced.", (ActionClass.INTRODUCTION,), Chamber.LOWER),)
    bill = Bill(KEY, "us", "119", "H.R. 9903", "bill", Chamber.LOWER, "2026-11-20",
                introduced_date="2026-03-02", sponsorships=people, actions=steps)  # fmt: skip
    with fresh.writer("test") as writer:
        writer.save_bill(bill, "us_govinfo")
    with open_snapshot(fresh.database, ON) as snapshot:
        found = build_cosponsors(snapshot.bill(KEY))
        yield {one.name.replace("\N{NO-BREAK SPACE}", " "): one.place for one in found.current}


def test_a_roster_gives_a_name_its_accents_and_changes_no_other(shown: dict[str, str]) -> None:
    assert set(shown) == {"Pablo José Hernández", "Eleanor Holmes Norton", "Harriet M. Hageman",
                          "Somebody Else"}  # fmt: skip


def test_an_office_without_a_vote_is_named(shown: dict[str, str]) -> None:
    assert shown["Pablo José Hernández"] == "Resident Commissioner, PR"
    assert shown["Eleanor Holmes Norton"] == "Delegate, DC"
    assert shown["Harriet M. Hageman"] == "WY at large"
    assert shown["Somebody Else"] == "CA-37"
