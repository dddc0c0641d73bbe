"""California's stages against settled statuses that others read; see docs/accuracy-california.md.

LegiScan data is CC BY 4.0; it is read where it lies and never copied here.
"""

import pytest

LEAST = 0.99


@pytest.fixture
def measured(real):
    return pytest.importorskip("bench.california", reason="run from the checkout")


def test_whole_histories(measured):
    found = measured.histories()
    assert found.settled == 59
    assert found.alike / found.settled >= LEAST, found.wrong


def test_last_actions_of_2023_24(measured):
    found = measured.last_actions()
    assert found.settled == 3771
    assert found.alike / found.settled >= LEAST, found.wrong
    # Each difference is one that the page explains.
    assert set(found.wrong) == {("Passed", "died")}
    assert all("(Corrected" in name for names in found.wrong.values() for name in names)


def test_measures_of_an_open_session_are_alive(measured):
    alive = measured.open_ones()
    assert len(alive) == 46 and all(alive)
