"""Letters at the desk: chosen, shown, printed, put on file, marked as sent; what is missing leads
to the form that brings it in, and no command stands on the page."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
from serving import served
from test_desk import Office

from billtrail.briefs.papers import read_issued
from billtrail.datasette_plugins.desk import Asked
from billtrail.datasette_plugins.desk.tasks.letters.page import read_page
from billtrail.datasette_plugins.desk.tasks.letters.ways import Way, told
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.snapshot import open_snapshot
from billtrail.store import open_reader
from billtrail.workspace import Workspace, prepare

HERE, BILL = "/-/desk/letters", "us-119-hr4817"
ORGANISATION = 'name = "Example Coalition"\nemail = "policy@example.org"\n'


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, prepared: Workspace) -> Workspace:
    found = Workspace.at(tmp_path_factory.mktemp("home"))
    found.create()
    found.database.write_bytes(prepared.database.read_bytes())
    found.organisation.write_text(ORGANISATION, encoding="utf-8")
    prepare(found)
    return found


@pytest.fixture(scope="module")
def address(home: Workspace) -> Iterator[str]:
    with served(make_datasette(home.database)) as found:
        yield found


@pytest.fixture
def office(address: str) -> Office:
    return Office(address)


def words(html: str) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", html))
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def token(office: Office) -> dict[str, str]:
    found = re.search(r'name="csrftoken" value="([^"]*)"', office.get(HERE).text)
    assert found
    return {"csrftoken": found[1]}


def test_the_list_stands_on_the_bill_that_the_page_speaks_of(office: Office) -> None:
    page = office.get(f"{HERE}?about=us-119-hr4323").text
    assert "H.R. 4323 is law" in words(page)
    assert re.search(r'<option value="us-119-hr4323" selected', page)


def test_bills_are_set_side_by_side(office: Office) -> None:
    page = office.get(f"{HERE}?about={BILL}&paper=side-by-side").text
    assert 'name="beside"' in page and "To the committee" not in page
    assert "/-/desk/letters/text" in page and "/-/desk/letters/card" not in page
    page = office.get(f"{HERE}?about={BILL}&paper=side-by-side&beside=HR+2851").text
    assert "Side by side" in page and 'class="sheet"' in page
    wrong = words(office.get(f"{HERE}?about={BILL}&paper=side-by-side&beside=HR+99999").text)
    assert "99999" in wrong and "There is no letter to show" in wrong


def test_a_letter_is_shown_printed_put_on_file_and_sent(office: Office, home: Workspace) -> None:
    page = office.get(f"{HERE}?about={BILL}").text
    assert "No position on H.R. 4817 is decided." in words(page)
    assert "To enter where you file it" in page and "in the portal" not in page
    assert f'href="/-/desk/positions?bill={BILL}"' in page
    picture = re.search(r'class="sheet" src="([^"]+)"', page)
    assert picture and office.get(picture[1]).content.startswith(b"\x89PNG")
    values = token(office) | {"about": BILL}
    made = office.send(f"{HERE}/pdf", values)
    assert made.content.startswith(b"%PDF")
    assert f'"{BILL}_position-letter_hsju00_' in made.headers["content-disposition"]
    assert b"H.R. 4817" in office.send(f"{HERE}/text", values).content.replace(b"\xc2\xa0", b" ")
    assert b"Committee" in office.send(f"{HERE}/card", values).content
    assert office.send(f"{HERE}/word", values).content.startswith(b"PK")
    with open_reader(home.database) as reader:
        (letter,) = read_issued(reader)
    assert f"draft, not sent · {letter.id}" in words(office.get(HERE).text)
    sent = {"do": f"sent {letter.id}", "on": "2026-11-25", "by": "A. Tester"}
    assert office.send(HERE, token(office) | sent | {"on": "2099-01-01"}).status_code == 422
    assert office.send(HERE, token(office) | sent).status_code == 303
    page = office.get(HERE).text
    assert "was sent on Nov 25, 2026" in words(page) and "noted by A. Tester" in words(page)
    undo = re.search(r'value="(undo \d+)"', page)
    assert undo
    office.send("/-/desk/history", token(office) | {"do": undo[1]})
    assert f"draft, not sent · {letter.id}" in words(office.get(HERE).text)


MONEY = "/-/desk/appropriations"
REQUEST = {"amount": "$105,000,000", "fiscal_year": "2028", "program": "OVC grants",
           "statute": "22 U.S.C. 7105(b)(2)", "bill": "us-106-hr3244",
           "subcommittee": "Commerce, Justice, Science", "figure": "", "do": "look"}  # fmt: skip


def test_a_request_to_appropriators_is_shown_kept_printed_and_sent(
    office: Office, home: Workspace
) -> None:
    page = office.send(MONEY, token(office) | REQUEST | {"amount": "lots", "program": ""}).text
    assert 'href="#amount"' in page and "Say which program." in page
    page = office.send(MONEY, token(office) | REQUEST).text
    assert 'class="sheet"' in page and not (home.root / "appropriations.toml").exists()
    saved = office.send(MONEY, token(office) | REQUEST | {"do": "save", "by": "A. Tester"})
    assert saved.headers["location"] == f"{MONEY}?request=ovc-grants-2028"
    page = office.get(saved.headers["location"]).text
    assert 'value="22 U.S.C. 7105(b)(2)"' in page and "Kept: $105,000,000" in page
    text = office.send(f"{MONEY}/text", token(office) | {"request": "ovc-grants-2028"}).content
    assert b"105,000,000" in text
    with open_reader(home.database) as reader:
        (letter,) = [one for one in read_issued(reader)
                     if one.paper.paper == "appropriations-request"]  # fmt: skip
    assert letter.id in office.get(MONEY).text and letter.id not in office.get(HERE).text
    sent = {"do": f"sent {letter.id}", "on": "2026-11-25"}
    assert office.send(MONEY, token(office) | sent).status_code == 303
    assert "noted by A. Tester" in words(office.get(MONEY).text)
    office.send(MONEY, token(office) | {"do": "drop ovc-grants-2028"})
    assert "Take out" not in office.get(MONEY).text.partition("Letters on file")[0]


def test_what_may_not_be_sent_is_told_with_what_helps(office: Office) -> None:
    page = office.get(f"{HERE}?bill=hr+4323").text
    assert "is law: Public Law 119-73" in words(page) and 'class="sheet"' not in page
    assert 'href="/-/desk/page?bill=us-119-hr4323"' in page
    page = office.get(f"{HERE}?bill=nothing+of+the+kind").text
    assert 'href="#bill"' in page
    assert "Choose one of these" in words(office.get(f"{HERE}?paper=novel").text)


def test_another_bill_is_for_another_committee_and_another_paper_keeps_it(office: Office) -> None:
    values = token(office) | {"was": BILL, "about": "us-119-s1580", "committee": "hsju00",
                              "chair": "A. Chair", "do": "look"}  # fmt: skip
    page = office.send(HERE, values).text
    assert "A. Chair" not in page
    page = office.send(HERE, values | {"was": "us-119-s1580"}).text
    assert 'value="A. Chair"' in page
    page = office.send(HERE, values | {"do": "look set paper sign-on-letter"}).text
    assert re.search(r'value="sign-on-letter" selected', page)
    assert 'href="/-/desk/signers?bill=us-119-s1580"' in page and "Nobody has signed." in page


@pytest.mark.parametrize(
    ("text", "says", "way"),
    [
        ("It is elsewhere. billtrail letter us-119-hr1 --paper floor-alert", "It is elsewhere.",
         Way("Make the floor alert", fill="set paper floor-alert")),
        ("X. billtrail position us-119-hr1 support --by NAME --on DATE", "X.",
         Way("Decide the position", href="/-/desk/positions?bill=us-119-hr1")),
        ("billtrail show us-119-hr1 tells its end, and what goes on with it.", "",
         Way("Where it stands", href="/bill/us-119-hr1")),
        ("write the text 'does-1-us-119-hr1' for tsra", "",
         Way("Write it", href="/-/desk/texts?campaign=tsra&key=does-1-us-119-hr1")),
        ('billtrail setup, or write about = "We are ..." into organisation.toml', "",
         Way("Fill in your contact", href="/-/desk/contact")),
    ],
)  # fmt: skip
def test_a_command_is_a_button_or_a_link(text: str, says: str, way: Way) -> None:
    found = told(text)
    assert (found.says, found.ways) == (says, (way,))


def test_no_command_stands_on_the_page_of_any_paper(home: Workspace) -> None:
    bills = (BILL, "us-119-hr4323", "us-119-s2255", "ca-20252026-ab938", "us-118-hr7137")
    with open_snapshot(home.database, date(2026, 11, 26)) as snapshot:
        options = read_page(snapshot, home, Asked()).papers
        for bill in bills:
            for paper, _ in options:
                page = read_page(snapshot, home, Asked({"bill": (bill,), "paper": (paper,)}))
                rows = [*page.findings, *page.left_out, *page.card]
                said = [row.told.says for row in rows]
                said += [page.refusal.says] if page.refusal else []
                assert not [words for words in said if "billtrail " in words], (bill, paper)
