"""Sections of the law that staff watch: what people type, which bills touch them, what is decided.
Bills are built by hand, with the true titles and sections of real ones."""

import csv
import gzip
import io
import json
import re
from pathlib import Path

import pytest
import test_desk
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from test_desk import Office

from billtrail.bills.models import Action, Bill, Title, Version, VersionText
from billtrail.cli import main
from billtrail.errors import UnknownKey, UsageError
from billtrail.law.citations import read_text, read_title
from billtrail.law.statutes import Statute
from billtrail.law.values import CITE, Citation
from billtrail.law.watched import in_order, parse_watched, read_watched
from billtrail.legislatures.calendar.sessions import today
from billtrail.legislatures.vocabulary import ActionClass, Chamber, MeasureKind
from billtrail.mail.follows import Followed
from billtrail.mail.subscribers import Subscriber
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.renewal import settle_texts
from billtrail.workspace.workspace import Workspace

site, office = test_desk.site, test_desk.office

# -- what people type ------------------------------------------------------------------------------

TYPED = {
    "Penal Code 236.14": ("ca-pen-236.14", "Penal Code 236.14"),
    "PC 236.14(c)(1)": ("ca-pen-236.14", "Penal Code 236.14"),
    "18 USC 3771A": ("us-usc-18-3771A", "18 U.S.C. 3771A"),
    "Penal Code 236.1-236.25": ("ca-pen-236.1--236.25", "Penal Code 236.1 to 236.25"),
    "sections 236.1": None,
    "18 U.S.C. 1581-1597": ("us-usc-18-1581--1597", "18 U.S.C. chapter 77"),
    "18 USC 1581 to 1590": ("us-usc-18-1581--1590", "18 U.S.C. 1581 to 1590"),
    "42 USC 1320a-7": ("us-usc-42-1320a-7", "42 U.S.C. 1320a-7"),
    "chapter 77 of title 18, United States Code": ("us-usc-18-1581--1597", "18 U.S.C. chapter 77"),
    "18 USC ch. 77": ("us-usc-18-1581--1597", "18 U.S.C. chapter 77"),
    "P.L. 119-73": ("us-pl-119-73", "P.L. 119-73"),
    "Penal Code 236.25-236.1": None,
    "18 USC chapter 12": None,
    "99 USC 1": None,
    "Penal Cod 236": None,
    "banana": None,
    "": None,
}


@pytest.mark.parametrize(("typed", "found"), TYPED.items())
def test_a_section_a_run_and_a_chapter_are_read_and_anything_else_refused(typed, found) -> None:
    if found is None:
        with pytest.raises(UsageError):
            read_watched(typed)
        return
    read = read_watched(typed)
    assert (read.key, read.printed) == found
    assert parse_watched(read.key).key == read.key


def test_what_is_misspelled_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownKey) as refused:
        read_watched("Penal Cod 236.14")
    assert "Penal Code 236.14" in refused.value.nearest
    with pytest.raises(UnknownKey, match="run of sections"):
        read_watched("18 USC chapter 12")


@given(st.lists(st.integers(1, 400), min_size=1, max_size=3), st.integers(1, 400))
def test_a_run_covers_what_lies_in_it_and_nothing_else(parts: list[int], other: int) -> None:
    named = ".".join(map(str, parts))
    watched = read_watched("Penal Code 100.5 to 236.14")
    lies = in_order("100.5") <= in_order(named) <= in_order("236.14")
    assert watched.covers(Citation(Statute("ca", "pen", named), "amend")) == lies
    assert not watched.covers(Citation(Statute("ca", "civ", named), "amend"))
    run = Citation(Statute("ca", "pen", str(other)), "add", through=str(other + 300))
    assert watched.covers(run) == (other <= 236 and other + 300 >= 101)


# -- which bills touch it --------------------------------------------------------------------------


def bill(number: int, title: str, *, session: str = "20252026", sections: tuple[str, ...] = (),
         print_: str = "Introduced") -> Bill:  # fmt: skip
    key = f"ca-{session}-ab{number}"
    day = f"{session[:4]}-02-14"
    return Bill(
        key, "ca", session, f"AB {number}", MeasureKind.BILL, Chamber.LOWER, data_as_of=day,
        title="Criminal procedure", introduced_date=day,
        actions=(Action(day, "Introduced.", (ActionClass.INTRODUCTION,), Chamber.LOWER),),
        titles=(Title(title, "Long title"),),
        versions=(Version(print_, day, f"{session}-{number}", sections=sections or None),),
    )  # fmt: skip


#: A bill's number in a session -> its long title: none of their titles says what they are about.
HIDDEN = (
    bill(9124, "An act to amend Section 236.23 of, and to add Section 236.15 to, the Penal Code, "
               "relating to criminal procedure."),
    bill(9497, "An act to amend Sections 236.14 and 236.23 of, and to add Section 236.24 to, the "
               "Penal Code, relating to criminal procedure."),
    bill(9354, "An act to amend Section 236.14 of the Penal Code, relating to sentencing."),
    bill(9354, "An act to amend Section 236.14 of the Penal Code, relating to crimes.",
         session="20212022"),
    bill(9001, "An act to amend Section 1236.14 of the Health and Safety Code, relating to water."),
    bill(9002, "An act relating to courts.", sections=("Penal Code 236.14",)),
)  # fmt: skip


def federal(number: int, title: str) -> Bill:
    return Bill(
        f"us-119-hr{number}", "us", "119", f"H.R. {number}", MeasureKind.BILL, Chamber.LOWER,
        data_as_of="2026-11-20", title="Survivors Act", introduced_date="2026-02-14",
        actions=(Action("2026-02-14", "Introduced in House", (ActionClass.INTRODUCTION,),
                        Chamber.LOWER),),
        titles=(Title(title, "Official Title as Introduced"),
                Title("Survivors Act", "Short Titles as Introduced")),
    )  # fmt: skip


@pytest.fixture
def filled(fresh: Workspace) -> Workspace:
    fill(fresh, *HIDDEN)
    return fresh


def fill(workspace: Workspace, *bills: Bill, texts: tuple[VersionText, ...] = ()) -> None:
    with workspace.writer("test") as writer:
        for one in bills:
            writer.save_bill(one, "ca_pubinfo")
        for text in texts:
            writer.prints.save(text, "ca_pubinfo")
        settle_texts(writer)


def run(workspace: Workspace, *words: str, ok: bool = True) -> str:
    done = CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])
    assert (done.exit_code == 0) == ok, done.output
    return done.output.replace("\N{NO-BREAK SPACE}", " ")


def touches(workspace: Workspace) -> dict[str, tuple[str, str, str]]:
    """Bill -> state, what, and what it does in words; of those built here."""
    (watched, *_) = json.loads(run(workspace, "sections", "--json"))
    return {one["bill"]: (one["state"], one["what"], " and ".join(one["does"]))
            for one in watched["bills"] if re.search(r"(ab|hr)9\d{3}$", one["bill"])}  # fmt: skip


def test_titles_that_hide_the_topic_are_found_with_what_they_do(filled: Workspace) -> None:
    said = run(filled, "watch-section", "Penal Code 236.14", "--by", "Ann")
    assert "Penal Code 236.14 is watched now" in said
    assert touches(filled) == {
        "ca-20252026-ab9497": ("past", "amend", "would amend Penal Code 236.14"),
        "ca-20252026-ab9354": ("past", "amend", "would amend Penal Code 236.14"),
        "ca-20212022-ab9354": ("past", "amend", "would amend Penal Code 236.14"),
        "ca-20252026-ab9002": ("past", "change", "would change Penal Code 236.14"),
    }
    assert "by its title, Introduced, Feb 14, 2025" in run(filled, "sections", "--all")


def test_real_titles_of_a_session_are_found(real: Path) -> None:
    watched = read_watched("Penal Code 236.14")
    titles = csv.DictReader(
        io.StringIO(
            gzip.decompress(
                (real / "california/legiscan/csv_2023-2024/bills.csv.gz").read_bytes()
            ).decode()
        )
    )
    found = {
        row["bill_number"] for row in titles
        if "236" in row["description"]
        and any(map(watched.covers, read_title("ca", row["description"])))
    }  # fmt: skip
    assert found == {"AB1497", "AB1754", "AB2354"}


def test_what_can_still_become_law_is_to_decide_about(filled: Workspace) -> None:
    """Of two bills of one short title the one is found that does it; and the call sheet asks."""
    run(filled, "watch-section", "18 USC chapter 77", "--by", "Ann")
    title = "To amend section {} of title 18, United States Code, to clear records."
    fill(filled, federal(9001, title.format("1595")), federal(9002, title.format("2725")))
    assert touches(filled) == {
        "us-119-hr9001": ("open", "amend", "would amend 18 U.S.C. 1595"),
    }
    week = run(filled, "week")
    assert "H.R. 9001 would amend 18 U.S.C. 1595, by its title" in " ".join(week.split())
    run(filled, "watch", "H.R. 9001", "--campaign", "tsra", "--offline", "--by", "Ann")
    assert touches(filled)["us-119-hr9001"][0] == "followed"


def test_a_run_gathers_what_a_bill_does_to_each_section(filled: Workspace) -> None:
    run(filled, "watch-section", "Penal Code 236.15 to 236.24", "--by", "Ann")
    found = touches(filled)
    assert found["ca-20252026-ab9124"][2] == (
        "would add Penal Code 236.15 and would amend Penal Code 236.23"
    )
    assert "ca-20252026-ab9354" not in found


def test_the_newest_print_counts_and_names_itself(filled: Workspace) -> None:
    run(filled, "watch-section", "Penal Code 236.14", "--by", "Ann")
    text = "SECTION 1.\nSection 187 of the Penal Code is amended to read:\n187. See Section 236.14."
    later = bill(9354, "An act to amend Section 187 of the Penal Code, relating to crimes.",
                 print_="Amended Assembly")  # fmt: skip
    key, code = later.key, later.versions[0].code  # type: ignore[index]
    fill(filled, later, texts=(VersionText(key, code, text, "https://leginfo.example/9354"),))
    assert read_text("ca", text)[-1].what == CITE
    assert touches(filled)[key] == ("past", CITE, "cites Penal Code 236.14")
    assert "by the text of Amended Assembly" in run(filled, "sections", "--all")


def test_a_declined_bill_stays_declined_until_it_does_another_thing(filled: Workspace) -> None:
    section, key = "Penal Code 236.14", "ca-20252026-ab9002"
    run(filled, "watch-section", section, "--by", "Ann")
    run(filled, "watch-section", section, "--decline", "AB 9002", "--by", "Ann")
    assert touches(filled)[key][0] == "declined"
    fill(filled, HIDDEN[-1])
    assert touches(filled)[key][0] == "declined"
    fill(filled, bill(9002, "An act to repeal Section 236.14 of the Penal Code, relating to it."))
    assert touches(filled)[key][:2] == ("past", "repeal")
    run(filled, "undo", "--by", "Ann")
    run(filled, "unwatch-section", section, "--by", "Ann")
    assert json.loads(run(filled, "sections", "--json")) == []
    assert "No section of the law is watched" in run(filled, "sections")


def test_a_digest_can_follow_what_is_watched(filled: Workspace) -> None:
    fill(filled, federal(9001, "To amend section 1595 of title 18, United States Code."))
    run(filled, "watch-section", "18 USC chapter 77", "--by", "Ann")
    with open_snapshot(filled.database, today()) as snapshot:
        followed = Followed(snapshot)
        key = followed.settle("sections", "18 USC ch. 77")
        assert key == followed.settle("sections", key) == "us-usc-18-1581--1597"
        found = followed.of(Subscriber("Ann", "ann@example.org", sections=(key,)))
        assert found.bills == {"us-119-hr9001"} and found.words == "18 U.S.C. chapter 77"


def test_wrong_words_are_said_in_a_line(filled: Workspace) -> None:
    run(filled, "watch-section", "PC 236.14", "--by", "Ann")
    assert "already says so" in run(filled, "watch-section", "PC 236.14", "--by", "Ann", ok=False)
    assert "Penal Code 236.14" in run(filled, "unwatch-section", "PC 236.15", ok=False)
    refused = run(filled, "watch-section", "PC 236.14", "--decline", "AB 9001", ok=False)
    assert "not among the bills that touch" in refused
    (filled.root / "sections.toml").write_text('[[section]]\nsection = "ca-zzz-1"\nby = "Ann"\n'
                                               "on = 2026-11-26\n")  # fmt: skip
    assert "were not loaded" in run(filled, "sections")


def test_at_the_desk_a_section_is_watched_and_a_bill_declined(
    office: Office, site: tuple[str, Workspace]
) -> None:
    fill(site[1], federal(9001, "To amend section 1595 of title 18, United States Code."))
    form = "/-/desk/sections"

    def send(do: str, **values: str) -> str:
        told = office.form(form) | {"by": "A. Tester", "do": do, **values}
        answer = office.send(form, told)
        return office.get(form).text if answer.status_code == 303 else answer.text

    assert "is not a statute" in send("watch", citation="banana")
    page = send("watch", citation="18 USC 1595")
    assert "9001" in page and "Not ours" in page
    page = send("decline", section="us-usc-18-1595", bill="us-119-hr9001")
    assert "not ours" in page
    assert "You watch no section yet" in send("unwatch", section="us-usc-18-1595")
