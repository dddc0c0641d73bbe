"""What the steps of a history mean: one table, the first row that matches decides.

A step's first letter, the actor (H, S, G for the Governor, C for a conference), is read before. The
texts are those of 2022 to 2024; people type them, so blanks are doubled and a word is misspelled
now and then.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from billtrail.bills.models import Action, Bill
from billtrail.legislatures import ActionClass as A
from billtrail.legislatures import MeasureKind, first_year


class Rule(NamedTuple):
    """A pattern looked for in the text in small letters, and the classes it stands for."""

    pattern: "re.Pattern[str]"
    classes: tuple[A, ...]


def _rule(pattern: str, *classes: A) -> Rule:
    return Rule(re.compile(pattern), classes)


_HOUSE = r"(?:the )?(?:house|senate)"

RULES: tuple[Rule, ...] = (
    # What says nothing of where a measure stands, and would be mistaken for what does.
    _rule(r"^$|^(?:block )?vote\b|impact statement|impact review|^governor's action deadline"
          r"|^bill text as passed|^acts of assembly|reprinted|^(?:re)?enrolleds?#"
          r"|amendments and substitutes (?:offered|adopted)", A.PROCEDURE),
    # -- the Governor, and what the houses do about it
    _rule(r"^approved by governor", A.EXECUTIVE_SIGNATURE, A.BECAME_LAW),
    _rule(r"^(?:enacted|assigned), ?chapter|^(?:enacted|assigned) chapter", A.BECAME_LAW),
    _rule(r"^vetoed by governor", A.EXECUTIVE_VETO),
    _rule(r"sustained governor's veto|^passed in enrolled form rejected", A.VETO_SUSTAINED),
    _rule(r"^passed in enrolled form|overrid", A.VETO_OVERRIDE_PASSAGE),
    _rule(r"communicated to governor", A.EXECUTIVE_RECEIPT),
    # The bill is with the houses again, and is law once they agree to what the Governor asks for:
    # a step of its own says so.
    _rule(r"^governor's recommendation received", A.EXECUTIVE_AMENDMENTS),
    _rule(r"governor's (?:recommendation|amendment|substitute)|^emergency clause added by governor"
          r"|^paragraph|^recommendation", A.PROCEDURE),
    # -- the end of a measure
    _rule(r"^left in ", A.DEATH),
    _rule(r"^failed to pass", A.DEATH),
    _rule(r"^stricken at (?:the )?request of (?:the )?patron", A.WITHDRAWAL),
    _rule(r"^stricken from ", A.SET_ASIDE),
    _rule(r"^incorporated by ", A.SET_ASIDE, A.SUBSTITUTION),
    _rule(r"^tabled in ", A.TABLED),
    _rule(r"^passed by indefinitely|^failed to report", A.COMMITTEE_FAILURE),
    _rule(rf"^(?:read third time and )?(?:defeated|rejected) by {_HOUSE}|^engrossment refused",
          A.FAILURE),
    _rule(r"^continued to 20\d\d", A.CARRIED_OVER),
    # -- votes that are held again
    _rule(r"^reconsideration of defeated action", A.RECONSIDERATION),
    _rule(rf"^reconsideration of (?:{_HOUSE} )?passage", A.RECONSIDERATION, A.PASSAGE_RECONSIDERED),
    _rule(r"^reconsidered by ", A.RECONSIDERATION),
    # Whether it takes back an agreement, the vote before it says.
    _rule(rf"^reconsideration of (?:conference report|{_HOUSE} (?:substitute|amendment)s?)\b",
          A.AGREEMENT_VACATED),
    _rule(r"^reconsideration|reconsidered\b|^motion|^passed by |pass by", A.PROCEDURE),
    # -- the two houses and their texts
    _rule(r"^amended by conference committee", A.CONFERENCE_REPORT),
    _rule(r"^conference report agreed to", A.CONFERENCE_AGREEMENT),
    _rule(r"^conference report rejected", A.CONFERENCE_FAILURE),
    _rule(r"conferees appointed|requested (?:second )?conference|acceded to request",
          A.CONFERENCE),
    _rule(rf"^{_HOUSE} receded from", A.AGREEMENT),
    # Some of several amendments: the others are still open.
    _rule(rf"^{_HOUSE} amendments? #.* agreed to by", A.AMENDMENT_PASSAGE),
    _rule(rf"^{_HOUSE} (?:substitute|amendment)s?\b.* agreed to by {_HOUSE}", A.AGREEMENT),
    _rule(rf"^{_HOUSE} (?:substitute|amendment)s?\b.* rejected by {_HOUSE}", A.AMENDMENT_FAILURE),
    # -- passage
    _rule(rf"^(?:read third time and )?(?:passed|a?agreed to by) {_HOUSE}\b.* with (?:substitute"
          r"|amendment)", A.PASSAGE, A.AMENDED),
    _rule(rf"^(?:read third time and )?(?:passed|a?agreed to by) {_HOUSE}\b", A.PASSAGE,
          A.AGREEMENT),
    _rule(r"^enrolled", A.ENROLLED),
    # -- committees
    _rule(r"^reported without recommendation", A.COMMITTEE_PASSAGE_UNRECOMMENDED,
          A.COMMITTEE_PASSAGE),
    _rule(r"^reported from", A.COMMITTEE_PASSAGE_FAVORABLE, A.COMMITTEE_PASSAGE),
    _rule(r"^recommitted to", A.REFERRAL_COMMITTEE, A.RECOMMITTAL),
    _rule(r"^(?:re)?referred to|^moved from .* to ", A.REFERRAL_COMMITTEE),
    _rule(r"^discharged from|^(?:re)?referred from", A.PROCEDURE),
    _rule(r"^assigned .*sub", A.REFERRAL_SUBCOMMITTEE),
    _rule(r"^subcommittee recommends (?:laying on|striking|passing by)", A.HELD),
    _rule(r"^subcommittee failed to recommend", A.REPORT_FAILED),
    _rule(r"^subcommittee", A.PROCEDURE),
    # -- the floor
    _rule(r"^(?:pre-?filed|presented) and laid on", A.INTRODUCTION, A.AT_DESK),
    _rule(r"^pre-?filed|^presented", A.INTRODUCTION),
    _rule(r"^laid on ", A.AT_DESK),
    _rule(r"^received|^placed on calendar", A.RECEIPT),
    _rule(r"^read first time", A.READING_1),
    _rule(r"^read second time", A.READING_2),
    _rule(r"^read third time", A.READING_3),
    # -- amendments on the floor
    _rule(r"(?:substitute|amendment)s?\b.*(?:agreed ?to|adopted)", A.AMENDMENT_PASSAGE),
    _rule(r"(?:substitute|amendment)s?\b.*(?:rejected|withdrawn|out of order|germane)"
          r"|^\(delegate .*out of order", A.AMENDMENT_FAILURE),
    # -- steps that decide nothing
    _rule(r"^(?:re)?engross|^printed as|^enacting|^title replaced|^emergency clause|^incorporates"
          r"|substitute.* (?:printed|posted)|^reading|^rules suspended"
          r"|^(?:second |third )?constitutional reading"
          r"|^\(?requires|^\(?\d+ affirmative|^signed by|^reenrolled|^no further action|^taken up"
          r"|^chair votes|^pending question|^ruling|^speaker ruled|^(?:delegate|senator)s:"
          r"|insisted|^unanimous consent|^election by|^budget amendments|^suspend|^committee "
          r"amendments$|^amendments specific|^contested|^second conferees", A.PROCEDURE),
)  # fmt: skip

#: A joint resolution with a chapter in the Acts (an amendment of the Constitution, on its way to
#: the voters) is no law.
_OF_RESOLUTIONS = {A.BECAME_LAW: A.ADOPTION}
_YEAR = re.compile(r"\b20\d\d\b")


def classify(action: Action, bill: Bill) -> tuple[A, ...]:
    """The classes of a step; none where no rule knows it."""
    classes = _classes_of(action.description)
    if A.AGREEMENT_VACATED in classes:
        return _TAKES_BACK[_voted_before(action, bill)]
    if A.CARRIED_OVER in classes and not _goes_on(action.description, bill):
        return (A.PROCEDURE,)
    if A.AGREEMENT in classes and _SUBSTITUTE.search(action.description) and _rejects(action, bill):
        return (A.AMENDMENT_PASSAGE,)
    if bill.kind != MeasureKind.BILL:
        return tuple(_OF_RESOLUTIONS.get(class_, class_) for class_ in classes)
    return classes


_SUBSTITUTE = re.compile(r"^(?:house|senate) substitute agreed to by", re.IGNORECASE)
_REJECTED = re.compile(r"^(?:house|senate) amendments?\b.* rejected by", re.IGNORECASE)


def _rejects(action: Action, bill: Bill) -> bool:
    """Whether a chamber that agreed to the other's substitute rejects an amendment to it, later
    that day (HB 45 of 2024): it agreed to no whole text."""
    _, after = bill.around(action)
    return any(
        step.date == action.date and step.chamber == action.chamber
        and _REJECTED.search(step.description)
        for step in after
    )  # fmt: skip


#: What a reconsideration does to the vote before it, on the other chamber's text or a report.
_TAKES_BACK = {
    A.AGREEMENT: (A.AGREEMENT_VACATED,),
    A.CONFERENCE_AGREEMENT: (A.AGREEMENT_VACATED,),
    A.CONFERENCE_FAILURE: (A.RECONSIDERATION,),
    A.PROCEDURE: (A.PROCEDURE,),
}


def _voted_before(action: Action, bill: Bill) -> A:
    """The last such vote of its chamber before it; ``procedure`` where that lost nothing."""
    before, _ = bill.around(action)
    votes = (
        class_
        for step in reversed(before) if step.chamber == action.chamber
        for class_ in _classes_of(step.description)
        if class_ in _TAKES_BACK or class_ == A.AMENDMENT_FAILURE
    )  # fmt: skip
    found = next((class_ for class_ in votes if class_ != A.PROCEDURE), A.PROCEDURE)
    return found if found in _TAKES_BACK else A.PROCEDURE


def _goes_on(text: str, bill: Bill) -> bool:
    """Whether it was put off to a later year than that of the session that lists it."""
    year = _YEAR.search(text)
    return year is not None and int(year[0]) > first_year(bill.jurisdiction, bill.session)


@lru_cache(maxsize=20_000)
def _classes_of(text: str) -> tuple[A, ...]:
    found = text.lower()
    return next((rule.classes for rule in RULES if rule.pattern.search(found)), ())
