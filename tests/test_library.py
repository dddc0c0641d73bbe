"""The library: what partners' programs take of ``billtrail`` itself."""

import doctest
import shutil
import subprocess
import sys
from pathlib import Path

import billtrail
from billtrail.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "tests/sources/us_govinfo/BILLSTATUS-117hr2.xml"


def test_the_examples_of_the_page_run(tmp_path, prepared, monkeypatch):
    """In a folder with a workspace, and a publisher's file to import."""
    monkeypatch.chdir(tmp_path)
    workspace = Workspace.at("workspace")
    workspace.create()
    shutil.copy(prepared.database, workspace.database)
    Path("bills").mkdir()
    shutil.copy(FILE, "bills")
    page = (ROOT / "docs/library.md").read_text(encoding="utf-8").replace("```\n", "\n")
    examples = doctest.DocTestParser().get_doctest(page, {}, "library.md", None, None)
    ran = doctest.DocTestRunner().run(examples)
    assert ran.attempted > 10 and not ran.failed


def test_the_page_names_the_whole_face():
    page = (ROOT / "docs/library.md").read_text(encoding="utf-8")
    assert not [name for name in billtrail.__all__ if name not in page]


def test_the_face_loads_nothing_before_it_is_asked():
    ask = (
        "import sys, billtrail; billtrail.__version__;"
        "print(*(m for m in sys.modules if m.startswith('billtrail.')))"
    )
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""
