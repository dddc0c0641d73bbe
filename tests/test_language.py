"""The house language and the budgets of the texts that ship."""

import re
from collections.abc import Iterator

import pytest

from billtrail.campaigns.content import load
from billtrail.campaigns.content.house_language import lint_text, reading_grade
from billtrail.campaigns.content.languages import differing_facts
from billtrail.campaigns.values import Text
from billtrail.legislatures.vocabulary import FigureForm, Language

SHIPPED = load.load_shipped()
CAMPAIGNS = {campaign.id: campaign for campaign in SHIPPED.campaigns}

AVOIDED = [
    "The victims were helped.", "a child prostitute", "an underage sex worker", "illegal aliens",
    "She was rescued.", "set free", "It saved survivors.", "the offender", "felons",
    "modern slavery", "smuggling", "the number of victims in the U.S.", "minorities",
    "Fewer arrests because of SB 357.", "thanks to the law", "our targets", "a suppressed cell",
    "the bill family", "las víctimas", "fueron rescatadas", "esclavitud moderna",
]  # fmt: skip

ALLOWED = [
    "survivors", "potential victims in reported cases", "a victim of trafficking under the law",
    "victims of a severe form of trafficking", "The Justice for Victims of Trafficking Act passed.",
    "The Trafficking Victims Protection Act of 2000 is law.", "the Office for Victims of Crime",
    "Immigrant Witness and Victim Protection Act", 'AB 379 is titled "Crimes: prostitution".',
    "the California Victim Compensation Board", "a criminal record", "forced criminality",
    "saved to a file", "hidden to protect survivors", "offices to ask", "víctima de trata",
    "family members",
]  # fmt: skip


@pytest.mark.parametrize("text", AVOIDED)
def test_avoided_words_are_found(text: str) -> None:
    assert lint_text(text)


@pytest.mark.parametrize("text", ALLOWED)
def test_titles_quotations_and_terms_of_law_are_kept(text: str) -> None:
    assert lint_text(text) == []


def test_a_finding_names_the_word_and_what_to_say() -> None:
    assert lint_text("Victims were rescued.") == [
        "'Victims': say \"survivor\"; keep \"victim of trafficking\" where the law says it",
        "'rescued': say \"left\", \"exited\", \"was identified\" or \"was assisted\"",
    ]  # fmt: skip


def test_grades_rise_with_longer_words_and_sentences() -> None:
    easy = "The cat sat. The dog ran."
    hard = "Congressional reauthorization necessitates considerable interdepartmental negotiation."
    assert reading_grade(easy) < 2
    assert reading_grade(hard) > 12
    assert reading_grade("Read H.R. 4323 in the U.S. House now.") == reading_grade(
        "Read HR 4323 in the US House now."
    )
    assert reading_grade("") == 0


def _shipped_words() -> Iterator[tuple[str, str]]:
    for goal in SHIPPED.goals:
        yield f"goal {goal.id}", f"{goal.title}. {goal.no_bill or ''}"
    for c in SHIPPED.campaigns:
        yield c.id, f"{c.title}. {c.summary}"
        yield from ((f"{c.id} {text.key} {text.language}", text.text) for text in c.texts)
        yield from ((f"{c.id} {bill.key}", bill.why) for bill in c.bills)
        yield from ((f"{c.id} {day.on}", f"{day.what}. {day.who}") for day in c.dates)
        yield from ((f"{c.id} {family.id}", family.title) for family in c.families)
        for family in c.families:
            yield from ((f"{family.id} {m.bill}", m.basis) for m in family.members)
    for f in SHIPPED.figures:
        yield f.id, " | ".join((f.measure, f.numerator, f.denominator, f.population, f.note))
        yield f"{f.id} sentence", f.sentence


def test_everything_that_ships_keeps_the_house_language() -> None:
    """Some thousand texts in one test: a test for each takes longer than what it looks at."""
    found = [(where, lint_text(words)) for where, words in _shipped_words()]
    assert [(where, said) for where, said in found if said] == []


def test_no_survivor_is_named() -> None:
    for where, words in _shipped_words():
        assert "Tracy" not in words and "David" not in words, where


#: Fewest and most words of a text by the first part of its key.
BUDGETS = {
    "headline": (1, 12), "tagline": (1, 15), "problem": (45, 70), "does": (1, 28),
    "limits": (1, 35), "programs": (1, 20), "behind": (1, 45), "ask": (1, 20), "figure": (1, 40),
    "survivor": (1, 40),
}  # fmt: skip
TEXTS = [(campaign, text) for campaign in SHIPPED.campaigns for text in campaign.texts]


def _too_long_or_hard(text: Text) -> bool:
    fewest, most = BUDGETS[text.key.split("-")[0]]
    if not fewest <= len(text.text.split()) <= most:
        return True
    # A figure's sentence names its publisher in full, so its grade says little.
    is_graded = text.language != Language.ES and not text.key.startswith("figure-")
    return is_graded and reading_grade(text.text) > 9


def test_texts_keep_their_budgets_and_can_be_read() -> None:
    assert [f"{c.id} {t.key} {t.language}" for c, t in TEXTS if _too_long_or_hard(t)] == []


@pytest.mark.parametrize("id", sorted(CAMPAIGNS))
def test_a_campaigns_summary_can_be_read(id: str) -> None:
    assert reading_grade(CAMPAIGNS[id].summary) <= 9


@pytest.mark.parametrize("id", sorted(CAMPAIGNS))
def test_a_campaigns_page_reads_at_school_level(id: str) -> None:
    for language, most in ((Language.EN, 9), (Language.PLAIN, 6)):
        lines = [text.text for text in CAMPAIGNS[id].texts if text.language == language]
        page = " ".join(line if line[-1] in ".:" else f"{line}." for line in lines)
        assert reading_grade(page) <= most


@pytest.mark.parametrize("id", ["tsra", "ca-vacatur"])
def test_plain_and_spanish_are_whole(id: str) -> None:
    texts = CAMPAIGNS[id].texts
    by_language = {
        language: {text.key: text for text in texts if text.language == language}
        for language in Language
    }
    english = by_language[Language.EN]
    figures = {f"figure-{name}" for name in CAMPAIGNS[id].figures}
    for language in (Language.PLAIN, Language.ES):
        assert set(by_language[language]) == set(english) | figures
        for key in english:
            text = by_language[language][key]
            assert (text.claims, text.version) == (english[key].claims, english[key].version)


@pytest.mark.parametrize("id", sorted(CAMPAIGNS))
def test_spanish_says_the_same_numbers(id: str) -> None:
    """Bill, section and law numbers, dates and figures; a tagline may name its bill besides."""
    by_key: dict[str, dict[Language, list[str]]] = {}
    for text in CAMPAIGNS[id].texts:
        numbers = sorted(re.findall(r"\d[\d,.]*\d|\d", text.text))
        by_key.setdefault(text.key, {})[text.language] = numbers
    for key, found in by_key.items():
        if Language.EN in found and key != "tagline":
            assert found[Language.ES] == found[Language.EN], key


def test_numbers_stand_in_sentences_of_figures_only() -> None:
    """A share in a text would be retyped, and could go stale where the figure does not."""
    others = [text for _, text in TEXTS if not text.key.startswith("figure-")]
    assert not [text.key for text in others if "%" in text.text or "percent" in text.text]


def test_every_campaign_names_printable_figures() -> None:
    forms = {figure.id: figure.form for figure in SHIPPED.figures}
    for campaign in SHIPPED.campaigns:
        assert campaign.figures
        assert not [id for id in campaign.figures if forms[id] == FigureForm.BLOCKED]


# -- the same facts in every language -------------------------------------------------------------

ENGLISH = {(c.id, t.key): t.text for c, t in TEXTS if t.language == Language.EN}


def test_what_ships_says_the_same_in_every_language() -> None:
    found = {
        f"{c.id} {t.key} {t.language}": list(differing_facts(english, t.text, t.language))
        for c, t in TEXTS
        if t.language != Language.EN and (english := ENGLISH.get((c.id, t.key)))
    }
    assert {where: said for where, said in found.items() if said} == {}


@pytest.mark.parametrize(
    ("english", "other", "language", "told"),
    [
        ("Answer in 30 days (AB 917).", "Contesten en 90 días (AB 917).", Language.ES,
         ["has 90, which English has not", "has no 30, which English has"]),
        ("It does not cover felonies.", "Cubre delitos graves.", Language.ES,
         ["English denies something, this does not"]),
        ("If nobody objects, a lawyer may go alone.", "The lawyer can go, and nobody minds.",
         Language.PLAIN, ["English sets a condition, this does not"]),
        ("Penal Code 236.14 and 236.23 help.", "Los artículos del Código Penal 236.14 ayudan.",
         Language.ES, ["cites no 236.23, which English has"]),
        ("The law helps.", "AB 262 helps.", Language.PLAIN, ["cites 262, which English has not"]),
        # Plain English may leave a citation out.
        ("AB 262 helps.", "The new law helps.", Language.PLAIN, []),
        ("The Act of 2025 gives 180 days.", "Da 180 días la Ley de 2025.", Language.ES, []),
    ],
)  # fmt: skip
def test_facts_that_differ_are_told(
    english: str, other: str, language: Language, told: list[str]
) -> None:
    assert list(differing_facts(english, other, language)) == told
