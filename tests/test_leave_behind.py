"""What a leave-behind says to its office, and what it must never say.

The bills are those of ``brief_values`` with a few members of the shipped roster on them, and two
built ones: a live bill with a whole list, and one whose list is not known.
"""

from dataclasses import replace

import pytest
from brief_values import LAW, TODAY, MadeSnapshot, bill_record, bill_status, tsra_campaign

from billtrail.bills.models import Person, Sponsorship, Vote, VoteRecord
from billtrail.bills.people.seats import CommitteeSeat, Roster
from billtrail.bills.values import Cosponsors
from billtrail.briefs.build.request import Request
from billtrail.briefs.build.subject import read_subject
from billtrail.briefs.visits.effort import Effort
from billtrail.briefs.visits.leave_behind import build_leave_behinds
from billtrail.briefs.visits.sheet import build_sheet
from billtrail.campaigns.organisation import Organisation
from billtrail.legislatures.vocabulary import DECIDED, Chamber, MemberKind, Position, SponsorRole
from billtrail.snapshot.involvement import Ledger
from billtrail.words import day_words

COALITION = Organisation(name="Example Coalition", email="policy@example.org")
LIVE = "us-119-hr1144"


def person(id, name, state="CA", district="1", chamber=Chamber.LOWER, jurisdiction="us"):
    family = name.split()[-1]
    return Person(
        id, name, jurisdiction, "119", "2026-06-15", chamber, "D", state, district, family
    )


JOINED = person("J000001", "Ann Joined", district="36")
LED = person("L000001", "Bo Led", "SC", "7")
NEW = person("N000001", "Cy New", "WY", "0")
LEFT = person("G000001", "Di Gone", "OH", "2")
NOES = person("V000001", "Ed Noes", "OH", "3")
DELEGATE = person("D000001", "Flo Delegate", "GU", "0")
SENATOR = person("S000001", "Gil Senator", "CA", None, Chamber.UPPER)
PEOPLE = (JOINED, LED, NEW, LEFT, NOES, DELEGATE, SENATOR)
ROSTER = Roster("us", "119", "2026-06-15", PEOPLE)


def sponsored(*, joined=(), led=(), left=()):
    rows = [Sponsorship(p.name, SponsorRole.COSPONSOR, p.id, "2025-03-01") for p in joined]
    rows += [Sponsorship(p.name, SponsorRole.SPONSOR, p.id, "2025-02-14") for p in led]
    rows += [
        Sponsorship(p.name, SponsorRole.COSPONSOR, p.id, "2025-03-01", withdrawn="2025-09-01")
        for p in left
    ]
    return tuple(rows)


def with_sponsors(status, sponsorships, votes=None):
    people = tuple(s for s in sponsorships if s.role == SponsorRole.COSPONSOR)
    current = [s for s in people if not s.withdrawn]
    bill = replace(status.bill, sponsorships=sponsorships, votes=votes)
    counted = Cosponsors(
        len(current), len(people) - len(current), {"D": len(current)}, True, people
    )
    return replace(status, bill=bill, cosponsors=counted)


def law_snapshot():
    """The law, two of its earlier bills, and a vote against it."""
    snapshot = MadeSnapshot()
    family = snapshot.family("us-tsra")
    rows = {
        "us-119-hr1379": sponsored(joined=[JOINED], led=[LED], left=[LEFT]),
        LAW: sponsored(led=[LED]),
    }
    vote = Vote("v1", "2025-12-01", Chamber.LOWER, yes=1, no=1, records=(
        VoteRecord(NOES.name, "no", NOES.id), VoteRecord(LED.name, "yes", LED.id),
    ))  # fmt: skip
    members = tuple(
        replace(
            m,
            status=with_sponsors(m.status, rows[m.bill], (vote,) if m.bill == LAW else None),
        )
        if m.bill in rows
        else m
        for m in family.members
    )
    proof = next(m.status for m in members if m.bill == LAW)
    family = replace(family, members=members, proof=proof)
    statuses = {m.bill: m.status for m in members}
    bills = tuple(replace(b, status=statuses[b.bill]) for b in tsra_campaign().bills)
    return MadeSnapshot(tsra_campaign(families=(family,), bills=bills))


def pages(snapshot, people=PEOPLE, roster=ROSTER, **values):
    request = replace(Request("tsra", TODAY, organisation=COALITION), **values)
    effort = Effort(read_subject(snapshot, "tsra"), request, roster)
    found = build_leave_behinds(snapshot, effort, people)
    return {p.id: page for p, page in zip(people, found, strict=True)}


def office_words(page):
    block = page.block("office")
    said = [s.text for p in block.paragraphs for s in p.sentences] if block else []
    return " ".join(said).replace("\N{NO-BREAK SPACE}", " ")


def everything(page):
    said = [s.text for b in page.blocks for p in b.paragraphs for s in p.sentences]
    said += [s.text for s in page.status.sentences] + [b.heading for b in page.blocks]
    return " ".join([page.title, page.head, *said]).replace("\N{NO-BREAK SPACE}", " ")


# -- a law ---------------------------------------------------------------------------------------


def test_a_cosponsor_of_an_overtaken_bill_is_thanked_by_its_number():
    page = pages(law_snapshot())[JOINED.id]
    assert page.addressee.variant == "thank"
    assert page.block("office").heading == "Thank you, Rep. Joined"
    assert "You cosponsored H.R. 1379 (2025)." in office_words(page)
    assert "That work led to Public Law 119-73." in office_words(page)
    assert page.head == "For Rep. Ann Joined (CA-36)"
    note = next(n for n in page.notes if n.number in page.block("office").paragraphs[0]
                .sentences[0].notes)  # fmt: skip
    assert "H.R.\N{NO-BREAK SPACE}1379" in note.text


def test_who_introduced_the_law_is_thanked_for_the_law():
    page = pages(law_snapshot())[LED.id]
    words = office_words(page)
    assert "You introduced H.R. 4323 (now Public Law 119-73) and H.R. 1379 (2025)." in words
    assert "led to" not in words


def test_of_a_law_nobody_is_asked_to_cosponsor_and_others_are_asked_to_carry_it_out():
    for page in pages(law_snapshot()).values():
        assert "cosponsor " not in everything(page).lower()
    page = pages(law_snapshot())[NEW.id]
    assert page.addressee.variant == "ask"
    assert office_words(page) == "Your office can help Public Law 119-73 work in practice."
    assert page.head == "For Rep. Cy New (WY-AL)"


@pytest.mark.parametrize("who", [LEFT, NOES])
def test_what_could_embarrass_is_on_the_visit_sheet_alone(who):
    snapshot = law_snapshot()
    page = pages(snapshot)[who.id]
    assert page.addressee.variant == "ask"
    for word in ("withdr", "left", "voted no", "name off", "1379 (2025)"):
        assert word not in everything(page).lower().replace("who stood", "")
    history = " ".join(sheet_words(snapshot, who, "history"))
    assert ("Took their name off H.R. 1379" in history) == (who is LEFT)
    assert ("Voted no on H.R. 4323" in history) == (who is NOES)
    assert "Do not raise it first" in history


def test_a_delegate_has_a_title_of_their_own():
    page = pages(law_snapshot())[DELEGATE.id]
    assert page.addressee.name == "Del. Flo Delegate"
    assert page.addressee.place == "GU-AL"


# -- a live bill -----------------------------------------------------------------------------------


def live_snapshot(
    *,
    complete=True,
    as_of="2026-11-20",
    position=Position.SUPPORT,
    joined=(JOINED,),
    votes=None,
):
    """One live House bill that the campaign supports."""
    status = bill_status(bill_record(LIVE, "2025-02-07"), family="us-tsra", campaign="tsra")
    status = with_sponsors(status, sponsored(joined=joined, led=[LED], left=[LEFT]), votes)
    if not complete:
        status = replace(status, cosponsors=Cosponsors(1, 0, {}, complete=False))
        status = replace(status, bill=replace(
            status.bill, sponsors_only=True, sponsorships=sponsored(led=[LED])
        ))  # fmt: skip
    status = replace(status, data_as_of=as_of)
    campaign = tsra_campaign()
    family = campaign.families[0]
    member = replace(family.members[0], bill=LIVE, kind=MemberKind.ORIGINAL, enacted_via=None,
                     status=status)  # fmt: skip
    family = replace(
        family, stage=status.stage, alive=True, law=None, enacted_bill=None, proof=status,
        members=(member,), attempts=(),
    )  # fmt: skip
    followed = replace(campaign.bills[0], bill=LIVE, position=position, status=status)
    texts = (*campaign.texts, replace(campaign.texts[0], key="ask-join", claims=(),
                                      text="Cosponsor H.R. 1144."))  # fmt: skip
    ask = replace(campaign.asks[0], id="join", stages=(status.stage,), texts=("ask-join",))
    campaign = replace(
        campaign, families=(family,), bills=(followed,), asks=(ask,), texts=texts, claims=()
    )
    return MadeSnapshot(replace(campaign, texts=tuple(replace(t, claims=()) for t in texts)))


def asks(page):
    block = page.block("ask")
    return [s.text for p in block.paragraphs for s in p.sentences] if block else []


def test_who_stands_on_the_bill_is_thanked_and_not_asked_to_join_again():
    found = pages(live_snapshot())
    for who in (JOINED, LED):
        assert found[who.id].addressee.variant == "thank"
        assert asks(found[who.id]) == []
        assert "Please cosponsor" not in everything(found[who.id])


def test_who_does_not_is_asked_with_how_many_have_joined():
    page = pages(live_snapshot())[NEW.id]
    assert page.addressee.variant == "ask"
    assert office_words(page) == (
        "Please cosponsor H.R. 1144. One member has, as of November 20, 2026."
    )
    assert asks(page) == ["Cosponsor H.R.\N{NO-BREAK SPACE}1144."]
    assert page.lobbying == "direct lobbying"


def test_who_left_is_asked_again_without_a_word_of_it():
    page = pages(live_snapshot())[LEFT.id]
    assert page.addressee.variant == "ask"
    assert "2025-09-01" not in everything(page) and "September" not in everything(page)


def test_a_senator_is_not_asked_to_join_a_house_bill():
    page = pages(live_snapshot())[SENATOR.id]
    assert office_words(page) == "Please support H.R. 1144 when it comes to the Senate."
    assert asks(page) == []


def test_a_delegate_may_join_and_is_not_asked_to_vote():
    snapshot = live_snapshot()
    campaign = snapshot.campaign("tsra")
    texts = tuple(
        replace(t, text="Vote for the bill on the floor.") if t.key == "ask-join" else t
        for t in campaign.texts
    )
    found = pages(MadeSnapshot(replace(campaign, texts=texts)))
    assert asks(found[DELEGATE.id]) == []
    assert asks(found[NEW.id]) == ["Vote for the bill on the floor."]
    assert "Please cosponsor" in office_words(found[DELEGATE.id])


@pytest.mark.parametrize(
    ("complete", "as_of", "why"),
    [
        (False, "2026-11-20", "its list of names is not on record"),
        (True, "2026-06-01", f"its list was last read on {day_words('2026-06-01')}"),
    ],
)
def test_where_the_list_is_unknown_or_old_the_author_is_told_and_not_the_office(
    complete, as_of, why
):
    page = pages(live_snapshot(complete=complete, as_of=as_of))[NEW.id]
    assert page.addressee.variant == "neutral" and page.block("office") is None
    assert "joined" not in everything(page) and "list" not in everything(page)
    assert why in [item.why for item in page.left_out]
    assert page.block("ask").heading == "What we ask of every office"
    assert "billtrail update --bill us-119-hr1144" in [item.action for item in page.left_out]
    assert pages(live_snapshot(complete=complete, as_of=as_of))[LED.id].addressee.variant == "thank"


@pytest.mark.parametrize("position", [p for p in (None, *Position) if p != Position.SUPPORT])
def test_without_a_position_in_favor_nobody_is_thanked_or_asked(position):
    found = pages(live_snapshot(position=position))
    assert {page.addressee.variant for page in found.values()} == {"neutral"}
    for page in found.values():
        assert "Thank" not in everything(page) and "Please" not in everything(page)
    said = office_words(found[JOINED.id])
    if position in DECIDED:
        assert said == ""
        assert f"write an ask for `{position}`" in found[JOINED.id].left_out[-1].action.lower()
    else:
        assert "You cosponsored H.R. 1144 (2025)." in said


# -- California ------------------------------------------------------------------------------------


def test_a_bare_family_name_counts_only_where_it_can_be_one_person():
    one = person("c1", "Ana Perez", "CA", "50", jurisdiction="ca")
    two = person("c2", "Mark González", "CA", "54", jurisdiction="ca")
    three = person("c3", "Jeff Gonzalez", "CA", "36", jurisdiction="ca")
    rows = tuple(
        Sponsorship(name, SponsorRole.COAUTHOR, chamber=Chamber.LOWER)
        for name in ("Pérez", "Gonzalez", "Mark González")
    )
    key = "ca-20252026-ab938"
    now = with_sponsors(bill_status(bill_record(key, "2025-02-20")), rows)
    before = with_sponsors(bill_status(bill_record("ca-20232024-ab1497", "2023-02-17")), rows)
    ledger = Ledger.of((one, two, three), "20252026", (now, before))
    assert [(d.status.key, d.certain) for d in ledger.part(one.id).deeds] == [
        (key, True), ("ca-20232024-ab1497", False),
    ]  # fmt: skip
    assert ledger.part(one.id).of("joined") == ledger.part(one.id).deeds[:1]
    assert [d.status.key for d in ledger.part(two.id).of("joined")] == [key]
    assert ledger.part(three.id).deeds == ()


# -- visit sheets ----------------------------------------------------------------------------------


def sheet(snapshot, who, seats=(), **values):
    request = replace(Request("tsra", TODAY, organisation=COALITION), **values)
    effort = Effort(read_subject(snapshot, "tsra"), request, ROSTER)
    (page,) = build_leave_behinds(snapshot, effort, [who])
    return build_sheet(page, effort, who, seats, "Visit 1 of 1")


def sheet_words(snapshot, who, kind, **values):
    found = sheet(snapshot, who, **values)
    section = next((s for s in (*found.front, *found.back) if s.kind == kind), None)
    paragraphs = section.paragraphs if section else ()
    said = (" ".join(s.text for s in p.sentences) for p in paragraphs)
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in said]


def test_the_sheet_has_the_office_its_committees_and_the_history():
    seats = (
        CommitteeSeat("hsju00", "House Committee on the Judiciary", "chair", None, "2026-06-15"),
        CommitteeSeat(
            "hsju08", "Crime", "member", "House Committee on the Judiciary", "2026-06-15"
        ),
    )
    who = replace(JOINED, office="1 Example Building", phone="202-225-0000")
    found = sheet(law_snapshot(), who, seats)
    words = {s.kind: [" ".join(x.text for x in p.sentences) for p in s.paragraphs]
             for s in found.front}  # fmt: skip
    assert words["office"] == ["1 Example Building", "202-225-0000"]
    assert words["committees"] == ["House Committee on the Judiciary (chair): Crime"]
    assert words["history"][0].startswith("Cosponsored H.R.")
    assert "June\N{NO-BREAK SPACE}15" in found.closing


def test_three_questions_are_answered_and_each_answer_has_its_source():
    found = sheet(law_snapshot(), NEW)
    section = next(s for s in found.front if s.kind == "questions")
    questions = [p for p in section.paragraphs if p.style == "question"]
    answers = [
        section.paragraphs[at + 1]
        for at, p in enumerate(section.paragraphs)
        if p.style == "question"
    ]
    numbers = {note.number for note in found.notes}
    assert len(questions) == 3
    for answer in answers:
        used = {n for s in answer.sentences for n in s.notes}
        assert used and used <= numbers


def test_the_sheet_says_which_update_to_run_before_the_visit():
    history = " ".join(sheet_words(live_snapshot(as_of="2026-06-01"), NEW, "history"))
    assert "billtrail update --bill us-119-hr1144" in history
    assert "they may have joined since" in history
    asked = sheet_words(live_snapshot(as_of="2026-06-01"), NEW, "ask")
    assert asked[0] == "First find out whether they have joined already."


def test_script_and_mail_thank_and_ask_as_the_page_does():
    snapshot = law_snapshot()
    thanked, asked = (" ".join(sheet_words(snapshot, who, "phone")) for who in (JOINED, NEW))
    assert "thanks to Rep. Joined for H.R. 1379 (2025)" in thanked
    assert "thanks" not in asked and "one request" in asked
    mail = " ".join(sheet_words(snapshot, JOINED, "email"))
    assert "Example Coalition" in mail and "[name of the person you met]" in mail


def test_where_nothing_may_be_asked_the_sheet_says_so():
    said = sheet_words(live_snapshot(position=None), NEW, "ask")
    assert said[0].startswith("No position is decided")
    said = sheet_words(live_snapshot(position=Position.OPPOSE), NEW, "ask")
    assert said == [
        "Example Coalition opposes H.R. 1144.",
        "Nothing is asked on this visit. Leave the page and offer to answer questions.",
    ]


def test_a_vote_against_is_no_sore_point_where_we_oppose():
    votes = (Vote("v1", "2025-12-01", Chamber.LOWER, yes=0, no=1, records=(
        VoteRecord(NOES.name, "no", NOES.id),
    )),)  # fmt: skip
    said = {}
    for position in (Position.SUPPORT, Position.OPPOSE):
        snapshot = live_snapshot(position=position, votes=votes)
        said[position] = " ".join(sheet_words(snapshot, NOES, "history"))
    assert "Do not raise it first" in said[Position.SUPPORT]
    assert said[Position.OPPOSE] == "Voted no on H.R. 1144, December 1, 2025"
