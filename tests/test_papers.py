"""The papers beside the letter to a committee: to the governor, before a vote; and a census."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from letters import AB938, COALITION, DAY, IN_APPROPRIATIONS, TSRA, letter, words

from billtrail.briefs.papers.build import build_paper
from billtrail.briefs.papers.definitions import load_papers
from billtrail.briefs.papers.formats.fit import fit
from billtrail.briefs.papers.formats.lines import fits_docx
from billtrail.briefs.papers.formats.pdf import has_its_pages
from billtrail.briefs.papers.places import is_on_floor
from billtrail.briefs.papers.request import PaperRequest
from billtrail.briefs.papers.write import to_each_committee
from billtrail.errors import BriefRefused
from billtrail.legislatures.vocabulary import Language, Stage
from billtrail.snapshot.snapshot import open_snapshot

#: The Assembly voted on AB 938 next; the Governor had AB 262.
ON_FLOOR, AT_GOVERNOR = date(2025, 6, 1), date(2021, 9, 18)
#: Senate Appropriations has heard AB 938 and keeps it.
HELD = date(2025, 9, 5)
AB262 = "ca-20212022-ab262"


@pytest.fixture(scope="module")
def office(letters_office):
    return letters_office


# -- to the governor -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def to_governor(office):
    return letter(office, AB262, AT_GOVERNOR, paper="governor-letter")


def test_the_governor_is_asked_to_sign_with_both_houses_votes(to_governor):
    assert words(to_governor, "re") == (
        "RE: AB 262 (Patterson), as enrolled September 13, 2021: REQUEST FOR SIGNATURE"
    )
    assert words(to_governor, "recipient").startswith(
        "The Honorable Gavin Newsom Governor of California 1021 O Street"
    )
    assert words(to_governor, "stance").startswith("We write to ask you to sign AB 262.")
    votes = words(to_governor, "votes")
    assert "the Assembly 78 to 0" in votes and "the Senate 38 to 0 on September 8, 2021" in votes
    assert words(to_governor, "ask").endswith("We respectfully request your signature on AB 262.")


def test_the_days_left_are_counted_from_presentment(office, to_governor):
    """AB 379 was presented on July 18, 2025: twelve days. Of AB 262 it is not known on which day
    the Legislature left for the year, so no day is named."""
    paper = letter(office, "ca-20252026-ab379", date(2025, 7, 23), paper="governor-letter")
    (known,) = [one for one in paper.findings if one.check == "presented"]
    assert "The last day to act is Jul\N{NO-BREAK SPACE}30" in known.says
    assert known.says.endswith("7 days are left.")
    (open_,) = [one for one in to_governor.findings if one.check == "presented"]
    assert "not in our calendar" in open_.says


def test_a_condition_says_nothing_of_the_text_as_it_was_passed(office):
    paper = letter(office, AB262, AT_GOVERNOR, paper="governor-letter", organisation=None)
    assert not paper.is_draft or "[POSITION]" not in words(paper, "re")
    other = letter(office, "ca-20212022-sb357", date(2022, 6, 25), paper="governor-letter")
    assert "[POSITION]" in words(other, "re") and other.is_draft


# -- before a vote ---------------------------------------------------------------------------------


def test_an_alert_asks_for_a_vote_on_half_a_page(office):
    paper = letter(office, AB938, ON_FLOOR, paper="floor-alert")
    assert words(paper, "title") == "AYE on AB 938 (Bonta)"
    assert len([p for b in paper.blocks for p in b.paragraphs if p.style == "number"]) == 2
    assert "Assembly Public Safety Committee (7 to 1)" in words(paper, "committees")
    assert words(paper, "contact").startswith("Questions: Eva Example")
    assert paper.sheet == "half" and has_its_pages(paper) and fits_docx(paper)


def test_an_alert_may_go_before_the_committees_report(office):
    """House Judiciary voted to send H.R. 4323 on, on September 10, 2025."""
    paper = letter(office, TSRA, date(2025, 9, 15), paper="floor-alert")
    assert "its report comes before the vote" in " ".join(one.says for one in paper.findings)


def test_a_call_has_four_lines(office):
    paper = letter(office, AB938, ON_FLOOR, paper="call-script")
    block = paper.block("script")
    assert block is not None and len(block.paragraphs) == 4
    assert "Please ask the Member to vote AYE on AB 938." in words(paper, "script")


def test_a_count_that_only_the_history_tells_is_told(office):
    paper = letter(office, "ca-20252026-ab379", date(2025, 7, 23), paper="governor-letter")
    assert words(paper, "votes").startswith(
        "It passed the Assembly 74 to 0 on May 15, 2025 and the"
    )


@pytest.mark.parametrize(
    ("paper", "bill", "on", "says"),
    [
        ("floor-alert", AB938, IN_APPROPRIATIONS, "No chamber votes on AB 938 next"),
        ("governor-letter", AB938, ON_FLOOR, "AB 938 is not before the Governor. billtrail letter "
         "ca-20252026-ab938 --paper floor-alert"),
        ("governor-letter", TSRA, date(2026, 1, 15), "Nobody is on file as the President"),
        ("position-letter", AB262, AT_GOVERNOR, "--paper governor-letter"),
        ("floor-alert", TSRA, DAY, "is law: Public Law 119-73"),
        ("position-letter", TSRA, date(2025, 9, 15), "--paper floor-alert"),
        ("floor-alert", AB938, HELD, "keeps it. Write when it is set for a hearing again.$"),
    ],
)  # fmt: skip
def test_a_paper_for_another_place_names_the_one_that_applies(office, paper, bill, on, says):
    with pytest.raises(BriefRefused, match=says):
        letter(office, bill, on, paper=paper)


# -- census ----------------------------------------------------------------------------------------


def test_no_english_paper_is_refused_where_it_applies(office):
    """Every live bill that ships, and on two past days those of California; each built, every
    fifteenth set."""
    written, refused = Counter(), list[str]()
    for on in (AT_GOVERNOR, ON_FLOOR, DAY):
        with open_snapshot(office.database, on) as snapshot:
            for request in _that_apply(snapshot, on):
                try:
                    paper = build_paper(snapshot, request)
                    if sum(written.values()) % 15 == 0:
                        fit(paper, request.paper.drops)
                    written[request.paper.id] += 1
                except BriefRefused as error:
                    refused.append(f"{request.paper.id} {request.bill} {request.language}: {error}")
    assert refused == []
    assert set(written) == {paper.id for paper in _on_a_bill()}


def _on_a_bill():
    return [paper for paper in load_papers().values() if paper.about == "bill"]


def _that_apply(snapshot, on):
    keys = {b.bill for c in snapshot.campaigns() for b in c.bills if b.status}
    ours = [key for key in sorted(keys) if on == DAY or key.startswith("ca-")]
    for status in map(snapshot.bill, ours):
        if not status.progress.alive or status.overtaken_by or status.is_unread:
            continue
        for paper in _on_a_bill():
            asked = PaperRequest(paper, status.key, on, on, organisation=COALITION)
            yield from _in_languages(_where(snapshot, asked, status), paper)


def _where(snapshot, asked, status):
    kind, held = asked.paper.recipients, status.location is not None and status.location.held
    if kind.startswith("committee"):
        each = to_each_committee(snapshot, asked)
        return [one for one in each if one.committee and not held]
    if kind == "governor":
        here = status.stage in (Stage.PASSED_BOTH, Stage.TO_EXECUTIVE)
        return [asked] if here and status.bill.jurisdiction == "ca" else []
    return [asked] if is_on_floor(status) else []


def _in_languages(requests, paper):
    for request in requests:
        yield from (replace(request, language=Language(one)) for one in paper.languages)
