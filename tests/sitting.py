"""A day on which the 119th Congress and California's session of 2025-26 sit, whatever day the tests
live on: for what is asked about measures that are alive, and by nobody but them.

A test asks for the fixture ``sitting``. A module that is all about them takes both fixtures from
here, and its workspaces are then filled on that day too.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import time_machine
from clock.sitecustomize import SHIFT

from billtrail.workspace.workspace import Workspace, prepare

DAY = datetime(2026, 11, 26, 20, tzinfo=UTC)


@contextmanager
def sit() -> Iterator[None]:
    """The clock of this process, and of those it starts."""
    before = os.environ[SHIFT]
    os.environ[SHIFT] = str(DAY.timestamp() - time_machine.escape_hatch.time.time())
    try:
        with time_machine.travel(DAY):
            yield
    finally:
        os.environ[SHIFT] = before


@pytest.fixture(scope="module", autouse=True)
def sits() -> Iterator[None]:
    with sit():
        yield


@pytest.fixture(scope="module")
def prepared(sits: None, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """In place of the one that all tests share."""
    found = Workspace.at(tmp_path_factory.mktemp("sitting"))
    prepare(found)
    return found
