"""PUBINFO from a server on this machine: whole and small archives, cut and busy answers."""

import io
import zipfile
from contextlib import contextmanager
from datetime import date, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import sitting
from click.testing import CliRunner
from pubinfo import AUTHORS, FILES, VERSIONS

from billtrail.cli import main
from billtrail.errors import SourceError
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers import registry
from billtrail.scrapers.ca_pubinfo.downloads import Downloads, Remote, instant
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.updates import update as updating
from billtrail.workspace.workspace import Workspace

#: What it tells of sits, whatever day the tests live on.
sits, prepared = sitting.sits, sitting.prepared
NOW, SESSION = sitting.DAY, sessions.session_on("ca", sitting.DAY.date())


def written(days_ago):
    """The ``Last-Modified`` of an archive written some days ago."""
    return format_datetime(NOW - timedelta(days=days_ago), usegmt=True)


def zipped(files):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return body.getvalue()


def of_session(files):
    """AB 262's rows as if it were a bill of this session."""
    return _of(files, SESSION.encode())


def _of(files, here):
    begun = here[:4]
    return {
        name: data.replace(b"202120220AB262", here + b"0AB262").replace(b"20210AB262",
        begun + b"0AB262").replace(b"`20212022`", b"`" + here + b"`")
        for name, data in files.items()
    }  # fmt: skip


WHOLE = zipped(of_session({
    **FILES,
    "BILL_TBL.dat": FILES["BILL_TBL.dat"].replace(b"Chaptered", b"Enrolled")
    .replace(b"`2021`\t`CHP`\t`0`\t`193`", b"NULL\tNULL\tNULL\tNULL")
    .replace(b"2021-09-22", b"2021-09-17"),
    "BILL_HISTORY_TBL.dat": b"".join(FILES["BILL_HISTORY_TBL.dat"].splitlines(True)[:-2]),
    "BILL_VERSION_TBL.dat": VERSIONS.splitlines(True)[0],
    "BILL_VERSION_AUTHORS_TBL.dat": AUTHORS.splitlines(True)[0],
}))  # fmt: skip
NEWS = zipped(of_session({
    "BILL_TBL.dat": FILES["BILL_TBL.dat"],
    "BILL_HISTORY_TBL.dat": b"".join(FILES["BILL_HISTORY_TBL.dat"].splitlines(True)[-2:]),
    "BILL_VERSION_TBL.dat": VERSIONS.splitlines(True)[1],
    "BILL_VERSION_AUTHORS_TBL.dat": b"".join(AUTHORS.splitlines(True)[1:]),
}))  # fmt: skip
KEY = f"ca-{SESSION}-ab262"


class Site:
    """Archives by name with their day; faults to give first; everything it was asked."""

    def __init__(self):
        self.archives = {}
        self.robots = (200, b"User-agent: *\nDisallow: /private/\n")
        self.faults = []
        self.asked = []
        self.url = ""

    def names(self, method=None):
        return [name for verb, name, _ in self.asked if method in (None, verb)]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def log_message(self, *args):
        pass

    def do_HEAD(self):
        self._answer(body=False)

    def do_GET(self):
        self._answer(body=True)

    def _answer(self, body):
        site, name = self.server.site, self.path.strip("/")
        site.asked.append((self.command, name, dict(self.headers)))
        if name == "robots.txt":
            return self._send(site.robots[0], site.robots[1])
        if name not in site.archives:
            return self._send(404, b"")
        data, modified = site.archives[name]
        if self.headers.get("If-Modified-Since") == modified:
            return self._send(304, b"")
        fault = site.faults.pop(0) if body and site.faults else None
        if isinstance(fault, tuple):
            return self._send(*fault)
        start = 0
        if (asked := self.headers.get("Range")) and self.headers.get("If-Range") == modified:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
        if isinstance(fault, str):  # cut so that nothing but its length tells
            return self._send(200, data[: int(fault.split()[-1])], [("Last-Modified", modified)])
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(data) - start))
        self.send_header("Last-Modified", modified)
        self.end_headers()
        if body:
            self.wfile.write(data[start:] if fault is None else data[start : start + fault])

    def _send(self, status, data, headers=()):
        self.send_response(status)
        for header in headers:
            self.send_header(*header)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)


@pytest.fixture
def site():
    with served() as found:
        yield found


@contextmanager
def served():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.site = site = Site()
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def workspace(tmp_path):
    found = Workspace.at(tmp_path / "w")
    with found.writer("test"):
        pass
    return found


def update(workspace, site, source="ca_pubinfo", bills=()):
    """``source=None``: as when no source is named, with this one alone there to be asked."""
    alone = {"ca_pubinfo": registry.source_named("ca_pubinfo")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(updating, "load_sources", lambda: alone)
        return updating.update(
            workspace, source=source, bills=bills, base_urls={"ca_pubinfo": site.url}
        )


def rows(workspace, sql):
    with workspace.writer("test") as writer:
        return [tuple(row) for row in writer.connection.execute(sql)]


def stage(workspace):
    """How far it has come, whatever the day this test is run on."""
    return rows(
        workspace, f"SELECT iif(law IS NULL, reached, stage) FROM bills WHERE key = '{KEY}'"
    )


#: A bill of this session that nobody has seen before: its title tells nothing, its long title all.
NEW_BILL = zipped({
    name.replace("_1.lob", "_9.lob"): data.replace(b"0AB262", b"0AB99")
    .replace(b"`AB`\t262", b"`AB`\t99").replace(b"_1.lob", b"_9.lob")
    for name, data in of_session({
        "BILL_TBL.dat": FILES["BILL_TBL.dat"].replace(b"`Chaptered`", b"`Introduced`")
        .replace(b"`2021`\t`CHP`\t`0`\t`193`", b"NULL\tNULL\tNULL\tNULL"),
        "BILL_HISTORY_TBL.dat": FILES["BILL_HISTORY_TBL.dat"].splitlines(True)[0],
        "BILL_VERSION_TBL.dat": VERSIONS.splitlines(True)[0]
        .replace(b"Human trafficking: vacatur relief for victims.", b"Criminal procedure."),
        "BILL_VERSION_TBL_1.lob": b"<caml:MeasureDoc><caml:Title>An act to amend Section 236.14 "
        b"of the Penal Code, relating to crimes.</caml:Title></caml:MeasureDoc>",
        "BILL_VERSION_AUTHORS_TBL.dat": AUTHORS.splitlines(True)[0],
    }).items()
})  # fmt: skip


def test_a_new_bill_on_our_law_is_suggested_from_a_small_archive(fresh, site):
    """As for federal bills: looked at when it first comes, said with its reason, and decided."""
    site.archives = {"pubinfo_daily_Mon.zip": (WHOLE, written(2))}
    update(fresh, site)
    before = rows(fresh, "SELECT count(*) FROM suggestions")
    site.archives["pubinfo_daily_Tue.zip"] = (b"not needed", written(0))
    site.archives["pubinfo_Tue.zip"] = (NEW_BILL, written(0))
    assert update(fresh, site).problems == []
    found = rows(fresh, f"SELECT bill, family, reason FROM suggestions WHERE bill = "
                        f"'ca-{SESSION}-ab99'")  # fmt: skip
    assert found == [
        (f"ca-{SESSION}-ab99", "ca-vacatur-nonviolent",
         '["changes Penal Code 236.14, the law of the effort"]'),
    ]  # fmt: skip
    assert rows(fresh, "SELECT count(*) FROM suggestions") == [(before[0][0] + 1,)]


# -- a round -----------------------------------------------------------------------------------


def test_the_newest_of_the_daily_archives_is_read(workspace, site):
    site.archives = {
        "pubinfo_daily_Sun.zip": (b"an old one", written(6)),
        "pubinfo_daily_Mon.zip": (WHOLE, written(1)),
        "pubinfo_daily_Tue.zip": (b"last week's", written(7)),
    }
    report = update(workspace, site)
    assert report.problems == []
    assert stage(workspace) == [("to_executive",)]
    assert site.names()[0] == "robots.txt" and len(site.names("HEAD")) == 7
    assert site.names("GET") == ["robots.txt", "pubinfo_daily_Mon.zip"]
    agents = {headers["User-Agent"] for _, _, headers in site.asked}
    assert len(agents) == 1 and agents.pop().startswith("billtrail/")


def test_nothing_new_asks_for_no_archive(workspace, site):
    site.archives = {"pubinfo_daily_Mon.zip": (WHOLE, written(1))}
    update(workspace, site)
    site.asked.clear()
    report = update(workspace, site, bills=[KEY])
    assert report.problems == [] and site.names("GET") == ["robots.txt"]
    sent = {name: headers for _, name, headers in site.asked}
    assert sent["pubinfo_daily_Mon.zip"]["If-Modified-Since"] == written(1)
    ((checked,),) = rows(workspace, f"SELECT checked_at FROM checks WHERE bill = '{KEY}'")
    assert checked[:10] == NOW.isoformat()[:10]


def test_small_archives_follow_the_whole_one_in_their_order(workspace, site):
    site.archives = {"pubinfo_daily_Mon.zip": (WHOLE, written(2))}
    update(workspace, site)
    site.archives |= {
        "pubinfo_daily_Tue.zip": (b"not needed", written(0)),
        "pubinfo_Tue.zip": (NEWS, written(0)),
        "pubinfo_Mon.zip": (b"older than the whole one", written(2.5)),
    }
    site.asked.clear()
    report = update(workspace, site, source=None)
    assert report.problems == []
    assert site.names("GET") == ["robots.txt", "pubinfo_Tue.zip"]
    assert stage(workspace) == [("enacted",)]


def test_a_small_archive_that_was_there_is_waited_for_before_newer_ones(workspace, site):
    """A 404, or a page in its place, would let its day be passed over for good."""
    site.archives = {"pubinfo_daily_Mon.zip": (WHOLE, written(2))}
    update(workspace, site)
    site.archives |= {"pubinfo_daily_Tue.zip": (b"", written(1)),
                      "pubinfo_Tue.zip": (NEWS, written(1))}  # fmt: skip
    assert update(workspace, site).problems == []
    site.archives["pubinfo_daily_Wed.zip"] = (b"not needed", written(0))
    later = site.archives["pubinfo_Wed.zip"] = (NEWS, written(0))
    tuesdays = site.archives.pop("pubinfo_Tue.zip")
    site.asked.clear()
    assert "pubinfo_Tue.zip was there and is not" in str(update(workspace, site).problems)
    assert "pubinfo_Wed.zip" not in site.names("GET")
    assert update(workspace, site).problems == []  # it is gone
    assert "pubinfo_Wed.zip" in site.names("GET")
    site.archives |= {"pubinfo_Tue.zip": tuesdays, "pubinfo_Wed.zip": (later[0], "")}
    site.archives["pubinfo_daily_Thu.zip"] = (b"not needed", written(-0.1))
    assert "without saying when" in str(update(workspace, site).problems)


def test_without_being_named_no_large_archive_is_fetched(workspace, site):
    site.archives = {"pubinfo_daily_Mon.zip": (WHOLE, written(1))}
    report = update(workspace, site, source=None)
    assert site.asked == []
    assert any("--source ca_pubinfo" in line and "950 MB" in line for line in report.said)
    # Read long ago: a week of small archives is not enough.
    site.archives = {"pubinfo_daily_Mon.zip": (WHOLE, written(9))}
    update(workspace, site)
    site.asked.clear()
    report = update(workspace, site, source=None)
    assert site.asked == [] and any("was last read as of" in line for line in report.said)


def test_a_past_session_is_fetched_for_a_bill_named(workspace, site):
    site.archives = {"pubinfo_2021.zip": (zipped(FILES), written(900))}
    report = update(workspace, site, bills=["ca-20212022-ab262"])
    assert report.problems == []
    assert rows(workspace, "SELECT key, stage FROM bills") == [("ca-20212022-ab262", "enacted")]
    site.asked.clear()
    update(workspace, site, bills=["ca-20212022-ab262"])
    assert site.names("GET") == ["robots.txt"]


@pytest.fixture
def turn(fresh, site, monkeypatch):
    """A followed bill of 2025-26 that had been sent to the Governor when it was last read, and the
    clock after the turn; gives a function that sets the day."""
    key = "ca-20252026-ab262"
    words = ["--workspace", str(fresh.root), "watch", key, "--campaign", "ca-vacatur"]
    assert CliRunner().invoke(main, words).exit_code == 0
    files = of_session(FILES)
    site.archives = {"pubinfo_daily_Mon.zip": (WHOLE, written(1))}
    assert update(fresh, site).problems == []
    site.archives = {
        "pubinfo_daily_Tue.zip": (
            zipped(_of(FILES, b"20272028")),
            "Tue, 08 Dec 2026 12:00:00 GMT",
        ),
        "pubinfo_2025.zip": (zipped(files), written(0)),
    }
    site.asked.clear()

    def at(day):
        monkeypatch.setattr(sessions, "today", lambda *zone: date.fromisoformat(day))

    at("2026-12-08")
    return at


def end_of(workspace, key="ca-20252026-ab262"):
    ((end, final),) = rows(workspace, f"SELECT stage, final FROM bills WHERE key = '{key}'")
    return end, final


def test_after_the_turn_the_ended_session_s_archive_is_still_asked_for(fresh, site, turn):
    assert end_of(fresh) == ("outcome_not_recorded", 0)
    # Unnamed, it is named with its size and left.
    report = update(fresh, site, source=None)
    assert "pubinfo_2025.zip" in site.names("HEAD") and "pubinfo_2025.zip" not in site.names("GET")
    assert report.requests == len(site.asked) == 2  # robots.txt and the ended session's
    (told,) = [line for line in report.said if "of 2025-26 without an end on record" in line]
    assert "--source ca_pubinfo" in told and "MB" in told
    # By name it is fetched, and the bill has its end.
    assert update(fresh, site).problems == []
    assert "pubinfo_2025.zip" in site.names("GET")
    assert end_of(fresh) == ("enacted", 1)
    # Other followed bills are still without an end: it is asked whether the archive is newer.
    site.asked.clear()
    report = update(fresh, site)
    assert "pubinfo_2025.zip" in site.names("HEAD") and "pubinfo_2025.zip" not in site.names("GET")
    assert not [line for line in report.said if "without an end on record" in line]


def test_a_past_session_is_asked_for_until_its_publisher_is_silent_for_a_year(fresh, site, turn):
    """A year after the session's end, and after the archive's own last day where it was read."""
    for day, read, asked in (
        ("2026-11-30", "", False),
        ("2026-12-06", "", False),
        ("2027-12-01", "", True),
        ("2027-12-02", "", False),
        ("2027-12-02", "Wed, 10 Feb 2027 12:00:00 GMT", True),
        ("2028-02-12", "", False),
    ):
        turn(day)
        if read:
            site.archives["pubinfo_2025.zip"] = (site.archives["pubinfo_2025.zip"][0], read)
            turn("2027-02-11")
            assert update(fresh, site).problems == []
            turn(day)
        site.asked.clear()
        update(fresh, site, source=None)
        assert ("pubinfo_2025.zip" in site.names("HEAD")) is asked, day


def test_a_past_session_of_which_every_bill_has_an_end_is_not_asked_for(fresh, site, turn):
    """The bills that have an end are not counted among those without."""
    open_ = rows(fresh, "SELECT count(DISTINCT bill) FROM campaign_bills WHERE bill LIKE "
                        "'ca-20252026-%' AND bill NOT IN "
                        "(SELECT key FROM bills WHERE final)")  # fmt: skip
    (told,) = [line for line in update(fresh, site, source=None).said if "without an end" in line]
    assert told.strip().startswith(f"{open_[0][0]} followed bills of 2025-26")
    with fresh.writer("test") as writer:
        writer.connection.execute(
            "DELETE FROM campaign_bills WHERE bill NOT IN (SELECT key FROM bills)"
        )
        writer.connection.execute(
            "UPDATE bills SET final = 1, stage_date = '2026-09-30' WHERE session = '20252026'"
        )
        writer.connection.execute("DELETE FROM bill_changes WHERE field = 'final'")
    site.asked.clear()
    update(fresh, site, source=None)
    assert "pubinfo_2025.zip" not in site.names()


def test_an_archive_of_another_session_is_told_and_asked_for_again(fresh, site, turn):
    """Its bills are taken in; those of the session that it should have are not confirmed by it."""
    site.archives["pubinfo_2025.zip"] = (zipped(FILES), written(0))
    (problem,) = update(fresh, site).problems
    assert problem == "pubinfo_2025.zip holds 2021-22, not 2025-26 yet"
    assert end_of(fresh)[0] == "outcome_not_recorded"
    site.archives["pubinfo_2025.zip"] = (zipped(of_session(FILES)), written(0))
    assert update(fresh, site).problems == []
    assert end_of(fresh) == ("enacted", 1)


def test_an_archive_of_a_session_that_has_not_begun_is_told_and_asked_for_again(fresh, site, turn):
    """What it holds is kept; a bare number still means the session that runs."""
    turn("2026-12-01")
    del site.archives["pubinfo_2025.zip"]
    (problem,) = update(fresh, site).problems
    assert problem == "pubinfo_daily_Tue.zip holds 2027-28, which has not begun"
    with open_snapshot(fresh.database, date(2026, 12, 1)) as snapshot:
        assert snapshot.resolve_bill("AB 262") == "ca-20252026-ab262"
    turn("2026-12-08")
    site.asked.clear()
    assert update(fresh, site).problems == []
    assert "pubinfo_daily_Tue.zip" in site.names("GET")
    with open_snapshot(fresh.database, date(2026, 12, 8)) as snapshot:
        assert snapshot.resolve_bill("AB 262") == "ca-20272028-ab262"


def test_one_number_of_two_sessions_in_one_request(fresh, site, turn):
    """Each from its own archive, and neither is taken for the other."""
    keys = ["ca-20252026-ab262", "ca-20272028-ab262"]
    assert update(fresh, site, bills=keys).problems == []
    assert {"pubinfo_2025.zip", "pubinfo_daily_Tue.zip"} <= set(site.names("GET"))
    with open_snapshot(fresh.database, date(2026, 12, 8)) as snapshot:
        old, new = (snapshot.bill(key) for key in keys)
        named = [snapshot.meaning(f"AB 262 ({years})").id for years in ("2025-26", "2027-28")]
    assert [old.bill.session, new.bill.session] == ["20252026", "20272028"]
    assert named == keys
    asked = CliRunner().invoke(main, ["--workspace", str(fresh.root), "show", "AB 262"])
    assert "AB 262 of 2027" in plain(asked.output) and "2025-26 session" in plain(asked.output)


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{EN DASH}", "-")


def test_a_new_session_begins_with_a_whole_archive(fresh, site, turn):
    """The small ones lack its members: the archive of the old session, read last week, is none."""
    turn("2026-12-07")
    assert any(
        "bulk data of 2027-28 has not been read yet" in line
        for line in update(fresh, site, source=None).said
    )
    update(fresh, site)
    assert "pubinfo_daily_Tue.zip" in site.names("GET")


# -- what can go wrong ---------------------------------------------------------------------------


def test_a_body_that_breaks_off_is_gone_on_with(workspace, site):
    site.archives = {"pubinfo_daily_Mon.zip": (WHOLE, written(1))}
    site.faults = [1000, 500]
    report = update(workspace, site)
    assert report.problems == [] and stage(workspace) == [("to_executive",)]
    ranges = [h.get("Range") for _, name, h in site.asked if _ == "GET" and name != "robots.txt"]
    assert ranges == [None, "bytes=1000-", "bytes=1500-"]


def test_what_came_is_kept_for_the_next_update(workspace, site):
    site.archives = {"pubinfo_daily_Mon.zip": (WHOLE, written(1))}
    site.faults = [300] + [0] * 5
    (problem,) = update(workspace, site).problems
    assert f"300 of {len(WHOLE):,} bytes came" in problem and "goes on from there" in problem
    site.asked.clear()
    assert update(workspace, site).problems == []
    assert [h.get("Range") for verb, _, h in site.asked if verb == "GET"][-1] == "bytes=300-"


def test_an_archive_written_anew_in_between_begins_anew(workspace, site):
    site.archives = {"pubinfo_daily_Mon.zip": (WHOLE[:2000], written(1))}
    site.faults = [300] + [0] * 5
    update(workspace, site)
    site.archives = {"pubinfo_daily_Mon.zip": (WHOLE, written(0))}
    assert update(workspace, site).problems == []
    assert stage(workspace) == [("to_executive",)]


def test_a_busy_server_is_waited_for_and_a_broken_one_left_alone(workspace, site):
    site.archives = {"pubinfo_daily_Mon.zip": (WHOLE, written(1))}
    site.faults = [(503, b"", [("Retry-After", "0")]), (500, b"")]
    assert update(workspace, site).problems == []
    site.archives = {"pubinfo_daily_Mon.zip": (WHOLE, written(0))}
    site.faults = [(503, b"", [("Retry-After", "3600")])]
    other = Workspace.at(workspace.root / "other")
    with other.writer("test"):
        pass
    (problem,) = update(other, site).problems
    assert "left alone for 3600 seconds" in problem


def test_what_is_no_zip_is_not_used(workspace, site):
    site.archives = {"pubinfo_daily_Mon.zip": (b"<html>Sorry</html>", written(1))}
    (problem,) = update(workspace, site).problems
    assert "is no zip" in problem
    assert rows(workspace, "SELECT count(*) FROM links") == [(0,)]


def test_robots_txt_is_obeyed(workspace, site):
    site.archives = {"pubinfo_daily_Mon.zip": (WHOLE, written(1))}
    site.robots = (200, b"User-agent: *\nDisallow: /\n")
    (problem,) = update(workspace, site).problems
    assert "robots.txt does not allow" in problem and "billtrail import" in problem
    assert site.names() == ["robots.txt"]
    site.robots = (503, b"")
    (problem,) = update(workspace, site).problems
    assert "could not be read (answer 503)" in problem


def test_a_site_without_archives_says_so(workspace, site):
    (problem,) = update(workspace, site).problems
    assert "none of the seven daily archives is there" in problem


def test_a_server_that_is_gone_is_one_line(workspace, site, tmp_path):
    with served() as gone:
        url = gone.url
    with (
        Downloads(tmp_path, base_url=url) as downloads,
        pytest.raises(SourceError, match="cannot be reached"),
    ):
        downloads.look("pubinfo_daily_Mon.zip")


def test_an_archive_that_is_too_large_is_not_begun(tmp_path, site):
    with (
        Downloads(tmp_path, base_url=site.url) as downloads,
        pytest.raises(SourceError, match="too many"),
    ):
        downloads.fetch(Remote("pubinfo_daily_Mon.zip", written(0), 10**12))
    assert site.asked == []


def test_instants():
    assert instant("Fri, 07 Mar 2025 12:30:00 GMT") == "2025-03-07T12:30:00Z"
    assert instant("yesterday") == ""
