"""The printed labels: English in the code, other languages in their catalogues."""

import string

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from billtrail.briefs.language import catalogue, language
from billtrail.briefs.language.labels import COUNTED, LABELS
from billtrail.briefs.language.language import Labels
from billtrail.errors import BriefRefused
from billtrail.legislatures.vocabulary import Language

FOLDER = catalogue.FOLDER
TRANSLATED = [language for language in Language if language != Language.EN]
COMPLETE = [language for language in TRANSLATED if language != Language.PLAIN]


def _read(language: Language) -> Catalog:
    with (FOLDER / f"{language.value}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def _messages(language: Language) -> list[Message]:
    return [message for message in _read(language) if message.id]


def _forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_holds_every_label_as_it_is_in_english(language):
    held = {message.context: message.id for message in _messages(language)}
    assert held == {**LABELS, **COUNTED}, "run: make docs"


@pytest.mark.parametrize("language", COMPLETE)
def test_every_label_has_every_language(language):
    lacking = [m.context for m in _messages(language) if m.fuzzy or not all(_forms(m.string))]
    assert lacking == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_what_the_english_does(language):
    for message in _messages(language):
        english, said = _forms(message.id), _forms(message.string)
        if any(said):
            assert _fields(said[-1]) == _fields(english[-1]), message.context
            assert all(_fields(form) <= _fields(english[-1]) for form in said), message.context


def test_a_label_has_one_kind():
    assert not LABELS.keys() & COUNTED.keys()


def test_a_label_that_no_table_has_is_named():
    with pytest.raises(BriefRefused, match="'no-such-label'"):
        Labels(Language.ES)("no-such-label")
    with pytest.raises(BriefRefused, match="'no-such-label'"):
        Labels(Language.EN).counted("no-such-label", 2)


@pytest.mark.parametrize(
    ("said", "number", "text"),
    [
        (Language.EN, 1, "1 Republican"),
        (Language.EN, 2, "2 Republicans"),
        (Language.PLAIN, 1, "1 Republican"),
        (Language.ES, 1, "1 republicano"),
        (Language.ES, 0, "0 republicanos"),
    ],
)
def test_a_number_decides_the_form(said, number, text):
    assert Labels(said).counted("party-R", number, n=number) == text


def test_plain_english_has_its_own_words_or_the_english_ones():
    plain, english = Labels(Language.PLAIN), Labels(Language.EN)
    assert plain("heading-does-bill") == "What the bill would change"
    assert plain("heading-problem") == english("heading-problem") == "The problem"


def test_what_changed_in_english_has_no_translation_until_somebody_looks(monkeypatch):
    """Spanish is refused with the label's name; plain English is English."""
    changed = {**LABELS, "heading-problem": "What is wrong"}
    monkeypatch.setattr(language, "LABELS", changed)
    with pytest.raises(BriefRefused, match="no es label 'heading-problem'"):
        Labels(Language.ES)("heading-problem")
    assert Labels(Language.PLAIN)("heading-problem") == "What is wrong"


@pytest.mark.parametrize(
    ("was", "now", "key"),
    [
        ('msgstr "El problema"', 'msgstr ""', "heading-problem"),
        ('msgctxt "heading-problem"', '#, fuzzy\nmsgctxt "heading-problem"', "heading-problem"),
        ('msgstr[1] "copatrocinadores"', 'msgstr[1] ""', "joined-sponsor"),
        ('msgctxt "joined-sponsor"', '#, fuzzy\nmsgctxt "joined-sponsor"', "joined-sponsor"),
    ],
    ids=["empty", "fuzzy", "a form is missing", "forms are fuzzy"],
)
def test_what_is_not_translated_is_refused(monkeypatch, tmp_path, was, now, key):
    text = (FOLDER / "es.po").read_text(encoding="utf-8")
    assert text.count(was) == 1
    (tmp_path / "es.po").write_text(text.replace(was, now), encoding="utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    spanish = catalogue.catalogue.__wrapped__(Language.ES)
    with pytest.raises(BriefRefused, match=f"no es label '{key}'"):
        if key in LABELS:
            spanish.pgettext(key, LABELS[key])
        else:
            spanish.npgettext(key, *COUNTED[key], 2)
