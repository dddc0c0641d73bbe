"""Every spelling <-> one key. Numbers and dates are true; the tables are built by hand."""

import csv
import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrail.errors import AmbiguousKey, UsageError
from billtrail.legislatures import ca
from billtrail.legislatures.keys import (
    crosswalk,
    display,
    measure_kind,
    nearest,
    official_url,
    origin_chamber,
    session_label,
    split_key,
)
from billtrail.legislatures.legislature import BillKey
from billtrail.legislatures.measures import measure_type, measure_types
from billtrail.legislatures.spelling import identifiers
from billtrail.legislatures.spelling.identifiers import find_identifier, parse_identifier
from billtrail.legislatures.spelling.known_keys import KnownKeys, nearest_keys
from billtrail.legislatures.vocabulary import Chamber, MeasureKind

SPELLINGS = {
    "us-119-hr4323": [
        "us-119-hr4323",
        " US-119-HR4323 ",
        "H.R. 4323 (119th)",
        "H.R.4323 (119)",
        "H.R. 4323, 119th Congress",
        "H R 4323 119th",
        "119hr4323",
        "HR4323-119",
        "119 H.R. 4323",
        "119/hr/4323",
        "119-hr-4323",
        "HR #4323 (119th)",
        "HR No. 4323 (119th)",
        "House bill 4323 (119th)",
        "BILLSTATUS-119hr4323.xml",
        "BILLSTATUS-119hr4323",
        "BILLS-119hr4323ih",
        "BILLS-119hr4323rh.xml",
        "https://www.congress.gov/bill/119th-congress/house-bill/4323",
        "https://www.congress.gov/bill/119th-congress/house-bill/4323/all-actions?s=1&r=2",
        "congress.gov/bill/119/hr/4323",
        "https://api.congress.gov/v3/bill/119/hr/4323/actions?format=json",
        "https://www.govinfo.gov/bulkdata/BILLSTATUS/119/hr/BILLSTATUS-119hr4323.xml",
        "https://www.govinfo.gov/content/pkg/BILLS-119hr4323ih/xml/BILLS-119hr4323ih.xml",
        "https://www.govinfo.gov/link/bills/119/hr/4323",
        "https://legiscan.com/US/bill/HB4323/2025",
    ],
    "us-117-s9": ["S. 9 (117th)", "S.9 (117th Congress)", "117s9", "117 S 9", "s9-117"],
    "us-116-hres498": ["H. Res. 498 (116th)", "H.Res.498 (116)", "116hres498", "116 HRES 498"],
    "us-116-sres5": ["S.Res. 5 (116th)", "116sres5", "SR 5 (116th)", "BILLS-116sres5ats"],
    "us-116-hjres31": ["H.J.Res. 31 (116th)", "H. J. Res. 31 (116th)", "HJR 31 (116th)"],
    "us-118-sjres24": ["S.J.Res. 24 (118th)", "118sjres24", "SJR 24 (118th)"],
    "us-116-hconres1": [
        "H. Con. Res. 1 (116th)",
        "H.Con.Res.1 (116th)",
        "https://www.congress.gov/bill/116th-congress/house-concurrent-resolution/1/text",
    ],
    "us-117-sconres14": ["S.Con.Res. 14 (117th)", "117sconres14", "SCR 14 (117th)"],
    "us-101-hr5": ["H.R. 5 (101st)", "H.R. 5 (101st Congress)"],
    "us-113-s135": ["S. 135 (113th)", "congress.gov/bill/113th-congress/senate-bill/135"],
    "ca-20252026-ab379": [
        "ca-20252026-ab379",
        "AB 379 (2025-26)",
        "AB 379 (2025-2026)",
        "AB 379 (2025\N{EN DASH}26)",
        "AB 379 (2025)",
        "AB 379 (2026)",
        "A.B. 379 (2025-26)",
        "AB-379 (2025-2026)",
        "AB379 2025-26",
        "AB 0379 (2025-26)",
        "20252026 AB 379",
        "Assembly bill 379 (2025-26)",
        "202520260AB379",
        "https://leginfo.legislature.ca.gov/faces/billNavClient.xhtml?bill_id=202520260AB379",
        "https://leginfo.legislature.ca.gov/faces/billTextClient.xhtml?bill_id=202520260AB379#99INT",
        "https://legiscan.com/CA/bill/AB379/2025",
    ],
    "ca-20252026-ab831": ["20250AB83194CHP", "20250AB83199INT"],
    "ca-20252026-sb275": ["20250SB27596ENR"],
    "ca-20232024-ab1754": ["20230AB175497CHP_excerpt.lob"],
    "ca-20152016-ab884": [
        "https://leginfo.legislature.ca.gov/faces/billVersionsCompareClient.xhtml"
        "?bill_id=201520160AB884&cversion=20150AB88493AMD",
        "https://leginfo.legislature.ca.gov/faces/billPdf.xhtml"
        "?bill_id=201520160AB884&version=20150AB88493AMD",
    ],
    "ca-20152016-sb823": [
        "http://www.leginfo.ca.gov/pub/15-16/bill/sen/sb_0801-0850/"
        "sb_823_bill_20160818_amended_asm_v94.htm",
        "https://open.pluralpolicy.com/ca/bills/20152016/SB823/",
        "https://openstates.org/ca/bills/20152016/SB823",
        "SB-823 (2015-2016)",
    ],
    "ca-19992000-ab1": ["199920000AB1", "AB 1 (1999-2000)", "AB 1 (1999-00)", "19990AB195CHP"],
    "ca-19992000x1-scr2": ["19991SCR299INT", "199920001SCR2", "SCRX1 2 (1999-2000)"],
    "ca-20232024x1-ab1": [
        "ca-20232024x1-ab1",
        "202320241AB1",
        "ABX1 1 (2023-24)",
        "ABX1-1 (2023-24)",
        "AB X1 1 (2023-24)",
        "ABX11 (2023-24)",
        "AB 1, 20232024 Special Session 1",
        "AB 1 (20232024x1)",
        "AB 1 (2023-24 first extraordinary session)",
        "https://legiscan.com/CA/bill/ABX11/2023",
        "https://open.pluralpolicy.com/ca/bills/20232024%20Special%20Session%201/ABX1%201",
    ],
    "ca-20232024x2-ab1": ["ABX2 1 (2023-24)", "ABX21 (2023-24)", "202320242AB1"],
    "ca-20232024x1-ab12": ["ABX1 12 (2023-24)", "ABX112 (2023-24)"],
    "ca-20232024-hr12": [
        "HR 12 (2023-24)",
        "LegiScan AR 12 (2023-24)",
        "https://legiscan.com/CA/bill/AR12/2023",
        "202320240HR12",
    ],
    "ca-20232024-aca5": ["ACA 5 (2023-24)", "202320240ACA5"],
    "ca-20232024-sca1": ["SCA 1 (2023-24)"],
    "ca-20232024-acr9": ["ACR 9 (2023-24)"],
    "ca-20232024-scr9": ["SCR 9 (2023-24)"],
    "ca-20232024-ajr4": ["AJR 4 (2023-24)"],
    "ca-20232024-sjr4": ["SJR 4 (2023-24)"],
    "ca-20232024-sr7": ["SR 7 (2023-24)"],
    "ca-20252026-grp1": ["GRP 1 (2025-26)", "202520260GRP1"],
}
ROWS = [(text, key) for key, texts in SPELLINGS.items() for text in texts]


@pytest.mark.parametrize(("text", "key"), ROWS, ids=[text for text, _ in ROWS])
def test_each_spelling_is_one_key(text: str, key: str) -> None:
    assert parse_identifier(text) == key


@pytest.mark.parametrize(
    ("text", "jurisdiction", "session", "key"),
    [
        ("HR 5", None, "119", "us-119-hr5"),
        ("HR 5", None, "119th", "us-119-hr5"),
        ("HR 5", None, "20252026", "ca-20252026-hr5"),
        ("HR 5", "us", "2025", "us-119-hr5"),
        ("HR 5", "ca", "2025", "ca-20252026-hr5"),
        ("HR 5 (2025)", "us", None, "us-119-hr5"),
        ("SJR 4", None, "118", "us-118-sjres4"),
        ("SJR 4", None, "2023-24", "ca-20232024-sjr4"),
        ("SCR 9", None, "118", "us-118-sconres9"),
        ("Senate resolution 9", "us", "118", "us-118-sres9"),
        ("HJR 46", None, "116", "us-116-hjres46"),
        ("AB 1", None, "20232024 Special Session 1", "ca-20232024x1-ab1"),
        ("AB 1", None, "20232024x1", "ca-20232024x1-ab1"),
        ("ABX1 1", None, "20232024", "ca-20232024x1-ab1"),
        ("ABX11", None, "20232024", "ca-20232024x1-ab1"),
        ("ABX11", None, "20232024x1", "ca-20232024x1-ab1"),
        ("ABX 5", None, "20232024x2", "ca-20232024x2-ab5"),
        ("119hr5", "us", "119", "us-119-hr5"),
    ],
)
def test_a_given_session_or_jurisdiction_settles(
    text: str, jurisdiction: str | None, session: str | None, key: str
) -> None:
    assert parse_identifier(text, jurisdiction=jurisdiction, session=session) == key


@pytest.mark.parametrize(
    ("text", "options", "words"),
    [
        ("", {}, "Expected a key"),
        ("379", {}, "Expected a key"),
        ("loitering", {}, "Expected a key"),
        ("PLAW-119publ73", {}, "Expected a key"),
        ("https://example.org/HR4323-119", {}, "official address"),
        ("H.R. 0 (119th)", {}, "Expected a key"),
        ("HR 5", {}, r"Expected 'H\.R\. 5 \(119th\)' or 'HR 5 \(2025-26\)'"),
        ("SCR 5", {}, r"S\.Con\.Res\. 5 \(119th\)"),
        ("HR 5", {"jurisdiction": "us"}, r"Expected 'H\.R\. 5 \(119th\)'\."),
        ("AB 379", {}, r"Expected 'AB 379 \(2025-26\)'"),
        ("AB 379 (2024-25)", {}, "begins in an odd year"),
        ("AR 12 (2023-24)", {}, "LegiScan's name for a California HR"),
        ("ABX1", {}, "number is missing"),
        ("ABX1 (2023-24)", {}, "number is missing"),
        ("119hr5", {"session": "118"}, "does not belong to session 118"),
        ("119hr5", {"jurisdiction": "ca"}, "does not belong to jurisdiction ca"),
        ("ABX11", {"session": "20232024x2"}, "does not belong to session"),
        ("AB 379 (119th)", {}, "Expected a key"),
        ("H.R. 5 (2023-24 first extraordinary session)", {"jurisdiction": "us"}, "not belong"),
        ("AB 5", {"session": "tomorrow"}, "is not a session"),
        ("AB 5", {"session": "2024-25"}, "is not a session"),
        ("us-119-ab3", {}, "has no measure type 'ab'"),
        ("us-0-hr3", {}, "Expected a key"),
        ("ca-20242025-ab3", {}, "Expected a key"),
    ],
)
def test_a_wrong_spelling_says_what_was_expected(
    text: str, options: dict[str, str], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        parse_identifier(text, **options)


def test_a_spelling_that_fits_several_bills_names_them() -> None:
    with pytest.raises(AmbiguousKey) as caught:
        parse_identifier("HR 5 (2025)")
    assert caught.value.candidates == ("ca-20252026-hr5", "us-119-hr5", "va-251-hr5")
    with pytest.raises(AmbiguousKey) as caught:
        parse_identifier("AB X11", session="20232024x1")
    assert caught.value.candidates == ("ca-20232024x1-ab1", "ca-20232024x1-ab11")
    with pytest.raises(AmbiguousKey):
        parse_identifier("ABX 5 (2023-24)")


@pytest.mark.parametrize(
    "key",
    ["", "hr4323", "us-119-hr", "US-119-hr4323", "us-119-hr04323", "us-119th-hr1", "ca-2025-ab1",
     "ca-20252026x0-ab1", "ca-20252026-hb1", "us-119-hr4323 "],
)  # fmt: skip
def test_split_key_refuses_anything_else(key: str) -> None:
    with pytest.raises(UsageError, match="Expected"):
        split_key(key)


def test_split_key() -> None:
    parts = split_key("ca-20232024x1-ab1")
    assert parts == BillKey("ca", "20232024x1", "ab", 1)
    assert str(parts) == parts.key == "ca-20232024x1-ab1"


# A state that the table does not list is read by common habit.


def test_a_new_state_needs_no_row() -> None:
    assert display("xx-83-ab1") == "AB 1"
    assert measure_kind("xx-83-sjr2") == MeasureKind.JOINT
    assert origin_chamber("xx-83-sjr2") == Chamber.UPPER
    assert session_label("xx", "89") == "89 session"
    assert "state:xx" in crosswalk("xx-89-hcr7")["ocd-jurisdiction"]
    with pytest.raises(UsageError, match="no measure type"):
        measure_kind("xx-89-zz7")


# Laws ---------------------------------------------------------------------------------------


def _years(start: int, extra: int) -> str:
    return f"{start}{start + 1}{f'x{extra}' if extra else ''}"


_CA_SESSIONS = st.builds(_years, st.integers(994, 1013).map(lambda n: 2 * n + 1), st.integers(0, 9))
MEASURE_TYPES = tuple(row for row in measure_types() if row.jurisdiction in ("us", "ca"))
_US_SESSIONS = st.integers(93, 120).map(str)
_NUMBERS = st.integers(1, 19999)
KEYS = st.sampled_from(MEASURE_TYPES).flatmap(
    lambda row: st.builds(
        BillKey,
        st.just(row.jurisdiction),
        _US_SESSIONS if row.jurisdiction == "us" else _CA_SESSIONS,
        st.just(row.type),
        _NUMBERS,
    ).map(str)
)
CALIFORNIA = KEYS.filter(lambda key: key.startswith("ca-"))


@given(KEYS)
def test_a_key_is_canonical(key: str) -> None:
    assert re.fullmatch(r"[a-z]{2}-[a-z0-9]+-[a-z]+[0-9]+", key)
    assert split_key(key).key == parse_identifier(key) == parse_identifier(key.upper()) == key


@given(KEYS)
def test_what_is_printed_reads_back(key: str) -> None:
    parts = split_key(key)
    label = session_label(parts.jurisdiction, parts.session)
    printed = display(key)
    assert parse_identifier(f"{printed} ({label})") == key
    assert parse_identifier(printed, session=parts.session) == key
    assert parse_identifier(printed.replace(".", "").lower(), session=label) == key


@given(KEYS)
def test_addresses_and_other_schemes_read_back(key: str) -> None:
    names = crosswalk(key)
    assert parse_identifier(official_url(key)) == key
    assert parse_identifier(names.get("govinfo") or names["leginfo"]) == key
    parts = split_key(key)
    base = parts.session.partition("x")[0]
    assert parse_identifier(f"LegiScan {names['legiscan']}", session=base) == key


@given(CALIFORNIA, st.integers(0, 99), st.sampled_from(["INT", "AMD", "ENR", "CHP"]))
def test_californias_ids_go_both_ways(key: str, version: int, kind: str) -> None:
    id_ = ca.leginfo_id(key)
    assert ca.key_from_leginfo_id(id_) == key
    version_id = f"{id_[:4]}{id_[8:]}{version:02}{kind}"
    assert ca.key_from_version_id(version_id) == key
    assert parse_identifier(version_id) == key


@given(KEYS)
def test_a_number_alone_finds_its_bill(key: str) -> None:
    printed = display(key)
    assert find_identifier(printed, KnownKeys([key])) == [key]
    assert find_identifier(printed.replace(" ", "").replace(".", ""), KnownKeys([key])) == [key]


@given(KEYS)
def test_a_search_for_the_number_meets_the_index(key: str) -> None:
    words = identifiers.spellings(key).lower()
    label = session_label(*split_key(key)[:2])
    for query in (display(key), f"{display(key)} ({label})", key):
        assert f" {identifiers.search_words(query)} " in words


@given(st.text(max_size=60))
def test_any_text_gives_a_key_or_a_usage_error(text: str) -> None:
    try:
        assert split_key(parse_identifier(text))
    except UsageError as error:
        assert str(error)
    assert find_identifier(text, KnownKeys(["us-119-hr4323"])) in ([], ["us-119-hr4323"])


# The words about a bill ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "printed", "words", "kind", "chamber"),
    [
        ("us-119-hr4323", "H.R. 4323", "House bill", "bill", "lower"),
        ("us-117-s9", "S. 9", "Senate bill", "bill", "upper"),
        ("us-116-hjres31", "H.J.Res. 31", "House joint resolution", "joint", "lower"),
        ("us-118-sjres24", "S.J.Res. 24", "Senate joint resolution", "joint", "upper"),
        ("us-116-hconres1", "H.Con.Res. 1", "House concurrent resolution", "concurrent", "lower"),
        ("us-117-sconres5", "S.Con.Res. 5", "Senate concurrent resolution", "concurrent", "upper"),
        ("us-116-hres498", "H.Res. 498", "House resolution", "simple", "lower"),
        ("us-116-sres5", "S.Res. 5", "Senate resolution", "simple", "upper"),
        ("ca-20252026-ab379", "AB 379", "Assembly bill", "bill", "lower"),
        ("ca-20232024x1-ab1", "ABX1 1", "Assembly bill", "bill", "lower"),
        ("ca-20212022-sb357", "SB 357", "Senate bill", "bill", "upper"),
        ("ca-20232024-acr1", "ACR 1", "Assembly concurrent resolution", "concurrent", "lower"),
        ("ca-20232024-scr1", "SCR 1", "Senate concurrent resolution", "concurrent", "upper"),
        ("ca-20232024-ajr1", "AJR 1", "Assembly joint resolution", "joint", "lower"),
        ("ca-20232024-sjr1", "SJR 1", "Senate joint resolution", "joint", "upper"),
        ("ca-20232024-hr1", "HR 1", "House resolution", "simple", "lower"),
        ("ca-20232024-sr1", "SR 1", "Senate resolution", "simple", "upper"),
        ("ca-20232024-aca1", "ACA 1", "Assembly constitutional amendment", "constitutional",
         "lower"),
        ("ca-20232024-sca1", "SCA 1", "Senate constitutional amendment", "constitutional",
         "upper"),
        ("ca-20252026-grp1", "GRP 1", "Governor's reorganization plan", "simple", "executive"),
    ],
)  # fmt: skip
def test_each_type(key: str, printed: str, words: str, kind: str, chamber: str) -> None:
    assert display(key) == printed
    parts = split_key(key)
    assert measure_type(parts.jurisdiction, parts.type).words == words
    assert measure_kind(key) == kind
    assert origin_chamber(key) == chamber


def test_every_type_of_the_table_is_tested() -> None:
    assert len(MEASURE_TYPES) == 8 + 11
    assert all(measure_type(row.jurisdiction, row.type) is row for row in MEASURE_TYPES)


@pytest.mark.parametrize(
    ("jurisdiction", "session", "label"),
    [
        ("us", "119", "119th Congress"),
        ("us", "101", "101st Congress"),
        ("us", "102", "102nd Congress"),
        ("us", "93", "93rd Congress"),
        ("us", "111", "111th Congress"),
        ("us", "112", "112th Congress"),
        ("ca", "20252026", "2025\N{EN DASH}26 session"),
        ("ca", "19992000", "1999\N{EN DASH}2000 session"),
        ("ca", "20232024x1", "2023\N{EN DASH}24 first extraordinary session"),
        ("ca", "20092010x8", "2009\N{EN DASH}10 eighth extraordinary session"),
    ],
)
def test_session_labels(jurisdiction: str, session: str, label: str) -> None:
    assert session_label(jurisdiction, session) == label


def test_official_addresses() -> None:
    assert (
        official_url("us-103-hres1")
        == "https://www.congress.gov/bill/103rd-congress/house-resolution/1"
    )
    assert official_url("ca-20232024x1-ab1").endswith(
        "/faces/billNavClient.xhtml?bill_id=202320241AB1"
    )
    with pytest.raises(UsageError, match="Expected"):
        official_url("xx-83-ab1")
    with pytest.raises(UsageError, match="Expected"):
        ca.leginfo_id("us-119-hr1")
    with pytest.raises(UsageError, match="202520260AB379"):
        ca.key_from_leginfo_id("AB379")
    with pytest.raises(UsageError, match="20250AB83194CHP"):
        ca.key_from_version_id("202520260AB379")


def test_crosswalk() -> None:
    assert crosswalk("us-119-hr4323") == {
        "congress.gov": "bill/119th-congress/house-bill/4323",
        "govinfo": "BILLSTATUS-119hr4323",
        "legiscan": "HB4323",
        "ocd-jurisdiction": "ocd-jurisdiction/country:us/government",
    }
    assert crosswalk("ca-20232024x2-ab1") == {
        "leginfo": "202320242AB1",
        "legiscan": "ABX21",
        "ocd-jurisdiction": "ocd-jurisdiction/country:us/state:ca/government",
    }
    assert crosswalk("ca-20232024-hr12")["legiscan"] == "AR12"


# Numbers without a session ------------------------------------------------------------------

KNOWN = (
    "us-118-hr4323",
    "us-119-hr4323",
    "us-119-hres4323",
    "ca-20232024-ab1",
    "ca-20232024x1-ab1",
    "ca-20252026-ab1",
    "ca-20252026-ab379",
    "ca-20232024x1-sb2",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("HR4323", ["us-119-hr4323", "us-118-hr4323"]),
        ("H.R. 4323", ["us-119-hr4323", "us-118-hr4323"]),
        ("hr 4323", ["us-119-hr4323", "us-118-hr4323"]),
        ("H.Res. 4323", ["us-119-hres4323"]),
        ("H.R. 4323 (118th)", ["us-118-hr4323"]),
        ("H.R. 4323 (117th)", []),
        ("AB 379", ["ca-20252026-ab379"]),
        ("ab379", ["ca-20252026-ab379"]),
        ("AB 1", ["ca-20252026-ab1", "ca-20232024-ab1"]),
        ("ABX1 1", ["ca-20232024x1-ab1"]),
        ("ABX11", ["ca-20232024x1-ab1"]),
        ("AB X11", ["ca-20232024x1-ab1"]),
        ("SB 2", ["ca-20232024x1-sb2"]),
        ("us-119-hr4323", ["us-119-hr4323"]),
        ("us-119-xx1", []),
        ("loitering", []),
        ("", []),
    ],
)
def test_find_identifier(text: str, found: list[str]) -> None:
    assert find_identifier(text, KnownKeys(KNOWN)) == found


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("H.R. 4323", "hr4323"),
        ("HR4323", "hr4323"),
        ("hr 4323 (119th)", "hr4323 119"),
        ("119hr4323", "hr4323 119"),
        ("AB 379", "ab379"),
        ("AB 379 (2025-26)", "ab379 20252026"),
        ("ABX1 1 (2023-24)", "abx11 20232024x1"),
        ("SJR 4", "sjr4"),
        ("trafficking survivors", None),
        ("section 236.14", None),
        ("legiscan SB 2", "senatebill2"),
        ("119", None),
    ],
)
def test_search_words(query: str, word: str | None) -> None:
    assert identifiers.search_words(query) == word


def test_nearest() -> None:
    assert nearest("US-119-HR4332", KNOWN)[0] == "us-119-hr4323"
    assert len(nearest("us-119-hr4323", KNOWN, n=2)) == 2
    assert nearest("zzz", KNOWN) == []


# The real publishers' files -----------------------------------------------------------------


def test_legiscans_numbers_lead_to_the_legislatures_ids(real: Path) -> None:
    path = real / "california/legiscan/csv_2023-2024/bills.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    broken = {row["bill_number"] for row in rows if re.search(r"\d[A-Z]+X\d+$", row["state_link"])}
    wrong = [
        row["state_link"]
        for row in rows
        if row["bill_number"] not in broken
        and not parse_identifier(row["state_link"])
        == parse_identifier(row["url"])
        == parse_identifier(f"LegiScan {row['bill_number']}", session="20232024")
    ]
    assert len(rows) == 5558
    assert broken == {f"ABX1{n}" for n in range(4, 10)}
    assert wrong == []


def test_a_link_that_names_the_session_twice_is_refused() -> None:
    """LegiScan wrote some links of 2023-24 as session 1, 4 and measure ABX14 (seen 2024-10)."""
    with pytest.raises(UsageError, match="Expected"):
        parse_identifier("https://leginfo.legislature.ca.gov/faces/x?bill_id=2023202414ABX14")


def test_californias_version_ids_name_their_bills(real: Path) -> None:
    tables = list((real / "california/pubinfo").glob("*/BILL_VERSION_TBL.dat"))
    rows = [
        line.split("\t")[:2] for path in tables for line in path.read_text("utf-8").splitlines()
    ]
    assert len(rows) >= 50
    for version, bill in rows:
        key = ca.key_from_version_id(version.strip("`"))
        assert key == ca.key_from_leginfo_id(bill.strip("`"))


def test_govinfos_file_names(real: Path) -> None:
    paths = list((real / "federal/billstatus").glob("*/*/*.xml"))
    keys = {parse_identifier(path.name) for path in paths}
    assert len(keys) == len(paths) == 902


STORED = KnownKeys(["ca-20232024-ab2020", "ca-20252026-ab63", "us-116-s3240", "us-118-hr4323",
                    "us-119-hr1379", "us-119-hr4323", "us-119-s2255"])  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("us-119-hr4332", "us-119-hr4323"),  # two digits turned around
        ("HR 4324 (118th)", "us-118-hr4323"),  # one digit wrong; the session that was asked for
        ("H.R. 432", "us-119-hr4323"),  # one left out; the newest session
        ("AB 36", "ca-20252026-ab63"),
        ("us-117-s3240", "us-116-s3240"),  # another session
        ("S. 4323", "us-119-hr4323"),  # the other chamber
        ("us-119-s99999", "us-116-s3240"),  # nothing like it: the number beside it
        ("HR 99999 (116th)", "us-119-hr4323"),
    ],
)
def test_the_nearest_bills_are_those_one_slip_away(asked: str, first: str) -> None:
    near = nearest_keys(STORED, asked)
    assert near[0] == first and len(near) == len(set(near)) <= 5


def test_nothing_is_near_what_has_no_number() -> None:
    assert nearest_keys(STORED, "human trafficking") == []
    assert nearest_keys(STORED, "qq-1") == []


@given(KEYS, st.data())
def test_a_bill_is_near_its_number_with_one_digit_changed(key: str, data: st.DataObject) -> None:
    head, number = re.fullmatch(r"(.*?)(\d+)", key).groups()  # type: ignore[union-attr]
    place = data.draw(st.integers(0, len(number) - 1))
    slip = number[:place] + data.draw(st.sampled_from("123456789")) + number[place + 1 :]
    assert nearest_keys(KnownKeys([key]), head + slip) == [key]
