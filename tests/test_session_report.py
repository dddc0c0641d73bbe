"""What became of our bills in a session: the rows, the names of sessions, every format."""

import asyncio
import html
import io
import json
import re
from dataclasses import replace
from datetime import date

import docx
import pikepdf
import pytest
from click.testing import CliRunner

from billtrail.bills.models import Action, Bill, Vote
from billtrail.bills.stages.how import How
from billtrail.briefs.sheets.session_pages import FORMATS, render_session
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.errors import UnknownKey
from billtrail.legislatures.vocabulary import Chamber, Edition, Stage
from billtrail.publish.publish import publish
from billtrail.snapshot.sessions.session_report import (
    _row,
    _votes,
    build_session_report,
    find_session,
)
from billtrail.snapshot.snapshot import open_snapshot


def plain(text):
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{EN DASH}", "-").split())


@pytest.fixture(scope="module")
def report(prepared):
    with open_snapshot(prepared.database, date(2027, 1, 4)) as snapshot:
        return build_session_report(snapshot, find_session("119"))


@pytest.mark.parametrize(
    ("text", "key"),
    [("119", ("us", "119")), ("119th Congress", ("us", "119")), ("us-119", ("us", "119")),
     ("119th", ("us", "119")), ("the 119th congress", ("us", "119")),
     ("2025-26", ("ca", "20252026")), ("2025\N{EN DASH}26 session", ("ca", "20252026")),
     ("ca-20252026", ("ca", "20252026")), ("2025-2026", ("ca", "20252026")),
     ("va 2024", ("va", "241")), ("Virginia 2024", ("va", "241")), ("241", ("va", "241")),
     ("ny-20252026", ("ny", "20252026")), ("New York 2025\N{EN DASH}26", ("ny", "20252026")),
     ("tx-892", ("tx", "892")), ("IL 104th", ("il", "104th")), ("Florida 2026", ("fl", "2026")),
     ("or-2026r1", ("or", "2026r1"))],
)  # fmt: skip
def test_a_session_is_known_by_any_of_its_names(text, key):
    found = find_session(text)
    assert (found.jurisdiction, found.session) == key


@pytest.mark.parametrize("text", ["", "2026", "the last one", "us-999"])
def test_what_is_no_session_is_said(text):
    with pytest.raises(UnknownKey, match="session"):
        find_session(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [("mn-20252026", "Minnesota's 2025-26 session"), ("Minnesota 2025-26", "2025-26 session"),
     ("tx-89", "Texas's 89th Legislature"), ("AR 2012F", "Arkansas's 2012 fiscal or special")],
)  # fmt: skip
def test_of_a_session_whose_days_are_not_known_it_is_said_why_it_has_no_report(text, said):
    with pytest.raises(UnknownKey) as raised:
        find_session(text)
    told = plain(str(raised.value))
    assert told.startswith("The days of ") and said in told
    assert "are not known here, so it has no report" in told


def test_laws_stand_first_and_what_is_not_known_is_not_an_end(report):
    rows = {row.bill: row for row in report.rows}
    assert report.is_over and report.rows[0].end.startswith("Became law")
    assert plain(rows["us-119-hr4323"].end) == "Became law, Public Law 119-73, Jan 23, 2026"
    assert plain(rows["us-119-hr1379"].end) == "Overtaken by H.R. 4323"
    assert rows["us-119-hr3114"].end == "Outcome not recorded"
    assert plain(rows["us-119-hr3114"].furthest) == "In committee (as of Jun 1, 2026)"
    assert {row.bill.split("-")[1] for row in report.rows} == {"119"}
    assert plain(report.summary).startswith(f"{len(report.rows)} bills: ")


def test_before_its_end_it_says_that_it_is_not_over(prepared):
    with open_snapshot(prepared.database, date(2026, 11, 28)) as snapshot:
        found = build_session_report(snapshot, find_session("119"))
    assert not found.is_over and "not at an end yet" in found.summary
    said = render_session(found, None, "text").decode()
    assert "The session is not over." in said
    assert "Where it stands: " in said and "How it ended" not in said


def test_the_furthest_step_is_not_told_by_the_chamber_that_ended_it(prepared):
    """AB 938 passed the Assembly, and the Senate's committee files it dead."""
    with open_snapshot(prepared.database, date(2026, 12, 8)) as snapshot:
        status = snapshot.bill("ca-20252026-ab938")
    end = Action("2026-11-30", "From Senate committee without further action.", (), Chamber.UPPER)
    progress = replace(status.progress, stage=Stage.DIED, how=How.FILED_DEAD, action=end)
    row = _row(replace(status, progress=progress), "none decided")
    assert (row.furthest, plain(row.end).partition(",")[0]) == (
        "Passed the Assembly", "Died in the Senate",
    )  # fmt: skip


def test_the_last_vote_of_each_chamber_with_what_was_voted_on(prepared):
    """A committee's vote and one without counts are none of a chamber."""
    votes = (
        Vote("1", "2025-05-01", Chamber.LOWER, motion="Passed", yes=70, no=2),
        Vote("2", "2025-06-01", Chamber.LOWER, motion="Concurrence", yes=77, no=0),
        Vote("3", "2025-06-02", Chamber.LOWER, committee="PUB. S.", yes=7, no=0),
        Vote("4", "2025-05-20", Chamber.UPPER),
    )
    bill = Bill("ca-20252026-ab938", "ca", "20252026", "AB 938", "bill", Chamber.LOWER,
                "2026-11-30", votes=votes)  # fmt: skip
    with open_snapshot(prepared.database, date(2026, 12, 8)) as snapshot:
        status = snapshot.bill("ca-20252026-ab938")
    (told,) = _votes(replace(status, bill=bill))
    assert plain(told) == "Assembly 77 to 0, Jun 1, 2025 (Concurrence)"


@pytest.mark.parametrize("format_", [*FORMATS])
def test_every_format_says_the_same_words(report, format_):
    page = render_session(report, None, format_)
    if format_ == "pdf":
        with pikepdf.open(io.BytesIO(page)) as pdf:
            assert len(pdf.pages) == 1 and pdf.Root.MarkInfo.Marked
        return
    if format_ == "docx":
        document = docx.Document(io.BytesIO(page))
        words = [c.text for t in document.tables for row in t.rows for c in row.cells]
        text = plain(" ".join(words))
    else:
        text = plain(page.decode())
    for row in report.rows:
        assert row.identifier in text and plain(row.end) in text


@pytest.fixture
def site(prepared):
    return make_datasette(prepared.database, today=lambda: date(2027, 1, 4))


def test_the_page_shows_every_bill_and_links_to_each_format(site, report):
    page = asyncio.run(site.client.get("/session/us-119"))
    assert page.status_code == 200
    text = plain(html.unescape(re.sub(r"<[^>]+>", " ", page.text)))
    assert "What became of our bills: 119th Congress" in text
    assert "The session is not over" not in text
    for row in report.rows:
        assert f'href="/bill/{row.bill}"' in page.text and plain(row.end) in text, row.bill
    for ending in ("pdf", "docx", "html", "txt", "json"):
        assert f'href="/session/us-119.{ending}"' in page.text
    assert asyncio.run(site.client.get("/session/119th Congress")).text == page.text


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", "txt", "json"])
def test_the_site_gives_the_files_of_the_command(site, report, ending):
    answer = asyncio.run(site.client.get(f"/session/us-119.{ending}"))
    assert answer.status_code == 200
    name = f"session_us-119_2027-01-04.{ending}"
    assert name in answer.headers["content-disposition"]
    if ending in ("html", "txt", "json"):
        kind = {"txt": "text"}.get(ending, ending)
        assert answer.content == render_session(report, None, kind)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [("/session/us-999", 404, "session"), ("/session/us-119.xls", 400, "no format"),
     ("/session/soon.json", 404, "session")],
)  # fmt: skip
def test_what_is_no_session_and_no_format_is_said_on_the_site(site, path, status, said):
    answer = asyncio.run(site.client.get(path))
    assert answer.status_code == status and said in answer.text


def test_a_published_report_tells_no_position_that_was_not_released(prepared, tmp_path):
    file = publish(prepared.database, tmp_path / "out", Edition.PUBLIC).database
    with open_snapshot(file, date(2027, 1, 4)) as snapshot:
        found = build_session_report(snapshot, find_session("119"))
    assert {row.position for row in found.rows} == {"none published"}


def test_the_command_shows_text_and_writes_files(prepared, tmp_path):
    words = ["--workspace", str(prepared.root), "--as-of", "2026-12-08", "report-of-session"]
    shown = CliRunner().invoke(main, [*words, "2025-26", "--json"])
    assert shown.exit_code == 0
    assert json.loads(shown.output)["session"] == "20252026"
    written = CliRunner().invoke(main, [*words, "2025-26", "--format", "html", "-o", str(tmp_path)])
    assert written.exit_code == 0
    assert (tmp_path / "session_ca-20252026_2026-12-08.html").is_file()
