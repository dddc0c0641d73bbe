"""Fixtures shared by all tests."""

from pathlib import Path

import pytest

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real publishers' files; tests over it are skipped where it is missing."""
    if not REAL.is_dir():
        pytest.skip("the real publishers' files are not beside this checkout")
    return REAL
