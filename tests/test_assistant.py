"""A published file asked by MCP: a real client, over HTTP, of ``billtrail serve --mcp``; and what
the tools answer, of one snapshot."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests
from site_values import ON, write_site

from billtrail.datasette_plugins.assistant import answers, questions
from billtrail.datasette_plugins.server.application import address, listen, make_datasette, serve
from billtrail.errors import UsageError
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.snapshot.snapshot import Snapshot, open_snapshot
from billtrail.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("working") / "billtrail.db"
    write_site(path)
    return path


@pytest.fixture(scope="module")
def edition(working: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(working, tmp_path_factory.mktemp("edition"), Edition.PUBLIC).database


@pytest.fixture
def snapshot(prepared: Workspace) -> Iterator[Snapshot]:
    with open_snapshot(prepared.database, ON) as found:
        yield found


def test_a_bill_and_an_effort_stand_where_the_record_says_on_a_day(snapshot: Snapshot) -> None:
    bill = answers.stands(snapshot, "H.R. 4323")
    assert (bill["as_of"], bill["bill"]["law"]) == (ON.isoformat(), "Public Law 119-73")
    assert bill["stands"].startswith("Became law")
    died = answers.effort(snapshot, "us-117-hr8672")
    assert died["effort"]["id"] == "us-tsra" and died["effort"]["stage"] == "enacted"
    assert answers.effort(snapshot, "TSRA") == answers.stands(snapshot, "TSRA")


@pytest.mark.parametrize("name", ["AB 99999", "the zebra act"])
@pytest.mark.parametrize("tool", [answers.stands, answers.effort, answers.sayings])
def test_what_is_not_here_is_not_denied(snapshot: Snapshot, tool: Any, name: str) -> None:
    found = tool(snapshot, name)
    assert found["found"] is None and found["as_of"] == ON.isoformat()
    assert answers.NOT_HERE in found["notes"]
    assert answers.NOT_HERE in answers.search(snapshot, "zebra")["notes"]


def test_no_change_is_not_said_to_be_none_anywhere(snapshot: Snapshot) -> None:
    quiet = answers.changes(snapshot, ON.isoformat(), "H.R. 4323")
    assert quiet["changes"] == [] and "does not mean" in quiet["notes"][0]
    with pytest.raises(UsageError, match="no day"):
        answers.changes(snapshot, "Monday", None)


def test_a_ready_question_takes_a_bill_in_any_spelling_and_says_what_it_cannot(
    edition: Path,
) -> None:
    site = make_datasette(edition)

    def ask(question: str, **given: str) -> Any:
        return asyncio.run(questions.ask(site, question, given))

    told = {
        one["question"]: one for one in asyncio.run(questions.ready_questions(site))["questions"]
    }
    assert told["steps-of-a-bill"]["wants"] == ["key"] and told["steps-of-a-bill"]["about"]
    assert ask("steps-of-a-bill", key="HR 4323")["rows"]
    assert ask("steps-of-a-bill", key="HR 9")["notes"] == [answers.NOT_HERE]
    with pytest.raises(UsageError, match=r"Nearest: .*steps-of-a-bill"):
        ask("steps")


def test_what_may_be_said_has_its_sources_and_no_ask(snapshot: Snapshot) -> None:
    (campaign,) = answers.sayings(snapshot, "H.R. 4323")["campaigns"]
    leaning = [one for one in campaign["may_be_said"] if one["sources"]]
    assert leaning and all(source["source"] for one in leaning for source in one["sources"])
    keys = {(text.text, text.key) for text in snapshot.campaign("tsra").texts}
    asked = {text for text, key in keys if key.startswith(("ask-", "headline-"))}
    assert asked and not asked & {one["says"] for one in campaign["may_be_said"]}
    assert all(figure["base"] and figure["source"] for figure in campaign["figures"])


def test_the_working_file_is_offered_to_no_assistant(working: Path) -> None:
    with pytest.raises(UsageError, match="notes and undecided positions"):
        serve(working, assistants=True)


# Over HTTP, with the real client --------------------------------------------------------------


@pytest.fixture(scope="module")
def site(edition: Path) -> Iterator[str]:
    pytest.importorskip("datasette_mcp", reason="the extra 'mcp' is not installed")
    with closing(listen("127.0.0.1", 0)) as free:
        base = address("127.0.0.1", free)
    command = [sys.executable, "-m", "billtrail", "--db", str(edition), "serve", "--mcp",
               "--port", base.rstrip("/").rpartition(":")[2]]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.readline().decode() + process.stdout.readline().decode()
        assert f"{base}-/mcp" in said
        yield base
        process.terminate()


def talk(site: str, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """The names of the tools, then what each call is answered."""
    from mcp.client.session import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async def session() -> list[Any]:
        async with (
            streamable_http_client(f"{site}-/mcp") as streams,
            ClientSession(*streams[:2]) as client,
        ):
            await client.initialize()
            names = [tool.name for tool in (await client.list_tools()).tools]
            return [names, *[await client.call_tool(name, given) for name, given in calls]]

    return asyncio.run(session())


def test_a_client_asks_and_is_held_to_reading_within_limits(site: str, edition: Path) -> None:
    before = edition.read_bytes()
    endless = "with recursive a(x) as (select 1 union all select x + 1 from a) select max(x) from a"
    long = ("with recursive a(x) as (select 1 union all select x + 1 from a where x < 100) "
            "select printf('%.*c', 400000, 'x') from a")  # fmt: skip
    start = time.monotonic()
    names, stands, nothing, wrong, rows, written, timed, large = talk(
        site,
        ("where_it_stands", {"name": "HR 4323"}),
        ("where_it_stands", {"name": "AB 99999"}),
        ("changes_since", {"day": "Monday"}),
        ("ask_ready_question", {"question": "where-bills-stand", "given": {"campaign": "tsra"}}),
        ("execute_sql", {"database": "billtrail", "sql": "delete from bills"}),
        ("execute_sql", {"database": "billtrail", "sql": endless}),
        ("execute_sql", {"database": "billtrail", "sql": long}),
    )  # fmt: skip
    assert {"where_it_stands", "effort", "changes_since", "search_bills", "what_may_be_said",
            "execute_sql", "ready_questions", "ask_ready_question"} <= set(names)  # fmt: skip
    said = json.loads(stands.content[0].text)
    assert said["bill"]["law"] == "Public Law 119-73" and said["as_of"] >= "2026-11-26"
    assert answers.NOT_HERE in json.loads(nothing.content[0].text)["notes"]
    assert wrong.is_error and "'Monday' is no day" in wrong.content[0].text
    found = json.loads(rows.content[0].text)
    assert found["rows"] and found["as_of"] >= "2026-11-26"
    assert [one.is_error for one in (written, timed, large)] == [True, True, True]
    assert time.monotonic() - start < 30
    assert edition.read_bytes() == before


def test_the_address_takes_questions_of_programs_alone(site: str) -> None:
    kind = {"Content-Type": "application/json", "Accept": "application/json"}
    ask = f"{site}-/mcp"
    assert requests.post(ask, b" " * 10_000_000, headers=kind, timeout=20).status_code == 413
    assert requests.get(ask, timeout=20).status_code == 405
    elsewhere = kind | {"Origin": "https://elsewhere.example"}
    assert requests.post(ask, b"{}", headers=elsewhere, timeout=20).status_code == 403
    assert requests.post(f"{site}check", b"{}", headers=kind, timeout=20).status_code == 403


def test_where_it_was_not_asked_for_there_is_no_such_address(edition: Path) -> None:
    found = asyncio.run(make_datasette(edition).client.post("/-/mcp"))
    assert found.status_code in (403, 404)
