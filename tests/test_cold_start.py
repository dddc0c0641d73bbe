"""What a command loads: it ends before slow libraries are there, unless they are its task."""

import importlib
import json
import os
import subprocess
import sys

import pytest
from replay import built_status

from billtrail.commands import MODULES, main
from billtrail.scrapers import load_sources, source_title
from billtrail.workspace.workspace import Workspace

#: None of these is of use to who only asks.
SLOW = (
    "asyncio", "babel", "cattrs", "concurrent.futures", "datasette", "docx", "docxtpl", "email",
    "feedgen", "filelock", "highspy", "icalendar", "importlib.metadata", "jinja2", "legacy_doc",
    "lxml", "multiprocessing", "numpy", "openpyxl", "pikepdf", "pluggy", "pyphen", "requests",
    "rich", "scipy", "scrapy", "segno", "sqlite_utils", "subprocess", "tomlkit", "twisted", "typst",
    "urllib.request", "urllib3", "yaml",
)  # fmt: skip

#: Nor are these of ours: what writes, fetches or serves.
WRITERS = (
    "billtrail.campaigns.content.load", "billtrail.counts", "billtrail.datasette_plugins",
    "billtrail.decisions", "billtrail.importing", "billtrail.publish",
    "billtrail.scrapers.crawling", "billtrail.store.writer", "billtrail.updates",
    "billtrail.workspace.bring_up",
)  # fmt: skip
#: What else who asks about one bill has no use for.
MORE = ("billtrail.briefs", "billtrail.campaigns.values",
        "billtrail.snapshot.successors.suggestions", "billtrail.week")  # fmt: skip

#: What a bill without doubts, corrections or reports that can move no more has no use for.
OF_OTHER_BILLS = (
    "billtrail.bills.doubts", "billtrail.bills.models.documents", "billtrail.bills.models.hearings",
    "billtrail.bills.models.rosters", "billtrail.bills.letters.deadlines",
    "billtrail.bills.next_steps.location", "billtrail.bills.next_steps.state_of_play",
    "billtrail.bills.next_steps.steps", "billtrail.bills.source", "billtrail.bills.values.efforts",
    "billtrail.bills.values.hearings", "billtrail.bills.values.members",
    "billtrail.bills.values.news", "billtrail.campaigns.staff_files.corrections",
    "billtrail.campaigns.staff_files.releases", "billtrail.campaigns.staff_files.staff_reports",
    "billtrail.legislatures.calendar.deadline_days", "billtrail.scrapers.registry",
    "billtrail.snapshot.doubts", "billtrail.snapshot.successors.looks", "billtrail.snapshot.news",
    "billtrail.store.bill_rows.changes", "billtrail.words.news.changes", "billtrail.words.doubts",
    "difflib", "textwrap", "zstandard",
)  # fmt: skip

#: Prints the names of the modules that are loaded when a command has ended.
ASK = """
import json, sys
from billtrail.cli import main
main(sys.argv[1:], standalone_mode=False)
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""

BRIEF = ("brief", "tsra", "-o")


def _loaded(workspace, *words):
    """What is loaded after a command as at home, on today's day: the tests' own clock loads
    libraries itself."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-c", ASK, "--workspace", str(workspace.root), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout
    return {*json.loads(done.stderr.splitlines()[-1])}


@pytest.fixture(scope="module")
def at_rest(tmp_path_factory, prepared):
    """A workspace with a publisher's file, in which today's first commands were run already:
    nothing is to be saved."""
    found = Workspace.at(tmp_path_factory.mktemp("at_rest"))
    found.create()
    found.database.write_bytes(prepared.database.read_bytes())
    name, body = built_status("us-119-hr1")
    (found.root / name).write_bytes(body)
    _loaded(found, "import", str(found.root / name))
    _loaded(found, *BRIEF, str(found.root))
    return found


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (["show", "us-119-hr4323"], (*MORE, *OF_OTHER_BILLS)),
        (["show", "us-119-s2255"], MORE),
        (["search", "trafficking"], MORE),
        (["week"], ()),
    ],
    ids=["show a law", "show", "search", "week"],
)
def test_who_only_asks_loads_nothing_slow(at_rest, words, more):
    loaded = _loaded(at_rest, *words)
    assert {*SLOW, *WRITERS, *more} & loaded == set()


def test_a_brief_in_pdf_loads_what_sets_it_and_no_other_format(at_rest):
    """Of the slow libraries it needs Typst, and Babel for dates; nothing of doubts and corrections,
    of which its bills have none."""
    loaded = _loaded(at_rest, *BRIEF, str(at_rest.root))
    assert {*SLOW, *WRITERS} & loaded == {"babel", "typst"}
    doubts = {
        "billtrail.bills.doubts.losses",
        "billtrail.words.news.changes",
        "billtrail.words.doubts",
    }
    assert {*doubts, "billtrail.bills.identity.likeness", "rapidfuzz"} & loaded == set()


def test_an_import_loads_what_makes_a_file_newer_only_where_that_is_wanted(at_rest):
    """sqlite-utils and numpy: the file has every step of the schema."""
    loaded = _loaded(at_rest, "import", str(at_rest.root / built_status("us-119-hr1")[0]))
    assert "billtrail.store.writer" in loaded
    assert {"sqlite_utils", "numpy"} & loaded == set()


#: Prints whether numpy is there before and after somebody asks for it.
ASK_NUMPY = """
import sqlite3, sys
from billtrail.files import sqlite_tables
sqlite_tables(sqlite3.connect(":memory:")).table("counts").insert({"n": 1})
print("numpy" in sys.modules)
import numpy
print(numpy.int64(1) + 1)
"""


def test_sqlite_utils_comes_without_numpy_which_others_still_get():
    done = subprocess.run([sys.executable, "-c", ASK_NUMPY], capture_output=True, check=True)
    assert done.stdout.split() == [b"False", b"2"]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_the_commands_that_the_table_says(module):
    name = importlib.import_module(f"billtrail.commands.{module}").__name__
    theirs = [key for key, found in main.commands.items() if found.callback.__module__ == name]
    assert sorted(theirs) == sorted(MODULES[module])


def test_a_source_is_called_by_its_title_without_being_loaded():
    for source in load_sources().values():
        assert source_title(source.name) == source.title
    for name in ("nobody", "", "../seed", "us_govinfo/../seed"):
        assert source_title(name) is None
