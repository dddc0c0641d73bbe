"""Signers at the desk: a list is looked at, taken in and taken back; spellings settled, people
forgotten; names stand on this page and in no address."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
import requests
from serving import served
from test_desk import Office
from test_signers import BILL, FORM

from billtrail import rolls
from billtrail.datasette_plugins.desk.tasks.signers.page import UPLOADS
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.workspace import Workspace

_TOKEN = r'name="csrftoken" value="([^"]*)"'
HERE = f"/-/desk/signers?bill={BILL}"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, prepared: Workspace) -> Workspace:
    found = Workspace.at(tmp_path_factory.mktemp("home"))
    found.create()
    found.database.write_bytes(prepared.database.read_bytes())
    return found


@pytest.fixture(scope="module")
def address(home: Workspace) -> Iterator[str]:
    with served(make_datasette(home.database)) as found:
        yield found


@pytest.fixture
def office(home: Workspace, address: str) -> Iterator[Office]:
    yield Office(address)
    UPLOADS._kept.clear()
    rolls.path_of(home, BILL).unlink(missing_ok=True)


def send(office: Office, do: str, at: str = HERE, text: str = "", **more: str) -> requests.Response:
    values = office.form(at) | {"bill": BILL, "by": "A. Tester", "do": do} | more
    return office.http.post(
        office.address + "/-/desk/signers", data=values, timeout=60, allow_redirects=False,
        files={"file": ("list.csv", text.encode())} if text else {"none": ("", b"")},
        headers={"Origin": office.address},
    )  # fmt: skip


def words(office: Office, at: str = HERE) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", office.get(at).text))
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def looked_at(office: Office, text: str = FORM, **more: str) -> str:
    answer = send(office, "preview", text=text, **more)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_a_list_is_looked_at_read_again_taken_in_and_taken_back(
    office: Office, home: Workspace
) -> None:
    at = looked_at(office, FORM + "2026-11-23,Wrong Level Fund,,,,planet,,,,\n", public="yes")
    shown = words(office, at)
    assert "3 new, 0 changed" in shown and "line 5: Level: 'planet' is no level" in shown
    assert "Ruiz" not in at and not rolls.path_of(home, BILL).exists()
    upload = at.rpartition("=")[2]
    other = {"upload": upload, "column-3": "proof"}  # as the form has it: the title was guessed
    assert send(office, "again", at, **other).status_code == 303
    assert "Sam Sole: Fresno" in words(office, at)
    assert send(office, "take", at, **other).headers["Location"] == HERE
    told = words(office)
    assert "3 signers new, 0 changed." in told and "Left out, line 5" in told
    assert "2 organizations and 1 person have signed." in told
    assert len(UPLOADS) == 0
    desk = office.get("/-/desk").text
    undo, token = (re.findall(pattern, desk)[0] for pattern in (r'value="(undo \d+)"', _TOKEN))
    office.send("/-/desk/history", {"csrftoken": token, "do": undo})
    assert not rolls.path_of(home, BILL).exists()


def test_who_leaves_is_written_down_or_forgotten(office: Office, home: Workspace) -> None:
    upload = looked_at(office).rpartition("=")[2]
    send(office, "take", upload=upload)
    send(office, "withdraw", who="freedom network usa", on="2026-11-25")
    assert "Withdrawn Freedom Network U.S.A., Nov 25, 2026" in words(office)
    wrong = send(office, "withdraw", who="Sam Soul", on="2026-11-25")
    assert wrong.status_code == 422 and "Nearest: Sam Sole." in unescape(wrong.text)
    assert send(office, "withdraw", who="Sam Sole", on="2099-01-01").status_code == 422
    send(office, "forget-person", who="ana ruiz")
    told = words(office)
    assert "Forgotten: the organization stays" in told and "Coalition to End Harm" in told
    assert "Ruiz" not in rolls.path_of(home, BILL).read_text("utf-8") + office.get(HERE).text


def test_two_spellings_are_settled_and_the_roll_is_handed_out(office: Office) -> None:
    rows = ("Organization,Name,Date", "Legal Aid of L.A.,,2026-11-20",
            "Legal Aid of LA Inc.,Bea,2026-11-20")  # fmt: skip
    text = "\n".join(rows)
    send(office, "take", upload=looked_at(office, text).rpartition("=")[2])
    assert "1 organization has signed (1 more may be the same" in words(office)
    send(office, "apart 1 2")
    assert "2 organizations have signed" in words(office)
    send(office, "same 1 2")
    assert "1 organization has signed;" in words(office)
    for part, begins in (("csv", b"\xef\xbb\xbfRoll number"), ("xlsx", b"PK")):
        answer = office.get(f"/-/desk/signers/{part}?bill={BILL}")
        assert answer.content.startswith(begins)
        assert f'filename="signers_{BILL}.{part}"' in answer.headers["content-disposition"]
    assert (
        "1. Legal Aid of L.A. | nobody who agreed"
        in office.get(f"/-/desk/signers/portal?bill={BILL}").text
    )
    assert "AB 938" in words(office, "/-/desk/signers")


def test_what_is_no_list_is_told_beside_its_field(office: Office) -> None:
    for text, says in (("a,b\n1,2\n", "no column is called organization or name"), ("", "Choose")):
        answer = send(office, "preview", text=text)
        assert answer.status_code == 422 and says in unescape(answer.text)
    gone = words(office, f"{HERE}&upload=none")
    assert "The sheet is not here any more" in gone
