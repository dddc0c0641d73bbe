"""Fixtures shared by all tests."""

import csv
import gc
import os
import sys
from functools import cache, partial
from pathlib import Path

import laws as _the_examples_of_all_laws  # noqa: F401
import pytest
from clock import sitecustomize as _the_day_of_all_tests  # noqa: F401
from jinja2.bccache import Bucket, BytecodeCache
from sitting import sit

from billtrail.workspace.workspace import Workspace, prepare

# What is followed here is asked for by the tests of that alone, of publishers on this machine.
os.environ["BILLTRAIL_OFFLINE"] = "1"

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"


#: Files of tests that take long, by their names: `make quick` leaves them out.
SLOW = frozenset({
    "accessibility", "bars", "brief_pdf", "ca_calendar", "ca_leginfo_update", "ca_people",
    "crawl_plan", "desk", "desk_faults", "desk_figures", "desk_figures_pages",
    "desk_follow", "desk_pack", "desk_page", "desk_pages", "desk_positions",
    "desk_reports", "faults", "faulty_updates", "federal_update", "feeds", "first_tasks",
    "following", "hidden_counts", "kills", "limits", "one_bad_part", "organisation", "outsider",
    "own_address", "paper", "positions_everywhere", "questions", "rehearsal", "robots",
    "site_bad_input", "spider", "suppression", "trial_states", "update_now", "week",
})  # fmt: skip


#: Those that take longest, the longest first: they begin before all others, so that no process
#: is left with one of them when the rest are done.
LONGEST = ("crawl_plan", "kills", "faults", "limits", "desk_pages", "one_bad_part", "desk_figures",
           "leaks", "hidden_counts", "rehearsal", "accessibility", "desk_campaigns", "releases",
           "ca_leginfo_update", "desk_page", "federal_update", "faulty_updates", "desk_follow",
           "positions_everywhere", "desk", "desk_faults", "spider")  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _file(item) in SLOW:
            item.add_marker("slow")
    begun = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: begun.get(_file(item), len(begun)))


def _file(item: pytest.Item) -> str:
    return item.path.stem.removeprefix("test_")


def pytest_collection_finish() -> None:
    from filled import fill_once
    from forked import fork_all

    fork_all()
    fill_once()
    _prepare_applications_once()
    _look_at_what_was_read_no_more()


def _prepare_applications_once() -> None:
    """What each application of Datasette would do anew and is the same for all of them here: to
    read three times what the distribution of each plugin says of itself, ours for each of our
    plugins, and to compile each template that it shows."""
    if "datasette.app" not in sys.modules:
        return
    from datasette import app

    read = cache(lambda _registered: get_plugins())
    get_plugins = app.get_plugins
    app.get_plugins = lambda: read(frozenset(app.pm.get_plugins()))
    app.Environment = partial(app.Environment, bytecode_cache=_Compiled())


class _Compiled(BytecodeCache):
    """Templates that were compiled, by their text."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if found := self.known.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def _look_at_what_was_read_no_more() -> None:
    """The modules and tests of a process stay until it ends, so the collector of garbage need not
    go through them each time: that took a twentieth of all their time."""
    gc.freeze()


@pytest.fixture
def sitting():
    """For one test: see ``sitting.py``."""
    with sit():
        yield


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real publishers' files; tests over it are skipped where it is missing."""
    if not REAL.is_dir():
        pytest.skip("the real publishers' files are not beside this checkout")
    return REAL


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A workspace filled from the seed; tests that write make their own."""
    found = Workspace.at(tmp_path_factory.mktemp("workspace"))
    prepare(found)
    return found


@pytest.fixture(scope="session")
def letters_office(tmp_path_factory, prepared):
    """A workspace with positions, for letters; tests that write make their own."""
    from letters import make_office

    return make_office(tmp_path_factory.mktemp("office"), prepared.database.read_bytes())


@pytest.fixture
def fresh(tmp_path, prepared):
    """A copy of the prepared workspace, as copying is the backup."""
    found = Workspace.at(tmp_path / "copy")
    found.create()
    found.database.write_bytes(prepared.database.read_bytes())
    return found


@pytest.fixture
def any_length():
    """Python's own limit of a CSV value lifted, as libraries do (``sqlite_utils.cli``)."""
    before = csv.field_size_limit(2**31 - 1)
    yield
    csv.field_size_limit(before)


CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))


@pytest.fixture(scope="session")
def site_file(tmp_path_factory):
    """The small database of the site."""
    from site_values import write_site

    path = tmp_path_factory.mktemp("site") / "billtrail.db"
    write_site(path)
    return path


@pytest.fixture(scope="session")
def issued(site_file):
    """The ids of a brief that stands and of one that has aged."""
    from issued import issue, issue_aged
    from site_values import ON

    return {"stands": issue(site_file, "tsra", ON), "aged": issue_aged(site_file, "tsra", ON)}


@pytest.fixture(scope="session")
def site_address(site_file):
    """The address of the site over the small database, on a port of its own."""
    from serving import served
    from site_values import ON

    from billtrail.datasette_plugins.server.application import make_datasette

    with served(make_datasette(site_file, today=lambda: ON)) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium; tests that need it are skipped where it is missing."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.is_file():
        pytest.skip(f"there is no browser at {CHROMIUM}; install Debian's chromium")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield chromium
        chromium.close()
