"""How an imported file's way is counted: rooms, moves, climbs back."""

import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[1] / "docs"
PYPROJECT = """
[[tool.importlinter.contracts]]
type = "layers"
containers = ["billtrail"]
layers = ["commands", "importing", "store | scrapers", "bills"]
"""


@pytest.fixture
def crossings(monkeypatch):
    monkeypatch.syspath_prepend(str(DOCS))
    import crossings

    yield crossings
    sys.modules.pop("crossings")


def test_rooms_are_the_layers_of_import_linter(crossings, tmp_path) -> None:
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    house = crossings.look_at(tmp_path)
    assert not house.flat
    assert house.room("billtrail.scrapers.us_govinfo.actions") == "billtrail.scrapers"
    assert [house.floors[f"billtrail.{name}"] for name in ("bills", "scrapers", "commands")] == [
        0, 1, 3,
    ]  # fmt: skip


def test_moves_within_a_room_and_moves_made_before_are_none(crossings, tmp_path) -> None:
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    moves = [
        ("billtrail.importing.pool", "billtrail.importing.prepared"),
        ("billtrail.importing.prepared", "billtrail.scrapers.us_govinfo.source"),
        ("billtrail.importing.importer", "billtrail.scrapers.us_govinfo.rules"),
        ("billtrail.importing.importer", "billtrail.store.writer"),
    ]
    assert crossings.between_rooms(crossings.look_at(tmp_path), moves) == [
        ("billtrail.importing", "billtrail.scrapers"),
        ("billtrail.importing", "billtrail.store"),
    ]
