"""Parts of pages: which briefs a page offers, and figures that others give otherwise."""

import re
from html import unescape
from pathlib import Path

import pytest
from site_values import ON, write_site

from billtrail.content import load_content
from billtrail.datasette_plugins.application import make_datasette
from billtrail.datasette_plugins.pages.figures_used import build_figures
from billtrail.publishing import publish
from billtrail.reading import open_reading
from billtrail.vocabulary import Edition
from billtrail.workspace import Workspace

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


def test_a_disputed_figure_says_what_others_print(prepared: Workspace) -> None:
    with open_reading(prepared.database, ON) as reading:
        figures = build_figures(reading.figures(), reading.figure_conflicts())
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
    with open_reading(public, ON) as reading:
        shown = {conflict.about for conflict in reading.figure_conflicts()}
    with open_reading(coalition, ON) as reading:
        assert {conflict.about for conflict in reading.figure_conflicts()} == names
    assert shown == names - {"Cases of 2024 at the national hotline"}
