"""The ledger: what a publisher said of a bill and says otherwise, apart from its own news."""

import asyncio
import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, pairwise
from pathlib import Path

import pytest
from bills import bills
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from billtrail.bills.doubts.losses import is_explained
from billtrail.bills.models import Action, Bill, Sponsorship, Title, Version
from billtrail.bills.record_edits import EditKind, compare, measure, said_of
from billtrail.bills.record_edits.said import PARTS
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.importing.importer import import_paths
from billtrail.legislatures.vocabulary import ActionClass, Chamber, SponsorRole
from billtrail.scrapers.registry import load_sources, ranks
from billtrail.store.writer import Writer, open_writer

KEY, GOVINFO = "us-119-hr4323", "us_govinfo"
FIRST = date(2026, 3, 2)
C, E = ActionClass, EditKind
INTRODUCED = Action("2026-01-05", "Introduced in House (text: CR H12)", (C.INTRODUCTION,))
REFERRED = Action("2026-01-05", "Referred to the Committee on the Judiciary.", system="2")
REFERRED_TOO = Action("2026-01-05", "Referred to the House Committee on the Judiciary.", system="9")
HEARD = Action("2026-02-02", "Subcommittee Hearings Held.", (C.REFERRAL_COMMITTEE,))
AMENDED = Action("2026-02-25", "Committee Consideration Held. (CR S5299)")
FRIENDS = tuple(
    Sponsorship(f"Rep. {n}", SponsorRole.COSPONSOR, f"B{n:06}", "2026-01-05") for n in range(20)
)
STEPS = (INTRODUCED, REFERRED, REFERRED_TOO, HEARD)


def record(*actions: Action, day: int = 0, **values: object) -> Bill:
    given = {"sponsorships": FRIENDS, "title": "A title"} | values
    return Bill(KEY, "us", "119", "H.R. 4323", "bill", Chamber.LOWER, data_as_of=on(day),
                introduced_date="2026-01-05", actions=actions, **given)  # type: ignore[arg-type]  # fmt: skip


def on(day: int) -> str:
    return (FIRST + timedelta(day)).isoformat()


OLD = record(
    *STEPS, REFERRED._replace(committee="hsju00"), AMENDED, titles=(Title("A Act", "Short"),),
    versions=(Version("IH", None),),
)  # fmt: skip
#: What is done to the record -> the kinds of edit that this is, with before and after of the first.
CASES = {
    "a citation": ({"actions": (*STEPS, AMENDED._replace(description="Committee Consideration "
                    "Held. (CR S5199)"))}, [E.EDITED], "S5299", "S5199"),
    "another day": ({"actions": (*STEPS, AMENDED._replace(date="2026-02-26"))}, [E.REDATED],
                    "Committee Consideration Held.", "Committee Consideration Held."),
    "a step gone": ({"actions": (*STEPS,)}, [E.WITHDRAWN], "S5299", None),
    "another code or class alone": ({"actions": (*STEPS, AMENDED._replace(
        code="x", classification=(C.REFERRAL,)))}, [], None, None),
    "one of two rows of a step": ({"actions": (*STEPS[:2], REFERRED._replace(
        description="Referred to Judiciary.", committee="hsju00"), *STEPS[2:], AMENDED)},
        [E.EDITED], "Referred to the Committee on", "Referred to Judiciary."),
    "a step of today": ({"actions": (*STEPS, AMENDED, AMENDED._replace(
        date="2026-03-03", description="Reported."))}, [], None, None),
    "a step of three weeks ago": ({"actions": (*STEPS, AMENDED, AMENDED._replace(
        date="2026-02-10", description="Reported."))}, [E.LATE], None, "Reported."),
    "words of ours": ({"actions": (*STEPS, AMENDED, AMENDED._replace(
        date="2026-01-10", description="Ours", official=False))}, [], None, None),
    "half of a list": ({"sponsorships": FRIENDS[:10]}, [E.SHORTENED, *[E.WITHDRAWN] * 10],
                       "20", "10"),
    "somebody who withdraws": ({"sponsorships": (FRIENDS[0]._replace(withdrawn="2026-03-02"),
                                *FRIENDS[1:])}, [], None, None),
    "a name set right": ({"sponsorships": (FRIENDS[0]._replace(name="Rep. Zero"), *FRIENDS[1:])},
                         [E.EDITED], "Rep. 0", "Rep. Zero"),
    "another title of a kind": ({"titles": (Title("A Better Act", "Short"),)}, [E.WITHDRAWN],
                                "A Act", None),
    "the day of a print, given at last": ({"versions": (Version("IH", "2026-01-05"),)}, [], None,
                                          None),
    "the day of introduction": ({"introduced_date": "2026-01-06"}, [E.REDATED], "Introduced",
                                "Introduced"),
    "a part not spoken of": ({"actions": None, "sponsorships": None}, [], None, None),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_an_edit_is_and_what_is_none(case: str) -> None:
    values, kinds, before, after = CASES[case]
    found = compare(OLD, replace(OLD, **values), (), on(0), 24 * 4).edits
    assert [edit.kind for edit in found] == kinds
    if found:
        assert (before or "") in (found[0].before or "") and (after or "") in (found[0].after or "")
        assert (found[0].before is None, found[0].after is None) == (before is None, after is None)


@examples(25)
@given(before=bills, after=bills)
def test_nothing_a_record_no_longer_says_goes_untold(before: Bill, after: Bill) -> None:
    """Each fact that is gone is the past of an edit; what both say is in none."""
    edits = compare(before, after, (), "2026-03-02", 24 * 4).edits
    assert compare(before, before, (), "2026-03-02", 24 * 4).edits == ()
    past = {(edit.part, edit.date_before, edit.before) for edit in edits}
    present = {(edit.part, edit.date_after, edit.after) for edit in edits}
    for part in PARTS:
        was, now = said_of(before, part), said_of(after, part)
        if was is None or now is None:
            assert not {edit for edit in edits if edit.part == part}
            continue
        said = {one.fact for one in now}
        if any(one.ours for one in (*was, *now)) or is_explained(part, before, after):
            continue  # words of ours and the publisher's take each other's place
        dayless = {one.text for one in was if one.date is None} & {text for _, text in said}
        for one in was:
            if one.text not in dayless:
                assert ((part, *one.fact) in past) == (one.fact not in said)
        assert not {(part, *one.fact) for one in was} & present


class Publisher:
    """Says records on days; a day is a run of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def says(self, *said: tuple[Bill, int]) -> list[tuple[str, str | None, str | None]]:
        """Say records, each on a day; the ledger after that."""
        for bill, day in said:
            with open_writer(self.path, "test", {GOVINFO: 40}, today=FIRST + timedelta(day),
                             now=f"{on(day)}T20:00:00Z") as writer:  # fmt: skip
                writer.save_bill(replace(bill, data_as_of=on(day)), GOVINFO)
        with open_writer(self.path, "test", {GOVINFO: 40}) as writer:
            return [tuple(row) for row in writer.connection.execute(
                "SELECT kind, before, after FROM record_edits ORDER BY id")]  # fmt: skip


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path / "billtrail.db")


EDITED = replace(OLD, actions=(*STEPS, AMENDED._replace(description="Consideration Held. (CR S9)")))
SHORT = replace(OLD, sponsorships=FRIENDS[:16])


def test_a_list_in_doubt_is_told_once_and_that_it_came_back(publisher: Publisher) -> None:
    told = publisher.says((OLD, 0), (SHORT, 1), (SHORT, 1))
    assert [row[0] for row in told] == [E.SHORTENED, *[E.WITHDRAWN] * 4]
    assert publisher.says((OLD, 2), (OLD, 3))[5:] == [(E.BACK, None, f"Rep. {n}")
                                                      for n in range(16, 20)]  # fmt: skip


VERSIONS = (OLD, EDITED, SHORT, record(*STEPS[1:], AMENDED))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("ledger") / "billtrail.db"
    with open_writer(path, "test", {GOVINFO: 40}, today=FIRST, now=f"{on(9)}T20:00:00Z") as writer:
        yield writer


TRIES = count(1)


@examples(12)
@given(said=st.lists(st.sampled_from(range(len(VERSIONS))), min_size=1, max_size=6))
def test_what_is_read_again_in_any_order_is_no_edit(ledger: Writer, said: list[int]) -> None:
    """A document of each day; then all of them again, the newest and the oldest first."""
    key = f"us-119-hr{next(TRIES)}"
    days = [replace(VERSIONS[n], key=key, data_as_of=on(day)) for day, n in enumerate(said)]

    def told(bills: list[Bill]) -> list[tuple[object, ...]]:
        for bill in bills:
            ledger.save_bill(bill, GOVINFO)
        rows = ledger.connection.execute("SELECT * FROM record_edits WHERE bill = ?", (key,))
        return [tuple(row) for row in rows]

    once = told(days)
    assert bool(once) == any(one != other for one, other in pairwise(said))
    assert told(days) == once
    assert told([*reversed(days), *days]) == once
    with ledger.correcting():  # as reparse reads
        assert told(days) == once


def test_the_ledger_is_on_the_page_in_the_command_and_in_no_news(fresh) -> None:
    """A citation set right two days after its step, and a step three weeks late."""
    late = Action("2026-02-10", "Sponsor introductory remarks on measure.")
    _said(fresh, (OLD, 0), (EDITED, 2), (replace(EDITED, actions=(*EDITED.actions, late)), 3))
    told = _run(fresh, "changes", "--record")
    assert "H.R. 9999  GovInfo\n" in told
    assert "Step, in other words: Feb 25, 2026: Consideration Held. (CR S9) (before: Feb 25" in told
    assert "first seen 23 days after that day; it was not there on Mar 4, 2026" in told
    assert json.loads(_run(fresh, "changes", "--record", "--since", "2026-03-05", "--json"))[0] | {
        "source_url": None
    } == {
        "bill": NEW, "source": GOVINFO, "part": "actions", "kind": "added late", "before": None,
        "after": late.description, "date_before": None, "date_after": late.date, "days": 23,
        "said_until": "2026-03-04", "data_as_of": "2026-03-05", "seen_at": "2026-03-05T20:00:00Z",
        "source_url": None,
    }  # fmt: skip
    news = _run(fresh, "changes", "--since", "2026-03-01")
    assert "New action: Feb 10, 2026: Sponsor introductory remarks" in news and "CR S9" not in news
    _said(fresh, (replace(EDITED, actions=(*STEPS, late)), 5))  # in other words, and then gone
    news = _run(fresh, "changes", "--since", "2026-03-07")
    assert "Action no longer listed: Feb 25, 2026: Consideration Held. (CR S9)" in news
    with open_writer(fresh.database, "test", ranks()) as writer:
        at = {f"{on(day)}T13:{day:02}:00Z": (NEW, KEY) for day in (2, 3)}
        writer.documents.save_batches(GOVINFO, at | {"2026-03-09T00:00:00Z": ("us-119-hr99990",)})
    page, empty = (_page(fresh, f"/bill/{key}") for key in (NEW, KEY))
    assert "Its file was written anew 2 times" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Step, added late:" in page and "Nothing seen so far" not in page
    assert "Nothing seen so far" in empty
    assert len(json.loads(_page(fresh, f"/bill/{NEW}.json"))["record_edits"]) == 3


NEW = "us-119-hr9999"


#: A publisher's two files, where they are, and the days they came -> what the ledger has.
FILES = {
    "federal/19-false-law-of-a-watched-bill": (
        ("1-wrong", "2026-11-21"), ("2-corrected", "2026-11-24"),
        [("law", "withdrawn", "Public Law 119-199", None),
         ("actions", "withdrawn", "Became Public Law No: 119-199.", None)]),
    "california": (
        ("corr_a.zip", "2026-04-16"), ("corr_redate.zip", "2026-04-20"),
        [("actions", "re-dated", *["Read third time. Passed. Ordered to the Senate. "
                                   "(Ayes 70. Noes 0.)"] * 2)]),
    "federal/18-sponsor-dropped": (
        ("1-whole", "2016-12-02"), ("2-dropped", "2017-01-13"),
        [("sponsorships", "withdrawn", "Mike Lee", None)]),
}  # fmt: skip


def test_the_ledger_of_publishers_own_corrections(real: Path, tmp_path: Path) -> None:
    for name, (*files, _) in FILES.items():
        for file, day in files:
            with open_writer(tmp_path / "b.db", "t", ranks(), now=f"{day}T20:00:00Z") as writer:
                import_paths(writer, [real / "cases" / name / file], load_sources(), workers=0)
    with open_writer(tmp_path / "b.db", "t", ranks()) as writer:
        rows = writer.connection.execute("SELECT part, kind, before, after FROM record_edits")
        found = [tuple(row) for row in rows]
    assert found == [row for *_, rows in FILES.values() for row in rows]


def _said(workspace, *said: tuple[Bill, int]) -> None:
    """Of a new bill, each on a day."""
    for bill, day in said:
        with open_writer(workspace.database, "test", ranks(), now=f"{on(day)}T20:00:00Z") as writer:
            writer.save_bill(replace(bill, key=NEW, data_as_of=on(day)), GOVINFO)


def _run(workspace, *words: str) -> str:
    result = CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])
    assert result.exit_code == 0, result.output
    return result.stdout.replace("\N{NO-BREAK SPACE}", " ")


def _page(workspace, path: str) -> str:
    client = make_datasette(workspace.database).client
    return str(asyncio.run(client.get(path)).text)


def test_how_late_a_source_is_takes_twenty_steps(fresh) -> None:
    """Half of the names on the day after theirs, the others later; of texts too few."""
    days = [(GOVINFO, "joined", *took) for took in ((9, 2), (1, 10), (2, 8))]
    found = measure([*days, (GOVINFO, "text", 3, 1)])
    assert [(one.seen, one.median, one.ninety) for one in found] == [(20, 1, 2), (1, None, None)]
    joined = tuple(one._replace(person=f"C{n:06}", date=on(1)) for n, one in enumerate(FRIENDS))
    said = ((OLD, 0), (replace(OLD, sponsorships=FRIENDS + joined, versions=(
        *(OLD.versions or ()), Version("RH", on(2), "rh"))), 2))  # fmt: skip
    assert "Not enough seen yet." in _page(fresh, "/about")
    _said(fresh, *said)
    page = " ".join(_page(fresh, "/about").replace("\N{NO-BREAK SPACE}", " ").split())
    assert ("<td>Who joined or withdrew</td><td>after 1 day</td><td>after 1 day</td>"
            "<td>20</td>") in page  # fmt: skip
    assert '<td>A text</td><td colspan="2">not enough seen yet, 20 are needed</td>' in page
