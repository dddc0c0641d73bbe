"""Every position, on every shipped campaign, in every language, audience and format: nothing is
said that was written for another one. What was written for which is read anew from the files."""

import re
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import lru_cache
from itertools import cycle, islice, product
from pathlib import Path

import pytest
from brief_values import BRIEFED
from test_brief_commands import said_in

from billtrail.bills.models import Person
from billtrail.briefs.build.brief import build
from billtrail.briefs.build.request import Request
from billtrail.briefs.build.subject import read_subject
from billtrail.briefs.formats.as_bytes import render
from billtrail.briefs.formats.one_page import fit
from billtrail.briefs.typeset.kinds import FORMATS
from billtrail.briefs.values import Brief, published, to_json
from billtrail.briefs.visits.effort import Effort
from billtrail.briefs.visits.leave_behind import build_leave_behinds
from billtrail.briefs.visits.sheet import VisitSheet, build_sheet
from billtrail.campaigns.organisation import Organisation
from billtrail.legislatures.vocabulary import Audience, Language, Position
from billtrail.snapshot.rosters import read_roster
from billtrail.snapshot.snapshot import Snapshot, open_snapshot
from billtrail.workspace.workspace import Workspace

DATA = Path(__file__).parent.parent / "data" / "campaigns"
FILES = {path.stem: tomllib.loads(path.read_text()) for path in sorted(DATA.glob("*.toml"))}
ON = date(2026, 11, 23)
#: A day on which the campaigns of today's laws still asked for votes.
BEFORE = date(2025, 6, 1)
US = Organisation(name="Example Coalition", email="policy@example.org")

#: Words of ours, in no campaign file, that ask or thank.
OURS = re.compile(
    r"Thank you,|Please (?:cosponsor|join|support|help)|Gracias,|Por favor,|Ayude a que"
    r"|thanks to|agradecimiento a|Thank (?:Rep|Sen)\.|Agradezca a|That work led|Ese trabajo llevó"
)
POINTS = ("tagline", "problem", "programs", "behind")


def written_elsewhere(campaign: str, position: Position, language: str) -> Iterator[str]:
    """Every text of the file that was not written for the position."""
    file, undecided = FILES[campaign], position.startswith("needs decision")
    asks = {
        key for ask in file.get("ask", ()) if position not in ask.get("for", ["support"])
        for key in (ask["headline"], *ask["texts"])
    }  # fmt: skip
    for text in file.get("text", ()):
        point = text["key"] in POINTS and position not in text.get("for", ["support"])
        other = text["key"] in asks or (point and not undecided)
        if other and text.get("language", "en") in {language, "en"}:
            yield text["text"]


@lru_cache(maxsize=2_000)
def letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def require_none(
    said: str, campaign: str, position: Position, language: str, where: object
) -> None:
    plain = letters(said)
    for text in written_elsewhere(campaign, position, language):
        assert letters(text) not in plain, (where, text)
    if position != Position.SUPPORT:
        found = OURS.search(said.replace("\N{NO-BREAK SPACE}", " "))
        assert not found, (where, found)


@pytest.fixture(params=list(Position), ids=str)
def taken(fresh: Workspace, request: pytest.FixtureRequest) -> tuple[Workspace, Position]:
    """One position on every bill of every campaign, all asks public."""
    position: Position = request.param
    with closing(sqlite3.connect(fresh.database)) as connection, connection:
        connection.execute(
            "INSERT OR REPLACE INTO positions (bill, campaign, position, decided_on, condition) "
            "SELECT bill, campaign, ?, '2024-10-01', NULL FROM campaign_bills",
            (position.value,),
        )
        connection.execute(
            """UPDATE campaigns SET public_ask = '{"by": "A", "on": "2026-11-01"}'"""
        )
    return fresh, position


def test_no_brief_says_what_was_written_for_another_position(
    taken: tuple[Workspace, Position], tmp_path: Path
) -> None:
    space, position = taken
    printed = _printed(position)
    for on in (ON, BEFORE):
        with open_snapshot(space.database, on) as snapshot:
            for campaign, audience, language in product(FILES, BRIEFED, Language):
                request = Request(campaign, on, language, audience, US, today=on)
                found = build(snapshot, request)
                require_none(to_json(published(found)), campaign, position, language, request)
                assert bool(found.asks) <= (position == Position.SUPPORT)
                if (audience, on) == (Audience.MEMBER, ON) and language == printed[campaign]:
                    _in_every_format(found, campaign, position, language, tmp_path)


def _printed(position: Position) -> dict[str, Language]:
    """In which language a campaign is written in every format: over all positions in each. A file
    says what its brief says, which `test_brief_pdf.py` holds."""
    languages = islice(cycle(Language), list(Position).index(position), None)
    return dict(zip(FILES, languages, strict=False))


def _in_every_format(
    found: Brief, campaign: str, position: Position, language: str, folder: Path
) -> None:
    page = fit(found)
    for format_ in FORMATS:
        path = folder / f"page.{format_}"
        path.write_bytes(render(page, format_))
        if format_ != "json":
            said = letters(said_in(path, folder))
            for text in written_elsewhere(campaign, position, language):
                assert letters(text) not in said, (campaign, format_, language, text)


def test_support_does_say_what_was_written_for_it(prepared: Workspace) -> None:
    """So that the test above has something to find."""
    found = [*written_elsewhere("t-visa-work", Position.OPPOSE, "en")]
    assert any("Sign on to H.R. 4817" in text for text in found) and len(found) > 5
    with open_snapshot(prepared.database, ON) as snapshot:
        said = to_json(build(snapshot, Request("tsra", ON, organisation=US)))
    told = [
        t for t in written_elsewhere("tsra", Position.OPPOSE, "en") if letters(t) in letters(said)
    ]
    assert len(told) >= 5


FEDERAL = ("tsra", "t-visa-work", "tvpra", "records-racial-justice")


@pytest.mark.parametrize("language", list(Language))
def test_no_page_for_an_office_and_no_visit_sheet_does(
    taken: tuple[Workspace, Position], language: Language
) -> None:
    space, position = taken
    with open_snapshot(space.database, ON) as snapshot:
        for campaign in FEDERAL:
            request = Request(campaign, ON, language, Audience.MEMBER, US, today=ON)
            roster = read_roster(snapshot.connection, "us", ON)
            effort = Effort(read_subject(snapshot, campaign), request, roster)
            people = [*[*_with_a_part(effort)][:4], roster.people[0]]
            for person, page in _pages(snapshot, effort, people):
                where = (campaign, person.name)
                require_none(to_json(published(page)), campaign, position, language, where)
                sheet = build_sheet(page, effort, person, (), "1")
                require_none(_words(sheet), campaign, position, language, where)


def _with_a_part(effort: Effort) -> Iterator[Person]:
    return (
        p for p in effort.roster.people if effort.own(effort.part(p)).of("introduced", "joined")
    )


def _pages(
    snapshot: Snapshot, effort: Effort, people: list[Person]
) -> Iterator[tuple[Person, Brief]]:
    return zip(people, build_leave_behinds(snapshot, effort, people), strict=True)


def _words(sheet: VisitSheet) -> str:
    sections = (*sheet.front, *sheet.back)
    return " ".join(s.text for x in sections for p in x.paragraphs for s in p.sentences)
