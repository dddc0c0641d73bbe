"""One sentence in several languages: do its wordings give the same facts?

Compared is what a slip of translation changes and no reader of one language sees: numbers, what is
cited (bills, laws, sections), whether something is denied, and whether it hangs on a condition.
Words are not compared: that is the reviewer's work.
"""

import re
from collections.abc import Iterator

from billtrail.legislatures import Language

#: A bill, a law or sections, by their numbers: "AB 262", "Ley Pública 119-73", "Penal Code 236.14
#: and 236.23", "the Act of 2025", "la Ley de Protección de 2000".
_CITED = (
    r"\b(?:(?:[AS]B|[AS]CA|H\.R\.|H\.J\.Res\.|S\.(?:J\.Res\.)?|Public Law|Ley Pública|"
    r"(?:Penal|Evidence|Labor|Government) Code|Código(?: Penal| de Pruebas| Laboral)|"
    r"[Ss]ection|[Ss]ección|and|y) |"
    r"(?:Act|law|Ley\b[^.,]*|ley federal contra la trata) (?:of|de) )(\d[\d.-]*\d|\d)"
)
_NUMBER = r"\d[\d,.]*\d|\d"

#: What denies, and what makes a condition. English stands for plain English too.
_DENIES = {
    "en": r"no|not|never|nobody|none|nothing|nor|cannot|without|\w+n't|non\w+|outside|"
    r"lack(?:s|ing)?|leaves? out|unopposed|unpaid",
    "es": r"no|nunca|jamás|nadie|nada|ni|sin|ning[uú]n\w*|fuera|faltan?|prohíbe\w*",
}
_CONDITIONS = {
    "en": r"(?<!ask )(?<!just )(?:if|unless|only|unopposed)",
    "es": r"(?<!pregunten )(?:si|salvo|aunque|sin oposición|solo)",
}


def differing_facts(english: str, other: str, language: Language) -> Iterator[str]:
    """What ``other`` says in ``language`` and ``english`` does not, or the other way round.

    Plain English may leave a citation out ("the new law"), and may cite nothing of its own.
    """
    cited = [_cited(text) for text in (english, other)]
    may_lack = language == Language.PLAIN
    yield from _told("cites", cited[1] - cited[0], set() if may_lack else cited[0] - cited[1])
    numbers = [_numbers(text) for text in (english, other)]
    yield from _told("has", numbers[1] - numbers[0], numbers[0] - numbers[1])
    for what, words in (("denies something", _DENIES), ("sets a condition", _CONDITIONS)):
        here = _has(words["es" if language == Language.ES else "en"], other)
        if _has(words["en"], english) and not here:
            yield f"English {what}, this does not"
        elif here and not _has(words["en"], english):
            yield f"this {what}, English does not"


def sets_a_limit(text: str, language: Language) -> bool:
    """Whether a text denies something or sets a condition."""
    words = "es" if language == Language.ES else "en"
    return _has(_DENIES[words], text) or _has(_CONDITIONS[words], text)


def _told(verb: str, more: set[str], less: set[str]) -> Iterator[str]:
    if more:
        yield f"{verb} {', '.join(sorted(more))}, which English has not"
    if less:
        yield f"{verb} no {', '.join(sorted(less))}, which English has"


def _cited(text: str) -> set[str]:
    return set(re.findall(_CITED, text))


def _numbers(text: str) -> set[str]:
    return set(re.findall(_NUMBER, re.sub(_CITED, " ", text)))


def _has(words: str, text: str) -> bool:
    return bool(re.search(rf"(?i)(?<!\w)(?:{words})(?!\w)", text))
