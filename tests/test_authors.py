"""California has authors, joint authors and coauthors: "sponsor" is who asked for a bill there."""

import asyncio
import re
from dataclasses import replace
from datetime import date

import pytest
from brief_values import MadeSnapshot, bill_record, bill_status, tsra_campaign
from california import measure
from lxml import html
from test_leave_behind import everything, live_snapshot, office_words, pages, person, with_sponsors

from billtrail.bills.models import Sponsorship
from billtrail.bills.people.seats import Roster
from billtrail.briefs.build.brief import build
from billtrail.briefs.build.request import Request
from billtrail.briefs.values import to_json
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import Chamber, Language, Position, SponsorRole
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.words.terminal import bill_lines
from billtrail.workspace.workspace import Workspace

ON = date(2026, 11, 23)
#: A day on which the bill of these tests is alive.
LIVE = date(2025, 6, 1)
MISLEADS = re.compile(r"(?:co)?sponsor|patrocin", re.IGNORECASE)
#: Words of the record, of the schema, or of another's paper: not ours to change.
OFFICIAL = re.compile(r'"(?:cosponsors|sponsor)":')
KEY = "ca-20252026-ab938"

PEOPLE = (
    person("ca-1", "Ana Author", "CA", "1", jurisdiction="ca"),
    person("ca-2", "Jo Joint", "CA", "2", jurisdiction="ca"),
    person("ca-3", "Cy Coauthor", "CA", "3", jurisdiction="ca"),
    person("ca-4", "Di New", "CA", "4", jurisdiction="ca"),
)
ROLES = (SponsorRole.AUTHOR, SponsorRole.AUTHOR, SponsorRole.COAUTHOR)


def status_of(key: str = KEY):  # type: ignore[no-untyped-def]
    """A live bill of California with an author, a joint author and a coauthor."""
    rows = tuple(
        Sponsorship(one.name, role, one.id, party="D", state="CA", chamber=Chamber.LOWER)
        for one, role in zip(PEOPLE, ROLES, strict=False)
    )
    record = bill_record(key, "2025-02-20")
    status = bill_status(record, LIVE, family="us-tsra", campaign="tsra")
    status = with_sponsors(status, rows)
    joined = rows[2:]
    counted = replace(status.cosponsors, current=1, by_party={"D": 1}, people=joined)
    return replace(status, sponsor=rows[0], cosponsors=counted, data_as_of="2025-05-30")


def snapshot() -> MadeSnapshot:
    """The live snapshot of the leave-behinds, its bill one of California."""
    base = live_snapshot().campaign("tsra")
    first, second = status_of(), status_of("ca-20232024-ab1497")
    members = tuple(replace(base.families[0].members[0], bill=s.key, status=s)
                    for s in (first, second))  # fmt: skip
    family = replace(base.families[0], members=members, proof=first, stage=first.stage)
    bill = replace(base.bills[0], bill=KEY, status=first, position=Position.SUPPORT)
    texts = tuple(replace(t, text="Ask for a hearing.") if t.key == "ask-join" else t
                  for t in base.texts)  # fmt: skip
    campaign = tsra_campaign()
    campaign = replace(base, families=(family,), bills=(bill,), texts=texts)
    return MadeSnapshot(campaign, {s.key: s for s in (first, second)})


@pytest.mark.parametrize("language", list(Language))
def test_a_page_of_a_campaign_names_authors(language: Language) -> None:
    found = snapshot()
    texts = tuple(replace(t, language=language) for t in found.campaign("tsra").texts)
    found = MadeSnapshot(replace(found.campaign("tsra"), texts=texts), {KEY: found.bill(KEY)})
    said = to_json(build(found, Request("tsra", LIVE, language=language)))
    assert not MISLEADS.search(OFFICIAL.sub("", said)), MISLEADS.search(OFFICIAL.sub("", said))


def test_an_office_is_asked_to_coauthor() -> None:
    roster = Roster("ca", "20252026", "2026-06-15", PEOPLE)
    found = pages(snapshot(), PEOPLE, roster, on=LIVE)
    assert "Please join AB 938 as a coauthor." in office_words(found["ca-4"])
    assert "You joined AB 938 (2025)" in office_words(found["ca-3"])
    assert not any(MISLEADS.search(everything(page)) for page in found.values())


def test_a_bill_is_shown_with_author_and_joint_author() -> None:
    lines = list(bill_lines(status_of()))
    assert "  Author: Ana Author (D); joint author: Jo Joint (D)" in lines
    assert any(line.startswith("  Coauthors: 1") for line in lines)


@pytest.mark.parametrize("language", list(Language))
def test_no_status_brief_of_california_says_sponsor(
    prepared: Workspace, language: Language
) -> None:
    with open_snapshot(prepared.database, ON) as found:
        keys = [key for key in found.keys if key.startswith("ca-")]
        for key in keys:
            said = to_json(build(found, Request(key, ON, language=language)))
            status = [a.description for a in found.bill(key).bill.actions or ()]
            ours = OFFICIAL.sub("", said)
            for words in (found.bill(key).bill.title or "", *status):
                ours = ours.replace(words.rstrip("."), "")
            assert not MISLEADS.search(ours), (key, ours)
    assert len(keys) > 20


def test_no_page_of_a_bill_of_california_says_sponsor(prepared: Workspace) -> None:
    site = make_datasette(prepared.database, today=lambda: ON)
    for key in ("ca-20252026-ab379", "ca-20252026-ab938", "ca-20212022-sb357"):
        answer = asyncio.run(site.client.get(f"/bill/{key}"))
        main = html.fromstring(answer.text).find(".//main").text_content()
        assert "Author" in main and not MISLEADS.search(main), MISLEADS.search(main)


@pytest.mark.parametrize(
    ("language", "said"),
    [(Language.EN, ("Author: Assemblymember Rubio.", "Joint author: Sen. Rubio.")),
     (Language.ES, ("Autoría: Asambleísta Rubio.", "Autoría conjunta: Sen. Rubio."))],
)  # fmt: skip
def test_joint_authors_of_one_name_are_told_apart_by_their_house(fresh, language, said) -> None:
    """Built by hand: both Rubios lead a bill of which no list tells the seats."""
    authors = tuple(Sponsorship("Rubio", SponsorRole.AUTHOR, chamber=chamber, state="CA")
                    for chamber in (Chamber.LOWER, Chamber.UPPER))  # fmt: skip
    made = measure("ca-20252026-ab2900", [("2026-02-10", "A", "Read first time. To print.")])
    with fresh.writer("test") as writer:
        writer.save_bill(replace(made, sponsorships=authors, data_as_of="2026-03-10"), "ca_pubinfo")
    with open_snapshot(fresh.database, date(2026, 3, 11)) as found:
        text = to_json(build(found, Request(made.key, date(2026, 3, 11), language=language)))
        lines = list(bill_lines(found.bill(made.key)))
    assert all(words in text.replace("\N{NO-BREAK SPACE}", " ") for words in said)
    assert "  Author: Rubio (Assembly); joint author: Rubio (Senate)" in lines
