"""What committees ask of letters: positions they list, what a letter carries, how old that is."""

from datetime import date

import pytest

from billtrail.bills.letters import asked_words, executive, letter_deadline, portal, rule_of
from billtrail.bills.letters import stance_as as stance
from billtrail.bills.letters import testimony as heard
from billtrail.bills.letters.rules import letter_rules
from billtrail.commands.machine.year import year_lines
from billtrail.legislatures import DECIDED, Position
from billtrail.snapshot import open_snapshot


@pytest.mark.parametrize(
    ("committee", "position", "allowed", "counted"),
    [
        ("CX18", Position.SUPPORT, True, Position.SUPPORT),
        ("CX18", Position.SUPPORT_IF_AMENDED, False, None),
        ("CS53", Position.SUPPORT_IF_AMENDED, False, None),
        ("CS53", Position.OPPOSE_UNLESS_AMENDED, True, Position.OPPOSE),
        ("CS72", Position.OPPOSE_UNLESS_AMENDED, None, None),  # its own pages disagree
        ("CS69", Position.SUPPORT_IF_AMENDED, True, Position.SUPPORT_IF_AMENDED),
        ("CS61", Position.SUPPORT, None, None),  # its analysis lists none
        ("CX39", Position.SUPPORT, None, None),  # its page does not say
        ("CX99", Position.SUPPORT, None, None),  # no rule on file
    ],
)
def test_a_position_is_listed_counted_as_another_or_asked_about(
    committee, position, allowed, counted
) -> None:
    told = stance(committee, position)
    assert (told.allowed, told.counted_as) == (allowed, counted)
    assert told.says.endswith(".")
    assert (told.source is None) == (rule_of(committee) is None)


def test_what_is_counted_is_listed_and_nothing_is_said_twice() -> None:
    for committee, rule in letter_rules().items():
        groups = (rule.listed, rule.not_listed, rule.as_opposition, rule.unsettled)
        said = [position for group in groups for position in group]
        assert len(said) == len(set(said)), committee
        assert set(said) <= set(DECIDED), committee
        assert not (rule.lists_none and said), committee
        assert len(set(asked_words(rule))) == len(asked_words(rule)), committee


def test_a_deadline_says_whose_clock_it_is_and_how_old_its_page_is() -> None:
    found = letter_deadline("ca", "CX14", date(2026, 4, 15))
    assert found is not None and found.note is not None
    assert (found.on, found.time, found.zone) == ("2026-04-08", "17:00", "America/Los_Angeles")
    assert "is of 2011: ask the committee" in found.note
    newer = letter_deadline("ca", "CS53", date(2026, 4, 14))
    assert newer is not None and "ask the committee" not in (newer.note or "")


def test_the_page_of_the_elections_committee_is_not_labors() -> None:
    elections, labor = rule_of("CX04"), rule_of("CX14")
    assert elections and labor
    assert "aelc." in elections.url and "albr." in labor.url


def test_the_portal_is_told_with_its_fields_and_what_is_not_answered() -> None:
    told = portal("ca")
    assert told and told.fields[0] == "bill" and "version" in told.fields
    assert "lobbyist" in told.unanswered
    assert portal("us") is None
    witnesses = heard("ca")
    assert witnesses and (witnesses.witnesses, witnesses.minutes) == (2, 2)


def test_who_signs_is_named_only_while_in_office() -> None:
    found = executive("ca")
    assert found is not None
    assert found.named_on("2026-09-12") == found.name
    assert found.named_on("2027-01-04") is None  # the next one takes office
    assert found.named_on("2018-12-31") is None
    assert executive("us") is None


def test_a_page_that_was_old_when_it_was_read_is_to_be_looked_for(prepared) -> None:
    with open_snapshot(prepared.database, date(2026, 12, 1)) as snapshot:
        told = [line for line in year_lines(snapshot) if "look for a newer one" in line]
    assert [
        line for line in told if "Labor and Employment: the page that was read is of 2011" in line
    ]
    assert not [line for line in told if "Senate Judiciary:" in line]


def test_pages_that_were_read_before_the_year_are_to_be_read_again(prepared) -> None:
    with open_snapshot(prepared.database, date(2026, 12, 1)) as snapshot:
        assert not [
            line for line in year_lines(snapshot) if "letters" in line and "read on" in line
        ]
    with open_snapshot(prepared.database, date(2027, 1, 5)) as snapshot:
        told = list(year_lines(snapshot))
    due = ("Senate Judiciary: read", "Senate Judiciary, its office", "Portal: read",
           "how witnesses are heard in ca", "was to be in office until 2027-01-04")  # fmt: skip
    for name in due:
        assert [line for line in told if name in line], name
