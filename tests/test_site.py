"""The site through its own application, over a small database built by hand."""

import asyncio
import json
import re
import socket
import sqlite3
from contextlib import closing
from html import unescape
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from datasette.app import Datasette
from datasette.plugins import get_plugins
from site_values import LATER, ON, RANKS, write_site

from billtrail.commands.bills import changes
from billtrail.datasette_plugins.changes.page import LIMIT
from billtrail.datasette_plugins.server.application import SETTINGS, listen, make_datasette, serve
from billtrail.errors import UsageError
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.snapshot import MOST_CHANGES
from billtrail.snapshot.snapshot import open_snapshot

OUR_PAGES = (
    "/", "/bill/us-119-hr4323", "/bill/us-119-hr1379", "/bill/us-118-hr7137", "/bill/us-119-hr4817",
    "/bill/ca-20252026-ab938", "/campaign/tsra", "/campaign/ca-vacatur", "/changes", "/-/search",
    "/-/search?q=relief", "/about", "/data", "/data/keys?list=HR+4323",
)  # fmt: skip
STOCK_PAGES = (
    "/billtrail", "/billtrail/bills", "/billtrail/bills?_facet=stage&_where=1",
    "/billtrail/bills/us-119-hr4323", "/billtrail?sql=select+1+as+one", "/billtrail?sql=select+x",
    "/nothing-here",
)  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site") / "billtrail.db"
    write_site(path)
    return path


@pytest.fixture(scope="module")
def site(database: Path) -> Datasette:
    return make_datasette(database, today=lambda: ON)


@pytest.fixture(scope="module")
def public(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    """The site of the public edition."""
    folder = tmp_path_factory.mktemp("public")
    return make_datasette(publish(database, folder, Edition.PUBLIC).database, today=lambda: ON)


def words(html: str) -> str:
    """The page's words: no tags, blanks and no-break spaces as one blank."""
    main = re.split(r"<main[^>]*>|</main>", html)[1]
    text = unescape(re.sub(r"<[^>]+>", " ", main)).replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r"\s+([.,;:])", r"\1", " ".join(text.split()))


async def said(site: Datasette, path: str) -> str:
    response = await site.client.get(path)
    assert response.status_code == 200, path
    return words(response.text)


@pytest.mark.asyncio
@pytest.mark.parametrize("path", OUR_PAGES + STOCK_PAGES)
async def test_every_page_is_whole_small_and_loads_nothing_from_elsewhere(
    site: Datasette, path: str
) -> None:
    response = await site.client.get(path)
    assert response.status_code in (200, 400, 404)
    assert len(response.content) <= 100_000
    html = response.text
    assert '<html lang="en">' in html
    assert html.count("<main") == html.count("<h1") == 1
    assert "<script" not in html
    assert not re.findall(r'\ssrc="|style="|<style', html)
    loaded = re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', html)
    assert len(loaded) == 2 and all(href.startswith("/") for href in loaded)
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.asyncio
async def test_dates_never_break_over_two_lines(site: Datasette) -> None:
    for path in OUR_PAGES:
        html = (await site.client.get(path)).text
        assert re.search(r"[A-Z][a-z]{2} \d{1,2}, \d{4}", html) is None, path


@pytest.mark.asyncio
async def test_home_says_what_changed_what_is_ahead_and_where_each_campaign_stands(
    site: Datasette,
) -> None:
    text = await said(site, "/")
    assert "One bill changed since yesterday" in text
    assert "Joined: Rep. Chu, Judy (D-CA)" in text
    assert "Congress: 2 followed bills that can still move, data as of Nov 22, 2026" in text
    over = "not checked yet; no followed bill of it can still move"
    assert f"California: data as of Feb 4, 2026, {over}" in text
    assert "Dec 1, 2026 Every California police agency needs a written policy" in text
    assert "The 119th Congress ends; 1 bill we follow can end with it" in text
    row = re.search(r"Trafficking Survivors Relief Act Serves: (.+?) Became law Jan 23, 2026", text)
    assert row and "Public Law 119-73" in text
    assert text.count("Trafficking Survivors Relief Act Serves: ") == 1
    assert "To settle How did these end?" in text and "AB 938 official page of AB 938" in text
    assert "What the stage words mean" in text and "Became law The bill is law." in text
    assert "Study by the Government Accountability Office is due Jan 23, 2029" in text
    assert "Work permits while applications wait. No campaign yet." in text
    assert "ships with Billtrail" not in text


@pytest.mark.asyncio
async def test_home_of_a_first_run_shows_three_steps(tmp_path: Path) -> None:
    path = tmp_path / "billtrail.db"
    from site_values import HR4323, open_writer, save_content, site_content

    with open_writer(path, "test", RANKS, today=ON, now=LATER) as writer:
        writer.save_bill(HR4323, "seed")
        save_content(writer.connection, site_content(), LATER)
    text = await said(make_datasette(path, today=lambda: ON), "/")
    assert "You are looking at the data that ships with Billtrail, as of Jun 1, 2026" in text
    assert "Name your organization. Your contact" in text and "The button above" in text
    assert "No change seen in the last seven days" in text
    assert "Latest steps on record" in text


@pytest.mark.asyncio
async def test_what_staff_must_decide_is_on_their_own_machine_only(
    site: Datasette, public: Datasette
) -> None:
    own = await said(site, "/")
    assert "What is our position?" in own and "Are these sentences right?" in own
    shown = await said(public, "/")
    assert "How did these end?" in shown
    assert "What is our position?" not in shown and "Are these sentences" not in shown


@pytest.mark.asyncio
async def test_only_the_own_machine_can_update_from_the_page(
    site: Datasette, database: Path, tmp_path: Path
) -> None:
    own = await site.client.get("/")
    assert 'action="/-/update" method="post"' in own.text and "Update now" in own.text
    publish(database, tmp_path, Edition.PUBLIC)
    public = await make_datasette(tmp_path / "billtrail.db", today=lambda: ON).client.get("/")
    assert public.status_code == 200 and "Update now" not in public.text


@pytest.mark.asyncio
@pytest.mark.parametrize("page", ["/", "/changes", "/campaign/tsra", "/bill/us-119-hr4323"])
async def test_parts_of_a_line_have_a_blank_between_them(site: Datasette, page: str) -> None:
    """A browser for the terminal sets them on one line, whatever the style sheet says."""
    html = (await site.client.get(page)).text
    assert not re.findall(r"(?:\w|\w</\w+>)<span class=\"(?:who|when|law-no)\">", html)
    assert "> became <" not in html  # "In committee -> became Became law"


@pytest.mark.asyncio
async def test_home_is_read_again_after_a_change(tmp_path: Path) -> None:
    from site_values import open_writer

    path = tmp_path / "billtrail.db"
    write_site(path)
    site = make_datasette(path, today=lambda: ON)
    assert "No campaign yet." in await said(site, "/")
    with open_writer(path, "test", RANKS, today=ON, now=LATER) as writer:
        writer.connection.execute("UPDATE goals SET no_bill = 'Soon.' WHERE no_bill IS NOT NULL")
    assert "Soon." in await said(site, "/")


@pytest.mark.asyncio
async def test_an_overtaken_bill_leads_with_the_law_and_is_nowhere_alive(site: Datasette) -> None:
    text = await said(site, "/bill/us-119-hr1379")
    lead = "Overtaken: became law as H.R. 4323, Public Law 119-73 Jan 23, 2026"
    assert lead in text
    assert text.index(lead) < text.index("In committee")
    assert "Not yet:" not in text and "Next:" not in text
    found = await said(site, "/-/search?q=relief")
    assert "H.R. 1379 Trafficking Survivors Relief Act of 2025 119th Congress Overtaken by" in found
    home = await said(site, "/")
    assert "H.R. 1379" not in home


@pytest.mark.asyncio
async def test_a_bill_page_says_where_it_stands_and_who_is_behind_it(site: Datasette) -> None:
    text = await said(site, "/bill/us-119-hr1379")
    assert "2 1 Democrat, 1 Republican" in text
    assert "Withdrawn, and not counted Rep. Example, Withdrawn" in text
    assert "withdrawn Apr 1, 2025" in text
    assert "118th Congress first introduced Jan 30, 2024 H.R. 7137: Died with the 118th" in text
    assert "says 17 (shown here)" in text
    law = await said(site, "/bill/us-119-hr4323")
    assert "Done: Passed Senate Dec 18, 2025" in law
    assert "Became law Became Public Law No: 119-73." in law
    assert "Public Law, Jan 23, 2026: PDF" in law
    assert "S. 9999, Related bill" in law
    assert "Data as of Jun 1, 2026 Checked Nov 22, 2026" in law


@pytest.mark.asyncio
async def test_what_is_not_known_is_said(site: Datasette) -> None:
    dead = await said(site, "/bill/us-118-hr7137")
    assert "Died with the 118th Congress Jan 3, 2025" in dead
    assert "A committee had approved it. The chamber did not pass it." in dead
    assert "List unknown. Number: 38." in dead
    assert "Reported by the committee (H. Rept. 118-863) House our words" in dead
    open_end = await said(site, "/bill/ca-20252026-ab938")
    assert "Outcome not recorded Aug 31, 2026" in open_end
    assert "Pass, 48 yes, 21 no, 10 other. The publisher's own summary says 48 to 22." in open_end
    assert "Result not given, counts not given" in open_end


@pytest.mark.asyncio
async def test_a_live_bill_says_what_is_next_and_who_acts(site: Datasette) -> None:
    text = await said(site, "/bill/us-119-hr4817")
    assert "Now: In committee Jul 29, 2025" in text
    assert "Not yet: Passed House not yet" in text
    assert "Next: Hearing and vote in committee, by Jan 3, 2027" in text and "Who acts:" in text
    assert "What the stage words mean" in text and "In committee (this bill)" in text


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["HR4323", "H.R.%204323", "hr-4323", "us-119-hr99999"])
async def test_any_spelling_and_an_old_key_lead_to_the_bill(site: Datasette, name: str) -> None:
    response = await site.client.get(f"/bill/{name}")
    # A number without its session means another bill one day: that address is not for good.
    status = 301 if name.startswith("us-") else 302
    assert (response.status_code, response.headers["location"]) == (status, "/bill/us-119-hr4323")


@pytest.mark.asyncio
async def test_an_unknown_key_answers_404_with_the_nearest(site: Datasette) -> None:
    response = await site.client.get("/bill/us-119-hr4322")
    assert response.status_code == 404
    assert "/bill/us-119-hr4323" in response.text
    answer = await site.client.get("/bill/us-119-hr4322.json")
    assert answer.status_code == 404 and "us-119-hr4323" in answer.json()["nearest"]
    assert (await site.client.get("/campaign/tsar")).status_code == 404


@pytest.mark.asyncio
async def test_the_json_of_a_bill_is_that_of_the_command(site: Datasette) -> None:
    answer = (await site.client.get("/bill/us-119-hr4323.json")).json()
    assert (answer["stage"], answer["law"]) == ("enacted", "Public Law 119-73")
    assert (answer["alive"], answer["final"]) == (False, True)
    changes = (await site.client.get("/changes.json")).json()
    assert {change["bill"] for change in changes} == {"us-119-hr4817"}
    held = [change["new"] for change in changes if change["field"].startswith("sponsorships:")]
    assert held and all(row["role"] == "cosponsor" for row in held)


@pytest.mark.asyncio
async def test_a_campaign_says_what_may_be_said_and_asks_only_on_the_own_machine(
    site: Datasette, public: Datasette
) -> None:
    text = await said(site, "/campaign/tsra")
    assert "Make the new law work in your district." in text
    assert "Ask the U.S. attorney how motions" in text
    assert "No longer holds. There is still no federal law." in text
    assert text.count("There is still no federal law.") == 1
    assert "H.R. 1379 Feb 14, 2025 Overtaken by H.R. 4323" in text
    assert "Support Built for tests, 2026-01" in text
    shown = await said(public, "/campaign/tsra")
    assert "What to ask" not in shown and "Ask the U.S. attorney" not in shown
    other = await said(public, "/campaign/ca-vacatur")
    assert "Needs decision" not in other
    assert "Needs decision" in await said(site, "/campaign/ca-vacatur")
    answer = json.dumps((await public.client.get("/campaign/tsra.json")).json())
    assert "Ask the U.S. attorney" not in answer and '"ask": null' in answer


@pytest.mark.asyncio
async def test_a_change_read_from_a_file_leads_to_the_official_page(tmp_path: Path) -> None:
    path = tmp_path / "billtrail.db"
    write_site(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO documents "
            "(id, source, kind, url, sha256, fetched_at, parser_version, size) "
            "VALUES (99, 'us_govinfo', 'bill', 'BILLSTATUS-119hr4817.xml', 'x', '2026', 1, 1)"
        )
        connection.execute("UPDATE bill_changes SET document = 99")
    told = (await make_datasette(path, today=lambda: ON).client.get("/changes.json")).json()
    assert told and all(one["source_url"].startswith("https://") for one in told)


@pytest.mark.asyncio
async def test_changes_are_by_day_and_a_wrong_day_is_refused(site: Datasette) -> None:
    text = await said(site, "/changes?since=2026-11-01")
    assert "Nov 22, 2026 H.R. 4817" in text and "Joined:" in text
    assert "No change was seen" in await said(site, "/changes?since=2026-11-23")
    assert (await site.client.get("/changes?since=yesterday")).status_code == 400


@pytest.mark.asyncio
async def test_of_many_changes_the_newest_are_told_and_the_others_counted(tmp_path: Path) -> None:
    path = tmp_path / "billtrail.db"
    write_site(path)
    old = ('"a"', '"b"', "2026-11-02T09:00:00Z", "change")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO bill_changes (bill, field, old, new, seen_at, kind) "
            "VALUES ('us-119-hr1379', ?, ?, ?, ?, ?)",
            ((f"f{n}", *old) for n in range(MOST_CHANGES)),
        )
    with open_snapshot(path, ON) as snapshot:
        every = snapshot.changes("2026-11-01")
        newest, left_out = snapshot.newest_changes("2026-11-01", len(every) - MOST_CHANGES)
        assert (newest, left_out) == (every[:-MOST_CHANGES], MOST_CHANGES)
    assert f"the newest {MOST_CHANGES:,}." in str(changes.help)
    site = make_datasette(path, today=lambda: ON)
    answer = await site.client.get("/changes.json?since=2026-11-01")
    assert len(answer.json()) == MOST_CHANGES
    assert answer.headers["x-changes-left-out"] == str(len(every) - MOST_CHANGES)
    answer = await site.client.get("/changes.json?since=2026-11-22")
    assert answer.json() and answer.headers["x-changes-left-out"] == "0"
    text = await said(site, "/changes?since=2026-11-01")
    assert f"{len(every) - LIMIT:,} older changes not shown" in text and "Joined:" in text


@pytest.mark.asyncio
async def test_search_goes_straight_to_a_number_and_lists_words(site: Datasette) -> None:
    response = await site.client.get("/-/search?q=hr+4323")
    assert (response.status_code, response.headers["location"]) == (302, "/bill/us-119-hr4323")
    assert "H.R. 4817" in await said(site, "/-/search?q=immigrant+witness")
    near = (await site.client.get("/-/search?q=tsrz")).text
    assert '<li><a href="/campaign/tsra">Trafficking Survivors Relief Act</a></li>' in near
    text = await said(site, "/-/search?q=zzzz")
    assert "Nothing in this file is called 'zzzz'. Name a bill by its number" in text
    escaped = await site.client.get("/-/search?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script" not in escaped.text


@pytest.mark.asyncio
async def test_keys_in_tables_lead_to_the_pages(site: Datasette) -> None:
    html = (await site.client.get("/billtrail/actions?bill=us-119-hr4323")).text
    assert '<a href="/bill/us-119-hr4323">us-119-hr4323</a>' in html


@pytest.mark.asyncio
async def test_the_file_is_read_only_with_limits(site: Datasette, public: Datasette) -> None:
    assert {name: site.setting(name) for name in SETTINGS} == dict(SETTINGS)
    assert site.setting("suggest_facets") is False
    assert set(site.databases) - {"_internal"} == {"billtrail"}
    refused = await site.client.get("/billtrail.json?sql=delete+from+bills")
    assert refused.status_code == 400
    assert (await site.client.get("/billtrail.db")).status_code == 403
    assert (await public.client.get("/billtrail.db")).status_code == 200


def test_each_plugin_is_loaded_once_by_its_entry_point() -> None:
    ours = [e for e in entry_points(group="datasette") if e.value.startswith("billtrail.")]
    hooks = [plugin for plugin in get_plugins() if plugin["name"] == "billtrail"]
    assert len(hooks) == len(ours) > 1
    without_routes = {"assistant", "facts", "look", "pages", "safe_csv", "unchanged",
                      "wrong_requests"}  # fmt: skip
    routes = sum("register_routes" in plugin["hooks"] for plugin in hooks)
    assert routes == len(ours) - len(without_routes)
    assert sum(plugin["static_path"] is not None for plugin in hooks) == 1


def test_a_working_file_is_served_to_this_machine_only(database: Path) -> None:
    for host in ("0.0.0.0", "::", "192.168.1.4", "127.0.0.2", "example.org"):
        with pytest.raises(UsageError, match="this machine only"):
            serve(database, host, 0)
    with pytest.raises(UsageError, match=r"this machine only, not on bills\.example\.org"):
        serve(database, "127.0.0.1", 0, host_names=["bills.example.org"])


def test_a_taken_port_is_said_with_another() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"Port {port} cannot be used.*{port + 1}"):
            listen("127.0.0.1", port)


@pytest.mark.asyncio
async def test_an_answer_on_a_kept_connection_is_sent_at_once() -> None:
    """Small packets are not held back for the other side (asyncio asks for it by the protocol)."""
    connected: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        accepted = writer.get_extra_info("socket")
        connected.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    with listen("127.0.0.1", 0) as listener:
        server = await asyncio.start_server(answer, sock=listener)
        _, writer = await asyncio.open_connection(*listener.getsockname())
        assert await connected
        writer.close()
        server.close()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "media", "starts"),
    [
        ("/-/brief/tsra.pdf", "application/pdf", b"%PDF-"),
        ("/-/brief/tsra.html", "text/html; charset=utf-8", b"<!"),
        ("/-/brief/us-119-hr4817.md", "text/markdown; charset=utf-8", b"**SAMPLE"),
        ("/-/brief/tsra.json?audience=public", "application/json; charset=utf-8", b"{"),
    ],
)
async def test_a_brief_is_made_when_it_is_asked_for(
    site: Datasette, path: str, media: str, starts: bytes
) -> None:
    response = await site.client.get(path)
    assert response.status_code == 200, response.text[:300]
    assert response.headers["content-type"] == media
    assert response.content.lstrip().startswith(starts)
    assert "_2026-11-23_en." in response.headers["content-disposition"]
    again = await site.client.get(path)
    assert (again.content, again.headers["etag"]) == (response.content, response.headers["etag"])


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "status", "hint"),
    [
        ("/-/brief/tsra.xls", 400, "Choose one of: pdf"),
        ("/-/brief/tsra.html?language=fr", 400, "Choose one of: en"),
        ("/-/brief/tsra.html?audience=me", 400, "Choose one of: member"),
        ("/-/brief/us-119-hr4322.html", 404, "us-119-hr4323"),
    ],
)
async def test_a_brief_that_cannot_be_made_says_why(
    site: Datasette, path: str, status: int, hint: str
) -> None:
    response = await site.client.get(path)
    assert response.status_code == status
    assert hint in response.text


@pytest.mark.asyncio
async def test_a_brief_of_a_published_file_asks_for_nothing(public: Datasette) -> None:
    text = (await public.client.get("/-/brief/tsra.md?audience=member")).text
    assert "Public Law 119-73" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Ask the U.S. attorney" not in text
