"""An effort's stage follows its members; reauthorisations and opponents never speak for it."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from billtrail.bills.efforts import build_effort, counted
from billtrail.bills.models import Action, Bill, Sponsorship
from billtrail.bills.next_steps.steps import next_step
from billtrail.bills.stages.fold import fold_bill
from billtrail.bills.stages_over_time import bill_stages, effort_stages
from billtrail.bills.values import BillStatus, Look, Member, Part
from billtrail.legislatures import keys
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.vocabulary import ActionClass, MemberKind, SponsorRole, Stage
from billtrail.snapshot.bills import count_cosponsors
from billtrail.snapshot.involvement import Ledger
from billtrail.words.status import effort_notes, effort_words, stage_words

TODAY = date(2026, 11, 23)


def status(key, *classes, introduced="2025-02-14", law=None, through="2026-11-20", on=TODAY):
    """A bill with one action a class, a month apart, as of ``on``."""
    chamber = keys.origin_chamber(key)
    year, month = int(introduced[:4]), int(introduced[5:7])
    actions = tuple(
        Action(f"{year}-{month + n:02}-15", class_.value, (class_,), chamber)
        for n, class_ in enumerate(classes)
    )
    parts = keys.split_key(key)
    bill = Bill(
        key, parts.jurisdiction, parts.session, keys.display(key),
        keys.measure_kind(key).value, chamber, through, introduced_date=introduced,
        law=law, actions=actions,
    )  # fmt: skip
    progress = fold_bill(bill, on, sessions.session_for(key), through)
    return BillStatus(
        bill, progress, None, count_cosponsors(bill), None, next_step(bill, progress, on), None,
        None, None, law if progress.stage == Stage.ENACTED else None, "us_govinfo", through, None,
    )  # fmt: skip


def member(status_, kind=MemberKind.REINTRODUCED, via=None):
    return Member(status_.key, kind, "official record", via, status_)


def family(*members):
    return build_effort("us-tsra", "TSRA", "tsra", members, TODAY.isoformat())


INTRODUCED, REFERRED = ActionClass.INTRODUCTION, ActionClass.REFERRAL_COMMITTEE
LAW = status("us-119-hr4323", INTRODUCED, REFERRED, ActionClass.BECAME_LAW,
             law="Public Law 119-73", introduced="2025-07-10")  # fmt: skip
LEFT = status("us-119-hr1379", INTRODUCED, REFERRED)
DEAD = status("us-117-hr8672", INTRODUCED, REFERRED, introduced="2022-08-05")


def test_an_enacted_member_decides():
    found = family(member(LEFT, via="us-119-hr4323"), member(LAW), member(DEAD))
    assert (found.stage, found.law, found.enacted_bill) == (
        Stage.ENACTED, "Public Law 119-73", "us-119-hr4323",
    )  # fmt: skip
    assert not found.alive
    assert [m.enacted_via for m in found.members] == ["us-119-hr4323", None, None]


def test_enacted_via_holds_only_once_the_other_bill_is_law():
    not_yet = status("us-119-hr4323", INTRODUCED, REFERRED, introduced="2025-07-10")
    found = family(member(LEFT, via="us-119-hr4323"), member(not_yet))
    assert [m.enacted_via for m in found.members] == [None, None]
    assert found.alive and found.stage == Stage.IN_COMMITTEE


def test_the_furthest_alive_wins_over_a_dead_one_that_came_further():
    came_far = status("us-118-hr7137", INTRODUCED, REFERRED, ActionClass.COMMITTEE_PASSAGE,
                      introduced="2024-01-30")  # fmt: skip
    assert family(member(came_far), member(LEFT)).stage == Stage.IN_COMMITTEE


def test_all_dead_is_said_as_dead():
    found = family(member(DEAD))
    assert (found.stage, found.alive) == (Stage.DIED, False)


CAME_FAR = status("us-117-hr6552", INTRODUCED, REFERRED, ActionClass.COMMITTEE_PASSAGE,
                  introduced="2022-02-01")  # fmt: skip
LAST_TRY = status("us-118-s4007", INTRODUCED, REFERRED, introduced="2024-03-19")
LOOK = Look("us", "119", "GovInfo", 16310, "2026-05-29", "2026-11-29")


def test_of_the_dead_the_last_try_speaks_and_the_furthest_is_named():
    found = family(member(CAME_FAR), member(LAST_TRY), member(DEAD))
    assert (found.proof, found.furthest) == (LAST_TRY, CAME_FAR)
    notes = effort_notes(found)
    assert notes[0].startswith("An earlier try came further: H.R. 6552 (117th Congress), ")
    assert notes[1:] == ("No whole session's titles were looked through for a successor",)
    assert family(member(DEAD), member(LAST_TRY)).furthest is None
    assert family(member(CAME_FAR), member(LEFT)).furthest is None


def test_an_effort_with_a_live_look_alike_is_not_called_dead():
    def built(*members, likely=(), looks=()):
        return build_effort("us-x", "X", "x", members, TODAY.isoformat(), likely, looks)

    found = built(member(LAST_TRY), likely=("us-119-s361",))
    assert effort_words(found) == (
        "S. 361 (119th Congress) looks like its successor, not confirmed; "
        "the last try: died with the 118th\N{NO-BREAK SPACE}Congress"
    )
    seen = effort_notes(built(member(LAST_TRY), looks=(LOOK,)))
    assert seen[-1].startswith("No successor seen in 16,310 titles of the 119th")
    assert "(GovInfo, looked at on Nov" in seen[-1]
    both = effort_notes(built(member(LAST_TRY), likely=("us-119-s361",), looks=(LOOK,)))
    assert not any("No successor" in note for note in both)
    alive = built(member(LEFT), likely=("us-119-s361", "us-119-s362"))
    assert effort_words(alive) == stage_words(LEFT)
    assert effort_notes(alive)[0].startswith("S. 361 (119th Congress) and 1 more look like a bill")
    law = built(member(LAW), likely=("us-119-s361",), looks=(LOOK,))
    assert (law.likely, law.looks, effort_notes(law)) == ((), (), ())


def test_an_unknown_end_is_not_hidden_by_a_dead_attempt():
    unknown = status("ca-20252026-ab938", INTRODUCED, REFERRED, through="2025-08-29")
    found = family(member(DEAD), member(unknown))
    assert found.stage == Stage.OUTCOME_NOT_RECORDED


def test_an_opponent_never_counts():
    opponent = member(LAW, MemberKind.OPPOSES)
    found = family(member(DEAD), opponent)
    assert (found.stage, found.law) == (Stage.DIED, None)
    assert [a.bills for a in found.attempts] == [("us-117-hr8672",)]


def test_attempts_are_told_by_session_oldest_first():
    found = family(member(LEFT), member(LAW), member(DEAD))
    assert [(a.session, a.first_introduced, len(a.bills)) for a in found.attempts] == [
        ("117", "2022-08-05", 1), ("119", "2025-02-14", 2),
    ]  # fmt: skip


@given(st.permutations([LEFT, LAW, DEAD]))
def test_the_order_of_members_does_not_matter(statuses):
    found = family(*[member(s) for s in statuses])
    assert (found.stage, found.enacted_bill) == (Stage.ENACTED, "us-119-hr4323")


def test_a_live_bill_says_what_comes_next_and_by_when():
    step = LEFT.next_step
    assert (step.what, step.who, step.date, step.certainty) == (
        "Hearing and vote in committee", "the House", "2027-01-03", "watch",
    )  # fmt: skip


def test_what_has_ended_has_no_next_step():
    assert LAW.next_step is None and DEAD.next_step is None


def test_the_governor_has_twelve_days_from_presentment():
    sent = status("ca-20252026-ab379", INTRODUCED, ActionClass.EXECUTIVE_RECEIPT,
                  introduced="2025-02-03", on=date(2025, 3, 20))  # fmt: skip
    assert (sent.next_step.date, sent.next_step.who) == ("2025-03-27", "the Governor")


def test_support_is_of_one_bill_and_ends_with_a_withdrawal():
    def with_people(status_, *people):
        return replace(status_, bill=replace(status_.bill, sponsorships=people))

    def person(role=SponsorRole.COSPONSOR, withdrawn=None):
        return Sponsorship(name="A Name", role=role, person="A000001", withdrawn=withdrawn)

    found = family(
        member(with_people(LEFT, person())),
        member(with_people(LAW)),
        member(with_people(DEAD, person(withdrawn="2022-09-01"))),
    )

    def part(family_, id="A000001"):
        return Ledger.of((), "119", counted(family_)).part(id)

    assert part(found).keys("joined") == ("us-119-hr1379",)
    assert part(found).keys("left") == ("us-117-hr8672",) and not part(found).keys("introduced")
    assert part(found, "B000001") == Part()
    rejoined = family(member(with_people(DEAD, person(withdrawn="2022-09-01"), person())))
    assert part(rejoined).keys("joined") == ("us-117-hr8672",)
    opposed = family(member(with_people(LAW, person(SponsorRole.SPONSOR)), MemberKind.OPPOSES))
    assert not part(opposed).keys("introduced")


def test_the_stages_of_an_effort_in_their_order():
    moved = effort_stages(family(member(LEFT), member(LAW), member(DEAD)), TODAY)
    assert [m.stage for m in moved][-1] == Stage.ENACTED
    assert moved[-1].bill == "us-119-hr4323"
    assert next(m.stage for m in bill_stages(LAW, TODAY)) == Stage.INTRODUCED
