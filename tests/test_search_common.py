"""A search for words that very many titles have: the newest bills, the followed ones first."""

from billtrail.datasette_plugins.find.page import read_search
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot import open_snapshot
from billtrail.store import find_keys
from billtrail.store.search_index import _RANKED, INSERT, row_id
from billtrail.workspace import Workspace

OURS = "us-119-hr4323"


def test_common_words_give_the_newest_and_what_is_followed(fresh: Workspace) -> None:
    with fresh.writer("test") as writer:
        made = [f"us-{congress}-hr{n}" for congress in (118, 112) for n in range(9000, 10_100)]
        rows = [(row_id(key), key, "", f"Relief for survivors {key}", "", "") for key in made]
        assert len(rows) > _RANKED
        before = find_keys(writer.connection, "survivors relief", 5)
        writer.connection.executemany(INSERT, rows)
        found = find_keys(writer.connection, "survivors relief", 50)
    assert OURS in before and OURS in found
    ours = [key for key in found if key not in made]
    assert found[: len(ours)] == ours
    assert {key.split("-")[1] for key in found[len(ours) :]} == {"118"}


def test_words_that_stand_everywhere_are_a_search_too(fresh: Workspace) -> None:
    with fresh.writer("test") as writer:
        assert find_keys(writer.connection, "the act", 5)
        assert find_keys(writer.connection, "act", 5)


def test_a_bill_found_says_whose_it_is(prepared: Workspace) -> None:
    with open_snapshot(prepared.database, sessions.today()) as snapshot:
        page = read_search(snapshot, "trafficking")
    places = {hit.session.partition(",")[0] for hit in page.hits if hit.bill.startswith("ca-")}
    assert places == {"California"}
    assert all("," not in hit.session for hit in page.hits if hit.bill.startswith("us-"))
