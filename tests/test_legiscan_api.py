"""LegiScan asked for followed bills: its terms first, what is asked and counted, what can fail."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import congress_api
import legiscan_files as built
import pytest
import time_machine
from click.testing import CliRunner, Result
from congress_api import Fault, serving
from legiscan_files import KEY, KEY_OF_BILL, Api, refusal

from billtrail.cli import main
from billtrail.scrapers.crawling import ApiClient, Stopped
from billtrail.scrapers.crawling.crawl_plan import KnownLink
from billtrail.scrapers.legiscan import HOST, SERVICE, Listed, Place, bill_of, bills_of, sessions_of
from billtrail.updates.legiscan_api import update_followed
from billtrail.workspace.workspace import Workspace

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
CASSETTES = Path(__file__).parent / "cassettes" / "legiscan"


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.fixture
def run(fresh: Workspace, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("LEGISCAN_API_KEY", "OPENSTATES_API_KEY"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str, base: str = "", say: str = "", **environment: str) -> Result:
        named = {"BILLTRAIL_BASE_URL": f"legiscan={base}"} if base else {}
        at = ["--workspace", str(fresh.root), *words]
        given = {"BILLTRAIL_OFFLINE": None, **named, **environment}
        return CliRunner().invoke(main, at, env=given, input=say)

    return run


# -- the terms come first --------------------------------------------------------------------------


def test_the_terms_are_said_before_a_key_is_stored_and_a_no_stores_nothing(run, fresh) -> None:
    secrets = fresh.root / "secrets.env"
    refused = run("key", "legiscan", say=f"n\n{KEY}\n")
    words = " ".join(refused.output.split())
    for said in ("internal use, and for no commercial purpose", "30,000 questions a month",
                 "CC BY 4.0", "LegiScan is credited", "licensed_to_publish"):  # fmt: skip
        assert said in words, said
    assert words.endswith("Nothing was stored.") and words.index("CC BY") < words.index("agree?")
    assert not secrets.exists() or "LEGISCAN" not in secrets.read_text()
    done = run("key", "legiscan", "--by", "A Name", say=f"y\n{KEY}\n")
    assert done.exit_code == 0 and KEY not in done.output
    kept = secrets.read_text()
    assert f"LEGISCAN_API_KEY={KEY}" in kept and "agreed on 2026-11-26 by A Name" in kept
    assert secrets.stat().st_mode & 0o077 == 0
    run("key", "legiscan", "--remove")
    assert "LEGISCAN" not in secrets.read_text()


def test_a_key_of_the_environment_waits_for_the_yes_too(run, api) -> None:
    run("watch", "PA SB 44 (2023-24)", "--campaign", "tsra", "--offline")
    with serving(api) as base:
        said = run("update", "--source", "legiscan", base=base).output
        assert "LegiScan is not asked about Pennsylvania, as no key is set" in said
        said = run("update", "--source", "legiscan", base=base, LEGISCAN_API_KEY=KEY).output
        assert "nobody has agreed to LegiScan's terms" in said and not api.asked
        watched = run("watch", "PA SB 99 (2023-24)", "--campaign", "tsra", LEGISCAN_API_KEY=KEY)
        assert "say yes with: billtrail key legiscan" in " ".join(watched.output.split())
        agreed = run("key", "legiscan", say="y\n\n", LEGISCAN_API_KEY=KEY)
        assert "of the environment is used" in agreed.output
        run("update", "--source", "legiscan", base=base, LEGISCAN_API_KEY=KEY)
    assert "getBill" in api.operations


def test_keys_without_terms_are_stored_as_well_and_others_are_refused(run, fresh) -> None:
    assert "OPENSTATES_API_KEY" in run("key", "list").output
    assert run("key", "openstates", say="abc\n").exit_code == 0
    assert "OPENSTATES_API_KEY=abc" in (fresh.root / "secrets.env").read_text()
    refused = run("key", "us_govinfo")
    assert refused.exit_code == 2 and "asks for no key" in refused.output
    assert "Nothing was stored" in run("key", "us_congress_api", say="\n").output
    assert "no blanks" in run("key", "us_congress_api", say="x y z\n").output


def test_terms_that_changed_are_said_again(run, fresh) -> None:
    run("key", "legiscan", say=f"y\n{KEY}\n")
    secrets = fresh.root / "secrets.env"
    secrets.write_text(secrets.read_text().replace("_TERMS=20", "_TERMS=19"))
    run("watch", "PA SB 44 (2023-24)", "--campaign", "tsra", "--offline")
    assert "nobody has agreed" in run("update", "--source", "legiscan").output


# -- what is asked ---------------------------------------------------------------------------------


def test_a_bill_is_fetched_at_once_and_again_only_when_its_hash_moved(run, api, fresh) -> None:
    run("key", "legiscan", say=f"y\n{KEY}\n")
    with serving(api) as base:
        done = run("watch", "PA SB 44 (2023-24)", "--campaign", "tsra", base=base)
        assert done.exit_code == 0, done.output
        assert "Became law, Act No. 39 of 2023" in done.output.replace("\N{NO-BREAK SPACE}", " ")
        assert api.operations == ["getSessionList", "getMasterListRaw", "getBill"]
        again = run("update", "--source", "legiscan", base=base)
        assert api.operations[3:] == ["getSessionList", "getMasterListRaw"]
        assert "1 confirmed as they were" in again.output
        assert "5 of the month's 30,000 questions are used" in again.output
        api.bills[1746131] = built.bill(change_hash="0" * 32, title="Another title")
        run("update", "--source", "legiscan", base=base)
        assert api.operations[5:] == ["getSessionList", "getMasterListRaw", "getBill"]
    shown = run("show", KEY_OF_BILL).output
    assert "Another title" in shown and "(LegiScan, not the legislature itself)" in shown
    assert KEY not in (fresh.root / "billtrail.db").read_bytes().decode("latin-1")
    assert not any(KEY in path.read_text("latin-1") for path in fresh.archive.rglob("*.json"))


def test_its_newest_step_taken_back_waits_for_another_day_and_is_asked_for_again(run, api) -> None:
    """The same hash on both days: what is in doubt is asked for again all the same."""
    run("key", "legiscan", say=f"y\n{KEY}\n")
    steps = built.bill()["history"]
    with serving(api) as base:
        api.bills[1746131] = built.bill(history=steps[:3], status=2)
        run("watch", "PA SB 44 (2023-24)", "--campaign", "tsra", base=base)
        api.bills[1746131] = built.bill(history=steps[:2], status=1, change_hash="0" * 32)
        run("update", "--source", "legiscan", base=base)
        shown = json.loads(run("show", KEY_OF_BILL, "--json").output)
        assert (shown["stage"], bool(shown["in_doubt"])) == ("passed_one_chamber", True)
        with time_machine.travel(datetime.now(UTC) + timedelta(days=1), tick=True):
            run("update", "--source", "legiscan", base=base)
            shown = json.loads(run("show", KEY_OF_BILL, "--json").output)
            assert (shown["stage"], shown["in_doubt"]) == ("reported", None)
    assert api.operations.count("getBill") == 3


def test_open_states_comes_first(run, api) -> None:
    run("key", "legiscan", say=f"y\n{KEY}\n")
    run("key", "openstates", say="abc\n")
    run("watch", "PA SB 44 (2023-24)", "--campaign", "tsra", "--offline")
    with serving(api) as base:
        both = f"legiscan={base} openstates=http://127.0.0.1:9"
        said = run("update", "--bill", KEY_OF_BILL, BILLTRAIL_BASE_URL=both)
        assert "LegiScan is not asked: Open States is, and comes first." in said.output
        assert "Open States: it cannot be reached" in said.output and api.asked == []
        run("update", "--source", "legiscan", base=base)  # who names it means it
        assert "getBill" in api.operations


class _Sink:
    """What an update hears, as lists."""

    def __init__(self) -> None:
        self.failures: list[str] = []
        self.absent: list[str] = []
        self.documents: list[str] = []
        self.confirmations: list[Any] = []

    def failed(self, link: Any, reason: str) -> None:
        self.failures.append(reason)

    def missing(self, link: Any, at: str) -> None:
        self.absent.append(link.bill)

    def document(self, document: Any, link: Any) -> None:
        self.documents.append(link.bill)

    def confirmed(self, link: Any, at: str) -> None:
        self.confirmations.append(link)


def ask(api: Api, *keys: str, known: Any = None, key: str = KEY) -> tuple[Any, Any]:
    sink: Any = _Sink()
    with serving(api) as base:
        update = update_followed(keys, known or {}, sink, key=key, base_url=base)
    return sink, update


def test_one_list_serves_all_bills_of_a_session(api) -> None:
    sink, update = ask(api, KEY_OF_BILL, "pa-20232024-hb1", "pa-20232024-hb2", "pa-2023x1-hb1")
    assert (sink.documents, len(sink.absent)) == ([KEY_OF_BILL], 3)
    assert sorted(api.operations) == ["getBill", *["getMasterListRaw"] * 2, "getSessionList"]
    assert update.bills.counts == {"document": 1, "missing": 3}


HTML = Fault(200, b"<html>Just a moment</html>", {"Content-Type": "text/html"})


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (refusal("Invalid API key"), "it does not take this key. Compare LEGISCAN_API_KEY"),
        (refusal("Subscription query limit exceeded"), "it has used up its questions, 30,000 a"),
        (refusal("Monthly query limit exceeded"), "used up its questions"),
        (Fault(429), "used up its questions"),
        (Fault(503), "its server is down"),
    ],
)
def test_a_refusal_comes_with_status_200_and_ends_the_questions(api, fault, says) -> None:
    api.fail("getSessionList", *[fault] * 5)
    sink, _ = ask(api, KEY_OF_BILL, "pa-20232024-hb1", "mn-20232024-sf1")
    assert len(sink.failures) == 3 and says.removeprefix("it has ") in sink.failures[0]
    assert len({*sink.failures}) == 1
    assert [*dict.fromkeys(api.operations)] == ["getSessionList"]


@pytest.mark.parametrize(
    ("operation", "fault", "says"),
    [
        ("getSessionList", HTML, "is not JSON"),
        ("getMasterListRaw", HTML, "is not JSON"),
        ("getMasterListRaw", congress_api.Fault(200, b'{"status": "OK", "masterlist": []}'),
         "not in the documented form"),
        ("getBill", HTML, "is not JSON"),
        ("getBill", refusal("Invalid bill id"), "Invalid bill id"),
        ("getBill", Fault(200, json.dumps({"status": "OK", "bill": built.bill(
            bill_number="HB9")}).encode()), "it told of"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_told_and_kept_by_nobody(api, operation, fault, says) -> None:
    api.fail(operation, fault)
    sink, _ = ask(api, KEY_OF_BILL)
    assert sink.documents == [] and says in sink.failures[0]


def test_a_wrong_key_is_not_repeated_in_what_is_said(api) -> None:
    wrong = KEY[::-1]
    sink, _ = ask(api, KEY_OF_BILL, key=wrong)
    assert "does not take this key" in sink.failures[0] and wrong not in sink.failures[0]


def test_the_months_questions_are_counted_and_never_passed(api) -> None:
    from billtrail.legislatures.calendar import sessions

    url = f"{HOST}/#questions-{sessions.utc_now()[:7]}"
    sink, update = ask(api, KEY_OF_BILL, known={url: KnownLink(url, "29998")})
    assert api.operations == ["getSessionList", "getMasterListRaw"] and sink.documents == []
    assert "used up its questions, 30,000 a month" in sink.failures[0]
    [count] = sink.confirmations
    assert (count.url, count.etag) == (url, "30000")
    assert update.notes == ("30,000 of the month's 30,000 questions are used",)


# -- recorded answers ------------------------------------------------------------------------------


def _as_published(request: Any) -> Any:
    recorded = congress_api.as_published(request)
    recorded.uri = recorded.uri.replace(congress_api.HOST, HOST)
    return recorded


def _without_key(response: dict[str, Any]) -> dict[str, Any]:
    """The service says a wrong key again."""
    body = response["body"]["string"]
    for key in (KEY, KEY[::-1]):
        body = body.replace(key.encode(), b"KEY")
    sizes = {"Content-Length": [str(len(body))]}
    headers = {**response["headers"], **sizes}
    return {**response, "body": {"string": body}, "headers": headers}


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    return congress_api.VCR | {
        "before_record_request": _as_published,
        "before_record_response": _without_key,
        "filter_query_parameters": ["key"],
    }


@pytest.fixture(scope="module")
def vcr_cassette_dir() -> str:
    return str(CASSETTES)


@pytest.fixture
def base(record_mode: str, api: Api) -> Iterator[str | None]:
    """Recording asks the server here; replaying the API's own address, without a network."""
    if record_mode == "none":
        yield None
        return
    with serving(api) as address:
        yield address


@pytest.mark.vcr
def test_recorded_answers_lead_from_a_state_to_a_bill(base) -> None:
    with ApiClient(SERVICE, KEY, base_url=base) as client:
        found = sessions_of(client, "pa")
        assert found == {"20232024": 2035, "2023x1": 2036}
        listed = bills_of(client, Place("pa", "20232024"), 2035)
        assert listed == {KEY_OF_BILL: Listed(1746131, built.HASH)}
        assert bill_of(client, listed[KEY_OF_BILL]) == built.bill()


@pytest.mark.vcr
def test_a_recorded_refusal_says_what_to_do(base) -> None:
    with (
        ApiClient(SERVICE, KEY[::-1], base_url=base) as client,
        pytest.raises(Stopped, match="does not take this key"),
    ):
        sessions_of(client, "pa")


def test_no_cassette_holds_anything_like_a_key() -> None:
    files = sorted(CASSETTES.glob("*.yaml"))
    assert len(files) == 2
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert KEY not in text and KEY[::-1] not in text
