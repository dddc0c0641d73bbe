"""The house language, checked: words this project does not use about people and numbers.

The rules follow common guidance for writing about survivors (say "survivor"; name the law's
"victim" only where the law does). Quoted words and the titles of laws, bills and offices keep
their own words: they are masked before the rules are read.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pyphen import Pyphen


class LanguageRule(NamedTuple):
    """``pattern`` is read without regard to case; ``say`` is what to write instead."""

    pattern: str
    say: str


_PEOPLE = r"(?:survivors?|victims?|wom[ae]n|girls?|child(?:ren)?|people|them|her|him)"
_BILL = r"(?:SB|AB|H\.R\.|S\.|Public Law|the (?:law|bill|act)\b)"

RULES: tuple[LanguageRule, ...] = (
    LanguageRule(
        r"\bvictims?\b", 'say "survivor"; keep "victim of trafficking" where the law says it'
    ),
    LanguageRule(
        r"\b(?:child|teen(?:age)?|juvenile|minor|underage) (?:prostitut\w+|sex workers?)|"
        r"\bprostitutes?\b",
        'say "commercially sexually exploited child" or "person who sells sex"',
    ),
    LanguageRule(
        r"\baliens?\b|\billegals?\b|\billegal immigrants?\b", 'say "noncitizen" or "immigrant"'
    ),
    LanguageRule(
        rf"\brescu(?:e[ds]?|ing)\b|\bset(?:ting)? {_PEOPLE} free\b|\bset free\b|"
        rf"\bsav(?:e[ds]?|ing) {_PEOPLE}\b|\b(?:was|were|been) saved\b",
        'say "left", "exited", "was identified" or "was assisted"',
    ),
    LanguageRule(
        r"\boffenders?\b|\bcriminals\b|\bfelons?\b|\bex-con\w*|"
        r"\bcrimes? of (?:the )?survivors?|\bsurvivors['\N{RIGHT SINGLE QUOTATION MARK}] crimes?",
        'say "forced criminality" or "offense they were compelled to commit"',
    ),
    LanguageRule(r"\bmodern(?:-day)? slavery\b|\bsex slaves?\b", 'say "trafficking"'),
    LanguageRule(r"\bsmuggl\w+", 'smuggling is another thing; say "trafficking" where it is meant'),
    LanguageRule(
        r"\bnumber of (?:trafficking )?(?:victims|survivors) in (?:the )?"
        r"(?:U\.S\.|United States|America|California)",
        'say what was counted: "reports", "potential victims"',
    ),
    LanguageRule(r"\bminorit(?:y|ies)\b|\bnon-?whites?\b", "name the group the data name"),
    LanguageRule(
        rf"\b(?:because of|thanks to|due to|led to by|caused by|as a result of) {_BILL}",
        "no cause without a source: let figure and status stand side by side",
    ),
    LanguageRule(r"\btarget(?:s|ed|ing|s? list)?\b", 'say "offices to ask"'),
    LanguageRule(r"\bsuppress(?:ed|ion)\b", 'say "hidden to protect survivors"'),
    LanguageRule(r"\bbill famil(?:y|ies)\b", 'say "effort"'),
    LanguageRule(
        r"\bvíctimas?\b", 'diga "sobreviviente"; "víctima de trata" solo donde lo dice la ley'
    ),
    LanguageRule(
        r"\brescatad[oa]s?\b|\brescatar\b", 'diga "salió", "fue identificada" o "fue asistida"'
    ),
    LanguageRule(r"\besclavitud moderna\b", 'diga "trata"'),
    LanguageRule(r"\bprostitutas?\b", 'diga "persona que vende sexo"'),
    LanguageRule(r"\bilegales\b", 'diga "inmigrantes"'),
)

#: What keeps its own words: quotations, names of acts and offices, and terms of the law.
_KEPT = (
    r"\"[^\"]*\"",
    r"\N{LEFT DOUBLE QUOTATION MARK}[^\N{RIGHT DOUBLE QUOTATION MARK}]*"
    r"\N{RIGHT DOUBLE QUOTATION MARK}",
    r"«[^»]*»",
    r"\b[A-Z][\w'-]*(?:,? (?:(?:of|and|for|the|to|in) )*[A-Z][\w'-]*)* "
    r"(?:Act|Acts|Board|Fund|Unit|Program)\b",
    r"\bOffice (?:for|of|on) [A-Z]\w+(?: of [A-Z]\w+)*",
    r"(?i:\bpotential victims?\b)",
    r"(?i:\bvictims? of (?:a )?(?:severe (?:form of )?)?(?:human )?trafficking\b)",
    r"(?i:\bvictim compensation\b)",
    r"(?i:\b(?:posibles )?víctimas? de (?:la )?trata\b)",
)


@cache
def _compiled() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    """What is masked, and the rules: compiled for the first text that is checked."""
    rules = tuple((re.compile(rule.pattern, re.IGNORECASE), rule.say) for rule in RULES)
    return re.compile("|".join(_KEPT)), rules


def lint_text(text: str) -> list[str]:
    """One line for every word of ``text`` that the house language avoids, with what to say."""
    mask, rules = _compiled()
    plain = mask.sub(lambda match: " " * len(match[0]), text)
    return [f"{found[0]!r}: {say}" for pattern, say in rules for found in pattern.finditer(plain)]


#: Abbreviations whose dots end no sentence, and bill and section numbers, read as one word.
_ABBREVIATION = re.compile(r"\b(?:H\.R|H\.J|U\.S|D\.C|S|Sec|No|Inc)\.(?=\s|$)|\bU\.S\.")
_SENTENCE_END = re.compile(r"[.!?:]+(?:\s|$)")
_WORD = re.compile(r"[^\W\d_](?:[\w'\N{RIGHT SINGLE QUOTATION MARK}-]*\w)?")


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade of an English text: years of school needed to read it.

    Words are runs of letters; numbers count as no words, because a law's number is looked at,
    not read. Syllables are places to hyphenate plus one, so short words are counted low.
    """
    text = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), text)
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    words = _WORD.findall(text)
    if not words:
        return 0.0
    syllables = sum(_syllables(word.lower()) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


#: The grade that plain English keeps to.
PLAIN_GRADE = 8.0


def is_easy(text: str) -> bool:
    """Whether an English text may stand as plain English."""
    return reading_grade(text) <= PLAIN_GRADE


@lru_cache(maxsize=4096)
def _syllables(word: str) -> int:
    return len(_hyphenation().positions(word)) + 1


@cache
def _hyphenation() -> "Pyphen":
    from pyphen import Pyphen

    return Pyphen(lang="en_US", left=1, right=1)
