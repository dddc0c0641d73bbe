"""The Congress.gov API: visits against what they should become, and what they refuse."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import vcr as vcrpy
from congress_api import FOLDER, KEY, VCR, Api, list_of, read_visit, serving
from plain_values import plain

from billtrail.bills.models import Action, Agenda, Bill, Document, Hearing
from billtrail.errors import ParseError
from billtrail.legislatures.vocabulary import ActionClass, Chamber, SponsorRole
from billtrail.scrapers.crawling import ApiClient, Stopped
from billtrail.scrapers.registry import load_sources
from billtrail.scrapers.us_congress_api.answers import BILL, MEETING, NAME, visit_document
from billtrail.scrapers.us_congress_api.client import SERVICE
from billtrail.scrapers.us_congress_api.source import SOURCE, parse
from billtrail.updates.us_api import LISTS, fetch_bill, fetch_meeting

CASSETTES = Path(__file__).parent / "cassettes" / "us_congress_api"
CASES = sorted(FOLDER.glob("CONGRESS-*.json"))
NOW = "2026-11-23T08:00:00Z"
Visit = dict[str, Any]

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def document_of(visit: Visit) -> Document:
    kind = BILL if visit["key"].startswith("us-") else MEETING
    return visit_document(kind, visit["key"], "test", visit["answers"], visit["fetched_at"])


def records(visit: Visit) -> list[Any]:
    return list(parse(document_of(visit)))


def hearings(visit: Visit) -> list[Hearing]:
    (agenda,) = records(visit)
    assert isinstance(agenda, Agenda) and agenda.only == f"congress-{visit['key']}"
    return list(agenda.hearings)


def bill_of(visit: Visit) -> Bill:
    (bill,) = records(visit)
    assert isinstance(bill, Bill)
    return classified(bill)


def classified(bill: Bill) -> Bill:
    actions = bill.actions and tuple(
        action._replace(classification=SOURCE.classify(action, bill)) for action in bill.actions
    )
    return replace(bill, actions=actions)


def cosponsors(bill: Bill) -> list[str]:
    return [s.name for s in bill.sponsorships or () if s.role is SponsorRole.COSPONSOR]


@pytest.fixture
def visit() -> Visit:
    return read_visit("bill-us-119-hr1379")


# What a visit becomes ---------------------------------------------------------------------------


def shown(record: Bill | Agenda) -> Any:
    """A record as plain data, without what is empty; actions classified."""
    found = classified(record) if isinstance(record, Bill) else record
    values = {name: value for name, value in plain(found).items() if value not in (None, False)}
    for name in ("actions", "sponsorships"):
        values[name] = [
            {k: v for k, v in row.items() if v not in (None, (), "person")}
            for row in values.get(name, ())
        ]
    return json.loads(json.dumps(values))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_visit_becomes_the_records_beside_it(path: Path) -> None:
    visit = json.loads(path.read_text(encoding="utf-8"))
    assert "Built by hand" in visit["note"]
    expected = path.parent / f"{visit['key']}.expected.json"
    assert list(map(shown, records(visit))) == json.loads(expected.read_text(encoding="utf-8"))


def test_hr_1379_has_seventeen_cosponsors_three_of_them_original(visit: Visit) -> None:
    bill = bill_of(visit)
    assert len(cosponsors(bill)) == 17
    assert sum(bool(s.original) for s in bill.sponsorships or ()) == 3
    assert (bill.data_as_of, bill.cosponsor_count) == (NOW, None)


def test_actions_are_classified_as_those_of_govinfo() -> None:
    bill = bill_of(read_visit("bill-us-119-hr4323"))
    classes = {class_ for action in bill.actions or () for class_ in action.classification}
    assert {ActionClass.BECAME_LAW, ActionClass.AGREEMENT} <= classes
    assert all(action.classification for action in bill.actions or ())
    assert bill.law == "Public Law 119-73"


def test_a_reserved_number_is_said_to_be_one() -> None:
    bill = bill_of(read_visit("bill-us-119-hr6"))
    assert bill.reserved
    assert (bill.actions, bill.committees, cosponsors(bill)) == ((), (), [])


def test_a_markup_becomes_a_hearing_of_its_bill_at_the_hour_of_washington() -> None:
    (hearing,) = hearings(read_visit("meeting-119-900001"))
    assert (hearing.bill, hearing.date, hearing.time) == ("us-119-hr4323", "2025-09-10", "10:00")
    assert hearing.location == "2141 Rayburn House Office Building"


@pytest.mark.parametrize(
    ("said", "status"),
    [("Scheduled", "confirmed"), ("Rescheduled", "confirmed"), ("Postponed", "postponed"),
     ("Canceled", "cancelled"), (None, "confirmed"), ("Moved to Mars", "moved to mars")],
)  # fmt: skip
def test_a_meeting_that_is_off_is_not_shown_as_on(said: str | None, status: str) -> None:
    visit = read_visit("meeting-119-900001")
    visit["answers"]["committeeMeeting"][0]["committeeMeeting"]["meetingStatus"] = said
    assert [hearing.status for hearing in hearings(visit)] == [status]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ([{"continuationDate": "2025-09-12T15:30:00Z"}, {"continuationDate": "2025-09-13"}],
         [("2025-09-10", "10:00"), ("2025-09-12", "11:30"), ("2025-09-13", None)]),
        ([{"meeting_dt": "2025-09-12T15:30:00Z"}],
         [("2025-09-10", "10:00"), ("2025-09-12", "11:30")]),
        ({"continuation": [{"continuationDate": "2025-09-12 13T00:00:00Z"}]},
         [("2025-09-10", "10:00"), ("2025-09-12", None)]),
        ([{"continuationDate": "2025-09-10T20:00:00Z"}, {"continuationDate": "soon"}, {}],
         [("2025-09-10", "10:00")]),
    ],
)  # fmt: skip
def test_each_day_of_a_continued_meeting_is_a_hearing(
    said: object, days: list[tuple[str, str | None]]
) -> None:
    visit = read_visit("meeting-119-900001")
    visit["answers"]["committeeMeeting"][0]["committeeMeeting"]["continuations"] = said
    found = hearings(visit)
    assert [(hearing.date, hearing.time) for hearing in found] == days
    assert len({hearing.identifier for hearing in found}) == len(days)
    assert {hearing.location for hearing in found} == {"2141 Rayburn House Office Building"}


def test_a_meeting_of_the_published_schema_is_read_too() -> None:
    """``eventid``, related items in a list, no place yet."""
    visit = read_visit("meeting-119-900001")
    meeting = visit["answers"]["committeeMeeting"][0]["committeeMeeting"]
    meeting["eventid"] = meeting.pop("eventId")
    meeting["relatedItems"] = [meeting["relatedItems"], {"bills": None}]
    meeting["location"] = {"room": "WEBEX", "building": "----------"}
    (hearing,) = hearings(visit)
    assert (hearing.bill, hearing.location) == ("us-119-hr4323", "WEBEX")


# What an answer does not say --------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("missing", ["not asked", "no such field", "null"])
def test_a_list_that_no_answer_holds_is_none(visit: Visit, name: str, missing: str) -> None:
    pages = visit["answers"].pop(name)
    if missing == "no such field":
        visit["answers"][name] = [{"pagination": {"count": 0}}]
    if missing == "null":
        visit["answers"][name] = [{**pages[0], name: None}]
    bill = bill_of(visit)
    if name == "cosponsors":
        assert bill.sponsors_only
        assert (bill.cosponsor_count, cosponsors(bill)) == (17, [])
    else:
        assert getattr(bill, name) is None


def test_without_sponsors_and_cosponsors_the_list_is_none(visit: Visit) -> None:
    del visit["answers"]["cosponsors"]
    visit["answers"]["bill"][0]["bill"]["sponsors"] = None
    assert (bill_of(visit).sponsorships, bill_of(visit).sponsors_only) == (None, False)


def test_null_fields_and_numbers_of_either_type_say_the_same(visit: Visit) -> None:
    plain = bill_of(visit)
    mixed = deepcopy(visit)
    bill = mixed["answers"]["bill"][0]["bill"]
    bill |= {"number": 1379, "congress": "119", "laws": None, "notes": [], "amendments": None}
    for row in mixed["answers"]["cosponsors"][0]["cosponsors"]:
        row |= {"middleName": None, "sponsorshipWithdrawnDate": None, "district": None}
        row["isOriginalCosponsor"] = str(row["isOriginalCosponsor"])
    for row in mixed["answers"]["actions"][0]["actions"]:
        row["sourceSystem"]["code"] = str(row["sourceSystem"]["code"])
        row["recordedVotes"], row["calendarNumber"] = None, None
    assert bill_of(mixed) == plain


def test_a_withdrawn_cosponsor_stays_and_says_when(visit: Visit) -> None:
    visit["answers"]["cosponsors"][0]["cosponsors"][0]["sponsorshipWithdrawnDate"] = "2025-03-01"
    withdrawn = [s for s in bill_of(visit).sponsorships or () if s.withdrawn]
    assert [(s.name, s.withdrawn) for s in withdrawn] == [("Ted Lieu", "2025-03-01")]


def action_of(visit: Visit, **values: object) -> Action:
    visit["answers"]["actions"] = list_of("actions", [{"actionDate": "2025-02-14"} | values])
    (action,) = bill_of(visit).actions or ()
    return action


def test_a_senate_item_has_system_0_and_a_missing_text_words_of_ours(visit: Visit) -> None:
    assert action_of(visit, text="x", sourceSystem={"name": "Senate"}).system == "0"
    nameless = action_of(visit, text="x", sourceSystem={}, committees=[{"systemCode": "hsag00"}])
    assert (nameless.system, nameless.chamber) == ("1", Chamber.LOWER)
    silent = action_of(visit, actionCode="Intro-S", sourceSystem={"code": 9})
    assert (silent.description, silent.official) == ("Introduced in Senate", False)


def test_an_action_of_two_committees_is_one_for_each(visit: Visit) -> None:
    both = [{"systemCode": "hsju00"}, {"systemCode": "hsed00"}]
    row = {"actionDate": "2025-02-14", "text": "Referred", "committees": both}
    visit["answers"]["actions"] = list_of("actions", [row])
    assert [a.committee for a in bill_of(visit).actions or ()] == ["hsju00", "hsed00"]


def test_a_recorded_vote_has_the_name_that_govinfo_gives_it(visit: Visit) -> None:
    vote = {"chamber": "House", "congress": 119, "rollNumber": 145, "sessionNumber": 1,
            "date": "2025-05-22T10:54:00Z", "url": "https://clerk.house.gov/145"}  # fmt: skip
    row = {"actionDate": "2025-05-22", "text": "Passed", "recordedVotes": [vote]}
    visit["answers"]["actions"] = list_of("actions", [row, row])
    assert [v.identifier for v in bill_of(visit).votes or ()] == ["H2025-119-145"]


# What is refused --------------------------------------------------------------------------------


def test_a_list_shorter_than_its_own_count_is_refused(visit: Visit) -> None:
    visit["answers"]["cosponsors"][0]["cosponsors"].pop()
    with pytest.raises(ParseError, match="only 16 of 17 cosponsors came"):
        records(visit)


@pytest.mark.parametrize(("kept", "refused"), [(8, True), (13, True), (14, False), (16, False)])
def test_a_list_much_shorter_than_the_bill_says_is_refused(
    visit: Visit, kept: int, refused: bool
) -> None:
    rows = visit["answers"]["cosponsors"][0]["cosponsors"][:kept]
    visit["answers"]["cosponsors"] = list_of("cosponsors", rows)
    if refused:
        with pytest.raises(ParseError, match=f"only {kept} of 17 cosponsors came"):
            records(visit)
    else:
        assert len(cosponsors(bill_of(visit))) == kept


def another_number(answers: dict[str, Any]) -> None:
    answers["bill"][0]["bill"]["number"] = "1380"


def another_page(answers: dict[str, Any]) -> None:
    answers["cosponsors"][0]["request"]["billNumber"] = "1380"


@pytest.mark.parametrize("wrong", [another_number, another_page])
def test_an_answer_about_another_bill_is_refused(visit: Visit, wrong: Any) -> None:
    wrong(visit["answers"])
    with pytest.raises(ParseError, match="asked for us-119-hr1379, answered with"):
        records(visit)


def test_an_answer_about_another_meeting_is_refused() -> None:
    visit = read_visit("meeting-119-900001") | {"key": "119-900002"}
    with pytest.raises(ParseError, match="asked for meeting 119-900002"):
        records(visit)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"<html>", b'{"key": 1}', b'{"key": "us-119-hr1", "fetched_at": "", '
             b'"answers": {"bill": [3]}}']
)  # fmt: skip
def test_what_is_no_visit_is_refused(data: bytes) -> None:
    with pytest.raises(ParseError):
        list(parse(Document(NAME, BILL, "u", {"a.json": data}, NOW, NOW, "")))


ODD = [None, 3, "x", [], [3], {}, {"a": 1}]


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_odd_values_anywhere_give_a_record_or_a_parse_error(odd: object) -> None:
    """Every field in turn, on every case."""
    for path in CASES:
        visit = json.loads(path.read_text(encoding="utf-8"))
        for holder, name in list(fields_of(visit["answers"])):
            kept, holder[name] = holder[name], odd
            try:
                records(visit)
            except ParseError:
                pass
            finally:
                holder[name] = kept


def fields_of(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each (container, key or index) below a JSON value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for name, inner in list(pairs):
        yield value, name
        if isinstance(inner, dict | list):
            yield from fields_of(inner)


# Documents --------------------------------------------------------------------------------------


def test_equal_answers_of_two_days_have_one_hash(visit: Visit) -> None:
    later = document_of(visit | {"fetched_at": "2026-11-24T08:00:00Z"})
    assert later.sha256 == document_of(visit).sha256
    assert later.data_as_of == "2026-11-24T08:00:00Z"
    visit["answers"]["bill"][0]["bill"]["title"] = "Another"
    assert later.sha256 != document_of(visit).sha256


def test_a_kept_visit_is_known_by_its_file_name_and_speaks_for_its_own_day(visit: Visit) -> None:
    document = document_of(visit)
    (name,) = document.parts
    assert [kind for kind, pattern in SOURCE.kinds.items() if re.search(pattern, name)] == [BILL]
    again = document._replace(fetched_at="2027-01-01T00:00:00Z", data_as_of=None, url=name)
    (bill,) = parse(again)
    assert isinstance(bill, Bill)
    assert bill.data_as_of == NOW


def test_the_source_is_found_by_name() -> None:
    assert load_sources()[NAME] is SOURCE
    assert (SOURCE.rank, SOURCE.hosts, SOURCE.start) == (30, ("api.congress.gov",), None)


# Recorded answers -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    return VCR


@pytest.fixture(scope="module")
def vcr_cassette_dir() -> str:
    return str(CASSETTES)


@pytest.fixture
def base(record_mode: str) -> Iterator[str | None]:
    """Recording asks the server here; replaying asks the API's own address, without a network."""
    if record_mode == "none":
        yield None
        return
    api = Api(*(json.loads(path.read_text(encoding="utf-8")) for path in CASES))
    api.echoes_key = True
    with serving(api) as address:
        yield address


@pytest.mark.parametrize("key", ["us-119-hr1379", "us-119-hr4323", "us-119-hr6"])
@pytest.mark.vcr
def test_a_recorded_bill_is_the_built_one(key: str, base: str | None) -> None:
    with ApiClient(SERVICE, KEY, base_url=base) as client:
        (bill,) = parse(fetch_bill(client, key, NOW))
        assert (client.requests, client.remaining) == (4, 4996)
    assert isinstance(bill, Bill)
    assert bill == records(read_visit(f"bill-{key}"))[0]


@pytest.mark.vcr
def test_a_recorded_meeting_is_the_built_one(base: str | None) -> None:
    with ApiClient(SERVICE, KEY, base_url=base) as client:
        document = fetch_meeting(client, "119", "house", "900001", NOW)
    assert document
    assert list(parse(document)) == records(read_visit("meeting-119-900001"))


@pytest.mark.vcr
def test_a_recorded_refusal_says_what_to_do(base: str | None) -> None:
    with ApiClient(SERVICE, KEY[::-1], base_url=base) as client, pytest.raises(Stopped) as raised:
        client.get("/v3/bill/119/hr/1379")
    assert "does not know this key" in str(raised.value)


#: A key of this service is forty letters and digits; the reversed one is the wrong key above.
KEY_LIKE = re.compile(rf"[A-Za-z0-9]{{40}}|{KEY}|{KEY[::-1]}|x-api-key|api_key=", re.I)


def test_no_cassette_holds_anything_like_a_key() -> None:
    files = sorted(CASSETTES.glob("*.yaml"))
    assert len(files) >= 5
    for file in files:
        assert not KEY_LIKE.search(file.read_text(encoding="utf-8")), file.name
        assert "SCRUBBED" in file.read_text(encoding="utf-8")


def test_what_is_recorded_is_scrubbed_in_address_headers_and_body(tmp_path: Path) -> None:
    """A cassette made here and now, from a server that repeats the key."""
    api, file = Api(read_visit("bill-us-119-hr1379")), tmp_path / "made.yaml"
    api.echoes_key = True
    recorder = vcrpy.VCR(**VCR).use_cassette(str(file), record_mode="all")
    with serving(api) as base, recorder, ApiClient(SERVICE, KEY, base_url=base) as client:
        client.get("/v3/bill/119/hr/1379", api_key=KEY)
    assert KEY in api.asked[0].line
    text = file.read_text(encoding="utf-8")
    assert not KEY_LIKE.search(text)
    assert "SCRUBBED" in text


def test_replaying_is_the_default_and_the_network_is_closed(record_mode: str) -> None:
    assert record_mode in ("none", "rewrite")
    with (
        ApiClient(SERVICE, KEY, base_url="https://192.0.2.1") as client,
        pytest.raises(RuntimeError),
    ):
        client.get("/v3/bill")


# Real answers -----------------------------------------------------------------------------------


def real_visit(folder: Path, key: str, prefix: str = "", bill: str = "bill.json") -> Visit:
    answers = {name: [json.loads((folder / f"{prefix}{name}.json").read_text())]
               for name in LISTS}  # fmt: skip
    answers["bill"] = [json.loads((folder / bill).read_text())]
    return {"key": key, "fetched_at": NOW, "answers": answers}


@pytest.mark.parametrize("number", [6, 11])
def test_the_real_reserved_numbers(real: Path, number: int) -> None:
    folder = real / "federal" / "api" / "2026-responses" / f"reserved-bill-119-hr-{number}"
    bill = bill_of(real_visit(folder, f"us-119-hr{number}"))
    assert bill.reserved
    assert (bill.actions, bill.committees, bill.cosponsor_count) == ((), (), None)
    assert [s.role for s in bill.sponsorships or ()] == [SponsorRole.SPONSOR]


def test_the_real_sample_of_2022(real: Path) -> None:
    folder = real / "federal" / "api" / "2022-official-samples"
    visit = real_visit(folder, "us-117-hr21", "bill_117_hr_21_", "bill_117_hr_21.json")
    bill = bill_of(visit)
    assert len(bill.actions or ()) == 10
    assert all(action.classification for action in bill.actions or ())
    assert cosponsors(bill) == ["James Comer", "Jody B. Hice"]
    assert [c.committee for c in bill.committees or ()] == ["ssga00", "hsgo00"]
    assert bill.committees and bill.committees[0].activities[0].date == "2021-01-06"
