"""A published file on the command line, of today and one that an older Billtrail made: an answer,
or one line that says what to do, and never an error of SQLite's."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.workspace.workspace import Workspace

#: What steps of the schema, each a kind of its own, did to what a published file has.
STEPS = (
    "ALTER TABLE positions DROP COLUMN condition",
    "ALTER TABLE texts DROP COLUMN positions",
    "DROP TABLE released_briefs",
    "DROP VIEW bills_today",
)
PAGES = ("/", "/bill/us-119-hr4323", "/changes", "/dates.ics", "/check/abcdef", "/about",
         "/campaign/tsra.json", "/-/brief/tsra.pdf")  # fmt: skip
COMMANDS = ("show hr4323", "week", "brief tsra -o {out}", "check", "family us-tsra")


@pytest.fixture(scope="module")
def edition(prepared: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(prepared.database, tmp_path_factory.mktemp("now"), Edition.PUBLIC).database


@pytest.fixture(params=STEPS)
def old(edition: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "billtrail.db"
    path.write_bytes(edition.read_bytes())
    with closing(sqlite3.connect(path)) as file:
        file.execute(request.param)
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_in_a_line_what_to_do(old: Path, tmp_path: Path, command: str) -> None:
    words = command.format(out=tmp_path / "out.pdf").split()
    result = CliRunner().invoke(main, ["--db", str(old), *words])
    assert len(result.output.splitlines()) == 1 and result.exit_code == 1, result.output
    assert "published by an older Billtrail" in result.output
    assert "billtrail publish" in result.output


@pytest.mark.asyncio
async def test_our_pages_of_a_running_server_say_it_too(old: Path) -> None:
    client = make_datasette(old).client
    for page in PAGES:
        answer = await client.get(page)
        assert answer.status_code == 503, page
        assert "published by an older Billtrail" in answer.text.replace("&#39;", "'"), page
        assert "no such" not in answer.text, page


def test_doctor_says_it_and_publishing_anew_heals(
    old: Path, prepared: Workspace, tmp_path: Path
) -> None:
    told = CliRunner().invoke(main, ["--db", str(old), "doctor"]).output
    assert "published by an older Billtrail" in told
    publish(prepared.database, old.parent, Edition.PUBLIC)
    result = CliRunner().invoke(main, ["--db", str(old), "week"])
    assert result.exit_code == 0, result.output


#: Commands that read, and commands that write what a published file never takes.
READS = ("week", "week --json", "check", "suggestions", "show hr4323 --json", "changes",
         "unsettled", "brief tsra -o {out}", "family us-tsra",
         "doctor", "votes Lieu hr4323")  # fmt: skip
WRITES = ("release abcdef012345 --to public --by A", "withdraw abcdef012345", "undo", "reparse",
          "pull http://127.0.0.1:1")  # fmt: skip


def on(edition: Path, folder: Path, command: str) -> tuple[int, str]:
    words = command.format(out=folder / "out.pdf").split()
    result = CliRunner().invoke(main, ["--workspace", str(folder), "--db", str(edition), *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("command", READS)
def test_what_reads_answers_from_a_published_file(
    edition: Path, tmp_path: Path, command: str
) -> None:
    assert on(edition, tmp_path, command)[0] == 0


@pytest.mark.parametrize("command", WRITES)
def test_what_writes_says_that_a_published_file_is_only_read(
    edition: Path, tmp_path: Path, command: str
) -> None:
    code, told = on(edition, tmp_path, command)
    assert (code, len(told.splitlines())) == (1, 1) and "is only read" in told
