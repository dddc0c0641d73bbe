"""The goals on one page, and what an author may choose for a brief."""

from dataclasses import replace
from datetime import date

import pytest
from brief_values import (
    BLOCKED,
    CAST_RECORDS,
    JOB,
    SURVEY,
    TODAY,
    TestReading,
    figure,
    tsra_bills,
    tsra_campaign,
)

from billtrail.briefs.brief import Request, build, offers
from billtrail.briefs.choices import Choices
from billtrail.briefs.pdf import count_pages
from billtrail.briefs.render import render
from billtrail.briefs.values import Brief
from billtrail.errors import BriefRefused, UsageError
from billtrail.organisation import Organisation
from billtrail.reading import Disagreement, Figure, Goal, open_reading
from billtrail.vocabulary import Language

COALITION = Organisation(name="Example Coalition", email="policy@example.org")


class Everything(TestReading):
    """Knows a figure that no campaign uses, and one about defendants."""

    def figures(self) -> tuple[Figure, ...]:
        other = figure("other", 12, "Twelve of them", unit="people")
        accused = replace(other, id="accused", tags=("defendants-not-survivors",))
        return (*super().figures(), other, accused)


def built(reading: TestReading | None = None, **choices: object) -> Brief:
    request = Request("tsra", TODAY, organisation=COALITION, choices=Choices(**choices))  # type: ignore[arg-type]
    return build(reading or Everything(), request)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


# -- goals -----------------------------------------------------------------------------------------


def test_each_goal_has_its_status_and_one_figure() -> None:
    brief = build(TestReading(), Request("goals", TODAY))
    assert [block.kind for block in brief.blocks] == ["goal-clear-records", "goal-trans-safety"]
    first, none = brief.blocks
    said = plain(" ".join(s.text for p in first.paragraphs for s in p.sentences))
    assert "H.R. 4323 became Public Law 119-73 on January 23, 2026." in said
    assert [f.id for f in first.figures] == [CAST_RECORDS.id]
    assert none.figures == () and none.paragraphs[0].sentences[0].text == "No bill now."
    assert brief.status.sentences[0].text == "Law now: 1. No bill now: 1."
    assert brief.lobbying == "education" and brief.block("ask") is None


def test_a_goal_that_may_not_be_printed_leaves_the_others() -> None:
    campaign = tsra_campaign()
    proof = campaign.families[0].proof
    assert proof is not None
    conflict = Disagreement(
        "stage", "enacted", "us_govinfo", "in_committee", "us_congress_api", "x"
    )
    family = replace(campaign.families[0], proof=replace(proof, disagreements=(conflict,)))
    reading = TestReading(replace(campaign, families=(family,)))
    brief = build(reading, Request("goals", TODAY))
    assert brief.blocks[0].paragraphs[0].sentences[0].text == "Its status is being checked."
    assert any("us_congress_api says in_committee" in item.why for item in brief.left_out)


def test_a_goal_without_words_stops_its_language_alone() -> None:
    class Unknown(TestReading):
        def goals(self) -> tuple[Goal, ...]:
            return (Goal("new", "A goal that nobody translated", "tsra", None, ("tsra",)),)

    with pytest.raises(BriefRefused, match="A goal that nobody translated"):
        build(Unknown(), Request("goals", TODAY, language=Language.ES))
    assert build(Unknown(), Request("goals", TODAY)).blocks


@pytest.mark.parametrize("language", list(Language))
def test_the_shipped_goals_take_one_page_in_every_language(prepared, language) -> None:  # type: ignore[no-untyped-def]
    for on in (TODAY, date(2025, 6, 1)):
        with open_reading(prepared.database, on) as reading:
            brief = build(reading, Request("goals", on, language=language, today=TODAY))
        assert len(brief.blocks) == 5
        for format_ in ("pdf", "html", "docx", "txt", "md"):
            assert render(brief, format_)
        assert count_pages(render(brief, "pdf")) == 1
        assert any(mark.kind == "past" for mark in brief.marks) is (on != TODAY)


# -- choices ---------------------------------------------------------------------------------------


def test_chosen_figures_stand_in_the_author_s_order() -> None:
    assert [f.id for f in built(figures=(JOB.id, "other")).figures] == [JOB.id, "other"]
    assert built(figures=("none",)).figures == ()
    assert built().figures[0].id == CAST_RECORDS.id


@pytest.mark.parametrize(
    ("id", "because"),
    [
        (BLOCKED.id, "the base is not clear"),
        ("accused", "about people charged"),
        ("cast-records-shares", "There is no figure 'cast-records-shares'.*cast-records-share"),
    ],
)
def test_only_printable_figures_can_be_chosen(id: str, because: str) -> None:
    with pytest.raises(UsageError, match=because):
        built(figures=(SURVEY.id, id))


def test_the_offer_names_what_can_be_chosen_and_why_the_rest_cannot() -> None:
    lines = list(offers(Everything(), "tsra", "figures"))
    assert lines[0].startswith(f"figure {CAST_RECORDS.id}: Cast reported")
    assert f"not figure {BLOCKED.id}: the base is not clear" in lines
    asks = list(offers(Everything(), "tsra", "ask"))
    assert asks[0].startswith("ask implement: ask-implement-1")
    assert asks[1] == "not ask pass: it is for the stages in_committee, reported"


def test_an_ask_is_chosen_for_its_stage_only() -> None:
    assert built(ask="implement").block("ask")
    with pytest.raises(UsageError, match="it is for the stages in_committee"):
        built(ask="pass")
    without = built(ask="none", deadline="2026-12-01")
    assert without.block("ask") is None and without.lobbying == "education"
    assert {item.what for item in without.left_out} >= {"what we ask", "deadline"}


def test_a_chosen_deadline_is_printed_unless_it_is_past() -> None:
    def asked(brief: Brief) -> str:
        block = brief.block("ask")
        assert block is not None
        return plain(" ".join(s.text for p in block.paragraphs for s in p.sentences))

    assert "By December 15, 2026." in asked(built(deadline="2026-12-15"))
    past = built(deadline="2026-11-01")
    assert "November" not in asked(past)
    assert any(item.what == "deadline" for item in past.left_out)


def test_a_chosen_contact_stands_instead_of_the_organisation_s() -> None:
    assert built(contact="Call 555-0100").contact == (COALITION.name, "Call 555-0100")
    assert built(contact="none").contact == ()
    sample = build(Everything(), Request("tsra", TODAY, choices=Choices(contact="Call me")))
    assert sample.contact == (), "a sample speaks for nobody"


def test_blocks_stand_in_the_organisation_s_order() -> None:
    ours = replace(COALITION, blocks=("does", "problem"))
    brief = build(TestReading(), Request("tsra", TODAY, organisation=ours))
    assert [block.kind for block in brief.blocks][:2] == ["does", "problem"]
    assert render(brief, "txt").index(b"What the law does") < render(brief, "txt").index(
        b"The problem"
    )
    assert tsra_bills()
