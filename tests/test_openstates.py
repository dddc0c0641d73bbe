"""Open States: any state's bills, whatever its sessions and measures are called."""

import pytest

from billtrail.errors import ParseError
from billtrail.legislatures import Chamber, display, first_year, get, session_label, split_key
from billtrail.scrapers.openstates.record import bill_key


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


def test_a_session_of_no_form_and_a_number_of_no_measure_are_refused() -> None:
    for session, number in (("the third", "S1"), ("2026-2027", "S1"), ("2025-2026", "ZZ 1")):
        with pytest.raises(ParseError):
            bill_key("ny", session, number)


def test_a_session_that_was_not_met_before_is_kept_under_its_name() -> None:
    assert bill_key("ny", "2027Z", "S1") == "ny-2027z-s1"
    assert session_label("ny", "2027z") == "2027 special session Z"


def test_a_measure_is_shown_as_its_state_writes_it() -> None:
    assert display("ny-20252026-s674") == "S 674"
    assert get("va").chamber(Chamber.LOWER) == "House of Delegates"
