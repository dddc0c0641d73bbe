"""The client of the Congress.gov API: pages, limits, and every refusal in words that help."""

import json
import re
from collections.abc import Iterator

import pytest
from congress_api import KEY, Api, Fault, serving

from billtrail.errors import SourceError, UsageError
from billtrail.scrapers.crawling import ApiClient, NotThere, Stopped, api_client
from billtrail.scrapers.crawling.settings import user_agent
from billtrail.scrapers.us_congress_api.client import (
    MAX_PAGES,
    REFUSALS,
    SERVICE,
    pages,
    row_count,
)

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
LIST = "/v3/bill/119/hr/1/cosponsors"


@pytest.fixture
def api() -> Api:
    found = Api()
    found.lists[LIST] = "cosponsors", [{"bioguideId": f"X{n:06}"} for n in range(620)]
    return found


@pytest.fixture
def client(api: Api) -> Iterator[ApiClient]:
    with (
        serving(api) as base,
        ApiClient(SERVICE, KEY, base_url=base, contact="a@example.org") as found,
    ):
        yield found


def test_a_long_list_comes_in_pages_of_250_by_our_own_offsets(api: Api, client: ApiClient) -> None:
    found = pages(client, LIST)
    assert [len(page["cosponsors"]) for page in found] == [250, 250, 120]
    assert [asked.query for asked in api.asked] == [
        {"format": "json", "limit": "250", "offset": offset} for offset in ("0", "250", "500")
    ]


@pytest.mark.parametrize("count", [0, None, "x"])
def test_a_list_that_does_not_say_how_long_it_is_is_one_page(
    api: Api, client: ApiClient, count: object
) -> None:
    api.answers[LIST] = {"cosponsors": [], "pagination": {"count": count}}
    assert len(pages(client, LIST)) == 1
    assert row_count({"pagination": None}) == row_count({}) == 0


def test_a_list_without_end_is_not_followed(api: Api, client: ApiClient) -> None:
    api.answers[LIST] = {"cosponsors": [], "pagination": {"count": 10**9}}
    with pytest.raises(SourceError, match="too many to read"):
        pages(client, LIST)
    assert len(api.asked) == MAX_PAGES


def test_the_key_is_in_the_header_alone_and_we_say_who_we_are(api: Api, client: ApiClient) -> None:
    client.get(LIST)
    (asked,) = api.asked
    assert asked.headers["X-Api-Key"] == KEY
    assert asked.headers["User-Agent"] == user_agent("a@example.org")
    assert KEY not in asked.line


def test_it_stops_before_the_last_request_of_the_hour(api: Api, client: ApiClient) -> None:
    api.remaining = 4
    client.get(LIST)
    client.get(LIST)
    client.get(LIST)
    with pytest.raises(Stopped, match=r"1 of 5,000 requests are left this hour.*in an hour"):
        client.get(LIST)
    assert len(api.asked) == 3


def test_headers_that_are_no_numbers_stop_nothing(api: Api, client: ApiClient) -> None:
    api.fail(LIST, Fault(200, b"{}", {"X-Ratelimit-Remaining": "many"}))
    client.get(LIST)
    assert client.remaining is None


# Refusals ---------------------------------------------------------------------------------------


def error(code: str) -> bytes:
    return json.dumps({"error": {"code": code, "message": "Words of ours"}}).encode()


@pytest.mark.parametrize(
    ("status", "body", "kind", "words"),
    [
        (403, error("API_KEY_MISSING"), Stopped, "secrets.env"),
        (403, error("API_KEY_INVALID"), Stopped, "does not know this key"),
        (403, error("API_KEY_DISABLED"), Stopped, "switched off"),
        (403, b"<html>", Stopped, "refused to answer"),
        (429, error("OVER_RATE_LIMIT"), Stopped, "used up its requests of this hour"),
        (429, b"", Stopped, "in an hour"),
        (404, b'{"error": "Unknown resource: /v3/x"}', NotThere, "Unknown resource: /v3/x"),
        (400, b'{"error": "Invalid limit", "request": {}}', SourceError, "Invalid limit"),
        (200, b'{"error": "Something failed"}', SourceError, "Something failed"),
        (200, b"<html>sorry</html>", SourceError, "not JSON"),
        (200, b"[1]", SourceError, "answered 200"),
        (302, b"", Stopped, "another address"),
        (418, b'{"error": null}', SourceError, "answered 418"),
    ],
)
def test_a_refusal_is_one_sentence_that_says_what_to_do(
    api: Api, client: ApiClient, status: int, body: bytes, kind: type[Exception], words: str
) -> None:
    elsewhere = {"Location": "http://127.0.0.1:9/stolen"} if status == 302 else {}
    api.fail(LIST, Fault(status, body, elsewhere))
    with pytest.raises(SourceError) as raised:
        client.get(LIST)
    assert type(raised.value) is kind
    assert words in str(raised.value)
    assert str(raised.value).startswith("Congress.gov API: ")
    assert "\n" not in str(raised.value)
    assert len(api.asked) == 1


@pytest.mark.parametrize("code", REFUSALS)
def test_every_known_code_ends_the_run_with_a_full_sentence(
    api: Api, client: ApiClient, code: str
) -> None:
    api.fail(LIST, Fault(403, error(code)))
    with pytest.raises(Stopped, match=r"^Congress\.gov API: .+\.$"):
        client.get(LIST)


def test_a_server_that_repeats_the_key_does_not_get_it_into_our_words(
    api: Api, client: ApiClient
) -> None:
    body = json.dumps({"error": f"Unknown\n  key {KEY} " + "x" * 500}).encode()
    api.fail(LIST, Fault(400, body))
    with pytest.raises(SourceError) as raised:
        client.get(LIST)
    assert KEY not in str(raised.value)
    assert "Unknown key (key) xxx" in str(raised.value)
    assert len(str(raised.value)) < 500


# Trying again -----------------------------------------------------------------------------------


def test_a_short_pause_that_is_asked_for_is_kept(
    api: Api, client: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    api.fail(LIST, Fault(429, error("OVER_RATE_LIMIT"), {"Retry-After": "7"}))
    client.get(LIST)
    assert (slept, client.requests, len(api.asked)) == ([7], 2, 2)


def test_a_long_pause_is_left_to_the_person(
    api: Api, client: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: pytest.fail(f"slept {seconds} s"))
    api.fail(LIST, Fault(429, error("OVER_RATE_LIMIT"), {"Retry-After": "3000"}))
    with pytest.raises(Stopped, match="It asks to wait 50 minutes"):
        client.get(LIST)
    assert len(api.asked) == 1


def test_a_server_that_is_down_is_tried_four_times(api: Api, client: ApiClient) -> None:
    api.fail(LIST, *[Fault(503, b"", {"Retry-After": "soon"})] * 4)
    with pytest.raises(Stopped, match="its server is down"):
        client.get(LIST)
    assert client.requests == len(api.asked) == 4
    assert client.get(LIST)


# Safety -----------------------------------------------------------------------------------------


def test_an_answer_without_end_is_not_read(
    api: Api, client: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_client, "MAX_BYTES", 1_000)
    with pytest.raises(SourceError, match="the answer is over"):
        client.get(LIST)


def test_an_answer_cut_short_is_an_error(api: Api, client: ApiClient) -> None:
    api.fail(LIST, Fault(200, b'{"cosponsors"', {"Content-Length": "999"}))
    with pytest.raises(SourceError):
        client.get(LIST)


@pytest.mark.parametrize("base", ["http://example.org", "ftp://api.congress.gov", "api"])
def test_the_key_is_never_sent_in_the_clear(base: str) -> None:
    with pytest.raises(UsageError, match="over https only"):
        ApiClient(SERVICE, KEY, base_url=base)


def test_a_server_that_is_not_there_is_said_to_be_so() -> None:
    with (
        ApiClient(SERVICE, KEY, base_url="http://127.0.0.1:9") as client,
        pytest.raises(Stopped) as raised,
    ):
        client.get(LIST)
    assert re.search(r"cannot be reached\. ?|internet connection", str(raised.value))
