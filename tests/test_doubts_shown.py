"""What is in doubt is said wherever its bill is shown, and decided by a person."""

import asyncio
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import page
import pytest
from click.testing import CliRunner
from test_brief_pdf import docx_text, only_letters, pdf_text

from billtrail.bills.doubts import Doubt
from billtrail.bills.models import Action, Bill, Sponsorship
from billtrail.briefs.formats.docx import read_carried_docx
from billtrail.briefs.formats.pdf import count_pages
from billtrail.briefs.language import Labels
from billtrail.briefs.page.docx_page import fits_docx
from billtrail.briefs.values import from_json
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import ActionClass as C
from billtrail.legislatures.vocabulary import Chamber, Edition, Language, SponsorRole
from billtrail.publish.publish import publish
from billtrail.words.doubts import WHY, reason_of, settled_by
from billtrail.workspace.workspace import Workspace

pytestmark = pytest.mark.slow

ON = date(2026, 11, 26)


@pytest.mark.parametrize("reason", WHY)
def test_every_reason_has_its_words_and_says_what_settles_it(reason: str) -> None:
    """On a bill's page and in the list, and on a brief in each language."""
    doubt = Doubt(1, "legiscan", "out", "2023-06-27", "2026-11-02T20:00:00Z", "it", WHY[reason])
    assert settled_by(doubt)
    for language in Language:
        assert Labels(language)(f"doubt-why-{reason_of(doubt)}", times="2")


#: A law whose passage the newer file loses; a bill in committee that the file makes a law.
LOSES, GAINS = "us-119-hr4323", "us-119-hr4817"
OUT = "file of Nov 24, 2026 says otherwise: it no longer says that it passed the Senate"
IN = "GovInfo says Public Law 119-199 (Nov 20, 2026); passage is not in the record yet"
MARK = "(in doubt)"
DECIDE = ("--by", "A. Person", "--why", "The clerk says so.")

LEADER = (Sponsorship("Rep. A", SponsorRole.SPONSOR, "A000001"),)
HOUSE = Action("2025-12-01", "Passed House.", (C.PASSAGE,), Chamber.LOWER)
SENATE = Action("2025-12-18", "Passed Senate.", (C.PASSAGE, C.AGREEMENT), Chamber.UPPER)
SENT = Action("2026-01-20", "Presented to President.", (C.EXECUTIVE_RECEIPT,), Chamber.EXECUTIVE)
LAW = Action("2026-01-23", "Became Public Law No: 119-73.", (C.BECAME_LAW,), Chamber.EXECUTIVE)
REFERRED = Action("2025-07-29", "Referred to a committee.", (C.REFERRAL_COMMITTEE,), Chamber.LOWER)
FALSE = Action("2026-11-20", "Became Public Law No: 119-199.", (C.BECAME_LAW,), Chamber.EXECUTIVE)


def record(key: str, day: str, *actions: Action, law: str | None = None) -> Bill:
    number = f"H.R. {key.removeprefix('us-119-hr')}"
    return Bill(key, "us", "119", number, "bill", Chamber.LOWER, day, law=law,
                introduced_date="2025-07-10", sponsorships=LEADER, actions=actions)  # fmt: skip


def save(workspace: Workspace, *bills: Bill) -> None:
    for bill in bills:
        with workspace.writer("test") as writer:
            writer.save_bill(bill, "us_govinfo")


def put_in_doubt(workspace: Workspace) -> None:
    whole = record(LOSES, "2026-11-23", HOUSE, SENATE, SENT, LAW, law="Public Law 119-73")
    cut = replace(whole, actions=(HOUSE, SENT, LAW), data_as_of="2026-11-24")
    save(workspace, whole, cut)
    save(workspace, record(GAINS, "2026-11-24", REFERRED, FALSE, law="Public Law 119-199"))


def run(workspace: Workspace, *words: str, codes: tuple[int, ...] = (0,)) -> str:
    result = CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])
    assert result.exit_code in codes, result.output
    return plain(result.output)


def plain(text: str) -> str:
    """In one line and without no-break spaces."""
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture(scope="module")
def doubted(prepared: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """One workspace in which nothing is decided."""
    found = Workspace.at(tmp_path_factory.mktemp("doubted"))
    found.create()
    found.database.write_bytes(prepared.database.read_bytes())
    put_in_doubt(found)
    return found


#: Command -> what it must say.
COMMANDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("show", LOSES): ("Became law, Public Law 119-73", f"In doubt: GovInfo's {OUT}"),
    ("show", GAINS): ("In committee, Jul 29, 2025", f"In doubt: {IN}"),
    ("family", "us-tsra"): (MARK,),
    ("search", "4323"): (MARK,),
    ("changes",): ("In doubt, not taken yet: Public Law 119-199 (Nov 20, 2026)",),
    ("week",): ("In doubt, H.R. 4323: GovInfo's", "In doubt, H.R. 4817:", "accept|refuse"),
    ("week", "--json"): (OUT, "passage is not in the record yet"),
    ("check",): ("In doubt (billtrail doubts shows old and new):", OUT),
    ("doctor",): ("NO 2 bills in doubt (us-119-hr4323, us-119-hr4817)",),
    ("doubts",): ("we hold the newer file says", "2025: Passed Senate. -", IN, "every update"),
}  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_that_shows_a_bill_says_what_is_in_doubt(doubted, words) -> None:
    text = run(doubted, *words, codes=(0, 1))
    assert [said for said in COMMANDS[words] if said not in text] == []


#: Page -> what it must say.
PAGES = {
    f"/bill/{LOSES}": ("In doubt:", OUT, "billtrail doubts"),
    f"/bill/{GAINS}": ("In doubt:", IN, "In committee"),
    f"/bill/{GAINS}.atom": ("In doubt, not taken yet",),
    f"/bill/{LOSES}.ics": (MARK,),
    "/": ("Is the newer file right?", OUT, IN, f"Became law {MARK}"),
    "/-/search?q=survivors": (MARK,),
    "/campaign/tsra": (MARK,),
    "/changes": ("In doubt, not taken yet", "Public Law 119-199 (Nov 20, 2026)"),
}


def get(path: Path, *addresses: str) -> list[str]:
    """The text of pages of one application."""
    site = make_datasette(path, today=lambda: ON)

    async def ask() -> list[str]:
        return [(await site.client.get(a, follow_redirects=True)).text for a in addresses]

    return [plain(text.replace("&#39;", "'")) for text in asyncio.run(ask())]


def test_every_page_that_shows_a_bill_says_what_is_in_doubt(doubted: Workspace) -> None:
    shown = dict(zip(PAGES, get(doubted.database, *PAGES), strict=True))
    missing = {a: [said for said in wanted if said not in shown[a]] for a, wanted in PAGES.items()}
    assert {address: said for address, said in missing.items() if said} == {}


#: Language -> the status of the false law, and of the one whose passage is lost.
BRIEFS = {
    "en": ("GovInfo says Public Law 119-199 (November 20, 2026); passage is not in the record yet.",
           "In doubt: GovInfo's file of November 24, 2026 says otherwise: it no longer says "
           "that it passed the Senate (December 18, 2025)"),
    "es": ("GovInfo dice Ley Pública 119-199 (20 de noviembre de 2026); la aprobación aún no",
           "En duda: el archivo de GovInfo del 24 de noviembre de 2026 dice otra "
           "cosa: ya no dice que el Senado lo aprobó (18 de diciembre de 2025)"),
}  # fmt: skip
BRIEFS["plain"] = BRIEFS["en"]


@pytest.mark.parametrize("format_", ["md", "txt", "html"])
@pytest.mark.parametrize("language", BRIEFS)
def test_a_brief_says_it_and_announces_no_law(doubted, tmp_path, language, format_) -> None:
    told = {}
    for key in (GAINS, LOSES):
        path = tmp_path / f"{key}.{format_}"
        run(doubted, "brief", key, "--language", language, "-o", str(path))
        told[key] = plain(path.read_text(encoding="utf-8").replace("&#39;", "'"))
    gains, loses = BRIEFS[language]
    assert gains in told[GAINS] and loses in told[LOSES]
    assert not any(law in told[GAINS] for law in ("is now law", "ya es ley", "became Public Law"))


@pytest.mark.parametrize("language", BRIEFS)
def test_the_paper_of_a_bill_in_doubt_says_it_on_one_page(doubted, tmp_path, language) -> None:
    """The text layer of the PDF, which is one page, and the words of the Word file, which fits."""
    for key, words in zip((GAINS, LOSES), BRIEFS[language], strict=True):
        told = {}
        for format_ in ("pdf", "docx"):
            path = tmp_path / f"{key}.{format_}"
            run(doubted, "brief", key, "--language", language, "-o", str(path))
            told[format_] = path.read_bytes()
        assert count_pages(told["pdf"]) == 1
        carried, untouched = read_carried_docx(told["docx"])
        assert untouched and fits_docx(from_json(carried))
        report = page.validate_pdf_bytes(told["pdf"], profile="ua1")
        assert report.is_compliant, [failure.message for failure in report.failures]
        for text in (pdf_text(told["pdf"], tmp_path), docx_text(told["docx"])):
            assert only_letters(words) in only_letters(text)
            assert key == LOSES or "nowlaw" not in only_letters(text)


def test_the_json_of_show_names_it(doubted: Workspace) -> None:
    found = json.loads(run(doubted, "show", GAINS, "--json"))
    assert (found["stage"], found["law"]) == ("in_committee", None)
    assert found["in_doubt"]["why"] == "passage is not in the record yet"
    assert {"since", "says", "why"} <= found["in_doubt"].keys()


def test_a_published_file_says_it_and_not_who_decides(doubted, tmp_path) -> None:
    written = publish(doubted.database, tmp_path, Edition.PUBLIC)
    page, home = get(written.database, f"/bill/{LOSES}", "/")
    assert OUT in page and OUT in home and "billtrail doubts" not in page
    with closing(sqlite3.connect(written.database)) as connection:
        names = {row[1] for row in connection.execute("PRAGMA table_info(doubts)")}
    assert "says" in names and not names & {"by", "reason", "record", "held"}


@pytest.fixture
def own(doubted: Workspace, tmp_path: Path) -> Workspace:
    """A copy in which something may be decided."""
    found = Workspace.at(tmp_path / "own")
    found.create()
    found.database.write_bytes(doubted.database.read_bytes())
    return found


def id_of(workspace: Workspace, key: str) -> str:
    found = json.loads(run(workspace, "doubts", "--json"))
    return next(str(one["id"]) for one in found if one["bill"] == key)


DECISIONS: dict[tuple[str, str], Callable[[dict], bool]] = {
    (LOSES, "refuse"): lambda s: s["stage"] == "enacted" and s["in_doubt"] is None,
    (GAINS, "refuse"): lambda s: s["stage"] == "in_committee" and s["in_doubt"] is None,
    (GAINS, "accept"): lambda s: s["law"] == "Public Law 119-199" and s["in_doubt"] is None,
}


@pytest.mark.parametrize(("key", "decision"), DECISIONS)
def test_a_person_decides_once_and_undo_opens_it_again(own, tmp_path, key, decision) -> None:
    before, id = json.loads(run(own, "show", key, "--json")), id_of(own, key)
    news = run(own, "changes", "--since", "2026-01-01")
    run(own, "brief", key, "--format", "html", "-o", str(tmp_path / "brief.html"))
    said = run(own, "doubts", id, decision, *DECIDE)
    assert f"Doubt {id}: {decision}, A. Person. billtrail undo takes it back." in said
    assert DECISIONS[key, decision](json.loads(run(own, "show", key, "--json")))
    again = run(own, "doubts", id, "accept", *DECIDE, codes=(2,))
    assert f"Doubt {id} is not open" in again and "A. Person" in again
    assert "in doubt -> not in doubt" in run(
        own, "verify", str(tmp_path / "brief.html"), codes=(1,)
    )
    assert "Taken back: doubts" in run(own, "undo")
    assert json.loads(run(own, "show", key, "--json")) == before
    assert id_of(own, key) == id
    assert run(own, "changes", "--since", "2026-01-01") == news


def at_once(workspace: Workspace, *commands: Sequence[str]) -> list[tuple[int, str]]:
    """What commands say that are typed at the same time, each a process of its own."""
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "billtrail", "--workspace", str(workspace.root), *words],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for words in commands
    ]  # fmt: skip
    told = [process.communicate(timeout=120)[0] for process in running]
    return [(one.returncode, plain(text)) for one, text in zip(running, told, strict=True)]


@pytest.mark.parametrize("other", ["accept", "refuse"])
def test_of_two_who_decide_at_once_one_does_and_the_other_is_told(own: Workspace, other) -> None:
    id = id_of(own, LOSES)
    before = json.loads(run(own, "show", LOSES, "--json"))
    said = at_once(
        own,
        ("doubts", id, "accept", "--by", "Ann", "--why", "The clerk says so."),
        ("doubts", id, other, "--by", "Bob", "--why", "The clerk says no."),
    )
    assert sorted(code for code, _ in said) == [0, 2]
    winner, decision = ("Ann", "accept") if said[0][0] == 0 else ("Bob", other)
    lost = next(text for code, text in said if code)
    assert f"Doubt {id} is not open: it was {decision.removesuffix('e')}ed by {winner}" in lost
    assert "Traceback" not in lost
    with closing(sqlite3.connect(own.database)) as db:
        held = db.execute("SELECT state, by FROM doubts WHERE id = ?", (id,)).fetchone()
    assert held == ({"accept": "taken", "refuse": "refused"}[decision], winner)
    assert "Taken back: doubts" in run(own, "undo")
    assert json.loads(run(own, "show", LOSES, "--json")) == before


def test_of_two_corrections_that_contradict_each_other_at_once_one_stands(own: Workspace) -> None:
    why = (*DECIDE, "--on", "2026-11-20", "--link", "https://clerk.house.gov/")
    said = at_once(own, *(("correct", GAINS, "title", name, *why) for name in ("Left", "Right")))
    assert sorted(code for code, _ in said) == [0, 1]
    stands = "Left" if said[0][0] == 0 else "Right"
    assert f"title is corrected already, '{stands}'" in next(text for code, text in said if code)
    assert json.loads(run(own, "show", GAINS, "--json"))["title"] == stands


#: What is typed -> what is said in one line.
REFUSED = {
    ("doubts", "99", "accept", *DECIDE): "There is no doubt 99",
    ("doubts", "99"): "There is no open doubt '99'",
    ("doubts", "1", "accept", "--by", "A. Person"): "Say who decides and why",
    ("doubts", "1", "accept", "--why", "So."): "Say who decides and why",
    ("doubts", "1", "maybe", *DECIDE): "'maybe' is not one of",
}


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_what_cannot_be_decided_is_said(doubted, words) -> None:
    assert REFUSED[words] in run(doubted, *words, codes=(2,))


#: Files in the order they come -> what the last line of the import of the last one says. Of the
#: first two all else is taken, so that no count of documents tells of the doubt.
IMPORTS = {
    "an end that is new": (["02-simple-resolution-law/1-wrong"], "us-119-hres104"),
    "a sponsor gone": (["18-sponsor-dropped/1-whole", "18-sponsor-dropped/2-dropped"],
                       "us-114-s3205"),
    "nothing": (["02-simple-resolution-law/1-wrong", "02-simple-resolution-law/2-corrected"], ""),
}  # fmt: skip


@pytest.mark.parametrize("case", IMPORTS)
def test_an_import_that_opens_a_doubt_says_so_in_its_last_line(
    real: Path, fresh: Workspace, case: str
) -> None:
    names, key = IMPORTS[case]
    for name in names:
        said = run(fresh, "import", "--workers", "1", str(real / "cases/federal" / name))
    assert said.endswith(f"1 in doubt: {key}; see billtrail doubts") == bool(key)
    assert ("in doubt" in said) == bool(key)
    if key:
        again = run(fresh, "import", "--workers", "1", str(real / "cases/federal" / names[-1]))
        assert "in doubt" not in again  # opened once


def test_an_end_that_its_publisher_takes_back_is_said_to_be(own: Workspace) -> None:
    save(own, record(GAINS, "2026-11-25", REFERRED))
    id = id_of(own, LOSES)  # the other one's went with its publisher's word
    gone = next(n for n in ("1", "2") if n != str(id))
    late = run(own, "doubts", gone, "accept", *DECIDE, codes=(2,))
    assert f"Doubt {gone} is not open: it was taken back by its publisher on" in late
    text = run(own, "show", GAINS)
    assert "Taken back: GovInfo said Public Law 119-199 (Nov 20, 2026)" in text
    assert "In doubt" not in text
    assert "took it back" in get(own.database, f"/bill/{GAINS}")[0]
    # "No longer in doubt: Public Law 119-199" would say the contrary.
    assert "Taken back by its publisher: Public Law 119-199" in run(own, "changes")


def test_a_passage_that_a_second_file_lacks_too_is_said_to_be_taken_back(own: Workspace) -> None:
    """The word of two days is taken: the bill says so, with what went."""
    with own.writer("test") as writer:
        writer.connection.execute("UPDATE doubts SET since = '2026-11-24'")
    save(own, record(LOSES, "2026-11-25", HOUSE, SENT, LAW, law="Public Law 119-73"))
    text = run(own, "show", LOSES)
    assert "In doubt" not in text
    told = "Taken back: GovInfo's file of Nov"
    assert told in text and "it no longer says that it passed the Senate (Dec 18, 2025)" in text
    assert "took back what was recorded" in get(own.database, f"/bill/{LOSES}")[0]
