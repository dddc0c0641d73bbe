"""``billtrail check``: claims that ended and by what, overrides an upgrade has changed under."""

import json

import pytest
from click.testing import CliRunner

from billtrail.campaigns import content_files
from billtrail.campaigns.content import load
from billtrail.campaigns.content.load import load_content
from billtrail.cli import main
from billtrail.workspace.workspace import prepare

OWN = """
[[claim]]
id = "tsra-in-committee"
kind = "fact"
holds_if = [{ bill = "us-119-hr4323", stages = ["introduced", "in_committee"] }]
source = "built by hand"
[[text]]
key = "tagline"
text = "It waits in committee."
claims = ["tsra-in-committee"]
"""


@pytest.fixture
def run(fresh):
    def call(*arguments):
        return CliRunner().invoke(main, ["--workspace", str(fresh.root), *arguments])

    return call


def write(fresh, text, name="tsra"):
    (fresh.root / "campaigns").mkdir(exist_ok=True)
    (fresh.root / "campaigns" / f"{name}.toml").write_text(text, encoding="utf-8")


def test_no_federal_law_ended_by_the_law_that_ended_it(run):
    result = run("--as-of", "2026-11-23", "check")
    assert result.exit_code == 0
    assert (
        "tsra-no-federal-law ended 2026-01-23 by us-119-hr4323: Became Public Law 119-73"
        in result.output
    )


def test_claims_before_the_law(run):
    claims = json.loads(run("--as-of", "2025-06-01", "check", "--json").output)["claims"]
    by_id = {claim["id"]: claim for claim in claims}
    assert by_id["tsra-no-federal-law"]["holds"]
    assert not by_id["tsra-enacted"]["holds"] and by_id["tsra-enacted"]["ended_on"] is None
    # H.R. 4817 came on 2025-07-29: nothing can be said of it before.
    assert not by_id["us-permit-open"]["holds"]
    assert by_id["us-permit-open"]["because"] == "H.R. 4817: not introduced by then"


def test_a_claim_ends_on_the_day_its_stage_was_left_and_its_use_fails(fresh, run):
    """The bill was reported in 2025, months before it became law."""
    write(fresh, OWN)
    report = json.loads(run("--as-of", "2026-11-23", "check", "--json").output)
    claim = next(c for c in report["claims"] if c["id"] == "tsra-in-committee")
    assert (claim["ended_on"][:4], claim["ended_by"]) == ("2025", "us-119-hr4323")
    assert report["used"] == [{"text": "tsra/tagline/en", "claim": "tsra-in-committee"}]
    failed = run("--as-of", "2026-11-23", "check")
    assert failed.exit_code == 1 and "tsra/tagline/en rests on tsra-in-committee" in failed.output


def test_after_the_last_day_of_a_claim_its_text_is_named(run):
    assert run("--as-of", "2026-12-01", "check").exit_code == 0
    late = run("--as-of", "2026-12-02", "check")
    assert late.exit_code == 1 and "ca-advocates/ask-policy-1" in late.output


def test_a_faulty_file_is_named_with_its_fault(fresh, run):
    write(fresh, '[[bill]]\nkey = "us-119-hr1379"\naim = "hope"\n')
    result = run("check")
    assert result.exit_code == 1
    assert "FAULT  tsra.toml [[bill]] us-119-hr1379: aim: 'hope'" in result.output
    assert result.output.count("aim: 'hope'") == 1


def test_a_followed_bill_without_a_record_and_words_we_avoid_are_named(fresh, run):
    write(fresh, '[[bill]]\nkey = "us-119-hr9999"\naim = "watch"\nwhy = "New."\n'
                 '[[text]]\nkey = "tagline"\ntext = "Rescued at last"\n')  # fmt: skip
    result = run("--as-of", "2026-11-23", "check")
    assert result.exit_code == 0
    assert "us-119-hr9999" in result.output and "tsra/tagline/en: 'Rescued'" in result.output


def test_what_ships_otherwise_now_than_when_it_was_overridden(fresh, run, monkeypatch):
    write(fresh, '[[text]]\nkey = "limits"\ntext = "Our words."\n'
                 '[[bill]]\nkey = "us-119-s2255"\nposition = "neutral"\n'
                 'decided_by = "A"\ndecided_on = "2026"\n')  # fmt: skip
    prepare(fresh)
    assert "what ships has changed" not in run("check").output
    files = content_files.shipped_files()
    tsra = files["campaigns/tsra.toml"].replace("It does not undo", "The law does not undo")
    newer = {**files, "campaigns/tsra.toml": tsra.replace("overtaken by H.R. 4323", "overtaken")}
    monkeypatch.setattr(load, "shipped_files", lambda: newer)
    result = run("check")
    lines = [line for line in result.output.splitlines() if "campaigns/tsra.toml" in line]
    assert len(lines) == 1, "why of S. 2255 is not overridden, so it follows the upgrade"
    assert "[[text]] limits en: text was 'It does not undo" in lines[0]
    assert "now 'The law does not undo" in lines[0]
    kept = {t.key: t.text for c in load_content(fresh.root).campaigns for t in c.texts
            if c.id == "tsra" and t.language == "en"}  # fmt: skip
    assert kept["limits"] == "Our words."
    # Looking at it again, by whatever change, settles it.
    assert run("text", "review", "tsra/limits", "--by", "A").exit_code == 0
    assert "what ships has changed" not in run("check").output


def test_a_position_survives_an_upgrade_and_can_still_be_taken_back(fresh, run, monkeypatch):
    arguments = (
        "position",
        "us-119-hr1144",
        "support",
        "--by",
        "Policy team",
        "--on",
        "2026-11-20",
    )
    assert run(*arguments).exit_code == 0
    files = content_files.shipped_files()
    tvpra = files["campaigns/tvpra.toml"].replace("The main House renewal", "A House renewal")
    monkeypatch.setattr(load, "shipped_files", lambda: {**files, "campaigns/tvpra.toml": tvpra})
    (found,) = [
        b for c in load_content(fresh.root).campaigns for b in c.bills if b.key == "us-119-hr1144"
    ]
    assert (found.position, found.why[:7]) == ("support", "A House")
    assert run("undo").exit_code == 0
    assert "decided_by" not in json.dumps(run("check", "--json").output)


def test_what_a_legislator_did_names_each_bill(run):
    said = run("--as-of", "2026-11-23", "family", "us-tsra", "--legislator", "W000812").output
    assert "Introduced in six Congresses since 2016: 13 bills" in said
    assert "Ann Wagner led H.R." in said.replace("\N{NO-BREAK SPACE}", " ")
    shown = json.loads(
        run(
            "--as-of", "2026-11-23", "family", "us-tsra", "--legislator", "W000812", "--json"
        ).output
    )
    assert "us-119-hr1379" in shown["work"]["joined"]
    assert run("family", "us-tsra", "--legislator", "W00081").exit_code == 2


def test_facts_that_differ_between_own_languages_are_named(fresh, run):
    """An English sentence of one's own, or one in another language, is held against the other."""
    write(fresh, '[[text]]\nkey = "limits"\nlanguage = "es"\ntext = "Anula 3 condenas."\n')
    write(fresh, '[[text]]\nkey = "does-2"\ntext = "Answer in 30 days."\n', "t-visa-work")
    result = run("--as-of", "2026-11-23", "check")
    assert result.exit_code == 0
    told = result.output.split("Other facts in one language than in English:\n")[1]
    assert "  tsra/limits/es: has 3, which English has not\n" in told
    assert "  tsra/limits/es: English denies something, this does not\n" in told
    assert "t-visa-work/does-2/plain: cites 2851, which English has not\n" in told
    assert json.loads(run("check", "--json").output)["languages"]


def test_own_sentences_that_claim_more_than_they_rest_on_are_named(fresh, run):
    write(
        fresh,
        '[[text]]\nkey = "problem"\ntext = "You can ask at any time."\nclaims = []\n',
        "tvpra",
    )
    result = run("--as-of", "2026-11-23", "check")
    assert result.exit_code == 0
    told = result.output.split("Claims more than it rests on:\n")[1]
    assert told.startswith("  tvpra/problem/en: 'at any time': needs a statute that was read")
    assert len(json.loads(run("check", "--json").output)["promises"]) == 1


def test_a_faulty_file_is_told_once_by_a_command_that_needs_it(fresh, run):
    write(fresh, "aim = 3\n")
    result = run("watch", "us-120-hr5", "--campaign", "tsra")
    assert result.exit_code == 1
    assert result.output.count("there is no field 'aim'") == 1
    assert result.output.count("Set aside until it is mended") == 1
    assert result.output.splitlines()[-1] == "billtrail: Mend that first."
    again = run("position", "us-119-hr1379", "support", "--by", "A", "--on", "2026-11-20")
    assert again.output.count("there is no field 'aim'") == 1, "a new command says it anew"
