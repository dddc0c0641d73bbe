"""Claims on paper: what a sentence promises about the law, held against what it rests on.

A reader acts on "at any time" and "may not be arrested". Such words stand only on a statute's own
text, read, or say that they come from a summary, and a limit stands beside them. Numbers and duties
need a statute too. What a publisher is said to hold as a cause must be what it said; what became of
a bill must be on record. The house language (``house_language``) is about words for people; this is
about how much is claimed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from billtrail.law import AS_READ
from billtrail.legislatures import Aim, Language, Stage

from ..claims import VIEW, Claim
from ..values import Goal
from .files import Campaign
from .languages import sets_a_limit


class WrittenSentence(NamedTuple):
    """A sentence that may be printed: ``place`` is its file and record, ``grounds`` the claims it
    rests on, ``limited`` whether a limit stands beside it."""

    place: str
    text: str
    language: Language
    grounds: tuple[Claim, ...]
    limited: bool = False


@dataclass(frozen=True, slots=True)
class PaperRule:
    """Words that need something, in English and Spanish, and what to do where it is missing."""

    english: str
    spanish: str
    say: str
    allows: Callable[[WrittenSentence], bool]


#: What a law does or leaves out is said of its section, not of the act that once made it.
_OF_THE_LAW = re.compile(r"/(?:does-\d|limits)/")
_UNGROUNDED = "rests on the act that became law, not on what the statute says: name the statute"

#: A sentence about what a bill would do, or that asks, promises nothing of the law.
_WISHED = re.compile(r"\b(?:would|let|lets survivors ask|habría|\w+ría[n]?|que cada)\b", re.I)
#: How a sentence says that it is known from less than the law's own text.
_BY_LESS = re.compile(r"\b(?:summar(?:y|ies)|digests?|resúmen(?:es)?|resumen)\b", re.I)


def lint_paper(goals: Iterable[Goal], campaigns: Iterable[Campaign]) -> Iterator[str]:
    """One line for every sentence that claims more than it rests on, with what it lacks."""
    campaigns = list(campaigns)
    for campaign in campaigns:
        for sentence in (*_texts(campaign), *_notes(campaign), *_titles(campaign)):
            yield from _faults(sentence)
        yield from _records(campaign)
    for goal in goals:
        if goal.no_bill:
            yield from _faults(
                WrittenSentence(f"goals.toml {goal.id}", goal.no_bill, Language.EN, ())
            )


def _faults(sentence: WrittenSentence) -> Iterator[str]:
    if _OF_THE_LAW.search(sentence.place) and not _stands_on_a_statute(sentence):
        yield f"{sentence.place}: {_UNGROUNDED}"
    for rule in RULES:
        words = rule.spanish if sentence.language == Language.ES else rule.english
        found = re.search(words, sentence.text)
        if found and not rule.allows(sentence):
            yield f"{sentence.place}: {found[0]!r}: {rule.say}"


# -- what a sentence may say ---------------------------------------------------------------------


def _may_promise(sentence: WrittenSentence) -> bool:
    if _WISHED.search(sentence.text):
        return True
    known = _rests_on_a_read_law(sentence) or bool(_BY_LESS.search(sentence.text))
    return known and (sentence.limited or sets_a_limit(sentence.text, sentence.language))


def _stands_on_a_statute(sentence: WrittenSentence) -> bool:
    """Or rests on no act that became law."""
    grounds = [condition for claim in sentence.grounds for condition in claim.holds_if]
    on_law = any(Stage.ENACTED in c.stages for c in grounds)
    return not on_law or any(c.law for c in grounds)


def _may_speak_of_all(sentence: WrittenSentence) -> bool:
    """Only a claim on bills without an end bears that there is nothing else."""
    conditions = [c for claim in sentence.grounds for c in claim.holds_if]
    return any(c.stages and Stage.ENACTED not in c.stages for c in conditions)


def _may_name_a_cause(sentence: WrittenSentence) -> bool:
    views = [claim for claim in sentence.grounds if claim.kind == VIEW]
    if not views or not any(_speaks(claim, sentence.text) for claim in views):
        return True
    return all(claim.says for claim in views)


def _speaks(claim: Claim, text: str) -> bool:
    """Whether the text puts words into the mouth of whose view it is."""
    name = re.escape(claim.attributed_to or "")
    return bool(re.search(rf"{name}'s view|{name} says|Según {name}", text))


def _rests_on_a_read_law(sentence: WrittenSentence) -> bool:
    laws = [c.law for claim in sentence.grounds for c in claim.holds_if if c.law]
    return bool(laws) and all(law.basis == AS_READ for law in laws)


PROMISE = PaperRule(
    r"\bcan (?:now )?clear\b|\bcan (?:not )?be cleared\b|\bclears\b|\bclearing\b(?! records)|"
    r"\bprotect(?:s|ed)\b|\b(?:stays?|keeps?|papers are|kept) (?:private|secret)\b|\bkeep secret\b|"
    r"\bat any time\b|\bno time limit\b|\bwithout fines\b|\banyone\b|\bnever\b|\bevery stop\b|"
    r"\bno arrest\b|\bfrom arrest\b|\bnot (?:be )?arrest(?:ed)?\b|\bnot charged\b|"
    r"\bno ground for\b|\bpays survivors\b|\bcan be paid\b|\bgo(?:es)? to court for\b|"
    r"\ba lawyer can appear\b|\bis no evidence\b|\bare no evidence\b|\bcounts in\b",
    r"\bya pueden (?:limpiar|borrar)\b|\bproteg\w+\b|\bqueda\w* en secreto\b|\bconfidencial\b|"
    r"\ben cualquier momento\b|\bsin límite de tiempo\b|\bcualquier persona\b|\bnunca\b|"
    r"\bno se (?:le )?(?:puede )?arresta\w*\b|\bprohíbe arrestar\b|\bde un arresto\b|"
    r"\bcompensa a\b|\bel abogado puede acudir\b|\bno es motivo\b|\bcada detención\b",
    "needs a statute that was read, or to say by which summary it is known; and a limit beside it",
    _may_promise,
)
DUTY = PaperRule(
    r"\b(?:must|has to|have to|makes? every)\b[^.]*\b(?:in|within|by) (?:\d+|[A-Z][a-z]+ \d)|"
    r"\bmust (?:give|answer|post|report|register|have)\b|\bregisters?\b|"
    r"\b(?:recruiters|employers|agencies|hotels) (?:have to|must)\b",
    r"\bdeben?\b[^.]*\b(?:en|antes del?) \d|\bregistrarse\b|\btienen que\b",
    "a duty needs the statute it stands in",
    _stands_on_a_statute,
)
WHOLE = PaperRule(
    r"^(?:There is no|No bill)\b|\bis shut out\b|\bare shut out\b",
    r"^(?:No hay|Ningún proyecto)\b|\bqueda fuera\b",
    "nobody has looked everywhere: say what was looked at",
    _may_speak_of_all,
)
CAUSE = PaperRule(
    r"\b(?:because|reason why|is why|means that|makes?|leads? to|drives?|causes?|harms?|keeps?|"
    r"carry|main mark)\b",
    r"\b(?:porque|razón por la que|hace que|causa\w*|provoca\w*|daña\w*|perpetúa\w*|lleva a)\b",
    "a cause in a publisher's mouth needs what it said: says",
    _may_name_a_cause,
)
NAMELESS = PaperRule(
    r"\b[Tt]he committee\b",
    r"\b[Ee]l comité\b",
    "several committees may hold a bill: say which",
    lambda _: False,
)
RULES = (PROMISE, DUTY, WHOLE, CAUSE, NAMELESS)


# -- the sentences of a campaign -----------------------------------------------------------------


def _texts(campaign: Campaign) -> Iterator[WrittenSentence]:
    claims = {claim.id: claim for claim in campaign.claims}
    limited = {text.language for text in campaign.texts if text.key == "limits"}
    for text in campaign.texts:
        grounds = tuple(claims[name] for name in text.claims if name in claims)
        if not text.key.startswith("figure-"):
            place = f"{campaign.id}/{text.key}/{text.language.value}"
            beside = text.language in limited and text.key != "limits"
            yield WrittenSentence(place, text.text, text.language, grounds, beside)


def _notes(campaign: Campaign) -> Iterator[WrittenSentence]:
    """Why a bill is followed; of one that is no law nobody promises what the law gives."""
    efforts = {m.bill: family.id for family in campaign.families for m in family.members}
    for bill in campaign.bills:
        if bill.aim != Aim.HISTORY:
            grounds = _grounds_of(campaign, {bill.key, efforts.get(bill.key, "")})
            yield WrittenSentence(f"{campaign.id} {bill.key}", bill.why, Language.EN, grounds)


def _titles(campaign: Campaign) -> Iterator[WrittenSentence]:
    for family in campaign.families:
        grounds = _grounds_of(campaign, {family.id})
        yield WrittenSentence(f"{campaign.id} {family.id}", family.title, Language.EN, grounds)


def _grounds_of(campaign: Campaign, names: set[str]) -> tuple[Claim, ...]:
    return tuple(claim for claim in campaign.claims if any(c.name in names for c in claim.holds_if))


def _records(campaign: Campaign) -> Iterator[str]:
    """That one bill carried another into law must be on record."""
    for family in campaign.families:
        for member in family.members:
            if member.enacted_via and re.search(r"\bnot confirmed\b", member.basis):
                place = f"{campaign.id} {family.id} {member.bill}"
                yield f"{place}: enacted_via: its end is not on record"
