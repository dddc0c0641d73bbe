"""What a campaign's pages show and whom they may ask, chosen by ticking at the desk."""

import re

import pytest
from test_desk_campaigns import FORM, campaign, filled, link, office, own, save, site, workspace

from billtrail.briefs.build.choices import why_not
from billtrail.campaigns.content.load import load_content

__all__ = ["office", "site", "workspace"]

ID = "services-labor-taskforces"
TITLE = "Services, labor trafficking and task forces"


@pytest.fixture
def about(office):
    return link(office, f"{FORM}?campaign={ID}", TITLE)


def test_figures_are_chosen_by_ticking_and_what_cannot_be_printed_is_grey(office, workspace, about):
    page = office.get(about).text
    figures = {figure.id: figure for figure in load_content(workspace.root).figures}
    grey = re.findall(r'name="figures" value="([^"]*)" disabled', page)
    assert grey and all(why_not(figures[id]) for id in grey)
    assert page.count("cannot be printed: ") == len(grey)
    before = campaign(workspace, ID).figures
    chosen = next(id for id, figure in figures.items() if not why_not(figure) and id not in before)
    looked = save(office, about, "look", figures=[*before, chosen])
    assert looked.status_code == 200 and own(workspace, ID) is None
    assert re.search(rf'value="{chosen}" checked', looked.text)  # ticked as it was sent
    assert save(office, about, figures=[before[1], chosen]).status_code == 303
    assert own(workspace, ID) == {"figures": [before[1], chosen]}
    save(office, about, "back")
    assert campaign(workspace, ID).figures == before


def test_all_figures_can_be_taken_off_and_come_back(office, workspace, about):
    before = campaign(workspace, ID)
    values = filled(office, about)
    assert values["figures"] == list(before.figures) and values["chart"] == list(before.chart)
    assert save(office, about, figures=[], chart=[]).status_code == 303
    now = campaign(workspace, ID)
    assert now.figures == now.chart == ()


def test_a_chart_is_of_one_base(office, workspace, about):
    page = office.get(about).text
    other = re.findall(
        r'name="chart" value="([^"]*)"><label[^>]*>[^<]*<span[^>]*>(?!National)', page
    )
    assert other
    refused = save(office, about, chart=[*campaign(workspace, ID).chart, other[0]])
    assert refused.status_code == 422 and 'id="chart-wrong"' in refused.text
    assert "do not share one unit, population, base and publisher" in refused.text
    assert own(workspace, ID) is None


def test_the_public_may_be_asked_once_somebody_has_decided_it(office, workspace, about):
    half = save(office, about, **{"public_ask-by": "The board"})
    assert half.status_code == 422 and "Say who decided it, and on which day" in half.text
    wrong = save(office, about, **{"public_ask-by": "The board", "public_ask-on": "soon"})
    assert wrong.status_code == 422 and 'id="public_ask-wrong"' in wrong.text
    decided = {"public_ask-by": "The board", "public_ask-on": "2026-11-20"}
    assert save(office, about, **decided).status_code == 303
    assert campaign(workspace, ID).public_ask == ("The board", "2026-11-20")
    assert filled(office, about)["public_ask-by"] == "The board"
    assert "by: The board, on: Nov" in office.get("/-/desk/history").text
    assert save(office, about, **dict.fromkeys(decided, "")).status_code == 303
    assert campaign(workspace, ID).public_ask is None
