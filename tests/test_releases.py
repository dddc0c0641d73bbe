"""Releasing printed briefs: what a published file then answers, and what it never has."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from billtrail.briefs.formats import read_attached
from billtrail.briefs.typeset import templates
from billtrail.campaigns.staff_files.releases import NOBODY, Release, release_states
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import ReleasedTo
from billtrail.workspace.workspace import Workspace, prepare

DAY = date(2026, 11, 23)
OURS = (
    'name = "Coalition Alpha"\nemail = "desk@example.org"\npublic_contact = "hello@example.org"\n'
)
TEXT = """
[[text]]
key = "problem"
text = "A sentence of our own about quagmires, which is in no shipped file."
"""


def run(workspace: Workspace, *words: str) -> str:
    """What a command printed; it must succeed."""
    result = CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])
    assert result.exit_code == 0, result.output
    return result.output


def refused(workspace: Workspace, *words: str) -> str:
    result = CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])
    assert result.exit_code == 2 and len(result.output.splitlines()) == 1, result.output
    return result.output


@pytest.fixture
def ours(fresh: Any) -> Workspace:
    """A workspace with a name and a text of its own."""
    (fresh.root / "campaigns").mkdir()
    (fresh.root / "campaigns" / "tsra.toml").write_text(TEXT, encoding="utf-8")
    fresh.organisation.write_text(OURS, encoding="utf-8")
    prepare(fresh)
    return Workspace.at(fresh.root)


def printed(workspace: Workspace, *options: str) -> str:
    """The id of a brief, printed now."""
    before = set(ids(workspace))
    run(workspace, "brief", *options, "-o", str(workspace.root / "out.pdf"))
    (new,) = set(ids(workspace)) - before
    return new


def ids(workspace: Workspace) -> list[str]:
    return [row[0] for row in rows(workspace.database, "SELECT id FROM issued_briefs")]


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def published(workspace: Workspace, edition: str) -> Path:
    folder = workspace.root / f"out-{edition}"
    run(workspace, "publish", str(folder), "--for", edition)
    return folder / "billtrail.db"


async def check(path: Path, id: str) -> tuple[int, str, dict[str, Any]]:
    client = make_datasette(path, today=lambda: DAY).client
    page = await client.get(f"/check/{id}")
    text = page.text.replace("\N{NO-BREAK SPACE}", " ")
    return page.status_code, text, (await client.get(f"/check/{id}.json")).json()


@pytest.mark.asyncio
@pytest.mark.parametrize("edition", ["public", "coalition"])
async def test_printing_releases_nothing(ours: Workspace, edition: str) -> None:
    id = printed(ours, "tsra")
    path = published(ours, edition)
    assert id.encode() not in path.read_bytes()
    status, page, answer = await check(path, id)
    assert status == 404 and "ask who gave it to you" in page
    assert answer["ok"] is False
    assert not rows(path, "SELECT 1 FROM sqlite_master WHERE name LIKE '%issued%'")
    told = run(ours, "--db", str(path), "brief", "tsra", "-o", str(ours.root / "theirs.pdf"))
    assert "not recorded, so /check will not know it: a published file keeps" in told


@pytest.mark.asyncio
@pytest.mark.parametrize("edition", ["public", "coalition"])
async def test_what_was_handed_to_members_answers_with_its_stages_alone(
    ours: Workspace, edition: str
) -> None:
    id = printed(ours, "us-119-hr1379")
    run(ours, "release", id, "--to", "member", "--by", "A. Person")
    path = published(ours, edition)
    ((row, withdrawn, stages, brief),) = rows(path, "SELECT * FROM released_briefs")
    assert (row, withdrawn, brief) == (id, 0, None)
    told = {stage["bill"]: set(stage) for stage in json.loads(stages)}
    assert "us-119-hr1379" in told and told["us-119-hr1379"] == {"bill", "stage", "date"}
    status, page, answer = await check(path, id)
    assert status == 200 and "The stages on this brief still stand" in page
    assert set(answer) == {"id", "withdrawn", "stages", "moved"} and answer["moved"] == []
    assert b"A. Person" not in path.read_bytes()


@pytest.mark.asyncio
async def test_an_edition_has_the_text_of_what_was_released_to_its_own_audience(
    ours: Workspace,
) -> None:
    coalition = printed(ours, "tsra", "--audience", "coalition")
    public = printed(ours, "tsra", "--audience", "public")
    run(ours, "release", coalition[:6], "--to", "coalition", "--by", "A. Person")
    run(ours, "release", public, "--to", "public", "--by", "A. Person")
    path = published(ours, "public")
    assert [row[0] for row in rows(path, "SELECT id FROM released_briefs")] == [public]
    status, page, answer = await check(path, public)
    assert status == 200 and "What this brief says still stands" in page
    assert answer["moved"] == [] and answer["subject"] == "tsra"
    (text,) = rows(path, "SELECT brief FROM released_briefs")[0]
    assert "quagmires" in text and "desk@example.org" not in text
    both = rows(published(ours, "coalition"), "SELECT id FROM released_briefs WHERE brief > ''")
    assert {row[0] for row in both} == {coalition, public}


@pytest.mark.asyncio
async def test_words_that_changed_since_are_marked_and_not_told(ours: Workspace) -> None:
    id = printed(ours, "tsra", "--audience", "public")
    run(ours, "release", id, "--to", "public", "--by", "A. Person")
    file = ours.root / "campaigns" / "tsra.toml"
    file.write_text(TEXT.replace("quagmires", "meadows"), encoding="utf-8")
    path = published(ours, "public")
    _, page, answer = await check(path, id)
    (moved,) = answer["moved"]
    assert (moved["kind"], moved["old"]) == ("text", "something else")
    assert "meadows" in moved["new"] and b"quagmires" not in path.read_bytes()
    assert "1 thing moved since this brief was made" in page


@pytest.mark.asyncio
@pytest.mark.parametrize("to", ["member", "public"])
async def test_what_was_taken_back_stays_as_a_bare_id(ours: Workspace, to: str) -> None:
    id = printed(ours, "tsra", "--audience", "public")
    run(ours, "release", id, "--to", to, "--by", "A. Person")
    told = run(ours, "withdraw", id)
    assert f"withdrawn: {id}" in told
    path = published(ours, "public")
    assert rows(path, "SELECT * FROM released_briefs") == [(id, 1, None, None)]
    status, page, answer = await check(path, id)
    assert status == 200 and "This brief was withdrawn" in page
    assert (answer["withdrawn"], answer["moved"]) == (True, [])
    working, page, _ = await check(ours.database, id)
    assert working == 200 and "This brief was withdrawn" in page
    assert "Taken back: withdraw" in run(ours, "undo")
    assert rows(published(ours, "public"), "SELECT withdrawn FROM released_briefs") == [(0,)]
    assert "Taken back: release" in run(ours, "undo")
    assert rows(published(ours, "public"), "SELECT count(*) FROM released_briefs") == [(0,)]


def test_taken_back_from_the_coalition_is_nothing_to_the_public(ours: Workspace) -> None:
    id = printed(ours, "tsra", "--audience", "coalition")
    run(ours, "release", id, "--to", "coalition", "--by", "A. Person")
    run(ours, "withdraw", id)
    assert rows(published(ours, "public"), "SELECT * FROM released_briefs") == []
    assert rows(published(ours, "coalition"), "SELECT id FROM released_briefs") == [(id,)]


def test_a_file_names_its_brief_and_a_wrong_name_says_what_to_give(
    ours: Workspace, tmp_path: Path
) -> None:
    id = printed(ours, "tsra")
    told = run(ours, "release", str(ours.root / "out.pdf"), "--to", "member", "--by", "A. Person")
    assert f"released to member: {id}: tsra of " in told
    again = refused(ours, "release", id, "--to", "member", "--by", "A. Person")
    assert "already" in again
    assert "There is no brief '0000'" in refused(ours, "withdraw", "0000")
    assert "There is no brief 'abc'" in refused(ours, "withdraw", "abc")
    assert "There is no brief '____%'" in refused(ours, "withdraw", "____%")
    (tmp_path / "empty.pdf").write_bytes(b"")
    assert "carries no brief" in refused(ours, "withdraw", str(tmp_path / "empty.pdf"))
    other = printed(ours, "ca-vacatur")
    assert "not released" in refused(ours, "withdraw", other)


def test_a_pack_is_released_at_once_and_taken_back_at_once(ours: Workspace, tmp_path: Path) -> None:
    pack = ("briefs", "tsra", "--legislators", "CA-36", "-o", str(tmp_path / "pack"))
    assert "Not released" in run(ours, *pack)
    assert rows(ours.database, "SELECT count(*) FROM releases") == [(0,)]
    assert "1\N{NO-BREAK SPACE}page released to member" in run(
        ours, *pack, "--release-to", "member"
    )
    path = published(ours, "coalition")
    ((id, _, _, brief),) = rows(path, "SELECT * FROM released_briefs")
    assert id in ids(ours) and brief is None
    assert "Taken back: release" in run(ours, "undo")
    assert rows(published(ours, "coalition"), "SELECT * FROM released_briefs") == []


def test_an_office_and_what_it_is_asked_stay_at_home_whoever_it_is_released_to(
    ours: Workspace, tmp_path: Path
) -> None:
    pack = ("briefs", "tsra", "--legislators", "CA-36", "-o", str(tmp_path / "pack"))
    for to in ("member", "coalition", "public"):
        CliRunner().invoke(main, ["--workspace", str(ours.root), *pack, "--release-to", to])
    for edition in ("public", "coalition"):
        found = rows(published(ours, edition), "SELECT brief FROM released_briefs")
        assert found and all("Lieu" not in (brief or "") for (brief,) in found)
        blocks = [b["kind"] for (brief,) in found for b in json.loads(brief)["blocks"]]
        assert blocks and not {"ask", "office", "voice"} & set(blocks)


def decide(workspace: Workspace, bill: str, position: str) -> str:
    return run(workspace, "position", bill, position, "--by", "A. Person", "--on", "2026-11-01")


def test_another_position_names_what_may_say_the_old_one(ours: Workspace) -> None:
    before = printed(ours, "us-119-hr1379")
    run(ours, "release", before, "--to", "member", "--by", "A. Person")
    assert before not in decide(ours, "us-119-hr1379", "support")  # there was none before
    told = decide(ours, "us-119-hr1379", "oppose")
    assert "may say the other position" in told and f"billtrail withdraw {before}" in told
    run(ours, "withdraw", before)
    assert before not in decide(ours, "us-119-hr1379", "support")


def test_undoing_a_position_names_what_was_printed_meanwhile(ours: Workspace) -> None:
    decide(ours, "us-119-hr1379", "support")
    printed(ours, "ca-vacatur")
    printed(ours, "us-119-hr1379", "--language", "plain")
    told = run(ours, "undo")
    assert "1 paper that speaks of us-119-hr1379 may say the other position" in told
    assert "do not hand it out" in told


def test_several_briefs_are_told_of_in_the_plural(ours: Workspace) -> None:
    decide(ours, "us-119-hr1379", "support")
    ids = [printed(ours, "us-119-hr1379", "--language", each) for each in ("en", "plain")]
    told = run(ours, "undo")
    assert "2 papers that speak of us-119-hr1379" in told and "do not hand them out" in told
    refused = CliRunner().invoke(main, ["--workspace", str(ours.root), "withdraw", *ids])
    assert refused.exit_code == 2 and "They are not released to anybody" in refused.stderr


def test_what_a_page_on_paper_states_does_not_tell_whose_it_was(
    ours: Workspace, tmp_path: Path
) -> None:
    """Pages to one who stands on the bill and to one who does not state the same."""
    offices = tmp_path / "offices.txt"
    offices.write_text("CA-36\nSC-7\nTX-1\n", encoding="utf-8")
    run(ours, "briefs", "tsra", "--legislators", str(offices), "-o", str(tmp_path / "pack"),
        "--release-to", "member")  # fmt: skip
    sql = "SELECT count(*), count(DISTINCT stages), count(brief) FROM released_briefs"
    assert rows(published(ours, "coalition"), sql) == [(3, 1, 0)]


VOICE = """
[[voice]]
id = "one"
campaign = "tsra"
words = "Test words, said by nobody."
name = "A chosen name"
language = "en"
audiences = ["public"]
until = 2027-06-30
form_held_by = "Keeper of forms"
reviewed_by = "A reviewer"
"""


def test_words_taken_back_name_what_was_released_with_them(ours: Workspace) -> None:
    ours.voices.write_text(VOICE, encoding="utf-8")
    id = printed(ours, "tsra", "--audience", "public", "--voice", "one")
    run(ours, "release", id, "--to", "public", "--by", "A. Person")
    assert b"said by nobody" not in published(ours, "public").read_bytes()
    assert f"billtrail withdraw {id}" in run(ours, "voice", "withdraw", "one")


_ACTS = st.lists(
    st.tuples(st.sampled_from([*ReleasedTo, NOBODY]), st.sets(st.sampled_from("abc"), min_size=1)),
    max_size=12,
)


@given(_ACTS)
def test_the_last_act_decides_and_nothing_is_released_that_no_act_released(
    acts: list[tuple[str, set[str]]],
) -> None:
    made = tuple(
        Release(
            str(n), str(to), "A. Person", f"2026-11-{n + 1:02}T00:00:00Z", tuple(sorted(briefs))
        )
        for n, (to, briefs) in enumerate(acts)
    )
    found = release_states(made)
    for brief in "abc":
        for to in ReleasedTo:
            told = [act for act in made if brief in act.briefs and act.to in (to, NOBODY)]
            ever = any(act.to == to for act in told)
            assert ((brief, to.value) in found) == ever
            if ever:
                assert found[brief, to.value].withdrawn == (told[-1].to == NOBODY)
                assert found[brief, to.value].at == told[-1].at


def test_a_broken_file_releases_nothing_and_says_so(ours: Workspace) -> None:
    id = printed(ours, "tsra")
    run(ours, "release", id, "--to", "public", "--by", "A. Person")
    file = ours.root / "released.toml"
    whole = file.read_text(encoding="utf-8")
    for broken in ("[[release]]\n", whole.replace("public", "everybody"), "release = 3", "["):
        file.write_text(broken, encoding="utf-8")
        told = run(ours, "publish", str(ours.root / "site"))
        assert "no brief counts as released" in told
        assert rows(ours.root / "site" / "billtrail.db", "SELECT * FROM released_briefs") == []
    file.write_text(whole, encoding="utf-8")
    run(ours, "publish", str(ours.root / "site"))
    assert len(rows(ours.root / "site" / "billtrail.db", "SELECT * FROM released_briefs")) == 1


def test_the_order_of_printing_is_not_told(ours: Workspace) -> None:
    made = [printed(ours, subject) for subject in ("tsra", "ca-vacatur", "us-119-hr1379")]
    for id in made:
        run(ours, "release", id, "--to", "member", "--by", "A. Person")
    found = rows(published(ours, "public"), "SELECT id FROM released_briefs")
    assert [row[0] for row in found] == sorted(made)
    sql = rows(published(ours, "public"),
               "SELECT sql FROM sqlite_master WHERE name = 'released_briefs'")  # fmt: skip
    assert "WITHOUT ROWID" in sql[0][0]


@pytest.mark.parametrize("format_", ["pdf", "html", "docx", "json", "json of 0.2.0"])
def test_a_file_is_known_after_an_upgrade_of_templates_and_fields(
    ours: Workspace, tmp_path: Path, format_: str
) -> None:
    ours.templates.mkdir()
    shipped = resources.files("billtrail.briefs") / "templates" / "brief.css"
    (ours.templates / "brief.css").write_text(shipped.read_text() + "\nb { color: black }\n")
    file = ours.root / f"out.{'pdf' if format_ == 'json of 0.2.0' else format_}"
    run(ours, "brief", "tsra", "-o", str(file))
    (id,) = ids(ours)
    with closing(sqlite3.connect(ours.database)) as connection:
        ((kept,),) = connection.execute("SELECT brief FROM issued_briefs").fetchall()
        older = {name: value for name, value in json.loads(kept).items() if name != "asks"}
        connection.execute("UPDATE issued_briefs SET brief = ?", (json.dumps(older),))
        connection.commit()
    if format_ == "json of 0.2.0":  # the words as they are tied, without the id
        carried = json.loads(read_attached(file.read_bytes()))
        file = ours.root / "out.json"
        file.write_text(json.dumps({k: v for k, v in carried.items() if k != "asks"}))
    (ours.templates / "brief.css").unlink()
    templates.use(tmp_path / "none")
    assert id in run(ours, "release", str(file), "--to", "public", "--by", "A")
    assert id in run(ours, "withdraw", str(file))
    result = CliRunner().invoke(main, ["--workspace", str(ours.root), "verify", str(file)])
    assert result.exit_code == 1 and result.output.startswith("This brief was withdrawn")
    edition = published(ours, "public")
    if format_ != "json of 0.2.0":  # which an edition has no text to compare with
        result = CliRunner().invoke(main, ["--db", str(edition), "verify", str(file)])
        assert result.output.startswith("This brief was withdrawn"), result.output
