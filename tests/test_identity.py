"""Who and what a bill is: law under another number, a new first sponsor, another bill in its place.

Files built by hand in GovInfo's 3.0.0 layout with true facts of the 119th Congress.
"""

from dataclasses import replace
from datetime import date

import pytest
from govinfo import read

from billtrail.bills import build_effort
from billtrail.bills.doubts import Correction
from billtrail.bills.identity import containment, first_sponsor, names_of, rewriting
from billtrail.bills.models import Action, Bill, Sponsorship, Title
from billtrail.bills.values import Member
from billtrail.briefs.build import Request, build
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.importing.importer import import_paths
from billtrail.legislatures.vocabulary import ActionClass as A
from billtrail.legislatures.vocabulary import Chamber, Language, MemberKind, SponsorRole
from billtrail.scrapers.registry import load_sources, ranks
from billtrail.snapshot import bill_json
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store import save_corrections
from billtrail.store.writer import open_writer
from billtrail.week.words import named
from billtrail.words import terminal
from billtrail.words.status import effort_words, status_words

LOWER, UPPER = Chamber.LOWER, Chamber.UPPER
ON = date(2026, 11, 26)
LAW = "Public Law 119-5"


def item(**values: str) -> str:
    return "<item>" + "".join(f"<{k}>{v}</{k}>" for k, v in values.items()) + "</item>"


def file_of(
    key: str,
    title: str,
    introduced: str,
    *,
    sponsor: str,
    actions: tuple[tuple[str, str, str, str], ...],
    more: str = "",
) -> bytes:
    """``actions`` are (day, system, code, text), newest first."""
    _, congress, rest = key.split("-")
    type_, number = rest.rstrip("0123456789"), rest.lstrip("abcdefghijklmnopqrstuvwxyz")
    acts = "".join(
        f"<item><actionDate>{day}</actionDate><text>{text}</text><actionCode>{code}</actionCode>"
        f"<sourceSystem><code>{system}</code><name>x</name></sourceSystem></item>"
        for day, system, code, text in actions
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!-- Built by hand; the facts are true. --><billStatus><version>3.0.0</version><bill>
<number>{number}</number><updateDate>2026-06-09T21:56:03Z</updateDate><type>{type_.upper()}</type>
<introducedDate>{introduced}</introducedDate><congress>{congress}</congress>
<actions>{acts}</actions><sponsors>{item(fullName=sponsor, bioguideId=sponsor[-9:-1])}</sponsors>
<title>{title}</title>{more}</bill></billStatus>""".encode()


def related(kind: str, latest: str, title: str = "A joint resolution on the broker rule.") -> str:
    return (
        f"<relatedBills><item><title>{title}</title><congress>119</congress><number>25</number>"
        "<type>HJRES</type>"
        f"<latestAction><actionDate>2025-04-10</actionDate><text>{latest}</text></latestAction>"
        f"<relationshipDetails>{item(type=kind, identifiedBy='CRS')}</relationshipDetails>"
        "</item></relatedBills>"
    )


def titled(title: str) -> str:
    return f"<titles>{item(title=title)}</titles>"


def note(text: str) -> str:
    return f"<notes><item><text><![CDATA[{text}]]></text></item></notes>"


NUMBER = "Became Public Law No: 119-5."
BROKERS = "A joint resolution on the broker rule."
LINKED = (
    'The text of <a href="https://www.congress.gov/bill/119/SJRES/3">S.J.Res.3</a> is contained in '
    'the text of <a href="https://www.congress.gov/bill/119/HJRES/25">H.J.Res.25</a>, which became '
    "Public Law 119-5."
)


def brokers(more: str, title: str = BROKERS) -> bytes:
    return file_of(
        "us-119-sjres3", title, "2025-01-21", sponsor="Sen. Cruz, Ted [R-TX]", more=more,
        actions=(
            ("2025-03-04", "9", "17000", "Passed/agreed to in Senate: Passed Senate without "
             "amendment by Yea-Nay Vote. 70 - 27. Record Vote Number: 102."),
            ("2025-01-21", "9", "10000", "Introduced in Senate"),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (related("Contained in public law", NUMBER), (LAW, "2025-04-10", False)),
        (related("Public law contains the text", NUMBER), (LAW, "2025-04-10", False)),
        (related("Contained in public law", "Signed by President."), (None, "2025-04-10", False)),
        (related("Identical bill", NUMBER), (LAW, "2025-04-10", True)),
        (related("Identical bill (became law)", ""), (None, None, True)),
        (related("Identical bill", "Passed House."), None),
        (related("Related bill", NUMBER), None),
        (related("Identical bill", NUMBER, "National Defense Authorization Act"), None),
        (related("Identical bill", NUMBER, "RLF Act of 2019") + titled("RLF Act"),
         (LAW, "2025-04-10", True)),
        (related("Identical bill", NUMBER, "RLF Act") + titled("RFL Act"), None),
        (note(LINKED), (LAW, None, False)),
        (note("Public Law 119-5 (H.J.Res. 25) contains the text of this resolution."),
         (LAW, None, False)),
        (note("An identical resolution, H.J.Res. 25, became Public Law 119-5."),
         (LAW, None, True)),
        (note("The text of S.J.Res. 9 is contained in H.J.Res.25, which became Public Law 119-5."),
         None),
        (note("For further action, see H.J.Res.25, which became Public Law 119-5."), None),
    ],
)  # fmt: skip
def test_the_publisher_says_which_law_has_its_text(
    more: str, told: tuple[str | None, str | None, bool] | None
) -> None:
    """Two identical bills are so as introduced: the number of one can carry another law."""
    found = containment(read(brokers(more)))
    assert (found and (found.law, found.date, found.identical)) == told
    assert found is None or found.bill == "us-119-hjres25"


TAKEN = (
    "ASSUMING FIRST SPONSORSHIP - {who} asked unanimous consent that he may hereafter be "
    "considered as the {first} sponsor of {bill}, a bill originally introduced by Representative "
    "Connolly, for the purpose of adding cosponsors and requesting reprintings pursuant to clause "
    "7 of rule XII. {end}"
)
AGREED = "Agreed to without objection."
POSTAL = Bill(
    "us-119-hr1559", "us", "119", "H.R. 1559", "bill", LOWER, "2026-05-30",
    sponsorships=(
        Sponsorship("Gerald E. Connolly", SponsorRole.SPONSOR, "C001078"),
        Sponsorship("Sheri Biggs", SponsorRole.COSPONSOR, "B001325", state="SC", party="R"),
        Sponsorship("Andy Biggs", SponsorRole.COSPONSOR, "B001302", state="AZ", party="R"),
    ),
)  # fmt: skip


def taken(who: str = "Mr. Walkinshaw", bill: str = "H.R. 1559", first: str = "first",
          end: str = AGREED) -> str:  # fmt: skip
    return TAKEN.format(who=who, bill=bill, first=first, end=end)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ((taken(),), "Mr. Walkinshaw"),
        ((taken(first="primary", end=""),), "Mr. Walkinshaw"),
        ((taken().replace("SPONSORSHIP", "SPONSORHSIP"),), "Mr. Walkinshaw"),
        ((taken("Mrs. Biggs (SC)"),), "Sheri Biggs"),
        ((taken("Mrs. Biggs"),), "Mrs. Biggs"),  # either of two
        ((taken(), taken("Mr. Min")), "Mr. Min"),
        ((taken(bill="H.R. 491"),), None),
        ((taken(end="Objection was heard."),), None),
        (("Referred to the House Committee on Oversight and Government Reform.",), None),
    ],
)
def test_a_new_first_sponsor_is_who_took_the_bill_over(
    said: tuple[str, ...], name: str | None
) -> None:
    acts = tuple(Action(f"2025-11-{20 + n}", text) for n, text in enumerate(said))
    found = first_sponsor(replace(POSTAL, actions=acts))
    assert (found and found.name) == name
    assert found is None or found.date == acts[-1].date


def titled(*titles: tuple[str, str], text: str = "Passed House with an amendment.") -> Bill:
    """S. 1383 with these titles; both chambers passed it."""
    return Bill(
        "us-119-s1383", "us", "119", "S. 1383", "bill", UPPER, "2026-04-15",
        title=titles[0][1] if titles else None,
        titles=tuple(Title(title, kind) for kind, title in titles),
        actions=(
            Action("2025-12-02", "Reported with an amendment in the nature of a substitute.",
                   (A.COMMITTEE_PASSAGE,), UPPER),
            Action("2025-12-18", "Passed Senate.", (A.PASSAGE,), UPPER),
            Action("2026-02-11", text, (A.PASSAGE,), LOWER),
        ),
    )  # fmt: skip


VETERANS = "Veterans Accessibility Advisory Committee Act of 2025"
FIRST = (
    ("Display Title", VETERANS),
    ("Short Title(s) as Introduced", VETERANS),
    ("Short Title(s) as Passed Senate", VETERANS),
    ("Official Title as Introduced", "A bill to establish the Veterans Advisory Committee on Equal "
     "Access, and for other purposes."),
)  # fmt: skip
ENGROSSED = "Short Title(s) from Engrossed Amendment House bill text"


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        ((*FIRST, (ENGROSSED, "SAVE America Act")), ("2026-02-11", "SAVE America Act")),
        ((*FIRST, ("Short Title(s) as Passed House", "SAVE America Act")),
         ("2026-02-11", "SAVE America Act")),
        ((("Display Title", "SAVE America Act"), *FIRST[1:], (ENGROSSED, "SAVE America Act")),
         ("2026-02-11", "SAVE America Act")),
        ((*FIRST[:2], FIRST[3], ("Short Title(s) as Reported to Senate", "SAVE America Act")),
         ("2025-12-02", "SAVE America Act")),
        ((*FIRST, (ENGROSSED, "Veteran Access Act")), None),
        ((*FIRST, ("Short Title(s) from Engrossed Amendment House for portions of this bill",
                   "SAVE America Act")), None),
        ((*FIRST, ("Other Short Titles", "SAVE America Act")), None),
        (FIRST, None),
        ((FIRST[0], FIRST[3], ("Short Title(s) as Reported to Senate", "Laken Riley Act")), None),
    ],
)  # fmt: skip
def test_a_text_under_another_name_is_another_bill(
    titles: tuple[tuple[str, str], ...], told: tuple[str, str | None] | None
) -> None:
    found = rewriting(titled(*titles))
    assert (found and (found.date, found.title)) == told


def test_what_a_committee_reports_is_proposed_and_replaces_nothing_yet(tmp_path) -> None:
    """H.R. 6719 of the 119th: the House passed it, a Senate committee reported another text."""
    cop, woods = "Combating Online Predators Act of 2025", "James T. Woods Act"
    titles = (("Display Title", woods), ("Short Title(s) as Reported to Senate", woods),
              ("Short Title(s) as Introduced", cop))  # fmt: skip
    listed = "".join(item(titleType=kind, title=title) for kind, title in titles)
    path = tmp_path / "BILLSTATUS-119hr6719.xml"
    path.write_bytes(file_of(
        "us-119-hr6719", woods, "2025-12-15", sponsor="Rep. Lee, Laurel M. [R-FL-15]",
        more=f"<titles>{listed}</titles>",
        actions=(("2026-03-02", "9", "14000", "Committee on the Judiciary. Reported by Senator "
                  "Grassley with an amendment in the nature of a substitute."),
                 ("2026-01-12", "9", "8000", "Passed/agreed to in House: by voice vote."),
                 ("2025-12-15", "9", "1000", "Introduced in House"))))  # fmt: skip
    with open_writer(tmp_path / "x.db", "test", ranks(), today=ON) as writer:
        assert import_paths(writer, [path], load_sources()).problems == []
    with open_snapshot(tmp_path / "x.db", ON) as snapshot:
        status = snapshot.bill("us-119-hr6719")
        said = " ".join(build(snapshot, Request(status.key, ON, Language.EN)).texts)
    shown = " ".join(terminal.bill_lines(status)).replace("\N{NO-BREAK SPACE}", " ")
    said = said.replace("\N{NO-BREAK SPACE}", " ")
    assert f"{woods} (introduced as {cop})" in shown
    assert "New text proposed by a committee Mar 2, 2026" in shown
    assert f"On March 2, 2026 a committee proposed another text, the {woods};" in said
    assert "It passed the House by voice vote on January 12, 2026." in said
    assert "replaced" not in said


def test_a_text_is_not_told_before_the_day_it_was_agreed_to() -> None:
    whole = titled(*FIRST, (ENGROSSED, "SAVE America Act"))
    assert rewriting(replace(whole, actions=(whole.actions or ())[:2])) is None


def test_titles_are_kept_apart_and_named() -> None:
    names = names_of(replace(titled(*FIRST, (ENGROSSED, "SAVE America Act")), short_title=VETERANS))
    assert (names.name, names.others) == (VETERANS, ("SAVE America Act",))
    assert names.official == FIRST[3][1]


@pytest.mark.parametrize(
    ("titles", "short"),
    [
        ((("Display Title", "CUTS Act"), ("Short Title(s) as Introduced", "De-Supplemental Act")),
         "CUTS Act"),
        ((("Display Title", "To cut."), ("Official Title as Introduced", "To cut."),
          ("Short Title(s) as Introduced", "A"), ("Short Titles from ENR (Enrolled) text", "B"),
          ("Short Title(s) as Passed House for portions of this bill", "C")), "B"),
        ((("Display Title", "To cut."), ("Official Title as Introduced", "To cut.")), None),
    ],
)  # fmt: skip
def test_a_bill_goes_by_the_title_that_the_library_displays(
    titles: tuple[tuple[str, str], ...], short: str | None
) -> None:
    listed = "".join(item(titleType=kind, title=title) for kind, title in titles)
    assert read(brokers(f"<titles>{listed}</titles>", titles[0][1])).short_title == short


# Where it is shown ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """The four bills in one database; what became of S.J.Res. 3 came with a second file."""
    folder = tmp_path_factory.mktemp("identity")
    database, files = folder / "billtrail.db", folder / "files"
    eah = "".join(item(titleType=kind, title=title) for kind, title in
                  (*FIRST, (ENGROSSED, "SAVE America Act")))  # fmt: skip
    for number, told in enumerate(("", related("Contained in public law", NUMBER))):
        files.mkdir(exist_ok=True)
        day = f"2026-06-{9 + number:02}"
        (files / "BILLSTATUS-119sjres3.xml").write_bytes(
            brokers(told).replace(b"2026-06-09", day.encode())
        )
        (files / "BILLSTATUS-119hr1559.xml").write_bytes(
            file_of("us-119-hr1559", "Postal Employee Appeal Rights Amendment Act of 2025",
                    "2025-02-25", sponsor="Rep. Connolly, Gerald E. [D-VA-11]",
                    actions=(("2025-11-20", "2", "H8D000", taken()),
                             ("2025-02-25", "9", "1000", "Introduced in House"))))  # fmt: skip
        (files / "BILLSTATUS-119s1383.xml").write_bytes(
            file_of("us-119-s1383", VETERANS, "2025-04-09", sponsor="Sen. Scott, Rick [R-FL]",
                    more=f"<titles>{eah}</titles>",
                    actions=(("2026-02-11", "9", "8000", "Passed/agreed to in House: On passage "
                              "Passed by the Yeas and Nays: 218 - 213 (Roll no. 69)."),
                             ("2025-12-18", "9", "17000", "Passed/agreed to in Senate: Passed "
                              "Senate with an amendment by Unanimous Consent."),
                             ("2025-04-09", "9", "10000", "Introduced in Senate"))))  # fmt: skip
        now = f"{day}T12:00:00Z"
        with open_writer(database, "test", ranks(), today=ON, now=now) as writer:
            assert import_paths(writer, [files], load_sources()).problems == []
    return database


def test_a_text_that_is_law_is_alive_nowhere(database):
    with open_snapshot(database, ON) as snapshot:
        status = snapshot.bill("us-119-sjres3")
        outline = snapshot.outlines(["us-119-sjres3"])["us-119-sjres3"]
        changes = [c for c in snapshot.changes() if c.field == "text_became"]
    for one in (status, outline):
        assert (one.overtaken_by, one.progress.alive) == ("us-119-hjres25", False)
        assert status_words(one) == f"Its text became {LAW} as H.J.Res. 25"
    assert status.next_step is None and status.enacted_via is None
    assert [change.new for change in changes] == [f'"{LAW} as H.J.Res. 25"']
    with open_snapshot(database, date(2025, 4, 9)) as snapshot:
        before = snapshot.bill("us-119-sjres3")
    assert before.containment is None and before.progress.alive


SAID = {
    "us-119-sjres3": {
        Language.EN: "The text of S.J.Res. 3 became Public Law 119-5 as H.J.Res. 25 on April 10",
        Language.PLAIN: "The words of S.J.Res. 3 are law now.",
        Language.ES: "El texto del proyecto S.J.Res. 3 pasó a ser Ley Pública 119-5 como H.J.Res.",
    },
    "us-119-s1383": {
        Language.EN: "On February 11, 2026 its text was replaced: it is now the SAVE America Act, "
        f"and was introduced as “{VETERANS}”.",
        Language.PLAIN: "It is now the SAVE America Act.",
        Language.ES: "su texto fue reemplazado: ahora se titula SAVE America Act; se presentó como "
        f"«{VETERANS}».",
    },
    "us-119-hr1559": {
        Language.EN: "First sponsor since November 20, 2025: Mr. Walkinshaw.",
        Language.PLAIN: "Mr. Walkinshaw has led this bill since November 20, 2025.",
        Language.ES: "Patrocinador principal desde el 20 de noviembre de 2025: Mr. Walkinshaw.",
    },
}


@pytest.mark.parametrize("language", Language)
def test_briefs_say_it_in_each_language(database, language):
    with open_snapshot(database, ON) as snapshot:
        for key, said in SAID.items():
            text = " ".join(build(snapshot, Request(key, ON, language)).texts)
            assert said[language] in text.replace("\N{NO-BREAK SPACE}", " ")


SHOWN = {
    "us-119-sjres3": f"Its text became {LAW} as H.J.Res. 25",
    "us-119-s1383": "It is now the SAVE America Act.",
    "us-119-hr1559": "Mr. Walkinshaw",
}


@pytest.mark.asyncio
async def test_show_and_the_page_say_it(database):
    with open_snapshot(database, ON) as snapshot:
        family = build_effort("x", "Broker rule", "x", [
            Member("us-119-sjres3", MemberKind.ORIGINAL, "", None, snapshot.bill("us-119-sjres3"))
        ], "2026-11-26")  # fmt: skip
        shown = " ".join(
            line for key in SAID for line in terminal.bill_lines(snapshot.bill(key))
        ).replace("\N{NO-BREAK SPACE}", " ")
    assert f"Its text became {LAW} as H.J.Res. 25, Apr 10, 2025" in shown
    assert "Rewritten Feb 11, 2026, now SAVE America Act" in shown
    assert "First sponsor since Nov 20, 2025: Mr. Walkinshaw; introduced by Gerald E. Conn" in shown
    assert effort_words(family) == f"Its text became {LAW} as H.J.Res. 25"
    assert (family.alive, family.told_date) == (False, "2025-04-10")
    site = make_datasette(database, today=lambda: ON)
    for key, said in SHOWN.items():
        page = (await site.client.get(f"/bill/{key}")).text
        assert said in page.replace("\N{NO-BREAK SPACE}", " ")


WHOLE = f"SAVE America Act (introduced as {VETERANS})"


@pytest.mark.asyncio
async def test_the_present_name_leads_wherever_a_title_stands(database):
    key = "us-119-s1383"
    with open_snapshot(database, ON) as snapshot:
        query = "SELECT title, short_title FROM bills WHERE key = ?"
        assert [*snapshot.connection.execute(query, (key,)).fetchone()] == ["SAVE America Act"] * 2
        status, hits = snapshot.bill(key), snapshot.search("veterans accessibility")
        brief = build(snapshot, Request(key, ON, Language.EN))
    assert next(terminal.bill_lines(status)).endswith(WHOLE)
    assert WHOLE in "".join(terminal.hit_lines(hits))
    shown = bill_json(status)
    assert (shown["title"], shown["short_title"]) == ("SAVE America Act",) * 2
    assert shown["rewritten"]["introduced_as"] == terminal.hit_json(hits[0])["introduced_as"]
    assert terminal.hit_json(hits[0])["title"] == "SAVE America Act"
    assert named(status).endswith(f", {WHOLE}")
    assert brief.identity.startswith("SAVE America Act") and brief.title.startswith("SAVE America")
    said = " ".join(brief.texts).replace("\N{NO-BREAK SPACE}", " ")
    assert "Official title as introduced: A bill to establish the Veterans" in said
    assert "Before its text was replaced, it passed the Senate" in said
    assert "It passed the House on February 11, 2026." in said
    site = make_datasette(database, today=lambda: ON)
    page = (await site.client.get(f"/bill/{key}")).text
    assert "</span> SAVE America Act</h1>" in page and f"introduced as {VETERANS}." in page
    assert "Introduced as: A bill to establish the Veterans" in page
    assert WHOLE in (await site.client.get("/-/search?q=veterans+accessibility")).text


def test_a_day_before_the_text_was_replaced_has_the_name_of_that_day(database):
    with open_snapshot(database, date(2026, 1, 15)) as snapshot:
        status, hits = snapshot.bill("us-119-s1383"), snapshot.search("save america")
        said = " ".join(build(snapshot, Request("us-119-s1383", snapshot.on, Language.EN)).texts)
    for one in (status, *hits):
        assert next(terminal.hit_lines([one])).endswith(f" {VETERANS}")
    assert "replaced" not in said and "SAVE" not in said


def test_a_name_that_a_person_set_right_stays(database, tmp_path):
    copy = tmp_path / "x.db"
    copy.write_bytes(database.read_bytes())
    right = Correction(bill="us-119-s1383", field="short_title", value="Safeguard Act", reason="",
                       by="A. Person", date="2026-11-20", entered_at="2026-11-20T12:00:00Z",
                       link="")  # fmt: skip
    with open_writer(copy, "test", ranks(), today=ON) as writer:
        save_corrections(writer, (right,))
    with open_snapshot(copy, ON) as snapshot:
        assert next(terminal.bill_lines(snapshot.bill("us-119-s1383"))).endswith(
            f"Safeguard Act (introduced as {VETERANS})"
        )
    with open_snapshot(copy, date(2026, 1, 15)) as snapshot:
        assert snapshot.bill("us-119-s1383").bill.short_title == VETERANS


def test_who_joined_before_the_text_was_replaced_is_told(tmp_path):
    members = [("Sen. A [R-TX]", "2025-05-01"), ("Sen. B [D-NV]", "2026-03-01")]
    joined = "".join(
        item(fullName=name, bioguideId=f"A00000{n}", sponsorshipDate=day,
             party=name[-5], state=name[-3:-1])
        for n, (name, day) in enumerate(members)
    )  # fmt: skip
    titles = "".join(item(titleType=kind, title=title) for kind, title in
                     (*FIRST, (ENGROSSED, "SAVE America Act")))  # fmt: skip
    path = tmp_path / "BILLSTATUS-119s1383.xml"
    for listed, told in ((joined, "One of them joined before its text was replaced."),
                         (joined.split("</item>")[0] + "</item>",
                          "They joined before its text was replaced.")):  # fmt: skip
        path.write_bytes(file_of(
            "us-119-s1383", VETERANS, "2025-04-09", sponsor="Sen. Scott, Rick [R-FL]",
            more=f"<titles>{titles}</titles><cosponsors>{listed}</cosponsors>",
            actions=(("2026-02-11", "9", "8000", "Passed/agreed to in House: On passage Passed."),
                     ("2025-12-18", "9", "17000", "Passed/agreed to in Senate: Passed Senate."),
                     ("2025-04-09", "9", "10000", "Introduced in Senate"))))  # fmt: skip
        database = tmp_path / f"{len(listed)}.db"
        with open_writer(database, "test", ranks(), today=ON) as writer:
            assert import_paths(writer, [path], load_sources()).problems == []
        with open_snapshot(database, ON) as snapshot:
            texts = build(snapshot, Request("us-119-s1383", ON, Language.EN)).texts
        assert told in " ".join(texts)
