"""Virginia: its sessions, addresses, the Governor's days."""

from datetime import date

import pytest

from billtrail.legislatures import display, get, missing, official_url, session_label
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.spelling.identifiers import parse_identifier
from billtrail.legislatures.va import ADJOURNED

VA = get("va")


def test_nothing_is_missing_of_it():
    assert [*missing("va", date(2026, 11, 26))] == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("HB 581 (2024)", "va-241-hb581"),
        ("VA HB 581 2024", "va-241-hb581"),
        ("Virginia SJR 3 (2024)", "va-241-sj3"),
        ("241/HB1", "va-241-hb1"),
        ("https://lis.virginia.gov/bill-details/20242/HB6001", "va-242-hb6001"),
        ("https://lis.virginia.gov/bill-details/20261/HB1387/text/CHAP0311", "va-261-hb1387"),
        ("https://legacylis.virginia.gov/cgi-bin/legp604.exe?241+sum+HB581", "va-241-hb581"),
        ("https://legacylis.virginia.gov/cgi-bin/legp604.exe?ses=231&typ=bil&val=HJ5",
         "va-231-hj5"),
        ("https://legiscan.com/VA/bill/HJR1/2024", "va-241-hj1"),
    ],
)  # fmt: skip
def test_each_spelling_is_one_key(text, key):
    assert parse_identifier(text) == key


def test_a_key_reads_back_from_its_official_page_and_its_print():
    for key in ("va-241-hb581", "va-242-hb6001", "va-991-sj7"):
        assert parse_identifier(official_url(key)) == key
    for session, words in (("241", "2024 session"), ("242", "2024 special session I")):
        assert session_label("va", session) == words
    assert display("va-241-hj4") == "HJ 4"


def test_a_number_alone_is_a_congress_before_it_is_a_code():
    assert parse_identifier("HR 5 (119)") == "us-119-hr5"


def test_a_session_has_its_own_days_where_they_are_known_and_else_the_longest_there_can_be():
    found = sessions.load_sessions()
    assert found["va", "241"].last_passage == "2024-03-09"
    assert found["va", "241"].last_signature == "2024-05-17"
    assert found["va", "281"].starts == "2028-01-12"
    assert found["va", "281"].last_passage == "2028-04-13"
    assert sessions.session_on("va", "2024-06-18") == "241"  # the special session is beside it


def test_the_days_it_adjourned_are_those_of_its_calendar():
    known = {s.starts[:4]: s.last_passage for s in sessions.regular_sessions("va")}
    assert {str(year): str(day) for year, day in ADJOURNED.items()}.items() <= known.items()


@pytest.mark.parametrize(
    ("sent", "due"),
    [  # each with the Governor's deadline that the session's own history names
        (date(2024, 3, 1), "2024-03-08"),
        (date(2024, 3, 11), "2024-04-08"),
        (date(2023, 3, 2), "2023-03-27"),
        (date(2024, 4, 22), None),
    ],
)
def test_the_governors_days(sent, due):
    assert VA.signing.last_day(sent, None) == due
