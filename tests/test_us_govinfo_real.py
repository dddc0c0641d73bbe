"""GovInfo's own files: 902 measures in three layouts, and 47 that GPO published as samples."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from govinfo import read
from lxml import etree

from billtrail.bills.models import Bill
from billtrail.bills.stages import How
from billtrail.bills.stages.fold import BillProgress, fold_bill
from billtrail.legislatures.calendar.sessions import session_for
from billtrail.legislatures.vocabulary import ActionClass, Chamber, MeasureKind, Stage
from billtrail.scrapers.us_govinfo.rules import CODES, TEXTS_OF_CODES


@pytest.fixture(scope="module")
def bills(real: Path) -> dict[str, Bill]:
    """``115hr4641`` -> the measure, classified."""
    return _read_all(real / "federal" / "billstatus")


@pytest.fixture(scope="module")
def samples(real: Path) -> dict[str, Bill]:
    """``usgpo-legacy/114hr22`` -> the measure: the same bills in other layouts."""
    return _read_all(real / "federal" / "billstatus-variants", with_folder=True)


def _read_all(folder: Path, with_folder: bool = False) -> dict[str, Bill]:
    found = {}
    for path in sorted(folder.rglob("*.xml")):
        name = path.stem.rpartition("-")[2]
        found[f"{path.parent.name}/{name}" if with_folder else name] = read(path.read_bytes())
    return found


def progress(bill: Bill) -> BillProgress:
    """On the day the file speaks for."""
    day = date.fromisoformat(bill.data_as_of[:10])
    return fold_bill(bill, day, session_for(bill.key), bill.data_as_of)


def codes(bill: Bill) -> set[str | None]:
    return {action.code for action in bill.actions or ()}


def test_all_of_them_are_read(bills: dict[str, Bill], samples: dict[str, Bill]) -> None:
    assert (len(bills), len(samples)) == (902, 47)
    assert {name: f"us-{name[:3]}-{name[3:]}" for name in bills} == {
        name: bill.key for name, bill in bills.items()
    }


def test_every_action_is_known(bills: dict[str, Bill], samples: dict[str, Bill]) -> None:
    unknown = Counter(
        (action.system, action.code, action.description)
        for bill in (*bills.values(), *samples.values())
        for action in bill.actions or ()
        if not action.classification
    )
    assert not unknown


def test_every_observed_code_is_known(real: Path) -> None:
    systems = {"House floor actions": "2", "Library of Congress": "9"}
    with (real / "federal/reference/observed-action-codes.csv").open(encoding="utf-8") as file:
        seen = {
            (systems[row["source_system"]], row["action_code"])
            for row in csv.DictReader(file)
            if row["action_code"]
        }
    assert len(seen) > 130
    assert not seen - CODES.keys() - TEXTS_OF_CODES.keys()


#: "Signed by President" without a law number yet.
SIGNED = {"116hr133", "116s199", "116s2258", "116s2904", "117hr2617"}


def test_a_law_is_enacted_and_nothing_else_is(bills: dict[str, Bill]) -> None:
    enacted = {name for name, bill in bills.items() if progress(bill).stage == Stage.ENACTED}
    assert enacted - SIGNED == {name for name, bill in bills.items() if bill.law}
    assert len(enacted) == 117 + len(SIGNED)
    with_code = {name for name, bill in bills.items() if codes(bill) & {"36000", "41000"}}
    assert with_code == enacted
    proofs = [progress(bills[name]).action for name in SIGNED]
    assert {action.description for action in proofs if action} == {"Signed by President."}


def test_a_veto_without_a_law_is_vetoed(bills: dict[str, Bill]) -> None:
    by_code = {name for name, bill in bills.items() if "31000" in codes(bill) and not bill.law}
    vetoed = {name for name, bill in bills.items() if progress(bill).stage == Stage.VETOED}
    assert by_code == vetoed
    assert len(vetoed) > 9


def test_the_house_floor_says_signed_and_vetoed_with_one_code(bills: dict[str, Bill]) -> None:
    said = {
        (action.description.partition(".")[0], action.classification)
        for bill in bills.values()
        for action in bill.actions or ()
        if action.code == "E30000"
    }
    assert said == {
        ("Signed by President", (ActionClass.EXECUTIVE_SIGNATURE,)),
        ("Vetoed by President", (ActionClass.EXECUTIVE_VETO,)),
    }


@pytest.mark.parametrize(
    ("name", "stage", "why"),
    [
        ("115s114", Stage.ENACTED, "failed in the House once"),
        ("117s3946", Stage.TO_EXECUTIVE, "became law after the file was written"),
        ("117s3949", Stage.TO_EXECUTIVE, "became law after the file was written"),
        ("116hr8906", Stage.TO_EXECUTIVE, "presented, nothing after"),
        ("116hr6395", Stage.VETOED, "the House has passed it over the veto, the Senate not yet"),
        ("116hjres46", Stage.VETOED, "override failed"),
        ("118sjres24", Stage.VETOED, "override failed, 3.0.0"),
        ("116hjres31", Stage.ENACTED, "by a conference report"),
        ("116hres498", Stage.FAILED, "tabled, no failure code"),
        ("117hres331", Stage.FAILED, "tabled, no failure code"),
        ("116hres761", Stage.ADOPTED, "considered passed by another resolution"),
        ("116hres755", Stage.ADOPTED, "articles voted one by one"),
        ("116s1332", Stage.INTRODUCED, "cloture failed"),
        ("115hr4641", Stage.ENACTED, "private law"),
        ("119hr4323", Stage.REPORTED, "file of 2025-11-27"),
        ("118s4214", Stage.DIED, "file of 2025-07, Congress ended"),
        ("117hr2", Stage.INTRODUCED, "reserved number"),
    ],
)
def test_stages(bills: dict[str, Bill], name: str, stage: Stage, why: str) -> None:
    assert progress(bills[name]).stage == stage, why


def test_an_overridden_veto_needs_both_chambers(bills: dict[str, Bill]) -> None:
    found = progress(bills["116hr6395"])
    assert found.alive and not found.final
    assert found.reached == Stage.TO_EXECUTIVE


def test_laws_of_two_kinds(bills: dict[str, Bill]) -> None:
    private = {name: bill.law for name, bill in bills.items() if "Private" in (bill.law or "")}
    assert private["115hr4641"] == "Private Law 115-1"
    assert set(private) == {"115hr4641", "117hr681", "117hr785"}
    assert bills["115hr2200"].law == "Public Law 115-425"


def test_votes_stand_in_the_action_or_at_bill_level(
    bills: dict[str, Bill], samples: dict[str, Bill]
) -> None:
    new = {vote.identifier: vote for vote in bills["118sjres24"].votes or ()}
    old = {vote.identifier: vote for vote in bills["116hjres46"].votes or ()}
    assert old["H2019-116-127"].chamber == Chamber.LOWER
    assert old["H2019-116-127"].date == "2019-03-26"
    assert old["S2019-116-49"].date == "2019-03-14"
    assert new.keys() and all(vote.motion for vote in new.values())
    pair = [samples[f"usgpo-formatChange-{state}/117hr1"] for state in ("current", "future")]
    assert {v.identifier for v in pair[0].votes or ()} == {
        v.identifier for v in pair[1].votes or ()
    }


def test_a_vote_has_the_date_of_its_action(bills: dict[str, Bill]) -> None:
    """Given in UTC: those of an evening would be a day late."""
    dates = [
        (vote.date, {action.date for action in bill.actions or ()})
        for bill in bills.values()
        for vote in bill.votes or ()
    ]
    assert len(dates) > 250
    assert all(day in days for day, days in dates)


def test_two_layouts_of_one_bill_say_the_same(samples: dict[str, Bill]) -> None:
    for name in ("117hr6658", "117s35", "117sconres7"):
        old, new = (
            samples[f"usgpo-formatChange-{state}/{name}"] for state in ("current", "future")
        )
        assert old.actions and len(old.actions) == len(new.actions or ())
        assert {(a.date, a.code, a.system) for a in old.actions} == {
            (a.date, a.code, a.system) for a in new.actions or ()
        }
        assert {(s.person, s.date) for s in old.sponsorships or ()} <= {
            (s.person, s.date) for s in new.sponsorships or ()
        }
        assert set(old.relations or ()) <= set(new.relations or ())
        assert (old.title, old.subjects, old.policy_area) == (
            new.title, new.subjects, new.policy_area,
        )  # fmt: skip


def test_the_change_from_one_committee_to_several(samples: dict[str, Bill]) -> None:
    found = [bill for name, bill in samples.items() if name.startswith("usgpo-actions-committees")]
    assert len(found) == 9
    assert all(any(action.committee for action in bill.actions or ()) for bill in found)


def test_jointly_reported_by_seven_committees(
    samples: dict[str, Bill], bills: dict[str, Bill]
) -> None:
    reported = [a for a in bills["116hr5430"].actions or () if a.code == "14000"]
    assert [a.committee for a in reported] == [
        "ssap00", "ssbu00", "sscm00", "ssev00", "ssfi00", "ssfr00", "sshr00",
    ]  # fmt: skip


def test_the_layout_of_2016(samples: dict[str, Bill]) -> None:
    legacy = {name: bill for name, bill in samples.items() if name.startswith("usgpo-legacy")}
    assert len(legacy) == 18
    times = {a.time for bill in legacy.values() for a in bill.actions or () if a.time}
    assert times and all(re.fullmatch(r"[012]\d:\d\d:\d\d", time) for time in times)
    assert all(bill.policy_area for bill in legacy.values())
    members = [s for bill in legacy.values() for s in bill.sponsorships or ()]
    assert len(members) > 300
    assert all(member.party and member.state and member.person for member in members)
    related = {relation.bill for bill in legacy.values() for relation in bill.relations or ()}
    assert related and all(re.fullmatch(r"us-\d+-[hs][a-z]*\d+", key) for key in related)
    crime = legacy["usgpo-legacy/114hjres45"]
    assert crime.kind == MeasureKind.CONSTITUTIONAL
    assert crime.subjects and "Law" not in crime.subjects


def test_an_item_of_nothing_but_a_date_is_left_out(samples: dict[str, Bill], real: Path) -> None:
    path = real / "federal/billstatus-variants/usgpo-legacy/BILLSTATUS-114sjres8.xml"
    items = etree.parse(str(path)).findall("bill/actions/item")
    assert len(items) == len(samples["usgpo-legacy/114sjres8"].actions or ()) + 1


def test_counts_among_the_actions_are_no_actions(bills: dict[str, Bill], real: Path) -> None:
    path = real / "federal/billstatus/115/hr/BILLSTATUS-115hr4641.xml"
    actions = etree.parse(str(path)).find("bill/actions")
    assert actions is not None and actions.find("actionTypeCounts") is not None
    assert len(bills["115hr4641"].actions or ()) == len(actions.findall("item"))


def test_an_action_without_text_says_our_words(bills: dict[str, Bill]) -> None:
    ours = {
        (name, action.description)
        for name, bill in bills.items()
        for action in bill.actions or ()
        if not action.official
    }
    assert ours == {("119hres214", "Introduced in House")}


def test_the_senate_has_one_system_in_all_layouts(bills: dict[str, Bill]) -> None:
    systems = Counter(a.system for bill in bills.values() for a in bill.actions or ())
    assert set(systems) == {"0", "1", "2", "9"}
    senate = [a for bill in bills.values() for a in bill.actions or () if a.system == "0"]
    assert len(senate) > 1000
    assert {a.chamber for a in senate} == {Chamber.UPPER}


def test_only_conferences_have_no_chamber(bills: dict[str, Bill]) -> None:
    nobody = {a.code for bill in bills.values() for a in bill.actions or () if a.chamber is None}
    assert nobody <= {"20700", "20800", "20900"}


def test_withdrawn_and_rejoined(bills: dict[str, Bill]) -> None:
    def counts(name: str) -> tuple[int, int]:
        joined = (bills[name].sponsorships or ())[1:]
        return len(joined), sum(bool(s.withdrawn) for s in joined)

    assert counts("115hr2069") == (39, 10)
    assert counts("115hr60") == (228, 9)
    assert counts("115hr3941") == (30, 8)
    assert counts("119s1224") == (14, 1)
    for name in ("115hr3941", "117hres157", "117hres289"):
        people = Counter(s.person for s in (bills[name].sponsorships or ())[1:])
        assert max(people.values()) == 2
        keys = [(s.person, s.date) for s in bills[name].sponsorships or ()]
        assert len(keys) == len(set(keys))


def test_original_means_on_the_day_of_introduction(bills: dict[str, Bill]) -> None:
    for bill in bills.values():
        for one in bill.sponsorships or ():
            if one.role == "cosponsor":
                assert one.original == (one.date == bill.introduced_date)


def test_lists_of_250_are_kept_as_they_are(bills: dict[str, Bill]) -> None:
    for name in ("117hr1012", "117hr1057", "117hr1282", "117hr1448"):
        assert len(bills[name].sponsorships or ()) == 251


def test_the_bracket_of_a_name_says_what_the_elements_say(
    real: Path, bills: dict[str, Bill]
) -> None:
    for path in (real / "federal/billstatus").rglob("*.xml"):
        root = etree.parse(str(path)).getroot()
        items = [*root.iterfind("bill/sponsors/item"), *root.iterfind("bill/cosponsors/item")]
        bill = bills[path.stem.removeprefix("BILLSTATUS-")]
        assert len(items) == len(bill.sponsorships or ())
        for item, one in zip(items, bill.sponsorships or (), strict=True):
            assert (one.party, one.state) == (item.findtext("party"), item.findtext("state"))
            # 116th: some members at large have no district element.
            assert one.district == (item.findtext("district") or ("0" if one.district else None))


def test_reserved_numbers_and_two_sponsors(bills: dict[str, Bill]) -> None:
    reserved = {name for name, bill in bills.items() if bill.reserved}
    assert reserved == {f"117hr{number}" for number in (2, *range(9, 18), 20)}
    assert not any(bills[name].sponsorships for name in reserved)
    roles = Counter(s.role for s in bills["116hres765"].sponsorships or ())
    assert roles["sponsor"] == 2


def test_by_request(bills: dict[str, Bill]) -> None:
    asked = {
        name for name, bill in bills.items() if any(s.by_request for s in bill.sponsorships or ())
    }
    assert {"116hr5430", "117hr4350", "117hr7900"} <= asked
    assert len(asked) < 6


def test_empty_text_versions_are_left_out(bills: dict[str, Bill]) -> None:
    versions = [version for bill in bills.values() for version in bill.versions or ()]
    assert len(versions) > 1500
    assert all(version.note for version in versions)
    assert {v.date for v in versions if v.note == "Enrolled Bill"} == {None}
    notes = {v.code: v.note for v in bills["119hr4323"].versions or ()}
    assert notes == {"ih": "Introduced in House", "rh": "Reported in House"}


def test_no_markup_is_left_of_a_link_in_an_action(bills: dict[str, Bill]) -> None:
    said = [a.description for bill in bills.values() for a in bill.actions or ()]
    assert any(re.search(r"Petition No: [\d-]+\. \(Discharge petition text", t) for t in said)
    assert not [text for text in said if "<a " in text or "</a>" in text]


def test_summaries_are_plain_in_all_forms(bills: dict[str, Bill], samples: dict[str, Bill]) -> None:
    texts = [s.text for b in (*bills.values(), *samples.values()) for s in b.summaries or ()]
    assert len(texts) > 1300
    assert not [text for text in texts if re.search(r"</?(p|b|strong|em|ul|li)\b|&\w+;|\xa0", text)]
    wrapped = (bills["119hr4323"].summaries or ())[0].text
    assert "duress by demonstrating" in wrapped


def test_doubled_activities_count_once(bills: dict[str, Bill]) -> None:
    for bill in bills.values():
        for committee in bill.committees or ():
            assert len(committee.activities) == len(set(committee.activities))
    names = {a.name for b in bills.values() for c in b.committees or () for a in c.activities}
    assert "Referred to" in names and "Referred To" not in names


def test_subcommittees_follow_their_committee(bills: dict[str, Bill]) -> None:
    (parent, child) = bills["115hr4641"].committees or ()
    assert (parent.committee, parent.parent) == ("hsas00", None)
    assert (child.committee, child.parent, child.chamber) == ("hsas02", "hsas00", Chamber.LOWER)


def test_the_newest_short_title_and_the_family_of_the_file(bills: dict[str, Bill]) -> None:
    tsra = bills["119hr4323"]
    assert (tsra.title, tsra.short_title) == ("Trafficking Survivors Relief Act",) * 2
    assert {(r.bill, r.kind) for r in tsra.relations or ()} == {
        ("us-119-hr1379", "Related bill"),
        ("us-119-s2255", "Identical bill"),
    }
    assert "Human trafficking" in (tsra.subjects or ())
    assert tsra.data_as_of == "2025-11-27T03:04:33Z"


def test_actions_are_oldest_first(bills: dict[str, Bill]) -> None:
    for bill in bills.values():
        dates = [action.date for action in bill.actions or ()]
        assert dates == sorted(dates)


@pytest.mark.parametrize(
    ("file", "stage", "how", "day", "holding"),
    [
        ("24-submitted-h12100/1-as-published/BILLSTATUS-119hres10", Stage.IN_COMMITTEE,
         How.REFERRED, "2025-01-03", ()),
        ("03-rereferred/BILLSTATUS-119s3002", Stage.IN_COMMITTEE, How.REFERRED_AGAIN,
         "2025-10-30", ("ssap00",)),
        ("03-rereferred/BILLSTATUS-119s350", Stage.IN_COMMITTEE, How.REFERRED_AGAIN,
         "2025-07-17", ("ssaf00",)),
        ("31-truth/BILLSTATUS-117s344", Stage.IN_COMMITTEE, How.REFERRED_AGAIN, "2021-03-17",
         ("ssas00",)),
        ("08-discharge-petition/BILLSTATUS-119sjres60", Stage.REPORTED,
         How.DISCHARGED_BY_PETITION, "2025-08-01", ()),
        ("14-reported-adversely/BILLSTATUS-119hres113", Stage.REPORTED, How.REPORTED_ADVERSELY,
         "2025-03-05", ()),
        ("31-truth/BILLSTATUS-119hr8649", Stage.REPORTED, How.ORDERED_ADVERSELY, "2026-05-13", ()),
        ("31-truth/BILLSTATUS-117s1", Stage.REPORTED, How.DISCHARGED_BY_VOTE, "2021-08-11", ()),
        ("12-signed-no-number/BILLSTATUS-119hr9902", Stage.ENACTED, How.SIGNED, "2026-01-23", ()),
        ("31-truth/BILLSTATUS-117hr2617", Stage.ENACTED, How.SIGNED, "2022-12-29", ()),
        ("31-truth/BILLSTATUS-117hr7776", Stage.ENACTED, How.SIGNED, "2022-12-23", ()),
        ("25-reserved-with-sponsor/BILLSTATUS-119hr2", Stage.INTRODUCED, How.RESERVED, None, ()),
        ("17-passed-under-order/BILLSTATUS-119hr4405", Stage.PASSED_BOTH, How.PASSED_BOTH,
         "2025-11-19", ()),
        ("31-truth/BILLSTATUS-119s1318", Stage.PASSED_ONE_CHAMBER, How.PASSED_AMENDED,
         "2026-04-29", ()),
        ("31-truth/BILLSTATUS-119sjres12", Stage.FAILED, How.SET_ASIDE, "2025-02-27", ()),
    ],
    ids=lambda value: str(value).rpartition("-")[2],
)  # fmt: skip
def test_how_it_got_there(real: Path, file, stage, how, day, holding) -> None:
    found = progress(read((real / "cases" / "federal" / f"{file}.xml").read_bytes()))
    assert (found.stage, found.how, found.date, found.holding) == (stage, how, day, holding)
    assert found.action is None or found.action.date == day
