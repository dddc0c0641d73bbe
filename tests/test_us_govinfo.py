"""GovInfo's bill status: files of every layout against what they should become, and the rules."""

import json
import re
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from govinfo import read
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from lxml import etree
from plain_values import plain

from billtrail.bills.models import Action, Bill, Version
from billtrail.bills.stages.fold import fold_bill
from billtrail.errors import ParseError
from billtrail.legislatures.calendar.sessions import session_for
from billtrail.legislatures.vocabulary import ActionClass, Chamber, MeasureKind, Stage
from billtrail.scrapers.us_govinfo.actions import chamber_of
from billtrail.scrapers.us_govinfo.lists import plain_text
from billtrail.scrapers.us_govinfo.rules import CODES, TEXTS, TEXTS_OF_CODES, classify
from billtrail.scrapers.us_govinfo.source import SOURCE

FOLDER = Path(__file__).parent / "sources" / "us_govinfo"
CASES = sorted(FOLDER.glob("*.xml"))
A = ActionClass
GOOD = (FOLDER / "BILLSTATUS-119hr4323.xml").read_bytes()


def seen(path: Path) -> dict[str, Any]:
    """A file as plain data: the bill, its actions classified, and its stage on its own day."""
    bill = read(path.read_bytes())
    day = date.fromisoformat(bill.data_as_of[:10])
    progress = fold_bill(bill, day, session_for(bill.key), bill.data_as_of)
    shown = {name: value for name, value in plain(bill).items() if value not in (None, False)}
    for table in ("actions", "versions"):
        shown[table] = [
            {name: value for name, value in row.items() if value not in (None, ())}
            for row in shown[table]
        ]
    shown["stage"], shown["stage_date"] = progress.stage, progress.date
    return dict(json.loads(json.dumps(shown)))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem.removeprefix("BILLSTATUS-"))
def test_a_file_becomes_the_record_beside_it(path: Path) -> None:
    assert seen(path) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_every_fixture_says_that_it_was_built() -> None:
    assert len(CASES) >= 6
    assert all("Built by hand" in path.read_text(encoding="utf-8") for path in CASES)


def test_the_act_gives_the_number_where_the_list_of_laws_is_empty() -> None:
    file = re.sub(rb"<laws>.*?</laws>", b"<laws/>", GOOD, flags=re.S)
    assert file != GOOD and read(file).law == read(GOOD).law == "Public Law 119-73"


AMENDMENTS = b"<amendments>%s</amendments>" % (
    b"<amendment><type>HAMDT</type><actions><item><text>Agreed to</text></item></actions>"
    b"</amendment>" * 6000
)


@pytest.mark.parametrize("at", [b"<titles>", b"<actions>", b"</bill>"])
def test_a_large_file_says_what_it_says_without_its_amendments(at: bytes) -> None:
    whole = GOOD.replace(at, AMENDMENTS + at, 1)
    assert len(whole) > 500_000 and read(whole) == read(GOOD)
    with pytest.raises(ParseError, match="not well-formed"):
        read(whole.replace(b"</amendments>", b"</amendmants>"))
    with pytest.raises(ParseError, match="document type"):
        read(
            whole.replace(
                b"<billStatus", b"<!DOCTYPE billStatus [<!ENTITY x 'y'>]>\n<billStatus", 1
            )
        )


# What is refused -------------------------------------------------------------------------------


def without(tag: str) -> bytes:
    """The good file without the bill's own element of that name."""
    return re.sub(rb"\n    <%s>[^<]*</%s>" % (tag.encode(), tag.encode()), b"", GOOD, count=1)


REFUSED = {
    "nothing": b"",
    "not XML": b"Service unavailable",
    "HTML": b"<html><body><p>Not found</p></body></html>",
    "truncated": GOOD[: len(GOOD) // 2],
    "another root": b"<billSummaries><item/></billSummaries>",
    "no bill": b"<billStatus><version>3.0.0</version></billStatus>",
    "no number": without("number"),
    "no type": without("type"),
    "no congress": without("congress"),
    "unknown type": GOOD.replace(b"<type>HR</type>\n    <intro", b"<type>XR</type>\n    <intro"),
    "number is a word": GOOD.replace(b"<number>4323<", b"<number>many<", 1),
    "entity": GOOD.replace(
        b"<billStatus>", b'<!DOCTYPE billStatus [<!ENTITY a "b">]><billStatus>', 1
    ),
    "external entity": GOOD.replace(
        b"<billStatus>",
        b'<!DOCTYPE billStatus [<!ENTITY a SYSTEM "file:///etc/hostname">]><billStatus>',
        1,
    ),
    "action without a date": GOOD.replace(b"<actionDate>2025-12-18</actionDate>", b"", 1),
    "action with a bad date": GOOD.replace(b"<actionDate>2025-12-18<", b"<actionDate>soon<", 1),
    "committee without a code": GOOD.replace(b"<systemCode>hsju00</systemCode>", b"", 1),
    "text of no date": GOOD.replace(b"<date>2025-10-17T04:00:00Z<", b"<date>2025-10-17Tsoon<"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_document_is_a_parse_error_that_names_it(name: str) -> None:
    assert REFUSED[name] != GOOD
    with pytest.raises(ParseError, match=r"^a\.xml: "):
        read(REFUSED[name])


@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=3))
def test_a_damaged_file_raises_nothing_but_a_parse_error(at: int, bytes_: bytes) -> None:
    with suppress(ParseError):
        read(GOOD[:at] + bytes_ + GOOD[at + len(bytes_) :])


# What is read ----------------------------------------------------------------------------------


def test_the_day_it_speaks_for_is_the_publishers_own() -> None:
    assert read(GOOD, as_of="2027-01-01").data_as_of == "2026-02-03T09:15:00Z"
    assert read(without("updateDate"), as_of="2027-01-01").data_as_of == "2027-01-01"
    assert read(without("updateDate")).data_as_of == "2026-11-23"


def test_a_missing_list_means_that_there_is_none() -> None:
    bill = read(
        b"<billStatus><bill><number>9</number><type>S</type><congress>117</congress></bill>"
        b"</billStatus>"
    )
    lists = [field.name for field in fields(Bill) if str(field.type).startswith("tuple")]
    assert len(lists) == 9
    assert {name: getattr(bill, name) for name in lists} == dict.fromkeys(lists, ())
    assert (bill.key, bill.identifier, bill.chamber) == ("us-117-s9", "S. 9", Chamber.UPPER)


def test_the_order_of_children_does_not_matter() -> None:
    """It differs between systems and has changed."""

    root = etree.fromstring(GOOD)
    for item in list(root.iter("item", "summary")):
        item[:] = list(reversed(item))
    other = etree.tostring(root)
    assert other.index(b"<actionCode>36000") < other.index(b"<text>Became Public Law")
    assert read(other) == read(GOOD)


@pytest.mark.parametrize(
    ("full_name", "expected"),
    [
        ("Rep. Fry, Russell [R-SC-7]", ("Russell Fry", "R", "SC", "7")),
        ("Sen. King, Angus S., Jr. [I-ME]", ("Angus S. King Jr.", "I", "ME", None)),
        ('Rep. Johnson, Henry C. "Hank," Jr. [D-GA-4]',
         ('Henry C. "Hank" Johnson Jr.', "D", "GA", "4")),
        ("Rep. Kennedy, Joseph P., III [D-MA-4]", ("Joseph P. Kennedy III", "D", "MA", "4")),
        ("Rep. Timmons, William R. IV [R-SC-4]", ("William R. Timmons IV", "R", "SC", "4")),
        ("Rep. Rosendale Sr., Matthew M. [R-MT-2]", ("Matthew M. Rosendale Sr.", "R", "MT", "2")),
        ("Rep. de la Garza, E.  [D-TX-15]", ("E. de la Garza", "D", "TX", "15")),
        ("Sen. Cortez Masto, Catherine  [D-NV]", ("Catherine Cortez Masto", "D", "NV", None)),
        ("Rescom. Hernández, Pablo Jose [D-PR-At Large]",
         ("Pablo Jose Hernández", "D", "PR", "0")),
        ("Rep. McBride, Sarah [D-DE-At Large]", ("Sarah McBride", "D", "DE", "0")),
        ("Del. Norton, Eleanor Holmes [D-DC-At Large]", ("Eleanor Holmes Norton", "D", "DC", "0")),
        ("Resident Commissioner González-Colón, Jenniffer [R-PR-At Large]",
         ("Jenniffer González-Colón", "R", "PR", "0")),
        ("Rep. Duckworth, Tammy [D-IL-None]", ("Tammy Duckworth", "D", "IL", None)),
        ("The Speaker", ("The Speaker", None, None, None)),
    ],
)  # fmt: skip
def test_names_are_in_speaking_order(full_name: str, expected: tuple[str | None, ...]) -> None:
    data = GOOD.replace(b"Rep. Fry, Russell [R-SC-7]", full_name.encode())
    (sponsor, *_) = read(data).sponsorships or ()
    assert (sponsor.name, sponsor.party, sponsor.state, sponsor.district) == expected


def test_who_withdrew_stays_with_the_day_and_may_join_again() -> None:
    joined = b"<sponsorshipDate>2025-07-21</sponsorshipDate>"
    withdrawn = joined + b"<sponsorshipWithdrawnDate>2025-08-01</sponsorshipWithdrawnDate>"
    again = b"<sponsorshipDate>2025-09-01</sponsorshipDate>"
    item = GOOD[
        GOOD.index(b"<item>\n        <bioguideId>M001238") : GOOD.index(b"    </cosponsors>")
    ]
    data = GOOD.replace(item, item.replace(joined, withdrawn) + item.replace(joined, again))
    mcbride = [s for s in read(data).sponsorships or () if s.person == "M001238"]
    assert [(s.date, s.withdrawn) for s in mcbride] == [
        ("2025-07-21", "2025-08-01"),
        ("2025-09-01", None),
    ]


def with_cosponsors(section: bytes) -> bytes:
    """The good file with another list of cosponsors."""
    begin, end = GOOD.index(b"<cosponsors>"), GOOD.index(b"</cosponsors>")
    return GOOD[:begin] + b"<cosponsors>" + section + GOOD[end:]


def parsed_whole(data: bytes) -> bytes:
    """The same file (ASCII) in another encoding: its list is left to the parser of the rest."""
    return data.replace(b'encoding="utf-8"', b'encoding="us-ascii"', 1)


LEFT = "<sponsorshipWithdrawnDate>2025-08-01</sponsorshipWithdrawnDate>"
entries = st.builds(
    lambda id, name, more, date, original, gone, blank: (
        f"<item>{blank}<bioguideId>{id}</bioguideId><fullName>{name}</fullName>{blank}"
        f"{more}<sponsorshipDate>{date}</sponsorshipDate>{blank}<isOriginalCosponsor>{original}"
        f"</isOriginalCosponsor>{gone}</item>{blank}"
    ),
    st.sampled_from(["M001238", "S001176"]),
    st.sampled_from(["Rep. Fry, Russell [R-SC-7]", "Sen. O&apos;Dea, Pat &amp; Co [D-CO]"]),
    st.sampled_from(["", "<district>1</district>", "<ids><x/></ids>", "<!-- ? -->", LEFT]),
    st.sampled_from(["2025-07-10", "2025-09-01", ""]),
    st.sampled_from(["True", "False"]),
    st.sampled_from(["", "<sponsorshipWithdrawnDate/>", LEFT, "<fullName>Late, Al</fullName>"]),
    st.sampled_from(["", "\n  "]),
)  # fmt: skip
#: What may stand anywhere in a list, most of it where it makes the file unusable.
odds = st.sampled_from(["", "", "", "text", "<open>", "</item>", "<item/>", "&no;", "<!-- ? -->"])


@examples(100)
@given(st.lists(entries, max_size=4).map("".join), odds, st.integers(0, 1500))
def test_a_list_taken_out_says_what_it_says_in_its_file(listed: str, odd: str, at: int) -> None:
    data = with_cosponsors((listed[:at] + odd + listed[at:]).encode())
    assert outcome(data) == outcome(parsed_whole(data))


def outcome(data: bytes) -> object:
    """What a file says, or that it cannot be used."""
    try:
        return read(data)
    except ParseError as error:
        return str(error).partition(", line")[0]


@pytest.mark.parametrize(
    "around",
    [
        "<!-- {} -->",
        "<note><![CDATA[{}]]></note>",
        "<amendments><amendment>{}</amendment></amendments>",
    ],
)
def test_only_the_bills_own_list_counts(around: str) -> None:
    entry = ("<item><bioguideId>X000001</bioguideId><fullName>Rep. Other, Ann [D-CA-1]</fullName>"
             "<sponsorshipDate>2025-07-10</sponsorshipDate><isOriginalCosponsor>True"
             "</isOriginalCosponsor></item>")  # fmt: skip
    other = around.format(f"<cosponsors>{entry}</cosponsors>").encode()
    data = GOOD.replace(b"<bill>", b"<bill>" + other, 1)
    assert read(data) == read(GOOD)


@pytest.mark.parametrize(
    ("old", "new", "asked"),
    [
        (b"<isByRequest>N<", b"<isByRequest>Y<", True),
        (b"<isByRequest>N</isByRequest>", b"<byRequestType>Two Sponsors by request</byRequestType>",
         True),
        (b"<isByRequest>N</isByRequest>", b"<byRequestType/>", False),
    ],
)  # fmt: skip
def test_by_request(old: bytes, new: bytes, asked: bool) -> None:
    (sponsor, *_) = read(GOOD.replace(old, new)).sponsorships or ()
    assert sponsor.by_request is asked


def with_vote(**changes: str) -> bytes:
    """The good file with a recorded vote on passage, some of its elements changed or left out."""
    row = {"rollNumber": "012", "url": "https://clerk.house.gov/evs/2026/roll012.xml",
           "chamber": "House", "congress": "119", "date": "2026-03-04T04:05:36Z",
           "sessionNumber": "2"} | changes  # fmt: skip
    told = "".join(f"<{name}>{value}</{name}>" for name, value in row.items() if value)
    votes = f"<recordedVotes><recordedVote>{told}</recordedVote></recordedVotes>".encode()
    at = GOOD.index(b"<actionDate>2025-12-01")
    return GOOD[:at] + GOOD[at:].replace(b"<type>Floor</type>", b"<type>Floor</type>" + votes)


def test_an_evening_vote_has_the_day_of_washington() -> None:
    (only,) = read(with_vote()).votes or ()
    assert (only.identifier, only.date, only.chamber) == (
        "H2026-119-12", "2026-03-03", Chamber.LOWER,
    )  # fmt: skip
    assert only.motion and only.motion.startswith("On motion to suspend the rules")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"sessionNumber": "1"}, "H2026-119-12"),  # wrong there; the day tells
        ({"sessionNumber": ""}, "H2026-119-12"),
        ({"date": ""}, "H2026-119-12"),
        ({"date": "", "sessionNumber": ""}, None),
        ({"date": "2026-01-02T16:00:00Z", "sessionNumber": "1"}, "H2025-119-12"),
        ({"date": "2027-01-03T16:00:00Z"}, "H2026-119-12"),  # its last day
        ({"date": "2025-01-03T19:00:00Z", "sessionNumber": "1"}, "H2025-119-12"),
        ({"date": "2062-03-04T04:05:36Z"}, "H2026-119-12"),
        ({"rollNumber": ""}, None),
        ({"rollNumber": "twelve"}, None),
        ({"chamber": "Both"}, None),
        ({"date": "2026-03-04Tsoon"}, None),
    ],
)
def test_a_vote_is_of_the_year_of_its_day_and_a_broken_one_costs_itself(
    changes: dict[str, str], expected: str | None
) -> None:
    bill = read(with_vote(**changes))
    assert [vote.identifier for vote in bill.votes or ()] == ([expected] if expected else [])
    assert (bill.key, len(bill.actions or ())) == ("us-119-hr4323", len(read(GOOD).actions or ()))


LINK = b'Petition No: 119-1. (&lt;a href="https://clerk.house.gov/D"&gt;Petition&lt;/a&gt; text.)'


@pytest.mark.parametrize(
    ("said", "expected"),
    [(LINK, "Petition No: 119-1. (Petition text.)"),
     (b"<![CDATA[Agreed to <i>en bloc</i>&nbsp;today.]]>", "Agreed to en bloc today."),
     (b"Votes 5 &lt; 6 &amp; AT&amp;T; R&amp;D", "Votes 5 < 6 & AT&T; R&D")],
)  # fmt: skip
def test_no_markup_is_left_in_a_description_or_a_title(said: bytes, expected: str) -> None:
    text = b"<text>Became Public Law No: 119-73.</text>"
    data = GOOD.replace(text, b"<text>" + said + b"</text>")
    assert data != GOOD
    assert expected in {action.description for action in read(data).actions or ()}
    title = b"<title>Trafficking Survivors Relief Act</title>"
    assert read(GOOD.replace(title, b"<title>" + said + b"</title>")).title == expected


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("Official Title as Introduced", "Display Title"), "Display Title"),
        (("Display Title", "Override Display Title"), "Override Display Title"),
        (("Short Title(s) as Introduced", "Official Title as Introduced"),
         "Official Title as Introduced"),
        (("Short Title(s) as Introduced",), "Short Title(s) as Introduced"),
        ((), None),
    ],
)  # fmt: skip
def test_a_missing_title_is_taken_from_the_titles(
    kinds: tuple[str, ...], expected: str | None
) -> None:
    items = "".join(
        f"<item><titleType>{kind}</titleType><title>{kind}</title></item>" for kind in kinds
    )
    named = "<number>9</number><type>S</type><congress>117</congress>"
    assert read(
        f"<billStatus><bill>{named}<titles>{items}</titles></bill></billStatus>".encode()
    ).title == expected  # fmt: skip


@pytest.mark.parametrize(("action", "reserved"), [
    ("Introduced in House", True), ("Referred to the House Committee on the Judiciary.", False),
])  # fmt: skip
def test_a_reserved_number_has_a_sponsor_and_was_not_introduced(
    action: str, reserved: bool
) -> None:
    """As in the file of H.R. 2 of the 119th, June 2026."""
    listed = (
        f"<item><actionDate>2025-01-03</actionDate><text>{action}</text>"
        "<sourceSystem><code>9</code></sourceSystem><actionCode>1000</actionCode></item>"
    )
    bill = read(
        (
            "<billStatus><bill><number>2</number><type>HR</type><congress>119</congress>"
            "<introducedDate>2025-01-03</introducedDate><title>Reserved for the Speaker.</title>"
            "<sponsors><item><fullName>Rep. Johnson, Mike [R-LA-4]</fullName></item></sponsors>"
            f"<actions>{listed}</actions></bill></billStatus>"
        ).encode()
    )
    assert (bill.reserved, bill.introduced_date is None) == (reserved, reserved)
    progress = fold_bill(bill, date(2026, 11, 29), session_for(bill.key), "2026-06-11")
    assert [step.milestone for step in progress.steps] == [] or not reserved


def test_old_clock_times_are_on_24_hours() -> None:
    at = [("12:05AM", "00:05:00"), ("05:47PM", "17:47:00"), ("12:00PM", "12:00:00")]
    for old, new in at:
        data = GOOD.replace(b"<actionCode>H37300", b"<actionTime>%s</actionTime><actionCode>H37300"
                            % old.encode())  # fmt: skip
        assert [a.time for a in read(data).actions or () if a.time] == [new]


@pytest.mark.parametrize(
    "title", ["A joint resolution proposing an amendment to the Constitution of the United States.",
              "Proposing a balanced budget amendment to the Constitution of the United States."],
)  # fmt: skip
def test_an_amendment_to_the_constitution_is_of_its_own_kind(title: str) -> None:
    def kind(type_: bytes) -> MeasureKind:
        data = GOOD.replace(b"<type>HR</type>", b"<type>%s</type>" % type_)
        data = data.replace(b"Trafficking Survivors Relief Act</title>\n    <titles>",
                            title.encode() + b"</title>\n    <titles>")  # fmt: skip
        return MeasureKind(read(data).kind)

    assert kind(b"HJRES") == MeasureKind.CONSTITUTIONAL
    assert kind(b"HR") == MeasureKind.BILL


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><b>Act</b></p> <p>One&nbsp;two.</p>", "Act\nOne two."),
        ("&lt;p&gt;Twice &amp;amp; more&lt;/p&gt;", "Twice & more"),
        ("\n      Plain,  with\n  blanks ", "Plain, with blanks"),
        ("<P>a</P><UL><LI>b<LI>c</UL><BR/>d", "a\nb\nc\nd"),
        ("<p>x < y and 5 > 4 &lt;b&gt;</p>", "x < y and 5 > 4 <b>"),
        ('<script src="a">alert(1)</script><p class="c">Kept</p>', "Kept"),
        ("", ""),
    ],
)
def test_summaries_become_plain_text(html: str, expected: str) -> None:
    assert plain_text(html) == expected


@given(st.text())
def test_plain_text_of_anything_has_no_blank_lines(text: str) -> None:
    lines = plain_text(text).split("\n")
    assert lines == [""] or all(line and line == line.strip() for line in lines)


# Rules -----------------------------------------------------------------------------------------

HOUSE_BILL = Bill("us-119-hr1", "us", "119", "H.R. 1", "bill", Chamber.LOWER, "2026-01-01")
SENATE_BILL = replace(HOUSE_BILL, key="us-119-s1", identifier="S. 1", chamber=Chamber.UPPER)


def classes(system: str, code: str | None, text: str, bill: Bill = HOUSE_BILL) -> tuple[A, ...]:
    chamber = chamber_of(system, code, bill.chamber)
    return classify(Action("2026-01-01", text, system=system, code=code, chamber=chamber), bill)


#: (system, code, text) -> classes of an action of a House bill.
KNOWN = [
    ("9", "1000", "Introduced in House", (A.INTRODUCTION,)),
    ("9", "1025", "Submitted in House", (A.INTRODUCTION,)),
    ("9", "10025", "Submitted in Senate", (A.INTRODUCTION,)),
    ("9", "H11100", "Submitted in House", (A.INTRODUCTION,)),
    ("2", "H11100", "Referred to the House Committee on Rules.", (A.REFERRAL_COMMITTEE,)),
    ("9", "1010", "Reported in House", (A.INTRODUCTION, A.ORIGINAL_MEASURE)),
    ("9", "H12100", "Submitted in House", (A.INTRODUCTION,)),
    ("2", "H12100", "Submitted in House", (A.INTRODUCTION,)),
    ("9", "H12100", "Reported in House", (A.INTRODUCTION, A.ORIGINAL_MEASURE)),
    ("9", "E30000", "Signed by President.", (A.EXECUTIVE_SIGNATURE,)),
    ("2", "E30000", "Vetoed by President.", (A.EXECUTIVE_VETO,)),
    ("2", "E30000", "Something new.", ()),
    ("9", "36000", "Signed by President.", (A.EXECUTIVE_SIGNATURE,)),
    ("9", "36000", "Became Public Law No: 119-73.", (A.BECAME_LAW,)),
    ("9", "41000", "Became Private Law No: 115-1.", (A.BECAME_LAW,)),
    ("9", "34000", "Passed Senate over veto.", (A.VETO_OVERRIDE_PASSAGE,)),
    ("9", "35000", "Failed of passage in Senate over veto.", (A.VETO_OVERRIDE_FAILURE,)),
    ("2", "H43410", "On passage, the objections of the President to the contrary notwithstanding "
     "Failed by the Yeas and Nays.", (A.VETO_OVERRIDE_FAILURE,)),
    ("2", "H37300", "On motion to suspend the rules and pass the bill Failed by voice vote.",
     (A.FAILURE,)),
    ("2", "H37100", "On agreeing to the resolution Agreed to by voice vote.", (A.PASSAGE,)),
    ("2", "H36510", "On motion to table the measure Agreed to by recorded vote.", (A.TABLED,)),
    ("2", "H36510", "On motion to table the measure Failed by recorded vote.", (A.PROCEDURE,)),
    ("2", "H1B000", "Pursuant to the provisions of H. Res. 844, H. Res. 842 is considered passed "
     "House. (consideration: CR H1044)", (A.PASSAGE,)),
    ("2", "H1B000", "Pursuant to the provisions of H. Res. 473, proceedings on H.R. 2332 are "
     "considered vacated.", (A.PROCEDURE,)),
    ("2", "H1B000", "Pursuant to the provisions of H. Res. 6, H.R. 5439 is laid on the table.",
     (A.SET_ASIDE,)),
    ("2", "H41610", "On motion that the House agree to the Senate amendment Agreed to without "
     "objection.", (A.PASSAGE, A.AGREEMENT)),
    ("2", "H41610", "On motion that the House suspend the rules and agree to the Senate amendments "
     "to the House amendment Agreed to by voice vote.", (A.PASSAGE, A.AGREEMENT)),
    ("2", "H41610", "On motion that the House agree with an amendment to the Senate amendment "
     "Agreed to by voice vote.", (A.AMENDMENT_EXCHANGE,)),
    ("2", "H41610", "On motion to agree in Senate amendment with amendment (Division A) Agreed to "
     "by the Yeas and Nays.", (A.AMENDMENT_EXCHANGE,)),
    ("2", "H41610", "On motion that the House agree to the Senate amendment Failed by recorded "
     "vote.", (A.FAILURE,)),
    ("2", "H41610", "On motion that the House disagree to the Senate amendment, and request a "
     "conference Agreed to without objection.", (A.CONFERENCE,)),
    ("2", "H41610", "On motion that the House instruct conferees Failed by the Yeas and Nays.",
     (A.PROCEDURE,)),
    ("2", "H1B000", "Papers returned to Senate pursuant to H. Res. 212", (A.PAPERS_RETURNED,)),
    ("2", "H1B000", "Senate returned papers to the House.", (A.PAPERS_BACK,)),
    ("2", "H15000", "Held at the desk.", (A.AT_DESK,)),
    ("2", "H17000", "Motion to Discharge Committee filed by Mr. Massie. Petition No: 119-9.",
     (A.DISCHARGE_PETITION,)),
    ("9", "19500", "Resolving differences -- House actions: On motion that the House agree to the "
     "Senate amendment Agreed to by voice vote.", (A.PASSAGE, A.AGREEMENT)),
    ("9", "19500", "Resolving differences -- House actions: House agreed to Senate amendment with "
     "an amendment pursuant to H. Res. 1.", (A.AMENDMENT_EXCHANGE,)),
    ("9", "20500", "Resolving differences -- Senate actions: Senate agreed, having achieved 60 "
     "votes in the affirmative, to the House amendment to the Senate amendment to H.R. 133 by "
     "Yea-Nay Vote.", (A.PASSAGE, A.AGREEMENT)),
    ("9", "20500", "Resolving differences -- Senate actions: Senate concurred in the House "
     "amendment to S. 756 with an amendment (SA 4108) by Yea-Nay Vote.", (A.AMENDMENT_EXCHANGE,)),
    ("2", "H42510", "On agreeing to the conference report Agreed to by the Yeas and Nays.",
     (A.CONFERENCE_AGREEMENT,)),
    ("9", "23000", "Conference report agreed to in Senate.", (A.CONFERENCE_AGREEMENT,)),
    ("9", "99999", "A code nobody has seen", ()),
    ("2", "99999", "Introduced in House", ()),
    ("0", None, "A sentence nobody has seen", ()),
    ("0", None, "Senate agreed to the House amendment to the title by Unanimous Consent.",
     (A.PROCEDURE,)),
    ("0", None, "Senate agreed to conference report by Voice Vote.", (A.CONFERENCE_AGREEMENT,)),
    ("0", None, "Passed Senate without amendment by Voice Vote.", (A.PASSAGE, A.AGREEMENT)),
    ("0", None, "Passed Senate, under the order of 12/14/2021, having achieved 60 votes in the "
     "affirmative, without amendment by Yea-Nay Vote.", (A.PASSAGE, A.AGREEMENT)),
    ("0", None, "Passed Senate with an amendment by Unanimous Consent.", (A.PASSAGE,)),
    ("0", None, "Passed Senate without amendment and an amendment to the Title by Voice Vote.",
     (A.PASSAGE,)),
    ("0", None, "Received in the Senate, read twice, considered, read the third time, and passed "
     "without amendment by Unanimous Consent.", (A.PASSAGE, A.RECEIPT, A.AGREEMENT)),
    ("0", None, "Received in the Senate, read three times, and deemed passed under the order of "
     "3/3/2025 by Unanimous Consent.", (A.PASSAGE, A.RECEIPT, A.AGREEMENT)),
    ("0", None, "Submitted in the Senate. Over, under the rule.", (A.INTRODUCTION, A.CALENDAR)),
    ("0", None, "Committee on the Judiciary. Motion to report favorably not agreed to by 11 - 11.",
     (A.REPORT_FAILED,)),
    ("0", None, "Re-referred to the Committee on Finance by Unanimous Consent.",
     (A.REFERRAL_COMMITTEE,)),
    ("0", None, "Under the order of 9/19/2025, the third reading was vitiated. (CR S6785)",
     (A.PROCEDURE,)),
    ("0", None, "Ruling of the Chair that the point of order raised by Senator Thune sustained.",
     (A.PROCEDURE,)),
    ("0", None, "Under the order of 10/28/2021, not having achieved 60 votes in the affirmative, "
     "failed of passage in Senate by Yea-Nay Vote.", (A.FAILURE,)),
    ("0", None, "Cloture on the motion to proceed to the measure not invoked in Senate by Yea-Nay "
     "Vote. 51 - 49.", (A.CLOTURE_FAILURE,)),
    ("0", None, "Cloture on the measure invoked in Senate by Yea-Nay Vote. 74 - 17.",
     (A.PROCEDURE,)),
    ("0", None, "Motion by Senator Lee to concur in the House amendment made in Senate.",
     (A.PROCEDURE,)),
    ("0", None, "Motion to table the veto message to accompany S. J. Res. 8 agreed to in Senate by "
     "Yea-Nay Vote.", (A.VETO_SUSTAINED,)),
    ("0", None, "Senate vitiated previous passage.", (A.PASSAGE_VACATED,)),
    ("0", None, "Senate vitiated previous discharge from the Senate Committee on Finance.",
     (A.DISCHARGE_VACATED,)),
    ("0", None, "Senate returned papers to House by Unanimous Consent.", (A.PAPERS_RETURNED,)),
    ("0", None, "Message received in Senate: Returned to the Senate pursuant to the provisions of "
     "H.Res. 212.", (A.PAPERS_BACK,)),
    ("0", None, "Message on House action received in Senate and at desk: House amendment to Senate "
     "bill.", (A.AMENDMENTS_PENDING,)),
    ("0", None, "Message on House action received in Senate and at desk: House amendment to Senate "
     "bill and House requests a conference.", (A.PROCEDURE,)),
    ("0", None, "Senate insists on its amendment, asks for a conference, appoints conferees.",
     (A.CONFERENCE,)),
    ("0", None, "Motion to reconsider by Senator Thune the vote by which H.R. 5371 failed of "
     "passage entered in Senate.", (A.RECONSIDERATION_MOVED,)),
    ("0", None, "Motion by Senator Thune to reconsider the vote by which H.R. 5371 failed of "
     "passage agreed to in Senate by Voice Vote.", (A.RECONSIDERATION,)),
    ("0", None, "Motion by Senator Thune to reconsider the vote by which cloture on the motion to "
     "proceed to S. 1582 was not invoked entered in Senate.", (A.PROCEDURE,)),
    ("0", None, "Motion by Senator Thune to reconsider the vote by which the motion to proceed to "
     "S. 1 was not agreed to agreed to in Senate by Voice Vote.", (A.PROCEDURE,)),
    ("0", None, "Motion by Senator Thune to reconsider the vote by which SA 5 was agreed to "
     "entered in Senate.", (A.PROCEDURE,)),
    ("0", None, "Motion by Senator Thune to reconsider the vote by which S. 1 passed (Record Vote "
     "No. 5) agreed to in Senate by Voice Vote.", (A.RECONSIDERATION, A.PASSAGE_RECONSIDERED)),
    ("0", None, "Motion by Senator Thune to reconsider the vote by which the resolution was agreed "
     "to agreed to in Senate by Voice Vote.", (A.RECONSIDERATION, A.PASSAGE_RECONSIDERED)),
    ("0", None, "Motion by Senator Thune to reconsider the vote by which S.Con.Res. 5 was not "
     "agreed to agreed to in Senate by Voice Vote.", (A.RECONSIDERATION,)),
    ("0", None, "Upon reconsideration, under the order of 9/18/2025, not having achieved 60 votes "
     "in the affirmative, failed of passage in Senate by Yea-Nay Vote. 47 - 53.",
     (A.FAILURE, A.UPON_RECONSIDERATION)),
    ("9", "18000", "Failed of passage/not agreed to in Senate: Upon reconsideration, failed of "
     "passage in Senate by Yea-Nay Vote. 47 - 53.", (A.FAILURE, A.UPON_RECONSIDERATION)),
    ("0", None, "Upon reconsideration, passed Senate with an amendment by Yea-Nay Vote. 52 - 48.",
     (A.PASSAGE, A.UPON_RECONSIDERATION)),
    ("0", None, "Upon reconsideration, the fifth cloture motion on the motion to proceed to the "
     "measure invoked in Senate by Yea-Nay Vote. 60 - 40.", (A.PROCEDURE,)),
    ("0", None, "Motion to table the measure agreed to in Senate by Yea-Nay Vote. 51 - 48.",
     (A.TABLED,)),
    ("0", None, "Motion to table the motion to proceed to the measure agreed to in Senate by "
     "Yea-Nay Vote. 51 - 48.", (A.PROCEDURE,)),
    ("0", None, "Senate vitiated previous cloture on the motion to proceed.", (A.PROCEDURE,)),
    ("0", None, "Indefinitely postponed by Senate by Unanimous Consent.", (A.SET_ASIDE,)),
    ("0", None, "Measure laid on the table in Senate by Unanimous Consent.", (A.SET_ASIDE,)),
    ("0", None, "Resolution laid on the table in Senate by Voice Vote.", (A.TABLED,)),
    ("0", None, "Committee on Indian Affairs. Ordered to be reported without amendment favorably.",
     (A.ORDERED_REPORTED, A.COMMITTEE_PASSAGE_FAVORABLE, A.COMMITTEE_PASSAGE)),
    ("0", None, "Committee on Foreign Relations. Ordered to be reported without amendment "
     "unfavorably.", (A.ORDERED_REPORTED, A.COMMITTEE_PASSAGE_UNFAVORABLE)),
    ("0", None, "Committee on the Judiciary. Ordered to be reported without recommendation.",
     (A.ORDERED_REPORTED, A.COMMITTEE_PASSAGE_UNRECOMMENDED)),
    ("0", None, "Committee on Finance. Reported by Senator Crapo without amendment, adversely. "
     "Without written report.", (A.COMMITTEE_PASSAGE_UNFAVORABLE,)),
    ("0", None, "Committee on the Judiciary. Reported by Senator Grassley without recommendation "
     "without amendment.", (A.COMMITTEE_PASSAGE_UNRECOMMENDED,)),
    ("0", None, "Committee on the Judiciary. Reported without amendment. Without written report.",
     (A.COMMITTEE_PASSAGE,)),
    ("0", None, "Senate vitiated previous reporting by Unanimous Consent.", (A.REPORT_VACATED,)),
    ("0", None, "Committee on the Budget. Original measure reported to Senate by Senator Enzi. "
     "Without written report.", (A.INTRODUCTION, A.ORIGINAL_MEASURE)),
    ("0", None, "Committee on Rules and Administration. Failed to report favorably.",
     (A.REPORT_FAILED,)),
    ("0", None, "Introduced in the Senate. Read the first time. Placed on Senate Legislative "
     "Calendar under Read the First Time.", (A.INTRODUCTION, A.CALENDAR)),
    ("0", None, "Senate Committee on the Judiciary discharged by Unanimous Consent.",
     (A.DISCHARGE, A.BY_CONSENT)),
    ("9", "14500", "Senate Committee on Finance discharged, by petition, pursuant to 5 U.S.C. "
     "802(c).", (A.DISCHARGE, A.BY_PETITION)),
    ("0", None, "Senate Committee on Finance discharged by petition pursuant to 5 U.S.C. 802(c).",
     (A.DISCHARGE, A.BY_PETITION)),
    ("0", None, "Senate Committee on Rules and Administration discharged by Yea-Nay Vote. 50 - 49. "
     "Record Vote Number: 358 (Pursuant to S. Res. 27, 117th Congress).",
     (A.DISCHARGE, A.BY_VOTE)),
    ("0", None, "Senate Committee on the Budget discharged pursuant to Section 300 of the "
     "Congressional Budget Act.", (A.DISCHARGE,)),
    ("0", None, "Motion to discharge Senate Committee on Foreign Relations rejected by Yea-Nay "
     "Vote. 33 - 66.", (A.PROCEDURE,)),
    ("0", None, "Introduced in the Senate and read twice and ordered held at desk by unanimous "
     "consent.", (A.INTRODUCTION, A.AT_DESK)),
    ("0", None, "Ordered held at desk by unanimous consent.", (A.AT_DESK,)),
    ("0", None, "Ordered placed on Senate Legislative Calendar under General Orders. Calendar No. "
     "168.", (A.CALENDAR,)),
    ("0", None, "Received in the Senate, read twice, considered, read the third time, and passed, "
     "under the order of 11/18/2025, without amendment by Unanimous Consent.",
     (A.PASSAGE, A.RECEIPT, A.AGREEMENT)),
    ("2", "H12300", "Committee on Ways and Means discharged.", (A.DISCHARGE,)),
    ("2", "H30841", "On motion to discharge Agreed to by the Yeas and Nays: 218 - 212.",
     (A.DISCHARGE, A.BY_VOTE)),
    ("2", "H12450", "Motion to discharge the Committee on Rules filed by Mrs. Luna. Assigned to "
     "the Discharge Calendar, Calendar No. 1.", (A.DISCHARGE_CALENDAR,)),
    ("2", "H12440", "Motion to place bill on Consensus Calendar filed by Mr. Smith.",
     (A.PROCEDURE,)),
    ("2", "H12200", "Reported adversely by the Committee on Homeland Security. H. Rept. 119-11.",
     (A.COMMITTEE_PASSAGE_UNFAVORABLE,)),
    ("9", "5000", "Reported (Amended) by the Committee on Rules. H. Rept. 119-1, Part I.",
     (A.COMMITTEE_PASSAGE,)),
    ("9", "5000", "Supplemental report filed by the Committee on Rules, H. Rept. 119-1, Part II.",
     (A.PROCEDURE,)),
    # H.Res. 27 of the 119th has an item of this code without a text on the day it was submitted.
    ("9", "5000", "Committee", ()),
    ("2", "H15000", "Held at the desk.", (A.AT_DESK,)),
    ("2", "H36210", "On motion to recommit Agreed to by the Yeas and Nays: 218 - 212.",
     (A.REFERRAL_COMMITTEE, A.RECOMMITTAL)),
    ("2", "H36210", "On motion to table the motion to refer Agreed to by the Yeas and Nays: "
     "217 - 204 (Roll no. 53).", (A.PROCEDURE,)),
    ("2", "H36710", "On motion to refer Agreed to by voice vote.", (A.REFERRAL_COMMITTEE,)),
    ("2", "H36510", "On motion to table the measure Agreed to by the Yeas and Nays: 218 - 206.",
     (A.TABLED,)),
    ("2", "H41610", "On motion that the House disagree to the Senate amendment Agreed to by voice "
     "vote.", (A.AMENDMENT_EXCHANGE,)),
    ("2", "H41610", "On motion that the House disagree to the Senate amendment Failed by voice "
     "vote.", (A.PROCEDURE,)),
    ("0", None, "Senate disagreed to the House amendment by Voice Vote.", (A.AMENDMENT_EXCHANGE,)),
    ("0", None, "Senate insists on its amendment by Unanimous Consent.", (A.AMENDMENT_EXCHANGE,)),
    ("2", "H36210", "On motion to recommit the conference report Agreed to by recorded vote: 220 - "
     "200 (Roll no. 9).", (A.CONFERENCE_RECOMMITTAL,)),
    ("0", None, "Motion by Senator Paul to recommit the conference report to the committee of "
     "conference with instructions agreed to in Senate by Yea-Nay Vote. 51 - 49.",
     (A.CONFERENCE_RECOMMITTAL,)),
    ("2", "H42510", "On agreeing to the conference report Failed by the Yeas and Nays: 209 - 224 "
     "(Roll no. 598).", (A.CONFERENCE_FAILURE,)),
    ("9", "24000", "Conference report disagreed to in Senate: Senate rejected conference report by "
     "Yea-Nay Vote. 48 - 51.", (A.CONFERENCE_FAILURE,)),
    ("0", None, "Senate rejected conference report by Yea-Nay Vote. 48 - 51.",
     (A.CONFERENCE_FAILURE,)),
    ("2", "H12200", "Reported (Adversely) by the Committee on Judiciary. H. Rept. 119-51.",
     (A.COMMITTEE_PASSAGE_UNFAVORABLE,)),
    ("2", "H12200", "Reported (Without Recommendation) by the Committee on Rules. H. Rept. 119-52.",
     (A.COMMITTEE_PASSAGE_UNRECOMMENDED,)),
    ("9", "31000", "Pocket Vetoed by President.", (A.EXECUTIVE_VETO, A.POCKET_VETO)),
    ("9", "31000", "Vetoed by President.", (A.EXECUTIVE_VETO,)),
    ("9", "36000", "Became law without the signature of the President.", (A.BECAME_LAW,)),
    ("0", None, "Senate Committee on Foreign Relations discharged by motion, under the Arms Export "
     "Control Act.", (A.DISCHARGE, A.BY_VOTE)),
    ("2", "H38310", "On motion to reconsider Agreed to by the Yeas and Nays: 215 - 211 (Roll no. "
     "197).", (A.RECONSIDERATION,)),
    ("2", "H38310", "Motion to reconsider laid on the table Agreed to without objection.",
     (A.PROCEDURE,)),
    ("2", "H38310", "On motion to reconsider the vote on the motion to recommit Agreed to by voice "
     "vote.", (A.PROCEDURE,)),
    ("2", "H38310", "On motion to reconsider Failed by recorded vote: 200 - 220.", (A.PROCEDURE,)),
    ("2", "H8D000", "VITIATION OF EARLIER PROCEEDINGS - Mr. Hoyer asked unanimous consent to "
     "vacate proceedings by which House Joint Resolution 28 was passed, and the motion to "
     "reconsider laid upon the table, to the end that the Chair put the question on passage of "
     "House Joint Resolution 28 de novo. Agreed to without objection.", (A.PASSAGE_VACATED,)),
    ("2", "H8D000", "VACATED PROCEEDINGS - Mrs. Lowey asked unanimous consent that the proceedings "
     "by which the yeas and nays were ordered on the motion to suspend the rules and pass H.R. "
     "5572, as amended be vacated to the end that the Chair put the question de novo. Agreed to "
     "without objection", (A.DEBATE,)),
    ("2", "H8D000", "VACATED PROCEEDINGS - Mr. Hastings asked unanimous consent to vacate the "
     "proceedings on his amendment numbered 97, which was postponed, to the end that the Chair put "
     "the question de novo. Agreed to without objection.", (A.DEBATE,)),
    ("2", "H36510", "On motion to table the motion to reconsider Agreed to by the Yeas and Nays: "
     "218 - 206.", (A.PROCEDURE,)),
    ("2", "H36510", "On motion to table the appeal of the ruling of the chair Agreed to by "
     "recorded vote: 218 - 206.", (A.PROCEDURE,)),
    ("2", "H30841", "On motion to table the motion to discharge Agreed to by voice vote.",
     (A.PROCEDURE,)),
    ("2", "H1B000", "Pursuant to the provisions of H. Res. 5, H. Res. 9 is considered as adopted.",
     (A.PASSAGE,)),
    ("2", "H1B000", "Pursuant to the provisions of H. Res. 5, the amendment printed in the report "
     "is considered as adopted.", (A.PROCEDURE,)),
    ("0", None, "Recommitted to the Committee on the Judiciary by Unanimous Consent.",
     (A.REFERRAL_COMMITTEE, A.RECOMMITTAL)),
    ("0", None, "Motion by Senator Lee to recommit to the Committee on Finance with instructions "
     "agreed to in Senate by Voice Vote.", (A.REFERRAL_COMMITTEE, A.RECOMMITTAL)),
    ("0", None, "Motion by Senator Lee to commit to Senate Committee on Finance with instructions "
     "to report back forthwith agreed to in Senate by Voice Vote.", (A.PROCEDURE,)),
    ("0", None, "Motion by Senator Lee to table the motion to recommit to the Committee on Finance "
     "agreed to in Senate by Voice Vote.", (A.PROCEDURE,)),
    ("0", None, "Senate vitiated the indefinite postponement by Unanimous Consent.",
     (A.RECONSIDERATION,)),
    ("2", "H36510", "On motion to table the measure Agreed to without objection.",
     (A.SET_ASIDE,)),
    ("2", "E30000", "Pocket vetoed by President.", (A.EXECUTIVE_VETO, A.POCKET_VETO)),
    ("2", "H41610", "On motion that the House suspend the rules and recede from the House "
     "amendment to the Senate amendment to H.R. 7147, and concur in the Senate amendment Agreed "
     "to by voice vote.", (A.PASSAGE, A.AGREEMENT)),
    ("9", "19500", "Resolving differences -- House actions: On motion that the House suspend the "
     "rules and Agreed to by the Yeas and Nays (2/3 required): (Roll No. Agreed to by the Yeas and "
     "Nays: (2/3 required): 393 - 19 (Roll no. 547).", (A.PASSAGE, A.AGREEMENT)),
    ("1", None, "Referred to the Subcommittee on Health.", (A.REFERRAL_SUBCOMMITTEE,)),
    ("1", None, "Motion to Report Measure Defeated by the Yeas and Nays: 23 - 25.",
     (A.REPORT_FAILED,)),
    ("1", None, "Ordered to be Reported (Amended) Unfavorably by the Yeas and Nays: 23 - 23.",
     (A.ORDERED_REPORTED, A.COMMITTEE_PASSAGE_UNFAVORABLE)),
    ("1", None, "Ordered to be Reported Adversely by Voice Vote.",
     (A.ORDERED_REPORTED, A.COMMITTEE_PASSAGE_UNFAVORABLE)),
    ("1", None, "Ordered to be Reported Without Recommendation (Amended) by Voice Vote.",
     (A.ORDERED_REPORTED, A.COMMITTEE_PASSAGE_UNRECOMMENDED)),
    ("1", None, "Subcommittee on Health Discharged.", (A.PROCEDURE,)),
    ("1", None, "Subcommittee Hearings Held.", (A.HEARING,)),
    ("1", None, "Ordered to be Reported (Amended) by Voice Vote.",
     (A.ORDERED_REPORTED, A.COMMITTEE_PASSAGE)),
    # House committees' orders have a code since June 2026.
    ("1", "H19000", "Ordered to be Reported by the Yeas and Nays: 45 - 0.",
     (A.ORDERED_REPORTED, A.COMMITTEE_PASSAGE)),
    ("2", "E30000", "Sent to Archivist of the United States unsigned.", (A.BECAME_LAW,)),
]  # fmt: skip


@pytest.mark.parametrize(("system", "code", "text", "expected"), KNOWN)
def test_rules(system: str, code: str | None, text: str, expected: tuple[A, ...]) -> None:
    assert classes(system, code, text) == expected


def test_every_rule_is_reached_by_its_own_code_only() -> None:
    assert not CODES.keys() & TEXTS_OF_CODES.keys()
    assert set(TEXTS) == {"0", "1"}
    assert {system for system, _ in CODES} == {"2", "9"}


ON_PASSAGE = "On passage Passed without objection."
SUSPENDED = "On motion to suspend the rules and pass the bill Agreed to by voice vote."
BLOC = "the following bills passed under suspension of the rules: H.R. 9; S. 11; S. 1{}; H.R. 3."


@pytest.mark.parametrize(
    ("text", "bill", "agrees"),
    [
        (SUSPENDED, SENATE_BILL, True),
        (SUSPENDED.replace("bill", "bill, as amended,"), SENATE_BILL, False),
        (SUSPENDED, HOUSE_BILL, False),
        (SUSPENDED, replace(SENATE_BILL, kind="simple"), False),
        (BLOC.format(""), SENATE_BILL, True),
        (BLOC.format(", as amended"), SENATE_BILL, False),
        (BLOC.format(", as amended"), replace(SENATE_BILL, identifier="S. 11"), True),
        (ON_PASSAGE, SENATE_BILL, False),
        (ON_PASSAGE, replace(SENATE_BILL, versions=(Version("Enrolled Bill"),)), True),
        (ON_PASSAGE, replace(SENATE_BILL, kind="concurrent"), True),
        (ON_PASSAGE, replace(SENATE_BILL, kind="concurrent",
                             versions=(Version("Engrossed Amendment House"),)), False),
        (ON_PASSAGE, replace(SENATE_BILL, kind="concurrent", actions=(
            Action("2026-01-02", "Message on House action received in Senate and at desk: House "
                   "amendment to Senate bill.", system="0"),)), False),
        (ON_PASSAGE, replace(SENATE_BILL, actions=(
            Action("2026-01-09", "Presented to President.", system="9", code="28000"),)), True),
    ],
)  # fmt: skip
def test_agreement_is_said_only_where_the_record_shows_one_text(
    text: str, bill: Bill, agrees: bool
) -> None:
    for system, code in (("2", "H37300"), ("9", "8000")):
        found = classes(system, code, text, bill)
        assert A.PASSAGE in found
        assert (A.AGREEMENT in found) is agrees


@pytest.mark.parametrize(
    ("system", "code", "expected"),
    [
        ("2", "H37100", Chamber.LOWER), ("1", None, Chamber.LOWER), ("0", None, Chamber.UPPER),
        ("2", "E30000", Chamber.EXECUTIVE), ("9", "36000", Chamber.EXECUTIVE),
        ("9", "8000", Chamber.LOWER), ("9", "17000", Chamber.UPPER), ("9", "19500", Chamber.LOWER),
        ("9", "20500", Chamber.UPPER), ("9", "20800", None), ("9", "21000", Chamber.LOWER),
        ("9", "23000", Chamber.UPPER), ("9", "1025", Chamber.LOWER), ("9", "10025", Chamber.UPPER),
        ("9", "33000", Chamber.LOWER), ("9", "35000", Chamber.UPPER),
        ("9", "Intro-S", Chamber.UPPER), ("9", "H11100-A", Chamber.LOWER),
        ("9", "B00100", Chamber.UPPER), (None, None, None),
    ],
)  # fmt: skip
def test_who_acted(system: str | None, code: str | None, expected: Chamber | None) -> None:
    assert chamber_of(system, code, origin=Chamber.UPPER) == expected


@pytest.mark.parametrize(
    ("committee", "system", "chamber"),
    [
        ("hsag00", "", Chamber.LOWER),
        ("hsag00", "<sourceSystem/>", Chamber.LOWER),
        ("ssaf00", "", Chamber.UPPER),
        ("jlpr00", "", None),
        ("", "<sourceSystem><name>Senate</name></sourceSystem>", Chamber.UPPER),
        ("", "<sourceSystem><name>House committee actions</name></sourceSystem>", Chamber.LOWER),
    ],
)
def test_an_item_without_a_system_is_that_of_its_committee(
    committee: str, system: str, chamber: Chamber | None
) -> None:
    """As in the file of H.R. 205 of the 118th, October 2023."""
    item = (
        "<item><actionDate>2026-02-01</actionDate><text>Ordered to be Reported by Voice Vote."
        f"</text>{system}<committees><item><systemCode>{committee}</systemCode></item></committees>"
        "</item>"
    )
    bill = read(GOOD.replace(b"<actions>", b"<actions>" + item.encode()))
    *_, action = bill.actions or ()
    assert action.chamber == chamber
    assert (A.ORDERED_REPORTED in action.classification) == bool(chamber)


def test_the_file_of_november_2025_and_that_of_february_2026() -> None:
    """The same bill before and after: only the actions decide."""
    bill = read(GOOD)
    session = session_for(bill.key)

    def stage(on: date) -> Stage:
        return fold_bill(bill, on, session, bill.data_as_of).stage

    days = {
        date(2025, 7, 11): Stage.IN_COMMITTEE,
        date(2025, 9, 10): Stage.REPORTED,
        date(2025, 12, 1): Stage.PASSED_ONE_CHAMBER,
        date(2025, 12, 18): Stage.PASSED_BOTH,
        date(2026, 1, 12): Stage.TO_EXECUTIVE,
        date(2026, 1, 23): Stage.ENACTED,
    }
    assert {day: stage(day) for day in days} == days


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("BILLSTATUS-119hr4323.xml", True), ("117/DEV-BILLSTATUS-115s3509.xml", True),
        ("BILLSTATUS-117-hr.zip", False), ("BILLSUM-119hr4323.xml", False),
    ],
)  # fmt: skip
def test_which_files_are_its_own(name: str, is_one: bool) -> None:
    assert bool(re.search(SOURCE.kinds["billstatus"], name)) is is_one


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (GOOD, "BILLSTATUS-119hr4323.xml"), (REFUSED["truncated"], ""),
        (REFUSED["another root"], None), (b"", None), (REFUSED["HTML"], None),
    ],
)  # fmt: skip
def test_a_copy_under_another_name_is_known_by_its_root(data: bytes, expected: str | None) -> None:
    assert SOURCE.name_of and SOURCE.name_of(data) == expected
