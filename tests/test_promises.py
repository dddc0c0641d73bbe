"""Claims on paper: what a sentence promises, against what it rests on.

The sentences of 2026-11-27 that an audit found are told again here in our own words as they stood,
each with what the claim under it was then.
"""

from dataclasses import replace

import pytest

from billtrail.campaigns.claims import Claim, Condition
from billtrail.campaigns.content import load
from billtrail.campaigns.content.files import Campaign, CampaignBill, Family, FamilyMember
from billtrail.campaigns.content.promises import lint_paper
from billtrail.campaigns.values import Goal, Text
from billtrail.law import AS_READ, AS_SUMMARISED, LawGround
from billtrail.legislatures import Aim, Language, MemberKind, Stage

EFFORT = Condition("family", "effort", (Stage.ENACTED,))
READ = Condition("statute", "us-usc-18-3771A", law=LawGround(AS_READ, "2026-01-23"))
BY_SUMMARY = Condition("statute", "ca-pen-236.14", law=LawGround(AS_SUMMARISED, "2022-09-29"))
LIMITS = Text("limits", Language.EN, "It does not cover violent felonies.", ("ground",))


def campaign(text: Text | None = None, *conditions: Condition, says: str | None = None) -> Campaign:
    claim = Claim("ground", "fact", conditions, "a source")
    view = Claim("view", "view", (), "its page", attributed_to="Cast", says=says)
    return Campaign(
        "title", "summary", (), None, claims=(claim, view), texts=(text,) if text else (), id="one"
    )


def told(one: Campaign, *goals: Goal) -> list[str]:
    return list(lint_paper(goals, [one]))


def test_what_ships_claims_no_more_than_it_rests_on() -> None:
    content = load.load_shipped()
    assert list(lint_paper(content.goals, content.campaigns)) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Survivors can clear federal records now.", "can clear"),
        ("The papers stay secret.", "stay secret"),
        ("You can ask at any time.", "at any time"),
        ("Police may not arrest you.", "not arrest"),
        ("It has no time limit.", "no time limit"),
        ("California clears some records.", "clears"),
        ("AB 629 pays survivors for lost income.", "pays survivors"),
        ("Minors are sent to child welfare and not charged.", "not charged"),
    ],
)
def test_a_promise_needs_a_statute_that_was_read_and_a_limit(words: str, found: str) -> None:
    text = Text("problem", Language.EN, words, ("ground",))
    needs = f"one/problem/en: {found!r}: needs a statute that was read"
    assert told(campaign(text, EFFORT))[0].startswith(needs)
    assert told(campaign(text, BY_SUMMARY))[0].startswith(needs)
    limited = replace(campaign(text, READ), texts=(text, LIMITS))
    assert told(limited) == []


def test_what_is_known_by_a_summary_may_say_so() -> None:
    text = Text("does-1", Language.EN, "By a summary, you can ask at any time.", ("ground",))
    assert "needs a statute" in told(campaign(text, BY_SUMMARY))[0]
    if_free = replace(text, text="By a summary, you can ask at any time if you are free.")
    assert told(campaign(if_free, BY_SUMMARY)) == []


def test_what_a_bill_would_do_promises_nothing() -> None:
    text = Text("does-1", Language.EN, "It would let you ask at any time.", ("ground",))
    assert told(campaign(text, Condition("bill", "us-119-hr1", (Stage.INTRODUCED,)))) == []


@pytest.mark.parametrize("key", ["does-2", "limits"])
def test_what_a_law_does_is_said_of_its_section(key: str) -> None:
    text = Text(key, Language.EN, "It helps.", ("ground",))
    assert told(campaign(text, EFFORT)) == [
        f"one/{key}/en: rests on the act that became law, not on what the statute says: "
        "name the statute"
    ]
    assert told(campaign(text, EFFORT, BY_SUMMARY)) == []


def test_a_duty_with_its_days_needs_its_statute() -> None:
    text = Text("ask-1", Language.EN, "Agencies must answer in 90 days.", ("ground",))
    assert "a duty needs the statute" in told(campaign(text, EFFORT))[0]
    assert told(campaign(text, BY_SUMMARY)) == []


def test_nobody_says_that_there_is_nothing_else() -> None:
    text = Text("limits", Language.EN, "There is no statewide body.", ("ground",))
    assert any("say what was looked at" in line for line in told(campaign(text, EFFORT)))
    goal = Goal("safe", "Safe", None, "No bill now.")
    assert told(campaign(), goal) == [
        "goals.toml safe: 'No bill': nobody has looked everywhere: say what was looked at"
    ]


def test_a_cause_in_a_publishers_mouth_needs_what_it_said() -> None:
    text = Text("behind", Language.EN, "In Cast's view, racism is a reason why.", ("view",))
    assert "a cause in a publisher's mouth" in told(campaign(text))[0]
    assert told(campaign(text, says="racism is a reason")) == []


def test_that_a_bill_carried_another_into_law_is_on_record() -> None:
    member = FamilyMember("ca-20152016-ab1762", MemberKind.OVERTAKEN, "its end is not confirmed",
                          "ca-20152016-sb823")  # fmt: skip
    one = replace(campaign(), families=(Family("effort", "An effort", (member,)),))
    assert told(one) == ["one effort ca-20152016-ab1762: enacted_via: its end is not on record"]


def test_the_note_on_a_bill_names_its_committee() -> None:
    bill = CampaignBill("us-119-hr1144", Aim.WATCH, "The committee voted to report it.")
    line = "one us-119-hr1144: 'The committee': several committees may hold a bill: say which"
    assert told(replace(campaign(), bills=(bill,))) == [line]
