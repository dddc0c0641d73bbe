"""Fixtures shared by all tests."""

from pathlib import Path

import pytest
from hypothesis import settings

from billtrail.workspace import Workspace, prepare

# A property is about what is true, not about how fast a shared machine finds it out.
settings.register_profile("billtrail", deadline=None)
settings.load_profile("billtrail")

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"


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


@pytest.fixture
def fresh(tmp_path, prepared):
    """A copy of the prepared workspace, as copying is the backup."""
    found = Workspace.at(tmp_path / "copy")
    found.create()
    found.database.write_bytes(prepared.database.read_bytes())
    return found
