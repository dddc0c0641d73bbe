"""The printed labels by key and language, and dates, numbers and lists in that language.

Labels are English in ``labels`` and in other languages in their ``catalogue``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from billtrail.errors import BriefRefused
from billtrail.legislatures import Language, get
from billtrail.legislatures.calendar import day_of

from .catalogue import catalogue, no_label
from .labels import COUNTED, LABELS, TERMS

NO_BREAK = "\N{NO-BREAK SPACE}"

_LOCALES: Mapping[Language, str] = {
    Language.EN: "en_US",
    Language.PLAIN: "en_US",
    Language.ES: "es_US",
}

#: ISO text by its length -> (format for running text, format for the stage bar). Babel has no
#: name for a month of a year, only a skeleton.
_FORMATS: Mapping[int, tuple[str, str]] = {
    4: ("y", "y"),
    7: ("yMMMM", "yMMM"),
    10: ("long", "medium"),
}

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)

#: What must not run over two lines: bill numbers, laws, sections and dates; and no line begins with
#: the dot between two names.
_TIED = re.compile(
    r"\b(?:H\.R\.|S\.|H\.J\. Res\.|S\.J\. Res\.|AB|SB|ACR|SCR|AJR|SJR|ACA|SCA|Public Law|P\.L\.|"
    r"Ley Pública|Chapter|Capítulo|Penal Code|Código Penal|Section|U\.S\.C\.|fiscal|page) \d"
    r"|\b\d+ U\.S\.C\."
    rf"|\b(?:{_MONTHS})(?: \d{{1,2}},)? \d{{4}}|\b\d{{1,2}} (?:{_MONTHS}) \d{{4}}"
    rf"|\b\d{{1,2}} de (?:{_MONTHS})(?: de \d{{4}})?"
    r"| ·"
)


#: What a filled label reads wrong: language -> (pattern, what stands instead). A month or a year
#: has no day to be "on"; in Spanish the article joins the word before it, and "y" is "e" before the
#: sound i ("Texas e Illinois", "e hijas", but "y hielo"), which Babel's lists leave to us.
_JOINED: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": ((re.compile(rf"\bon (?=(?:{_MONTHS})\s\d{{4}}\b|\d{{4}}\b(?!-))"), "in "),),
    "es": (
        (re.compile(rf"\bel (?=(?:{_MONTHS})\sde\s\d{{4}}\b|\d{{4}}\b)"), "en "),
        (re.compile(r"\b([Aa]|[Dd]e) el "), r"\1l "),
        (re.compile(r"\by (?=(?:[IiÍí]|[Hh][ií])(?![aeo]))"), "e "),
    ),
}


#: "Sponsor: James Manning Jr.."
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


def tie(text: str) -> str:
    """The text with no-break spaces inside bill numbers, laws and dates, and before a dot."""
    return _TIED.sub(lambda match: match[0].replace(" ", NO_BREAK), text)


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels, dates, numbers and lists of one language."""

    language: Language

    @property
    def locale(self) -> str:
        return _LOCALES[self.language]

    @property
    def code(self) -> str:
        """The language for ``lang``: ``en`` or ``es``."""
        return self.locale.partition("_")[0]

    def __call__(self, key: str, **values: object) -> str:
        """The label, filled. Raises ``BriefRefused`` naming a label that the language lacks."""
        if key not in LABELS:
            raise no_label(key, self.language)
        return self._filled(catalogue(self.language).pgettext(key, LABELS[key]), values)

    def counted(self, key: str, number: int, **values: object) -> str:
        """The label's form for so many, filled. Raises as a call does."""
        if key not in COUNTED:
            raise no_label(key, self.language)
        one, several = COUNTED[key]
        text = catalogue(self.language).npgettext(key, one, several, number)
        return self._filled(text, values)

    def of(self, jurisdiction: str, key: str, **values: object) -> str:
        """A legislature's own label: ``of("ca", "lower")`` is "the Assembly".

        Raises ``BriefRefused`` naming a label that it lacks.
        """
        legislature = get(jurisdiction)
        label = legislature.labels.get(key, {}).get(self.code)
        if label is None:
            raise BriefRefused(
                f"{legislature.short} has no {self.language.value} label {key!r}. Add it to the "
                "labels of that legislature, or print the brief in another language."
            )
        return self._filled(label, values)

    def of_or(self, jurisdiction: str, key: str, **values: object) -> str:
        """A legislature's own label where it has one, else the label of all. Raises as a call
        does."""
        own = get(jurisdiction).labels.get(key, {}).get(self.code)
        return self._filled(own, values) if own else self(key, **values)

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        return self._joined(text.format(**values))

    def _joined(self, text: str) -> str:
        for pattern, instead in _JOINED[self.code]:
            text = pattern.sub(instead, text)
        return _TWO_STOPS.sub(".", text)

    def has(self, key: str) -> bool:
        return key in LABELS

    def date(self, value: str | None, *, short: bool = False) -> str:
        """A date of any precision, on one line: ``January 23, 2026``, ``September 2014``."""
        if not value:
            return self("date-unknown")
        return _date(day_of(value), self.locale, short)

    def count(self, number: int) -> str:
        """A count in running text: words up to twenty, digits beyond."""
        words = self("numbers").split("|")
        if number < len(words):
            return words[number]
        return str(format_decimal(number, locale=self.locale))

    def amount(self, value: float, unit: str) -> str:
        """A figure's number for the eye: ``31%``, ``8,375``."""
        if unit == "percent":
            return str(format_percent(value / 100, format="#,##0.#%", locale=self.locale)).replace(
                NO_BREAK, ""
            )
        return str(format_decimal(value, locale=self.locale))

    def law(self, name: str | None) -> str | None:
        """A law's name as the language says it: ``Ley Pública 119-73``."""
        for key, term in TERMS.items():
            name = name and name.replace(term, self(key))
        return name

    def list(self, items: Iterable[str]) -> str:
        return self._joined(str(format_list([*items], locale=self.locale)))

    def names(self, items: Iterable[str]) -> str:
        """As ``list``; "Hinojosa, Adam; King; and Perry" where a name has a comma in itself."""
        names = [*items]
        if not any("," in name for name in names):
            return self.list(names)
        told = str(format_list([f"{{{n}}}" for n in range(len(names))], locale=self.locale))
        parted = told.replace(",", ";") if "," in told else told.replace("} ", "}; ", 1)
        return self._joined(parted.format(*names))


@lru_cache(maxsize=4096)
def _date(value: str, locale: str, short: bool) -> str:
    day = date.fromisoformat((value + "-01-01")[:10])
    form = _FORMATS[len(value)][short]
    if len(value) == len("2014-09"):
        text = format_skeleton(form, day, locale=locale)
    else:
        text = format_date(day, form, locale=locale)
    return text.replace(" ", NO_BREAK)


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
