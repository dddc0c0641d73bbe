"""What a command loads: it ends before slow libraries are there, unless they are its task."""

import importlib
import json
import os
import subprocess
import sys

import pytest

from billtrail.commands import MODULES, main
from billtrail.workspace.workspace import Workspace

#: None of these is of use to who only asks.
SLOW = (
    "asyncio", "babel", "cattrs", "concurrent.futures", "datasette", "docx", "docxtpl", "email",
    "feedgen", "filelock", "highspy", "icalendar", "importlib.metadata", "jinja2", "legacy_doc",
    "lxml", "multiprocessing", "numpy", "openpyxl", "pikepdf", "pluggy", "pyphen", "requests",
    "rich", "scipy", "scrapy", "segno", "sqlite_utils", "subprocess", "tomlkit", "twisted", "typst",
    "urllib.request", "urllib3", "yaml",
)  # fmt: skip

#: Prints the names of the modules that are loaded when a command has ended.
ASK = """
import json, sys
from billtrail.cli import main
main(sys.argv[1:], standalone_mode=False)
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""

BRIEF = ("brief", "tsra", "-o")


def _run(workspace, *words):
    """A command as at home, on today's day: the tests' own clock loads libraries itself."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-c", ASK, "--workspace", str(workspace.root), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment)


@pytest.fixture(scope="module")
def at_rest(tmp_path_factory, prepared):
    """A workspace in which today's first commands were run already: nothing is to be saved."""
    found = Workspace.at(tmp_path_factory.mktemp("at_rest"))
    found.create()
    found.database.write_bytes(prepared.database.read_bytes())
    _run(found, *BRIEF, str(found.root))
    return found


@pytest.mark.parametrize(
    "words", [["show", "us-119-hr4323"], ["search", "trafficking"], ["week"]], ids=lambda w: w[0]
)
def test_who_only_asks_loads_no_slow_library(at_rest, words):
    done = _run(at_rest, *words)
    assert done.stdout
    assert {*SLOW} & {*json.loads(done.stderr.splitlines()[-1])} == set()


def test_a_brief_in_pdf_loads_what_sets_it_and_no_other_format(at_rest):
    """Of the slow libraries it needs Typst, and Babel for dates."""
    done = _run(at_rest, *BRIEF, str(at_rest.root))
    loaded = {*json.loads(done.stderr.splitlines()[-1])}
    assert {*SLOW} & loaded == {"babel", "typst"}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_the_commands_that_the_table_says(module):
    name = importlib.import_module(f"billtrail.commands.{module}").__name__
    theirs = [key for key, found in main.commands.items() if found.callback.__module__ == name]
    assert sorted(theirs) == sorted(MODULES[module])
