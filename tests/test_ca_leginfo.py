"""leginfo's pages: what they become, and how loudly they fail."""

import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from leginfo import AB262, FOLDER, KEYS, SB275, SCR2, bill_of, pages_of, visit
from plain_values import plain

from billtrail.bills.models import Bill, Document
from billtrail.bills.stages.fold import fold_bill
from billtrail.bills.stages.milestones import PROVING_CLASSES
from billtrail.errors import ParseError
from billtrail.importing.prepared import classify_bill
from billtrail.legislatures.calendar.sessions import session_for
from billtrail.legislatures.vocabulary import Chamber, Stage
from billtrail.scrapers.ca_leginfo import source as ca_leginfo
from billtrail.scrapers.ca_leginfo.pages import day_of
from billtrail.scrapers.ca_leginfo.source import SOURCE, parse
from billtrail.scrapers.ca_leginfo.visits import HISTORY, STATUS, TEXT, VOTES, gather
from billtrail.scrapers.ca_pubinfo import source as ca_pubinfo
from billtrail.scrapers.ca_pubinfo import staging
from billtrail.scrapers.crawling.selectors import Page, unmangled, words
from billtrail.store.bill_rows.merge import SourceRecord, merge


def seen(bill: Bill) -> dict[str, Any]:
    """A bill as plain data, with its stage on the day it speaks for; the rules that classify its
    steps have tests of their own."""
    day = date.fromisoformat(bill.data_as_of[:10])
    progress = fold_bill(bill, day, session_for(bill.key), bill.data_as_of)
    shown = {name: value for name, value in plain(bill).items() if value not in (None, False)}
    for part in ("actions", "versions", "votes", "sponsorships"):
        shown[part] = [
            {
                name: value
                for name, value in row.items()
                if value not in (None, (), False) and name != "classification"
            }
            for row in shown.get(part, ())
        ]
    shown["stage"], shown["stage_date"] = progress.stage, progress.date
    return dict(json.loads(json.dumps(shown)))


@pytest.mark.parametrize("key", KEYS)
def test_built_pages_become_the_record_beside_them(key: str) -> None:
    expected = json.loads((FOLDER / f"{key}.expected.json").read_text(encoding="utf-8"))
    assert seen(bill_of(visit(key))) == expected


def test_every_fixture_says_that_it_was_built() -> None:
    files = sorted(FOLDER.glob("*.html"))
    assert len(files) >= 9
    assert all("Built by hand" in file.read_text(encoding="utf-8") for file in files)


def test_the_verified_bill() -> None:
    """AB 262: 25 steps, 8 votes, 5 prints, 13 coauthors of both houses, chapter 193 of 2021."""
    bill = bill_of(visit(AB262))
    assert (len(bill.actions or ()), len(bill.votes or ()), len(bill.versions or ())) == (25, 8, 5)
    assert all(action.classification for action in bill.actions or ())
    assert bill.law == "Chapter 193, Statutes of 2021"
    assert [s.name for s in bill.sponsorships or ()][:1] == ["Patterson"]
    assert len(bill.sponsorships or ()) == 14
    assert {s.chamber for s in bill.sponsorships or ()} == {Chamber.LOWER, Chamber.UPPER}
    suspense, passed = (bill.votes or ())[4:6]
    assert (suspense.date, suspense.motion) == ("2021-08-16", "Placed on suspense file")
    assert (passed.committee, passed.yes, len(passed.records or ())) == ("CS61", 7, 7)
    assert (bill.versions or ())[0].digest and "2/3" in str((bill.versions or ())[0].digest)


def test_a_page_that_is_missing_says_nothing() -> None:
    bill = bill_of(visit(SB275))
    assert bill.votes is None and bill.versions and bill.versions[0].digest is None
    only = bill_of(visit(AB262, {HISTORY: pages_of(AB262)[HISTORY]}))
    assert (only.sponsorships, only.versions, only.title, only.location) == (None,) * 4
    assert only.introduced_date == "2021-01-15"


def test_an_extraordinary_session_keeps_its_own_chapter_and_century() -> None:
    bill = bill_of(visit(SCR2))
    assert bill.law == "Resolution Chapter 1, Statutes of 1999, First Extraordinary Session"
    assert [vote.yes for vote in bill.votes or ()] == [35, 56]
    assert next(action.date for action in bill.actions or ()) == "1999-03-23"


@pytest.mark.parametrize(
    ("text", "key", "day"),
    [
        ("10/09/25", SB275, "2025-10-09"),
        ("12/07/20", AB262, "2020-12-07"),
        ("03/23/99", SCR2, "1999-03-23"),
        ("01/31/00", SCR2, "2000-01-31"),
        ("October 9", SB275, None),
    ],
)
def test_two_digits_of_a_year_are_of_the_session(text: str, key: str, day: str | None) -> None:
    assert day_of(text, key) == day


# What fails loudly --------------------------------------------------------------------------------

Change = Callable[[bytes], bytes]


def without(pattern: str) -> Change:
    return lambda data: re.sub(pattern.encode(), b"", data, count=1, flags=re.DOTALL)


def with_(old: str, new: str, count: int = 1) -> Change:
    def change(data: bytes) -> bytes:
        assert old.encode() in data, old
        return data.replace(old.encode(), new.encode(), count)

    return change


LOUD = [
    (STATUS, with_('id="measureNum"', 'id="number"'),
     "billStatusClient: #measureNum: 0 found, 1 expected"),
    (STATUS, with_('id="title"', 'id="measureNum"'),
     "billStatusClient: #measureNum: 2 found, 1 expected"),
    (STATUS, with_('id="leadAuthors"', 'id="authors"'),
     "billStatusClient: #leadAuthors: 0 found, 1 expected"),
    (STATUS, with_('<select id="version"', '<select id="versions"'),
     "billStatusClient: select#version option: 0 found, at least 1 expected"),
    (STATUS, with_(">AB-262<", ">AB-263<"), "asked for ca-20212022-ab262, answered with 'AB-263'"),
    (STATUS, with_("09/22/21 - Chaptered", "Chaptered"), "where 'mm/dd/yy - name' was expected"),
    (HISTORY, with_('id="billhistory"', 'id="history"'),
     "billHistoryClient: table#billhistory: 0 found, 1 expected"),
    (HISTORY, without(r"<tbody>.*</tbody>"), "no step in the history"),
    (HISTORY, with_("01/15/21", "Jan 15, 2021"), "where 'mm/dd/yy' and a step were expected"),
    (HISTORY, with_('<td scope="row" class="columnField">', "<td>1</td><td>"),
     "th, td below <tr> of line"),
    (VOTES, with_('<div class="status">', '<div class="vote">', 99),
     "billVotesClient: div.status: 0 found, at least 1 expected"),
    (VOTES, with_("<label>Motion</label>", "<label>About</label>"), "a vote without Motion"),
    (VOTES, with_("<label>NVR</label>", "<span>NVR</span>", 0), None),
    (VOTES, with_("<span>79</span>", "<span>many</span>"), "'many' where a count was expected"),
    (TEXT, with_('id="bill_all"', 'id="bill"'), "billTextClient: #bill_all: 0 found, 1 expected"),
    (TEXT, with_("AB-262 Human", "AB-26 Human"), "answered with 'AB-26 Human"),
]  # fmt: skip


@pytest.mark.parametrize(("tab", "change", "said"), LOUD)
def test_a_page_of_another_shape_names_selector_and_counts(
    tab: str, change: Change, said: str | None
) -> None:
    pages = pages_of(AB262)
    pages[tab] = change(pages[tab])
    if said is None:
        assert bill_of(visit(AB262, pages))
        return
    with pytest.raises(ParseError, match=re.escape(said)) as raised:
        bill_of(visit(AB262, pages))
    assert "bill_id=202120220AB262" in str(raised.value)


def test_counted_votes_in_the_history_demand_a_vote_on_the_votes_tab() -> None:
    """A measure without a counted vote may have none."""
    pages = pages_of(AB262)
    pages[VOTES] = b"<html><body><div id='billvotes'></div></body></html>"
    with pytest.raises(ParseError, match=r"div\.status: 0 found, at least 1 expected"):
        bill_of(visit(AB262, pages))
    pages[HISTORY] = re.sub(rb"\(Ayes [^)]*\)\.?", b"", pages[HISTORY])
    assert bill_of(visit(AB262, pages)).votes == ()


@given(st.sampled_from(KEYS), st.data())
@examples(25)
def test_pages_cut_anywhere_give_a_bill_or_a_parse_error(key: str, data: Any) -> None:
    pages = pages_of(key)
    tab = data.draw(st.sampled_from(sorted(pages)))
    start = data.draw(st.integers(0, len(pages[tab])))
    length = data.draw(st.sampled_from([1, 40, 4000, 10**6]))
    noise = data.draw(st.sampled_from([b"", b"\xff\xfe", b"<", b"</table>"]))
    pages[tab] = pages[tab][:start] + noise + pages[tab][start + length :]
    try:
        bill = bill_of(visit(key, pages))
    except ParseError:
        return
    assert bill.key == key


@pytest.mark.parametrize("data", [b"", b"  ", b"<!-- nothing -->"])
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(ParseError, match="billStatusClient"):
        bill_of(visit(AB262, {STATUS: data}))


def test_pages_of_two_measures_are_refused() -> None:
    parts = dict(visit(AB262).parts) | dict(visit(SB275).parts)
    with pytest.raises(ParseError, match="pages of 2 measures, 1 expected"):
        list(parse(visit(AB262)._replace(parts=parts)))


@pytest.mark.parametrize(
    ("found", "meant"),
    [("GonzÃ¡lez", "González"), ("AguiarâCurry", "AguiarâCurry"), ("Ávila Farías", "Ávila Farías"),
     ("the billâ€™s", "the bill\N{RIGHT SINGLE QUOTATION MARK}s"), ("Ã", "Ã")],
)  # fmt: skip
def test_names_that_were_encoded_twice_are_read(found: str, meant: str) -> None:
    assert unmangled(found) == meant


def test_latin_1_pages_are_read() -> None:
    page = Page("p", "<p>Limón&nbsp; (S)</p>".encode("latin-1"))
    assert words(page.one("p")) == "Limón (S)"


# Visits and files ---------------------------------------------------------------------------------


def test_a_new_view_state_is_no_change() -> None:
    pages = pages_of(AB262)
    later = {tab: data.replace(b":987654321", b":5").replace(b"0A1B2C3D", b"FF") for tab, data in
             pages.items()}  # fmt: skip
    assert later != pages
    assert visit(AB262, later).sha256 == visit(AB262).sha256
    pages[HISTORY] = pages[HISTORY].replace(b"Approved", b"Vetoed")
    assert visit(AB262, pages).sha256 != visit(AB262).sha256


def files(document: Document, folder: Path) -> list[tuple[str, Any]]:
    for name, data in document.parts.items():
        (folder / name).write_bytes(data)
    return [(path.name, path.open("rb")) for path in sorted(folder.iterdir())]


@pytest.mark.parametrize("key", KEYS)
def test_a_kept_visit_is_read_again_as_it_was(key: str, tmp_path: Path) -> None:
    document = visit(key)
    found = gather(files(document, tmp_path), tmp_path)
    (again,) = found.documents("2030-01-01T00:00:00Z")
    assert (again.sha256, again.data_as_of, found.problems) == (
        document.sha256,
        document.data_as_of,
        [],
    )
    assert bill_of(again) == bill_of(document)


def test_pages_saved_by_hand_speak_for_the_newest_day_in_them(tmp_path: Path) -> None:
    parts = {n: d for n, d in visit(AB262).parts.items() if n != "visit.json"}
    (again,) = gather(files(visit(AB262)._replace(parts=parts), tmp_path), tmp_path).documents("x")
    assert bill_of(again).data_as_of == "2021-09-22"
    (tmp_path / "visit.json").write_text("[]")
    broken = gather([(p.name, p.open("rb")) for p in sorted(tmp_path.iterdir())], tmp_path)
    assert len(list(broken.documents("x"))) == 1
    assert broken.problems == ["visit.json: is not what a visit writes, so its day is not known"]


def test_kinds_know_the_names() -> None:
    def known(name: str) -> bool:
        return any(re.search(pattern, name) for pattern in SOURCE.kinds.values())

    assert known("a/billHistoryClient_202520260AB1_trimmed.html")
    assert known("ca_leginfo/ab/abcdef0123/visit.json")
    assert not known("visit.json") and not known("billSearchClient_1.html")


# Beside PUBINFO -----------------------------------------------------------------------------------


def test_later_steps_continue_the_history_of_the_dump() -> None:
    """The dump speaks for 2021-05-21; the pages for today."""
    whole = bill_of(visit(AB262))
    cut = tuple(action for action in whole.actions or () if action.date <= "2021-05-21")
    votes = tuple(
        v._replace(identifier=f"{v.date}|CX|1") for v in whole.votes or () if v.date <= "2021-05-21"
    )
    dump = replace(whole, actions=cut, votes=votes, law=None, location="Third Reading",
                   data_as_of="2021-05-21", sponsorships=None)  # fmt: skip
    later = SourceRecord("ca_leginfo", 30, whole, continues=True)
    merged = merge([SourceRecord("ca_pubinfo", 40, dump), later])
    assert [a.description for a in merged.bill.actions or ()] == [
        a.description for a in whole.actions or ()
    ]
    assert len(merged.bill.votes or ()) == 8
    assert (merged.bill.law, merged.bill.location) == (whole.law, "Secretary of State")
    assert merged.source == "ca_pubinfo"


def test_an_older_page_adds_nothing_to_a_dump() -> None:
    whole = bill_of(visit(AB262))
    older = replace(whole, actions=(whole.actions or ())[:9], law=None, data_as_of="2021-05-21")
    records = [SourceRecord("ca_pubinfo", 40, whole), SourceRecord("ca_leginfo", 30, older, True)]
    assert merge(records).bill == whole


# Real pages and rows ------------------------------------------------------------------------------


def test_the_real_shortened_pages(real: Path) -> None:
    folder = real / "california" / "leginfo" / "trimmed_html"
    found = gather([(p.name, p.open("rb")) for p in sorted(folder.iterdir())], folder)
    (document,) = found.documents("2026-11-25T00:00:00Z")
    bill = bill_of(document)
    assert (bill.key, bill.title) == (
        "ca-20252026-ab1",
        "Residential property insurance: wildfire risk",
    )
    assert [(s.name, s.role, s.chamber) for s in bill.sponsorships or ()] == [
        ("Connolly", "author", "lower"), ("Addis", "coauthor", "lower"),
        ("Allen", "coauthor", "upper"),
    ]  # fmt: skip
    assert [v.note for v in bill.versions or ()] == ["Chaptered", "Enrolled", "Introduced"]
    assert (bill.introduced_date, bill.law) == ("2024-12-02", "Chapter 472, Statutes of 2025")
    assert bill.data_as_of == "2025-10-09"
    progress = fold_bill(bill, date(2025, 10, 9), session_for(bill.key), bill.data_as_of)
    assert progress.stage == Stage.ENACTED


@pytest.mark.parametrize("name", ["dump_2025-03", "session_2025-26_four_bills"])
def test_the_house_that_acted_is_the_one_pubinfo_names(real: Path, name: str) -> None:
    """Every stage-proving step of real histories, followed without PUBINFO's house column."""
    folder = real / "california" / "pubinfo" / name
    told = [(p.name, p.open("rb")) for p in sorted(folder.iterdir()) if p.suffix == ".dat"]
    compared = 0
    with tempfile.TemporaryDirectory() as directory:
        staged = staging.stage(told, Path(directory))
        for document in staged.documents("2026-01-01T00:00:00Z"):
            (bill, *_) = ca_pubinfo.parse(document, staged.reference())
            assert isinstance(bill, Bill)
            bill = classify_bill(ca_pubinfo.SOURCE, bill)
            steps = [(a.date, a.description) for a in bill.actions or ()]
            for theirs, ours in zip(
                bill.actions or (), ca_leginfo._actions(steps, bill), strict=True
            ):
                if set(theirs.classification) & PROVING_CLASSES:
                    compared += 1
                    assert ours.chamber == theirs.chamber, (bill.key, theirs)
    assert compared >= 29
