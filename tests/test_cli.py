"""The commands as a user runs them: what they print, as JSON and for people, and exit codes."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from replay import built_status

from billtrail.cli import main

SHOW_KEYS = {
    "key", "jurisdiction", "session", "identifier", "title", "short_title", "stage", "reached",
    "reached_chambers", "alive", "final", "stage_date", "law", "introduced_date", "sponsor",
    "cosponsors", "latest_action", "stage_action", "next_step", "family", "enacted_via", "source",
    "source_url", "data_as_of", "checked_at", "disagreements",
}  # fmt: skip


@pytest.fixture
def run(prepared):
    """Runs a command over the prepared workspace; nothing here writes to it."""

    def call(*arguments, workspace=prepared.root):
        runner = CliRunner()
        return runner.invoke(main, ["--workspace", str(workspace), *map(str, arguments)])

    return call


def test_show_keeps_its_contract(run):
    shown = json.loads(run("show", "us-119-hr4323", "--json").stdout)
    assert set(shown) >= SHOW_KEYS
    assert set(shown["sponsor"]) >= {"name", "id", "party", "state", "district"}
    assert set(shown["cosponsors"]) >= {"current", "withdrawn", "by_party", "complete"}
    assert set(shown["latest_action"]) >= {"date", "description", "class", "chamber"}


def test_show_names_a_source_by_its_title(run):
    assert "(Facts shipped with Billtrail)" in run("show", "us-119-hr4323").output


def test_a_search_for_a_number_that_is_not_here_says_how_to_follow_it(run):
    found = run("--as-of", "2026-11-26", "search", "HR", "99999").output
    assert "It can be H.R. 99999 of the 119th Congress" in found and "billtrail watch" in found
    assert "California's HR 99999 of 2025-26" in found
    assert run("search", "zzxqy").output.startswith("Nothing found. Try a bill number")


def test_the_law_that_decides_the_design(run):
    shown = json.loads(run("show", "H.R. 4323 (119th)", "--json").stdout)
    assert (shown["stage"], shown["law"], shown["stage_date"]) == (
        "enacted", "Public Law 119-73", "2026-01-23",
    )  # fmt: skip
    assert (shown["alive"], shown["final"], shown["next_step"]) == (False, True, None)
    assert shown["cosponsors"]["current"] == 19


def test_a_bill_that_was_overtaken_asks_for_nothing(run):
    shown = json.loads(run("--as-of", "2026-11-26", "show", "us-119-hr1379", "--json").stdout)
    assert (shown["stage"], shown["enacted_via"], shown["next_step"]) == (
        "in_committee", "us-119-hr4323", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "stage", "via"),
    [
        ("ca-20252026-ab63", "died", None),
        ("ca-20192020-ab2869", "died", None),
        ("ca-20212022-sb357", "enacted", None),
        ("ca-20212022-ab262", "enacted", None),
        ("us-117-hr8672", "died", None),
        ("us-119-hr1144", "reported", None),
        ("ca-20212022-ab1820", "vetoed", None),
        ("ca-20252026-ab938", "outcome_not_recorded", None),
    ],
)
def test_shipped_bills_stand_where_they_stand(run, key, stage, via):
    shown = json.loads(run("--as-of", "2026-11-23", "show", key, "--json").stdout)
    assert (shown["stage"], shown["enacted_via"]) == (stage, via)


def test_family_keeps_its_contract(run):
    shown = json.loads(run("family", "us-tsra", "--json").stdout)
    assert set(shown) >= {"id", "stage", "stage_date", "enacted_bill", "members", "attempts"}
    assert (shown["stage"], shown["enacted_bill"]) == ("enacted", "us-119-hr4323")
    assert len(shown["members"]) == 13
    assert [a["session"] for a in shown["attempts"]] == ["114", "115", "116", "117", "118", "119"]
    assert set(shown["members"][0]) >= {"key", "kind", "stage", "enacted_via"}


def test_the_past_is_told_as_it_stood(run):
    shown = json.loads(run("--as-of", "2025-06-01", "family", "us-tsra", "--json").stdout)
    assert (shown["stage"], shown["enacted_bill"], shown["alive"]) == ("in_committee", None, True)
    assert all(member["enacted_via"] is None for member in shown["members"])
    assert len(shown["members"]) == 11


def test_a_bill_of_an_effort_finds_it_and_a_campaign_names_its_efforts(run):
    assert "Trafficking Survivors Relief Act (us-tsra)" in run("family", "us-119-s2255").stdout
    several = run("family", "tvpra")
    assert several.exit_code == 2 and "Its efforts:" in several.stderr


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("HR4323",), "us-119-hr4323"),
        (("H.R. 4323",), "us-119-hr4323"),
        (("AB", "379"), "ca-20252026-ab379"),
        (("vacatur", "relief"), "ca-20212022-ab262"),
    ],
)
def test_search_finds_numbers_in_any_spelling_and_words(run, words, expected):
    assert expected in run("search", *words).stdout


def test_a_search_says_how_a_bill_got_there(run):
    """H.R. 1144 left one of its committees; H.R. 1379 is overtaken by the law."""
    [hit] = json.loads(run("--as-of", "2026-11-23", "search", "HR 1144", "--json").stdout)
    assert (hit["stage"], hit["how"]) == ("reported", "released by some committees")
    found = run("--as-of", "2026-11-23", "search", "HR 1144").stdout
    assert "Some committees let it go, others have it" in found
    overtaken = run("--as-of", "2026-11-23", "search", "HR 1379").stdout
    assert "Overtaken" in overtaken and "In committee" not in overtaken
    member = json.loads(run("family", "us-tsra", "--json").stdout)["members"]
    assert {m["how"] for m in member if m["key"] == "us-119-hr4323"} == {"became law"}


@pytest.mark.parametrize("words", ['"', "AND OR NOT", "a:b*(", "-", "NEAR("])
def test_no_search_words_break_the_search(run, words):
    assert run("search", "--", words).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "hr9999"), "Nearest: "),
        (("show", "us-119-hr99999"), "H.R. 99999 of the 119th Congress is not in the file yet."),
        (("show", "NY S 674"), "Follow it: billtrail watch ny-20252026-s674 --campaign ID.\n"),
        (("family", "tsraa"), "Nearest: tsra"),
        (("--as-of", "2025-13-01", "show", "hr4323"), "is not a date"),
        (("--as-of", "2025-06-01", "show", "us-119-hr4323"), "had not been introduced"),
        (("import", "/no/such/file"), "no file or folder"),
        (("update", "--source", "nobody"), "There is no source"),
        (("update", "--base-url", "us_govinfo"), "write it as"),
    ],
)
def test_wrong_input_is_one_line_and_exit_2(run, arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_nothing_changed_is_said(run):
    assert "No changes seen." in run("changes", "--since", date.today().isoformat()).stdout


def test_import_reports_what_it_left_out_and_exits_3(fresh, run, tmp_path):
    name, body = built_status("us-119-hr1379", "A newer title")
    (tmp_path / name).write_bytes(body)
    (tmp_path / "BILLSTATUS-119hr2.xml").write_bytes(body[:300])
    result = run("import", tmp_path, workspace=fresh.root)
    assert result.exit_code == 3
    assert "left out: BILLSTATUS-119hr2.xml" in result.stderr
    shown = json.loads(run("show", "us-119-hr1379", "--json", workspace=fresh.root).stdout)
    assert (shown["title"], shown["source"]) == ("A newer title", "us_govinfo")
