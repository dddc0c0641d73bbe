"""Nothing private leaves: every private value is marked, the program is used, and only then both
editions are published and searched, file, pages, feeds, JSON, CSV and what PDFs and Word carry.

The existing marks of ``test_publishing`` stand in every column of a file that nobody used; what a
command writes from one place into another is seen only here.
"""

import asyncio
import io
import json
import random
import re
import sqlite3
import string
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import zstandard
from click.testing import CliRunner
from replay import built_status

from billtrail.campaigns import load_organisation
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish import PARTED
from billtrail.publish.publish import publish
from billtrail.store.packed import unpack
from billtrail.workspace.workspace import Workspace, prepare

pytestmark = pytest.mark.slow


class Marks:
    """One word of letters for each private value, that stands nowhere else. They share no
    beginning, because a search index keeps only where a word differs from the one before."""

    def __init__(self) -> None:
        self._random = random.Random(12)
        self.private: dict[str, str] = {}
        self.coalition: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """A value that never leaves."""
        return self.private.setdefault(name, self._word())

    def shared(self, name: str) -> str:
        """A value that the coalition may read, and nobody else."""
        return self.coalition.setdefault(name, self._word())

    def _word(self) -> str:
        return "".join(self._random.choices(string.ascii_lowercase, k=18))


def organisation(m: Marks) -> str:
    return f"""
name = "Coalition Alpha"
site = "https://alpha.example"
public_contact = "hello@alpha.example"
contact_name = "{m("contact name")}"
email = "{m("e-mail")}@alpha.example"
phone = "555 {m("telephone")}"
address = "{m("address")}"
funding_line = "{m("funding line")}"
[owners]
tsra = "{m("owner")}"
"""


def voices(m: Marks) -> str:
    return f"""
[[voice]]
id = "{m("voice id")}"
campaign = "tsra"
words = "Test words, said by nobody: {m("voice words")}."
name = "{m("voice name")}"
language = "en"
audiences = ["member", "coalition", "funder", "public"]
until = 2027-06-30
form_held_by = "{m("voice form")}"
reviewed_by = "{m("voice reviewer")}"
"""


def campaign(m: Marks) -> str:
    """Notes, dates, proofs and decisions of the workspace over a shipped campaign."""
    return f"""
[[family]]
id = "us-tsra"
[[family.member]]
bill = "us-119-hr9996"
kind = "companion"
basis = "{m("basis")}"
[[bill]]
key = "us-119-hr9996"
aim = "pass"
why = "{m("note on a new bill")}"
[[bill]]
key = "us-119-hr4323"
why = "{m("note on a shipped bill")}"
[[bill]]
key = "us-119-hr1379"
aim = "stop"
position = "needs decision"
[[bill]]
key = "us-118-hr7137"
position = "support"
decided_by = "{m("decided by, by hand")}"
decided_on = "2026-10-01"
[[ask]]
id = "{m.shared("ask id")}"
stages = ["enacted", "died", "in_committee"]
headline = "headline-{m.shared("headline key")}"
texts = ["ask-{m.shared("ask key")}"]
[[text]]
key = "headline-{m.shared("headline key")}"
text = "Please fund {m.shared("headline")} now"
[[text]]
key = "ask-{m.shared("ask key")}"
text = "Please ask {m.shared("ask words")} to act."
[[text]]
key = "limits"
text = "A sentence of ours, which is published like the campaign."
reviewed_by = "{m("reviewer")}"
reviewed_on = "2026-11-01"
[[date]]
on = "2026-12-05"
what = "{m("date without an address")}"
who = "{m("who of a date")}"
certainty = "sure"
source = "{m("source of a date")}"
[[date]]
on = "2026-12-06"
what = "{m("date with an address")}"
who = "Staff"
certainty = "sure"
source = "a page"
url = "https://example.org/{m("address of a date")}"
[[date]]
on = "2029-01-23"
what = "The Government Accountability Office reports to Congress on how the law is carried out"
who = "{m("who of a shipped date")}"
certainty = "expected"
source = "{m("source of a shipped date")}"
[[endorser]]
organisation = "An endorser"
bill = "us-119-hr4323"
date = "2026"
proof = "{m("proof of an endorsement")}"
[[declined]]
bill = "us-119-hr2"
by = "{m("declined by")}"
on = "2026-11-01"
"""


def rests_on(m: Marks, figure: str) -> str:
    """A claim that holds by a program's own count, and the words that rest on it."""
    return f"""
[[claim]]
id = "{m("claim on a count")}"
kind = "fact"
holds_if = [{{ statistic = "{figure}" }}]
source = "{m("source of a claim on a count")}"
[[text]]
key = "does-4"
text = "We know of {m("words on a count")}."
claims = ["{m("claim on a count")}"]
"""


def roll(m: Marks) -> str:
    """Who signs a letter, one of whom agreed to be named."""
    return (
        "Organisation,Person,Title,City,Contact,Proof,Signed on,May be named\n"
        f"{m('signer')},{m('signs')},{m('signs as')},{m('signer in')},{m('signer mail')}@x.example,"
        f"{m('signed by')},2026-11-20,yes\n"
        f"{m('second signer')},{m('second signs')},,,,,2026-11-20,no\n"
    )


#: Every mark stands in one of these before anything is done.
FILES = {
    "organisation.toml": organisation,
    "voices.toml": voices,
    "campaigns/tsra.toml": campaign,
    "rolls/us-119-hr4817.csv": roll,
    "secrets.env": lambda m: f"CONGRESS_API_KEY={m('key')}\n",
}


class Desk:
    """Somebody at work: commands, whatever they answer."""

    def __init__(self, workspace: Workspace, marks: Marks) -> None:
        self.workspace, self.marks, self.out = workspace, marks, workspace.root / "out"

    def run(self, *words: object, fails: bool = False) -> str:
        arguments = ["--workspace", str(self.workspace.root), *map(str, words)]
        result = CliRunner().invoke(main, arguments)
        missing = "No such" in result.output  # a program that has no releases yet
        assert result.exit_code == 0 or fails or missing, result.output
        return result.output

    def brief(self, *options: str) -> str:
        """Print, and tell the id of what was printed now, or of the one that was so before."""
        name = f"{self.marks('file name')}-{len(self.ids())}.pdf"
        before = set(self.ids())
        self.run("brief", *options, "-o", self.out / name)
        return next(iter(set(self.ids()) - before), "")

    def ids(self) -> list[str]:
        with closing(sqlite3.connect(self.workspace.database)) as connection:
            return [r[0] for r in connection.execute("SELECT id FROM issued_briefs")]


def use(desk: Desk, folder: Path) -> dict[str, list[str]]:
    """A month's work with the program; the ids of briefs by what happened to them."""
    take_in(desk, folder)
    decide(desk)
    gather_signers(desk)
    load_counts(desk, folder)
    return {"released": print_and_release(desk), "kept": desk.ids()}


def take_in(desk: Desk, folder: Path) -> None:
    """Bills from files whose names are the machine's own, one of them broken."""
    m, place = desk.marks, folder / desk.marks("folder")
    place.mkdir()
    for key in ("us-119-hr9996", "us-119-hr9997", "us-119-hr9998"):
        name, body = built_status(key, "A bill built for this test")
        (place / name).write_bytes(body)
    # One that nobody follows, so that a large edition has a file of its session.
    name, other = built_status("us-119-hr9994", "To name a post office")
    (place / name).write_bytes(other)
    (place / f"BILLSTATUS-119hr9995-{m('broken file')}.xml").write_bytes(body[:300])
    desk.run("import", place, fails=True)
    desk.run("reparse", fails=True)
    with closing(sqlite3.connect(desk.workspace.database)) as connection, connection:
        connection.execute("UPDATE source_health SET problem = ?", (m("problem"),))
        meet(connection, m)


def meet(connection: sqlite3.Connection, m: Marks) -> None:
    """A committee hears a bill; who speaks there may be a survivor."""
    connection.execute(
        "INSERT INTO hearings (identifier, bill, date, status, source, sequence, meeting) VALUES "
        "('h', 'us-119-hr1379', '2026-12-01', 'confirmed', 'us_house_meetings', 0, 'congress-1')"
    )
    connection.executemany(
        "INSERT INTO meeting_papers (meeting, position, kind, title, about, url) VALUES "
        "('congress-1', ?, ?, ?, ?, ?)",
        ((1, "witness", m("witness"), m("what a witness is"), None),
         (2, "testimony", m("testimony"), m("whose"), f"https://example.org/{m('statement')}")),
    )  # fmt: skip


def decide(desk: Desk) -> None:
    """Positions taken and taken back, notes, reports, reviews, answers, each by somebody."""
    m, on = desk.marks, ("--on", "2026-11-20")
    desk.run("watch", "us-119-hr9997", "--campaign", "tsra", "--why", m("why of a command"),
             "--by", m("watched by"))  # fmt: skip
    desk.run("position", "us-119-hr9997", "oppose", "--by", m("position by"), *on)
    desk.run("position", "us-119-hr9997", "oppose unless amended", "--by", m("position again by"),
             "--condition", m("condition taken back"), *on)  # fmt: skip
    stale = desk.brief("us-119-hr9997")
    desk.run("undo", "--by", m("undone by"))
    desk.run("undo")
    # A page that says what was taken back, and went out all the same.
    desk.run("release", stale, "--to", "coalition", "--by", m("released by"))
    desk.run("report", "us-119-hr4323", m("report"), *on, "--by", m("report by"), "--link",
             f"https://example.org/{m('report link')}")  # fmt: skip
    suggested = json.loads(desk.run("suggestions", "--json"))
    for one, what in zip(suggested, ("accept", "watch", "decline"), strict=False):
        desk.run("suggestion", one["id"], what, "--by", m(f"{what} by"))
    desk.run("text", "review", "tsra/problem/en", "--by", m("review by"), *on)
    desk.run("stats", "settle", "cast-forced-crime-share", "--base", "survivors it served",
             "--source", m("settled from"), "--by", m("settled by"), *on)  # fmt: skip
    desk.run("check", fails=True)
    desk.run("doctor", fails=True)


def gather_signers(desk: Desk) -> None:
    """A roll is looked at, handed on, and somebody leaves it."""
    roll = ("signers", "us-119-hr4817")
    for what in (("list",), ("list", "--portal"), ("remind",)):
        desk.run(*roll, *what)
    for ending in ("csv", "xlsx"):
        desk.run(*roll, "export", "-o", desk.out / f"signers.{ending}")
    desk.run("letter", "us-119-hr4817", "--paper", "sign-on-letter", "-o", desk.out / "signed.pdf")
    desk.run(*roll, "withdraw", desk.marks("second signer"), "--by", desk.marks("withdrawal by"))


def load_counts(desk: Desk, folder: Path) -> None:
    """Counts whose program says that they stay."""
    m, file = desk.marks, folder / f"{desk.marks('counts file')}.csv"
    line = f"{m('program')},{m('measure')},2025-01-01,2025-12-31"
    file.write_text(
        f"program,measure,period_start,period_end,{m('dimension')},count\n"
        f"{line},{m('category')} b,180\n{line},{m('category')} c,170\n{line},all,350\n",
        encoding="utf-8",
    )
    desk.run("stats", "load", file, "--by", m("loaded by"), "--safe-copy",
             folder / f"{m('safe copy')}.csv")  # fmt: skip


def print_and_release(desk: Desk) -> list[str]:
    """Briefs for everybody, packs, sheets; some released, some taken back, some never."""
    m = desk.marks
    own = [row for row in desk.run("brief", "tsra", "--figures", "list").splitlines()
           if row.startswith("figure counts-")]  # fmt: skip
    assert own, "the program's own count may be printed at home"
    figure = own[0].split()[1].rstrip(":")
    m.private["figure of a count"] = figure
    file = desk.workspace.root / "campaigns" / "tsra.toml"
    file.write_text(file.read_text(encoding="utf-8") + rests_on(m, figure), encoding="utf-8")
    released = []
    for to in ("member", "coalition", "public"):
        for audience in ("member", "coalition", "funder", "public"):
            id = desk.brief("tsra", "--audience", audience, "--contact", f"{m('contact')} {to}",
                            "--figures", figure, "--voice", m("voice id"))  # fmt: skip
            desk.run("release", id, "--to", to, "--by", m("released by"))
            released.append(id)
    desk.run("withdraw", released[0], released[5], "--by", m("withdrawn by"))
    released.append(desk.brief("us-119-hr9997", "--audience", "public"))
    desk.run("release", released[-1], "--to", "public", "--by", m("released by"))
    desk.run("undo")
    desk.run("briefs", "tsra", "--legislators", "CA-36", "-o", desk.out / m("pack folder"))
    desk.run("briefs", "tsra", "--legislators", "CA-37", "-o", desk.out / m("pack folder"),
             "--release-to", "public", "--by", m("pack by"), fails=True)  # fmt: skip
    for format_ in ("html", "docx", "md", "json"):
        desk.run("brief", "ca-vacatur", "--format", format_, "-o", desk.out / f"other.{format_}")
    for ending in ("txt", "html", "pdf", "docx", "json"):
        desk.run("week", "-o", desk.out / f"week.{ending}", fails=True)
    desk.run("review-sheet", "tsra", "-o", desk.out / "review.pdf")
    return released


# -- the search ------------------------------------------------------------------------------------


def everything_in(path: Path) -> Iterator[str]:
    """A file's bytes, all that queries can read, and what packed records hold."""
    yield path.read_bytes().decode("latin-1")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
        names = _tables(connection)
        if "bill_search" in names:
            connection.execute(
                "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, bill_search, row)"
            )
            names.append("temp.terms")
        for table in names:
            for row in connection.execute(f"SELECT * FROM {table}"):
                yield " ".join(map(_plain, row))


def _tables(connection: sqlite3.Connection) -> list[str]:
    sql = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
    return [row[0] for row in connection.execute(sql)]


def _plain(value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    with suppress(zstandard.ZstdError):
        value = unpack(value)
    return value.decode("latin-1")


#: Files of the look, single rows (they are in the tables), and what else there is of a bill but for
#: two of them: each bill has the same.
_OTHERS = re.compile(
    r"/static|/-/static|/billtrail/\w+/|/-/brief/(?!us-119-hr9997)|"
    r"/bill/(?!us-119-hr(9997|4323))[^/]+[./]"
)


async def every_page(path: Path, ids: list[str]) -> dict[str, bytes]:
    """Every address that the pages name, each table whole, briefs in every form, each check."""
    site = make_datasette(path)
    waiting, found = [*_addresses(path, ids)], dict[str, bytes]()
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = await site.client.get(address)
        found[address] = answer.content
        if "text/html" in answer.headers.get("content-type", ""):
            links = set(re.findall(r'href="(/[^"#?]*)', answer.text))
            waiting += [link for link in links if link not in found and not _OTHERS.match(link)]
    return found


def _addresses(path: Path, ids: list[str]) -> Iterator[str]:
    yield from ("/", "/about", "/changes.json", "/changes.atom", "/dates.ics", "/data/keys.csv")
    yield from ("/-/search?q=trafficking", "/latest/billtrail.db")
    yield from (f"/check/{id}{ending}" for id in ids for ending in ("", ".json"))
    with closing(sqlite3.connect(path)) as connection:
        tables = _tables(connection)
    for table in tables:
        yield f"/billtrail/{table}.csv?_stream=1"
        yield f"/billtrail/{table}.json?_size=max"
    for ending in ("pdf", "html", "docx", "md", "json"):
        yield f"/-/brief/us-119-hr9997.{ending}"
        for audience in ("member", "coalition", "public"):
            yield f"/-/brief/tsra.{ending}?audience={audience}"


def carried(body: bytes) -> Iterator[str]:
    """What a downloaded file says, unpacked."""
    yield body.decode("latin-1")
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            yield from (archive.read(name).decode("latin-1") for name in archive.namelist())
    elif body.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(body)) as pdf:
            yield from (bytes(file.get_file().read_bytes()).decode("latin-1")
                        for file in pdf.attachments.values())  # fmt: skip
            yield str(pdf.docinfo)


def find(marks: dict[str, str], texts: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Mark -> the first place where it stands."""
    found: dict[str, str] = {}
    for place, text in texts:
        for name, word in marks.items():
            if name not in found and word in text:
                found[name] = place
    return found


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory, prepared: Any) -> tuple[Workspace, Marks, Any]:
    """A workspace in which every private value is marked, after a month of use."""
    folder, marks = tmp_path_factory.mktemp("leaks"), Marks()
    workspace = Workspace.at(folder / "home")
    workspace.create()
    workspace.database.write_bytes(prepared.database.read_bytes())
    for name, text in FILES.items():
        path = workspace.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text(marks), encoding="utf-8")
        path.chmod(0o600)
    said: list[str] = []
    prepare(workspace, said.append)
    assert not [line for line in said if "not loaded" in line]
    return workspace, marks, use(Desk(workspace, marks), folder)


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.COALITION])
def test_nothing_private_is_in_an_edition_or_its_pages(
    used: tuple[Workspace, Marks, Any], tmp_path: Path, edition: Edition
) -> None:
    workspace, marks, ids = used
    Desk(workspace, marks).run("publish", tmp_path, "--for", edition.value)
    path = tmp_path / "billtrail.db"
    with closing(sqlite3.connect(path)) as connection:
        kinds = connection.execute(
            "SELECT DISTINCT withdrawn, stages IS NULL, brief IS NULL FROM released_briefs"
        ).fetchall()
    assert sorted(kinds) == [(0, 0, 0), (0, 0, 1), (1, 1, 1)]  # with text, handed over, taken back
    pages = asyncio.run(every_page(path, ids["kept"]))
    assert len(pages) > 300

    def texts() -> Iterator[tuple[str, str]]:
        yield from (("the file", text) for text in everything_in(path))
        yield "metadata.json", (tmp_path / "metadata.json").read_text(encoding="utf-8")
        for address, body in pages.items():
            yield from ((address, text) for text in carried(body))

    public = edition == Edition.PUBLIC
    private = marks.private | (marks.coalition if public else {})
    assert find(private, texts()) == {}
    if not public:
        assert set(find(marks.coalition, texts())) == set(marks.coalition)


def test_nothing_private_is_in_a_front_and_the_files_beside_it(
    used: tuple[Workspace, Marks, Any], tmp_path: Path
) -> None:
    """The files, which both editions have alike, and what a site shows of them; all other pages are
    read from the front, which has the rows that the edition above has."""
    workspace, marks, _ = used
    organisation = load_organisation(workspace.organisation)
    front = publish(workspace.database, tmp_path, Edition.PUBLIC, organisation, alone=0).database
    beside = sorted((tmp_path / "facts").glob("*.db"))
    assert [path.stem for path in beside] == ["us-119"]
    pages = asyncio.run(pages_of(front, beside))

    def texts() -> Iterator[tuple[str, str]]:
        for path in (front, *beside):
            yield from ((path.name, text) for text in everything_in(path))
        yield "metadata.json", (tmp_path / "metadata.json").read_text(encoding="utf-8")
        yield from pages.items()

    of_the_file = {"title": "To name a post office"}
    assert find(of_the_file, texts()) and find(of_the_file, iter(pages.items()))
    assert find(marks.private | marks.coalition, texts()) == {}


async def pages_of(front: Path, beside: list[Path]) -> dict[str, str]:
    """What a site says of files beside an edition: each as a database, its tables whole, the tables
    of all together, and a bill that is read from there."""
    site = make_datasette(front)
    asked = ["/", "/data", "/bill/us-119-hr9994", "/bill/us-119-hr9994.json"]
    asked += [f"/latest/{table}.csv" for table in PARTED]
    for path in beside:
        with closing(sqlite3.connect(path)) as connection:
            tables = _tables(connection)
        asked += [f"/{path.stem}", f"/{path.stem}/steps-of-a-bill.json?key=us-119-hr9994"]
        asked += [f"/{path.stem}/{table}.csv?_stream=1" for table in tables]
    found = {}
    for address in asked:
        answer = await site.client.get(address)
        assert answer.status_code == 200, (address, answer.text)
        found[address] = answer.text
    return found


def test_the_search_finds_every_mark_at_home(used: tuple[Workspace, Marks, Any]) -> None:
    """The same look at the workspace finds all marks, so that it would find one that leaks."""
    workspace, marks, _ = used
    files = [path for path in workspace.root.parent.rglob("*") if path.is_file()]
    texts = ((str(path), f"{path} {text}") for path in files for text in carried(path.read_bytes()))
    every = marks.private | marks.coalition
    assert set(every) - set(find(every, texts)) == set()
