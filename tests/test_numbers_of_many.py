"""A number that fifty legislatures have, in session after session: what is looked at and what is
told stays small, and a legislature that is followed is told whole and first."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from bench.corpus.repeated import repeat
from test_scale import grows, number, steps

from billtrail.datasette_plugins.find.page import LIMIT, read_search
from billtrail.legislatures import STATES, get, known
from billtrail.legislatures.spelling import KnownKeys, identifiers
from billtrail.legislatures.spelling.known_keys import nearest_keys
from billtrail.snapshot import begin_snapshot, open_snapshot
from billtrail.store.database import connect_reader
from billtrail.store.search_index import row_id
from billtrail.workspace import Workspace

DAY = date(2026, 11, 26)
OTHERS = [
    one.id
    for one in map(get, sorted({state.lower() for state in STATES} - {one.id for one in known()}))
    if {"hb", "sb"} <= {row.type for row in one.types}
]


class Held(KnownKeys):
    """Keys of which those of Congress and California alone are followed."""

    followed = frozenset({"us", "ca"})


def keys_of(type_: str, years: range) -> list[str]:
    """A bill of that type under five numbers in each year's session of the other states."""
    sessions = {(place, get(place).sessions.of_year(year)) for place in OTHERS for year in years}
    return [f"{place}-{session}-{type_}{n}" for place, session in sessions for n in range(1, 6)]


def copy_of(prepared: Workspace, folder: Path, years: range) -> Workspace:
    """The shipped bills and beside them such bills, made of one of them."""
    workspace = Workspace.at(folder)
    workspace.create()
    workspace.database.write_bytes(prepared.database.read_bytes())
    with workspace.writer("test") as writer:
        writer.connection.create_function("row_of", 1, row_id)
        made = [*keys_of("hb", years), *keys_of("sb", years)]
        repeat(writer.connection, [("us-119-hr4323", key) for key in made])
    return workspace


@pytest.fixture(scope="module")
def crowds(tmp_path_factory: pytest.TempPathFactory, prepared: Workspace) -> list[Workspace]:
    spans = {"one": range(2026, 2027), "many": range(2003, 2027)}
    return [copy_of(prepared, tmp_path_factory.mktemp(name), years)
            for name, years in spans.items()]  # fmt: skip


@pytest.mark.parametrize("text", ["HB 77", "SB 1 (2023-24)", "SB 6", "HR 1 (116th)", "HB 3"])
def test_sessions_of_states_that_nobody_follows_are_not_looked_at(
    crowds: list[Workspace], text: str
) -> None:
    few, many = (of_number(crowd, text) for crowd in crowds)
    assert not grows(few, many), (few, many)


def of_number(crowd: Workspace, text: str) -> int:
    with (
        closing(connect_reader(crowd.database)) as connection,
        begin_snapshot(connection, DAY) as snapshot,
    ):
        return steps(connection, lambda: number(text)(snapshot))


def test_a_page_shows_no_more_than_it_says(crowds: list[Workspace]) -> None:
    with open_snapshot(crowds[1].database, DAY) as snapshot:
        page = read_search(snapshot, "SB 1")
    assert len(page.hits) == LIMIT and page.cut
    assert len({hit.bill[:2] for hit in page.hits}) == LIMIT


def test_a_followed_legislature_is_told_whole_and_first() -> None:
    ours = ["ca-20232024-sb1", "ca-20252026-sb1"]
    others = ["fl-2024-sb1", "wv-2025-sb1", "wv-2026-sb1"]
    held = Held([*ours, *others])
    assert identifiers.find_identifier("SB 1", held) == [*reversed(ours), "wv-2026-sb1",
                                                         "fl-2024-sb1"]  # fmt: skip
    assert identifiers.find_identifier("WV SB 1", held) == ["wv-2026-sb1", "wv-2025-sb1"]
    assert identifiers.find_identifier("SB 1 (2025)", held) == ["ca-20252026-sb1", "wv-2025-sb1"]


def test_where_one_legislature_has_the_number_all_its_sessions_are_told() -> None:
    held = Held(["us-119-hr1", "wv-2024-hb1", "wv-2025-hb1", "wv-2026-hb1"])
    found = identifiers.find_identifier("HB 1", held)
    assert found == ["wv-2026-hb1", "wv-2025-hb1", "wv-2024-hb1"]


def test_of_a_called_session_and_the_regular_one_the_regular_one_is_told() -> None:
    held = Held(["us-119-hr3", "ca-20252026-hr3", "tx-89-hr3", "tx-892-hr3"])
    assert "tx-89-hr3" in identifiers.find_identifier("HR 3", held)


def test_what_reads_like_a_number_is_of_the_legislature_that_is_meant() -> None:
    held = Held(["us-118-hr12", "us-119-hr12", "va-261-hr12", "wv-2026-hr12"])
    assert nearest_keys(held, "HR 21 (116th)", ["us"]) == ["us-119-hr12"]
    assert nearest_keys(held, "HR 21 (116th)", ["va"]) == ["va-261-hr12"]
    assert nearest_keys(held, "QHR 12") == ["us-119-hr12"]  # followed before others
    assert nearest_keys(Held(["va-261-hr12", "wv-2026-hr12"]), "QHR 12") == ["wv-2026-hr12"]
