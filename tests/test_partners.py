"""What others build on: queries, described columns, keys, addresses that never move, safe CSV."""

import csv
import io
import re
import sqlite3
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from datasette.app import Datasette
from datasette.utils.asgi import Request
from hypothesis import given
from hypothesis import strategies as st
from site_values import BILLS, HR4323, ON, write_site

from billtrail.bills.models import Action
from billtrail.bills.stages.how import How
from billtrail.bills.stages.milestones import Milestone
from billtrail.datasette_plugins.about.page import FORMS, MEASURES, MILESTONES
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.datasette_plugins.server.safe_csv import neutralise
from billtrail.errors import UsageError
from billtrail.legislatures.vocabulary import (
    ActionClass,
    Chamber,
    Edition,
    FigureForm,
    MeasureKind,
)
from billtrail.publish.metadata import read_metadata
from billtrail.publish.publish import publish

QUERIES = read_metadata()["databases"]["billtrail"]["queries"]
FORMULA = '=HYPERLINK("https://example.org","x")'
#: Out of committee, which approved nothing.
AGAINST = Action("2025-09-10", "Reported adversely",
                 (ActionClass.COMMITTEE_PASSAGE_UNFAVORABLE,), Chamber.LOWER)  # fmt: skip
ADVISED_AGAINST = replace(
    HR4323, key="us-119-hr6", identifier="H.R. 6", law=None, actions=(AGAINST,)
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site") / "billtrail.db"
    odd = replace(HR4323, key="us-119-hr5", identifier="H.R. 5", title=FORMULA, short_title=None)
    write_site(path, (*BILLS, (odd, "us_govinfo"), (ADVISED_AGAINST, "us_govinfo")))
    return path


@pytest.fixture(scope="module")
def site(database: Path) -> Datasette:
    return make_datasette(database, today=lambda: ON)


async def rows(site: Datasette, path: str) -> list[dict[str, object]]:
    response = await site.client.get(path)
    assert response.status_code == 200, (path, response.text)
    return list(response.json())


#: The day of SQLite's ``date('now')``, which is not the tests' own.
_MACHINE_DAY = sqlite3.connect(":memory:").execute("SELECT date('now', '-8 hours')").fetchone()[0]


@pytest.mark.asyncio
@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("value", ["", "x", "'; drop table bills; --", '"', "%", "2026-11-01"])
async def test_every_query_answers_whatever_is_put_in(
    site: Datasette, name: str, value: str
) -> None:
    parameters = [p for p in ("campaign", "effort", "since", "key", "name", "words", "word")]
    query = "&".join(f"{p}={value}" for p in parameters)
    await rows(site, f"/billtrail/{name}.json?_shape=array&{query}")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("where-bills-stand.json?campaign=tsra", {"key": "us-119-hr4323", "stage": "enacted"}),
        pytest.param(
            "still-alive.json?x=",
            {"key": "us-119-hr4817", "last_passage": "2027-01-03"},
            marks=pytest.mark.skipif(
                _MACHINE_DAY > "2027-01-03",
                reason="a query asks the machine's own clock, and this Congress is over",
            ),
        ),
        ("laws.json?x=", {"key": "us-119-hr4323", "law": "Public Law 119-73"}),
        ("attempts.json?effort=us-tsra", {"key": "us-118-hr7137", "session": "118"}),
        ("changes-since.json?since=2026-11-01", {"bill": "us-119-hr4817"}),
        ("steps-of-a-bill.json?key=us-119-hr1379", {"date": "2025-02-14"}),
        ("cosponsors-of-a-bill.json?key=us-119-hr1379", {"role": "sponsor", "party": "R"}),
        (
            "cosponsors-over-time.json?key=us-119-hr1379",
            {"day": "2025-02-14", "joined": 2, "left_it": 0, "total": 2},
        ),
        ("bills-of-a-legislator.json?name=Lieu", {"key": "us-119-hr1379", "role": "cosponsor"}),
        ("bills-about.json?words=immigrant witness", {"key": "us-119-hr4817"}),
        ("days-ahead.json?x=", {"date": "2029-01-23"}),
    ],
)
async def test_a_query_answers_its_question(
    site: Datasette, query: str, first: dict[str, object]
) -> None:
    found = await rows(site, f"/billtrail/{query}&_shape=array")
    last = found[-1] if query.startswith("days-ahead") else found[0]
    assert {name: last[name] for name in first} == first


@pytest.mark.asyncio
async def test_an_overtaken_bill_is_nowhere_alive(site: Datasette) -> None:
    alive = await rows(site, "/billtrail/still-alive.json?_shape=array")
    assert "us-119-hr1379" not in [row["key"] for row in alive]
    stand = await rows(site, "/billtrail/where-bills-stand.json?campaign=tsra&_shape=array")
    overtaken = next(row for row in stand if row["key"] == "us-119-hr1379")
    assert (overtaken["alive"], overtaken["overtaken_by"]) == (0, "us-119-hr4323")


@pytest.mark.asyncio
async def test_those_who_left_are_taken_off_the_count(site: Datasette) -> None:
    days = await rows(site, "/billtrail/cosponsors-over-time.json?key=us-119-hr1379&_shape=array")
    assert [row["total"] for row in days] == [2, 3, 2]


@pytest.mark.asyncio
async def test_a_list_of_numbers_becomes_keys(site: Datasette) -> None:
    asked = quote("H.R. 4323 (119th)\nAB 938; H.R. 4324 (119th)\n\nhello")
    found = await rows(site, f"/data/keys.json?list={asked}")
    assert [row["key"] for row in found] == ["us-119-hr4323", "ca-20252026-ab938", "", ""]
    assert found[0]["congress.gov"] == "bill/119th-congress/house-bill/4323"
    assert found[1]["leginfo"] == "202520260AB938"
    assert str(found[2]["note"]).startswith(
        "H.R. 4324 of the 119th Congress is not in the file yet. Nearest:"
    )
    table = (await site.client.get(f"/data/keys.csv?list={asked}")).text
    assert list(csv.DictReader(io.StringIO(table, newline=""))) == found
    page = await site.client.get(f"/data/keys?list={asked}")
    assert "2 of 4" in page.text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.asyncio
async def test_a_list_that_is_too_long_is_said_with_what_to_do(site: Datasette) -> None:
    many = "%0A".join(f"HR {n}" for n in range(250))
    assert (
        "50\N{NO-BREAK SPACE}more lines left out"
        in (await site.client.get(f"/data/keys?list={many}")).text
    )
    refused = await site.client.get(f"/data/keys?list={'x' * 20_001}")
    assert refused.status_code == 400 and "bill_ids.csv" in refused.text


@pytest.mark.asyncio
@pytest.mark.parametrize("table", ["bills", "bills_today"])
async def test_bills_are_searched_as_on_the_page_of_the_search(site: Datasette, table: str) -> None:
    async def found(words: str) -> list[object]:
        told = await rows(site, f"/billtrail/{table}.json?_shape=array&_search={quote(words)}")
        return [row["key"] for row in told]

    everything = await found("")
    assert await found("H.R. 4323") == await found("hr4323") == ["us-119-hr4323"]
    assert await found("P.L. 119-73") == ["us-119-hr4323", "us-119-hr5"]
    assert "us-119-hr4323" in await found("trafficking surv")
    assert await found("no-such-word") == await found('"!') == []
    assert len(everything) == len(await rows(site, f"/billtrail/{table}.json?_shape=array"))
    page = (await site.client.get(f"/billtrail/{table}?_search=hr4323")).text
    assert 'name="_search" value="hr4323"' in page and "search matches" in page


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("table", "words", "hit"),
    [("actions", "SENATE read third", "Senate"), ("claims", "fact 119-73 until", "until"),
     ("sponsorships", "us-119-hr1379 COSPONSOR", "cosponsor"),
     ("campaigns", "RELIEF trafficking", "Relief")],
)  # fmt: skip
async def test_other_tables_are_searched_row_by_row(
    site: Datasette, table: str, words: str, hit: str
) -> None:
    async def found(words: str) -> list[dict[str, object]]:
        return await rows(site, f"/billtrail/{table}.json?_shape=array&_search={quote(words)}")

    assert 0 < len(await found(words)) < len(await found(""))
    assert all(hit in str(row) for row in await found(words))
    assert await found(f"{words} no-such-word") == await found("%") == await found("_____") == []


@pytest.mark.asyncio
async def test_a_page_of_another_plugin_that_has_crumbs_is_drawn(site: Datasette) -> None:
    """As Datasette documents it: from ``base.html``, whose ``crumbs`` it uses."""
    await site.invoke_startup()
    template = site.jinja_env.from_string(
        '{% extends "base.html" %}{% block crumbs %}{{ crumbs.nav(request=request, '
        'database="billtrail") }}{% endblock %}'
    )
    request = Request.fake("/billtrail/bills.copyable")
    request.scope["csrftoken"] = str
    drawn = await site.render_template(template, {}, request=request)
    assert 'class="crumbs"' in drawn and '<a href="/billtrail">' in drawn


def test_plugins_are_set_beside_a_published_file_and_nothing_else_is(
    database: Path, tmp_path: Path
) -> None:
    path = publish(database, tmp_path, Edition.PUBLIC).database
    settings = tmp_path / "datasette.yaml"
    settings.write_text("plugins: {datasette-x: {a: 1}}\ntitle: Mine\n", encoding="utf-8")
    published = make_datasette(path)
    assert published.plugin_config("datasette-x") == {"a": 1}
    assert published.metadata("title") != "Mine"
    for wrong in ("plugins: [a]", "[a]", "a: [", "\x00"):
        settings.write_text(wrong, encoding="utf-8")
        with pytest.raises(UsageError, match=re.escape("datasette.yaml")):
            make_datasette(path)
    settings.write_text("", encoding="utf-8")
    assert make_datasette(path).plugin_config("datasette-x") is None


@pytest.mark.asyncio
async def test_addresses_never_move(site: Datasette) -> None:
    table = await site.client.get("/latest/bills_today.csv")
    assert table.status_code == 200 and table.text.startswith("key,")
    file = await site.client.get("/latest/billtrail.db")
    assert file.headers["location"] == "/billtrail.db"
    missing = await site.client.get("/latest/bils.csv")
    assert missing.status_code == 404 and "bills" in missing.text
    outside = await site.client.get("/latest/..%2Fsecrets.csv", follow_redirects=True)
    assert outside.status_code == 404


@pytest.mark.asyncio
async def test_a_query_tells_a_bill_that_no_committee_approved(site: Datasette) -> None:
    """The stage is "reported" whatever the committee advised; ``how`` tells it."""
    sql = (
        "select+key,how,reached_how+from+{}+where+key+in+('us-119-hr4323','us-119-hr6')+order+by+1"
    )
    for table in ("bills", "bills_today"):
        told = await rows(site, f"/billtrail.json?_shape=array&sql={sql.format(table)}")
        assert told == [
            {"key": "us-119-hr4323", "how": "became law", "reached_how": "presented"},
            {"key": "us-119-hr6", "how": "reported adversely",
             "reached_how": "reported adversely"},
        ]  # fmt: skip
    text = (await site.client.get("/billtrail/bills_today.csv?how=reported+adversely")).text
    assert [row["key"] for row in csv.DictReader(io.StringIO(text))] == ["us-119-hr6"]
    about = (await site.client.get("/about")).text
    assert not [how.value for how in How if f"<code>{how.value}</code>" not in about]
    assert "{" not in about.partition('id="stages"')[2].partition('id="figures"')[0]


@pytest.mark.asyncio
async def test_no_cell_of_a_csv_starts_a_formula(site: Datasette) -> None:
    for path in ("/billtrail/bills.csv?_stream=on", "/billtrail.csv?sql=select+title+from+bills"):
        text = (await site.client.get(path)).text
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert f"'{FORMULA}" in cells
        assert not [cell for cell in cells if cell.startswith("=")]


_CELLS = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"])), min_size=1)


@given(st.lists(_CELLS, min_size=1, max_size=4))
def test_neutralising_changes_only_what_starts_a_formula(table: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    read = list(csv.reader(io.StringIO(neutralise(out.getvalue()), newline="")))
    assert [[cell.removeprefix("'") if cell[1:2] and cell[1] in "=+-@\t\r" else cell
             for cell in row] for row in read] == [
        [cell.removeprefix("'") if cell[1:2] and cell[1] in "=+-@\t\r" else cell for cell in row]
        for row in table
    ]  # fmt: skip
    assert not [c for row in read for c in row if c[:1] in ("=", "@")]


def test_a_cell_may_be_longer_than_pythons_limit() -> None:
    """A real summary of 232,506 characters broke its table off."""
    long = "x" * 200_000
    assert neutralise(f"=1,{long}\r\n") == f"'=1,{long}\r\n"


def test_numbers_stay_numbers() -> None:
    assert neutralise("-5,+3,1e4,-x\r\n") == "-5,+3,1e4,'-x\r\n"


def test_every_term_of_the_stage_table_has_words() -> None:
    for words, terms in ((MEASURES, MeasureKind), (MILESTONES, Milestone), (FORMS, FigureForm)):
        assert set(words) == set(terms) and all(words.values())


@pytest.mark.asyncio
async def test_about_shows_the_stage_table_and_who_runs_the_site(
    site: Datasette, database: Path
) -> None:
    page = (await site.client.get("/about")).text
    assert "Nobody has said so yet" in page and "executive-veto" in page
    organisation = database.parent / "organisation.toml"
    organisation.write_text('name = "An Organisation <for> tests"\nemail = "a@example.org"\n')
    try:
        page = (await site.client.get("/about")).text
    finally:
        organisation.unlink()
    assert "An Organisation &lt;for&gt; tests" in page and "mailto:a@example.org" in page
