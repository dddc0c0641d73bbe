"""``billtrail brief`` as its user types it, with hostile content and wrong words.

Everything goes through the command: the workspace's files are read, the brief is printed in each
format, and what cannot be done is one clear line and its exit code.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from lxml import html

from billtrail.briefs.formats.pdf import count_pages
from billtrail.briefs.typeset import templates
from billtrail.briefs.typeset.kinds import FORMATS
from billtrail.cli import main
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace

TODAY = date(2026, 11, 23)
NAMES = '"Coalición «Ñandú» <b>& Söhne</b> {{ 7*7 }} #panic()"'
MARKUP = (
    "<b>x</b> & <script>1</script> #strong[now] $x^2$ @ref {{ 1+1 }} {% raw %} {_{ y }_} <w:p/> "
    "]]> |a| `code` [link](http://x) %s {title}"
)
LONG_TITLE = "Survivors " + "of forced labor and their families " * 6 + "ask"

CAMPAIGN = '''
title = "Our own"
summary = "One bill and no figures."
lead = "us-119-hr4817"
figures = []

[[bill]]
key = "us-119-hr4817"
aim = "pass"
why = "It is ours."
position = "support"
decided_by = "A Person"
decided_on = "2026-10-01"

[[ask]]
id = "pass"
stages = ["in_committee"]
headline = "headline-pass"
texts = ["ask-1"]

[[claim]]
id = "own"
kind = "fact"
holds_if = [{{ from = "2020-01-01" }}]
source = "Our own source"

[[text]]
key = "headline-pass"
text = """{title}"""
claims = ["own"]

[[text]]
key = "ask-1"
text = "Cosponsor H.R. 4817."
claims = ["own"]

[[text]]
key = "problem"
text = """{problem}"""
claims = ["own"]
'''


@pytest.fixture
def space(prepared, tmp_path: Path, monkeypatch) -> Iterator[Workspace]:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("billtrail.legislatures.calendar.sessions.today", lambda *_: TODAY)
    found = Workspace.at(tmp_path / "workspace")
    found.create()
    found.database.write_bytes(prepared.database.read_bytes())
    yield found
    templates.use(tmp_path / "nothing")


def run(space: Workspace, *words: object) -> Result:
    return CliRunner().invoke(main, ["--workspace", str(space.root), *map(str, words)])


def write_campaign(space: Workspace, title: str = "Pass it.", problem: str = "A problem.") -> None:
    folder = space.root / "campaigns"
    folder.mkdir(exist_ok=True)
    text = CAMPAIGN.format(title=title, problem=problem.replace("\\", "\\\\"))
    (folder / "own.toml").write_text(text, encoding="utf-8")


def said_in(path: Path, tmp_path: Path) -> str:
    """The words of a file of any format, without blanks."""
    text = "".join(_words(path, tmp_path))
    return re.sub(r"\s+", "", text)


def _words(path: Path, tmp_path: Path) -> Iterator[str]:
    if path.suffix == ".docx":
        yield from (paragraph.text for paragraph in Document(str(path)).paragraphs)
    elif path.suffix == ".html":
        yield html.fromstring(path.read_bytes()).find("body").text_content()
    elif path.suffix == ".pdf":
        if shutil.which("pdftotext") is None:
            pytest.skip("pdftotext is not installed")
        yield subprocess.run(
            ["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True
        ).stdout.decode()
    elif path.suffix == ".md":
        yield re.sub(r"\\([\\`*_\[\]<>#|])", r"\1", path.read_text(encoding="utf-8"))
    elif path.suffix == ".json":
        yield json.loads(path.read_text(encoding="utf-8"))["blocks"][-2]["paragraphs"][0][
            "sentences"
        ][0]["text"]
    else:
        yield path.read_text(encoding="utf-8")


# -- content ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_markup_of_every_kind_is_printed_literally(
    space: Workspace, tmp_path: Path, format_: str
) -> None:
    """HTML, Typst, Jinja2, Word and Markdown, in a text and in the organisation's name."""
    write_campaign(space, problem=MARKUP)
    (space.root / "organisation.toml").write_text(
        f'name = {NAMES}\nemail = "a@example.org"\n', encoding="utf-8"
    )
    path = tmp_path / f"own.{format_}"
    result = run(space, "brief", "own", "-o", path)
    assert result.exit_code == 0, result.output
    assert re.sub(r"\s+", "", MARKUP) in said_in(path, tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("José Ñandú, Łódź, Đặng, Šťastný and Åse wrote.", ""),
        ("مرحبا and שלום stand here.", ""),
        ("Signs: \U0001f642 \u2764\ufe0f", "No font has the character"),
        ("w" * 120, "is longer than a line"),
        ("bell \\u0007 rings", "control sign U+0007"),
    ],
)
def test_unusual_signs_are_printed_or_refused_by_name(
    space: Workspace, tmp_path: Path, text: str, said: str
) -> None:
    write_campaign(space)
    path = space.root / "campaigns" / "own.toml"
    path.write_text(path.read_text().replace('"""A problem."""', f'"{text}"'), encoding="utf-8")
    result = run(space, "brief", "own", "-o", tmp_path / "own.pdf")
    assert result.exit_code == (1 if said else 0), result.output
    assert said in result.stderr and "Traceback" not in result.output
    assert (tmp_path / "own.pdf").exists() is (not said)


def test_a_very_long_title_takes_one_page_or_says_what_to_cut(
    space: Workspace, tmp_path: Path
) -> None:
    write_campaign(space, title=LONG_TITLE)
    assert run(space, "brief", "own", "-o", tmp_path / "own.pdf").exit_code == 0
    assert count_pages((tmp_path / "own.pdf").read_bytes()) == 1
    write_campaign(space, problem="many more words than a page can hold " * 160)
    result = run(space, "brief", "own", "-o", tmp_path / "longer.pdf")
    assert result.exit_code == 1 and not (tmp_path / "longer.pdf").exists()
    assert re.search(r"Longest parts: 'The problem' \(\d+ words\).* Cut at least \d+ words\.",
                     result.stderr)  # fmt: skip


def test_a_campaign_of_one_bill_and_no_figures_prints_in_every_format(
    space: Workspace, tmp_path: Path
) -> None:
    write_campaign(space)
    for format_ in FORMATS:
        path = tmp_path / f"own.{format_}"
        assert run(space, "brief", "own", "-o", path).exit_code == 0
        assert path.stat().st_size > 500


def test_an_effort_of_forty_bills_prints_and_counts_those_on_record(
    space: Workspace, tmp_path: Path
) -> None:
    members = "".join(
        f'[[family.member]]\nbill = "us-119-hr{number}"\nkind = "reintroduced"\nbasis = "a test"\n'
        for number in range(9001, 9028)
    )
    folder = space.root / "campaigns"
    folder.mkdir()
    bills = "".join(
        f'[[bill]]\nkey = "us-119-hr{number}"\naim = "watch"\nwhy = "A test."\n'
        for number in range(9001, 9028)
    )
    (folder / "tsra.toml").write_text(
        f'[[family]]\nid = "us-tsra"\n{members}{bills}', encoding="utf-8"
    )
    result = run(space, "brief", "tsra", "-o", tmp_path / "tsra.txt")
    assert result.exit_code == 0, result.output
    told = run(space, "family", "us-tsra", "--json")
    assert len(json.loads(told.stdout)["members"]) == 40
    text = " ".join((tmp_path / "tsra.txt").read_text().split())
    assert "Thirteen bills in six Congresses" in text
    assert run(space, "brief", "tsra", "-o", tmp_path / "tsra.pdf").exit_code == 0
    assert count_pages((tmp_path / "tsra.pdf").read_bytes()) == 1


def test_a_bill_without_a_sponsor_on_record_prints(space: Workspace, tmp_path: Path) -> None:
    with open_snapshot(space.database, TODAY) as snapshot:
        bare = [key for key in snapshot.keys if snapshot.bill(key).sponsor is None]
    assert bare
    for key in bare[:3]:
        assert run(space, "brief", key, "-o", tmp_path / f"{key}.pdf").exit_code == 0
        assert count_pages((tmp_path / f"{key}.pdf").read_bytes()) == 1


# -- places ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["a-file/brief.pdf", "/proc/brief.pdf"])
def test_a_place_that_cannot_be_written_is_one_line(
    space: Workspace, tmp_path: Path, place: str
) -> None:
    (tmp_path / "a-file").write_text("in the way")
    (tmp_path / "a-folder").mkdir()
    result = run(space, "brief", "tsra", "--format", "pdf", "-o", tmp_path / place)
    assert result.exit_code and "Traceback" not in result.output
    assert "cannot be written" in result.stderr and "Choose another place" in result.stderr
    assert [*tmp_path.glob(".*")] == []


def test_two_runs_at_once_leave_one_whole_file(space: Workspace, tmp_path: Path) -> None:
    """Two processes, as two people would have: the file is one of the two, whole."""
    path = tmp_path / "out" / "tsra.pdf"
    command = [sys.executable, "-m", "billtrail", "--workspace", space.root, "brief", "tsra"]
    words = [*map(str, command), "-o", str(path)]
    runs = [subprocess.Popen(words, stderr=subprocess.PIPE) for _ in range(2)]
    said = [run.communicate()[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    assert count_pages(path.read_bytes()) == 1 and [*path.parent.iterdir()] == [path]


# -- wrong words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("brief", "tsrra"), 2, "tsra"),
        (("brief", "HR 99999"), 2, "'HR 99999' is not in the file yet. It can be H.R. 99999 of"),
        (("brief", "tsra", "--format", "docs"), 2, "'docs' is no format. Choose one of: pdf"),
        (("brief", "tsra", "--language", "fr"), 2, "'fr' is no language. Choose one of: en"),
        (("brief", "tsra", "--audience", "press"), 2, "'press' is no audience"),
        (("brief", "tsra", "--figures", "cast-forced-share"), 2, "cast-forced"),
        (("brief", "tsra", "--ask", "cosponsor"), 2, "cosponsor"),
        (("brief", "tsra", "--deadline", "soon"), 2, "is not a date. Write it as 2026-12-01"),
        (("brief", "tsra", "--voice", "one"), 2, "one"),
        (("brief", "tsra", "--legislator", "Leiu"), 2, "Nearest: Rep. Ted Lieu"),
        (("brief", "ca-vacatur", "--legislator", "Ted Lieu"), 2, "Lieu"),
        (("--as-of", "1999-01-01", "brief", "tsra"), 1, "by that day"),
        (("--as-of", "1999-01-01", "brief", "us-119-hr4323"), 2, "H.R. 4323 had not been intro"),
        (("verify", "nothing.pdf"), 2, "nothing.pdf"),
    ],
)
def test_a_wrong_word_is_one_line_that_says_what_to_do(
    space: Workspace, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    output = () if words[0] == "verify" else ("-o", tmp_path / "out.pdf")
    if "--format" in words:
        output = ()
    result = run(space, *words, *output)
    assert result.exit_code == code, result.output
    assert said in result.stderr and "Traceback" not in result.output
    assert not (tmp_path / "out.pdf").exists()


def test_a_deadline_that_is_past_is_left_out_and_said(space: Workspace, tmp_path: Path) -> None:
    (space.root / "organisation.toml").write_text('name = "A"\nemail = "a@example.org"\n')
    path = tmp_path / "t.txt"
    result = run(space, "brief", "tsra", "--deadline", "2026-01-01", "-o", path)
    assert result.exit_code == 0
    assert "left out: deadline: it was due 2026-01-01." in result.stderr.replace("\xa0", " ")
    assert "January 1, 2026" not in path.read_text().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("brief.typ", "pdf"),
        ("brief.html.j2", "html"),
        ("brief.txt.j2", "txt"),
        ("brief.docx", "docx"),
    ],
)
def test_a_faulty_template_of_the_workspace_is_one_line(
    space: Workspace, tmp_path: Path, name: str, format_: str
) -> None:
    space.templates.mkdir()
    (space.templates / name).write_text("{{ nothing_here }} {% of %} #sys.inputs.brief")
    result = run(space, "brief", "tsra", "-o", tmp_path / f"t.{format_}")
    assert result.exit_code == 2 and "Traceback" not in result.output, result.output
    assert f"{name} cannot be used:" in result.stderr and "Mend it" in result.stderr


@pytest.mark.parametrize(("name", "format_"), [("brief.typ", "pdf"), ("brief.txt.j2", "txt")])
def test_a_faulty_template_that_ships_is_named(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, format_: str
) -> None:
    shipped = tmp_path / "briefs" / "templates"
    shutil.copytree(templates.SHIPPED, shipped)
    (shipped / name).write_text("{{ nothing_here }} {% of %} #sys.inputs.brief")
    monkeypatch.setattr(templates, "SHIPPED", shipped)
    templates.use(tmp_path / "none")
    result = run(space, "brief", "tsra", "-o", tmp_path / f"t.{format_}")
    templates.use(tmp_path / "other")  # what was kept of the faulty one is forgotten
    assert result.exit_code == 2 and f"{name}, which ships" in result.stderr, result.output


@pytest.mark.parametrize(
    ("name", "format_", "fault"),
    [
        ("brief.typ", "pdf", "#lett x = 1"),
        ("brief.html.j2", "html", "{{ nothing.here }}"),
        ("brief.txt.j2", "txt", "{% of %}"),
    ],
)
def test_a_fault_in_a_template_names_its_line(
    space: Workspace, tmp_path: Path, name: str, format_: str, fault: str
) -> None:
    space.templates.mkdir()
    text = (templates.SHIPPED / name).read_text(encoding="utf-8").splitlines()
    (space.templates / name).write_text("\n".join([*text[:2], fault, *text[2:]]), encoding="utf-8")
    result = run(space, "brief", "tsra", "-o", tmp_path / f"t.{format_}")
    assert result.exit_code == 2 and f"{name} cannot be used:" in result.stderr
    assert "(line 3)" in result.stderr, result.stderr


#: What is chosen -> what the page's name says of it.
NAMED = {
    (): "",
    ("--audience", "funder"): "_funder",
    ("--deadline", "2026-12-12"): "_by-2026-12-12",
    ("--deadline", "none"): "_no-deadline",
    ("--figures", "none"): "_own-",
    ("--ask", "none"): "_own-",
    ("--contact", "555-0100"): "_own-",
    ("--contact", "555-0199"): "_own-",
}


def test_pages_of_other_choices_have_other_names(space: Workspace, tmp_path: Path) -> None:
    for options, tag in NAMED.items():
        assert run(space, "brief", "tsra", *options, "-o", f"{tmp_path}/out").exit_code == 0
        (new,) = set((tmp_path / "out").iterdir()) - set((tmp_path / "seen").glob("*"))
        assert new.name.startswith(f"tsra_2026-11-23_en{tag}") and new.suffix == ".pdf"
        (tmp_path / "seen").mkdir(exist_ok=True)
        new.rename(tmp_path / "seen" / new.name)
    assert len(list((tmp_path / "seen").iterdir())) == len(NAMED)


def test_a_page_that_is_replaced_is_named(space: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "page.pdf"
    first = run(space, "brief", "tsra", "-o", target)
    again = run(space, "brief", "tsra", "-o", target)
    assert "was there already" not in first.stderr + again.stderr
    other = run(space, "brief", "t-visa-work", "--language", "es", "-o", target)
    assert re.search(
        r"page\.pdf was there already: the page [0-9a-f]{12} of 2026-11-23 \(en, for member\) is "
        "replaced", other.stderr,
    )  # fmt: skip
    target.write_bytes(b"my own notes")
    last = run(space, "brief", "tsra", "-o", target)
    assert "page.pdf was there already: another file is replaced" in last.stderr
