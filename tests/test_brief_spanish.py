"""No English is left on a Spanish page but official titles and the record's words, all marked."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from brief_values import BRIEFED, TODAY, MadeSnapshot, tsra_campaign
from docx import Document
from docx.oxml.ns import qn
from lxml import html

from billtrail.briefs.build.brief import build
from billtrail.briefs.build.choices import Choices
from billtrail.briefs.build.request import Request
from billtrail.briefs.formats.as_bytes import render
from billtrail.briefs.formats.one_page import fit
from billtrail.briefs.language import translations
from billtrail.briefs.language.english_on_page import pattern, runs
from billtrail.briefs.typeset import templates
from billtrail.briefs.values import Brief
from billtrail.briefs.visits.offices import read_plan
from billtrail.briefs.visits.sheet import build_sheet
from billtrail.briefs.write import build_request
from billtrail.campaigns.organisation import Organisation
from billtrail.legislatures.vocabulary import Audience, Language
from billtrail.snapshot.snapshot import Snapshot, open_snapshot

SENDER = Organisation(name="Example Coalition", email="policy@example.org")

#: Words that no Spanish sentence and no name has: where one stands, English was left.
ENGLISH = re.compile(
    r"\b(?:the|of|and|by|for|with|from|which|was|were|is|are|has|had|that|this|to|at|on|or|its|it|"
    r"as|an|not|who|how|what|where|when|about|report|reports|page|record|records|official|signed|"
    r"section|chapter|statutes|committee|committees|history|title|titles|message|survivors?|law|"
    r"public|next|status|source|sources|base:|period:|act|bill|house|senate|assembly|session|"
    r"read|passed|introduced|referred|ended|until|year|fiscal year|unknown|not stated|reported)\b",
    re.IGNORECASE,
)
#: Spanish words that are spelled like English ones, and names.
SPANISH = re.compile(r"\b(?:visas?|no|is)\b|H\.R\.|\bPublic Counsel\b|\S+@\S+|https?://\S+")


def leftovers(texts: Iterable[str], english: tuple[str, ...]) -> list[str]:
    """English words outside of what is marked as English."""
    found = []
    for text in texts:
        own = "".join("" if is_english else piece for piece, is_english in runs(text, english))
        found += [(word, text) for word in ENGLISH.findall(SPANISH.sub("", own))]
    return [f"{word}: {text}" for word, text in found]


def words_of(brief: Brief) -> Iterator[str]:
    yield from brief.texts
    yield from (brief.head, brief.head_date, brief.bar_title, brief.notes_heading)
    yield from (brief.contact_heading, brief.id_label, brief.check_label)
    yield from (mark.text for mark in brief.marks)
    for step in brief.bar:
        yield from (step.label, step.date or step.words)


def spanish(snapshot: Snapshot, subject: str, audience: Audience = Audience.MEMBER) -> Brief:
    return build(snapshot, Request(subject, TODAY, Language.ES, audience, SENDER))


def official_words(snapshot: Snapshot) -> set[str]:
    """All that may be printed in English: what the record and publishers call things."""
    found = {"Safe at Home", "Safer Streets for All Act", "Congressional Research Service"}
    for key in snapshot.keys:
        bill = snapshot.bill(key).bill
        found |= {bill.short_title or "", (bill.title or "").rstrip("."), bill.credit or ""}
        found |= {title.title.rstrip(".") for title in bill.titles or ()}
        found |= {action.description for action in bill.actions or ()}
        found |= {committee.name for committee in bill.committees or ()}
    for figure in snapshot.figures():
        found |= {figure.publisher, figure.publisher.split(", ")[0], figure.source_title}
    for words in translations.all_in(Language.ES):
        found |= {*words.english}
    return found


def may_be_english(text: str, official: set[str]) -> bool:
    return any(text.lower() in title.lower() for title in official)


@pytest.fixture(scope="module")
def snapshot(prepared):  # type: ignore[no-untyped-def]
    with open_snapshot(prepared.database, TODAY) as opened:
        yield opened


def test_no_english_is_left_on_a_shipped_campaign_or_the_goals(snapshot: Snapshot) -> None:
    official = official_words(snapshot)
    for subject in (*(campaign.id for campaign in snapshot.campaigns()), "goals"):
        for audience in BRIEFED:
            brief = spanish(snapshot, subject, audience)
            assert leftovers(words_of(brief), brief.english) == [], subject
            assert [t for t in brief.english if not may_be_english(t, official)] == [], subject
            assert [i for i in brief.left_out if "printed in English" in i.why] == [], subject


def test_the_last_day_of_an_ask_still_counts(snapshot: Snapshot) -> None:
    """As in English: "by" a day is not before it."""
    asked = Request("ca-vacatur", snapshot.on, language=Language.ES, organisation=SENDER,
                    choices=Choices(deadline="2027-02-15"))  # fmt: skip
    said = " ".join(build(snapshot, asked).texts).replace("\N{NO-BREAK SPACE}", " ")
    assert "A más tardar el 15 de febrero de 2027." in said


def test_every_effort_has_a_spanish_title_or_an_official_one(snapshot: Snapshot) -> None:
    efforts = [family.id for campaign in snapshot.campaigns() for family in campaign.families]
    assert len(efforts) > 40
    for effort in efforts:
        brief = spanish(snapshot, effort)
        assert leftovers(words_of(brief), brief.english) == [], effort
        assert [i.what for i in brief.left_out if "printed in English" in i.why] == [], effort


def test_a_bill_without_texts_has_its_record_marked(snapshot: Snapshot) -> None:
    for key in [*snapshot.keys][::5]:
        brief = spanish(snapshot, key)
        assert leftovers(words_of(brief), brief.english) == [], key


def test_no_english_is_left_on_leave_behinds_and_visit_sheets(prepared, snapshot) -> None:  # type: ignore[no-untyped-def]
    for subject in ("tsra", "t-visa-work", "ca-vacatur"):
        who = "California delegation" if subject != "ca-vacatur" else "all"
        request = build_request(snapshot, prepared, subject, language="es")
        plan = read_plan(snapshot, prepared, request, who)
        for person, page in [*zip(plan.visits.people, plan.briefs, strict=True)][::9]:
            assert leftovers(words_of(page), page.english) == [], person.name
            seats = plan.seats.get(person.id, ())
            sheet = build_sheet(page, plan.effort, person, seats, "1 / 1")
            said = [
                sheet.private, sheet.subject, sheet.status.text, sheet.closing,
                *(section.heading for section in (*sheet.front, *sheet.back)),
                *(s.text for section in (*sheet.front, *sheet.back) if section.kind != "office"
                  for p in section.paragraphs for s in p.sentences),
            ]  # fmt: skip
            commands = re.compile(r"billtrail update --bill \S+")
            assert leftovers((commands.sub("", t) for t in said), sheet.english) == [], person.name


def test_a_plain_title_stands_in_where_there_is_one_and_nothing_is_marked(snapshot) -> None:  # type: ignore[no-untyped-def]
    brief = build(snapshot, Request("ca-vacatur", TODAY, Language.PLAIN))
    assert brief.identity.startswith("Undoing convictions for nonviolent crimes")
    assert brief.english == ()
    assert build(snapshot, Request("tsra", TODAY)).english == ()


# -- words that nobody has translated --------------------------------------------------------------


def test_our_words_without_spanish_stay_english_marked_and_told(tmp_path: Path) -> None:
    campaign = tsra_campaign()
    english = "a source that nobody has put into Spanish"
    claims = tuple(replace(claim, source=english) for claim in campaign.claims)
    texts = tuple(replace(t, language=Language.ES) for t in campaign.texts)
    snapshot_ = MadeSnapshot(replace(campaign, claims=claims, texts=texts))
    brief = build(snapshot_, Request("tsra", TODAY, Language.ES))
    assert english in brief.english
    told = [item for item in brief.left_out if english in item.what]
    assert len(told) == 1 and "[es] in templates/words.toml" in told[0].action
    (tmp_path / "words.toml").write_text(f'[es]\n"{english}" = "una fuente"\n', encoding="utf-8")
    templates.use(tmp_path)
    try:
        mended = build(snapshot_, Request("tsra", TODAY, Language.ES))
        assert any(note.text.startswith("una fuente") for note in mended.notes)
        assert english not in mended.english and "words.toml" in templates.own_templates()
    finally:
        templates.use(tmp_path / "nothing")


# -- the marks in the files ----------------------------------------------------------------------


def test_official_titles_are_marked_as_english_in_web_word_and_pdf(snapshot: Snapshot) -> None:
    brief = fit(spanish(snapshot, "records-racial-justice"))
    title = "Clean Slate Act"
    page = html.fromstring(render(brief, "html"))
    marked = {span.text for span in page.iter("span") if span.get("lang") == "en"}
    assert page.get("lang") == "es" and title in marked

    body = Document(io.BytesIO(render(brief, "docx"))).element.body
    spoken = {
        "".join(t.text or "" for t in run.iter(qn("w:t")))
        for run in body.iter(qn("w:r"))
        for lang in run.iter(qn("w:lang"))
        if lang.get(qn("w:val")) == "en-US"
    }
    assert title in spoken

    with pikepdf.open(io.BytesIO(render(brief, "pdf"))) as pdf:
        root = pdf.Root.StructTreeRoot
        languages = {str(node.Lang) for node in walk(root) if "/Lang" in node}
        content = pdf.pages[0].Contents.read_bytes()
    assert str(pdf_language(render(brief, "pdf"))) == "es-US"
    assert "en-US" in languages or b"en-US" in content


def pdf_language(content: bytes) -> str:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return str(pdf.Root.Lang)


def walk(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(node, pikepdf.Dictionary):
        yield node
        kids = node.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids] if kids is not None else []:
            yield from walk(kid)


def test_words_are_found_whole_longest_first_and_whatever_blanks_they_have() -> None:
    english = ("Act", "Clean Slate Act", "A (b) {c} #d $e$ [f] \\g")
    assert [*runs("la Clean Slate\N{NO-BREAK SPACE}Act, sí", english)] == [
        ("la ", False),
        ("Clean Slate\N{NO-BREAK SPACE}Act", True),
        (", sí", False),
    ]
    assert [*runs("A (b) {c} #d $e$ [f] \\g", english)] == [(english[2], True)]
    assert pattern(()) == "" and [*runs("nada", ())] == [("nada", False)]


def test_a_sentence_left_in_english_is_found() -> None:
    assert leftovers(["Registro oficial of the bill"], ())
    assert not leftovers(["Ley Clean Slate Act of 2025"], ("Clean Slate Act of 2025",))
