"""Whether a bill looks like one of our efforts, and why. Pure.

Each sign has a weight; a bill is suggested from ``ENOUGH`` on: no weak sign is enough alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from billtrail.legislatures import PRIMARY_ROLES, full_name, origin_chamber, split_key

from ..models import Bill, Sponsorship

ENOUGH = 3
#: Titles whose telling words are so much alike, of 100, in any order.
_ALIKE = 80
#: From here on, and with so many telling words, they are one title but for a word.
_NEARLY, _MANY = 90, 5
#: A title of fewer telling words ("Human trafficking.") is not compared, only found again.
_TELLING = 3

_YEAR = re.compile(r"\bof (?:19|20)\d\d\b")
_WORD = re.compile(r"[a-z][a-z'-]+|\d+[a-z]*")
_COMMON = frozenset(
    (
        "a", "act", "an", "and", "amend", "any", "as", "bill", "by", "california", "certain",
        "code", "crime", "crimes", "establish", "for", "from", "in", "is", "law", "laws", "of",
        "on", "or", "other", "people", "persons", "program", "provide", "purposes", "relating",
        "require", "section", "state", "states", "that", "the", "title", "to", "under", "united",
        "with",
    )
)  # fmt: skip
#: ``18 U.S.C. 3771A``, ``section 3771A of title 18``, ``Section 236.14 of the Penal Code``.
_CITED = (
    re.compile(r"\b(?P<title>\d+) U\.?S\.?C\.?\s*(?:§+\s*)?(?P<section>\d+[A-Za-z]*)"),
    re.compile(r"\bsection (?P<section>\d+[A-Za-z]*)[^.;]{0,20}? of title (?P<title>\d+)", re.I),
    re.compile(r"\bsection (?P<section>\d+(?:\.\d+)?)[^.;]{0,20}? of the (?P<title>[A-Z]\w+) Code"),
)


#: As an effort's title names its law: "(Penal Code 236.15, 236.24)".
_LAW = re.compile(r"\b((?:[A-Z]\w+ (?:and )?)+Code) (\d+(?:\.\d+)*(?:, \d+(?:\.\d+)*)*)")


@dataclass(frozen=True, slots=True)
class Profile:
    """What tells an effort: of its bills, each sign -> the bill that shows it. ``law`` are the
    sections its own title names."""

    family: str
    jurisdiction: str
    bills: frozenset[str]
    titles: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    sponsors: dict[str, str] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    subjects: frozenset[str] = frozenset()
    law: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason, in words for the reader."""

    weight: int
    reason: str
    same_title: bool = False


def build_profile(family: str, bills: Iterable[Bill], title: str = "") -> Profile:
    """The profile of an effort from its bills, the newest last, and its title."""
    members = list(bills)
    profile = Profile(
        family,
        members[0].jurisdiction if members else "",
        frozenset(bill.key for bill in members),
        subjects=_shared_subjects(members),
        law=frozenset(f"{code} {n}" for code, found in _LAW.findall(title)
                      for n in found.split(", ")),
    )  # fmt: skip
    for bill in members:
        profile.titles.update({title: bill.key for title in plain_titles(bill)})
        if len(words := _title_words(bill)) >= _TELLING:
            profile.words[_sorted(words)] = bill.key
        profile.sponsors.update({s.person: bill.key for s in _leads(bill) if s.person})
        profile.sections.update(dict.fromkeys(cited_sections(bill), bill.key))
    return profile


def _shared_subjects(bills: list[Bill]) -> frozenset[str]:
    """The subjects that at least half of the bills with subjects have."""
    listed = [set(bill.subjects) for bill in bills if bill.subjects]
    found = {subject for subjects in listed for subject in subjects}
    return frozenset(s for s in found if 2 * sum(s in one for one in listed) >= len(listed))


def plain_titles(bill: Bill) -> set[str]:
    """Every title in small letters, without its year and stops."""
    titles = (bill.title, bill.short_title, *(t.title for t in bill.titles or ()))
    return {" ".join(_WORD.findall(_YEAR.sub("", title.lower()))) for title in titles if title}


def _title_words(bill: Bill) -> frozenset[str]:
    """The telling words of the title and the short title."""
    text = f"{bill.title or ''} {bill.short_title or ''}".lower()
    return frozenset(_WORD.findall(_YEAR.sub("", text))) - _COMMON


def cited_sections(bill: Bill) -> set[str]:
    """Sections of law that its titles and summaries cite: ``18 section 3771A``."""
    texts = [bill.title or "", *(t.title for t in bill.titles or ()),
             *(s.text for s in bill.summaries or ())]  # fmt: skip
    return {
        f"{match['title']} section {match['section']}"
        for text in texts for pattern in _CITED for match in pattern.finditer(text)
    }  # fmt: skip


def _leads(bill: Bill) -> list[Sponsorship]:
    return [s for s in bill.sponsorships or () if s.role in PRIMARY_ROLES]


# -- signs -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Traits:
    """What is compared of a bill, read once for all efforts."""

    bill: Bill
    titles: set[str]
    words: frozenset[str]
    sections: set[str]

    @classmethod
    def of(cls, bill: Bill) -> "_Traits":
        return cls(bill, plain_titles(bill), _title_words(bill), cited_sections(bill))


def _same_title(traits: _Traits, profile: Profile) -> Iterator[Sign]:
    """An exact title of few words ("WISE Act") needs one sign more, as others use it too; that the
    other chamber has it in the same session is one."""
    for title in sorted(traits.titles & profile.titles.keys()):
        other = profile.titles[title]
        telling = len(set(title.split()) - _COMMON) >= _TELLING
        enough = telling or _is_companion(traits.bill, other)
        yield Sign(3 if enough else 2, f"has the title of {full_name(other)}", same_title=True)
        return


def _is_companion(bill: Bill, key: str) -> bool:
    other = split_key(key)
    return (bill.jurisdiction, bill.session) == (other.jurisdiction, other.session) and (
        bill.chamber != origin_chamber(key)
    )


def _alike_title(traits: _Traits, profile: Profile) -> Iterator[Sign]:
    if len(traits.words) < _TELLING or traits.titles & profile.titles.keys():
        return
    from rapidfuzz import fuzz, process  # three megabytes, which few need

    best = process.extractOne(
        _sorted(traits.words), profile.words.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    if best:
        nearly = best[1] >= _NEARLY and len(traits.words) >= _MANY
        yield Sign(
            3 if nearly else 2,
            f"its title is worded like that of {full_name(profile.words[best[0]])}",
        )


def _sorted(words: frozenset[str]) -> str:
    return " ".join(sorted(words))


#: What a publisher's word for a relation says, the first that is in it, and how much it weighs.
_RELATIONS = (
    ("identical", 3, "its publisher calls it identical to {}"),
    ("prior-session", 3, "its publisher says that it was {} before"),
    ("companion", 3, "its publisher calls it the companion of {}"),
    ("", 1, "its publisher calls it related to {}"),
)


def _related(traits: _Traits, profile: Profile) -> Iterator[Sign]:
    found = [
        next((weight, said.format(full_name(relation.bill)))
             for word, weight, said in _RELATIONS if word in relation.kind.lower())
        for relation in traits.bill.relations or ()
        if relation.bill in profile.bills
    ]  # fmt: skip
    if found:
        weight, reason = max(found, key=lambda one: one[0])
        yield Sign(weight, reason)


def _sponsor(traits: _Traits, profile: Profile) -> Iterator[Sign]:
    for lead in _leads(traits.bill):
        if lead.person in profile.sponsors:
            yield Sign(1, f"{lead.name} leads it, as {full_name(profile.sponsors[lead.person])}")
            return


def _sections(traits: _Traits, profile: Profile) -> Iterator[Sign]:
    shared = sorted(traits.sections & profile.sections.keys())
    if shared:
        yield Sign(min(2, len(shared)), f"cites {', '.join(shared[:3])}, as the effort's bills do")


def _law(traits: _Traits, profile: Profile) -> Iterator[Sign]:
    """California's long titles name each section a bill changes, where its short title says no
    more than "Criminal procedure"."""
    newest = next(iter(traits.bill.versions or ()), None)
    changed = sorted(profile.law.intersection((newest.sections if newest else None) or ()))
    if changed:
        yield Sign(3, f"changes {', '.join(changed)}, the law of the effort")


def _subjects(traits: _Traits, profile: Profile) -> Iterator[Sign]:
    shared = sorted(profile.subjects.intersection(traits.bill.subjects or ()))
    if len(shared) >= 2 and 2 * len(shared) >= len(profile.subjects):
        yield Sign(1, f"has the effort's subjects: {', '.join(shared[:3])}")


_SIGNS: tuple[Callable[[_Traits, Profile], Iterator[Sign]], ...] = (
    _same_title, _alike_title, _related, _sponsor, _sections, _law, _subjects,
)  # fmt: skip


def _signs(traits: _Traits, profile: Profile) -> tuple[Sign, ...]:
    """Why the bill looks like the effort; nothing where the signs are not enough, or it is one
    of its bills."""
    if traits.bill.jurisdiction != profile.jurisdiction or traits.bill.key in profile.bills:
        return ()
    found = tuple(sign for signs in _SIGNS for sign in signs(traits, profile))
    return found if sum(sign.weight for sign in found) >= ENOUGH else ()


def matches(bill: Bill, profiles: Iterable[Profile]) -> list[tuple[str, tuple[Sign, ...]]]:
    """The effort that the bill looks most like, and why, then each other one that has its very
    title: which of them it goes on with is for people to say."""
    traits = _Traits.of(bill)
    found = [(p.family, signs) for p in profiles if (signs := _signs(traits, p))]
    ranked = sorted(found, key=lambda one: -sum(sign.weight for sign in one[1]))
    return [one for at, one in enumerate(ranked) if not at or any(s.same_title for s in one[1])]
