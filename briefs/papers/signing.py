"""Who of the roll signs a letter of several organisations, and what its author should know of them.

Who agreed to another position signs nothing of this one. Who agreed to another text is told apart
on the page. A person is named who agreed to be; else the organisation stands alone, and a person
who signed for nobody but themselves is counted.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from billtrail.bills.letters import rule_of
from billtrail.rolls import Signer, Why, unfit, words
from billtrail.words import count_words

from .draft import PaperDraft

#: Pairs that look alike and are told one by one.
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Signing:
    """``now`` agreed to the print that is named, or nobody said to which; ``older`` by the day of
    the print that they agreed to, the newest first; ``others`` agreed to another position."""

    now: tuple[Signer, ...] = ()
    older: tuple[tuple[str, tuple[Signer, ...]], ...] = ()
    others: tuple[Signer, ...] = ()
    textless: tuple[Signer, ...] = ()

    @property
    def all(self) -> tuple[Signer, ...]:
        return (*self.now, *(signer for _, found in self.older for signer in found))


def signing(draft: PaperDraft) -> Signing:
    """Those whose signature stands on the day of the letter."""
    roll, by_why = draft.request.roll, defaultdict[Why | None, list[Signer]](list)
    version = draft.print.date if draft.print else None
    for signer in roll.signed if roll else ():
        if signer.signed_on <= draft.request.on.isoformat():
            by_why[unfit(signer, version, draft.stance)].append(signer)
    older = defaultdict[str, list[Signer]](list)
    for signer in by_why[Why.OTHER_TEXT]:
        older[signer.version].append(signer)
    return Signing(
        (*by_why[None], *by_why[Why.NO_TEXT]),
        tuple((day, tuple(older[day])) for day in sorted(older, reverse=True)),
        tuple(by_why[Why.OTHER_STANCE]),
        tuple(by_why[Why.NO_TEXT]),
    )


def check_signers(draft: PaperDraft) -> None:
    """What is to be settled before the letter goes: who may be one, which text, what is asked."""
    found, key = signing(draft), draft.status.key
    if not found.all:
        draft.find("signers", "warn", "Nobody has signed.", f"billtrail signers {key} import FILE")
        return
    draft.find("signers", "ok", f"{_count(found.all)} on the letter.")
    for says, action in (*_pairs(draft), *_texts(found, key), *_asked(draft, found, key)):
        draft.find("signers", "warn" if action else "ok", says, action)


def _count(signers: tuple[Signer, ...]) -> str:
    return count_words(len(signers), "signer")


def _pairs(draft: PaperDraft) -> Iterator[tuple[str, str]]:
    pairs = draft.request.roll.pairs if draft.request.roll else ()
    for pair in pairs[:_TOLD]:
        numbers = f"{pair.one.number} {pair.other.number}"
        says = f"billtrail signers {draft.status.key} same {numbers} (or apart {numbers})"
        yield words.pair_words(pair), says
    if (more := len(pairs) - _TOLD) > 0:
        yield f"{more} more may be one.", f"billtrail signers {draft.status.key} list"


def _texts(found: Signing, key: str) -> Iterator[tuple[str, str]]:
    remind = f"billtrail signers {key} remind"
    if older := tuple(signer for _, these in found.older for signer in these):
        yield f"{_count(older)} of another text: they stand apart in the letter.", remind
    if found.textless:
        action = f"billtrail signers {key} import FILE --version DAY"
        yield f"{_count(found.textless)} of whom nobody said which text they agreed to.", action
    if found.others:
        yield f"{_count(found.others)} agreed to another position and are left out.", remind
    if unnamed := tuple(signer for signer in found.all if not signer.public and signer.person):
        yield f"{_count(unnamed)} did not agree to be named: no person stands there.", ""
    if hidden := tuple(one for one in found.all if one.listed is False):
        yield f"{_count(hidden)} asked that their organization is not named: it is left out.", ""
    if alone := tuple(one for one in found.all if one.shown_organisation and one.listed is None
                      and one.public is False):  # fmt: skip
        says = f"{_count(alone)} said no to being named, and the organization's name stands there."
        yield (
            f"{says} Where they meant it too, say no under Organization may be named.",
            f"billtrail signers {key} export",
        )


def _asked(draft: PaperDraft, found: Signing, key: str) -> Iterator[tuple[str, str]]:
    """What the committee wants of a letter of several organisations and some of them lack."""
    rule = rule_of(draft.committee.committee) if draft.committee else None
    if rule is None:
        return
    for part in rule.joint:
        lacking = [s for s in found.all if part in _LACKS and _LACKS[part](s)]
        if lacking:
            says = f"The committee asks for {part} of each; {_count(tuple(lacking))} without it."
            yield says, f"billtrail signers {key} export, and ask them"
    if "logo" in rule.joint and (given := [s for s in found.all if s.logo and s.organisation]):
        yield f"Logos to add by hand: {words.few_names(given)}.", ""
    if rule.enter_signers:
        yield "Each is entered in the portal too.", f"billtrail signers {key} list --portal"


_LACKS: Mapping[str, Callable[[Signer], bool]] = {
    "logo": lambda signer: not signer.logo,
    "title": lambda signer: not signer.title,
    "signer": lambda signer: not (signer.person and signer.public),
    "signature": lambda signer: not signer.proof,
}
