"""What the action texts of the California Legislature mean: one table, read by all its sources.

The texts are those of leginfo and PUBINFO, in all eras since 1989. One text often says several
things ("Read second time and amended. Re-referred to Com. on APPR."), so every rule that matches
adds its classes, in the order of the table; a rule of ``ALONE`` is tried first and speaks alone.

Differences of the eras: "Passed and to Senate" (1999) is today's "Passed. Ordered to the Senate";
"To enrollment" is "To Engrossing and Enrolling"; "Enrolled and to the Governor" is "Enrolled and
presented to the Governor". Blanks are doubled in the files and collapsed before this is asked.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from billtrail.bills.models import Action, Bill
from billtrail.legislatures import ActionClass as A
from billtrail.legislatures import MeasureKind


class Rule(NamedTuple):
    """A pattern found anywhere in the text in small letters, and the classes it stands for.

    Looked for regardless of capitals, a pattern takes twice the time."""

    pattern: "re.Pattern[str]"
    classes: tuple[A, ...]


def _rule(pattern: str, *classes: A) -> Rule:
    return Rule(re.compile(pattern), classes)


def _rescinded(act: str, *classes: A) -> Rule:
    """``Action rescinded whereby bill was read third time, passed``, ``Concurrence rescinded``."""
    return _rule(rf"rescind.*(?:{act})|(?:{act}).*rescind", *classes)


#: What takes what back; the first that is named decides. A motion or a notice takes nothing back.
TAKES_BACK: tuple[Rule, ...] = (
    _rule(r"(?:motion|notice).*\brescind(?!ed)", A.PROCEDURE),
    _rescinded(r"\bconcur|conference (?:committee )?report", A.AGREEMENT_VACATED),
    _rescinded(r"refused (?:passage|adoption)|failed (?:passage|adoption)", A.RECONSIDERATION),
    _rescinded(r"\b(?:passed|adopted|passage|adoption)\b", A.PASSAGE_VACATED),
    _rescinded(r"\benroll", A.RECALLED),
    _rescinded(r"withdrawn from committee|withdrawal from committee", A.DISCHARGE_VACATED),
    _rule(r"rescind.*referr(?:ed|al)\b.*[.)] *re-?referred to com",
          A.REFERRAL_VACATED, A.REFERRAL_COMMITTEE),
    _rescinded(r"\bre-?ferr(?:ed|al)\b|\breferral\b|\breferred to com", A.REFERRAL_VACATED),
    _rescinded(r"to (?:the )?inactive file", A.FROM_INACTIVE),
    _rule(r"rescinded", A.PROCEDURE),
    # "Withdrawn from Engrossing and Enrolling.", "Returned by the Governor at the request of ...".
    _rule(r"withdrawn from (?:engrossing|enroll)", A.RECALLED),
    _rule(r"(?:returned|recalled|withdrawn) (?:by|from) (?:the )?governor\b(?!.*(?:veto|objection"
          r"|without (?:his |her |the )?(?:signature|approval)))", A.RECALLED),
)  # fmt: skip

#: How a vote over a veto is called, and how one that was lost.
_OVER_A_VETO = r"notwithstanding .*(?:veto|objection)|\bto override\b|override of"
_LOST = r"\brefused|\bfail|\blost\b|not passed"

#: Texts that mean one thing whatever else stands in them.
ALONE: tuple[Rule, ...] = (
    _rule(r"^died\b|\bdied (?:at|on|in) |pursuant to joint rule 56", A.DEATH),
    # "From committee: Without further action.", "From Senate committee without further action."
    _rule(r"without further action", A.DEATH),
    _rule(r"(?:returned to|filed with) (?:the )?(?:chief clerk|secretary of (?:the )?senate)",
          A.DEATH),
    *TAKES_BACK,
    # "Refused passage notwithstanding the objections of the Governor.", or the other way round.
    _rule(rf"(?:{_LOST}).*(?:{_OVER_A_VETO})|(?:{_OVER_A_VETO}).*(?:{_LOST})",
          A.VETO_OVERRIDE_FAILURE),
    _rule(rf"{_OVER_A_VETO}|veto overrid", A.VETO_OVERRIDE_PASSAGE),
    # The last day to take up a veto is entered when it is over: the veto stands.
    _rule(r"veto (?:be )?stricken|\bveto (?:is )?sustained|last day to consider governor's veto",
          A.VETO_SUSTAINED),
    _rule(r"consideration of (?:the )?governor's veto", A.VETO_PENDING),
    _rule(r"^from committee: .*amendments (?:be not|not be) concurred in",
          A.COMMITTEE_PASSAGE_UNFAVORABLE, A.COMMITTEE_PASSAGE),
    _rule(r"^from committee: .*amendments be concurred in",
          A.COMMITTEE_PASSAGE_FAVORABLE, A.COMMITTEE_PASSAGE),
    # "Assembly refused to adopt Conference Committee report. (Ayes 30. Noes 40.)"
    _rule(r"refuse[sd]? to adopt (?:the )?conference|conference (?:committee )?report.* (?:refused"
          r" adoption|not adopted|rejected)", A.CONFERENCE_FAILURE),
    _rule(r"conference (?:committee )?report\b.*\bre-?(?:committed|referred) to (?:the )?conference"
          r"|\bre-?(?:committed|referred) to (?:the )?conference committee",
          A.CONFERENCE_RECOMMITTAL),
    _rule(r"suspense file", A.SUSPENSE),
    _rule(r"(?:joint rule 55\b|sec(?:tion|\.) 8\(a\)).*(?:dispensed|suspend)", A.PRINT_WAIVED),
    _rule(r"^\(?pending re-refer", A.PROCEDURE),
    # "Notice of intention to remove from inactive file given by ...": nothing has moved yet. A
    # motion that is lost is not the measure.
    _rule(r"notice of intention to (?!reconsider)", A.PROCEDURE),
    _rule(r"^motion (?:to (?:withdraw|suspend|re-?refer|adjourn)|failed|refused|lost)\b",
          A.PROCEDURE),
    _rule(r"^introduced measure version|^measure version", A.PROCEDURE),
)  # fmt: skip

#: Every rule that matches adds its classes; what decides a stage stands first.
RULES: tuple[Rule, ...] = (
    _rule(r"^chaptered by secretary of state", A.BECAME_LAW),
    _rule(r"^became law without|without (?:the )?governor's signature", A.BECAME_LAW),
    _rule(r"^approved by (?:the )?governor", A.EXECUTIVE_SIGNATURE),
    _rule(r"^vetoed by (?:the )?governor", A.EXECUTIVE_VETO),
    _rule(r"^enrolled\b.*\bto (?:the )?governor", A.EXECUTIVE_RECEIPT),
    _rule(r"^enrolled\b.*secretary of state", A.ADOPTION),
    _rule(r"amendments concurred in|\bconcurs in (?:assembly|senate) amendments", A.AGREEMENT),
    # "In Senate. To unfinished business." is what concurrence pending was called in 1999.
    _rule(r"concurrence in (?:assembly|senate) amendments pending"
          r"|^in (?:assembly|senate)\. to unfinished business", A.AMENDMENTS_PENDING),
    _rule(r"refuse[sd]? to concur|refused concurrence|\bto (?:the )?(?:\w+ )?conference committee\b"
          r"|\bconferees\b", A.CONFERENCE),
    _rule(r"^from conference committee|conference (?:committee )?report to print",
          A.CONFERENCE_REPORT),
    _rule(r"conference (?:committee )?report.* adopted|adopt(?:s|ed)? (?:the )?conference",
          A.CONFERENCE_AGREEMENT),
    _rule(r"\bpassed(?=[.,;]|$| (?:and )?to\b| \(ayes| \(page)", A.PASSAGE),
    # Of the measure, not of its urgency clause, of amendments or of a conference report.
    _rule(r"(?:^|\b(?:read|time|amended|committee|file)(?:,? and|[.,;]| \([^)]*\)\.?) )adopted"
          r"(?=[.,;]|$| (?:and )?to\b| as amended\b| \()", A.PASSAGE),
    _rule(r"to engrossing and enrolling|to enrollment\b", A.ENROLLED),
    _rule(r"^from committee:.*(?:\bdo pass|(?<!not )\bbe (?:re-?)?adopted|\badopt\b)",
          A.COMMITTEE_PASSAGE_FAVORABLE, A.COMMITTEE_PASSAGE),
    _rule(r"^from committee: (?:be )?(?:re)?ordered to", A.COMMITTEE_PASSAGE),
    _rule(r"^from committee:.*\b(?:do not (?:pass|be adopted)|be not adopted)",
          A.COMMITTEE_PASSAGE_UNFAVORABLE, A.COMMITTEE_PASSAGE),
    _rule(r"^from committee:.*\bwithout recommendation",
          A.COMMITTEE_PASSAGE_UNRECOMMENDED, A.COMMITTEE_PASSAGE),
    # The chamber itself takes a measure to its floor, past the committee.
    _rule(r"withdrawn from committee(?!.*re-?referred)"
          r"|without reference to committee\.? ordered to", A.DISCHARGE),
    _rule(r"(?:^in committee|in committee|hearing).*failed passage|^failed passage in committee",
          A.COMMITTEE_FAILURE),
    _rule(r"refused (?:passage|adoption)|^read third time[.,] failed|failed adoption", A.FAILURE),
    _rule(r"reconsideration granted", A.RECONSIDERATION),
    _rule(r"motion to reconsider (?:\w+ )*(?:made|entered)\b|notice of (?:intention|motion) to "
          r"reconsider", A.RECONSIDERATION_MOVED),
    _rule(r"held (?:in committee )?(?:and )?under submission|held in committee\b"
          r"|held without recommendation|^in committee: held\b", A.HELD),
    _rule(r"(?:to|on) (?:the )?inactive file", A.INACTIVE),
    _rule(r"from inactive file", A.FROM_INACTIVE),
    _rule(r"withdrawn by (?:the )?author|withdrawn from further consideration", A.WITHDRAWAL),
    _rule(r"^introduced\b|^read first time\. to print", A.INTRODUCTION),
    _rule(r"^in (?:senate|assembly)\b", A.RECEIPT),
    _rule(r"read first time", A.READING_1),
    _rule(r"read second time", A.READING_2),
    _rule(r"read third time", A.READING_3),
    _rule(r"author's amendments|time(?:,| and)? amended|\. amended\.|amend, and", A.AMENDED),
    _rule(r"amendments by .* tabled", A.AMENDMENT_FAILURE),
    _rule(r"^(?:read\. )?(?:measure )?laid on (?:the )?table", A.TABLED),
    _rule(r"re-?ferred to com|to coms?\. on|re-refer(?:red)? to (?:com|committee)|\. re-referred\.",
          A.REFERRAL_COMMITTEE),
    _rule(r"hearing (?:postponed|cancell?ed)|canceled at the request|cancelled at the request",
          A.HEARING_POSTPONED),
    _rule(r"set for (?:\w+ )?hearing|set, \w+ hearing|testimony taken|^hearing", A.HEARING),
    _rule(r"^from printer", A.IN_PRINT),
    _rule(r"held at desk|^ordered to the (?:senate|assembly)", A.AT_DESK),
    _rule(r"(?:to|ordered to) (?:the )?(?:second|third) reading|consent calendar"
          r"|unfinished business|returned to second reading", A.CALENDAR),
)  # fmt: skip

#: Understood, but no step: waivers of rules, corrections, counts that stand alone.
NO_STEP = re.compile(
    r"suspend|dispensed with|coauthors revised|correct|invoked|without reference|ayes|\bmotion\b"
    r"|ordered|^read\.$|reconsideration|reconsider|stricken|joint rule"
    r"|assembly rule|senate rule|unanimous consent|hearing|special order|page \d"
)

#: A resolution is complete when it is filed or chaptered; no governor acts on it.
_OF_RESOLUTIONS = {A.BECAME_LAW: A.ADOPTION, A.EXECUTIVE_RECEIPT: A.ENROLLED}


class Together(NamedTuple):
    """Two rows of one day that say one thing: what the ``row`` means where the ``other`` stands
    before it (or ``after``), and what it means where it does not."""

    row: "re.Pattern[str]"
    other: "re.Pattern[str]"
    after: bool
    there: tuple[A, ...]
    alone: tuple[A, ...]


#: Rows that one other row of the day decides.
TOGETHER: tuple[Together, ...] = (
    # "Motion to lay measure on the table by Assemblymember Aguiar-Curry.", "Motion carried."
    Together(
        re.compile(r"motion carried"),
        re.compile(r"motion to lay (?:the )?(?:measure|resolution|bill) on (?:the )?table"),
        False, (A.TABLED,), (A.PROCEDURE,),
    ),
    # Taken from its committee to the floor, unless another one has it the same day.
    Together(
        re.compile(r"withdrawn from committee\.?(?: \([^()]*\)\.?)*$"),
        re.compile(r"re-?referred to com"), True, (A.PROCEDURE,), (A.DISCHARGE,),
    ),
    Together(
        re.compile(r"without reference to committee\.?$"),
        re.compile(r"ordered to (?:second|third) reading"), True, (A.DISCHARGE,), (A.PROCEDURE,),
    ),
    # A veto that may no longer be taken up.
    Together(
        re.compile(r"(?:ordered )?stricken from (?:the )?file"),
        re.compile(r"consideration of (?:the )?governor's veto"), False,
        (A.VETO_SUSTAINED,), (A.PROCEDURE,),
    ),
)  # fmt: skip


#: What is to be voted on again was passed that day: the next vote is the last word.
_AFTER_A_PASSAGE = Together(
    re.compile(r"reconsideration granted"),
    re.compile(r"(?!.*(?:refused|rescind|motion|from committee)).*\b(?:passed|adopted)\b"),
    False, (), (),
)  # fmt: skip


def classify(action: Action, bill: Bill) -> tuple[A, ...]:
    """The classes of an action's text, with the rows beside it; none where no rule knows it."""
    text = action.description.lower()
    for rule in TOGETHER:
        if rule.row.match(text):
            return rule.there if _is_there(rule, action, bill) else rule.alone
    found = classes_of(action.description, bill.kind == MeasureKind.BILL)
    if A.RECONSIDERATION in found and _is_there(_AFTER_A_PASSAGE, action, bill):
        return (*found, A.PASSAGE_RECONSIDERED)
    return found


def _is_there(rule: Together, action: Action, bill: Bill) -> bool:
    """Whether the other row stands before or after it that day."""
    before, after = bill.around(action)
    beside = (other for other in (after if rule.after else before) if other.date == action.date)
    return any(rule.other.match(other.description.lower()) for other in beside)


@lru_cache(maxsize=20_000)
def classes_of(text: str, is_bill: bool) -> tuple[A, ...]:
    """``classify`` of a text that speaks for itself, none of one that does not; many bills share
    one."""
    text = text.lower()
    if any(rule.row.match(text) for rule in TOGETHER):
        return ()
    for rule in ALONE:
        if rule.pattern.search(text):
            return rule.classes
    found = dict.fromkeys(
        class_ for rule in RULES if rule.pattern.search(text) for class_ in rule.classes
    )
    if not is_bill:
        found = dict.fromkeys(_OF_RESOLUTIONS.get(class_, class_) for class_ in found)
    if not found and NO_STEP.search(text):
        return (A.PROCEDURE,)
    return tuple(found)


_AYES = re.compile(r"\(Ayes (\d+)\. Noes (\d+)\.", re.IGNORECASE)


def vote_tail(text: str) -> tuple[int, int] | None:
    """``(Ayes 79. Noes 0. Page 3004.)`` -> (79, 0)."""
    match = _AYES.search(text)
    return (int(match[1]), int(match[2])) if match else None
