"""What a number means on a day, and what is said of one that the file does not hold."""

import json
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from searching import keys_of

from billtrail.bills.models import Bill
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.errors import AmbiguousKey, NotStored, UsageError
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.keys import display, measure_kind, origin_chamber, split_key
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store import Search, search_index

OLD, NEW = "us-116-hr3627", "us-119-hr3627"


def bill(key: str, introduced: str) -> Bill:
    parts = split_key(key)
    return Bill(key, parts.jurisdiction, parts.session, display(key), measure_kind(key),
                origin_chamber(key), "2026-11-25", introduced_date=introduced,
                title="A made-up title")  # fmt: skip


@pytest.fixture
def held(fresh):
    """A file that also holds one number in two Congresses, and one of both legislatures."""
    with fresh.writer("test") as writer:
        for key, day in ((OLD, "2019-07-05"), (NEW, "2025-05-29"), ("us-119-hr77", "2025-01-03"),
                         ("ca-20252026-hr77", "2025-05-01")):  # fmt: skip
            writer.save_bill(bill(key, day), "us_govinfo")
    return fresh


def meaning(held, text, on="2026-11-26"):
    with open_snapshot(held.database, date.fromisoformat(on)) as snapshot:
        return snapshot.meaning(text)


def run(held, *words, on=None):
    day = ("--as-of", on) if on else ()
    result = CliRunner().invoke(main, ["--workspace", str(held.root), *day, *map(str, words)])
    return result.exit_code, result.output.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def clock(monkeypatch):
    """Sets the civil day everything asks for."""

    def at(day: str) -> None:
        monkeypatch.setattr(sessions, "today", lambda *a, **k: date.fromisoformat(day))

    return at


# -- what a number means -----------------------------------------------------------------------


def test_a_bare_number_means_the_newest_session_that_has_it_and_says_so(held):
    found = meaning(held, "H.R. 3627")
    assert (found.id, found.older, found.settled) == (NEW, (OLD,), False)
    assert found.notes == (
        "H.R. 3627 of the 119th Congress is meant, the newest session here that has the number; "
        "older: H.R. 3627 (116th Congress).",
    )
    assert meaning(held, "H.R. 3627 (116th)").id == OLD
    assert meaning(held, "H.R. 3627 (116th)").notes == ()
    # On a day before the newer one had begun it means the older one.
    assert meaning(held, "HR 3627", "2020-01-15").id == OLD


def test_after_the_turn_an_old_number_says_that_a_new_one_may_be_meant(held):
    assert meaning(held, "AB 379").notes == ()
    found = meaning(held, "AB 379", "2026-12-08")
    assert found.id == "ca-20252026-ab379"
    assert found.notes[0].startswith("AB 379 of 2025-26 is meant, the newest session here that")
    assert found.notes[1:] == ("AB 379 of 2027-28 is not in the file yet.",)
    assert found.lines[2].startswith("Follow it: billtrail watch ca-20272028-ab379 --campaign")


def test_a_number_of_two_legislatures_is_asked_for_again(held):
    with pytest.raises(AmbiguousKey) as caught:
        meaning(held, "HR 77")
    assert set(caught.value.candidates) == {"us-119-hr77", "ca-20252026-hr77"}


@pytest.mark.parametrize(
    ("text", "on", "offered"),
    [
        ("AB 999", "2026-11-26", ["ca-20252026-ab999"]),
        ("AB 1", "2026-12-08", ["ca-20272028-ab1"]),
        ("AB 1 (2027-28)", "2026-12-08", ["ca-20272028-ab1"]),
        ("H.Res. 1", "2027-01-10", ["us-120-hres1"]),
        ("HR 1", "2027-01-10", ["us-120-hr1", "ca-20272028-hr1"]),
        ("us-119-hr99999", "2026-11-26", ["us-119-hr99999"]),
        ("https://www.congress.gov/bill/118th-congress/senate-bill/999", "2026-11-26",
         ["us-118-s999"]),
        ("ABX1 99", "2026-11-26", ["ca-20252026x1-ab99"]),
    ],
)  # fmt: skip
def test_a_number_that_is_not_held_is_offered(held, text, on, offered):
    with pytest.raises(NotStored) as caught:
        meaning(held, text, on)
    error = caught.value
    assert sorted(error.offered) == sorted(offered)
    assert "is not in the file yet" in error.said
    assert "billtrail watch " in str(error)
    assert "There is no" not in str(error)


@pytest.mark.parametrize("text", [
    "TSRA", "tsra ", "Trafficking Survivors Relief Act", "the trafficking survivors relief act",
    "TRAFFICKING SURVIVORS RELIEF ACT OF 2025", "us-tsra", "US-TSRA",
])  # fmt: skip
def test_an_effort_or_campaign_is_found_by_its_id_title_or_initials_in_any_case(held, text):
    found = meaning(held, text)
    assert (found.kind, found.id) in (("campaign", "tsra"), ("family", "us-tsra"))
    assert found.notes == ()


def test_an_id_needs_no_place_and_an_act_is_known_by_its_initials(held):
    assert meaning(held, "IWVPA").id == "us-iwvpa"
    assert meaning(held, "pcta").id == "us-preventing-child-trafficking"


def test_words_of_one_title_mean_it_and_say_so(held):
    found = meaning(held, "work permit visa")
    assert (found.id, found.by_words) == ("t-visa-work", True)
    assert "is meant, the one title here that has these words" in found.notes[0]


def test_words_of_several_titles_are_a_list_to_choose_from(held):
    with pytest.raises(AmbiguousKey) as caught:
        meaning(held, "survivors relief")
    assert {"us-tsra", "ca-vacatur"} <= set(caught.value.candidates)
    assert "us-tsra (Trafficking Survivors Relief Act)" in str(caught.value)


def test_a_title_whose_words_many_have_names_none_of_them(held):
    """A bill of California's is called "Human trafficking" and nothing else."""
    with pytest.raises(AmbiguousKey) as caught:
        meaning(held, "Human trafficking")
    assert len(caught.value.candidates) > 5


OF_379 = "ca-20252026-ab379"


@pytest.mark.parametrize("text", [
    "CA AB 379", "California Assembly Bill 379", "AB 379, Schultz", "AB 379 from 2025",
    "AB 379: Crimes: prostitution (2025)", "AB379 2026", "Assembly Bill No. 379",
    "https://leginfo.legislature.ca.gov/faces/billTextClient.xhtml?bill_id=202520260AB379#99INT",
    "https://legiscan.com/CA/bill/AB379/2025", "https://openstates.org/ca/bills/20252026/AB379/",
    "https://pluralpolicy.com/app/legislative-tracking/bill/details/state-ca-20252026-ab379/12",
    "https://calmatters.digitaldemocracy.org/bills/ca_202520260ab379",
])  # fmt: skip
def test_a_number_is_read_as_people_paste_it(held, text):
    assert meaning(held, text).id == OF_379


@pytest.mark.parametrize("text", [
    "H.R. 4323 (119th) - Trafficking Survivors Relief Act", "US HR 4323", "hr4323",
    "https://www.congress.gov/bill/119th-congress/house-bill/4323/all-actions?s=1",
    "https://www.govtrack.us/congress/bills/119/hr4323",
    "https://www.govinfo.gov/content/pkg/BILLS-119hr4323enr/pdf/BILLS-119hr4323enr.pdf",
])  # fmt: skip
def test_a_number_of_congress_too(held, text):
    assert meaning(held, text).id == "us-119-hr4323"


@pytest.mark.parametrize(("text", "key"), [
    *((text, "us-119-hr4323") for text in (
        "Public Law 119-73", "P.L. 119-73", "PL 119\N{EN DASH}73", "Pub. L. No. 119-073",
        "Ley Pública 119-73",
    )),
    *((text, "ca-20212022-sb357") for text in (
        "Chapter 86, Statutes of 2022", "Chapter 86 of 2022", "chapter 86 of the statutes of 2022",
        "Stats. 2022, ch. 86", "Capítulo 86, Leyes de 2022",
    )),
])  # fmt: skip
def test_a_law_is_known_by_its_number(held, text, key):
    found = meaning(held, text)
    assert (found.id, found.notes, found.settled) == (key, (), True)
    with open_snapshot(held.database, date(2026, 11, 26)) as snapshot:
        assert [one.key for one in snapshot.search(text)] == [key]


def test_a_law_of_a_session_called_beside_the_regular_one_is_found(held):
    key, law = "ca-20232024x1-ab2", "Chapter 7, Statutes of 2023, First Extraordinary Session"
    with held.writer("test") as writer:
        writer.save_bill(replace(bill(key, "2023-03-01"), law=law), "ca_pubinfo")
    assert meaning(held, "Ch. 7, Stats. 2023").id == key


@pytest.mark.parametrize(("text", "says", "near"), [
    ("P.L. 119-999", "No bill in this file became Public Law 119-999. The bill that did", None),
    ("AB 379 (2023-24)", "AB 379 of 2023-24 is not in the file yet. AB 379 of 2025-26 is.", OF_379),
    ("AB 379 (119th)", "No session of California is called as 'AB 379 (119th)' says.", OF_379),
    ("AB 999 (2024-25)", "AB 999 of 2025-26 is not in the file yet.", None),
    ("XX HB 12", "nor of a bill at hand. A bill of any other state", None),
    ("TX HB 12", "TX HB 12 of the 89th Legislature is not in the file yet. Follow it", None),
    ("zz-2025-hb12", "no publisher is asked about 'zz'", None),
    ("https://www.congress.gov/", "No bill's number could be read from the address", None),
    ("nonsense", "Nothing in this file is called 'nonsense'. Name a bill by its number", None),
    ("<script>alert(1)</script>", "Nothing in this file is called", None),
    ("", "Name a bill by its number", None),
    ("AB " + "9" * 400, "Nothing in this file is called", None),
])  # fmt: skip
def test_what_cannot_be_found_says_what_can_be_done(held, text, says, near):
    with pytest.raises(UsageError) as caught:
        meaning(held, text)
    assert says in str(caught.value) and "There is no" not in str(caught.value)
    assert near is None or near in caught.value.nearest


@given(text=st.text(max_size=30) | st.from_regex(r"(HR|S|AB|SB|ACA|SJR) ?\d{1,5}", fullmatch=True))
def test_no_text_raises_anything_else(prepared, text):
    with open_snapshot(prepared.database, date(2026, 12, 8)) as snapshot:
        try:
            found = snapshot.meaning(text)
        except UsageError as error:
            assert "There is no" not in str(error)
        else:
            assert found.kind in ("bill", "campaign", "family")


# -- the commands ------------------------------------------------------------------------------


def test_show_and_brief_say_which_session_was_meant(held, tmp_path):
    code, said = run(held, "show", "HR 3627")
    assert code == 0 and "H.R. 3627 of the 119th Congress is meant" in said
    assert json.loads(run(held, "show", NEW, "--json")[1])["key"] == NEW
    code, said = run(held, "brief", "HR 3627", "--format", "md", "-o", tmp_path / "a.md")
    assert code == 0 and "H.R. 3627 of the 119th Congress is meant" in said


@pytest.mark.parametrize("command", [("show",), ("brief",), ("votes", "Lieu")])
def test_a_command_never_denies_a_bill(held, command):
    code, said = run(held, *command, "AB 999", on="2026-11-26")
    assert code == 2
    assert "AB 999 of 2025-26 is not in the file yet. Follow it: billtrail watch" in said
    assert "There is no" not in said


@pytest.mark.parametrize("text", ["NY ZZ 12", "New York S 0"])
def test_a_number_that_a_state_does_not_have_is_told_with_those_it_has(held, text):
    code, said = run(held, "show", text, on="2026-11-26")
    assert code == 2 and f"'{text}' is no number of New York. Its measures are A, S, " in said


def test_watch_follows_the_number_of_the_session_that_has_begun(held, clock):
    clock("2026-12-08")
    code, said = run(held, "watch", "AB 1", "--campaign", "ca-vacatur")
    assert code == 0 and "ca-vacatur follows ca-20272028-ab1 now" in said
    code, said = run(held, "watch", "HR 1", "--campaign", "tsra")
    assert code == 2 and "It can be" in said and "us-119-hr1" in said


def test_an_effort_is_no_bill_and_is_called_what_it_is(held):
    for name in ("us-tsra", "trafficking survivors relief act"):
        told = run(held, "show", name)[1]
        assert told.startswith("Trafficking Survivors Relief Act (us-tsra)")
    code, told = run(held, "show", "CA-Vacatur")
    assert code == 0 and "Vacatur for nonviolent offenses (Penal Code 236.14)" in told
    assert len(json.loads(run(held, "show", "ca-vacatur", "--json")[1])) == 8
    assert json.loads(run(held, "show", "TSRA", "--json")[1])["id"] == "us-tsra"


def test_a_brief_is_printed_for_a_name_as_people_say_it(held, tmp_path):
    for name in ("TSRA", "trafficking survivors relief act"):
        code, said = run(held, "brief", name, "--format", "md", "-o", tmp_path / "a.md")
        assert code == 0, said


# -- the site ----------------------------------------------------------------------------------


@pytest.fixture
def site(held):
    return make_datasette(held.database, today=lambda: date(2026, 12, 8))


async def said(site, path, status=200):
    response = await site.client.get(path)
    assert response.status_code == status, response.text
    return response.text.replace("\N{NO-BREAK SPACE}", " ").replace("&#39;", "'")


@pytest.mark.asyncio
async def test_the_pages_offer_what_is_not_held(site):
    for path in ("/bill/AB999", "/bill/ca-20272028-ab999"):
        text = await said(site, path, 404)
        assert "Not in this file yet" in text
        assert "AB 999 of 2027-28 is not in the file yet." in text
        assert "billtrail watch ca-20272028-ab999" in text
        assert "leginfo.legislature.ca.gov/faces/billNavClient.xhtml?bill_id=202720280AB999" in text
    text = await said(site, "/-/search?q=AB+999")
    assert "AB 999 of 2027-28 is not in the file yet." in text
    assert "No bill in this file" not in text and "202720280AB999" in text
    error = (await site.client.get("/bill/AB999.json")).json()
    assert error["error"].startswith("AB 999 of 2027-28 is not in the file yet.")
    assert not error["ok"]


@pytest.mark.asyncio
async def test_the_find_page_says_which_session_it_found(site):
    text = await said(site, "/-/search?q=HR+3627")
    assert "H.R. 3627 of the 119th Congress is meant" in text
    assert text.index(f"/bill/{NEW}") < text.index(f"/bill/{OLD}")
    text = await said(site, "/-/search?q=AB+379")
    assert "AB 379 of 2027-28 is not in the file yet." in text
    assert "/bill/ca-20252026-ab379" in text
    text = (await said(site, "/-/search?q=HR+99999")).replace("\N{NO-BREAK SPACE}", " ")
    assert "Follow H.R. 99999 (119th Congress)" in text
    assert "Follow HR 99999 (California, 2027\N{EN DASH}28 session)" in text
    found = await site.client.get("/-/search?q=AB+379+(2025-26)")
    assert (found.status_code, found.headers["location"]) == (302, "/bill/ca-20252026-ab379")


@pytest.mark.asyncio
async def test_the_find_page_lists_efforts_whose_titles_have_the_words(site):
    found = await site.client.get("/-/search?q=TSRA")
    assert (found.status_code, found.headers["location"]) == (302, "/campaign/tsra")
    text = await said(site, "/-/search?q=survivors+relief")
    assert '<a href="/campaign/tsra#us-tsra">Trafficking Survivors Relief Act</a>' in text
    assert '<a href="/campaign/ca-vacatur">' in text
    text = await said(site, "/-/search?q=XX+HB+12")
    assert "'XX HB 12' is no number of Congress, California or Virginia" in text
    found = await site.client.get("/bill/TSRA")
    assert (found.status_code, found.headers["location"]) == (302, "/campaign/tsra")
    rows = (await site.client.get("/data/keys.json?list=" + quote("Bill number\nrelief"))).json()
    assert [row["key"] for row in rows] == ["", ""]


@pytest.mark.asyncio
async def test_a_number_without_its_session_is_no_permanent_address(site):
    bare = await site.client.get("/bill/AB379")
    assert (bare.status_code, bare.headers["location"]) == (302, "/bill/ca-20252026-ab379")
    whole = await site.client.get(f"/bill/{quote('AB 379 (2025-26)')}")
    assert (whole.status_code, whole.headers["location"]) == (301, "/bill/ca-20252026-ab379")


@pytest.mark.asyncio
async def test_the_list_of_keys_says_it_line_by_line(site):
    path = "/data/keys.json?list=" + quote("HR 3627\nAB 999\nAB 379 (2025-26)")
    rows = (await site.client.get(path)).json()
    assert [row["key"] for row in rows] == [NEW, "", "ca-20252026-ab379"]
    assert rows[0]["note"].startswith("H.R. 3627 of the 119th Congress is meant")
    assert rows[1]["note"].startswith("AB 999 of 2027-28 is not in the file yet.")
    assert rows[2]["note"] == ""
    text = await said(site, path.replace(".json", ""))
    assert "H.R. 3627 of the 119th Congress is meant" in text


@pytest.mark.asyncio
async def test_a_published_file_names_the_publisher_and_no_command(held, tmp_path):
    published = publish(held.database, tmp_path / "out", Edition.PUBLIC)
    site = make_datasette(published.database, today=lambda: date(2026, 12, 8))
    text = await said(site, "/bill/AB999", 404)
    assert "202720280AB999" in text and "billtrail watch" not in text
    text = await said(site, "/-/search?q=AB+379")
    assert "202720280AB379" in text and "billtrail watch" not in text


def test_words_that_many_titles_have_name_no_bill(held, monkeypatch):
    monkeypatch.setattr(search_index, "_MANY", 2)
    with open_snapshot(held.database, date(2026, 11, 26)) as snapshot:
        assert Search(snapshot.connection, "made-up title").titles(9) == []
        monkeypatch.setattr(search_index, "_MANY", 500)
        assert len(Search(snapshot.connection, "made-up title").titles(9)) == 4


def test_followed_bills_stand_first_and_each_once(held):
    with open_snapshot(held.database, date(2026, 11, 26)) as snapshot:
        read = snapshot.connection
        followed = {row[0] for row in read.execute("SELECT bill FROM campaign_bills")}
        first = keys_of(read, "a", 1000)
    assert set(first) - followed and set(first) & followed and len(first) == len(set(first))
    many = len(set(first) & followed)
    assert set(first[:many]) <= followed and followed.isdisjoint(first[many:])


def test_of_sessions_called_in_one_year_the_last_is_the_newest(fresh) -> None:
    with fresh.writer("test") as writer:
        for key, day in (("tx-893-hb7", "2026-10-05"), ("tx-894-hb7", "2026-11-16")):
            writer.save_bill(bill(key, day), "openstates")
    with open_snapshot(fresh.database, date(2026, 11, 26)) as snapshot:
        found = snapshot.meaning("TX HB 7")
    assert found.id == "tx-894-hb7"
    assert "older: TX HB 7 (89th Legislature, third called session)" in found.notes[0]
