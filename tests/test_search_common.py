"""A search for words: followed bills, then the newest; titles before summaries."""

from searching import keys_of

from billtrail.datasette_plugins.find.page import read_search
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot import open_snapshot
from billtrail.store.search_index import INSERT, row_id
from billtrail.workspace import Workspace

OURS = "us-119-hr4323"


def test_common_words_give_the_newest_and_what_is_followed(fresh: Workspace) -> None:
    with fresh.writer("test") as writer:
        made = [f"us-{congress}-hr{n}" for congress in (118, 112) for n in range(9000, 10_100)]
        rows = [(row_id(key), key, "", f"Relief for survivors {key}", "", "") for key in made]
        before = keys_of(writer.connection, "survivors relief", 5)
        writer.connection.executemany(INSERT, rows)
        found = keys_of(writer.connection, "survivors relief", 50)
    assert OURS in before and OURS in found
    ours = [key for key in found if key not in made]
    assert found[: len(ours)] == ours
    assert {key.split("-")[1] for key in found[len(ours) :]} == {"118"}


def test_words_beside_each_other_in_a_title_come_before_those_apart(fresh: Workspace) -> None:
    """However old the bill is; then titles, then summaries, then words that only begin so."""
    told = {
        "us-110-hr9001": ("Hotlines for quagga mussels", ""),
        "us-112-hr9002": ("Mussels and boats with quagga signs", ""),
        "us-114-hr9003": ("On boats", "A quagga is no mussel."),
        "us-118-hr9004": ("Quagga musselled boats", ""),
        "us-118-hr9005": ("Quagga", "Musseling is another matter."),
        "us-118-hr9006": ("Quagga musselbound", ""),
    }
    with fresh.writer("test") as writer:
        rows = [(row_id(key), key, "", title, more, "") for key, (title, more) in told.items()]
        writer.connection.executemany(INSERT, rows)
        found = keys_of(writer.connection, "quagga mussels", 6)
        near = keys_of(writer.connection, "quagga and the mussel", 1)
    assert found[-1] == "us-118-hr9006" and set(found) == set(told)
    beside, apart, anywhere = "us-110-hr9001", "us-112-hr9002", "us-114-hr9003"
    assert found.index(beside) < found.index(apart) < found.index(anywhere)
    assert near[0] in (beside, "us-118-hr9004")


def test_words_that_stand_everywhere_are_a_search_too(fresh: Workspace) -> None:
    with fresh.writer("test") as writer:
        assert keys_of(writer.connection, "the act", 5)
        assert keys_of(writer.connection, "act", 5)


def test_a_bill_found_says_whose_it_is(prepared: Workspace) -> None:
    with open_snapshot(prepared.database, sessions.today()) as snapshot:
        page = read_search(snapshot, "trafficking")
    places = {hit.session.partition(",")[0] for hit in page.hits if hit.bill.startswith("ca-")}
    assert places == {"California"}
    assert all("," not in hit.session for hit in page.hits if hit.bill.startswith("us-"))
