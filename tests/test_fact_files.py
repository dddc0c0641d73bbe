"""An edition as a front and files beside it says what the same edition as one file says."""

import asyncio
import json
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import requests
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from serving import served

from billtrail.bills.stages import How
from billtrail.briefs.build import read_subject
from billtrail.cli import main
from billtrail.datasette_plugins.assistant import questions
from billtrail.datasette_plugins.bill.page import build_bill, read_bill
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.datasette_plugins.server.connections import KeptFacts
from billtrail.datasette_plugins.server.site import read_site
from billtrail.editions import fact_path, published_at
from billtrail.errors import FactsAway, SourceError, UsageError
from billtrail.legislatures.calendar.sessions import utc_now
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.fact_files import HELD, MOST, group_sessions
from billtrail.publish.publish import allow_list, publish
from billtrail.publish.pull import pull
from billtrail.snapshot import begin_snapshot, bill_json, open_snapshot
from billtrail.store import open_reader, open_writer
from billtrail.store.bill_rows import read_history
from billtrail.words.status import stage_words

PUBLIC = Edition.PUBLIC
DAY = date(2026, 11, 26)
#: One of an older Congress that is followed still.
KEPT = "us-117-s2991"
#: A bill that nobody follows once ``working`` is made, its file, and one of another file.
KEY, NAME, OTHER = "us-117-hr8672", "us-117", "us-116"
_FOLLOWED = (
    "campaign_bills", "family_members", "suggestions", "statute_changes", "hearings", "floor_items"
)  # fmt: skip


@pytest.fixture(scope="module")
def working(prepared: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed, with nobody who follows what is older than the newest Congress but for one."""
    path = tmp_path_factory.mktemp("working") / "billtrail.db"
    path.write_bytes(prepared.database.read_bytes())
    with closing(sqlite3.connect(path)) as file, file:
        for table in _FOLLOWED:
            file.execute(
                f"DELETE FROM {table} WHERE bill GLOB 'us-11[0-8]-*' AND bill <> ?", (KEPT,)
            )
        file.execute("UPDATE family_members SET enacted_via = NULL")
    return path


@pytest.fixture(scope="module")
def one_file(working: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(working, tmp_path_factory.mktemp("one"), PUBLIC).database


@pytest.fixture(scope="module")
def front(working: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(working, tmp_path_factory.mktemp("several"), PUBLIC, alone=0).database


@pytest.fixture
def copied(front: Path, tmp_path: Path) -> Path:
    shutil.copytree(front.parent, tmp_path / "copy")
    return tmp_path / "copy" / "billtrail.db"


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        return file.execute(sql).fetchall()


def files_of(front: Path) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (front.parent / "facts").glob("*.db")}


def test_a_small_edition_is_one_file(one_file: Path) -> None:
    assert sorted(path.name for path in one_file.parent.iterdir()) == [
        "billtrail.db", "metadata.json",
    ]  # fmt: skip


def test_every_page_says_the_same(one_file: Path, front: Path) -> None:
    assert {NAME, OTHER} <= set(files_of(front))
    with open_snapshot(one_file, DAY) as one, open_snapshot(front, DAY) as several:
        assert list(several.keys) == list(one.keys)
        for key in one.keys:
            assert bill_json(several.bill(key)) == bill_json(one.bill(key))
        for key in (KEY, "us-119-hr4323"):
            assert build_bill(read_bill(several, key)) == build_bill(read_bill(one, key))
        assert several.freshness() == one.freshness()
        assert several.changes() == one.changes()
        assert several.search("trafficking") == one.search("trafficking")


def test_histories_are_read_whole_from_an_edition(
    working: Path, one_file: Path, front: Path
) -> None:
    """Although a first record stands in the bill's own rows alone, until one of them moves."""
    told = {}
    for path in (working, one_file, fact_path(front, NAME)):
        with open_reader(path) as reader:
            keys = [row[0] for row in reader.execute("SELECT key FROM bills")]
            told[path] = {key: read_history(reader, key) for key in keys}
    first = told[one_file][KEY][0]
    assert first.new and first.record
    assert told[one_file] == told[working]
    assert told[fact_path(front, NAME)].items() <= told[working].items()
    stored = rows(one_file, f"SELECT new, record FROM bill_changes WHERE bill = '{KEY}'")
    assert stored[0] == (None, b"")


def test_together_the_files_hold_the_rows_of_the_one_and_no_more(
    one_file: Path, front: Path
) -> None:
    """So what an edition keeps at home is in none of them, either."""
    for table in allow_list(PUBLIC):
        if table in ("bill_search", "edition"):
            continue
        names = ", ".join(f'"{row[1]}"' for row in rows(one_file, f"PRAGMA table_info({table})"))
        sql = f"SELECT {names} FROM {table}"
        held = [fact_path(front, name) for name in files_of(front)] if table in HELD else []
        found = {row for path in (front, *held) for row in rows(path, sql)}
        assert found == set(rows(one_file, sql)), table
    for name in files_of(front):
        tables = rows(fact_path(front, name), "SELECT name FROM sqlite_master WHERE type = 'table'")
        assert {row[0] for row in tables} == {*HELD, "fact_file"}
        for table in HELD:
            info = f"PRAGMA table_info({table})"
            assert rows(fact_path(front, name), info) == rows(one_file, info), table


def test_what_the_files_hold_is_for_all_readers_alike() -> None:
    public, coalition = allow_list(PUBLIC), allow_list(Edition.COALITION)
    for table in HELD:
        assert public[table] == coalition[table], table
        assert public[table].where == "(1) AND (1)", table


def test_the_front_names_its_files_and_where_each_bill_lies(front: Path) -> None:
    named = rows(front, "SELECT name, bytes, counts FROM fact_files")
    assert {name: size for name, size, _ in named} == {
        name: len(held) for name, held in files_of(front).items()
    }
    counts = json.loads(dict((name, told) for name, _, told in named)[NAME])
    assert counts["actions"] == rows(fact_path(front, NAME), "SELECT count(*) FROM actions")[0][0]
    lies = dict((row[0], row[1:]) for row in rows(front, "SELECT * FROM bill_files"))
    assert lies[KEY] == (f"facts/{NAME}.db", 0)
    assert lies["us-119-hr4323"] == (None, 1) and lies[KEPT] == (f"facts/{NAME}.db", 1)
    assert rows(front, f"SELECT count(*) FROM actions WHERE bill = '{KEY}'") == [(0,)]


def test_a_partner_joins_the_front_and_a_file(front: Path) -> None:
    """As docs/publishing.md says."""
    with closing(sqlite3.connect(front)) as file:
        file.execute("ATTACH ? AS us117", (str(fact_path(front, NAME)),))
        found = file.execute(
            "SELECT b.key, b.stage, count(*) FROM us117.actions a "
            "JOIN bills_today b ON b.key = a.bill GROUP BY b.key"
        ).fetchall()
    assert KEY in {row[0] for row in found} and all(row[2] for row in found)


# -- publishing anew -------------------------------------------------------------------------------


def test_only_files_whose_bills_changed_are_written_anew(working: Path, copied: Path) -> None:
    path = copied.parent.parent / "working.db"
    path.write_bytes(working.read_bytes())
    before = files_of(copied)
    assert publish(path, copied.parent, PUBLIC, alone=0).written == ()
    assert files_of(copied) == before
    with open_writer(path, "test", {"seed": 10}, today=DAY) as writer, writer.transaction():
        writer.connection.execute("UPDATE bills SET title = 'Another title' WHERE key = ?", (KEY,))
    again = publish(path, copied.parent, PUBLIC, alone=0)
    assert again.written == (NAME,)
    changed = {name for name, held in files_of(copied).items() if held != before[name]}
    assert changed == {NAME}
    with open_snapshot(copied, DAY) as snapshot:
        assert snapshot.bill(KEY).bill.title == "Another title"
    # A file that was damaged is made again, and one that is not named any more goes.
    fact_path(copied, OTHER).write_bytes(b"damaged")
    assert publish(path, copied.parent, PUBLIC, alone=0).written == (OTHER,)
    assert files_of(copied)[OTHER] == before[OTHER]
    publish(path, copied.parent, PUBLIC)
    assert not (copied.parent / "facts").exists()


def test_a_publish_that_fails_leaves_every_file_as_it_was(
    working: Path, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fact_path(copied, OTHER).unlink()
    before = files_of(copied), copied.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("billtrail.publish.publish.build_metadata", fail)
    with pytest.raises(Exception, match="Nothing can be published"):
        publish(working, copied.parent, PUBLIC, alone=0)
    assert (files_of(copied), copied.read_bytes()) == before
    assert not list(copied.parent.glob("**/.*"))


# -- files that are away ---------------------------------------------------------------------------


def spoil(front: Path, how: str) -> None:
    file = fact_path(front, NAME)
    if how == "missing":
        file.unlink()
    elif how == "no database":
        file.write_bytes(b"nothing")
    elif how == "another file":
        shutil.copy(fact_path(front, OTHER), file)
    elif how == "damaged":
        held = bytearray(file.read_bytes())
        held[16384:] = bytes(len(held) - 16384)
        file.write_bytes(held)
    else:
        with closing(sqlite3.connect(file)) as opened, opened:
            opened.execute("UPDATE fact_file SET state = 'x', as_of = ?", (how,))


@pytest.mark.parametrize(
    ("how", "why"),
    [("missing", "its file is not here"), ("no database", "its file is damaged"),
     ("another file", "its file is damaged"), ("damaged", "its file is damaged"),
     ("2020-01-01T00:00:00Z", "its file is of an earlier edition")],
)  # fmt: skip
def test_the_rest_is_told_and_what_is_away_is_said(copied: Path, how: str, why: str) -> None:
    spoil(copied, how)
    with open_snapshot(copied, DAY) as snapshot:
        page = build_bill(read_bill(snapshot, KEY))
        assert page.away and why in page.away
        assert page.stage.stage.bar == () and page.briefs == ()
        # In which chamber it ended, the steps alone tell.
        ended = replace(snapshot.bill(KEY).progress, how=How.FILED_DEAD)
        assert stage_words(replace(snapshot.bill(KEY), progress=ended)) == "Died"
        told = bill_json(snapshot.bill(KEY))
        assert (told["away"], told["stage"]) == (why, "died")
        with pytest.raises(FactsAway, match="No page is made without it"):
            read_subject(snapshot, KEY)
        assert bill_json(snapshot.bill("us-119-hr4323"))["away"] is None
        assert KEY in {one.key for one in snapshot.search("hr 8672")}


def test_doctor_names_the_files_that_are_not_right(copied: Path) -> None:
    def told() -> str:
        return CliRunner().invoke(main, ["--db", str(copied), "doctor"]).output

    assert "files beside it, each as it names them" in told()
    spoil(copied, "missing")
    fact_path(copied, OTHER).write_bytes(b"nothing")
    said = " ".join(told().split())
    assert f"{NAME}.db is not here" in said and f"{OTHER}.db is not the file that it names" in said


def test_a_line_is_never_taken_for_the_whole_record(front: Path) -> None:
    with open_reader(front) as connection, begin_snapshot(connection, DAY) as snapshot:
        assert snapshot.bill(KEY).away == "its file is not here"


def test_a_file_beside_the_front_is_none_to_work_on(copied: Path) -> None:
    file = fact_path(copied, NAME)
    result = CliRunner().invoke(main, ["--db", str(file), "show", KEY])
    assert result.exit_code == 1 and "Name that: billtrail.db" in result.output
    assert len(list(file.parent.iterdir())) == len(files_of(copied))


def test_how_a_bill_stood_on_an_earlier_day_is_not_guessed(copied: Path) -> None:
    spoil(copied, "missing")
    with (
        open_snapshot(copied, DAY.replace(year=2022)) as snapshot,
        pytest.raises(FactsAway, match="nobody can tell how the bill stood"),
    ):
        snapshot.bill(KEY)


def test_a_file_that_is_newer_than_its_front_is_read(copied: Path) -> None:
    """While an edition is put in place its files stand before its front."""
    spoil(copied, "2030-01-01T00:00:00Z")
    with open_snapshot(copied, DAY) as snapshot:
        assert snapshot.bill(KEY).away is None and snapshot.bill(KEY).bill.actions


# -- on the site -----------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_one_site_serves_the_front_and_its_files(front: Path, one_file: Path) -> None:
    site, whole = make_datasette(front), make_datasette(one_file)
    for path in (f"/bill/{KEY}.json", "/latest/actions.csv", "/latest/documents.csv",
                 f"/billtrail/steps-of-a-bill.csv?key={KEY}",
                 "/billtrail/cosponsors-of-a-bill.csv?key=H.R.+8672+(117th)"):  # fmt: skip
        told, same = await site.client.get(path), await whole.client.get(path)
        assert told.status_code == 200, path
        lines = [sorted(answer.text.replace("\r", "").split("\n")) for answer in (told, same)]
        assert lines[0] == lines[1] and len(told.text) > 100, path
    told = await site.client.get(f"/billtrail/where-a-record-lies.json?bill={KEY}&_shape=array")
    assert [one["file"] for one in told.json()] == [f"facts/{NAME}.db"]
    told = await site.client.get("/billtrail/files-beside.json?_shape=array")
    assert {one["name"] for one in told.json()} == set(files_of(front))
    for path in ("/data", f"/{NAME}", f"/{NAME}/actions", f"/{NAME}/steps-of-a-bill"):
        assert (await site.client.get(path)).status_code == 200, path
    assert f"Disallow: /{NAME}\n" in (await site.client.get("/robots.txt")).text
    answer = await site.client.get(
        f"/latest/facts/{NAME}.db", headers={"range": "bytes=0-15"}, follow_redirects=True
    )
    assert (answer.status_code, answer.content) == (206, b"SQLite format 3\0")
    assert (await site.client.get("/latest/facts/us-1.db")).status_code == 404
    # A reader's own SQL is held to the same limits as on the front.
    refused = await site.client.get(f"/{NAME}.json?sql=PRAGMA+database_list&_shape=array")
    assert refused.status_code == 400
    counted = await site.client.get(f"/{NAME}.json?sql=select+count(*)+n+from+actions&_shape=array")
    assert counted.json()[0]["n"] > 0


@pytest.mark.asyncio
async def test_a_page_of_more_files_than_are_kept_open_is_shown(
    front: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of three files in turn, of which one at a time is open."""
    monkeypatch.setattr(KeptFacts, "_MOST", 1)
    site = make_datasette(front, today=lambda: DAY)
    for path in ("/-/search.json?q=trafficking+survivors", "/bill/us-117-hr8672"):
        answer = await site.client.get(path)
        assert answer.status_code == 200, answer.text
    with closing(sqlite3.connect(front)) as file:
        keys = [
            row[0]
            for row in file.execute(
                "SELECT key FROM bill_files WHERE NOT whole_here ORDER BY substr(key, 8), key"
            )
        ]
    read = await read_site(site, lambda snapshot: snapshot.outlines(keys))
    assert [*read] == keys and not any(status.away for status in read.values())


@pytest.mark.asyncio
async def test_the_site_says_what_is_away_and_goes_on(copied: Path) -> None:
    site = make_datasette(copied)
    assert "not available just now" not in (await site.client.get(f"/bill/{KEY}")).text
    moved = fact_path(copied, NAME).rename(copied.parent / "away.db")
    answer = await site.client.get(f"/bill/{KEY}")
    assert answer.status_code == 200 and "its file is not here" in answer.text
    assert answer.headers["cache-control"] == "no-store" and "etag" not in answer.headers
    assert (await site.client.get("/latest/actions.csv")).status_code == 503
    assert (await site.client.get("/bill/us-119-hr4323")).status_code == 200
    # Datasette asks every database what it has before it shows a table of one.
    for path in ("/billtrail/families", f"/{OTHER}/actions"):
        assert (await site.client.get(path)).status_code == 200, path
    for path in (f"/{NAME}", f"/billtrail/steps-of-a-bill?key={KEY}"):
        answer = await site.client.get(path, follow_redirects=True)
        assert answer.status_code == 503 and f"{NAME}.db cannot be read here" in answer.text, path
    assert (await site.client.get(f"/-/brief/{KEY}.pdf")).status_code == 503
    fact_path(copied, NAME).write_bytes(b"no database")
    assert (await site.client.get("/billtrail/families")).status_code == 200
    moved.rename(fact_path(copied, NAME))
    assert "not available just now" not in (await site.client.get(f"/bill/{KEY}")).text
    assert (await site.client.get(f"/{NAME}/actions")).status_code == 200


# -- pulled ----------------------------------------------------------------------------------------


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str | None]]:
    """What is asked of the site: the end of each address, and from which byte on."""
    found: list[tuple[str, str | None]] = []
    get = requests.get

    def noted(url: str, **how: Any) -> requests.Response:
        found.append((url.rpartition("/")[2], how["headers"].get("Range")))
        return get(url, **how)

    monkeypatch.setattr(requests, "get", noted)
    return found


def test_a_pull_takes_the_front_and_the_files_that_changed(
    working: Path, tmp_path: Path, fresh: Any, asked: list[tuple[str, str | None]]
) -> None:
    source, folder = tmp_path / "working.db", tmp_path / "site"
    source.write_bytes(working.read_bytes())
    entitle(source, "A title of theirs", "2026-11-24")
    files = publish(source, folder, PUBLIC, alone=0).facts
    with served(make_datasette(folder / "billtrail.db")) as url:
        first = pull(fresh, url)
        assert (first.changed, first.files, first.fetched) == (1, len(files), len(files))
        assert title_of(fresh) == "A title of theirs"
        assert pull(fresh, url).published_at is None

        # A file that is not the one its front names: nothing is taken of the whole edition.
        entitle(source, "A newer title", "2026-11-25")
        while utc_now() == published_at(folder / "billtrail.db"):
            time.sleep(0.05)  # an edition's instant, by which readers know it, has whole seconds
        publish(source, folder, PUBLIC, alone=0)
        right = fact_path(folder / "billtrail.db", NAME).read_bytes()
        fact_path(folder / "billtrail.db", NAME).write_bytes(right[:-1] + bytes([right[-1] ^ 1]))
        with pytest.raises(SourceError, match="is not the file that its front names"):
            pull(fresh, url)
        assert title_of(fresh) == "A title of theirs"

        # One that broke off goes on where it was.
        fact_path(folder / "billtrail.db", NAME).write_bytes(right)
        left = fresh.root / "pulled" / f"{NAME}.{sha256(right).hexdigest()[:16]}.db"
        left.write_bytes(right[:20_000])
        asked.clear()
        assert pull(fresh, url).fetched == 1
        assert (f"{NAME}.db", "bytes=20000-") in asked
        assert not any(name.startswith(OTHER) for name, _ in asked)
        assert title_of(fresh) == "A newer title" and not left.parent.exists()


def entitle(path: Path, title: str, day: str) -> None:
    """Its publisher calls the bill so from the day on."""
    with open_writer(path, "test", {"seed": 10}, today=DAY, now=f"{day}T16:00:00Z") as writer:
        with open_snapshot(path, DAY) as snapshot:
            bill = snapshot.bill(KEY).bill
        writer.save_bill(replace(bill, title=title, short_title=title, data_as_of=day), "seed")


def title_of(workspace: Any) -> str | None:
    with open_snapshot(workspace.database, DAY) as snapshot:
        return snapshot.bill(KEY).bill.short_title


# -- which session lies where ----------------------------------------------------------------------

YEARS = st.integers(1990, 2030)
PLACES = st.sampled_from([f"{a}{b}" for a in "abcdefg" for b in "stuvwxyz"])
SESSIONS = st.sets(st.tuples(PLACES, YEARS), max_size=400)


@given(SESSIONS)
@examples(12)
def test_files_are_few_and_hold_each_session_once(drawn: set[tuple[str, int]]) -> None:
    sessions = [(place, str(year), f"{year}-01-03") for place, year in drawn]
    groups = group_sessions(sessions)
    assert len(groups) <= MOST
    assert sorted(one for group in groups for one in group.sessions) == sorted(
        session[:2] for session in sessions
    )
    assert all(len({place for place, _ in group.sessions}) == 1 for group in groups)
    if len(sessions) <= MOST:  # a session more moves none of the others
        less = group_sessions(sessions[1:])
        assert set(less) <= set(groups)


def test_a_program_s_ready_question_is_asked_of_the_file_that_has_the_bill(front: Path) -> None:
    site = make_datasette(front)
    found = asyncio.run(questions.ask(site, "steps-of-a-bill", {"key": "HR 8672 of the 117th"}))
    assert found["rows"] and found["notes"] == []
    assert not rows(front, f"SELECT 1 FROM actions WHERE bill = '{KEY}'")


def test_a_program_is_told_that_a_file_is_away(copied: Path) -> None:
    fact_path(copied, NAME).unlink()
    with pytest.raises(UsageError, match=f"{NAME}.db cannot be read here just now"):
        asyncio.run(questions.ask(make_datasette(copied), "steps-of-a-bill", {"key": KEY}))
