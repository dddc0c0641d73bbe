"""The goals on one page, and what an author may choose for a brief."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from brief_values import (
    BLOCKED,
    CAST_RECORDS,
    JOB,
    SURVEY,
    TODAY,
    MadeSnapshot,
    figure,
    tsra_bills,
    tsra_campaign,
)
from click.testing import CliRunner

from billtrail.bills.values import Disagreement
from billtrail.briefs.build.brief import build, read_offers
from billtrail.briefs.build.choices import Choices, offer_figures, offer_lines
from billtrail.briefs.build.explain import explain_lines
from billtrail.briefs.build.request import Request
from billtrail.briefs.build.subject import read_subject
from billtrail.briefs.formats.as_bytes import render
from billtrail.briefs.formats.pdf import count_pages
from billtrail.briefs.language import translations
from billtrail.briefs.typeset import templates
from billtrail.briefs.typeset.identity import brief_id
from billtrail.briefs.values import Brief
from billtrail.campaigns.organisation import Organisation
from billtrail.campaigns.values import Figure, Goal
from billtrail.cli import main
from billtrail.errors import BriefRefused, UsageError
from billtrail.legislatures.vocabulary import Language
from billtrail.snapshot.snapshot import open_snapshot

COALITION = Organisation(name="Example Coalition", email="policy@example.org")


class Everything(MadeSnapshot):
    """Knows a figure that no campaign uses, and one about defendants."""

    def figures(self) -> tuple[Figure, ...]:
        other = figure("other", 12, "Twelve of them", unit="people")
        accused = replace(other, id="accused", tags=("defendants-not-survivors",))
        return (*super().figures(), other, accused)


def built(snapshot: MadeSnapshot | None = None, **choices: object) -> Brief:
    request = Request("tsra", TODAY, organisation=COALITION, choices=Choices(**choices))  # type: ignore[arg-type]
    return build(snapshot or Everything(), request)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


# -- goals -----------------------------------------------------------------------------------------


def test_each_goal_has_its_status_and_one_figure() -> None:
    brief = build(MadeSnapshot(), Request("goals", TODAY))
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
    snapshot = MadeSnapshot(replace(campaign, families=(family,)))
    brief = build(snapshot, Request("goals", TODAY))
    assert brief.blocks[0].paragraphs[0].sentences[0].text == "Its status is being checked."
    assert any("us_congress_api says in_committee" in item.why for item in brief.left_out)


def test_a_goal_without_words_stops_its_language_alone() -> None:
    class Unknown(MadeSnapshot):
        def goals(self) -> tuple[Goal, ...]:
            return (Goal("new", "A goal that nobody translated", "tsra", None, ("tsra",)),)

    with pytest.raises(BriefRefused, match="A goal that nobody translated"):
        build(Unknown(), Request("goals", TODAY, language=Language.ES))
    assert build(Unknown(), Request("goals", TODAY)).blocks


@pytest.mark.parametrize("language", list(Language))
def test_the_shipped_goals_take_one_page_in_every_language(prepared, language) -> None:  # type: ignore[no-untyped-def]
    for on in (TODAY, date(2025, 6, 1)):
        with open_snapshot(prepared.database, on) as snapshot:
            brief = build(snapshot, Request("goals", on, language=language, today=TODAY))
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
    offers = read_offers(Everything(), read_subject(Everything(), "tsra"))
    lines = list(offer_lines("figure", offers.figures))
    assert lines[0].startswith(f"figure {CAST_RECORDS.id}: Cast reported")
    assert f"not figure {BLOCKED.id}: the base is not clear" in lines
    asks = list(offer_lines("ask", offers.asks))
    assert asks[0].startswith("ask implement: Fund legal help")
    assert asks[1] == "not ask pass: it is for: In committee, Out of committee"


def test_the_campaigns_figures_come_first_then_the_offices_own_counts() -> None:
    """Of those that may be printed; the others follow in the same order."""
    ours, theirs = replace(SURVEY, id="ours", share="no"), replace(SURVEY, id="theirs")
    blocked = replace(BLOCKED, id="ours-blocked", share="no")
    found = offer_figures([BLOCKED, CAST_RECORDS], [theirs, blocked, ours, CAST_RECORDS, BLOCKED])
    assert [(offer.id, offer.whose) for offer in found] == [
        (CAST_RECORDS.id, "campaign"), ("ours", "office"), ("theirs", "others"),
        (BLOCKED.id, "campaign"), ("ours-blocked", "office"),
    ]  # fmt: skip


def test_an_ask_is_chosen_for_its_stage_only() -> None:
    assert built(ask="implement").block("ask")
    with pytest.raises(UsageError, match="it is for: In committee"):
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
    brief = build(MadeSnapshot(), Request("tsra", TODAY, organisation=ours))
    assert [block.kind for block in brief.blocks][:3] == ["ask", "does", "problem"]
    assert render(brief, "txt").index(b"WHAT THE LAW DOES") < render(brief, "txt").index(
        b"THE PROBLEM"
    )
    assert tsra_bills()


def test_every_figure_of_a_campaign_has_its_base_in_spanish(prepared) -> None:  # type: ignore[no-untyped-def]
    with open_snapshot(prepared.database, TODAY) as snapshot:
        used = {f.id: f for c in snapshot.campaigns() for f in (*c.figures, *c.chart)}
    missing = [id for id in used if translations.figure_base(id, Language.ES) is None]
    assert missing == []


# -- your own look, and where each part came from --------------------------------------------------


def test_a_workspace_s_template_stands_in_and_changes_the_id(tmp_path: Path) -> None:
    brief = build(MadeSnapshot(), Request("tsra", TODAY))
    before = brief_id(brief)
    own = tmp_path / "templates"
    own.mkdir()
    shipped = templates.read_template("brief.txt.j2").decode()
    (own / "brief.txt.j2").write_text("OUR OWN HEAD\n" + shipped, encoding="utf-8")
    templates.use(own)
    try:
        assert render(brief, "txt").startswith(b"OUR OWN HEAD")
        assert brief_id(brief) != before
        assert "your templates: brief.txt.j2" in list(explain_lines(brief, MadeSnapshot()))
    finally:
        templates.use(tmp_path / "nothing")
    assert not render(brief, "txt").startswith(b"OUR OWN HEAD")
    assert brief_id(brief) == before


def test_a_change_of_the_visit_sheet_leaves_the_ids_of_briefs(tmp_path: Path) -> None:
    brief = build(MadeSnapshot(), Request("tsra", TODAY))
    before = brief_id(brief)
    (tmp_path / "visit.typ").write_text("our own sheet", encoding="utf-8")
    templates.use(tmp_path)
    try:
        assert brief_id(brief) == before
    finally:
        templates.use(tmp_path / "nothing")


def test_explain_names_the_source_of_every_block(prepared) -> None:  # type: ignore[no-untyped-def]
    with open_snapshot(prepared.database, TODAY) as snapshot:
        brief = build(snapshot, Request("tsra", TODAY))
        lines = list(explain_lines(brief, snapshot))
    for block in brief.blocks:
        assert f"block {block.kind} ({block.heading})" in lines
    assert any("text problem, campaigns/tsra.toml as shipped, stands on" in line for line in lines)
    assert any(line.startswith("  figure cast-records-share") for line in lines)
    assert any("us-119-hr4323: https://www.congress.gov" in line for line in lines)


def test_the_commands_write_verify_and_offer(fresh, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["--workspace", str(fresh.root), *words])
        return done.exit_code, done.output

    path = tmp_path / "old.docx"
    code, said = run("--as-of", "2025-06-01", "brief", "tsra", "-o", str(path))
    assert code == 0 and path.is_file() and "class: education" in said
    code, said = run("verify", str(path))
    assert code == 1
    assert "in committee (February 14, 2025) -> enacted (January 23, 2026)" in said
    code, said = run("verify", "--json", str(path))
    assert code == 1 and json.loads(said)["moved"][0]["kind"] == "stage"
    code, said = run("brief", "tsra", "--figures", "list")
    assert code == 0 and said.startswith("figure cast-records-share")
    assert run("brief", "tsra", "--deadline", "soon")[0] == 2
    assert run("brief", "tsra", "--voice", "nobody")[0] == 2
    assert run("voice", "list") == (0, "")
    code, said = run("brief", "tsra", "-o", str(tmp_path / "a.xyz"))
    assert code == 2 and "Choose one of: pdf, html, docx, txt, md, json" in said
    path.write_bytes(path.read_bytes()[:2000])
    code, said = run("verify", str(path))
    assert code == 2 and "carries no brief" in said and "Traceback" not in said
