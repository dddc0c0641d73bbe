"""The committees that lines of states name. Numbers, days and names are true."""

import pytest

from billtrail.legislatures import Chamber, as_committee
from billtrail.scrapers.states.committees import sent_to
from billtrail.scrapers.states.record import Line, Told, bill_of
from billtrail.scrapers.states.votes import Event, votes_of

L, U = Chamber.LOWER, Chamber.UPPER


@pytest.mark.parametrize(
    ("state", "line", "name"),
    [
        ("ny", "REPORTED REFERRED TO WAYS AND MEANS", "Ways and Means"),
        ("ny", "AMEND (T) AND RECOMMIT TO VETERANS' AFFAIRS", "Veterans' Affairs"),
        ("ny", "AMEND AND RECOMMIT TO RULES 3789A", "Rules"),
        ("ny", "REFERRED TO CITIES 1", "Cities 1"),
        ("ny", "REFERRED TO CALENDAR", None),
        ("ny", "PASSED SENATE", None),
        ("il", "Assigned to Executive Appointments;  on 10/11/2024", "Executive Appointments"),
        ("il", "Rule 19(a) / Re-referred to Rules Committee", "Rules"),
        ("il", "Assignments Re-refers to Child Welfare", "Child Welfare"),
        ("il", "Referred to Resolutions Consent Calendar", None),
        ("il", "House Floor Amendment No. 1 Referred to Rules Committee", None),
        ("fl", "Now in Ways & Means Committee", "Ways & Means"),
        ("fl", "Referred to Criminal Justice; Judiciary; Rules", "Criminal Justice"),
        ("fl", "Referred to Select Committee on Property Taxes",
         "Select Committee on Property Taxes"),
        ("wa", "First reading, referred to Technology, Economic Development, & Veterans.",
         "Technology, Economic Development, & Veterans"),
        ("wa", "Referred to Rules 2 Review.", "Rules"),
        ("wa", "Returned to Senate Rules Committee for third reading.", "Rules"),
        ("or", "Referred to Ways and Means by order of the President.", "Ways and Means"),
        ("or", "Referred to Health Care with subsequent referral to Ways and Means.",
         "Health Care"),
        ("or", "Subsequent referral to Ways and Means rescinded by order of the Speaker.", None),
        ("tx", "Referred to Disaster Preparedness & Flooding, Select",
         "Disaster Preparedness & Flooding, Select"),
        ("tx", "Committee report sent to Calendars", "Calendars"),
        ("va", "Referred to Committee on Rules", None),
        ("mn", "Referred to Judiciary", None),
    ],
)  # fmt: skip
def test_a_committee_is_named_as_its_line_names_it(state, line, name) -> None:
    sent = sent_to(state, line)
    assert (sent and sent.name) == name


def test_a_bill_has_the_committees_of_both_houses_with_their_days() -> None:
    """The lines of New York's A 77."""
    lines = (
        Line("2025-01-08", "REFERRED TO HEALTH", L),
        Line("2025-02-24", "REPORTED REFERRED TO CODES", L),
        Line("2025-03-04", "REPORTED", L),
    )
    told = Told("ny", "2025-2026", "A77", "", "2026-01-04", lines=lines)
    bill = bill_of(told)
    assert [(one.committee, one.name, one.chamber) for one in bill.committees or ()] == [
        ("lower-health", "Health", L), ("lower-codes", "Codes", L),
    ]  # fmt: skip
    assert [action.committee for action in bill.actions or ()] == [
        "lower-health", "lower-codes", None,
    ]  # fmt: skip
    # What no line is read for is unknown, and not empty.
    assert (
        bill_of(told._replace(place="mn", session="2025-2026", identifier="HF 1")).committees
        is None
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Codes", "Codes Committee"),
        ("Justice Budget Subcommittee", "Justice Budget Subcommittee"),
        ("Select Committee on Property Taxes", "Select Committee on Property Taxes"),
    ],
)
def test_a_committee_is_called_one_once(name, words) -> None:
    assert as_committee(name) == words


@pytest.mark.parametrize(
    ("state", "motion", "on_bill", "committee"),
    [
        ("ny", "Floor Vote - Version: B", True, None),
        ("ny", "Assembly Vote", True, None),
        ("ny", "Codes Vote", True, "lower-codes"),
        ("ny", "Rules Vote - Version: A", True, "Rules"),
        ("ny", "MOTION:BORES; To reconsider", False, None),
        ("il", "Third Reading", True, None),
        ("il", "Concurrence, Amendment 4", True, None),
        ("il", "Executive", True, "Executive"),
        ("il", "Labor & Commerce, Amendment 2", False, "Labor & Commerce"),
        ("il", "Third Reading, Amendment 3", False, None),
        ("fl", "Passage, Third Reading", True, None),
        ("fl", "Favorable with Committee Substitute", True, "committee"),
        ("fl", "A - 060165, Adoption, Second Reading", False, None),
        ("wa", "3rd Reading & Final Passage as Amended by the Senate (#2)", True, None),
        ("wa", "Motion to Place Measure on 3rd Reading & Final Passage (#1)", False, None),
        ("wa", "120  Couture  Pg 1 Ln 5 (#3)", False, None),
        ("mn", "Executive", None, None),
    ],
)
def test_a_vote_says_whose_it_was_and_on_what(state, motion, on_bill, committee) -> None:
    event = Event("2025-06-02", L, motion, "pass", {"yes": 2, "no": 1}, ())
    [vote] = votes_of(state, [("2025-06-02", event)], ["lower-codes"])
    assert (vote.on_bill, vote.committee) == (on_bill, committee)
