"""A laptop over a coalition's published file: bills from there, everything of its own kept."""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import legiscan_files
import pytest
import uvicorn
from site_values import HR4817, ON, RANKS, cosponsor, write_site

from billtrail.bills.models import Hearing, MeetingPaper
from billtrail.campaigns.organisation import Organisation
from billtrail.datasette_plugins.server.application import address, listen, make_datasette
from billtrail.errors import SourceError, UsageError
from billtrail.importing import import_paths
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish import fetch
from billtrail.publish.fetch import next_address
from billtrail.publish.publish import publish
from billtrail.publish.pull import file_address, pull
from billtrail.scrapers import load_sources, ranks
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.writer import open_writer
from billtrail.workspace.workspace import Workspace

#: The day of this machine's clock, by which what is pulled was seen.
TODAY = sessions.today()

MEETING = Hearing(
    "congress-119-1-us-119-hr4817", "us-119-hr4817", "2026-12-08", as_of="2026-11-24T15:00:00Z",
    kind="markup", meeting="congress-119-1",
    papers=(MeetingPaper("witness", "A Name"), MeetingPaper("amendment", "Amendment 1")),
)  # fmt: skip


@pytest.fixture
def coalition(tmp_path: Path) -> Iterator[tuple[str, Path, Path]]:
    """(address, working file, folder of the published file) of a running site."""
    working, folder = tmp_path / "working" / "billtrail.db", tmp_path / "published"
    working.parent.mkdir()
    write_site(working)
    publish(working, folder, Edition.PUBLIC)
    application = make_datasette(folder / "billtrail.db", today=lambda: ON).app()
    runner = uvicorn.Server(uvicorn.Config(application, log_level="error"))
    with listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=runner.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not runner.started:
            time.sleep(0.02)
        yield address("127.0.0.1", listener), working, folder
        runner.should_exit = True
        thread.join(10)


def test_what_the_coalition_knows_is_known_here_and_stays_news(
    coalition: tuple[str, Path, Path], fresh: Workspace
) -> None:
    url, working, folder = coalition
    with open_snapshot(fresh.database, TODAY) as snapshot:
        titles = {campaign.id for campaign in snapshot.campaigns()}
    first = pull(fresh, url)
    assert first.published_at and first.bills == 5 and first.doubted == ()
    with open_snapshot(fresh.database, TODAY) as snapshot:
        assert snapshot.bill("us-119-hr4817").cosponsors.current == 1
        assert {campaign.id for campaign in snapshot.campaigns()} == titles
    assert pull(fresh, url).published_at is None

    joined = cosponsor("Rep. Lieu, Ted [D-CA-36]", "2026-11-23", "D", "CA", "36")
    known = cosponsor("Rep. Chu, Judy [D-CA-28]", "2026-11-19", "D", "CA", "28")
    people = (*(HR4817.sponsorships or ()), known, joined)
    with open_writer(working, "test", RANKS, today=ON, now="2026-11-24T16:00:00Z") as writer:
        newer = replace(HR4817, data_as_of="2026-11-24", sponsorships=people)
        writer.save_bill(newer, "us_govinfo")
        writer.hearings.save(MEETING, "us_house_meetings")
    time.sleep(1.1)  # a file's instant is told to the second
    publish(working, folder, Edition.PUBLIC)
    second = pull(fresh, url)
    assert (second.changed, second.doubted) == (1, ())
    with open_snapshot(fresh.database, TODAY) as snapshot:
        changes = snapshot.changes(bill="us-119-hr4817")
        heard = [h for h in snapshot.hearings(["us-119-hr4817"]) if h.kind == "markup"]
    assert [[paper.title for paper in one.papers] for one in heard] == [["Amendment 1"]]
    assert any("Lieu" in json.dumps(change.new) for change in changes)


def test_what_an_edition_takes_back_is_heard_by_who_pulled_it(
    coalition: tuple[str, Path, Path], fresh: Workspace, tmp_path: Path
) -> None:
    """A step that LegiScan took back, and then its licence that ended."""
    url, working, folder = coalition
    ours, key = Workspace.at(working.parent), legiscan_files.KEY_OF_BILL
    licensed = Organisation(name="Us", licensed_to_publish=("legiscan",))

    def goes_out(day: int, steps: int, organisation: Organisation | None) -> None:
        told = legiscan_files.bill(history=legiscan_files.bill()["history"][:steps], status=1)
        path = legiscan_files.write_dataset(tmp_path / f"{day}.zip", told)
        at = f"2026-11-{day}T16:00:00Z"
        with open_writer(working, "import", ranks(), today=ON, now=at) as writer:
            import_paths(writer, [path], load_sources(), archive_root=ours.archive, workers=0)
        time.sleep(1.1)  # a file's instant is told to the second
        publish(working, folder, Edition.PUBLIC, organisation)

    goes_out(20, 3, licensed)
    assert pull(fresh, url).gone == ()
    goes_out(21, 2, licensed)
    goes_out(22, 2, licensed)  # said twice: taken there, and told here
    pulled = pull(fresh, url)
    assert (pulled.doubted, pulled.gone) == ((key,), ())
    with open_snapshot(fresh.database, TODAY) as snapshot:
        [doubt] = snapshot.bill(key).in_doubt
        assert "passed the Senate" in doubt.says
    goes_out(23, 2, None)
    assert pull(fresh, url).gone == (key,)
    with open_snapshot(fresh.database, TODAY) as snapshot:
        assert snapshot.bill(key).stage == "passed_one_chamber"  # what is had stays


@pytest.mark.parametrize("url", ["ftp://example.org", "bills.example.org", ""])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="no web address"):
        file_address(url)


def test_a_site_or_a_file_may_be_named() -> None:
    assert file_address("https://a.org/") == "https://a.org/latest/billtrail.db"
    assert file_address("https://a.org/b.db") == "https://a.org/b.db"


def test_a_working_site_hands_nothing_out(tmp_path: Path, fresh: Workspace) -> None:
    path = tmp_path / "billtrail.db"
    write_site(path)
    application = make_datasette(path, today=lambda: ON).app()
    runner = uvicorn.Server(uvicorn.Config(application, log_level="error"))
    before = fresh.database.read_bytes()
    with listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=runner.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not runner.started:
            time.sleep(0.02)
        there = address("127.0.0.1", listener)
        with pytest.raises(SourceError, match=r"cannot be pulled: the answer is 403 "):
            pull(fresh, there)
        runner.should_exit = True
        thread.join(10)
    with pytest.raises(SourceError, match=r"cannot be pulled: the connection could not be made"):
        pull(fresh, there)  # where nobody listens any more
    assert len(fresh.database.read_bytes()) == len(before)


# -- a file that somebody else made --------------------------------------------------------------

#: What is done to a published file, and what the refusal names.
STRANGE = {
    "CREATE TRIGGER t AFTER INSERT ON bills BEGIN DELETE FROM people; END": "'t'",
    "CREATE VIEW more AS SELECT 1": "'more'",
    "CREATE VIRTUAL TABLE other USING fts5(words)": "'other'",
    "ALTER TABLE people ADD COLUMN computed TEXT AS (upper(name))": "'people'",
    "DROP TABLE checks; CREATE VIEW checks AS SELECT source, key AS bill, '' AS checked_at "
    "FROM bills": "'checks'",
    "DROP TABLE edition; CREATE VIEW edition AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL "
    "SELECT x + 1 FROM n) SELECT 'public' AS edition, max(x) AS published_at FROM n": "'edition'",
    "DROP TABLE edition": "no published file",
}


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published file."""
    folder = tmp_path_factory.mktemp("edition")
    write_site(folder / "working.db")
    return publish(folder / "working.db", folder / "published", Edition.PUBLIC).database


def strange_file(path: Path, tmp_path: Path, statements: str) -> Path:
    file = tmp_path / "strange.db"
    file.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA legacy_alter_table = ON")
        connection.executescript(statements)
    return file


@pytest.mark.parametrize("statements", STRANGE)
def test_a_file_that_holds_more_than_plain_tables_is_refused(
    edition: Path, sender: str, fresh: Workspace, tmp_path: Path, statements: str
) -> None:
    strange = strange_file(edition, tmp_path, statements)
    _Sends.answers = {"/strange.db": (200, {}, [strange.read_bytes()], 0)}
    before = bills_of(fresh)
    with pytest.raises(SourceError, match=STRANGE[statements]):
        pull(fresh, f"{sender}/strange.db")
    assert bills_of(fresh) == before


def bills_of(workspace: Workspace) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(workspace.database)) as connection:
        return connection.execute("SELECT key, title, updated_at FROM bills ORDER BY 1").fetchall()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE bills SET chamber = 'nowhere' WHERE key = 'us-119-hr4817'",
        "UPDATE bills SET parts_known = 'actions nothing', kind = 'no kind'",
        "UPDATE actions SET classification = '{'",
    ],
)
def test_a_file_whose_rows_mean_nothing_is_told_in_one_line(
    edition: Path, sender: str, fresh: Workspace, tmp_path: Path, statement: str
) -> None:
    strange = strange_file(edition, tmp_path, statement)
    _Sends.answers = {"/strange.db": (200, {}, [strange.read_bytes()], 0)}
    before = bills_of(fresh)
    with pytest.raises(SourceError, match=r"cannot be read: .* Nothing was changed\.$"):
        pull(fresh, f"{sender}/strange.db")
    assert bills_of(fresh) == before


@pytest.mark.parametrize(
    ("address", "location", "leads"),
    [
        ("https://a.org/latest/billtrail.db", "/billtrail.db", "https://a.org/billtrail.db"),
        ("https://a.org/x.db", "https://A.org:443/y.db", "https://A.org:443/y.db"),
        ("http://a.org/x.db", "https://a.org/x.db", "https://a.org/x.db"),
        ("https://a.org/x.db", "http://a.org/x.db", None),
        ("https://a.org/x.db", "//b.org/x.db", None),
        ("https://a.org/x.db", "https://a.org.b.org/x.db", None),
        ("https://a.org/x.db", "https://a.org@b.org/x.db", None),
        ("http://a.org/x.db", "http://a.org:8080/x.db", None),
        ("http://a.org:8001/x.db", "https://a.org:8002/x.db", None),
        ("http://127.0.0.1:8001/x.db", "http://localhost:8001/x.db", None),
        ("https://a.org/x.db", "file:///etc/hostname", None),
        ("https://a.org/x.db", "https://a.org:99999/x.db", None),
    ],
)
def test_a_redirect_stays_at_its_host_and_at_https(
    address: str, location: str, leads: str | None
) -> None:
    if leads is not None:
        assert next_address(address, location) == leads
        return
    with pytest.raises(SourceError, match="another place"):
        next_address(address, location)


class _Sends(BaseHTTPRequestHandler):
    """What a test says, in its ``answers``: path -> status, headers, pieces, seconds between."""

    answers: ClassVar[dict[str, tuple[int, dict[str, str], list[bytes], float]]] = {}

    def do_GET(self) -> None:
        status, headers, pieces, pause = self.answers[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            for piece in pieces:
                self.wfile.write(piece)
                time.sleep(pause)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def sender() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Sends) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_what_is_too_large_too_slow_packed_or_elsewhere_is_refused(
    sender: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "LARGEST", 1_000)
    monkeypatch.setattr(fetch, "LONGEST", 1.0)
    elsewhere = sender.replace("127.0.0.1", "localhost")
    _Sends.answers = {
        "/large.db": (200, {}, [b"x" * 400] * 5, 0),
        "/slow.db": (200, {}, [b"x"] * 50, 0.05),
        "/packed.db": (200, {"Content-Encoding": "gzip"}, [b"x"], 0),
        "/moved.db": (302, {"Location": f"{elsewhere}/other.db"}, [], 0),
        "/other.db": (200, {}, [b"other"], 0),
        "/round.db": (302, {"Location": "/round.db"}, [], 0),
        "/on.db": (302, {"Location": "/other.db"}, [], 0),
    }
    for name, said in (("large", "larger than 1,000"), ("slow", "takes over"),
                       ("packed", "packed"), ("moved", "another place"),
                       ("round", "on and on")):  # fmt: skip
        with pytest.raises(SourceError, match=said):
            fetch.fetch(f"{sender}/{name}.db", tmp_path / "x.db", None)
    fetch.fetch(f"{sender}/on.db", tmp_path / "x.db", None)
    assert (tmp_path / "x.db").read_bytes() == b"other"
