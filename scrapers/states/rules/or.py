"""Oregon: ``Third reading. Carried by Sosa. Passed.``, ``Chapter 3, 2026 Laws.`` (304 measures of
the session of 2026, finished, seen 2026-08-22).

The session's end has a line of its own: ``In committee upon adjournment.`` and ``At President's
desk upon adjournment.`` The chapter comes in two forms, of which the House's has the day of effect
in it. Lines of minority reports and of motions that failed are none of the bill. Every line is an
instant in UTC: an evening's is of the day before in Salem.
"""

from billtrail.legislatures import ActionClass as A

from .reading import Rules

_PRO = (A.COMMITTEE_PASSAGE_FAVORABLE, A.COMMITTEE_PASSAGE)

RULES = Rules(
    acts=(
        (r"^Chapter \d+, \(?\d{4} Laws", (A.BECAME_LAW,)),
        (r"^Governor (?:line.?item vetoed|vetoed (?:in part|parts|certain))|^Governor signed.*veto",
         (A.PARTIAL_VETO, A.EXECUTIVE_SIGNATURE)),
        (r"^Governor vetoed|^Vetoed", (A.EXECUTIVE_VETO,)),
        (r"without (?:the )?Governor'?s? signature|^Became law", (A.BECAME_LAW,)),
        (r"notwithstanding .*veto|veto overrid", (A.VETO_OVERRIDE_PASSAGE,)),
        (r"^Governor signed", (A.EXECUTIVE_SIGNATURE,)),
        (r"^Effective (?:date|on)", (A.PROCEDURE,)),
        (r"^Filed with Secretary of State", (A.ADOPTION,)),
        (r"^(?:President|Speaker) signed", (A.ENROLLED,)),
        (r"upon adjournment", (A.DEATH,)),
        (r"^Carried over|virtue of adjournment", (A.PROCEDURE,)),
        (r"^(?:House|Senate) concurred in .*repassed", (A.PASSAGE, A.AGREEMENT)),
        (r"^(?:House|Senate) (?:concurred|receded)", (A.AGREEMENT,)),
        (r"^(?:House|Senate) refused to", (A.AMENDMENT_EXCHANGE,)),
        (r"Conference Committee (?:Report )?.*(?:adopted|repassed)", (A.CONFERENCE_AGREEMENT,)),
        (r"^Conference|conferees", (A.CONFERENCE,)),
        (r"\bRe-referred\.$", (A.REFERRAL_COMMITTEE, A.RECOMMITTAL)),
        (r"^(?:Rules suspended\. +)?Motion|[Mm]otion .*failed|^Minority", (A.PROCEDURE,)),
        (r"^(?:Rules suspended\. +)?(?:Third|Final) reading.*\. +(?:Passed|Adopted)\."
         r"|^(?:Rules suspended\. +)?Read\b.*\. +Adopted\.|^(?:Passed|Adopted)\.", (A.PASSAGE,)),
        (r"^(?:Rules suspended\. +)?(?:Third|Final) reading.*\. +Failed\.|^Failed\.", (A.FAILURE,)),
        (r"^Vote reconsidered|^Reconsideration|reconsider(?:ed|ation).*carried",
         (A.RECONSIDERATION,)),
        (r"^(?:Recommendation: |Without recommendation).*\breferred to", (A.REFERRAL_COMMITTEE,)),
        (r"^(?:Recommendation: )?Without recommendation", (A.COMMITTEE_PASSAGE_UNRECOMMENDED,)),
        (r"^Recommendation: +(?:Do (?:pass|adopt)|Be adopted)", _PRO),
        (r"^Recommendation: +Do not", (A.COMMITTEE_PASSAGE_UNFAVORABLE,)),
        (r"^(?:Introduction and first|First) reading", (A.INTRODUCTION, A.READING_1)),
        (r"^Subsequent referral", (A.PROCEDURE,)),
        (r"^(?:Re-?)?[Rr]eferred to", (A.REFERRAL_COMMITTEE,)),
        (r"^(?:Assigned to Sub)", (A.REFERRAL_SUBCOMMITTEE,)),
        (r"^(?:Public Hearing|Work Session|Possible|Informational)", (A.HEARING,)),
        (r"Second reading", (A.READING_2,)),
        (r"Third reading|third reading", (A.READING_3,)),
        (r"^(?:Returned to Full|Vote explanation|Rules suspended|Taken from|Made a Special|"
         r"In absence of|Potential conflict)|conflict of interest|granted|notice of possible",
         (A.PROCEDURE,)),
    ),
    law=r"^Chapter (?P<number>\d+), \(?(?P<year>\d{4}) Laws",
    law_name="Chapter {number}, {year} Laws",
    changes=r"^(?:Recommendation: ).*with amendments",
    committee=r"\breferred to (?P<name>[^.()]*?)(?:,? (?:by|then|with|at) .*)?\.",
)  # fmt: skip
