"""Related bills of a BILLSTATUS file, and which of them became law with the bill's text.

Quirks, with the day they were seen:

* ``Contained in public law`` is a relationship since 2026 (119sjres3, 119hr910); a note can say it.
* ``Identical bill`` speaks of the texts as introduced. Two in five laws that are identical to a
  bill so have another title, and one in twenty is about something else: the law of S. 1071 (119th)
  was a grave, and became the defense authorization. So titles are compared.
* The other bill's last action says ``Signed by President.`` for some days before the number.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import product

from billtrail.bills.models import Relation

from .elements import Element, Parts, Row, items, rows
from .lists import plain_text


def read_relations(part: Element, titles: Iterable[str]) -> tuple[Relation, ...]:
    """Related bills, one for each pair of relationship and who identified it; ``titles`` are the
    bill's own, beside which an identical bill that became law is looked at."""
    found: dict[Relation, None] = {}
    for item, parts in items(part):
        type_ = (item.get("type") or "").replace(".", "").lower()
        key = f"us-{item.get('congress')}-{type_}{item.get('number')}"
        for row in rows(parts.get("relationshipDetails")):
            kind = row.get("type") or "Related bill"
            law, day = _law_of(item, parts, kind, titles)
            found[Relation(key, kind, row.get("identifiedBy"), law, day)] = None
    return tuple(found)


_SIGNED = re.compile(r"(?:Became (Public|Private) Law No: (\d+-\d+)|Signed by President)\.?")


def _law_of(
    item: Row, parts: Parts, kind: str, titles: Iterable[str]
) -> tuple[str | None, str | None]:
    """The law that has the bill's text, and its day, by the other bill's last action."""
    said = kind.lower()
    contains = "public law" in said
    if not contains and "identical" not in said:
        return None, None
    latest = {child.tag: child.text for child in parts.get("latestAction", ())}
    signed = _SIGNED.fullmatch((latest.get("text") or "").strip())
    title = item.get("title") or item.get("latestTitle") or ""
    if not signed or not (contains or _is_of_the_same(title, titles)):
        return None, None
    return signed[1] and f"{signed[1]} Law {signed[2]}", latest.get("actionDate")


_WORD = re.compile(r"[a-z]{4,}")
_YEAR = re.compile(r" of \d{4}$")
#: Titles that share fewer of the shorter one's words than this are on different things.
_ALIKE = 0.75


def _is_of_the_same(title: str, titles: Iterable[str]) -> bool:
    """By their words, or the very same title: ``RLF Act`` (116hr7388) has no word to compare."""
    law, *own = (_YEAR.sub("", one.strip().lower()) for one in (title, *titles))
    return bool(law) and (law in own or any(_shares_words(law, one) for one in own))


def _shares_words(title: str, other: str) -> bool:
    words, others = (frozenset(_WORD.findall(one)) for one in (title, other))
    return len(words & others) >= max(1, _ALIKE * min(len(words), len(others)))


_BILL = r"[HS]\. ?(?:(?:J|Con)\. ?)?(?:Res\.|R\.)? ?\d+"
_LAW = r"(?P<kind>Public|Private) Law (?:No[.:]* )?(?P<law>\d+-\d+)"
#: Kind of a relation -> how a note of the publisher says it.
_NOTES = {
    "Contained in public law": re.compile(
        rf"text of (?P<own>{_BILL}|this \w+) (?:is|was) (?:contained|included|incorporated) in "
        rf"(?:the text of )?(?P<other>{_BILL}).*? became {_LAW}"
    ),
    "Public law contains the text": re.compile(
        rf"{_LAW} \((?P<other>{_BILL})\),? contains the text of (?P<own>{_BILL}|this \w+)"
    ),
    "Identical bill (became law)": re.compile(
        rf"[Ii]dentical (?:bill|measure|resolution),? (?P<other>{_BILL}).*? became {_LAW}"
    ),
}  # fmt: skip


def read_notes(part: Element, key: str) -> Iterator[Relation]:
    """What notes tell of laws that have the bill's text (119sjres3, 2026-06): ``The text of
    S.J.Res.3 is contained in the text of H.J.Res.25, which became Public Law 119-5.``"""
    notes = () if part is None else part.iter("text")
    said = [" ".join(plain_text("".join(note.itertext())).split()) for note in notes]
    for text, (kind, form) in product(said, _NOTES.items()):
        for match in form.finditer(text):
            congress = match["law"].partition("-")[0]
            own, other = (_key(match.groupdict().get(name), congress) for name in ("own", "other"))
            if other and other != key and own in (None, key):
                yield Relation(other, kind, "note", f"{match['kind']} Law {match['law']}")


def _key(name: str | None, congress: str) -> str | None:
    """``H.J.Res.25`` -> us-119-hjres25; ``None`` for "this resolution"."""
    if not name or name.startswith("this"):
        return None
    return f"us-{congress}-{re.sub(r'[^a-z0-9]', '', name.lower())}"
