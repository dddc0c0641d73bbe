"""Open States asked for followed bills of states: what is asked, kept and said; keys and limits."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import congress_api
import openstates_files as built
import pytest
from click.testing import CliRunner, Result
from congress_api import KEY, Api, Fault, serving

from billtrail.cli import main
from billtrail.scrapers.crawling import ApiClient, Stopped
from billtrail.scrapers.crawling.api_client import Pace
from billtrail.scrapers.openstates import HOST, SERVICE, question
from billtrail.scrapers.states import bill_key
from billtrail.updates import OFFLINE, fetch_in_background
from billtrail.updates.openstates_api import update_followed
from billtrail.workspace.workspace import Workspace

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
CASSETTES = Path(__file__).parent / "cassettes" / "openstates"
BILL = "ny-20252026-s3967"


def _answer(*bills: dict[str, Any]) -> dict[str, Any]:
    pages = {"per_page": 20, "page": 1, "max_page": 1, "total_items": len(bills)}
    return {"results": list(bills), "pagination": pages}


@pytest.fixture
def api() -> Api:
    found = Api()
    found.answers["/bills"] = _answer(built.answer())
    return found


@pytest.fixture
def run(fresh: Workspace, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.delenv("OPENSTATES_API_KEY", raising=False)

    def run(*words: str, base: str = "", key: str = "") -> Result:
        settings = {"BILLTRAIL_BASE_URL": f"openstates={base}", "OPENSTATES_API_KEY": key}
        settings = {name: value for name, value in settings.items() if value != "openstates="}
        at = ["--workspace", str(fresh.root), *words]
        return CliRunner().invoke(main, at, env={"BILLTRAIL_OFFLINE": None, **settings})

    return run


def test_a_bill_of_any_state_is_followed_and_fetched_at_once(run, api, fresh) -> None:
    with serving(api) as base:
        done = run("watch", "NY S 3967-B", "--campaign", "tsra", base=base, key=KEY)
    assert done.exit_code == 0, done.output
    assert f"tsra follows {BILL} now" in done.output
    assert "NY S 3967 (2025\N{EN DASH}26" in done.output
    assert "Passed both chambers" in done.output.replace("\N{NO-BREAK SPACE}", " ")
    [asked] = [one for one in api.asked if one.path == "/bills"]
    assert KEY not in asked.line and asked.headers["X-Api-Key"] == KEY
    for part in ("jurisdiction=ny", "session=2025-2026", "identifier=S+3967", "include=actions",
                 "include=votes", "per_page=20"):  # fmt: skip
        assert part in asked.line
    with closing(sqlite3.connect(fresh.database)) as connection:
        ends = "SELECT ends FROM sessions WHERE jurisdiction = 'ny'"
        assert connection.execute(ends).fetchall() == [("2026-12-31",)]
    shown = run("show", "NY S 3967").output
    assert "(Open States, not the legislature itself)" in shown
    assert "  Cosponsors: 1\n" in shown  # nobody's party is known there
    assert "NY S 1966 (2023\N{EN DASH}24 session), of an earlier session" in shown
    report = run("report-of-session", "NY 2025-26").output
    assert "NY S 3967" in report and "from Open States, not the legislature itself" in report
    again = run("update", "--source", "openstates", base="http://127.0.0.1:9", key=KEY)
    assert again.exit_code == 3 and "Open States: it cannot be reached" in again.output


def test_without_a_key_it_is_followed_and_the_way_to_one_is_told(run) -> None:
    done = run("watch", "Texas HB 8", "--campaign", "tsra")
    assert done.exit_code == 0, done.output
    assert "tsra follows tx-89-hb8 now" in done.output
    for words in ("Bills of Texas are asked for at Open States, and no key is set", "free key at",
                  "store it with billtrail key openstates",
                  "It is followed, not yet fetched"):  # fmt: skip
        assert words in " ".join(done.output.split())


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (401, "it does not take this key. Compare OPENSTATES_API_KEY in secrets.env"),
        (403, "A key may lack the right to this part of the service"),
        (429, "the key has used up its requests, 10 a minute and 500 a day"),
    ],
)
def test_a_refusal_is_told_in_words_and_ends_the_questions(api, status, says) -> None:
    body = json.dumps({"detail": "Words of ours."}).encode()
    api.fail("/bills", Fault(status, body, {"Content-Type": "application/json"}))
    sink = _Sink()
    keys = [*(f"ny-20252026-s{n}" for n in range(1, 23)), "tx-892-hb8"]
    with serving(api) as base:
        update_followed(keys, {}, sink, key=KEY, base_url=base)  # type: ignore[arg-type]
    assert len(sink.failures) == len(keys) and {says in why for why in sink.failures} == {True}
    assert len(api.asked) == 1


def test_an_answer_without_a_list_of_bills_says_of_none_that_it_is_not_there(api) -> None:
    api.answers["/bills"] = {"message": "Under maintenance."}
    sink = _Sink()
    with serving(api) as base:
        update_followed([BILL], {}, sink, key=KEY, base_url=base)  # type: ignore[arg-type]
    assert sink.absent == []
    assert sink.failures == ["Open States: the answer has no list of bills. Try again later."]


class _Sink:
    """What an update hears, as lists."""

    def __init__(self) -> None:
        self.failures: list[str] = []
        self.absent: list[str] = []
        self.documents: list[str] = []

    def failed(self, link: Any, reason: str) -> None:
        self.failures.append(reason)

    def missing(self, link: Any, at: str) -> None:
        self.absent.append(link.bill)

    def document(self, document: Any, link: Any) -> None:
        self.documents.append(link.bill)


def test_twenty_bills_of_a_session_are_one_question(api) -> None:
    keys = [*(f"ny-20252026-s{n}" for n in range(3950, 3971)), "tx-892-hb8"]
    sink = _Sink()
    with serving(api) as base:
        update = update_followed(keys, {}, sink, key=KEY, base_url=base)  # type: ignore[arg-type]
    assert [asked.line.count("identifier=") for asked in api.asked] == [20, 1, 1]
    assert (update.requests, sink.documents, len(sink.absent)) == (3, [BILL], 21)
    assert update.bills.counts == {"document": 1, "missing": 21}


@pytest.mark.parametrize(
    ("key", "session", "number"),
    [
        ("ny-20252026-s3967", "2025-2026", "S 3967"),
        ("tx-892-hb8", "892", "HB 8"),
        ("or-2026r1-hb4001", "2026R1", "HB 4001"),
        ("il-104th-sjrca1", "104th", "SJRCA 1"),
        ("fl-2026f-hb3", "2026F", "HB 3F"),
        ("co-2026a-hb1001", "2026A", "HB26-1001"),
        ("co-2026a-sb1", "2026A", "SB26-001"),
        ("dc-26-b12", "26", "B26-0012"),
        ("az-57th2ndregular-hb2001", "57th-2nd-regular", "HB 2001"),
        ("va-262-hb30", "2026S1", "HB 30"),
    ],
)
def test_bills_are_asked_for_as_open_states_calls_them(key, session, number) -> None:
    asked = question([key])
    assert (asked["session"], asked["identifier"]) == (session, [number])
    assert bill_key(key[:2], session, number) == key


def test_no_more_than_ten_go_out_in_a_minute() -> None:
    pauses: list[float] = []
    pace = Pace(2, pauses.append)
    assert pace.seconds(5.0) == 0
    pace._times.extend((10.0, 20.0))
    assert pace.seconds(30.0) == 40.0 and pace.seconds(70.0) == 0
    assert Pace(0, pauses.append).seconds(1.0) == 0


# Recorded answers -----------------------------------------------------------------------------


def _as_published(request: Any) -> Any:
    recorded = congress_api.as_published(request)
    recorded.uri = recorded.uri.replace(congress_api.HOST, HOST)
    return recorded


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    return congress_api.VCR | {"before_record_request": _as_published}


@pytest.fixture(scope="module")
def vcr_cassette_dir() -> str:
    return str(CASSETTES)


@pytest.fixture
def base(record_mode: str, api: Api) -> Iterator[str | None]:
    """Recording asks the server here; replaying the API's own address, without a network."""
    if record_mode == "none":
        yield None
        return
    api.echoes_key = True
    with serving(api) as address:
        yield address


@pytest.mark.vcr
def test_a_recorded_answer_is_the_built_one(base) -> None:
    with ApiClient(SERVICE, KEY, base_url=base) as client:
        answer = client.get("/bills", **question([BILL]))
    assert answer["results"] == [built.answer()]


@pytest.mark.vcr
def test_a_recorded_refusal_says_what_to_do(base) -> None:
    with (
        ApiClient(SERVICE, KEY[::-1], base_url=base) as client,
        pytest.raises(Stopped, match="does not take this key"),
    ):
        client.get("/bills", **question([BILL]))


def test_no_cassette_holds_anything_like_a_key() -> None:
    files = sorted(CASSETTES.glob("*.yaml"))
    assert len(files) == 2
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert KEY not in text and KEY[::-1] not in text and "X-Api-Key" not in text


def test_a_bill_that_nobody_can_be_asked_about_is_not_said_to_be_fetched(
    fresh, run, monkeypatch
) -> None:
    monkeypatch.delenv(OFFLINE, raising=False)
    run("watch", "Texas HB 8", "--campaign", "tsra", "--offline")
    assert "no key is set" in fetch_in_background(fresh, "tx-89-hb8")
    with closing(sqlite3.connect(fresh.database)) as connection:
        [count] = connection.execute(
            "SELECT count(*) FROM runs WHERE command = 'update'"
        ).fetchone()
    assert count == 0


def test_a_brief_gives_the_count_of_the_chamber_and_not_of_a_committee(run, tmp_path) -> None:
    """New York's record lists S 3967's votes in committee and on the floor as the Senate's own."""
    votes = [
        built.vote() | {"motion_text": motion, "result": result, "counts": [
            {"option": "yes", "value": yes}, {"option": "no", "value": no}], "votes": []}
        for motion, result, yes, no in (
            ("Codes Vote", "pass", 12, 1), ("MOTION:LEE; To reconsider", "fail", 20, 40),
            ("Floor Vote - Version: B", "pass", 59, 0),
        )
    ]  # fmt: skip
    folder = built.write_scraped(tmp_path / "x", built.scraped(1), votes=votes)
    for words in (["import", str(folder)], ["brief", "NY S 3967", "--format", "md", "-o", "-"]):
        done = run(*words)
        assert done.exit_code == 0, done.output
    assert "the Senate 59 to 0" in " ".join(done.output.split())
    # Its title is a phrase, which a sentence of ours cannot begin with.
    assert "# NY S 3967: where it stands" in done.output
    steps = done.output.partition("Latest steps")[2]
    assert steps.index("RETURNED TO SENATE") < steps.index("PASSED ASSEMBLY")
