"""The second reading of a record that ``bench sentences`` and ``bench accuracy`` compare with."""

from dataclasses import replace

import pytest

pytest.importorskip("bench.truth.raw_record", reason="run from the checkout")

from bench.truth.contradictions import contradictions
from bench.truth.raw_record import RawBill, Sign, read_bill, read_signs
from bench.truth.raw_status import agreed_on, chamber_next, law_day, lost_on
from bench.truth.said import Said


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("Read twice and referred to the Committee on the Judiciary.", {Sign.REFERRED}),
        ("Reported (Amended) by the Committee on Rules. H. Rept. 119-1.", {Sign.APPROVED}),
        ("Reported adversely by the Committee on Rules. H. Rept. 119-1.", {Sign.ADVERSE}),
        ("Ordered to be Reported Without Recommendation by Voice Vote.", {Sign.UNDECIDED}),
        ("Motion to Report Measure Defeated by the Yeas and Nays: 9 - 9.", {Sign.MOTION_LOST}),
        ("Senate Committee on Finance discharged by Unanimous Consent.", {Sign.DISCHARGED}),
        ("Motion to discharge Senate Committee on Finance rejected in Senate.", set()),
        ("Placed on the Union Calendar, Calendar No. 1.", {Sign.CALENDAR}),
        ("On motion to table the measure Agreed to by recorded vote: 9 - 8.",
         {Sign.TABLED_BY_VOTE}),
        ("Motion to reconsider laid on the table Agreed to without objection.", set()),
        ("Motion by Senator Schumer to reconsider the vote by which S. 1 failed of passage agreed "
         "to in Senate by Voice Vote.", {Sign.RECONSIDERED}),
        ("Indefinitely postponed by Senate by Unanimous Consent.", {Sign.SET_ASIDE}),
        ("Passed Senate with an amendment by Voice Vote.", {Sign.PASSED_AMENDED}),
        ("On motion that the House agree to the Senate amendment Agreed to without objection.",
         {Sign.CONCURRED}),
        ("Failed of passage in Senate over veto by Yea-Nay Vote. 49 - 50.", {Sign.SUSTAINED}),
    ],
)  # fmt: skip
def test_a_line_says_what_it_says(line: str, signs: set[Sign]) -> None:
    assert read_signs(line) == signs


def _record(*lines: tuple[str, str, str], kind: str = "HR") -> RawBill:
    """A file in the publisher's layout, made by hand, up to the end of 2026."""
    items = "".join(
        f"<item><actionDate>{day}</actionDate><text>{text}</text><actionCode>"
        f"{'H' if chamber == 'House' else ''}</actionCode><sourceSystem><name>{chamber}</name>"
        "</sourceSystem></item>"
        for day, chamber, text in lines
    )
    body = f"<billStatus><bill><congress>119</congress><type>{kind}</type><number>1</number>"
    return read_bill(f"{body}<actions>{items}</actions></bill></billStatus>".encode(), "2026-12-31")


PASSED = ("2025-03-04", "House", "On passage Passed by voice vote.")
CHANGED = ("2025-05-06", "Senate", "Passed Senate with an amendment by Voice Vote.")


def test_who_is_next_follows_the_last_answer() -> None:
    assert chamber_next(_record(PASSED)) == "Senate"
    assert chamber_next(_record(PASSED, CHANGED)) == "House"
    back = ("2025-03-05", "Senate", "Senate returned papers to the House.")
    assert chamber_next(_record(PASSED, back)) == "House"
    agreed = ("2025-06-07", "House", "House agreed to Senate amendment pursuant to H. Res. 1.")
    assert agreed_on(_record(PASSED, CHANGED)) is None
    assert agreed_on(_record(PASSED, CHANGED, agreed)) == "2025-06-07"


def test_a_law_is_of_the_day_it_was_signed() -> None:
    signed = ("2025-07-08", "", "Signed by President.")
    assert law_day(_record(("2025-07-11", "", "Became Public Law No: 119-1."), signed)) == signed[0]


LOST = ("2025-09-19", "Senate", "Failed of passage in Senate by Yea-Nay Vote. 47 - 45.")
AGAIN = ("2025-09-30", "Senate", "Motion by Senator Schumer to reconsider the vote by which S. 1 "
         "failed of passage agreed to in Senate by Voice Vote.")  # fmt: skip
LOST_AGAIN = ("2025-09-30", "Senate", "Upon reconsideration, failed of passage in Senate.")
WON = ("2025-09-19", "Senate", "Passed Senate without amendment by Yea-Nay Vote. 50 - 49.")
WON_AGAIN = ("2025-09-19", "Senate", "Motion by Senator Schumer to reconsider the vote by which S. "
             "1 passed agreed to in Senate by Voice Vote.")  # fmt: skip
TABLED = (PASSED[0], "House", "Pursuant to the provisions of H. Res. 8, H.R. 1 is laid on the "
          "table.")  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ((LOST,), "2025-09-19"),
        ((LOST, AGAIN), None),
        ((LOST, AGAIN, LOST_AGAIN), "2025-09-30"),
        ((PASSED, TABLED), PASSED[0]),
        ((WON, WON_AGAIN, LOST), "2025-09-19"),
        ((LOST, ("2025-10-01", "Senate", "Passed Senate without amendment by Voice Vote.")), None),
    ],
)
def test_what_was_lost_and_not_taken_back_is_said(
    lines: tuple[tuple[str, str, str], ...], day: str | None
) -> None:
    raw = _record(*lines)
    assert lost_on(raw) == day
    said = Said(
        "page", "status", "Passed the House" if PASSED in lines else "Introduced", "2025-01-03"
    )
    found = {what for what, _ in contradictions(raw, (said,))}
    assert ("lost or set aside by the record, and not said" in found) == bool(day)


def test_what_is_lost_waits_for_another_vote_alone() -> None:
    found = [
        [what for what, _ in contradictions(_record(LOST), (Said("page", "next", words),))]
        for words in ("Action by the other chamber | the House", "Vote on a motion to reconsider | "
                      "the House", "Dead unless it is voted on again | the House")
    ]  # fmt: skip
    assert found == [["a next step as if it were not lost"], [], []]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (Said("page", "bar", "Passed committee", "2025-01-03"),
         "“approved by a committee”, which no line says"),
        (Said("brief", "bar", "Passed House", "2025-01-03"),
         "“passed the House”, with the day of another step"),
        (Said("page", "status", "Failed a vote"), "“failed a vote”, which no line says"),
        (Said("page", "next", "Action by the other chamber | the House"),
         "wrong chamber as next to act"),
        (Said("show", "latest", "Papers <a href='x'>here</a>", "2025-03-04"), "raw markup"),
        (Said("page", "bar", "Passed House", "2025-03-04"), None),
    ],
)  # fmt: skip
def test_words_are_held_against_the_lines(said: Said, kind: str | None) -> None:
    found = [what for what, _ in contradictions(_record(PASSED), (said,))]
    assert found == ([kind] if kind else [])


def test_a_title_with_what_it_was_introduced_as_is_of_the_record() -> None:
    raw = replace(_record(PASSED), titles=("New Act", "To do a thing.", "An Act (ACT)"))
    for said, known in (("New Act (introduced as To do a thing)", True), ("New Act", True),
                        ("An Act (ACT)", True),
                        ("New Act (introduced as Old)", False)):  # fmt: skip
        found = [what for what, _ in contradictions(raw, (Said("show", "title", said),))]
        assert found == ([] if known else ["a title that the record does not have"])
