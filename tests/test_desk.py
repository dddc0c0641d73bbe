"""The desk's frame: who may save, what a form that is not accepted shows, what is taken back.

Positions stand for all tasks here; what they mean for pages is told in ``test_desk_positions``.
"""

import re
from collections.abc import Iterator

import pytest
import requests
from serving import served

from billtrail.datasette_plugins.desk import access
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.workspace import journal, password
from billtrail.workspace.workspace import Workspace

BILL = "us-119-hr4817"
FORM = "/-/desk/positions"


class Office:
    """One browser at the desk, by plain requests: what a form of the page would send."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.http = requests.Session()

    def get(self, path: str) -> requests.Response:
        return self.http.get(self.address + path, timeout=30)

    def send(self, path: str, values: dict[str, str], **options: object) -> requests.Response:
        headers = {"Origin": self.address} | dict(options.pop("headers", {}))  # type: ignore[call-overload]
        return self.http.post(
            self.address + path, data=values, headers=headers, timeout=30, allow_redirects=False,
            **options,  # type: ignore[arg-type]
        )  # fmt: skip

    def form(self, path: str) -> dict[str, str]:
        """The hidden values of the first form of the page."""
        return hidden(self.get(path).text)


def hidden(html: str) -> dict[str, str]:
    form = html.partition('<form class="form"')[2].partition("</form>")[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


@pytest.fixture
def site(fresh: Workspace) -> Iterator[tuple[str, Workspace]]:
    with served(make_datasette(fresh.database)) as address:
        yield address, fresh


@pytest.fixture
def office(site: tuple[str, Workspace]) -> Office:
    return Office(site[0])


def decided(office: Office, position: str = "oppose", **more: str) -> requests.Response:
    values = office.form(f"{FORM}?bill={BILL}")
    values |= {"position": position, "on": "2026-11-20", "by": "A. Tester", "do": "save"}
    return office.send(FORM, values | more)


def changes(workspace: Workspace) -> list[journal.JournalEntry]:
    return list(journal.read_changes(workspace))


def test_a_save_says_what_changed_and_take_back_takes_it_back(office, site):
    assert decided(office).status_code == 303
    page = office.get(FORM).text
    assert "H.R. 4817 (119th Congress): oppose." in page and "Take back" in page
    assert "H.R. 4817" not in (office.get("/-/desk/positions").text.partition("<h1>")[2]
                               .partition("<section")[0])  # said once  # fmt: skip
    (change,) = changes(site[1])
    assert (change.by, change.command.split()[:3]) == ("A. Tester", ["position", BILL, "oppose"])
    token = re.findall(r'name="csrftoken" value="([^"]*)"', office.get("/-/desk").text)[0]
    answer = office.send("/-/desk/history", {"csrftoken": token, "do": f"undo {change.id}"})
    assert answer.status_code == 303
    assert "Taken back" in office.get("/-/desk/history").text
    assert [one.undoes for one in changes(site[1])] == [None, change.id]


def test_the_name_is_asked_once_and_can_be_given_anew(office, site):
    refused = decided(office, by=" ")
    assert refused.status_code == 422 and "Say who you are" in refused.text
    assert 'value="2026-11-20"' in refused.text and changes(site[1]) == []
    decided(office)
    assert "Saved as A. Tester" in office.get(f"{FORM}?bill={BILL}").text
    values = office.form(f"{FORM}?bill={BILL}") | {"do": "forget", "position": "neutral"}
    again = office.send(FORM, values).text
    assert 'name="by"' in again and re.search(r'value="neutral" checked', again)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"position": ""}, "Choose a position"),
        ({"position": "love"}, "Choose a position"),
        ({"on": "yesterday"}, "Write the day as"),
        ({"on": "2999-01-01"}, "has not come yet"),
        ({"on": ""}, "Write the day as"),
        ({"position": "support if amended"}, "Say what must be amended"),
        ({"share": "all"}, "share"),
        ({"condition": "x" * 60_000}, "too long"),
        ({"by": "x" * 200}, "at most 100"),
        ({"do": "drop"}, "not known here"),
        ({"bill": "us-119-hr99999"}, ""),
        ({"bill": "../../etc/passwd"}, ""),
    ],
)
def test_bad_values_are_told_and_nothing_is_saved(office, site, values, says):
    answer = decided(office, **values)
    assert answer.status_code in (400, 404, 409, 422) and says in answer.text
    assert "Traceback" not in answer.text and changes(site[1]) == []


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "=HYPERLINK(1)", "{{ 7*7 }}", "\x00"]
)
def test_markup_and_formulas_are_words(office, site, words):
    assert decided(office, "support if amended", condition=f"{words} a").status_code == 303
    page = office.get(f"{FORM}?bill={BILL}").text
    assert "<script>alert" not in page and ">49<" not in page and "\x00" not in page
    assert len(changes(site[1])) == 1


def test_the_same_again_changes_nothing(office, site):
    decided(office)
    again = decided(office)
    assert again.status_code == 422 and "already says so" in again.text
    assert len(changes(site[1])) == 1


def test_a_second_editor_is_told_and_shown_both(site):
    first, second = Office(site[0]), Office(site[0])
    values = second.form(f"{FORM}?bill={BILL}")
    assert decided(first, "oppose").status_code == 303
    values |= {"position": "neutral", "on": "2026-11-21", "by": "B. Second", "do": "save"}
    told = second.send(FORM, values)
    assert told.status_code == 409 and "Yours is not written down yet" in told.text
    assert "A. Tester" in told.text and "oppose" in told.text
    assert re.search(r'value="neutral" checked', told.text)
    assert len(changes(site[1])) == 1
    again = second.send(FORM, values | hidden(told.text))
    assert again.status_code == 303 and [c.by for c in changes(site[1])] == [
        "A. Tester",
        "B. Second",
    ]


@pytest.mark.parametrize("token", ["", "x", "ü"])
def test_a_form_without_the_token_is_shown_again_and_saves_nothing(office, site, token):
    answer = decided(office, csrftoken=token)
    assert answer.status_code == 403 and "Nothing was changed" in answer.text
    assert re.search(r'value="oppose" checked', answer.text) and changes(site[1]) == []
    strange = Office(site[0])
    foreign = strange.form(f"{FORM}?bill={BILL}")["csrftoken"]
    assert decided(office, csrftoken=foreign).status_code == 403 and changes(site[1]) == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Origin": "http://evil.test"}, 403), ({"Host": "evil.test"}, 421),
     ({"Sec-Fetch-Site": "cross-site"}, 403), ({"Origin": "null"}, 403)],
)  # fmt: skip
def test_another_site_saves_nothing(office, site, headers, status):
    values = office.form(f"{FORM}?bill={BILL}")
    values |= {"position": "oppose", "on": "2026-11-20", "by": "A", "do": "save"}
    assert office.send(FORM, values, headers=headers).status_code == status
    assert changes(site[1]) == []


def test_the_session_cookie_is_no_script_s_and_no_other_site_s(office):
    said = office.get("/-/desk").headers["Set-Cookie"]
    assert "HttpOnly" in said and "SameSite=strict" in said and "Path=/-/desk" in said
    policy = office.get("/-/desk").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy


def test_what_is_no_form_is_told(office):
    office.get("/-/desk")
    for body, kind in ((b"{}", "application/json"), (b"--x", "multipart/form-data"),
                       (b"--x\r\nfoo", "multipart/form-data; boundary=x"),
                       (b"a=%ff%fe", "application/x-www-form-urlencoded")):  # fmt: skip
        headers = {"Origin": office.address, "Content-Type": kind}
        answer = office.http.post(office.address + FORM, data=body, headers=headers, timeout=20)
        assert answer.status_code in (400, 403), (kind, answer.status_code)
        assert "Traceback" not in answer.text


# -- the password ----------------------------------------------------------------------------------


def opened(office: Office, tried: str) -> requests.Response:
    return office.send("/-/desk", {"desk_password": tried})


def test_a_password_is_asked_and_what_was_typed_is_kept(office, site):
    values = office.form(f"{FORM}?bill={BILL}") | {"position": "oppose", "do": "save"}
    password.keep(site[1], "a long password")
    locked = office.send(FORM, values | {"by": "A", "on": "2026-11-20"})
    assert locked.status_code == 403 and "The desk is locked" in locked.text
    assert changes(site[1]) == []
    asked = hidden(locked.text) | {"desk_password": "a long password"}
    again = office.send(FORM, asked)
    assert again.status_code == 200 and re.search(r'value="oppose" checked', again.text)
    saved = office.send(FORM, asked | hidden(again.text) | {"do": "save"})
    assert saved.status_code == 303 and len(changes(site[1])) == 1


def test_after_ten_wrong_passwords_the_right_one_waits(site):
    datasette = make_datasette(site[1].database)
    desk = access.desk_of(datasette)
    now = [1_000_000.0]
    desk.clock = lambda: now[0]
    password.keep(site[1], "a long password")
    with served(datasette) as address:
        for _ in range(access.TRIES):
            assert opened(Office(address), "wrong").status_code == 403
        office = Office(address)
        waits = opened(office, "a long password")
        assert waits.status_code == 429 and "Wait 5 minutes" in waits.text
        now[0] += access.WAIT + 1
        assert opened(office, "a long password").status_code == 200
        assert "Last changes" in office.get("/-/desk").text
        now[0] += access.HOURS * 3600 + 1
        assert "The desk is locked" in office.get("/-/desk").text


def test_locking_and_a_new_password_end_the_session(office, site):
    password.keep(site[1], "a long password")
    page = opened(office, "a long password").text
    token = re.findall(r'name="csrftoken" value="([^"]*)"', page)[-1]
    assert office.send("/-/desk", {"csrftoken": token, "do": "lock"}).status_code == 303
    assert "The desk is locked" in office.get("/-/desk").text
    opened(office, "a long password")
    password.keep(site[1], "another password")
    assert "The desk is locked" in office.get("/-/desk").text
    password.remove(site[1])
    assert "Last changes" in office.get("/-/desk").text


def test_a_published_file_has_no_desk(fresh, tmp_path):
    edition = publish(fresh.database, tmp_path / "public", Edition.PUBLIC).database
    with served(make_datasette(edition)) as address:
        office = Office(address)
        assert "/-/desk" not in office.get("/").text
        for path in ("/-/desk", FORM, "/-/desk/history", "/-/desk/positions/preview"):
            assert office.get(path).status_code == 404
            assert office.send(path, {"do": "save"}).status_code == 404


def test_a_file_that_lies_elsewhere_is_changed_in_its_workspace(fresh, tmp_path):
    """``--db``: what is decided goes where the commands of that workspace read it."""
    elsewhere = tmp_path / "elsewhere" / "b.db"
    elsewhere.parent.mkdir()
    fresh.database.rename(elsewhere)
    with served(make_datasette(elsewhere, folder=fresh.root)) as address:
        assert decided(Office(address)).status_code == 303
    assert len(changes(Workspace.at(fresh.root, elsewhere))) == 1
    assert [file.name for file in elsewhere.parent.glob("*.jsonl")] == []


def test_a_published_file_is_served_with_nothing_of_the_workspace(fresh, tmp_path):
    fresh.organisation.write_text('name = "Private Name"\nemail = "a@b.org"\n', encoding="utf-8")
    edition = publish(fresh.database, tmp_path / "public", Edition.PUBLIC).database
    with served(make_datasette(edition, folder=fresh.root)) as address:
        assert "Private Name" not in Office(address).get("/-/brief/tsra.txt").text
