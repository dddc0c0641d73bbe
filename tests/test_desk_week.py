"""The call sheet at the desk: what changed since one's own last call, papers, noting the call."""

import re
from datetime import date, timedelta

import pytest
from click.testing import CliRunner, Result
from serving import served
from test_desk import Office

from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.decisions import calls, undo
from billtrail.errors import UsageError
from billtrail.legislatures.calendar import today
from billtrail.workspace import Workspace, last_call, last_calls


def run(workspace: Workspace, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--workspace", str(workspace.root), *arguments])


def test_each_person_has_a_last_call_of_their_own(fresh: Workspace) -> None:
    before = today() - timedelta(days=7)
    calls.note_call(fresh, by="Ana", on=before)
    calls.note_call(fresh, by="Ben")
    assert last_call(fresh, "Ana") == before
    assert last_call(fresh, "Ben") == last_call(fresh, None) == today()
    assert last_call(fresh, "somebody new") == today()
    assert run(fresh, "week", "--by", "Ana", "--json").exit_code == 0
    with pytest.raises(UsageError, match="noted already"):
        calls.note_call(fresh, by="Ben")
    with pytest.raises(UsageError, match="has not come"):
        calls.note_call(fresh, by="Ben", on=date(2999, 1, 1))
    undo.undo(fresh)
    assert last_calls(fresh) == {"Ana": before.isoformat()}


def test_a_command_notes_the_call(fresh: Workspace) -> None:
    result = run(fresh, "week", "--held", "--by", "Ana")
    assert result.exit_code == 0, result.output
    assert last_calls(fresh) == {"Ana": today().isoformat()}
    assert "The weekly call was held" in run(fresh, "history").output


def test_the_sheet_stands_at_the_desk_with_its_papers(fresh: Workspace) -> None:
    with served(make_datasette(fresh.database)) as address:
        _papers(Office(address), fresh)


def _papers(office: Office, workspace: Workspace) -> None:
    page = office.get("/-/desk/week").text
    assert "To decide" in page and "/-/desk/positions?bill=" in page
    assert re.search(
        r"<summary>and \d+ more</summary>\s*<ul.*?/-/desk/positions\?bill=", page, re.S
    )
    values = office.form("/-/desk/week?since=2026-11-01") | {"do": "held", "by": "Ana"}
    assert office.send("/-/desk/week", values).status_code == 303
    assert last_calls(workspace) == {"Ana": today().isoformat()}
    assert "The call of" in office.get("/-/desk/week").text
    for part, begins in (("pdf", b"%PDF"), ("word", b"PK"), ("text", b"")):
        answer = office.get(f"/-/desk/week/{part}")
        assert answer.status_code == 200 and answer.content.startswith(begins), part
    assert office.get("/-/desk/week?since=soon").status_code == 400
