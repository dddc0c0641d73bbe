"""How the law compares, in words: what can be asked for, and what is told of it."""

from collections.abc import Mapping, Sequence

from billtrail.law import AS_READ, ENOUGH_READERS, SINCE, WHO, ReliefFact, StatuteChange, act_name
from billtrail.legislatures import get

from .days_and_numbers import count_words, day_words

#: What can be asked for -> its heading.
RELIEF_KINDS: Mapping[str, str] = {
    "vacatur": "Undoing a conviction (vacatur)",
    "dismissal": "Having a conviction dismissed",
    "expungement": "Taking an arrest out of the records (expungement)",
    "sealing": "Sealing a record",
    "defense": "A defense in court",
}
#: Whose relief it is.
RELIEF_WHOSE: Mapping[str, str] = {
    "trafficking": "Survivors of human trafficking",
    "violence": "Survivors of intimate partner violence or sexual violence",
    "anyone": "Anyone with such a record",
}
#: A fact of a row -> what it tells, in the order of the page.
RELIEF_FACTS: Mapping[str, str] = {
    "who": "Who can ask",
    "since": "In force since",
    "covers": "What it covers",
    "excludes": "What it leaves out",
    "burden": "Proof that is asked for",
    "hearing": "Whether there is a hearing",
    "prosecutor": "Whether the prosecutor must agree",
    "wait": "When one can ask",
    "confidential": "What is kept confidential",
}
NOT_LEGAL_ADVICE = "Not legal advice. Whoever acts on it should ask a lawyer first."


def law_of_words(jurisdiction: str, *, inside: bool = False) -> str:
    """ "Federal law", "California"; of a state that nobody has described its two letters.
    ``inside`` a sentence: "federal law"."""
    found = get(jurisdiction)
    if found.national:
        return "federal law" if inside else "Federal law"
    return jurisdiction.upper() if found.name == jurisdiction else found.short


def relief_says(fact: ReliefFact) -> str:
    """What a fact says; a day and who can ask as a page writes them."""
    if fact.fact == WHO:
        return RELIEF_WHOSE[fact.says]
    return day_words(fact.says) if fact.fact == SINCE else fact.says


def read_in_words(fact: ReliefFact) -> str:
    """ "Read in: A copy of the code of 2019; looked at Dec 1, 2026"."""
    how = "Read in" if fact.basis == AS_READ else "By a summary"
    return f"{how}: {fact.text}; looked at {day_words(fact.read_on)}"


def changed_words(changed: Sequence[StatuteChange], undone: Sequence[StatuteChange] = ()) -> str:
    """ "Read before AB 262 (2021) and 1 later act changed the section: read it again.", "Read as
    H.R. 4323 (2026) made it, which its record says is no law: read it again."; empty where nothing
    did."""
    if undone:
        acts = " and ".join(map(act_name, undone))
        return f"Read as {acts} made it, which by its record became no law: read it again."
    if not changed:
        return ""
    more = f" and {count_words(len(changed) - 1, 'later act')}" if len(changed) > 1 else ""
    return f"Read before {act_name(changed[0])}{more} changed the section: read it again."


def waits_for_words(readers: int) -> str:
    """What a row waits for before a brief counts it, or that it has its readers."""
    missing = ENOUGH_READERS - readers
    if missing <= 0:
        return f"Read word for word by {count_words(readers, 'person', 'people')}."
    waits = "one more reader" if missing == 1 else "two readers"
    return f"No brief counts it yet: it waits for {waits}."
