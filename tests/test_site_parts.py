"""Parts of pages: which briefs a page offers, and figures that others give otherwise."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from site_values import BILLS, FRY, HR1379, ON, write_site

from billtrail.bills.values import Cosponsors, Disagreement
from billtrail.briefs.build.brief import build
from billtrail.briefs.build.request import Request
from billtrail.campaigns.content.load import load_content
from billtrail.datasette_plugins.bill.page import build_bill, read_bill
from billtrail.datasette_plugins.bill.parts import build_actions, build_cosponsors
from billtrail.datasette_plugins.bill.provenance import build_disagreement
from billtrail.datasette_plugins.campaign.figures import build_figures
from billtrail.datasette_plugins.campaign.page import build_campaign, read_campaign
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.importing.importer import import_paths
from billtrail.legislatures.vocabulary import Edition, SponsorRole
from billtrail.publish.publish import publish
from billtrail.scrapers.registry import load_sources
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.words import NO_BREAK, day_words
from billtrail.workspace.workspace import Workspace

_LINK = re.compile(r'href="(/-/brief/[^"]+)"')


@pytest.mark.asyncio
async def test_a_bill_offers_the_languages_and_formats_of_its_brief(tmp_path: Path) -> None:
    """All where it states facts alone; those of the campaign's texts where it leads one."""
    write_site(tmp_path / "billtrail.db")
    client = make_datasette(tmp_path / "billtrail.db", today=lambda: ON).client
    offered = {
        key: [unescape(link) for link in _LINK.findall((await client.get(f"/bill/{key}")).text)]
        for key in ("us-119-hr4817", "us-119-hr4323")
    }
    own, of_campaign = offered["us-119-hr4817"], offered["us-119-hr4323"]
    assert len(own) == 15 and "/-/brief/us-119-hr4817.docx?language=es" in own
    assert len(of_campaign) == 5 and not any("language" in link for link in of_campaign)
    for link in (*[link for link in own if ".html" in link or ".md" in link], of_campaign[-1]):
        assert (await client.get(link)).status_code == 200, link


def test_a_bill_s_page_counts_figures_and_claims_where_its_brief_can_have_them(
    prepared: Workspace,
) -> None:
    with open_snapshot(prepared.database, ON) as snapshot:
        campaign = snapshot.campaign("tvpra")
        followed = [bill.bill for bill in campaign.bills]
        pages = {key: build_bill(read_bill(snapshot, key)) for key in followed}
        briefs = {key: build(snapshot, Request(subject=key, on=ON)) for key in followed}
    told = {key for key, page in pages.items() if page.figures or page.claims}
    assert told == {key for key, brief in briefs.items() if brief.figures} != set(followed)
    assert all(
        len(briefs[key].figures) <= pages[key].figures <= len(campaign.figures) for key in told
    )


def test_a_disputed_figure_says_what_others_print(prepared: Workspace) -> None:
    with open_snapshot(prepared.database, ON) as snapshot:
        figures = build_figures(snapshot.figures(), snapshot.figure_conflicts())
    said = {f"{view.sentence}": view.otherwise for view in figures if view.otherwise}
    assert len(said) >= 6
    other = " ".join(words for several in said.values() for words in several)
    assert "Cases of 2019 at the national hotline: other sites print 11,500 situations" in other
    assert "183 cases, Human Trafficking Institute" in other


def test_a_published_dispute_stands_beside_a_public_figure(
    prepared: Workspace, tmp_path: Path
) -> None:
    names = {conflict.about for conflict in load_content(prepared.root).relations.conflicts}
    public = publish(prepared.database, tmp_path / "public", Edition.PUBLIC).database
    coalition = publish(prepared.database, tmp_path / "own", Edition.COALITION).database
    with open_snapshot(public, ON) as snapshot:
        shown = {conflict.about for conflict in snapshot.figure_conflicts()}
    with open_snapshot(coalition, ON) as snapshot:
        assert {conflict.about for conflict in snapshot.figure_conflicts()} == names
    assert shown == names - {"Cases of 2024 at the national hotline"}


def test_a_step_told_twice_in_the_same_words_stands_once() -> None:
    twice = (HR1379.actions or ())[0]
    told = build_actions("us", (*(HR1379.actions or ()), twice._replace(system="house")))
    assert told is not None and len(told) == len(HR1379.actions or ())


def test_parties_that_are_not_recorded_are_said_where_others_are() -> None:
    assert by_party({"D": 2, "": 4, "R": 3}) == (
        "3 Republicans, 2 Democrats, 4 without a party on record"
    )
    assert by_party({"": 4}) == ""


def by_party(numbers: dict[str, int]) -> str:
    people = tuple(FRY._replace(role=SponsorRole.COSPONSOR, name=f"{party}{n}", party=party)
                   for party, number in numbers.items() for n in range(number))  # fmt: skip
    cosponsors = Cosponsors(sum(numbers.values()), 0, numbers, complete=True, people=people)
    status = SimpleNamespace(cosponsors=cosponsors, bill=HR1379)
    return build_cosponsors(status).by_party.replace("\N{NO-BREAK SPACE}", " ")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "about", "words"),
    [
        (
            Disagreement("cosponsors", "6", "seed", "1", "ca_pubinfo", "2026-11-20"),
            "Coauthors",
            "Facts shipped with Billtrail says 6 (shown here); "
            "California Legislature, PUBINFO says 1.",
        ),
        (
            Disagreement("cosponsor_in_one_source", "Grove", "ca_pubinfo", "", "seed", "2026"),
            "Coauthors in one source only",
            "California Legislature, PUBINFO lists Grove (shown here); "
            "Facts shipped with Billtrail does not.",
        ),
    ],
)
def test_a_disagreement_is_said_in_words(row: Disagreement, about: str, words: str) -> None:
    told = build_disagreement(row, "Coauthors")
    assert (told.about, told.words) == (about, words)


def test_a_campaign_says_each_sentence_once_and_folds_what_is_history(prepared: Workspace) -> None:
    with open_snapshot(prepared.database, ON) as snapshot:
        page = build_campaign(read_campaign(snapshot, "tsra"))
    texts = [said.text for said in page.said]
    assert len(texts) == len(set(texts)) < len(page.claims)
    assert sum(len(said.claims) for said in page.said) == len(page.claims)
    assert {row.bill for row in page.history} >= {"us-114-hr6292"}
    assert "us-119-hr4323" in {row.bill for row in page.bills}


@pytest.mark.asyncio
async def test_names_of_which_nothing_else_is_known_are_a_line(tmp_path: Path) -> None:
    joined = tuple(
        FRY._replace(role=SponsorRole.COSPONSOR, name=name, person=name, party=None, state=None,
                district=None, date=None)
        for name in ("Haney", "Pellerin")
    )  # fmt: skip
    bill = replace(HR1379, key="us-119-hr1380", identifier="H.R. 1380", sponsorships=(FRY, *joined))
    write_site(tmp_path / "billtrail.db", (*BILLS, (bill, "us_govinfo")))
    client = make_datasette(tmp_path / "billtrail.db", today=lambda: ON).client
    html = (await client.get("/bill/us-119-hr1380")).text
    assert "<p>Haney, Pellerin</p>" in html and "cosponsors, with the day" not in html


@pytest.mark.asyncio
async def test_an_archive_that_was_read_and_confirmed_nothing_yet_was_read(fresh, tmp_path):
    """Nothing of it was there before, so nothing was checked; its day of reading is told."""
    path = archive(tmp_path)
    with fresh.writer("import") as writer:
        assert import_paths(writer, [path], load_sources()).problems == []
        today = writer.today
    with open_snapshot(fresh.database, today) as snapshot:
        (found,) = [one for one in snapshot.freshness() if one.source == "us_govinfo"]
    assert found.checked_at is None and found.read_at
    site = make_datasette(fresh.database, today=lambda: today)
    home = unescape(re.sub("<[^>]+>", "", (await site.client.get("/")).text)).replace(NO_BREAK, " ")
    assert f"last looked at {day_words(today.isoformat())}".replace(NO_BREAK, " ") in home


def archive(folder):
    path = folder / "BILLSTATUS-119hr1.xml"
    path.write_text("""<billStatus><version>3.0.0</version><bill><number>1</number><type>HR</type>
<congress>119</congress><updateDate>2026-11-20T12:00:00Z</updateDate><title>An Act</title>
</bill></billStatus>""", encoding="utf-8")  # fmt: skip
    return path
