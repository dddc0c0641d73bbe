"""How actions of the United States Congress are classified: tables, read by ``classify``.

House floor and Library of Congress items carry codes; the publisher's guide lists 36 of them, files
show over 140 pairs of (system, code), and the Library re-uses House codes with other meanings
(``H11100`` "Submitted in House"; ``H12100`` says that too, 197 times in the 119th, and else is a
measure that a committee wrote itself). So everything is keyed by (system, code). Some codes mean
nothing without their text: ``E30000`` is a signature or a veto. Senate and House committee items
say it in their text, and had no code until June 2026, when ``H19000`` came to House committees'
orders. An action that no row knows gets ``()``: kept, counted, shown.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from billtrail.bills.models import Action, Bill
from billtrail.legislatures import ActionClass

from .agreement import same_text

_A = ActionClass
Classes = tuple[ActionClass, ...]


class Rule(NamedTuple):
    """The first rule whose pattern is found in the text (without its brackets) wins."""

    pattern: re.Pattern[str]
    classes: Classes


def _rules(*rows: tuple[str | ActionClass, ...]) -> tuple[Rule, ...]:
    """Each row is a pattern and the classes of what it matches, the leading one first."""
    return tuple(
        Rule(re.compile(pattern), tuple(ActionClass(class_) for class_ in classes))
        for pattern, *classes in rows
    )


def _table(system: str, rows: Mapping[Classes, str]) -> dict[tuple[str, str], Classes]:
    return {(system, code): classes for classes, codes in rows.items() for code in codes.split()}


#: Words for an action that came without text.
WORDS = {
    "Intro-H": "Introduced in House",
    "Intro-S": "Introduced in Senate",
    "1000": "Introduced in House",
    "10000": "Introduced in Senate",
}

_ORIGINAL = (_A.INTRODUCTION, _A.ORIGINAL_MEASURE)
_AGAINST, _UNRECOMMENDED = _A.COMMITTEE_PASSAGE_UNFAVORABLE, _A.COMMITTEE_PASSAGE_UNRECOMMENDED
#: What a committee advises where it does not say that it is in favor.
_ADVERSELY, _NO_ADVICE = r"\b(?:[Aa]dverse|[Uu]nfavorabl)", r"[Ww]ithout (?:a )?[Rr]ecommendation"
_CONCURRED = (_A.PASSAGE, _A.AGREEMENT)
_RECOMMITTED = (_A.REFERRAL_COMMITTEE, _A.RECOMMITTAL)

#: House floor actions (system 2) and Library of Congress items (system 9) by code alone.
CODES: Mapping[tuple[str, str], Classes] = {
    **_table("2", {
        (_A.REFERRAL_COMMITTEE,): "H11100 H11200",
        (_A.DISCHARGE,): "H12300",
        (_A.CALENDAR,): "H12410 H12420 H12430 H12490",
        (_A.RECEIPT,): "H14000",
        (_A.AT_DESK,): "H15000",
        # The Discharge Calendar lists motions, and no measure leaves a committee for it.
        (_A.DISCHARGE_CALENDAR,): "H12450",
        (_A.DISCHARGE_PETITION,): "H17000",
        (_A.CONFERENCE,): "H41800",
        (_A.CONFERENCE_REPORT,): "H25200",
        (_A.RULE,): "H1L210 H1L220 H12700",
        (_A.EXECUTIVE_RECEIPT,): "E20000",
        (_A.BECAME_LAW,): "E40000",
        (_A.AMENDMENT_PASSAGE,): "H34200 H34400",
        (_A.DEBATE,): "H30000 H30500 H30800 H32020 H32050 H32700 H40200 H40210 H40300 H40310",
        (_A.PROCEDURE,): "H11210 H12210 H12440 H29800 H30200 H30230 H30300 H30840 "
                         "H32340 H32341 H32350 H32351 H32400 H32500 H32600 H35000 H36100 H36110 "
                         "H36200 H36500 H36600 H36610 H36700 H36800 H36810 H37210 H37220 "
                         "H37400 H38300 H38400 H38410 H38800 H38900 H40110 H40130 H40140 "
                         "H40141 H40142 H40150 H41400 H41540 H41541 H41930 H41931 H42300 "
                         "H42410 H42411 H42831 H43100 H43110 H43200 H43210 H81000 H82000 H82141 "
                         "H8A000",
    }),
    **_table("9", {
        (_A.INTRODUCTION,): "1000 Intro-H 10000 Intro-S 1025 10025 H11100 H30000",
        _ORIGINAL: "1010",
        (_A.REFERRAL_COMMITTEE,): "H11100-A",
        (_A.COMMITTEE_PASSAGE,): "14900",
        (_A.DISCHARGE,): "5500",
        (_A.PASSAGE,): "8000 17000",
        (_A.FAILURE,): "9000 18000",
        (_A.CONFERENCE_AGREEMENT,): "21000 23000",
        # By analogy with 9000, 18000, 33000 and 35000: not seen.
        (_A.CONFERENCE_FAILURE,): "22000 24000",
        (_A.EXECUTIVE_RECEIPT,): "28000",
        (_A.VETO_OVERRIDE_PASSAGE,): "32000 34000",
        (_A.VETO_OVERRIDE_FAILURE,): "33000 35000",
        (_A.BECAME_LAW,): "E40000",
        (_A.CONFERENCE,): "20800",
        (_A.CONFERENCE_REPORT,): "20900",
        (_A.PROCEDURE,): "20700 B00100",
    }),
}  # fmt: skip

#: Neither signed nor returned within ten days ("Sent to Archivist of the United States unsigned.",
#: H.R. 6297 of the 114th): law, and its number follows.
_UNSIGNED = (r"\bArchivist\b.*\bunsigned\b", _A.BECAME_LAW)
_SIGNED_OR_LAW = _rules(
    (r"^Became (?:(?:Public|Private) )?[Ll]aw", _A.BECAME_LAW),
    (r"^Signed by President", _A.EXECUTIVE_SIGNATURE),
    _UNSIGNED,
)
_POCKET_VETO = (r"[Pp]ocket[- ][Vv]eto", _A.EXECUTIVE_VETO, _A.POCKET_VETO)
_SIGNED_OR_VETOED = _rules(
    (r"^Signed by President", _A.EXECUTIVE_SIGNATURE),
    _UNSIGNED,
    _POCKET_VETO,
    (r"[Vv]etoed by President", _A.EXECUTIVE_VETO),
)
_SUBMITTED_OR_ORIGINAL = _rules((r"^Submitted in ", _A.INTRODUCTION), (r"", *_ORIGINAL))
#: How a committee reported; the Library repeats the words of the chamber.
_COMMITTEE_REPORTS = _rules(
    (r"^Supplemental report filed", _A.PROCEDURE),
    (r"reported an original measure|Original measure reported|^Reported in House", *_ORIGINAL),
    (_ADVERSELY, _AGAINST),
    (_NO_ADVICE, _UNRECOMMENDED),
    (r"\b[Rr]eported .*\bfavorably", _A.COMMITTEE_PASSAGE_FAVORABLE, _A.COMMITTEE_PASSAGE),
    # In January 2025 resolutions that were only submitted got these codes, some without a text.
    (r"^Submitted in", _A.INTRODUCTION),
    (r"[Rr]eport", _A.COMMITTEE_PASSAGE),
)  # fmt: skip
#: The committee has decided; the report follows.
_ORDERS = (
    (r"Ordered to be [Rr]eported .*" + _ADVERSELY, _A.ORDERED_REPORTED, _AGAINST),
    (r"Ordered to be [Rr]eported .*" + _NO_ADVICE, _A.ORDERED_REPORTED, _UNRECOMMENDED),
    (r"Ordered to be [Rr]eported .*\bfavorably",
     _A.ORDERED_REPORTED, _A.COMMITTEE_PASSAGE_FAVORABLE, _A.COMMITTEE_PASSAGE),
    (r"Ordered to be [Rr]eported", _A.ORDERED_REPORTED, _A.COMMITTEE_PASSAGE),
)  # fmt: skip
#: Who let it go where the committee did not.
_DISCHARGES = (
    (r"discharged,? by petition", _A.DISCHARGE, _A.BY_PETITION),
    (r"discharged .*[Uu]nanimous [Cc]onsent", _A.DISCHARGE, _A.BY_CONSENT),
    (r"discharged,? by (?:.*\bVote|motion)\b", _A.DISCHARGE, _A.BY_VOTE),
    (r"\bdischarged\b", _A.DISCHARGE),
)
_VOTED = r"Yeas and Nays|recorded vote|[Vv]oice vote|Yea-Nay|Voice Vote|\d+ ?- ?\d+"
_HOUSE_VOTE = _rules(
    (r"Failed|[Nn]ot agreed", _A.FAILURE),
    (r"[Pp]assed|[Aa]greed to", _A.PASSAGE),
)
#: A motion is lost where it is voted down, and where it is tabled ("On motion to table the motion
#: to refer Agreed to by the Yeas and Nays"); the measure stays where it is.
_LOST = r"Failed|\bto table (?:the |an )?(?:motion|appeal|point of order|amendment|question)\b"
_HOUSE_SENDS = _rules(
    (_LOST, _A.PROCEDURE),
    (r"^On motion to recommit the conference report .*Agreed to", _A.CONFERENCE_RECOMMITTAL),
    (r"^On motion to recommit .*Agreed to", *_RECOMMITTED),
    (r"Agreed to", _A.REFERRAL_COMMITTEE),
)
_VACATED = (
    r"\bvacate\b.* proceedings by which (?!.*(?:yeas and nays were|amendment No))"
    r"(?:the (?:bill|resolution|joint resolution)|H\.|S\.|House|Senate)[^,]*\b"
)
#: A chamber answers the other's amendment.
_HOUSE_ANSWERS = (
    (r"^On motion .*\b(?:agree|concur) .*Failed", _A.FAILURE),
    # Refused, or its own text insisted on: it is the other chamber's to answer.
    (r"^On motion .*\b(?:disagree|insist)\b(?!.* conference\b).* [Aa]greed to",
     _A.AMENDMENT_EXCHANGE),
    (r"\b(?:[Aa]greed?|concur) (?:with|(?:to|in) .*Senate amendment.* with (?:an )?"
     r"(?:amendment|portion))", _A.AMENDMENT_EXCHANGE),
    (r"^On motion (?:that )?the House (?:suspend the rules and )?agree to the Senate amendment",
     *_CONCURRED),
    (r"^On motion .*\brecede from (?:the |its )?House amendments?\b.*"
     r"\bconcur in the Senate amendment", *_CONCURRED),
    # H.R. 1917 of the 117th lost the words between.
    (r"^On motion (?:that )?the House suspend the rules and Agreed to", *_CONCURRED),
    (r"^On motion to (?:agree|concur) (?:to|in) (?:the )?Senate amendment", *_CONCURRED),
    (r"(?:disagree|insist)\b.* conference\b.* [Aa]greed to", _A.CONFERENCE),
    (r"House agreed to (?:the )?Senate amendments?(?: pursuant|\.|$)", *_CONCURRED),
)  # fmt: skip
_SENATE_ANSWERS = (
    (r"^Senate (?:insists|disagree[sd])\b(?!.* conference\b)", _A.AMENDMENT_EXCHANGE),
    (r"Senate agreed to the House amendment to the title", _A.PROCEDURE),
    (r"Senate (?:concurred|agreed|receded)\b.* with (?:an amendment|amendments)",
     _A.AMENDMENT_EXCHANGE),
    (r"Senate (?:concurred|agreed)\b.* House [Aa]mendment", *_CONCURRED),
    (r"Senate receded from its amendment", *_CONCURRED),
)  # fmt: skip

#: Codes that say something only together with their text.
TEXTS_OF_CODES: Mapping[tuple[str, str], tuple[Rule, ...]] = {
    ("2", "E30000"): _SIGNED_OR_VETOED,
    ("9", "E30000"): _SIGNED_OR_VETOED,
    ("2", "H12100"): _SUBMITTED_OR_ORIGINAL,
    ("9", "H12100"): _SUBMITTED_OR_ORIGINAL,
    ("9", "31000"): _rules(_POCKET_VETO, (r"", _A.EXECUTIVE_VETO)),
    ("9", "36000"): _SIGNED_OR_LAW,
    ("9", "41000"): _SIGNED_OR_LAW,
    ("2", "H12200"): _COMMITTEE_REPORTS,
    ("9", "5000"): _COMMITTEE_REPORTS,
    ("9", "14000"): _COMMITTEE_REPORTS,
    ("9", "14500"): _rules(*_DISCHARGES, (r"", _A.DISCHARGE)),
    ("2", "H37100"): _HOUSE_VOTE,
    ("2", "H37300"): _HOUSE_VOTE,
    ("2", "H42510"): _rules(
        (r"Failed|[Nn]ot [Aa]greed", _A.CONFERENCE_FAILURE),
        (r"Agreed to", _A.CONFERENCE_AGREEMENT),
    ),
    ("2", "H36210"): _HOUSE_SENDS,
    ("2", "H36510"): _rules((_LOST, _A.PROCEDURE), (_VOTED, _A.TABLED), (r"", _A.SET_ASIDE)),
    ("2", "H36710"): _HOUSE_SENDS,
    ("2", "H30841"): _rules((_LOST, _A.PROCEDURE), (r"Agreed to", _A.DISCHARGE, _A.BY_VOTE)),
    # Not "Motion to reconsider laid on the table Agreed to without objection".
    ("2", "H38310"): _rules(
        (
            r"^On motion to reconsider\b(?!.*(?:recommit|amendment|previous question|to table)).*"
            r"Agreed to",
            _A.RECONSIDERATION,
        ),
        (r"", _A.PROCEDURE),
    ),
    # "... asked unanimous consent to vacate proceedings by which House Joint Resolution 28 was
    # passed, ..., to the end that the Chair put the question on passage ... de novo".
    ("2", "H8D000"): _rules(
        (
            _VACATED + r"was (?:passed|agreed to|adopted)\b.*[Ww]ithout objection",
            _A.PASSAGE_VACATED,
        ),
        (_VACATED + r"failed\b.*[Ww]ithout objection", _A.RECONSIDERATION),
        (r"", _A.DEBATE),
    ),
    ("2", "H43410"): _rules(
        (r"Failed", _A.VETO_OVERRIDE_FAILURE), (r"\b[Pp]assed", _A.VETO_OVERRIDE_PASSAGE)
    ),
    ("2", "H1B000"): _rules(
        # An amendment is "considered as adopted" too.
        (r"^(?:(?!amendment).)*is considered (?:as )?(?:passed|adopted|agreed to)", _A.PASSAGE),
        (r"is laid on the table", _A.SET_ASIDE),
        (r"^Papers returned to (?:the )?Senate", _A.PAPERS_RETURNED),
        (r"^Senate returned papers", _A.PAPERS_BACK),
        *_HOUSE_ANSWERS,
        (r"", _A.PROCEDURE),
    ),
    ("2", "H41610"): _rules(*_HOUSE_ANSWERS, (r"", _A.PROCEDURE)),
    ("9", "19500"): _rules(
        *((p.replace("^On motion", r"\bOn motion"), *rest) for p, *rest in _HOUSE_ANSWERS),
        (r"", _A.PROCEDURE),
    ),
    ("9", "20500"): _rules(*_SENATE_ANSWERS, (r"", _A.PROCEDURE)),
    ("9", "80000"): _rules(
        (r"is considered passed House", _A.PASSAGE), (r"", _A.AMENDMENT_FAILURE)
    ),
}

#: "Reported by Senator Risch without amendment", "Reported without amendment."
_REPORTED = r"\b[Rr]eported (?:to Senate )?(?:by Senator|with(?:out)?\b)"
_ON_PASSAGE = r"(?!.*(?:[Cc]loture|\bmotion to |\bSA \d))"
_SENATE = _rules(
    # What the House sent is refused: it is back with the House.
    (r"^Motion to table the House message\b.* agreed to", _A.AMENDMENT_EXCHANGE),
    (r"^Motion to table the veto message .* agreed to in Senate", _A.VETO_SUSTAINED),
    (r"^(?!Motion ).*[Cc]loture .*not invoked", _A.CLOTURE_FAILURE),
    # "Motion to reconsider by Senator Thune, ..., the vote by which H.R. 5371 failed of passage".
    # Votes on cloture, on a motion and on an amendment are reconsidered too.
    (rf"^Motion {_ON_PASSAGE}.*\breconsider\b.* entered in Senate", _A.RECONSIDERATION_MOVED),
    (rf"^Motion by {_ON_PASSAGE}.* to reconsider the vote by which .*"
     r"\b(?:passed|was agreed to|was adopted)\b.* agreed to in Senate",
     _A.RECONSIDERATION, _A.PASSAGE_RECONSIDERED),
    (rf"^Motion by {_ON_PASSAGE}.* to reconsider the vote by which .* agreed to in Senate",
     _A.RECONSIDERATION),
    (r"^Motion to table the (?:measure|bill|(?:\w+ )?resolution) agreed to in Senate", _A.TABLED),
    (r"^Motion (?:by Senator .* )?to recommit the conference report\b.* agreed to in Senate",
     _A.CONFERENCE_RECOMMITTAL),
    # What is to come back "forthwith" does not leave the floor.
    (r"^(?:Ordered )?[Rr]ecommitted to |^Motion (?:by Senator (?:(?! to )[^,.])* )?"
     r"to (?:re)?commit\b(?!.*forthwith).* agreed to in Senate", *_RECOMMITTED),
    (r"^(?:\w+ )?(?:[Mm]otions?|[Cc]loture)\b|^Upon reconsideration, (?:the )?(?:\w+ )?cloture",
     _A.PROCEDURE),
    (r"^Passed Senate over veto", _A.VETO_OVERRIDE_PASSAGE),
    (r"^Failed of passage in Senate over veto", _A.VETO_OVERRIDE_FAILURE),
    (r"^Senate (?:rejected|disagreed to|(?:refused|failed|did not agree) (?:to agree )?to) "
     r"(?:the )?conference report|^Conference report (?:rejected|disagreed to|not agreed to|failed)"
     r"|^Senate agreed to (?:the )?conference report\b.*(?:not agreed|failed|rejected)",
     _A.CONFERENCE_FAILURE),
    (r"[Ff]ailed of passage in Senate|^Disagreed to in Senate|^Resolution (?:failed|not agreed)|"
     r"not having achieved .* in the affirmative", _A.FAILURE),
    (r"^Senate agreed to (?:the )?conference report", _A.CONFERENCE_AGREEMENT),
    *_SENATE_ANSWERS,
    (r"^Senate vitiated previous (?:passage|actions?)\b", _A.PASSAGE_VACATED),
    (r"^Senate vitiated .*\bdischarge\b", _A.DISCHARGE_VACATED),
    (r"^Senate vitiated .*\breport", _A.REPORT_VACATED),
    (r"^Senate vitiated .*\b(?:postpone|table|tabling)", _A.RECONSIDERATION),
    (r"^Message on House action received in (?:the )?Senate\b(?!.*conference)"
     r".*: House amendments? to", _A.AMENDMENTS_PENDING),
    (r"^Message received in (?:the )?Senate: Returned to the Senate", _A.PAPERS_BACK),
    (r"^Senate returned papers", _A.PAPERS_RETURNED),
    (r"^Senate (?:insists|disagree[sd])\b.* conference\b|^Senate appointed conferees|"
     r"^Conference held|^Conferees ", _A.CONFERENCE),
    (r"^Passed Senate|^Resolution agreed to in Senate", _A.PASSAGE),
    (r"^Upon reconsideration\b.*\b(?:passed Senate|agreed to in Senate)", _A.PASSAGE),
    (r"^(?:Introduced|Submitted) in the Senate\b.*\b(?:passed|agreed to) with",
     _A.INTRODUCTION, _A.PASSAGE),
    (r"^Received in the Senate\b.*(?:\b(?:passed|agreed to)\b.* with|\b(?:and|deemed) passed\b)",
     _A.PASSAGE, _A.RECEIPT),
    (r"Failed to report|[Mm]otion to report .*(?:defeated|rejected|failed|not agreed)",
     _A.REPORT_FAILED),
    *_ORDERS,
    (r"Original measure reported to Senate", *_ORIGINAL),
    (_REPORTED + r".*(?:" + _ADVERSELY + ")", _AGAINST),
    (_REPORTED + r".*(?:" + _NO_ADVICE + ")", _UNRECOMMENDED),
    (_REPORTED + r"|filed (?:a )?written report", _A.COMMITTEE_PASSAGE),
    (r"[Hh]earings? held|[Mm]ark Up Session held", _A.HEARING),
    *((rf"^Senate (?:Committees? |Select Committees? |Special Committees? )?.*{p}", *rest)
      for p, *rest in _DISCHARGES),
    (r"^Introduced in the Senate\b.*\bPlaced on ", _A.INTRODUCTION, _A.CALENDAR),
    # What lies "over, under the rule" goes to the part of the calendar of that name.
    (r"^Submitted in the Senate\b.*(?:\bPlaced on |\bOver, [Uu]nder the [Rr]ule)",
     _A.INTRODUCTION, _A.CALENDAR),
    (r"^Received in the Senate\b.*\bPlaced on ", _A.CALENDAR, _A.RECEIPT),
    (r"^Read the first time\b.*\bPlaced on ", _A.CALENDAR, _A.READING_1),
    (r"^Read (?:the second time|twice)\b.*\bPlaced on ", _A.CALENDAR, _A.READING_2),
    (r"^(?:Ordered )?[Pp]laced on |^Returned to the Calendar", _A.CALENDAR),
    (r"^Introduced in the Senate\b.*\bheld at (?:the )?desk", _A.INTRODUCTION, _A.AT_DESK),
    (r"^Received in the Senate\b.*\bheld at (?:the )?desk", _A.AT_DESK, _A.RECEIPT),
    (r"^Ordered held at (?:the )?desk", _A.AT_DESK),
    (r"^Received in the Senate\b.*\breferred", _A.REFERRAL_COMMITTEE, _A.RECEIPT),
    (r"^(?:Read (?:twice|the second time) and )?(?:[Rr]e-?)?[Rr]eferred ", _A.REFERRAL_COMMITTEE),
    (r"^Received in the Senate", _A.RECEIPT),
    (r"^(?:Introduced|Submitted) in the Senate", _A.INTRODUCTION),
    (r"^The committee (?:substitute|amendments?)\b.* agreed to", _A.AMENDMENT_PASSAGE),
    (r"^Measure amended in Senate", _A.AMENDED),
    (r"^(?:Measure|Resolution) (?:laid on the table|tabled)\b.*(?:" + _VOTED + ")", _A.TABLED),
    (r"^Indefinitely postponed by Senate|^(?:Measure|Resolution) (?:laid on the table|tabled)",
     _A.SET_ASIDE),
    (r"^Considered by Senate|^Measure laid before Senate|^Veto [Mm]essage considered|"
     r"^Conference report considered|^The joint resolution was considered read", _A.DEBATE),
    (r"^(?:Under the order of [\d/]+,? )?(?:[Cc]onsidered read|the third reading was vitiated)|"
     r"^The (?:Chair\b|preamble was amended)|^By unanimous consent agreement|"
     r"^Ruling of the Chair",
     _A.PROCEDURE),
    (r"^(?:Message|Veto message|Conference|Conferees|Points? of order|Star Print|An errata|Ordered|"
     r"The committee|Committees? (?:on|consideration)|The Senate adjudges|Notwithstanding)",
     _A.PROCEDURE),
    (r"^Senate (?:insists|disagree[sd]|appointed|vitiated|requests|returned|ordered|defeated)",
     _A.PROCEDURE),
)  # fmt: skip

_HOUSE_COMMITTEE = _rules(
    (r"^(?:Re-r|R)eferred to the Subcommit", _A.REFERRAL_SUBCOMMITTEE),
    (
        r"^Motion to [Rr]eport .*(?:Defeated|Failed|Rejected|[Nn]ot [Aa]greed)|^Failed to Report",
        _A.REPORT_FAILED,
    ),
    *_ORDERS,
    (r"[Hh]earings? [Hh]eld|Mark-up Session", _A.HEARING),
    (r"^Forwarded by Subcommittee|Discharged|^Committee Agreed to Seek", _A.PROCEDURE),
    (r"^Approved Further|^Request to order reported|^For Further Action", _A.PROCEDURE),
)

#: Items that are read by their text, by system: 0 Senate, 1 House committees.
TEXTS: Mapping[str, tuple[Rule, ...]] = {"0": _SENATE, "1": _HOUSE_COMMITTEE}


def classify(action: Action, bill: Bill) -> Classes:
    """The classes of one action, the leading one first; ``()`` where no rule knows it.

    ``bill`` is needed for agreement: whether a second chamber passed the very text of the first.
    """
    classes = CODES.get((action.system or "", action.code or ""))
    if classes is None:
        classes = _by_text(action.system or "", action.code, action.description)
    if not _ON_QUESTION.isdisjoint(classes) and _AGAIN.search(action.description):
        classes = (*classes, _A.UPON_RECONSIDERATION)
    if _A.PASSAGE in classes and _A.AGREEMENT not in classes:
        said = _BRACKETS.sub("", action.description)
        return (*classes, _A.AGREEMENT) if same_text(action, said, bill) else classes
    return classes


#: A vote on the measure itself that is held again; the Library repeats the chamber's words.
_AGAIN = re.compile(r"\bupon reconsideration\b", re.IGNORECASE)
_ON_QUESTION = frozenset((_A.PASSAGE, _A.FAILURE))

#: What stands in brackets is beside the point, but for a committee's advice ("Reported (Adversely)
#: by the Committee on ...").
_BRACKETS = re.compile(rf"\s*\((?!{_ADVERSELY}|{_NO_ADVICE})[^()]*\)")


@lru_cache(maxsize=1024)
def _by_text(system: str, code: str | None, text: str) -> Classes:
    rules = TEXTS_OF_CODES.get((system, code or ""), TEXTS.get(system, ()))
    return _first(rules, _BRACKETS.sub("", text))


def _first(rules: Iterable[Rule], text: str) -> Classes:
    return next((rule.classes for rule in rules if rule.pattern.search(text)), ())
