"""The fold over hand-made actions. Dates marked as a bill's are true; the texts are our own."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrail.bills.models import Action, Bill
from billtrail.bills.stages import How
from billtrail.bills.stages.fold import BillProgress, fold_bill
from billtrail.bills.stages.how import HOWS as HOW_TABLE
from billtrail.bills.stages.milestones import MILESTONES, STAGE_TABLE, Milestone
from billtrail.legislatures.calendar.sessions import session_for
from billtrail.legislatures.keys import measure_kind, origin_chamber, split_key
from billtrail.legislatures.vocabulary import ActionClass, Chamber, MeasureKind, Stage

A, S = ActionClass, Stage
LOWER, UPPER, EXECUTIVE = Chamber.LOWER, Chamber.UPPER, Chamber.EXECUTIVE


def act(day: str, *classes: ActionClass, by: Chamber | None = None, system: str = "") -> Action:
    words = " ".join(classes)
    return Action(day, words, classification=classes, chamber=by, system=system or None)


def bill(key: str, *actions: Action, kind: MeasureKind | None = None) -> Bill:
    parts = split_key(key)
    return Bill(
        key=key,
        jurisdiction=parts.jurisdiction,
        session=parts.session,
        identifier=key,
        kind=kind or measure_kind(key),
        chamber=origin_chamber(key),
        data_as_of="2026-11-23",
        introduced_date="2025-01-09",
        actions=actions,
    )


def stand(
    key: str, *actions: Action, on: str | None = None, through: str = "2026-11-23"
) -> BillProgress:
    """The standing on a day, by default the last day the session can pass anything."""
    session = session_for(key)
    assert session is not None
    return fold_bill(bill(key, *actions), date.fromisoformat(on or session.last_passage), session,
                     through)  # fmt: skip


# One by one ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "stage"),
    [
        (act("2025-02-14", A.INTRODUCTION, by=LOWER), S.INTRODUCED),
        (act("2025-02-14", A.FILING), S.INTRODUCED),
        (act("2025-02-14", A.REFERRAL_COMMITTEE, by=LOWER), S.IN_COMMITTEE),
        (act("2025-02-14", A.SUSPENSE), S.IN_COMMITTEE),
        (act("2025-02-14", A.HELD), S.IN_COMMITTEE),
        (act("2025-02-14", A.COMMITTEE_PASSAGE, by=LOWER), S.REPORTED),
        (act("2025-02-14", A.DISCHARGE, by=LOWER), S.REPORTED),
        (act("2025-02-14", A.PASSAGE, by=LOWER), S.PASSED_ONE_CHAMBER),
        (act("2025-02-14", A.ENROLLED), S.PASSED_BOTH),
        (act("2025-02-14", A.EXECUTIVE_RECEIPT), S.TO_EXECUTIVE),
        (act("2025-02-14", A.EXECUTIVE_SIGNATURE), S.ENACTED),
        (act("2025-02-14", A.BECAME_LAW), S.ENACTED),
        (act("2025-02-14", A.EXECUTIVE_VETO), S.VETOED),
        (act("2025-02-14", A.FAILURE, by=LOWER), S.FAILED),
        (act("2025-02-14", A.COMMITTEE_FAILURE, by=LOWER), S.FAILED),
        (act("2025-02-14", A.TABLED, by=LOWER), S.FAILED),
        (act("2025-02-14", A.DEATH, by=LOWER), S.DIED),
        (act("2025-02-14", A.WITHDRAWAL, by=LOWER), S.WITHDRAWN),
    ],
    ids=lambda value: value.description if isinstance(value, Action) else value.value,
)
def test_what_one_action_proves(action: Action, stage: Stage) -> None:
    progress = stand("us-119-hr4323", action)
    assert (progress.stage, progress.date, progress.action) == (stage, "2025-02-14", action)


@pytest.mark.parametrize("class_", [A.HEARING, A.IN_PRINT, A.PROCEDURE, A.RULE])
def test_other_classes_move_nothing(class_: ActionClass) -> None:
    progress = stand("us-119-hr4323", act("2025-07-10", class_, by=LOWER))
    assert (progress.stage, progress.action, progress.date) == (S.INTRODUCED, None, "2025-01-09")


def to(committee: str, day: str, *classes: ActionClass, by: Chamber = UPPER) -> Action:
    return act(day, *classes, by=by)._replace(committee=committee)


REFERRED = to("ssas00", "2025-01-30", A.REFERRAL_COMMITTEE)
FREE = to("ssas00", "2025-07-17", A.DISCHARGE, A.BY_CONSENT)

#: Actions of a Senate bill -> its stage, how it got there, and the day of the proving action.
HOWS = {
    "on a calendar without a committee": (
        [act("2025-01-29", A.INTRODUCTION, A.CALENDAR, by=UPPER)],
        S.INTRODUCED, How.ON_CALENDAR, "2025-01-29"),
    "held at the desk": (
        [act("2025-01-29", A.INTRODUCTION, A.AT_DESK, by=UPPER)],
        S.INTRODUCED, How.AT_DESK, "2025-01-29"),
    "sent to another committee on the day of its discharge": (
        [REFERRED, FREE, to("sseg00", "2025-07-17", A.REFERRAL_COMMITTEE)],
        S.IN_COMMITTEE, How.REFERRED_AGAIN, "2025-07-17"),
    "sent to another committee later": (
        [REFERRED, FREE, to("sseg00", "2025-07-20", A.REFERRAL_COMMITTEE)],
        S.IN_COMMITTEE, How.REFERRED_AGAIN, "2025-07-20"),
    "written by a committee and sent to another": (
        [to("ssas00", "2025-02-04", A.INTRODUCTION, A.ORIGINAL_MEASURE),
         to("ssra00", "2025-02-04", A.REFERRAL_COMMITTEE)],
        S.REPORTED, How.ORIGINAL_REFERRED, "2025-02-04"),
    "written by a committee, and let go by another of three": (
        [to("ssas00", "2025-02-04", A.INTRODUCTION, A.ORIGINAL_MEASURE),
         to("ssra00", "2025-02-04", A.REFERRAL_COMMITTEE),
         to("sseg00", "2025-02-04", A.REFERRAL_COMMITTEE),
         to("sseg00", "2025-02-20", A.COMMITTEE_PASSAGE)],
        S.REPORTED, How.PARTLY_RELEASED, "2025-02-20"),
    "recommitted": (
        [REFERRED, to("ssas00", "2025-07-17", A.COMMITTEE_PASSAGE),
         to("ssas00", "2025-07-20", A.REFERRAL_COMMITTEE)],
        S.IN_COMMITTEE, How.REFERRED_AGAIN, "2025-07-20"),
    "recommitted by the chamber, which names no committee": (
        [REFERRED, to("ssas00", "2025-07-17", A.COMMITTEE_PASSAGE),
         act("2025-07-17", A.CALENDAR, by=UPPER),
         act("2025-07-20", A.REFERRAL_COMMITTEE, A.RECOMMITTAL, by=UPPER)],
        S.IN_COMMITTEE, How.RECOMMITTED, "2025-07-20"),
    "recommitted, and reported again": (
        [REFERRED, to("ssas00", "2025-07-17", A.COMMITTEE_PASSAGE),
         act("2025-07-20", A.REFERRAL_COMMITTEE, A.RECOMMITTAL, by=UPPER),
         to("ssas00", "2025-07-20", A.COMMITTEE_PASSAGE)],
        S.REPORTED, How.REPORTED, "2025-07-20"),
    "referred and discharged in a day": (
        [to("ssas00", "2025-07-17", A.REFERRAL_COMMITTEE), FREE],
        S.REPORTED, How.DISCHARGED_BY_CONSENT, "2025-07-17"),
    "taken from the second committee too": (
        [REFERRED, FREE, to("sseg00", "2025-07-20", A.REFERRAL_COMMITTEE),
         to("sseg00", "2025-07-30", A.DISCHARGE, A.BY_VOTE)],
        S.REPORTED, How.DISCHARGED_BY_VOTE, "2025-07-30"),
    "its discharge vitiated": (
        [REFERRED, FREE, act("2025-07-18", A.REPORT_VACATED, by=UPPER)],
        S.IN_COMMITTEE, How.REFERRED, "2025-01-30"),
    "a motion to report it lost": (
        [REFERRED, act("2025-05-11", A.REPORT_FAILED, by=UPPER)],
        S.IN_COMMITTEE, How.REPORT_FAILED, "2025-05-11"),
    "ordered reported, and reported": (
        [REFERRED, to("ssas00", "2025-03-01", A.ORDERED_REPORTED, A.COMMITTEE_PASSAGE),
         to("ssas00", "2025-03-20", A.COMMITTEE_PASSAGE)],
        S.REPORTED, How.REPORTED, "2025-03-20"),
    "one committee of two": (
        [REFERRED, to("sseg00", "2025-01-30", A.REFERRAL_COMMITTEE), FREE],
        S.REPORTED, How.PARTLY_RELEASED, "2025-07-17"),
    "one committee of two, and on the calendar": (
        [REFERRED, to("sseg00", "2025-01-30", A.REFERRAL_COMMITTEE), FREE,
         act("2025-07-18", A.CALENDAR, by=UPPER)],
        S.REPORTED, How.DISCHARGED_BY_CONSENT, "2025-07-17"),
    "a veto overturned by both": (
        [act("2025-07-17", A.EXECUTIVE_VETO, by=EXECUTIVE),
         act("2025-07-20", A.VETO_OVERRIDE_PASSAGE, by=UPPER),
         act("2025-07-22", A.VETO_OVERRIDE_PASSAGE, by=LOWER)],
        S.ENACTED, How.VETO_OVERRIDDEN, "2025-07-22"),
    "a veto overturned by one": (
        [act("2025-07-17", A.EXECUTIVE_VETO, by=EXECUTIVE),
         act("2025-07-20", A.VETO_OVERRIDE_PASSAGE, by=UPPER)],
        S.VETOED, How.VETOED, "2025-07-17"),
    "a pocket veto": (
        [act("2025-07-17", A.EXECUTIVE_VETO, A.POCKET_VETO, by=EXECUTIVE)],
        S.VETOED, How.POCKET_VETOED, "2025-07-17"),
    "law in part": (
        [act("2025-07-17", A.EXECUTIVE_SIGNATURE, by=EXECUTIVE),
         act("2025-07-17", A.PARTIAL_VETO, by=EXECUTIVE)],
        S.ENACTED, How.LAW_IN_PART, "2025-07-17"),
    "replaced by another bill": (
        [REFERRED, act("2025-07-20", A.REPLACED, by=UPPER),
         act("2025-08-20", A.DEATH, by=UPPER)],
        S.REPLACED, How.REPLACED, "2025-07-20"),
    "replaced, and not any more": (
        [REFERRED, act("2025-07-20", A.REPLACED, by=UPPER),
         act("2025-07-22", A.REPLACEMENT_VACATED, by=UPPER)],
        S.IN_COMMITTEE, How.REFERRED, "2025-01-30"),
    "a veto whose changes both chambers took": (
        [act("2025-06-20", A.ENROLLED, by=UPPER), act("2025-07-01", A.EXECUTIVE_RECEIPT, by=UPPER),
         act("2025-07-17", A.EXECUTIVE_VETO, by=UPPER),
         act("2025-07-20", A.VETO_SETTLED, by=LOWER)],
        S.PASSED_BOTH, How.PASSED_BOTH, "2025-06-20"),
    "and is with the governor for the second time": (
        [act("2025-06-20", A.ENROLLED, by=UPPER), act("2025-07-01", A.EXECUTIVE_RECEIPT, by=UPPER),
         act("2025-07-17", A.EXECUTIVE_VETO, by=UPPER),
         act("2025-07-20", A.VETO_SETTLED, by=LOWER),
         act("2025-07-25", A.EXECUTIVE_RECEIPT, by=UPPER)],
        S.TO_EXECUTIVE, How.PRESENTED, "2025-07-25"),
    "passed in a year that is over": (
        [REFERRED, act("2025-03-20", A.PASSAGE, by=UPPER),
         act("2025-04-27", A.PASSAGE_LAPSED, by=LOWER)],
        S.IN_COMMITTEE, How.REFERRED, "2025-01-30"),
    "put aside without a vote": (
        [REFERRED, act("2025-07-20", A.SET_ASIDE, by=UPPER)],
        S.FAILED, How.SET_ASIDE, "2025-07-20"),
}  # fmt: skip


@pytest.mark.parametrize(("actions", "stage", "how", "day"), HOWS.values(), ids=HOWS)
@given(st.randoms())
def test_how_it_got_there_is_of_the_action_that_proves_it(actions, stage, how, day, order) -> None:
    for shuffled in (actions, order.sample(actions, len(actions))):
        progress = stand("us-119-s350", *shuffled)
        assert (progress.stage, progress.how, progress.date) == (stage, how, day)
        assert progress.action is not None and progress.action.date == progress.date


def test_every_milestone_that_can_prove_a_stage_says_how() -> None:
    silent = {milestone for milestone in Milestone if milestone.startswith("undo_")}
    assert set(Milestone) - set(HOW_TABLE) == silent | {Milestone.REVIVED}


def test_who_let_it_go_and_who_holds_it() -> None:
    """H.R. 1144 of the 119th: Foreign Affairs ordered it reported, two others hold it."""
    house = [to(name, "2025-02-07", A.REFERRAL_COMMITTEE, by=LOWER)
             for name in ("hsfa00", "hsju00", "hsed00")]  # fmt: skip
    voted = to("hsfa00", "2025-07-22", A.ORDERED_REPORTED, A.COMMITTEE_PASSAGE, by=LOWER)
    progress = stand("us-119-hr1144", *house, voted)
    assert (progress.let_go, set(progress.holding)) == (("hsfa00",), {"hsju00", "hsed00"})
    free = [to(name, "2025-09-01", A.DISCHARGE, by=LOWER) for name in ("hsju00", "hsed00")]
    assert stand("us-119-hr1144", *house, voted, *free).holding == ()


def test_a_reserved_number_was_not_introduced() -> None:
    number = replace(bill("us-117-hr2", act("2021-01-03", A.INTRODUCTION, by=LOWER)), reserved=True)
    progress = fold_bill(number, date(2021, 6, 1), session_for("us-117-hr2"), "2021-06-01")
    assert (progress.stage, progress.how, progress.date) == (S.INTRODUCED, How.RESERVED, None)


def test_a_bill_without_actions_or_session() -> None:
    plain = replace(bill("us-119-hr4323"), actions=None)
    assert fold_bill(plain, date(2031, 1, 1), None, "2031-01-01").stage == S.INTRODUCED


def test_every_row_of_the_published_table_is_in_force() -> None:
    for row in STAGE_TABLE:
        particular = {(r.kind, r.role) for r in STAGE_TABLE if r.action == row.action} - {
            ("any", "any")
        }
        kinds = [row.kind] if row.kind != "any" else list(MeasureKind)
        for kind in kinds:
            if row.kind != "any" or (kind, "any") not in particular:
                assert MILESTONES[kind, "origin", row.action] == row.milestone


# H.R. 4323 of the 119th, by its own dates ---------------------------------------------------

TSRA = (
    act("2025-07-10", A.INTRODUCTION, by=LOWER),
    act("2025-07-10", A.REFERRAL_COMMITTEE, by=LOWER),
    act("2025-09-10", A.ORDERED_REPORTED, by=LOWER),
    act("2025-10-17", A.COMMITTEE_PASSAGE, by=LOWER),
    act("2025-12-01", A.PASSAGE, by=LOWER),
    act("2025-12-02", A.RECEIPT, by=UPPER),
    act("2025-12-18", A.PASSAGE, A.AGREEMENT, by=UPPER),
    act("2026-01-12", A.EXECUTIVE_RECEIPT),
    act("2026-01-23", A.EXECUTIVE_SIGNATURE, by=EXECUTIVE),
    act("2026-01-23", A.BECAME_LAW, by=EXECUTIVE),
)


@pytest.mark.parametrize(
    ("on", "stage", "since"),
    [
        ("2025-07-09", S.INTRODUCED, "2025-01-09"),
        ("2025-07-10", S.IN_COMMITTEE, "2025-07-10"),
        ("2025-10-16", S.IN_COMMITTEE, "2025-07-10"),
        ("2025-10-17", S.REPORTED, "2025-10-17"),
        ("2025-12-01", S.PASSED_ONE_CHAMBER, "2025-12-01"),
        ("2025-12-18", S.PASSED_BOTH, "2025-12-18"),
        ("2026-01-22", S.TO_EXECUTIVE, "2026-01-12"),
        ("2026-01-23", S.ENACTED, "2026-01-23"),
        ("2036-01-01", S.ENACTED, "2026-01-23"),
    ],
)
def test_tsra_on_each_day(on: str, stage: Stage, since: str) -> None:
    progress = stand("us-119-hr4323", *TSRA, on=on)
    assert (progress.stage, progress.date) == (stage, since)
    assert progress.alive == (stage != S.ENACTED)
    assert progress.final == (stage == S.ENACTED)


def test_reached_says_how_far_and_where() -> None:
    progress = stand("us-119-hr4323", *TSRA)
    assert progress.reached == S.TO_EXECUTIVE
    assert progress.reached_chambers == (LOWER, UPPER)
    assert [step.date for step in progress.steps] == sorted(step.date for step in progress.steps)


# Order within a day -------------------------------------------------------------------------

_ANY_ACTION = st.builds(
    Action,
    date=st.sampled_from(["2025-03-01", "2025-03-02", "2025-03", "2025-06-30", "2025"]),
    description=st.sampled_from(["a", "b"]),
    classification=st.lists(st.sampled_from([*A]), max_size=3).map(tuple),
    chamber=st.sampled_from([None, LOWER, UPPER]),
    system=st.sampled_from([None, "2", "9"]),
    committee=st.sampled_from([None, "hsju00", "hsif00"]),
    time=st.sampled_from([None, "10:00:00"]),
    code=st.sampled_from([None, "8000"]),
    kind=st.sampled_from([None, "Floor"]),
    calendar=st.sampled_from([None, "12"]),
    official=st.just(True),
)


@given(
    st.lists(_ANY_ACTION, max_size=8),
    st.sampled_from(["us-119-hr1", "us-119-s1", "us-119-hres1", "us-119-hconres1",
                     "ca-20252026-ab1", "ca-20252026-aca1"]),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_order_of_actions_never_matters(
    actions: list[Action], key: str, chance: random.Random
) -> None:
    shuffled = chance.sample(actions, len(actions))
    for on in ("2025-03-02", "2026-01-01", "2030-01-01"):
        assert stand(key, *actions, on=on) == stand(key, *shuffled, on=on)


@given(st.lists(_ANY_ACTION, max_size=8), st.sampled_from(["us-119-hr1", "ca-20252026-sb1"]))
def test_an_end_is_final_or_alive_but_never_both(actions: list[Action], key: str) -> None:
    for on in ("2025-07-01", "2030-01-01"):
        progress = stand(key, *actions, on=on, through="2030-01-01")
        assert not (progress.alive and progress.final)
        if on == "2030-01-01":
            assert not progress.alive


def test_one_referral_listed_for_two_committees() -> None:
    both = [
        act("2025-07-10", A.REFERRAL_COMMITTEE, by=LOWER)._replace(committee=committee)
        for committee in ("hsju00", "hsif00")
    ]
    assert stand("us-119-hr1", *both) == stand("us-119-hr1", *reversed(both))


# Taking back --------------------------------------------------------------------------------


@pytest.mark.parametrize("undo", [A.PASSAGE_VACATED, A.RETURNED_BY_MISTAKE, A.RECONSIDERED_LOST])
def test_a_passage_taken_back(undo: ActionClass) -> None:
    passed = act("2025-03-01", A.PASSAGE, by=LOWER)
    undone = act("2025-03-05", undo, by=LOWER)
    reported = act("2025-02-01", A.COMMITTEE_PASSAGE, by=LOWER)
    progress = stand("us-119-hr1", reported, passed, undone)
    assert (progress.stage, progress.reached_chambers) == (S.REPORTED, ())
    assert stand("us-119-hr1", passed, undone, on="2025-03-04").stage == S.PASSED_ONE_CHAMBER
    again = act("2025-03-09", A.PASSAGE, by=LOWER)
    assert stand("us-119-hr1", passed, undone, again).date == "2025-03-09"


def test_the_other_chambers_passage_is_not_taken_back() -> None:
    passed = act("2025-03-01", A.PASSAGE, by=LOWER)
    assert (
        stand("us-119-hr1", passed, act("2025-03-05", A.PASSAGE_VACATED, by=UPPER)).stage
        == S.PASSED_ONE_CHAMBER
    )


@pytest.mark.parametrize("system", ["", "9"])
def test_passed_vacated_and_passed_again_on_one_day(system: str) -> None:
    once = [act("2025-03-01", A.PASSAGE, by=LOWER), act("2025-03-01", A.PASSAGE_VACATED, by=LOWER)]
    twin = [act("2025-03-01", A.PASSAGE, by=LOWER, system=system)] if system else []
    assert stand("us-119-hr1", *once, *twin).stage == S.INTRODUCED
    again = once[0]._replace(description="passed again")
    assert stand("us-119-hr1", *once, *twin, again).stage == S.PASSED_ONE_CHAMBER


@pytest.mark.parametrize(
    ("actions", "stage", "since"),
    [
        # S. 734 of the 117th: vitiated with its discharge, and passed again the same day.
        ([act("2022-08-02", A.DISCHARGE, by=UPPER), act("2022-08-02", A.PASSAGE, by=UPPER),
          act("2022-08-03", A.PASSAGE_VACATED, by=UPPER),
          act("2022-08-03", A.DISCHARGE_VACATED, by=UPPER),
          act("2022-08-03", A.DISCHARGE, by=UPPER), act("2022-08-03", A.PASSAGE, by=UPPER)],
         S.PASSED_ONE_CHAMBER, "2022-08-03"),
        ([act("2022-08-02", A.DISCHARGE, by=UPPER),
          act("2022-08-03", A.DISCHARGE_VACATED, by=UPPER),
          act("2022-08-03", A.DISCHARGE, by=UPPER)], S.REPORTED, "2022-08-03"),
        ([act("2022-06-01", A.PASSAGE, by=UPPER), act("2022-06-05", A.PASSAGE, by=UPPER),
          act("2022-06-07", A.PASSAGE_VACATED, by=UPPER)], S.PASSED_ONE_CHAMBER, "2022-06-05"),
        ([act("2022-06-01", A.PASSAGE, by=UPPER), act("2022-06-05", A.PASSAGE, by=UPPER),
          act("2022-06-07", A.PASSAGE_VACATED, by=UPPER),
          act("2022-06-08", A.PASSAGE_VACATED, by=UPPER)], S.INTRODUCED, "2025-01-09"),
        # Agreement to what the House made of it, then taken back: the first passage stands.
        ([act("2022-06-01", A.PASSAGE, by=UPPER), act("2022-06-03", A.PASSAGE, by=LOWER),
          act("2022-06-05", A.PASSAGE, A.AGREEMENT, by=UPPER),
          act("2022-06-07", A.PASSAGE_VACATED, by=UPPER)], S.PASSED_ONE_CHAMBER, "2022-06-03"),
        # A vote that is reconsidered was a passage, unless the chamber had failed it since.
        ([act("2022-06-01", A.PASSAGE, by=UPPER), act("2022-06-02", A.RECONSIDERATION, by=UPPER)],
         S.INTRODUCED, "2025-01-09"),
        ([act("2022-06-01", A.PASSAGE, by=UPPER), act("2022-06-02", A.FAILURE, by=UPPER),
          act("2022-06-02", A.RECONSIDERATION, by=UPPER)], S.PASSED_ONE_CHAMBER, "2022-06-01"),
        # A failure that is reconsidered, and the passage that came of it.
        ([act("2022-06-01", A.FAILURE, by=UPPER), act("2022-06-02", A.RECONSIDERATION, by=UPPER),
          act("2022-06-02", A.PASSAGE, by=UPPER)], S.PASSED_ONE_CHAMBER, "2022-06-02"),
        # Reconsidered and lost again, the same day; S. 2882 of the 119th.
        ([act("2022-06-01", A.FAILURE, by=UPPER), act("2022-06-02", A.RECONSIDERATION, by=UPPER),
          act("2022-06-02", A.FAILURE, by=UPPER)], S.FAILED, "2022-06-02"),
        ([act("2022-06-01", A.FAILURE, by=UPPER),
          act("2022-06-01", A.RECONSIDERATION, by=UPPER)], S.INTRODUCED, "2025-01-09"),
        ([act("2022-06-01", A.FAILURE, by=UPPER), act("2022-06-01", A.RECONSIDERATION, by=UPPER),
          act("2022-06-01", A.FAILURE, by=UPPER)._replace(description="again")],
         S.FAILED, "2022-06-01"),
        ([act("2022-06-01", A.FAILURE, by=UPPER),
          act("2022-06-02", A.FAILURE, A.RECONSIDERATION, by=UPPER)], S.INTRODUCED, "2025-01-09"),
        # Passed, reconsidered and lost: on one day only marks tell it from lost, then passed.
        ([act("2022-06-01", A.PASSAGE, by=UPPER), act("2022-06-01", A.RECONSIDERATION, by=UPPER),
          act("2022-06-01", A.FAILURE, A.UPON_RECONSIDERATION, by=UPPER)], S.FAILED, "2022-06-01"),
        ([act("2022-06-01", A.PASSAGE, by=UPPER), act("2022-06-01", A.FAILURE, by=UPPER),
          act("2022-06-01", A.RECONSIDERATION, A.PASSAGE_RECONSIDERED, by=UPPER)],
         S.FAILED, "2022-06-01"),
        ([act("2022-06-01", A.PASSAGE, by=UPPER), act("2022-06-01", A.FAILURE, by=UPPER),
          act("2022-06-01", A.RECONSIDERATION, by=UPPER)], S.PASSED_ONE_CHAMBER, "2022-06-01"),
        ([act("2022-06-01", A.PASSAGE, A.UPON_RECONSIDERATION, by=UPPER),
          act("2022-06-01", A.FAILURE, by=UPPER), act("2022-06-01", A.RECONSIDERATION, by=UPPER)],
         S.PASSED_ONE_CHAMBER, "2022-06-01"),
        # The same over two days, and with two systems that tell it.
        ([act("2022-06-01", A.PASSAGE, by=UPPER), act("2022-06-02", A.RECONSIDERATION, by=UPPER),
          act("2022-06-02", A.FAILURE, A.UPON_RECONSIDERATION, by=UPPER)], S.FAILED, "2022-06-02"),
        ([act("2022-06-01", A.PASSAGE, by=UPPER),
          act("2022-06-01", A.PASSAGE, by=UPPER, system="9"),
          act("2022-06-01", A.RECONSIDERATION, by=UPPER),
          act("2022-06-01", A.FAILURE, A.UPON_RECONSIDERATION, by=UPPER),
          act("2022-06-01", A.FAILURE, A.UPON_RECONSIDERATION, by=UPPER, system="9")],
         S.FAILED, "2022-06-01"),
        # Passed, reconsidered, passed again; and once more reconsidered, which is still to come.
        ([act("2022-06-01", A.PASSAGE, by=UPPER), act("2022-06-02", A.RECONSIDERATION, by=UPPER),
          act("2022-06-02", A.PASSAGE, by=UPPER)], S.PASSED_ONE_CHAMBER, "2022-06-02"),
        ([act("2022-06-01", A.PASSAGE, by=UPPER), act("2022-06-02", A.RECONSIDERATION, by=UPPER),
          act("2022-06-02", A.PASSAGE, by=UPPER), act("2022-06-04", A.RECONSIDERATION, by=UPPER)],
         S.INTRODUCED, "2025-01-09"),
        # A vote on the other chamber's changes that is lost again leaves its own passage alone.
        ([act("2022-06-01", A.PASSAGE, by=UPPER), act("2022-06-03", A.PASSAGE, by=LOWER),
          act("2022-06-05", A.PASSAGE, A.AGREEMENT, by=UPPER),
          act("2022-06-05", A.RECONSIDERATION, A.PASSAGE_RECONSIDERED, by=UPPER),
          act("2022-06-05", A.FAILURE, A.UPON_RECONSIDERATION, by=UPPER)], S.FAILED, "2022-06-05"),
        # A rule tables what the House has passed that day; what another day passes stands.
        ([act("2022-06-01", A.PASSAGE, by=LOWER), act("2022-06-01", A.SET_ASIDE, by=LOWER)],
         S.FAILED, "2022-06-01"),
        ([act("2022-06-01", A.PASSAGE, by=LOWER), act("2022-06-01", A.FAILURE, by=LOWER)],
         S.PASSED_ONE_CHAMBER, "2022-06-01"),
        ([act("2022-06-01", A.SET_ASIDE, by=LOWER), act("2022-06-02", A.PASSAGE, by=LOWER)],
         S.PASSED_ONE_CHAMBER, "2022-06-02"),
        # Concurrence taken back, with its enrolment: what each chamber passed stands.
        ([act("2022-06-01", A.PASSAGE, by=UPPER), act("2022-06-03", A.PASSAGE, by=LOWER),
          act("2022-06-05", A.AGREEMENT, A.ENROLLED, by=UPPER),
          act("2022-06-07", A.AGREEMENT_VACATED, by=UPPER)], S.PASSED_ONE_CHAMBER, "2022-06-03"),
        ([act("2022-06-02", A.REFERRAL_COMMITTEE, by=UPPER),
          act("2022-06-07", A.REFERRAL_VACATED, by=UPPER)], S.INTRODUCED, "2025-01-09"),
    ],
)  # fmt: skip
def test_an_undo_takes_back_one_act_the_older_first(
    actions: list[Action], stage: Stage, since: str
) -> None:
    for order in (actions, actions[::-1]):
        progress = stand("us-117-s734", *order)
        assert (progress.stage, progress.date) == (stage, since)


PASSED = "Passed Senate with an amendment by Unanimous Consent."
VITIATED = act("2022-06-07", A.PASSAGE_VACATED, by=UPPER, system="0")


@pytest.mark.parametrize(
    ("first", "second", "stage"),
    [
        (PASSED, f"{PASSED} (text: CR S2805-2806)", S.INTRODUCED),
        (f"{PASSED} (CR S2805)", f"{PASSED} (consideration: CR S2806; text: CR S2805)",
         S.INTRODUCED),
        (PASSED, "Passed Senate with an amendment by Voice Vote.", S.PASSED_ONE_CHAMBER),
    ],
)  # fmt: skip
def test_one_vote_told_with_and_without_where_it_was_printed_is_one(
    first: str, second: str, stage: Stage
) -> None:
    told = [act("2022-06-02", A.PASSAGE, by=UPPER, system="0")._replace(description=words)
            for words in (first, second)]  # fmt: skip
    for order in (told, told[::-1]):
        assert stand("us-117-s734", *order, VITIATED).stage == stage


def test_votes_of_two_times_are_two() -> None:
    told = [act("2022-06-02", A.PASSAGE, by=UPPER, system="2")._replace(time=time)
            for time in ("10:30:43", "11:02:00")]  # fmt: skip
    assert stand("us-117-s734", *told, VITIATED).stage == S.PASSED_ONE_CHAMBER


def test_recalled_from_the_executive() -> None:
    actions = (
        act("2025-03-01", A.PASSAGE, by=LOWER),
        act("2025-04-01", A.ENROLLED),
        act("2025-04-02", A.EXECUTIVE_RECEIPT),
        act("2025-04-10", A.RECALLED, by=LOWER),
    )
    assert stand("us-119-hr1", *actions[:3]).stage == S.TO_EXECUTIVE
    assert stand("us-119-hr1", *actions).stage == S.PASSED_ONE_CHAMBER
    again = act("2025-05-01", A.EXECUTIVE_RECEIPT)
    assert stand("us-119-hr1", *actions, again).date == "2025-05-01"


def test_a_simple_resolution_whose_adoption_is_vacated() -> None:
    agreed = act("2025-03-01", A.PASSAGE, A.AGREEMENT, by=LOWER)
    vacated = act("2025-03-01", A.PASSAGE_VACATED, by=LOWER)
    assert stand("us-119-hres1", agreed).stage == S.ADOPTED
    assert stand("us-119-hres1", agreed, vacated).stage == S.INTRODUCED


# Agreement of both chambers -----------------------------------------------------------------


def test_two_passages_are_not_agreement() -> None:
    actions = (act("2025-03-01", A.PASSAGE, by=LOWER), act("2025-04-01", A.PASSAGE, by=UPPER))
    progress = stand("us-119-hr1", *actions)
    # The second chamber's passage is what happened last.
    assert (progress.stage, progress.how) == (S.PASSED_ONE_CHAMBER, How.PASSED_AMENDED)
    assert (progress.date, progress.action) == ("2025-04-01", actions[1])
    assert progress.reached_chambers == (LOWER, UPPER)
    concurs = act("2025-05-01", A.AGREEMENT, by=LOWER)
    assert stand("us-119-hr1", *actions, concurs).date == "2025-05-01"
    assert stand("us-119-hr1", *actions, concurs).stage == S.PASSED_BOTH


def test_an_origin_that_passed_without_amendment_agreed_to_nothing_yet() -> None:
    first = act("2025-03-01", A.PASSAGE, A.AGREEMENT, by=UPPER)
    second = act("2025-04-01", A.PASSAGE, by=LOWER)
    assert stand("us-119-s1", first).stage == S.PASSED_ONE_CHAMBER
    assert stand("us-119-s1", first, second).stage == S.PASSED_ONE_CHAMBER
    without = act("2025-04-01", A.PASSAGE, A.AGREEMENT, by=LOWER)
    assert stand("us-119-s1", first, without).stage == S.PASSED_BOTH


def test_an_exchange_of_amendments_settles_nothing() -> None:
    actions = (
        act("2025-03-01", A.PASSAGE, by=LOWER),
        act("2025-04-01", A.PASSAGE, by=UPPER),
        act("2025-05-01", A.AMENDMENT_EXCHANGE, by=LOWER),
    )
    assert stand("us-119-hr1", *actions).stage == S.PASSED_ONE_CHAMBER
    agreed = act("2025-06-01", A.AGREEMENT, by=UPPER)
    assert stand("us-119-hr1", *actions, agreed).date == "2025-06-01"


def test_a_conference_report_needs_both() -> None:
    actions = (
        act("2019-01-24", A.PASSAGE, by=LOWER),
        act("2019-01-25", A.PASSAGE, by=UPPER),
        act("2019-02-14", A.CONFERENCE_AGREEMENT, by=UPPER),
    )
    assert stand("us-116-hjres31", *actions).stage == S.PASSED_ONE_CHAMBER
    both = stand("us-116-hjres31", *actions, act("2019-02-14", A.CONFERENCE_AGREEMENT, by=LOWER))
    assert (both.stage, both.date) == (S.PASSED_BOTH, "2019-02-14")


def test_a_passage_known_by_its_month_is_not_before_a_day_in_it() -> None:
    month = act("2025-03", A.PASSAGE, by=LOWER)
    early = act("2025-03-10", A.PASSAGE, A.AGREEMENT, by=UPPER)
    late = act("2025-03-31", A.PASSAGE, A.AGREEMENT, by=UPPER)
    assert stand("us-119-hr1", month, early).stage == S.PASSED_ONE_CHAMBER
    assert stand("us-119-hr1", month, late).stage == S.PASSED_BOTH


# Kinds of measure ---------------------------------------------------------------------------


def test_a_federal_concurrent_resolution_ends_with_the_second_agreement() -> None:
    first = act("2025-03-01", A.PASSAGE, by=LOWER)
    progress = stand("us-119-hconres1", first, act("2025-04-01", A.PASSAGE, A.AGREEMENT, by=UPPER))
    assert (progress.stage, progress.date) == (S.ADOPTED, "2025-04-01")
    assert (progress.final, progress.reached_chambers) == (True, (LOWER, UPPER))
    assert stand("us-119-hconres1", first).stage == S.PASSED_ONE_CHAMBER


def test_a_federal_joint_resolution_goes_to_the_president() -> None:
    first = act("2025-03-01", A.PASSAGE, by=LOWER)
    second = act("2025-04-01", A.PASSAGE, A.AGREEMENT, by=UPPER)
    assert stand("us-119-hjres1", first, second).stage == S.PASSED_BOTH
    law = act("2025-05-01", A.BECAME_LAW)
    assert stand("us-119-hjres1", first, second, law).stage == S.ENACTED


@pytest.mark.parametrize("key", ["us-119-hres1", "us-119-sres1", "ca-20252026-hr1"])
def test_a_simple_resolution_needs_one_chamber(key: str) -> None:
    by = origin_chamber(key)
    progress = stand(key, act("2025-03-01", A.PASSAGE, by=by))
    assert (progress.stage, progress.final, progress.alive) == (S.ADOPTED, True, False)
    assert progress.reached_chambers == (by,)


@pytest.mark.parametrize("key", ["ca-20252026-acr1", "ca-20252026-ajr1", "ca-20252026-aca1"])
def test_californias_resolutions_are_complete_when_filed(key: str) -> None:
    passed = (
        act("2025-03-01", A.PASSAGE, by=LOWER),
        act("2025-04-01", A.PASSAGE, A.AGREEMENT, by=UPPER),
    )
    assert stand(key, *passed).stage == S.PASSED_BOTH
    filed = act("2025-04-09", A.ADOPTION)
    assert (stand(key, *passed, filed).stage, stand(key, *passed, filed).date) == (
        S.ADOPTED, "2025-04-09",
    )  # fmt: skip


# Failure and veto ---------------------------------------------------------------------------


def test_a_failure_is_not_final_s_114_of_the_115th() -> None:
    """It failed in the House on 2017-07-24 and became Public Law 115-46 on 2017-08-12."""
    actions = (
        act("2017-05-25", A.PASSAGE, by=UPPER),
        act("2017-07-24", A.FAILURE, by=LOWER),
        act("2017-07-28", A.PASSAGE, by=LOWER),
        act("2017-08-01", A.AGREEMENT, by=UPPER),
        act("2017-08-12", A.BECAME_LAW),
    )
    failed = stand("us-115-s114", *actions, on="2017-07-25")
    assert (failed.stage, failed.alive, failed.final) == (S.FAILED, True, False)
    assert failed.reached == S.PASSED_ONE_CHAMBER
    assert stand("us-115-s114", *actions, on="2017-07-28").stage == S.PASSED_ONE_CHAMBER
    assert stand("us-115-s114", *actions, on="2017-08-01").stage == S.PASSED_BOTH
    assert stand("us-115-s114", *actions, on="2017-08-12").stage == S.ENACTED


def test_a_failure_stands_once_the_session_is_over() -> None:
    actions = (act("2025-02-01", A.COMMITTEE_FAILURE, by=LOWER),)
    assert stand("ca-20252026-aca1", *actions, on="2026-11-30").alive
    assert stand("ca-20252026-ab1", *actions, on="2026-01-31").alive
    late = stand("ca-20252026-ab1", *actions, on="2026-02-01")
    assert (late.stage, late.final, late.alive) == (S.FAILED, True, False)
    ended = stand("ca-20252026-ab1", *actions, on="2026-12-01")
    assert (ended.stage, ended.final, ended.alive) == (S.FAILED, True, False)
    assert ended.action == actions[0]
    granted = act("2025-02-01", A.RECONSIDERATION, by=LOWER)
    assert stand("ca-20252026-aca1", *actions, granted).stage == S.INTRODUCED


def test_a_failure_after_a_revival_fails_again() -> None:
    actions = (
        act("2025-02-01", A.FAILURE, by=LOWER),
        act("2025-02-03", A.RECONSIDERATION, by=LOWER),
        act("2025-02-05", A.FAILURE, by=LOWER),
    )
    assert stand("ca-20252026-ab1", *actions).date == "2025-02-05"


VETOED = (
    act("2025-09-05", A.PASSAGE, by=UPPER),
    act("2025-09-10", A.ENROLLED),
    act("2025-09-20", A.EXECUTIVE_RECEIPT),
    act("2025-10-13", A.EXECUTIVE_VETO),
)


def test_a_veto_is_provisional_until_it_is_sustained_or_the_session_ends() -> None:
    open_ = stand("ca-20252026-sb275", *VETOED)
    assert (open_.stage, open_.alive, open_.final) == (S.VETOED, True, False)
    for end in (A.VETO_SUSTAINED, A.VETO_OVERRIDE_FAILURE):
        final = stand("ca-20252026-sb275", *VETOED, act("2026-01-22", end))
        assert (final.stage, final.alive, final.final) == (S.VETOED, False, True)
        assert final.date == "2025-10-13"
    over = stand("ca-20252026-sb275", *VETOED, on="2026-12-01")
    assert (over.stage, over.alive, over.final) == (S.VETOED, False, True)


def test_a_vetoed_bill_that_is_filed_away_stays_vetoed() -> None:
    filed = stand("ca-20252026-sb275", *VETOED, act("2026-01-22", A.DEATH, by=UPPER))
    assert (filed.stage, filed.final, filed.date) == (S.VETOED, True, "2025-10-13")


def test_a_veto_sustained_in_a_month_is_not_before_a_veto_in_it() -> None:
    sustained = act("2025-10", A.VETO_SUSTAINED)
    assert stand("ca-20252026-sb275", *VETOED, sustained).final


def test_an_overridden_veto_is_a_law() -> None:
    house = act("2025-11-01", A.VETO_OVERRIDE_PASSAGE, by=LOWER)
    assert stand("us-119-hr1", *VETOED, house).stage == S.VETOED
    law = act("2025-11-20", A.BECAME_LAW)
    assert stand("us-119-hr1", *VETOED, house, law).stage == S.ENACTED


def test_filed_dead_by_the_chamber() -> None:
    """AB 63 of 2025-26 was filed under Joint Rule 56 on 2026-02-02."""
    actions = (
        act("2025-02-01", A.REFERRAL_COMMITTEE, by=LOWER),
        act("2026-02-02", A.DEATH, by=LOWER),
    )
    dead = stand("ca-20252026-ab63", *actions)
    assert (dead.stage, dead.reached, dead.date) == (S.DIED, S.IN_COMMITTEE, "2026-02-02")
    assert (dead.alive, dead.final) == (False, True)
    assert stand("ca-20252026-ab63", *actions, on="2026-01-31").stage == S.IN_COMMITTEE
    # Filed two days after the Constitution had ended it.
    between = stand("ca-20252026-ab63", *actions, on="2026-02-01")
    assert (between.stage, between.date, between.action) == (S.DIED, "2026-01-31", None)


def test_a_two_year_bill_lives_until_31_january_of_the_second_year() -> None:
    referred = act("2025-02-24", A.REFERRAL_COMMITTEE, by=LOWER)
    for on in ("2025-09-13", "2026-01-31"):
        assert stand("ca-20252026-ab633", referred, on=on).alive
    dead = stand("ca-20252026-ab633", referred, on="2026-02-01")
    assert (dead.stage, dead.date, dead.alive) == (S.DIED, "2026-01-31", False)
    # Data of an earlier day cannot tell whether it passed in time.
    old = stand("ca-20252026-ab633", referred, on="2026-02-01", through="2026-01-31")
    assert (old.stage, old.alive) == (S.IN_COMMITTEE, True)


@pytest.mark.parametrize(
    ("key", "introduced", "passed"),
    [
        ("ca-20252026-ab633", "2025-02-13", True),  # it left its house in time
        ("ca-20252026-ab1656", "2026-01-22", False),  # a bill of the second year
        ("ca-20252026-aca5", "2025-02-13", False),  # the limit is for bills
        ("ca-20252026x1-ab5", "2025-02-13", False),  # and for the regular session
    ],
)
def test_what_31_january_does_not_end(key: str, introduced: str, passed: bool) -> None:
    actions = [act("2026-01-29", A.PASSAGE, by=LOWER)] if passed else []
    measure = replace(bill(key, *actions), introduced_date=introduced)
    session = session_for(key)
    assert fold_bill(measure, date(2026, 8, 31), session, "2026-11-23").alive


# The calendar -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "through", "stage", "alive", "final"),
    [
        ("2023-01-03", "2022-12-31", S.IN_COMMITTEE, True, False),
        ("2023-01-04", "2022-12-31", S.OUTCOME_NOT_RECORDED, False, False),
        ("2023-01-04", "2023-01-03T23:00:00Z", S.OUTCOME_NOT_RECORDED, False, False),
        ("2023-01-04", "2023-01-04", S.DIED, False, True),
        ("2026-11-23", "2026-11-23", S.DIED, False, True),
    ],
)
def test_in_committee_when_the_congress_ends(
    on: str, through: str, stage: Stage, alive: bool, final: bool
) -> None:
    progress = stand(
        "us-117-hr8672", act("2022-11-01", A.REFERRAL_COMMITTEE, by=LOWER), on=on, through=through
    )
    assert (progress.stage, progress.alive, progress.final) == (stage, alive, final)
    assert progress.reached == S.IN_COMMITTEE
    if not alive:
        assert (progress.date, progress.action) == ("2023-01-03", None)


def test_passed_by_both_may_still_be_signed_for_a_while() -> None:
    actions = (act("2026-08-31", A.ENROLLED),)
    for on in ("2026-09-01", "2026-09-30"):
        assert stand("ca-20252026-ab1", *actions, on=on).alive
    gone = stand("ca-20252026-ab1", *actions, on="2026-10-01", through="2026-10-01")
    assert (gone.stage, gone.reached, gone.date) == (S.DIED, S.PASSED_BOTH, "2026-09-30")
    unknown = stand("ca-20252026-ab1", *actions, on="2026-10-01", through="2026-09-30")
    assert unknown.stage == S.OUTCOME_NOT_RECORDED


@pytest.mark.parametrize("through", ["2022-12-31", "2023-01-16", "2026-11-23"])
def test_what_was_with_the_executive_is_never_said_to_have_died(through: str) -> None:
    actions = (act("2022-12-28", A.EXECUTIVE_RECEIPT),)
    assert stand("us-117-s5328", *actions, on="2023-01-15", through=through).alive
    past = stand("us-117-s5328", *actions, on="2023-01-16", through=through)
    assert (past.stage, past.alive, past.final) == (S.OUTCOME_NOT_RECORDED, False, False)
    assert past.reached == S.TO_EXECUTIVE


def test_s_3946_became_law_two_days_after_its_congress_ended() -> None:
    actions = (
        act("2022-12-28", A.EXECUTIVE_RECEIPT),
        act("2023-01-05", A.EXECUTIVE_SIGNATURE),
        act("2023-01-05", A.BECAME_LAW),
    )
    between = stand("us-117-s3946", *actions, on="2023-01-04", through="2026-11-23")
    assert (between.stage, between.alive) == (S.TO_EXECUTIVE, True)
    law = stand("us-117-s3946", *actions, on="2023-01-05")
    assert (law.stage, law.date, law.final) == (S.ENACTED, "2023-01-05", True)


def test_a_signature_is_law_from_its_day_and_the_number_may_follow() -> None:
    """H.R. 7776 of the 117th: signed on a Friday, numbered on the Tuesday after."""
    signed = (
        act("2022-12-22", A.EXECUTIVE_RECEIPT),
        act("2022-12-23", A.EXECUTIVE_SIGNATURE, by=EXECUTIVE),
    )
    before = stand("us-117-hr7776", *signed, on="2022-12-22")
    assert (before.stage, before.alive) == (S.TO_EXECUTIVE, True)
    for actions in (signed, (*signed, act("2022-12-27", A.BECAME_LAW, by=EXECUTIVE))):
        for on in ("2022-12-23", "2022-12-27", "2036-01-01"):
            law = stand("us-117-hr7776", *actions, on=on)
            assert (law.stage, law.date, law.final) == (S.ENACTED, "2022-12-23", True)
            assert law.reached == S.TO_EXECUTIVE


def test_a_signature_under_what_nobody_signs_makes_no_law() -> None:
    for key in ("us-119-hres104", "us-119-hconres4", "ca-20252026-aca5"):
        law = stand(key, act("2025-02-14", A.EXECUTIVE_SIGNATURE, by=EXECUTIVE), on="2025-03-01")
        assert (law.stage, law.final) == (S.TO_EXECUTIVE, False)


def test_a_signed_bill_that_was_recalled_is_no_law() -> None:
    recalled = stand(
        "ca-20252026-ab1",
        act("2025-09-10", A.ENROLLED),
        act("2025-09-11", A.EXECUTIVE_RECEIPT),
        act("2025-09-12", A.EXECUTIVE_SIGNATURE, by=EXECUTIVE),
        act("2025-09-13", A.RECALLED),
        on="2025-09-14",
    )
    assert recalled.stage != S.ENACTED


def test_an_extraordinary_session_ends_with_its_regular_one() -> None:
    actions = (act("2023-02-01", A.REFERRAL_COMMITTEE, by=LOWER),)
    assert stand("ca-20232024x1-ab1", *actions, on="2024-08-31").alive
    assert stand("ca-20232024x1-ab1", *actions, on="2024-09-01").stage == S.DIED


# Dates of which no more than a month or a year is known -------------------------------------


def test_a_partial_date_sorts_as_its_last_day_and_prints_as_it_is() -> None:
    year = act("2025", A.PASSAGE, by=LOWER)
    assert stand("us-119-hr1", year, on="2025-12-30").stage == S.INTRODUCED
    passed = stand("us-119-hr1", year, on="2025-12-31")
    assert (passed.stage, passed.date) == (S.PASSED_ONE_CHAMBER, "2025")


def test_a_failure_in_a_month_is_revived_by_a_passage_at_its_end_only() -> None:
    failed = act("2025-03", A.FAILURE, by=LOWER)
    before = act("2025-03-10", A.PASSAGE, by=LOWER)
    after = act("2025-04-01", A.PASSAGE, by=LOWER)
    assert stand("us-119-hr1", failed, before).stage == S.FAILED
    assert stand("us-119-hr1", failed, after).stage == S.PASSED_ONE_CHAMBER
