"""Open States: any state's bills, whatever its sessions and measures are called."""

from dataclasses import replace
from datetime import date

import pytest

from billtrail.bills.models import Action, Bill
from billtrail.errors import ParseError
from billtrail.legislatures import (
    Chamber,
    display,
    first_year,
    get,
    key_session,
    missing,
    session_label,
    split_key,
)
from billtrail.legislatures.keys import full_name
from billtrail.legislatures.spelling import KnownKeys, read_guesses
from billtrail.legislatures.spelling.identifiers import find_identifier, parse_identifier
from billtrail.legislatures.spelling.meaning import offers
from billtrail.legislatures.states import read_state, state_ids
from billtrail.legislatures.vocabulary import ActionClass as A
from billtrail.scrapers.openstates.source import SOURCE
from billtrail.scrapers.states import Told, bill_key, bill_of
from billtrail.store.bill_rows.merge import SourceRecord, merge


@pytest.mark.parametrize(
    ("place", "session", "number", "key", "label"),
    [
        ("ny", "2025-2026", "S674-A", "ny-20252026-s674", "2025\N{EN DASH}26 session"),
        ("tx", "892", "HB 2306", "tx-892-hb2306", "89th Legislature, second called session"),
        ("tx", "89", "SB 14", "tx-89-sb14", "89th Legislature"),
        ("or", "2026R1", "HB4001", "or-2026r1-hb4001", "2026 session"),
        ("il", "104th", "HJRCA1", "il-104th-hjrca1", "104th General Assembly"),
        ("fl", "2026F", "HB 3F", "fl-2026f-hb3", "2026 special session F"),
        ("va", "2026S1", "HJ 0001", "va-262-hj1", "2026 special session I"),
        ("va", "2026", "HB0030", "va-261-hb30", "2026 session"),
        ("wa", "2025-2026", "SB 6246", "wa-20252026-sb6246", "2025\N{EN DASH}26 session"),
        ("ca", "20252026 Special Session 1", "AB 1", "ca-20252026x1-ab1",
         "2025\N{EN DASH}26 first extraordinary session"),
        ("us", "119", "HR 4323", "us-119-hr4323", "119th Congress"),
    ],
)  # fmt: skip
def test_a_number_and_a_session_are_a_key(place, session, number, key, label) -> None:
    assert bill_key(place, session, number) == key
    assert session_label(place, split_key(key).session) == label
    assert 2024 < first_year(place, split_key(key).session) < 2027


@pytest.mark.parametrize(("related", "relations"), [(None, None), ((), ())])
def test_related_bills_that_are_not_spoken_of_are_not_said_to_be_none(related, relations) -> None:
    """Another source may know them: an answer without that part, LegiScan's tables."""
    told = Told("ny", "2025-2026", "S1", "T", "2026-01-06T00:00:00Z", related=related)
    assert bill_of(told).relations == relations


def test_a_session_of_no_form_and_a_number_of_no_measure_are_refused() -> None:
    for session, number in (("the third", "S1"), ("2026-2027", "S1"), ("2025-2026", "ZZ 1")):
        with pytest.raises(ParseError):
            bill_key("ny", session, number)


def test_a_session_that_was_not_met_before_is_kept_under_its_name() -> None:
    assert bill_key("ny", "2027Z", "S1") == "ny-2027z-s1"
    assert session_label("ny", "2027z") == "2027 special session Z"


def test_a_measure_is_shown_as_its_state_writes_it() -> None:
    assert display("ny-20252026-s674") == "NY S 674"
    assert get("va").chamber(Chamber.LOWER) == "House of Delegates"


# -- what people type ------------------------------------------------------------------------------

HELD = KnownKeys([
    "ca-20252026-sb14", "fl-2026-hb8", "ny-20252026-s674", "tx-892-hb8", "us-119-hr8",
])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NY S 674", ["ny-20252026-s674"]),
        ("New York S674-A", ["ny-20252026-s674"]),
        ("new york senate bill 674 (2025-26)", ["ny-20252026-s674"]),
        ("S 674", ["ny-20252026-s674"]),
        ("S674A", ["ny-20252026-s674"]),
        ("senate bill 674", ["ny-20252026-s674"]),
        ("S 674 (2023-24)", []),
        ("Texas HB 8", ["tx-892-hb8"]),
        ("HB 8 (TX)", ["tx-892-hb8"]),
        ("HB 8, Texas", ["tx-892-hb8"]),
        ("HB 8", ["fl-2026-hb8", "tx-892-hb8"]),
        ("Illinois HB 8", []),
        ("IL SB 14", []),
        ("SB 14", ["ca-20252026-sb14"]),
        ("H.R. 8", ["us-119-hr8"]),
        ("Texas HR 8", []),
        ("OR HB 8", []),
    ],
)
def test_a_number_means_what_is_held_or_named_and_no_other_state(text, found) -> None:
    assert find_identifier(text, HELD) == found


@pytest.mark.parametrize(
    ("text", "key"),
    [("Colorado HB26-1001", "co-2026a-hb1001"), ("CO SB 25-003", "co-2025a-sb3"),
     ("DC B26-0012", "dc-26-b12"), ("DC PR26-12", "dc-26-pr12"),
     ("https://www.nysenate.gov/legislation/bills/2025/S674", "ny-20252026-s674"),
     ("nysenate.gov/legislation/bills/2026/s674/amendment/A", "ny-20252026-s674"),
     ("https://capitol.texas.gov/BillLookup/History.aspx?LegSess=89R&Bill=HB2306", "tx-89-hb2306"),
     ("https://capitol.texas.gov/BillLookup/Text.aspx?LegSess=892&Bill=HB10", None),
     ("https://olis.oregonlegislature.gov/liz/2026R1/Measures/Overview/HB4091", "or-2026r1-hb4091"),
     ("https://www.nysenate.gov/legislation/bills/2025/ZZ674", None)],
)  # fmt: skip
def test_a_number_or_an_address_that_has_its_session_in_it_is_read(text, key) -> None:
    told = [guess.in_session(guess.session or "") for guess in read_guesses(text)]
    assert [one.key for one in told if one] == ([key] if key else [])


def test_a_number_with_its_state_is_offered_in_the_session_of_the_day() -> None:
    day = date(2026, 11, 26)
    offered = {text: list(offers(read_guesses(text), day)) for text in (
        "NY S 674", "Texas HB 2306", "HB 4001 (OR)", "Illinois HB 12 (104th)", "TX HB 8 (892)",
        "AB 12", "West Virginia HB 1",
    )}  # fmt: skip
    assert offered == {
        "NY S 674": ["ny-20252026-s674"],
        "Texas HB 2306": ["tx-89-hb2306"],
        "HB 4001 (OR)": ["or-2026r1-hb4001"],
        "Illinois HB 12 (104th)": ["il-104th-hb12"],
        "TX HB 8 (892)": ["tx-892-hb8"],
        "AB 12": ["ca-20252026-ab12"],
        "West Virginia HB 1": ["wv-2026-hb1"],
    }


# -- beside an official source ---------------------------------------------------------------------


def _record(source: str, rank: int, as_of: str, *steps: tuple[str, A]) -> SourceRecord:
    key = "ca-20252026-ab1"
    bill = Bill(
        key, "ca", "20252026", "AB 1", "bill", Chamber.LOWER, as_of, title=f"Of {source}",
        actions=tuple(Action(day, class_.value, (class_,), Chamber.LOWER) for day, class_ in steps),
    )  # fmt: skip
    return SourceRecord(source, rank, bill)


def test_a_secondary_source_never_moves_what_an_official_one_says() -> None:
    official = _record("ca_leginfo", 30, "2025-02-01", ("2025-01-10", A.INTRODUCTION))
    later = _record("openstates", SOURCE.rank, "2026-05-01", ("2026-04-30", A.PASSAGE))
    merged = merge([later, official])
    assert merged.bill == official.bill and SOURCE.is_secondary
    [difference] = merged.differences
    assert (difference.field, difference.other_source) == ("latest_action", "openstates")
    alone = merge([later]).bill
    assert alone == later.bill


def test_a_secondary_source_fills_what_the_official_one_does_not_speak_of() -> None:
    official = _record("ca_leginfo", 30, "2025-02-01", ("2025-01-10", A.INTRODUCTION))
    said = replace(official, bill=replace(official.bill, title=None))
    later = _record("openstates", SOURCE.rank, "2026-05-01")
    assert merge([later, said]).bill.title == "Of openstates"


# -- all states ------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", state_ids())
def test_every_state_is_described_so_that_its_bills_can_be_read_and_asked_for(id) -> None:
    one, day = read_state(id), date(2026, 11, 26)
    lacking = [line for line in missing(id, day) if "calendar" not in line]
    assert [line for line in lacking if "must sign" not in line and "no official" not in line] == []
    for year in (1999, 2000, 2007, 2024, 2025, 2026):
        session = one.sessions.of_year(year)
        assert one.sessions.fits(session) and year - 2 < one.sessions.first_year(session) <= year
        assert key_session(one.sessions.published(session)) == session
        for row in one.types:
            key = f"{id}-{session}-{row.type}12"
            assert parse_identifier(key) == key
            told = read_guesses(f"{one.name} {row.type.upper()} 12")
            assert [(g.type.jurisdiction, g.type.type) for g in told] == [(id, row.type)]
            assert read_guesses(f"{id.upper()} {row.type.upper()} 12") == told
            assert find_identifier(display(key), KnownKeys([key])) == [key]


def test_all_states_and_the_district_are_there() -> None:
    assert len({*state_ids()} | {"ca", "va"}) == 51


@pytest.mark.parametrize(
    "key", ["fl-2026f-hjr1", "tx-892-sb18", "or-2026r1-hb4091", "va-242-hb6001", "il-104th-hb12"]
)
def test_a_name_with_its_session_is_read_as_it_is_printed(key: str) -> None:
    """Beside the same number of another session."""
    others = ["fl-2026-hjr1", "tx-89-sb18", "or-2025r1-hb4091", "va-241-hb6001", "il-103rd-hb12"]
    assert find_identifier(full_name(key), KnownKeys([key, *others])) == [key]
