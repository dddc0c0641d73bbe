"""Building a brief: what it says, what it leaves out, and the few cases it refuses."""

import re
from dataclasses import fields, replace
from datetime import date

import pytest
from brief_values import (
    BLOCKED,
    CAST_RECORDS,
    JOB,
    LAW,
    MEASURED,
    SURVEY,
    TEXTS_EN,
    TODAY,
    MadeSnapshot,
    bill_record,
    bill_status,
    cosponsors,
    figure,
    texts,
    tsra_bills,
    tsra_campaign,
    vetoed_bill,
)
from hypothesis import given
from hypothesis import strategies as st

from billtrail.bills.models import Action, BillCommittee
from billtrail.bills.stages import How
from billtrail.bills.values import Disagreement
from billtrail.briefs.build.brief import build
from billtrail.briefs.build.request import Request
from billtrail.briefs.build.rules import DEGRADE
from billtrail.briefs.language.labels import LABELS
from billtrail.briefs.language.language import Labels, tie
from billtrail.briefs.values import (
    Brief,
    LeftOut,
    Paragraph,
    Sentence,
    from_json,
    published,
    to_json,
)
from billtrail.campaigns.organisation import (
    BLOCKS,
    Organisation,
    load_organisation,
)
from billtrail.campaigns.values import Endorser, FollowedBill
from billtrail.datasette_plugins.theme import build_bar as page_bar
from billtrail.errors import BriefRefused, UnknownKey, UsageError
from billtrail.legislatures.vocabulary import (
    ActionClass,
    Aim,
    Audience,
    Chamber,
    FigureForm,
    Language,
    Position,
    Stage,
)
from billtrail.words import status as screen

COALITION = Organisation(name="Example Coalition", email="policy@example.org", phone="555-0100")


def built(subject: str = "tsra", snapshot: MadeSnapshot | None = None, **values: object) -> Brief:
    request = Request(subject, TODAY)
    return build(snapshot or MadeSnapshot(), replace(request, **values))  # type: ignore[arg-type]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def words_of(brief: Brief) -> str:
    """Everything on the page, for a search."""
    blocks = [s.text for b in brief.blocks for p in b.paragraphs for s in p.sentences]
    status = [s.text for s in brief.status.sentences]
    figures = [f.sentence.text for f in brief.figures]
    notes = [note.text for note in brief.notes]
    heads = [brief.title, brief.tagline, brief.identity, *(m.text for m in brief.marks)]
    heads += [block.heading for block in brief.blocks]
    return plain(" ".join([*heads, *status, *blocks, *figures, *notes, *brief.closing]))


def left(brief: Brief) -> dict[str, LeftOut]:
    return {item.what: item for item in brief.left_out}


# -- the case that decides the design --------------------------------------------------------------


def test_tsra_leads_with_the_law_and_asks_to_carry_it_out() -> None:
    brief = built()
    assert "Public Law 119-73" in plain(brief.identity)
    assert brief.title == plain(TEXTS_EN["headline-enacted"])
    status = plain(" ".join(s.text for s in brief.status.sentences))
    assert status.startswith("H.R. 4323 became Public Law 119-73 on January 23, 2026.")
    assert "Thirteen bills in six Congresses since 2016 led to this law." in status
    assert "H.R. 1379 and S. 2255 were overtaken by H.R. 4323." in status
    assert "Government Accountability Office" in status
    ask = brief.block("ask")
    assert ask is not None and len(ask.paragraphs) == 3


@pytest.mark.parametrize("subject", ["us-119-hr1379", "us-119-s2255", "us-117-hr8672", LAW])
def test_every_number_of_an_enacted_effort_leads_with_the_law(subject: str) -> None:
    brief = built(subject)
    assert "Public Law 119-73" in plain(brief.identity)
    assert brief.status.stage == Stage.ENACTED
    assert "cosponsor " not in words_of(brief).lower()


def test_a_number_that_died_is_said_to_have_died() -> None:
    assert "H.R. 8672 died in committee. It ended on January 3, 2023." in words_of(
        built("us-117-hr8672")
    )


def test_the_bar_has_every_step_with_its_day() -> None:
    steps = [(step.label, step.date and plain(step.date), step.state) for step in built().bar]
    assert steps == [
        ("Introduced", "Jul 10, 2025", "passed"),
        ("Passed committee", "Oct 17, 2025", "passed"),
        ("Passed House", "Dec 1, 2025", "passed"),
        ("Passed Senate", "Dec 18, 2025", "passed"),
        ("To President", "Jan 12, 2026", "passed"),
        ("Law", "Jan 23, 2026", "current"),
    ]


def test_figures_carry_their_sentence_row_and_note() -> None:
    brief = built()
    assert [f.id for f in brief.figures] == [CAST_RECORDS.id, SURVEY.id, JOB.id]
    cast = brief.figures[0]
    assert cast.display == "31%" and cast.sentence.figure == CAST_RECORDS.id
    assert "the number of people was not published" in cast.sentence.text
    note = brief.notes[cast.sentence.notes[0] - 1]
    assert "Base: all survivors served by Cast" in note.text and "Period: not stated" in note.text
    assert note.url == CAST_RECORDS.source_url


def test_each_base_of_a_source_has_a_note_and_one_base_shares_it() -> None:
    brief = built()
    _, survey, job = brief.figures
    texts_ = {f: brief.notes[f.sentence.notes[0] - 1].text for f in (survey, job)}
    assert "Base: nearly 500 who answered" in texts_[survey]
    assert texts_[job] == "Polaris, the same page. Base: respondents with a criminal record."
    alike = replace(JOB, id="other", value=63.0)
    pair = built(snapshot=MadeSnapshot(tsra_campaign(figures=(SURVEY, JOB, alike)))).figures[1:]
    assert pair[0].sentence.notes == pair[1].sentence.notes


def test_every_note_number_exists_and_notes_are_counted_from_one() -> None:
    brief = built()
    used = {n for s in _sentences(brief) for n in s.notes}
    assert used <= {note.number for note in brief.notes}
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))


def _sentences(brief: Brief) -> list[Sentence]:
    blocks = [s for b in brief.blocks for p in b.paragraphs for s in p.sentences]
    return [*brief.status.sentences, *blocks, *(f.sentence for f in brief.figures)]


def test_supporters_are_counted_by_party_and_each_member_once() -> None:
    said = words_of(built())
    assert "H.R. 4323 had 19 cosponsors: 11 Republicans and 8 Democrats." in said
    assert "Over all thirteen bills, 56 different members cosponsored" in said
    assert (
        "It passed the House by voice vote on December 1, 2025 and the Senate by unanimous "
        "consent on December 18, 2025."
    ) in said


def test_a_member_on_two_bills_counts_once_and_a_withdrawn_one_not() -> None:
    statuses = tsra_bills()
    left_again = cosponsors(1, 0, 100).people[0]._replace(withdrawn="2017-05-01")
    twice = replace(cosponsors(2, 0), people=(*cosponsors(2, 0).people, left_again))
    campaign = tsra_campaign()
    family = campaign.families[0]
    members = [
        replace(m, status=replace(statuses[m.bill], cosponsors=twice))
        if m.bill in ("us-114-s3441",)
        else m
        for m in family.members
        if m.bill != "us-115-hr459"
    ]
    campaign = replace(campaign, families=(replace(family, members=tuple(members)),))
    # The two members are among the nineteen of the law; the third one withdrew.
    assert "different members" not in words_of(built(snapshot=MadeSnapshot(campaign)))


# -- what is left out, and what brings it back -----------------------------------------------------


def test_every_thing_left_out_names_one_action() -> None:
    assert all(row.why and row.action for row in DEGRADE.values())
    assert all(item.why and item.action for item in built().left_out)
    assert all(item.case in DEGRADE for item in built().left_out)
    blocked = next(item for item in built().left_out if item.case == "figure-blocked")
    assert blocked.action == f"billtrail stats settle {blocked.named('id')}"
    assert blocked.named("nothing of the kind") == ""


def test_a_blocked_figure_is_not_printed_and_says_how_to_settle_it() -> None:
    brief = built()
    assert "29" not in "".join(f.display for f in brief.figures)
    item = left(brief)[f"figure {BLOCKED.id}"]
    assert item.why == "the base is not clear"
    assert item.action == f"billtrail stats settle {BLOCKED.id}"


def test_an_unverified_figure_is_left_out() -> None:
    campaign = tsra_campaign(figures=(replace(CAST_RECORDS, verified=False),))
    brief = built(snapshot=MadeSnapshot(campaign))
    assert not brief.figures and brief.block("programs") is None
    assert f"figure {CAST_RECORDS.id}" in left(brief)


def test_a_text_is_printed_only_while_all_its_claims_hold() -> None:
    campaign = tsra_campaign()
    ended = tuple(
        replace(claim, holds=False, ended_by="a later law") if claim.id == "forced" else claim
        for claim in campaign.claims
    )
    brief = built(snapshot=MadeSnapshot(replace(campaign, claims=ended)))
    assert brief.block("problem") is None
    assert "a later law" in left(brief)["text problem"].why


@pytest.mark.parametrize("change", ["undefined", "sourceless"])
def test_a_text_without_a_sourced_claim_is_left_out(change: str) -> None:
    campaign = tsra_campaign()
    claims = {
        "undefined": tuple(claim for claim in campaign.claims if claim.id != "forced"),
        "sourceless": tuple(
            replace(c, source="") if c.id == "forced" else c for c in campaign.claims
        ),
    }[change]
    brief = built(snapshot=MadeSnapshot(replace(campaign, claims=claims)))
    assert brief.block("problem") is None and "text problem" in left(brief)


def test_unreviewed_texts_are_printed_and_said_to_be_so() -> None:
    assert "Texts not yet reviewed by your coalition." in built().closing
    reviewed = tuple(replace(text, reviewed_by="A. Person") for text in texts())
    brief = built(snapshot=MadeSnapshot(tsra_campaign(texts=reviewed)))
    assert not any("reviewed" in line for line in brief.closing)


def test_a_chart_is_drawn_only_from_measured_figures_of_one_base() -> None:
    drawn = built(snapshot=MadeSnapshot(tsra_campaign(chart=MEASURED))).chart
    assert drawn is not None and drawn.home == "programs"
    assert [(row.label, row.display) for row in drawn.rows] == [
        ("All clients", "8,375"),
        ("New clients", "5,090"),
    ]
    assert "clients of reporting grantees" in drawn.base
    for chart in (
        (SURVEY, replace(SURVEY, id="other")),
        (MEASURED[0], replace(MEASURED[1], denominator="others")),
    ):
        brief = built(snapshot=MadeSnapshot(tsra_campaign(chart=chart)))
        assert brief.chart is None or brief.chart.home == "behind"
        assert "chart" in left(brief)


def test_a_past_deadline_is_left_out_and_a_coming_one_printed() -> None:
    for deadline, printed in (("2026-11-01", False), ("2026-12-01", True)):
        asks = tuple(replace(ask, deadline=deadline) for ask in tsra_campaign().asks)
        brief = built(snapshot=MadeSnapshot(tsra_campaign(asks=asks)))
        assert ("By December 1, 2026." in words_of(brief)) is printed
        assert ("deadline" in left(brief)) is not printed


# -- who asks --------------------------------------------------------------------------------------


def test_without_an_organisation_it_is_a_sample_and_nobody_asks() -> None:
    brief = built()
    assert [mark.kind for mark in brief.marks] == ["sample"]
    assert brief.organisation is None and brief.contact == ()
    assert "What we ask" not in words_of(brief)
    assert left(brief)["your organization and contact"].action == "billtrail setup"


def test_with_an_organisation_it_asks_and_can_be_reached() -> None:
    brief = built(organisation=COALITION)
    assert brief.marks == () and brief.organisation == COALITION.name
    assert "What we ask" in words_of(brief)
    assert COALITION.email in brief.contact


def test_an_organisation_without_a_contact_is_still_a_sample() -> None:
    brief = built(organisation=Organisation(name="Example Coalition"))
    assert [mark.kind for mark in brief.marks] == ["sample"]


def test_a_funding_line_comes_only_from_the_organisation() -> None:
    line = "No federal funds paid for this page."
    assert line in built(organisation=replace(COALITION, funding_line=line)).closing
    assert not any("fund" in text for text in built(organisation=COALITION).closing)


def alive_snapshot(position: Position | None = None) -> MadeSnapshot:
    """The effort on a day before the law, with a position on its bill."""
    on = date(2025, 6, 1)
    campaign = tsra_campaign(on)
    bills = tuple(
        replace(bill, position=position) if bill.bill == "us-119-hr1379" else bill
        for bill in campaign.bills
    )
    return MadeSnapshot(replace(campaign, bills=bills), tsra_bills(on), on)


def test_no_decided_position_makes_an_information_version() -> None:
    for position in (None, Position.NEEDS_DECISION):
        brief = built(snapshot=alive_snapshot(position), on=date(2025, 6, 1))
        assert brief.block("ask") is None
        assert brief.title == "Trafficking Survivors Relief Act: where it stands"
        assert brief.lobbying == "education"
        assert "billtrail position us-119-hr1379" in left(brief)["what we ask"].action


def test_a_decided_position_asks_for_the_stage() -> None:
    brief = built(snapshot=alive_snapshot(Position.SUPPORT), on=date(2025, 6, 1))
    assert brief.title == TEXTS_EN["headline-pass"]
    assert brief.lobbying == "direct lobbying"
    assert [step.state for step in brief.bar] == ["passed", "current", *["future"] * 4]


@pytest.mark.parametrize(
    ("audience", "public_ask", "asks", "lobbying"),
    [
        (Audience.MEMBER, None, True, "direct lobbying"),
        (Audience.COALITION, None, True, "direct lobbying"),
        (Audience.FUNDER, None, False, "education"),
        (Audience.PUBLIC, None, False, "education"),
        (Audience.PUBLIC, ("A. Person", "2026-11-01"), True, "grassroots lobbying"),
    ],
)
def test_the_audience_decides_whether_the_page_asks(
    audience: Audience, public_ask: tuple[str, str] | None, asks: bool, lobbying: str
) -> None:
    snapshot = MadeSnapshot(tsra_campaign(public_ask=public_ask))
    brief = built(snapshot=snapshot, audience=audience)
    assert (brief.block("ask") is not None) is asks
    assert brief.lobbying == lobbying


def test_only_sourced_support_is_named_and_nobody_twice() -> None:
    endorsers = (
        Endorser("Cast", "us-117-hr8672", "2022", "Cast annual report page"),
        Endorser("Polaris", "us-118-hr7137", "2024", "Polaris message"),
    )
    position = FollowedBill(
        "us-117-hr8672", Aim.HISTORY, Position.SUPPORT, "Cast with ATEST", "2022", "", None
    )
    campaign = tsra_campaign(endorsers=endorsers)
    campaign = replace(campaign, bills=(*campaign.bills, position))
    said = words_of(built(snapshot=MadeSnapshot(campaign)))
    assert "Support on record: Cast (H.R. 8672, 2022); Polaris (H.R. 7137, 2024)." in said
    assert "Cast with ATEST" not in said
    assert "Polaris message." in said


# -- time ------------------------------------------------------------------------------------------


def test_a_past_day_says_across_the_top_that_it_is_not_current() -> None:
    on = date(2025, 6, 1)
    request = Request("tsra", on, today=TODAY)
    brief = build(alive_snapshot(), request, now=MadeSnapshot())
    text = plain(next(mark.text for mark in brief.marks if mark.kind == "past"))
    assert text == (
        "As things stood on June 1, 2025. Not current: now Public Law 119-73, January 23, 2026."
    )
    assert not any(mark.kind == "past" for mark in built(today=TODAY).marks)


def test_a_stale_status_prints_with_a_dated_line() -> None:
    snapshot = alive_snapshot()
    old = {key: replace(s, data_as_of="2025-05-01") for key, s in snapshot._bills.items()}
    family = snapshot._campaign.families[0]
    assert family.proof is not None
    family = replace(family, proof=old[family.proof.key])
    stale = MadeSnapshot(replace(snapshot._campaign, families=(family,)), old, snapshot.on)
    brief = built(snapshot=stale, on=snapshot.on)
    assert plain(brief.marks[-1].text) == "Not checked since May 1, 2025."
    assert not any(m.kind == "stale" for m in built(snapshot=snapshot, on=snapshot.on).marks)


def test_an_end_that_cannot_move_never_ages() -> None:
    campaign = tsra_campaign()
    proof = campaign.families[0].proof
    assert proof is not None
    family = replace(campaign.families[0], proof=replace(proof, data_as_of="2026-01-30"))
    brief = built(snapshot=MadeSnapshot(replace(campaign, families=(family,))))
    assert not any(mark.kind == "stale" for mark in brief.marks)
    assert plain(brief.head_date) == "Law since January 23, 2026; printed Nov 23, 2026"


# -- a bill without texts --------------------------------------------------------------------------


def status_brief(record: object, on: date = TODAY, **values: object) -> Brief:
    status = bill_status(record, on, family=None, campaign=None, **values)  # type: ignore[arg-type]
    snapshot = MadeSnapshot(bills={status.key: status}, on=on)
    return built(status.key, snapshot, on=on)


def test_a_bill_without_texts_gets_a_status_brief() -> None:
    brief = status_brief(vetoed_bill(), cosponsors=cosponsors(1, 2))
    assert [block.kind for block in brief.blocks] == ["bill", "latest", "behind"]
    assert brief.bar[-1].label == "Vetoed" and brief.bar[-1].state == "current"
    # No committee is on record, so none is said to have had it.
    assert [step.label for step in brief.bar][:2] == ["Introduced", "Passed Senate"]
    said = words_of(brief)
    assert "SB 35 was vetoed on October 12, 2019." in said
    assert "38 to 0" in said
    assert "SB 35 had 3 coauthors: 1 Republican and 2 Democrats." in said
    assert "September 25, 2019: Presented to the Governor" in said
    assert "campaign new TITLE --bill ca-20192020-sb35" in left(brief)["what we ask"].action


@pytest.mark.parametrize(
    ("key", "title", "headline", "is_in_head"),
    [("ca-20192020-sb35", "Sex trafficking", "Sex trafficking did not become law", True),
     ("ca-20192020-sb35", "Words " * 20, "SB 35 did not become law", True),
     ("ca-20192020-sb35", "Words " * 40, "SB 35 did not become law", False),
     ("va-201-sb35", "Firearms; limits on use.", "SB 35: where it stands", True)],
)  # fmt: skip
def test_a_title_that_is_a_paragraph_or_a_phrase_is_no_headline(
    key: str, title: str, headline: str, is_in_head: bool
) -> None:
    place, session, _ = key.split("-")
    told = replace(vetoed_bill(), key=key, jurisdiction=place, session=session,
                   title=title.strip(), short_title=None)  # fmt: skip
    brief = status_brief(told)
    words = title.strip().rstrip(".")
    assert plain(brief.title) == headline
    assert (words in plain(brief.identity)) is is_in_head
    assert f"{words}." in plain(words_of(brief))


@pytest.mark.parametrize(
    ("audience", "share", "says"),
    [(Audience.MEMBER, None, True), (Audience.PUBLIC, None, False),
     (Audience.PUBLIC, "public", True)],
)  # fmt: skip
def test_a_bill_that_is_followed_beside_others_has_our_position(
    audience: Audience, share: str | None, says: bool
) -> None:
    status = bill_status(vetoed_bill(), TODAY, family=None, campaign="tsra")
    ours = FollowedBill(
        status.key, Aim.WATCH, Position.OPPOSE, None, "2026-11-20", "", status, share=share
    )
    campaign = tsra_campaign(bills=(ours,), public_ask=None)
    snapshot = MadeSnapshot(campaign, {status.key: status})
    brief = built(status.key, snapshot, audience=audience, organisation=COALITION)
    assert ("Example Coalition opposes SB 35." in plain(words_of(brief))) is says
    assert ("your position" in left(brief)) is not says
    assert {block.kind for block in brief.blocks} <= {"bill", "latest", "behind", "position"}


STAGES = {
    Stage.INTRODUCED: ((ActionClass.INTRODUCTION,), date(2025, 6, 1)),
    Stage.IN_COMMITTEE: ((ActionClass.REFERRAL_COMMITTEE,), date(2025, 6, 1)),
    Stage.REPORTED: ((ActionClass.COMMITTEE_PASSAGE,), date(2025, 6, 1)),
    Stage.PASSED_ONE_CHAMBER: ((ActionClass.PASSAGE,), date(2025, 6, 1)),
    Stage.PASSED_BOTH: ((ActionClass.ENROLLED,), date(2025, 6, 1)),
    Stage.TO_EXECUTIVE: ((ActionClass.EXECUTIVE_RECEIPT,), date(2025, 6, 1)),
    Stage.ENACTED: ((ActionClass.BECAME_LAW,), date(2025, 6, 1)),
    Stage.VETOED: ((ActionClass.EXECUTIVE_VETO,), date(2025, 6, 1)),
    Stage.FAILED: ((ActionClass.FAILURE,), date(2025, 6, 1)),
    Stage.WITHDRAWN: ((ActionClass.WITHDRAWAL,), date(2025, 6, 1)),
    Stage.DIED: ((ActionClass.DEATH,), date(2025, 6, 1)),
    Stage.OUTCOME_NOT_RECORDED: ((ActionClass.EXECUTIVE_RECEIPT,), date(2027, 6, 1)),
}


C = ActionClass
#: How a bill got there -> the classes of its last step; what is no step of its own is told apart.
HOWS = {
    How.AT_DESK: (C.AT_DESK,), How.ON_CALENDAR: (C.CALENDAR,),
    How.REPORT_FAILED: (C.REPORT_FAILED,),
    How.ORDERED_REPORTED: (C.ORDERED_REPORTED, C.COMMITTEE_PASSAGE),
    How.ORDERED_FAVORABLY: (C.ORDERED_REPORTED, C.COMMITTEE_PASSAGE_FAVORABLE),
    How.ORDERED_ADVERSELY: (C.ORDERED_REPORTED, C.COMMITTEE_PASSAGE_UNFAVORABLE),
    How.ORDERED_UNRECOMMENDED: (C.ORDERED_REPORTED, C.COMMITTEE_PASSAGE_UNRECOMMENDED),
    How.DISCHARGED: (C.DISCHARGE,), How.DISCHARGED_BY_CONSENT: (C.DISCHARGE, C.BY_CONSENT),
    How.DISCHARGED_BY_PETITION: (C.DISCHARGE, C.BY_PETITION),
    How.DISCHARGED_BY_VOTE: (C.DISCHARGE, C.BY_VOTE),
    How.REPORTED: (C.COMMITTEE_PASSAGE,), How.REPORTED_FAVORABLY: (C.COMMITTEE_PASSAGE_FAVORABLE,),
    How.REPORTED_ADVERSELY: (C.COMMITTEE_PASSAGE_UNFAVORABLE,),
    How.REPORTED_UNRECOMMENDED: (C.COMMITTEE_PASSAGE_UNRECOMMENDED,),
    How.ORIGINAL_MEASURE: (C.ORIGINAL_MEASURE,), How.SIGNED: (C.EXECUTIVE_SIGNATURE,),
    How.POCKET_VETOED: (C.POCKET_VETO, C.EXECUTIVE_VETO), How.SET_ASIDE: (C.SET_ASIDE,),
    How.FAILED: (C.FAILURE,), How.FAILED_IN_COMMITTEE: (C.COMMITTEE_FAILURE,),
    How.TABLED: (C.TABLED,), How.FILED_DEAD: (C.DEATH,),
}  # fmt: skip
#: What came back to a committee, or went to another one: its steps, the first of which another step
#: takes back -> how it got there, and what a brief says in each language.
_LEFT = Action("2025-04-12", "Reported", (C.COMMITTEE_PASSAGE,), Chamber.LOWER, committee="hsju00")
_REFERRED = (C.REFERRAL_COMMITTEE,)
AGAIN = {
    "sent back, nobody says to whom": (
        (_LEFT, Action("2025-04-20", "Recommitted", (*_REFERRED, C.RECOMMITTAL), Chamber.LOWER)),
        How.RECOMMITTED,
        ("The House sent H.R. 2851 back to committee on April 20, 2025.",
         "The House sent H.R. 2851 back to committee on April 20, 2025.",
         "La Cámara de Representantes devolvió el proyecto H.R. 2851 a comisión el 20 de abril "
         "de 2025.")),
    "sent again, to one that the record does not name": (
        (_LEFT._replace(classification=(C.DISCHARGE,)),
         Action("2025-04-20", "Referred", _REFERRED, Chamber.LOWER, committee="hsag00")),
        How.REFERRED_AGAIN,
        ("H.R. 2851 was sent to committee again on April 20, 2025. It had left one before.",
         "H.R. 2851 was sent to a committee again on April 20, 2025. It had left one before.",
         "El proyecto H.R. 2851 se envió de nuevo a comisión el 20 de abril de 2025. Antes había "
         "salido de una.")),
    "written by one, with another": (
        (_LEFT._replace(classification=(C.ORIGINAL_MEASURE,)),
         Action("2025-04-12", "Referred", _REFERRED, Chamber.LOWER, committee="hsha00")),
        How.ORIGINAL_REFERRED,
        ("A committee wrote H.R. 2851 and sent it on by April 12, 2025: Judiciary. Another one has "
         "it now: Administration.",
         "A committee wrote H.R. 2851 and sent it on by April 12, 2025: Judiciary. Now another "
         "committee has it: Administration.",
         "Una comisión redactó el proyecto H.R. 2851 y lo presentó a más tardar el 12 de abril de "
         "2025: Judiciary. Ahora lo tiene otra: Administration.")),
}  # fmt: skip


@pytest.mark.parametrize("name", AGAIN)
def test_what_went_back_to_a_committee_names_none_that_is_not_known(name: str) -> None:
    actions, how, said = AGAIN[name]
    named = (BillCommittee("hsju00", "Judiciary", Chamber.LOWER),
             BillCommittee("hsha00", "Administration", Chamber.LOWER))  # fmt: skip
    record = bill_record("us-119-hr2851", "2025-04-10", actions=actions)
    record = replace(record, committees=named)
    status = bill_status(record, date(2025, 6, 1), family=None, campaign=None)
    assert status.progress.how == how
    snapshot = MadeSnapshot(bills={status.key: status})
    for language, wanted in zip((Language.EN, Language.PLAIN, Language.ES), said, strict=True):
        brief = built(status.key, snapshot, on=date(2025, 6, 1), language=language)
        told = " ".join(s.text for s in brief.status.sentences)
        assert wanted in told.replace("\N{NO-BREAK SPACE}", " ")


#: These ways alone may be called a committee's approval, and these a vote that was lost.
APPROVED = {How.REPORTED, How.REPORTED_FAVORABLY}
LOST = {How.FAILED, How.FAILED_IN_COMMITTEE}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("how", list(HOWS))
def test_how_it_got_there_is_told_in_every_language_and_no_stronger(how, language) -> None:
    record = bill_record(
        "us-119-hr2851", "2025-04-10",
        actions=(Action("2025-04-12", "A step", HOWS[how], Chamber.LOWER),),
    )  # fmt: skip
    status = bill_status(record, date(2025, 6, 1), family=None, campaign=None)
    assert status.progress.how == how
    snapshot = MadeSnapshot(bills={status.key: status})
    brief = built(status.key, snapshot, on=date(2025, 6, 1), language=language)
    said = " ".join([brief.status.sentences[0].text, *(step.label for step in brief.bar)])
    said += f" {screen.stage_words(status)} {' '.join(mark.label for mark in page_bar(status))}"
    assert how in APPROVED or not re.search("approved|passed comm|aprobó|pasó comisión", said, re.I)
    assert how in LOST or not re.search("failed a vote|perdió", said, re.I)
    dated = [step.date for step in brief.bar if step.state == "current"]
    assert dated == [Labels(language).date("2025-04-12", short=True)]


def test_every_way_has_its_words() -> None:
    assert set(screen.HOWS) == set(How)
    assert all(f"status-{how}" in LABELS for how in How)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("stage", list(STAGES))
def test_every_stage_prints_in_every_language(stage: Stage, language: Language) -> None:
    classes, on = STAGES[stage]
    record = bill_record(
        "us-119-hr2851",
        "2025-04-10",
        actions=(Action("2025-04-11", "A step", classes, Chamber.LOWER),),
    )
    status = bill_status(record, on, family=None, campaign=None)
    assert status.stage == stage
    brief = built(status.key, MadeSnapshot(bills={status.key: status}), on=on, language=language)
    assert brief.status.sentences[0].text
    assert brief.bar[-1].state == ("future" if status.progress.alive and stage not in
                                   (Stage.VETOED, Stage.FAILED) else "current")  # fmt: skip
    assert brief.block("ask") is None


def test_an_unknown_subject_is_said() -> None:
    with pytest.raises(UnknownKey):
        built("us-119-hr1")


# -- refusals --------------------------------------------------------------------------------------


def test_two_official_sources_that_differ_on_the_stage_refuse() -> None:
    campaign = tsra_campaign()
    family = campaign.families[0]
    assert family.proof is not None

    def with_other(source: str, field: str) -> MadeSnapshot:
        assert family.proof is not None
        difference = Disagreement(field, "enacted", "us_govinfo", "in_committee", source, "2026")
        proof = replace(family.proof, disagreements=(difference,))
        return MadeSnapshot(replace(campaign, families=(replace(family, proof=proof),)))

    with pytest.raises(BriefRefused, match="us_congress_api says in_committee"):
        built(snapshot=with_other("us_congress_api", "stage"))
    assert built(snapshot=with_other("seed", "stage")).title
    assert built(snapshot=with_other("us_congress_api", "title")).title


@pytest.mark.parametrize(
    ("ask", "refused"),
    [
        ("Cosponsor the Trafficking Survivors Relief Act.", True),
        ("Please co-sponsor H.R. 1379.", True),
        ("Vote for this bill.", True),
        ("Thank the members who cosponsored it.", False),
        ("Fund legal help for survivors.", False),
    ],
)
def test_a_false_ask_is_refused(ask: str, refused: bool) -> None:
    snapshot = MadeSnapshot(tsra_campaign(texts=texts(ask_implement_1=ask)))
    if refused:
        with pytest.raises(BriefRefused, match="false"):
            built(snapshot=snapshot)
    else:
        assert ask in words_of(built(snapshot=snapshot))


def test_a_figure_that_could_expose_a_survivor_refuses() -> None:
    exposing = figure("own-cell", 3, "Three people", tags=("small-cell",), unit="people")
    with pytest.raises(BriefRefused, match="own-cell"):
        built(snapshot=MadeSnapshot(tsra_campaign(figures=(exposing,))))
    blocked = replace(exposing, form=FigureForm.BLOCKED)
    assert built(snapshot=MadeSnapshot(tsra_campaign(figures=(blocked,)))).figures == ()


def test_an_effort_without_any_bill_on_record_refuses() -> None:
    campaign = tsra_campaign()
    family = replace(campaign.families[0], proof=None, members=())
    with pytest.raises(BriefRefused, match="No bill of"):
        built(snapshot=MadeSnapshot(replace(campaign, families=(family,))))


# -- languages -------------------------------------------------------------------------------------


def test_a_missing_translation_stops_only_its_language_and_is_named() -> None:
    spanish = tuple(t for t in texts(Language.ES) if t.key != "problem")
    snapshot = MadeSnapshot(tsra_campaign(texts=(*texts(), *spanish)))
    with pytest.raises(BriefRefused, match="no es version: problem"):
        built(snapshot=snapshot, language=Language.ES)
    assert built(snapshot=snapshot).block("problem")


def test_spanish_has_its_dates_laws_and_figures() -> None:
    spanish = texts(Language.ES, **{f"figure_{SURVEY.id}": "El 42% dijo que sí."})
    brief = built(
        snapshot=MadeSnapshot(tsra_campaign(texts=(*texts(), *spanish))), language=Language.ES
    )
    said = words_of(brief)
    assert "H.R. 4323 pasó a ser ley el 23 de enero de 2026: Ley Pública 119-73." in said
    assert SURVEY.id in [f.id for f in brief.figures] and "El 42% dijo que sí." in said


@pytest.mark.parametrize(
    ("value", "english", "short"),
    [
        ("2026-01-23", "January 23, 2026", "Jan 23, 2026"),
        ("2014-09", "September 2014", "Sep 2014"),
        ("2014", "2014", "2014"),
        (None, "a date not on record", "a date not on record"),
    ],
)
def test_dates_of_any_precision(value: str | None, english: str, short: str) -> None:
    labels = Labels(Language.EN)
    assert plain(labels.date(value)) == english
    assert plain(labels.date(value, short=True)) == short
    if value:
        assert " " not in labels.date(value), "a date never breaks"


@pytest.mark.parametrize(
    "text", ["H.R. 4323", "S. 2255", "AB 379", "Public Law 119-73", "January 23, 2026"]
)
def test_numbers_and_dates_do_not_break(text: str) -> None:
    assert " " not in tie(f"{text}")
    assert plain(tie(f"See {text} now")) == f"See {text} now"


def test_no_line_begins_with_the_dot_between_two_names():
    assert tie("Safe Harbor Act · TX HB 10") == "Safe Harbor Act\N{NO-BREAK SPACE}· TX HB 10"


# -- the value -------------------------------------------------------------------------------------


def test_json_gives_the_brief_back() -> None:
    brief = built(organisation=COALITION)
    assert from_json(to_json(brief)) == brief
    assert hash(brief) == hash(from_json(to_json(brief)))


@given(st.text(), st.lists(st.integers(min_value=1, max_value=9), max_size=3))
def test_json_keeps_any_words(text: str, notes: list[int]) -> None:
    brief = built()
    block = replace(brief.blocks[0], paragraphs=(Paragraph((Sentence(text, notes=tuple(notes)),)),))
    changed = replace(brief, blocks=(block,))
    assert from_json(to_json(changed)) == changed


def test_equal_readings_give_equal_json() -> None:
    assert to_json(built()) == to_json(built())


def test_what_is_published_has_nothing_for_the_author_alone() -> None:
    public = published(built(snapshot=alive_snapshot(), on=date(2025, 6, 1)))
    assert public.left_out == () and public.lobbying == ""
    assert "billtrail position" not in to_json(public)


# -- organisation.toml -----------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["name = 3", 'accent = "red"', "name = "])
def test_a_faulty_file_is_named(tmp_path, text: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "organisation.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"organisation\.toml"):
        load_organisation(path)


def test_every_fault_of_an_organisation_is_told_with_its_line(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "organisation.toml"
    path.write_text(
        'timezone = "America/New_York"\nname = 3\nemial = "a@example.org"\naccent = "red"\n'
        'published_at = "example.org"\nblocks = ["problem", "end"]\n[owners]\ntsra = 3\n'
    )
    with pytest.raises(UsageError) as caught:
        load_organisation(path)
    assert str(caught.value).splitlines() == [
        f"{path}: name: 3 is not text in quotes (line 2)",
        f"{path}: there is no field 'emial'. Did you mean email? (line 3)",
        f"{path}: accent: 'red' is not a colour such as #1f5a61 (line 4)",
        f"{path}: published_at: 'example.org' is not an address such as https://example.org "
        "(line 5)",
        f"{path}: blocks: 'end' is none of {', '.join(BLOCKS)} (line 6)",
        f'{path} [owners]: tsra: 3 is no name: [owners] holds lines such as tsra = "A Name" '
        "(line 8)",
    ]


def test_the_organisation_has_the_agreed_fields() -> None:
    assert [field.name for field in fields(Organisation)] == [
        "name", "contact_name", "contact_title", "about", "email", "phone", "address", "site",
        "accent", "funding_line", "published_at", "public_contact", "blocks", "timezone",
        "licensed_to_publish",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "date", "printed"),
    [
        (Language.EN, "2021-09", "in September 2021"),
        (Language.EN, "2021", "in 2021"),
        (Language.EN, "2021-09-10", "on September 10, 2021"),
        (Language.ES, "2021-09", "en septiembre de 2021"),
        (Language.ES, "2021-09-10", "el 10 de septiembre de 2021"),
    ],
)
def test_a_date_without_a_day_is_in_its_month_not_on_it(language, date, printed):
    labels = Labels(language)
    said = labels("passed-plain", chamber="", date=labels.date(date)).strip()
    assert said.replace("\N{NO-BREAK SPACE}", " ") == printed


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (["Texas", "Illinois"], "Texas e Illinois"),
        (["Ohio", "Texas", "Ilhan Omar"], "Ohio, Texas e Ilhan Omar"),
        (["hijos", "hijas"], "hijos e hijas"),
        (["agua", "hielo"], "agua y hielo"),
        (["AB 379", "H.R. 4323"], "AB 379 y H.R. 4323"),
    ],
)
def test_a_spanish_list_says_e_before_the_sound_i(items: list[str], said: str) -> None:
    assert Labels(Language.ES).list(items) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [("2016", "in 2016"), ("September 2016", "in September 2016"), ("2022-07-05", "on 2022-07-05"),
     ("July 5, 2022", "on July 5, 2022")],
)  # fmt: skip
def test_only_a_day_is_something_one_is_on(day: str, said: str) -> None:
    """A title of a source may have a day in figures."""
    labels = Labels(Language.EN)
    assert labels("status-law", bill="SB 1", law="a law", date=day).rstrip(".").endswith(said)
