"""What has moved since a brief was issued, from every kind of file and from the record of it."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from brief_values import (
    CAST_RECORDS,
    MEASURED,
    TODAY,
    MadeSnapshot,
    texts,
    tsra_bills,
    tsra_campaign,
)
from click.testing import CliRunner, Result

from billtrail.bills.models import Hearing
from billtrail.briefs import issued as issuing
from billtrail.briefs.build.brief import build
from billtrail.briefs.build.request import Request
from billtrail.briefs.formats.as_bytes import render
from billtrail.briefs.formats.one_page import fit
from billtrail.briefs.issued import read_stages, stages_json
from billtrail.briefs.typeset.identity import brief_id
from billtrail.briefs.values import BillStage, Brief, from_json, to_json, without_private
from billtrail.briefs.verify import Moved, describe_lines, find_moved, read_file
from billtrail.briefs.write import write_brief
from billtrail.campaigns.organisation import Organisation
from billtrail.cli import main
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures.vocabulary import Audience
from billtrail.scrapers import ranks
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store import open_writer
from billtrail.workspace.workspace import Workspace

COALITION = Organisation(name="Example Coalition", email="policy@example.org")
BEFORE = date(2025, 6, 1)


def built(snapshot: MadeSnapshot | None = None, on: date = TODAY) -> Brief:
    return fit(build(snapshot or MadeSnapshot(), Request("tsra", on, organisation=COALITION)))


@pytest.mark.parametrize("format_", ["pdf", "html", "docx", "json"])
def test_nothing_has_moved_in_a_new_file(tmp_path: Path, format_: str) -> None:
    path = tmp_path / f"brief.{format_}"
    path.write_bytes(render(built(), format_))
    carried = read_file(path)
    assert find_moved(carried.brief, MadeSnapshot()) == ()
    assert "Nothing it says has moved by Nov\xa023,\xa02026." in list(
        describe_lines(carried, (), TODAY)
    )


def test_an_old_brief_lists_the_law_that_came(tmp_path: Path) -> None:
    old = build(
        MadeSnapshot(tsra_campaign(BEFORE), tsra_bills(BEFORE), BEFORE), Request("tsra", BEFORE)
    )
    moved = find_moved(old, MadeSnapshot())
    assert moved[0] == Moved(
        "stage",
        "Trafficking Survivors Relief Act",
        "in committee (February 14, 2025)",
        "enacted (January 23, 2026), Public Law 119-73",
    )


def test_figures_claims_and_texts_that_moved_are_listed_old_and_new() -> None:
    campaign = tsra_campaign()
    figures = (replace(CAST_RECORDS, value=32.0), *campaign.figures[1:])
    claims = tuple(
        replace(claim, holds=False, ended_on="2026-11-24", ended_by="H.R. 1: enacted")
        if claim.id == "forced" else claim
        for claim in campaign.claims
    )  # fmt: skip
    now = replace(campaign, figures=figures, claims=claims, texts=texts(limits="It has none."))
    moved = find_moved(built(), MadeSnapshot(now))
    assert Moved("figure", CAST_RECORDS.id, "31%", "32%") in moved
    assert Moved("claim", "forced", "held", "ended since 2026-11-24: H.R. 1: enacted") in moved
    assert any(item.kind == "text" and item.new == "It has none." for item in moved)


@pytest.mark.parametrize(
    ("changed", "what", "new"),
    [
        ({"denominator": "155 survivors asked in 2022"}, "base", "155 survivors asked in 2022"),
        ({"period_start": "2022-01-01", "period_end": "2022-12-31"}, "period",
         "January 1, 2022 to December 31, 2022"),
    ],
)  # fmt: skip
def test_the_same_number_of_another_base_or_period_has_moved(changed, what, new) -> None:
    campaign = tsra_campaign()
    figures = (replace(CAST_RECORDS, **changed), *campaign.figures[1:])
    now = MadeSnapshot(replace(campaign, figures=figures))
    [moved] = [one for one in find_moved(built(), now) if one.kind == "figure"]
    assert moved.what == f"{CAST_RECORDS.id}, {what}"
    assert moved.new.replace("\N{NO-BREAK SPACE}", " ") == new
    assert find_moved(built(now), now) == ()


def test_an_ask_and_a_text_that_were_taken_out_are_said_where_all_are_known() -> None:
    campaign = tsra_campaign()
    less = replace(campaign, asks=(), texts=tuple(t for t in campaign.texts if t.key != "problem"))
    brief = built()
    assert "problem" in {sentence.key for sentence in brief.sentences} and brief.asks
    moved = {(one.kind, one.what): one.new
             for one in find_moved(brief, MadeSnapshot(less), whole=True)}  # fmt: skip
    assert moved["text", "problem"] == "said no more"
    assert moved["ask", brief.asks[0]] == "asked no more"
    assert find_moved(brief, MadeSnapshot(), whole=True) == ()
    published = find_moved(brief, MadeSnapshot(less))
    assert not any(one.new in ("said no more", "asked no more") for one in published)


def test_a_bar_of_the_chart_that_is_drawn_otherwise_has_moved() -> None:
    drawn = replace(tsra_campaign(), chart=MEASURED)
    assert find_moved(built(MadeSnapshot(drawn)), MadeSnapshot(drawn)) == ()
    less = replace(drawn, chart=(replace(MEASURED[0], value=8300.0),))
    moved = find_moved(built(MadeSnapshot(drawn)), MadeSnapshot(less))
    assert moved == (
        Moved("figure", "All clients", "8,375", "8,300"),
        Moved("figure", "New clients", "5,090", "not in the chart now"),
    )


def test_a_figure_that_was_blocked_since_is_listed() -> None:
    campaign = tsra_campaign()
    blocked = replace(CAST_RECORDS, verified=False)
    moved = find_moved(built(), MadeSnapshot(replace(campaign, figures=(blocked,))))
    assert any("nobody has verified it" in item.new for item in moved)
    assert any("no longer on file" in item.new for item in moved)


@pytest.mark.parametrize("content", [b"%PDF-1.7 broken", b"PK broken", b"<html></html>", b"{}x"])
def test_a_file_without_a_brief_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="carries no brief"):
        read_file(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_file(tmp_path / "none.pdf")


@pytest.mark.parametrize("format_", ["txt", "md"])
def test_a_text_closes_with_its_id_which_is_what_can_be_looked_up(
    tmp_path: Path, format_: str
) -> None:
    path = tmp_path / f"brief.{format_}"
    path.write_bytes(render(built(), format_))
    assert path.read_text(encoding="utf-8").rstrip().endswith(f"Brief id {brief_id(built())}")
    with pytest.raises(UsageError, match="or the id on the page"):
        read_file(path)


def test_a_brief_of_an_older_version_can_still_be_read() -> None:
    raw = json.loads(to_json(built()))
    for name in ("stages", "check_at", "addressee"):
        del raw[name]
    old = from_json(json.dumps(raw))
    assert old.title == built().title and old.stages == () and old.addressee is None


# -- the record ----------------------------------------------------------------------------------


def test_what_is_kept_has_no_ask_office_voice_or_contact() -> None:
    kept = without_private(built())
    text = to_json(kept)
    assert kept.block("ask") is None and kept.contact == ()
    assert COALITION.email not in text and "Fund and carry out" not in text
    assert kept.figures == built().figures and kept.stages == built().stages
    public = replace(built(), audience=Audience.PUBLIC.value)
    assert without_private(public).block("ask") is not None


def test_a_written_brief_answers_under_its_id(fresh: Workspace, tmp_path: Path) -> None:
    with open_snapshot(fresh.database, TODAY) as snapshot:
        written = write_brief(snapshot, fresh, "tsra", output=tmp_path / "a.pdf")
        again = write_brief(snapshot, fresh, "tsra", output=tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    id = brief_id(written.brief)
    assert brief_id(again.brief) == id
    with open_snapshot(fresh.database, TODAY) as snapshot:
        issued = issuing.look_up(snapshot, id).brief
        assert issued is not None and find_moved(issued, snapshot) == ()
        with pytest.raises(UnknownKey):
            issuing.look_up(snapshot, "000000000000")
    assert issued.block("ask") is None and issued.stages == written.brief.stages
    with closing(sqlite3.connect(fresh.database)) as connection:
        assert connection.execute("SELECT count(*) FROM issued_briefs").fetchone()[0] == 1


def test_a_busy_database_stops_no_brief(
    fresh: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issuing, "_WAIT", 0.05)
    with (
        fresh.writer("update"),
        open_snapshot(fresh.database, TODAY) as snapshot,
    ):
        written = write_brief(snapshot, fresh, "ca-vacatur", output=tmp_path / "a.pdf")
    assert written.path.is_file()
    assert any("not recorded" in note for note in written.notes)


def test_a_page_of_a_campaign_that_was_closed_is_told(fresh: Workspace, tmp_path: Path) -> None:
    def run(*words: str) -> str:
        return CliRunner().invoke(main, ["--workspace", str(fresh.root), *words]).output

    path, file = tmp_path / "page.html", fresh.root / "campaigns" / "our-permits.toml"
    run("campaign", "new", "Permits", "--goal", "work-permits", "--bill", "us-119-hr4817")
    run("brief", "our-permits", "-o", str(path))
    assert "Nothing it says has moved" in run("verify", str(path)).replace("\u00a0", " ")
    closed = file.rename(tmp_path / "closed.toml")
    assert "campaign our-permits: kept -> not kept any more" in run("verify", str(path))
    closed.rename(file)  # and opened again
    assert "not kept" not in run("verify", str(path))
    run("brief", "goals", "-o", str(path))
    assert "Nothing it says has moved" in run("verify", str(path)).replace("\u00a0", " ")


# -- a hearing that moves --------------------------------------------------------------------------


def test_a_hearing_that_is_moved_twice_called_off_and_on_again_is_said(
    fresh: Workspace, tmp_path: Path
) -> None:
    key, path = "us-119-hr4817", tmp_path / "bill.html"
    mark = Hearing(f"congress-119-7-{key}", key, "2026-12-03", kind="markup", meeting="m")

    def said(day: str, at: str, status: str = "confirmed", word: str = "verify") -> str:
        with open_writer(fresh.database, "test", ranks(), now=f"{at}T20:00:00Z") as writer:
            told = replace(mark, date=day, as_of=f"{at}T15:00:00Z", status=status)
            writer.hearings.save(told, "us_house_meetings")
        words = ["brief", key, "-o"] if word == "brief" else ["verify"]
        done = CliRunner().invoke(main, ["--workspace", str(fresh.root), *words, str(path)])
        return done.output.replace("\N{NO-BREAK SPACE}", " ")

    said("2026-12-03", "2026-11-20", word="brief")
    assert "Nothing it says has moved" in said("2026-12-03", "2026-11-21")
    moved = "hearing H.R. 4817: December 3, 2026 -> "
    assert moved + "December 8, 2026" in said("2026-12-08", "2026-11-22")
    assert moved + "December 10, 2026" in said("2026-12-10", "2026-11-23")
    assert moved + "none listed" in said("2026-12-10", "2026-11-24", "cancelled")
    assert "Nothing it says has moved" in said("2026-12-03", "2026-11-25")
    stages = read_stages(stages_json((BillStage(key, "in_committee", None, None, heard_on=""),)))
    assert stages[0].heard_on is None  # what was kept of older pages is silent


# -- who it is from, and what is not followed any more --------------------------------------------


def test_a_contact_of_before_and_a_bill_let_go_of_are_said(
    fresh: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> str:
        done = CliRunner().invoke(main, ["--workspace", str(fresh.root), *words])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.output.replace("\N{NO-BREAK SPACE}", " ")

    key = "us-119-hr4818"
    run("setup", "--name", "Cast", "--contact", "B Person", "--email", "b@example.org")
    run("watch", key, "--campaign", "t-visa-work", "--offline")
    run("position", key, "support", "--by", "A Name", "--on", "2026-11-20")
    run("brief", key, "--format", "html", "-o", "bill.html")
    assert "Nothing it says has moved" in run("verify", "bill.html")
    run("setup", "--email", "c@example.org")
    said = run("verify", "bill.html")
    assert "contact how to reach us: b@example.org -> c@example.org" in said
    assert "B Person" not in said
    said = run("unwatch", key)
    assert "Its position goes with it: support." in said
    assert "1 paper that speaks of us-119-hr4818 may say the other position" in said
    assert "position H.R. 4818: support -> no position" in run("verify", "bill.html")
    said = run("watch", key, "--campaign", "t-visa-work", "--offline")
    assert "It was followed before, with the position support." in said
    run("undo")
    run("undo")
    assert "position" not in run("verify", "bill.html")
    # What sentences that ship rest on stays followed, and it is said what to do instead.
    assert "set what you want of it to 'Kept as history'" in run("unwatch", "us-119-hr4817")


# -- a pack, a text, an id -------------------------------------------------------------------------


def test_a_pack_and_a_text_are_verified_page_by_page(
    fresh: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, workspace: Workspace = fresh) -> Result:
        return CliRunner().invoke(main, ["--workspace", str(workspace.root), *arguments])

    (tmp_path / "two.txt").write_text("Lieu\nSen. Padilla\n", encoding="utf-8")
    assert run("briefs", "tsra", "--legislators", "two.txt", "-o", "pack").exit_code == 0
    assert run("brief", "tsra", "-o", "mail.txt").exit_code == 0
    (joined,) = (tmp_path / "pack").glob("*print-pages*.pdf")
    sheets = sorted((tmp_path / "pack").glob("*visit-sheets*"))
    assert [path.suffix for path in sheets] == [".pdf", ".txt"]
    for path in (joined, *sheets):
        told = run("verify", str(path))
        assert told.exit_code == 0, told.output
        assert "2 briefs: 0 moved or withdrawn, 2 not." in told.output, path.name
    assert "for Rep. Ted Lieu" in run("verify", str(joined)).output
    assert len(json.loads(run("verify", str(joined), "--json").stdout)["briefs"]) == 2
    mail = run("verify", "mail.txt", "--json")
    id = json.loads(mail.stdout)["id"]
    assert id in (tmp_path / "mail.txt").read_text(encoding="utf-8")
    for spelled in (id, id[:5], id.upper()):
        assert "Nothing it says has moved" in run("verify", spelled).output
    run("release", id, "--to", "member", "--by", "Ana")
    run("withdraw", id, "--by", "Ana")
    assert (run("verify", id).exit_code, "withdrawn" in run("verify", id).output) == (1, True)
    # Joined pages carry their briefs anywhere; a text only names its brief.
    elsewhere = Workspace.at(tmp_path / "elsewhere")
    assert "2 briefs" in run("verify", str(joined), workspace=elsewhere).output
    unknown = run("verify", "mail.txt", workspace=elsewhere)
    assert (unknown.exit_code, "the id on the page" in unknown.output) == (2, True)
    assert run("verify", "0000beef").exit_code == 2
