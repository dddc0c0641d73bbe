"""The page for survivors and families: only law that was read, nothing asked, a draft until two
people read it, out to the public alone, and a way out of it on a screen."""

import re
import sqlite3
import subprocess
import tomllib
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from brief_values import TODAY
from playwright.sync_api import Browser
from screens import faults
from serving import served
from test_brief_commands import said_in
from test_releases import ids, printed, published, refused, rows, run
from textstat import textstat

from billtrail.briefs.build.brief import build
from billtrail.briefs.build.choices import Choices
from billtrail.briefs.build.request import Request
from billtrail.briefs.formats.as_bytes import render
from billtrail.briefs.formats.html import read_carried
from billtrail.briefs.formats.one_page import fit
from billtrail.briefs.formats.pdf import count_pages
from billtrail.briefs.typeset.kinds import FORMATS
from billtrail.briefs.values import Brief, from_json, words_hash
from billtrail.campaigns.content.house_language import lint_text
from billtrail.campaigns.content.languages import differing_facts
from billtrail.campaigns.organisation import Organisation
from billtrail.campaigns.staff_files.page_readers import lacking_readers, parse_readers
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.errors import BriefRefused, CheckFailed, UsageError
from billtrail.legislatures.vocabulary import Audience, Language
from billtrail.snapshot.snapshot import Snapshot, open_snapshot
from billtrail.workspace.workspace import Workspace, prepare

DATA = Path(__file__).parent.parent / "data" / "campaigns"
PAGES = ("tsra", "ca-vacatur")
US = Organisation(name="Example Coalition", email="policy@example.org")


def page_of(
    snapshot: Snapshot, campaign: str, language: Language = Language.EN, **more: Any
) -> Brief:
    request = Request(
        campaign, snapshot.on, language, Audience.SURVIVORS, US, today=snapshot.on, **more
    )
    return build(snapshot, request)


@pytest.fixture(scope="module")
def snapshot(prepared: Workspace) -> Any:
    with open_snapshot(prepared.database, TODAY) as opened:
        yield opened


@pytest.fixture
def ours(fresh: Workspace) -> Workspace:
    fresh.organisation.write_text(
        'name = "Coalition Alpha"\nemail = "desk@example.org"\n'
        'public_contact = "hello@example.org"\n'
    )
    return Workspace.at(fresh.root)


def read_by_two(ours: Workspace, campaign: str = "tsra", language: str = "en") -> None:
    entered = ("text", "read", campaign, "--language", language, "--by", "Staff", "--reader")
    run(ours, *entered, "A. B.")
    run(ours, *entered, "A group", "--survivor-led")


# -- what it says ----------------------------------------------------------------------------------


@pytest.mark.parametrize("campaign", PAGES)
@pytest.mark.parametrize("language", Language)
def test_every_sentence_on_the_law_rests_on_statutes_that_were_read(
    snapshot: Snapshot, campaign: str, language: Language
) -> None:
    page = page_of(snapshot, campaign, language)
    assert [block.kind for block in page.blocks] == ["can", "know", "call", "lawyer"]
    claims = {claim.id: claim for claim in snapshot.campaign(campaign).claims}
    for block in page.blocks[:2]:
        for sentence in block.sentences:
            assert sentence.claims and sentence.notes, sentence
            assert all(claims[name].law_read_on for name in sentence.claims), sentence
    for block in page.blocks[2:3]:
        assert all(sentence.notes for sentence in block.sentences)
    sources = " ".join(note.text for note in page.notes)
    assert not re.search(r"\b(?:digest|summary|resumen|analysis|guide)", sources)


@pytest.mark.parametrize("campaign", PAGES)
@pytest.mark.parametrize("language", Language)
def test_it_asks_for_nothing_and_has_no_figure_position_or_status(
    snapshot: Snapshot, campaign: str, language: Language
) -> None:
    page = page_of(snapshot, campaign, language)
    assert (page.figures, page.chart, page.positions, page.asks, page.bar) == ((), None, (), (), ())
    assert (page.contact, page.check_at, page.lobbying) == ((), "", "education")
    said = " ".join((page.title, page.tagline, *(s.text for s in page.sentences)))
    assert not re.search(r"cosponsor|coalition|H\.R\.|AB \d|copatrocin|%", said, re.I)
    assert "trata" not in page.title and "traffick" not in page.title.lower()


GRADES = {Language.EN: 6.0, Language.PLAIN: 6.0}
#: Fernandez-Huerta: from 80 on "easy", which is the sixth year of school.
EASY = 80.0


@pytest.mark.parametrize("campaign", PAGES)
@pytest.mark.parametrize("language", Language)
def test_a_sixth_grader_can_read_it(snapshot: Snapshot, campaign: str, language: Language) -> None:
    """Measured by a library, over all that is said but addresses and telephone numbers."""
    page = page_of(snapshot, campaign, language)
    parts = [page.title, page.tagline, *(s.text for block in page.blocks for s in block.sentences)]
    said = " ".join(re.sub(r"\S+@\S+|[\d-]{6,}", "", part).rstrip(" .:") + "." for part in parts)
    textstat.set_lang("es" if language == Language.ES else "en")
    if language == Language.ES:
        assert textstat.fernandez_huerta(said) >= EASY
    else:
        assert textstat.flesch_kincaid_grade(said) <= GRADES[language]


@pytest.mark.parametrize("campaign", PAGES)
def test_the_three_languages_give_the_same_facts_in_the_house_language(campaign: str) -> None:
    texts = tomllib.loads((DATA / f"{campaign}.toml").read_text())["text"]
    ours = [text for text in texts if text["key"].startswith("survivor-")]
    english = {text["key"]: text for text in ours if "language" not in text}
    assert len(ours) == 3 * len(english)
    for text in ours:
        language = Language(text.get("language", "en"))
        base = english[text["key"]]
        assert [*differing_facts(base["text"], text["text"], language)] == [], text["text"]
        assert text.get("claims", []) == base.get("claims", [])
        assert lint_text(text["text"]) == []


def test_hotlines_have_a_source_a_day_and_an_end(snapshot: Snapshot) -> None:
    for campaign in PAGES:
        claims = {claim.id: claim for claim in snapshot.campaign(campaign).claims}
        page = page_of(snapshot, campaign)
        calls = [block for block in page.blocks if block.kind in ("call", "lawyer")]
        named = {name for block in calls for s in block.sentences for name in s.claims}
        for name in named:
            assert "read 2026-" in claims[name].source and claims[name].url
            assert claims[name].condition == "until 2027-11-30"
        said = " ".join(s.text for s in calls[1].sentences)
        assert "This page is not legal advice. Ask an attorney about your own record" in said


# -- when it may not be said -----------------------------------------------------------------------


def act(path: Path, statute: str, bill: str, enacted: str) -> None:
    """An act, built for the test, that changes a section."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(
            "INSERT INTO statute_changes (statute, bill, what, unit, enacted, joined_with, source, "
            "origin) VALUES (?, ?, 'amend', '', ?, '[]', 'built by hand', 'hand')",
            (statute, bill, enacted),
        )


def test_an_act_on_the_defense_takes_its_sentence_out_and_the_author_is_told(
    ours: Workspace,
) -> None:
    act(ours.database, "us-usc-18-28", "us-119-hr1379", "2026-11-01")
    with open_snapshot(ours.database, TODAY) as snapshot:
        page = page_of(snapshot, "tsra")
    keys = {s.key for block in page.blocks for s in block.sentences}
    assert "survivor-can-7" not in keys and "survivor-can-1" in keys
    assert any(item.what == "text survivor-can-7" for item in page.left_out)
    assert "18 U.S.C. 28" not in page.identity.replace("\N{NO-BREAK SPACE}", " ")


def test_a_page_whose_law_was_changed_is_refused_and_says_why(ours: Workspace) -> None:
    act(ours.database, "us-usc-18-3771A", "us-119-hr1379", "2026-11-01")
    with (
        open_snapshot(ours.database, TODAY) as snapshot,
        pytest.raises(
            BriefRefused, match=r"read before H\.R\. 1379 \(2026\) changed 18 U\.S\.C\. 3771A"
        ),
    ):
        page_of(snapshot, "tsra")


def test_a_sentence_on_a_summary_never_stands_on_it(ours: Workspace) -> None:
    folder = ours.root / "campaigns"
    folder.mkdir()
    (folder / "ca-vacatur.toml").write_text(
        '[[text]]\nkey = "survivor-can-2"\nclaims = ["ca-vacatur-in-force"]\n', encoding="utf-8"
    )
    prepare(ours)
    with open_snapshot(ours.database, TODAY) as snapshot:
        page = page_of(snapshot, "ca-vacatur")
    assert "survivor-can-2" not in {s.key for b in page.blocks for s in b.sentences}
    assert any("rests on no law that was read" in item.why for item in page.left_out)


def test_a_hotline_that_nobody_looked_at_for_a_year_refuses_the_page(prepared: Workspace) -> None:
    with (
        open_snapshot(prepared.database, date(2027, 12, 1)) as snapshot,
        pytest.raises(BriefRefused),
    ):
        page_of(snapshot, "tsra")


def test_it_is_the_campaigns_page_by_whatever_name_it_is_asked_for(snapshot: Snapshot) -> None:
    found = [page_of(snapshot, name) for name in ("tsra", "us-119-hr4323", "us-tsra")]
    assert {page.subject for page in found} == {"tsra"} and len({*map(words_hash, found)}) == 1


def test_what_it_cannot_be_is_refused_with_what_to_do(snapshot: Snapshot) -> None:
    with pytest.raises(UsageError, match="no page for survivors of tvpra"):
        page_of(snapshot, "tvpra")
    with pytest.raises(UsageError, match="printed as it is written"):
        page_of(snapshot, "tsra", choices=Choices(ask="implement"))
    past = Request("tsra", TODAY, audience=Audience.SURVIVORS, today=date(2026, 11, 24))
    with pytest.raises(BriefRefused, match="Leave --as-of out"):
        build(snapshot, past)


# -- on paper and in files -------------------------------------------------------------------------


@pytest.mark.parametrize("campaign", PAGES)
@pytest.mark.parametrize("language", Language)
def test_draft_stands_across_every_format_on_one_page(
    snapshot: Snapshot, tmp_path: Path, campaign: str, language: Language
) -> None:
    page = fit(page_of(snapshot, campaign, language))
    word = "BORRADOR" if language == Language.ES else "DRAFT"
    for format_ in FORMATS:
        path = tmp_path / f"page.{format_}"
        path.write_bytes(render(page, format_))
        assert word in (path.read_text() if format_ == "json" else said_in(path, tmp_path))
    assert count_pages(render(page, "pdf")) == 1
    assert not [item for item in page.left_out if item.why == "the page is full"]


def test_a_file_on_a_telephone_tells_nobody_what_it_is(ours: Workspace, tmp_path: Path) -> None:
    run(ours, "brief", "tsra", "--audience", "survivors", "-o", f"{tmp_path}/")
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["information-us_2026-11-26_en.pdf"]
    said = subprocess.run(
        ["pdfinfo", str(next(tmp_path.glob("*.pdf")))], capture_output=True, text=True, check=True
    ).stdout
    assert "Title:           A federal record: what you can ask a court" in said
    assert "traffick" not in said


# -- readers ---------------------------------------------------------------------------------------


def test_two_readers_one_survivor_led_take_the_draft_off_and_undo_puts_it_back(
    ours: Workspace,
) -> None:
    told = run(ours, "text", "read", "tsra")
    assert "DRAFT: it waits for two readers, and for one who is survivor-led." in told
    read_by_two(ours)
    assert "Its readers have read it" in run(ours, "text", "read", "tsra")
    assert "DRAFT" in run(ours, "text", "read", "tsra", "--language", "es")
    printed(ours, "tsra", "--audience", "survivors")
    (marks,) = rows(ours.database, "SELECT json_extract(brief, '$.marks') FROM issued_briefs")
    assert marks == ("[]",)
    run(ours, "undo")
    assert "DRAFT: it waits for one more reader" in run(ours, "text", "read", "tsra")


def test_the_same_reader_twice_is_one(ours: Workspace) -> None:
    run(ours, "text", "read", "tsra", "--reader", "A. B.", "--survivor-led", "--by", "Staff")
    said = refused(ours, "text", "read", "tsra", "--reader", "a. b.", "--by", "Staff")
    assert "has read this page as it stands" in said
    assert "waits for one more reader" in run(ours, "text", "read", "tsra")


def test_a_changed_word_waits_for_new_readers(ours: Workspace) -> None:
    read_by_two(ours)
    folder = ours.root / "campaigns"
    folder.mkdir()
    (folder / "tsra.toml").write_text(
        '[[text]]\nkey = "survivor-lead"\ntext = "Words of our own."\n', encoding="utf-8"
    )
    prepare(ours)
    assert "waits for two readers" in run(ours, "text", "read", "tsra")


def test_the_day_and_who_prints_it_are_no_words_of_the_page(prepared: Workspace) -> None:
    hashes = set()
    for on in (TODAY, date(2026, 11, 25)):
        with open_snapshot(prepared.database, on) as snapshot:
            hashes.add(words_hash(page_of(snapshot, "tsra")))
    assert len(hashes) == 1


def test_a_faulty_readers_file_is_named(ours: Workspace) -> None:
    with pytest.raises(CheckFailed, match="not true or false"):
        parse_readers(
            '[[reader]]\nid = "1"\ncampaign = "tsra"\nlanguage = "en"\nwords = "x"\n'
            'reader = "A"\non = "2026-11-26"\nby = "B"\nsurvivor_led = "yes"\n'
        )
    assert lacking_readers((), "tsra", "en", "x") == ("two readers", "one who is survivor-led")


# -- released, published, checked ------------------------------------------------------------------


def test_a_draft_goes_nowhere_and_a_read_page_to_the_public_alone(ours: Workspace) -> None:
    draft = printed(ours, "tsra", "--audience", "survivors")
    said = refused(ours, "release", draft, "--to", "public", "--by", "Staff")
    assert "is a DRAFT: it waits for two readers" in said
    read_by_two(ours)
    assert "across its top" in refused(ours, "release", draft, "--to", "public", "--by", "Staff")
    page = printed(ours, "tsra", "--audience", "survivors")
    for other in ("member", "coalition"):
        said = refused(ours, "release", page, "--to", other, "--by", "Staff")
        assert "it goes out --to public or not" in said
    assert "released to public" in run(ours, "release", page, "--to", "public", "--by", "Staff")
    assert len(ids(ours)) == 2


@pytest.mark.asyncio
@pytest.mark.parametrize("edition", ["public", "coalition"])
async def test_an_edition_has_the_released_page_word_for_word_and_no_other(
    ours: Workspace, edition: str
) -> None:
    read_by_two(ours, language="es")
    page = printed(ours, "tsra", "--audience", "survivors", "--language", "es")
    run(ours, "release", page, "--to", "public", "--by", "Staff")
    path = published(ours, edition)
    texts = rows(path, "SELECT DISTINCT campaign, language FROM texts WHERE key LIKE 'survivor-%'")
    assert texts == [("tsra", "es")]
    client = make_datasette(path, today=lambda: date(2026, 11, 26)).client
    for address in ("/-/information/tsra.html", "/-/brief/tsra.html"):
        answer = await client.get(f"{address}?language=es&audience=survivors")
        assert answer.status_code == 200 and page in answer.text
        assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == (
            "no-store", "no-referrer",
        )  # fmt: skip
        assert "etag" not in answer.headers and "set-cookie" not in answer.headers
        assert "information-us_2026-11-26_es.html" in answer.headers["content-disposition"]
    kept = from_json(read_carried(answer.text))
    (row,) = rows(ours.database, f"SELECT brief FROM issued_briefs WHERE id = '{page}'")
    assert kept == from_json(row[0]) and kept.marks == ()
    for missing in ("tsra.html", "tsra.html?language=plain", "ca-vacatur.html?language=es"):
        assert (await client.get(f"/-/information/{missing}")).status_code == 404
    check = await client.get(f"/check/{page}")
    assert check.status_code == 200 and "What this brief says still stands" in check.text
    campaign = (await client.get("/campaign/tsra")).text
    assert "/-/information/tsra.html?language=es" in campaign
    assert "/-/information/tsra.html?language=en" not in campaign
    assert (await client.get("/campaign/ca-vacatur")).text.count("/-/information/") == 0


@pytest.mark.asyncio
async def test_a_released_page_is_not_given_once_its_law_was_changed(ours: Workspace) -> None:
    read_by_two(ours)
    page = printed(ours, "tsra", "--audience", "survivors")
    run(ours, "release", page, "--to", "public", "--by", "Staff")
    path = published(ours, "public")
    act(path, "us-usc-18-3771A", "us-119-hr1379", "2026-11-20")
    client = make_datasette(path, today=lambda: date(2026, 11, 26)).client
    answer = await client.get("/-/information/tsra.html")
    assert answer.status_code == 409 and "is being read again" in answer.text
    assert "moved since this brief was made" in (await client.get(f"/check/{page}")).text


def test_publishing_leaves_a_page_out_whose_words_changed_since(ours: Workspace) -> None:
    read_by_two(ours)
    page = printed(ours, "tsra", "--audience", "survivors")
    run(ours, "release", page, "--to", "public", "--by", "Staff")
    act(ours.database, "us-usc-18-28", "us-119-hr1379", "2026-11-20")
    ((brief,),) = rows(published(ours, "public"), "SELECT brief FROM released_briefs")
    assert brief is None


def test_publishing_leaves_a_page_out_whose_reader_was_taken_back(ours: Workspace) -> None:
    read_by_two(ours)
    page = printed(ours, "tsra", "--audience", "survivors")
    run(ours, "release", page, "--to", "public", "--by", "Staff")
    ((brief,),) = rows(published(ours, "public"), "SELECT brief FROM released_briefs")
    assert brief is not None
    (ours.root / "readers.toml").unlink()
    file = published(ours, "public")
    ((brief,),) = rows(file, "SELECT brief FROM released_briefs")
    assert brief is None
    assert rows(file, "SELECT 1 FROM texts WHERE key LIKE 'survivor-%'") == []


def test_verify_knows_the_file(ours: Workspace, tmp_path: Path) -> None:
    for format_ in ("pdf", "html", "docx", "json"):
        path = tmp_path / f"page.{format_}"
        run(ours, "brief", "ca-vacatur", "--audience", "survivors", "-o", str(path))
        assert "Nothing it says has moved" in run(ours, "verify", str(path))


# -- on a screen -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(prepared: Workspace) -> Any:
    with served(make_datasette(prepared.database, today=lambda: TODAY)) as found:
        yield found


def test_one_key_leaves_it_and_back_does_not_return(browser: Browser, address: str) -> None:
    """Nothing but the page itself is asked for, nothing is stored, and its place in the history of
    this window is taken by the page one leaves for."""
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.route("https://www.weather.gov/", lambda route: route.fulfill(body="Weather"))
    page.goto(f"{address}/-/information/tsra.html?language=plain")
    assert asked == [f"{address}/-/information/tsra.html?language=plain"]
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == [
        "",
        0,
        0,
    ]
    assert context.cookies() == []
    page.keyboard.press("Escape")
    page.wait_for_url("https://www.weather.gov/")
    page.go_back()
    assert page.url == "about:blank"
    context.close()


def test_the_link_leaves_it_too_and_the_page_is_gone_at_once(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 700})
    page.goto(f"{address}/-/information/ca-vacatur.html?language=es")
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    link = page.get_by_role("link", name="Salir de esta página")
    assert link.is_visible() and link.bounding_box()["y"] < 60
    page.route("https://www.weather.gov/", lambda route: route.abort("aborted"))  # no network
    link.click(no_wait_after=True)
    assert page.evaluate("[document.documentElement.hidden, document.title.trim()]") == [True, ""]
    page.close()


def test_axe_finds_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    for language in Language:
        page.goto(f"{address}/-/information/ca-vacatur.html?language={language}")
        assert faults(page) == []
    context.close()


def test_a_telephone_number_is_one_tap(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/-/information/ca-vacatur.html")
    links = page.eval_on_selector_all("main a", "all => all.map(a => a.getAttribute('href'))")
    assert "tel:+18883737888" in links and "tel:+18885392373" in links
    assert "mailto:survivorreentry@freedomnetworkusa.org" in links
    page.close()


def test_other_pages_have_no_script_and_no_way_out(snapshot: Snapshot) -> None:
    brief = fit(build(snapshot, Request("tsra", TODAY, organisation=US)))
    text = render(brief, "html").decode()
    assert "<script" not in text and "script-src" not in text and "weather.gov" not in text
    assert "<script" in render(fit(page_of(snapshot, "tsra")), "html").decode()
    assert replace(brief, audience="survivors").audience == Audience.SURVIVORS
