"""Washington: ``Third reading, passed; yeas, 69; ...``, ``Chapter 168, 2026 Laws.`` (3,411 measures
of 2025-26, finished, seen 2026-08-22).

A committee's majority decides, and what it reports goes to Rules or to another committee; the lines
``Minority; do not pass.`` beside it are the report of those who lost. The officers' signatures
(``Speaker signed.``) come after both houses agreed. ``PV`` behind a chapter marks a veto of parts.
A committee that is ``relieved of further consideration`` in a line of its own gives the bill to the
committee that the next line names. A year's end returns what one house passed to that house (``By
resolution, returned to House Rules Committee for third reading.``, ``Returned to Senate Rules
3.``): it has to pass again. The ``"X" file`` of the Rules Committee is where bills are left that
will not be taken up. A chamber that recedes from its amendments and adopts others the same day has
agreed to nothing.
"""

from billtrail.legislatures import ActionClass as A
from billtrail.legislatures import Chamber

from .reading import Rules

_PRO = (A.COMMITTEE_PASSAGE_FAVORABLE, A.COMMITTEE_PASSAGE)
_WITHOUT = (A.COMMITTEE_PASSAGE_UNRECOMMENDED, A.COMMITTEE_PASSAGE)

RULES = Rules(
    acts=(
        (r"^Chapter \d+, \d{4} Laws.*\bPV\b", (A.BECAME_LAW, A.PARTIAL_VETO)),
        (r"^Chapter \d+, \d{4} Laws", (A.BECAME_LAW,)),
        (r"^Governor partially vetoed", (A.PARTIAL_VETO, A.EXECUTIVE_SIGNATURE)),
        (r"^Governor vetoed", (A.EXECUTIVE_VETO,)),
        (r"veto overrid|notwithstanding .*veto", (A.VETO_OVERRIDE_PASSAGE,)),
        (r"^Became law without|without (?:the )?governor's signature", (A.BECAME_LAW,)),
        (r"^Governor signed", (A.EXECUTIVE_SIGNATURE,)),
        (r"^Delivered to Governor", (A.EXECUTIVE_RECEIPT,)),
        (r"^Effective date", (A.PROCEDURE,)),
        (r"^Filed with Secretary of State", (A.ADOPTION,)),
        (r"^(?:President|Speaker) signed", (A.ENROLLED,)),
        (r"^Passed final passage as recommended by conference|^Conference committee report adopted",
         (A.CONFERENCE_AGREEMENT,)),
        (r"^Passed final passage", (A.PASSAGE, A.AGREEMENT)),
        (r"^Third reading, (?:passed|adopted)|^Adopted", (A.PASSAGE,)),
        (r"^(?:Third reading, failed|Final passage, failed|Failed\b)",
         (A.FAILURE,)),
        (r"^(?:House|Senate) (?:concurred in|receded from)", (A.AGREEMENT,)),
        (r"^(?:House|Senate) refuses? to", (A.AMENDMENT_EXCHANGE,)),
        (r"^Vote on (?:third reading|final passage) will be reconsidered", (A.PASSAGE_VACATED,)),
        (r"^Vote on adoption of conference", (A.CONFERENCE_FAILURE,)),
        (r"^Conference", (A.CONFERENCE,)),
        (r"^By resolution, returned to .*for third reading|^Returned to (?:House|Senate) Rules 3",
         (A.PASSAGE_LAPSED, A.REFERRAL_COMMITTEE)),
        (r"^By resolution, reintroduced", (A.PROCEDURE,)),
        (r"motion to report the bill out of .*failed", (A.REPORT_FAILED,)),
        (r"^Minority", (A.PROCEDURE,)),
        (r"- Majority; .*without recommendation", _WITHOUT),
        (r"- Majority; .*do not pass", (A.COMMITTEE_PASSAGE_UNFAVORABLE,)),
        (r"- Majority; .*do pass|- Majority; be adopted", _PRO),
        (r"- Majority; without recommendation", _WITHOUT),
        (r"relieved of further consideration\W+(?:On motion, )?referred", (A.REFERRAL_COMMITTEE,)),
        (r"relieved of further consideration\.$", (A.PROCEDURE,)),
        (r"^Placed on (?:second|third) reading\b.*(?:Rules Committee|consent)",
         (A.COMMITTEE_PASSAGE_UNRECOMMENDED,)),
        (r"relieved of further consideration|^Placed on (?:second|third) reading", (A.DISCHARGE,)),
        (r"^Read first time.*placed on second reading", (A.READING_1, A.CALENDAR)),
        (r"\"X\" file", (A.REFERRAL_COMMITTEE, A.HELD)),
        (r"^Returned to (?:Senate )?Rules", (A.REFERRAL_COMMITTEE, A.RECOMMITTAL)),
        (r"^First reading.*referred", (A.INTRODUCTION, A.REFERRAL_COMMITTEE)),
        (r"^(?:Referred to|And refer to|Passed to Rules|Moved to Rules White|On motion, referred)"
         r"|reorganization, referred", (A.REFERRAL_COMMITTEE,)),
        (r"^(?:Public hearing|Executive (?:action|session))", (A.HEARING,)),
        (r"^(?:Prefiled)", (A.FILING,)),
        (r"^(?:Introduced|First Reading)", (A.INTRODUCTION,)),
        (r"^Held at the Desk", (A.AT_DESK,)),
        (r"amendment\(s\) adopted|substitute bill substituted", (A.AMENDED,)),
        (r"^Rules suspended\. +Placed on Third Reading", (A.READING_3,)),
        (r"^(?:Rules suspended|Returned to second reading|Held|Committee amendment|Amendment|"
         r"Bill as amended|.*substitute bill not)", (A.PROCEDURE,)),
    ),
    law=r"^Chapter (?P<number>\d+), (?P<year>\d{4}) Laws",
    law_name="Chapter {number}, Laws of {year}",
    changes=r"amendment\(s\) adopted|substitute bill substituted",
    onward=(Chamber.LOWER, Chamber.UPPER),
    committee=r"(?:(?:refer(?:red)?|passed|returned|moved) to |^(?=\w+ Rules \"X\"))"
              r"(?:(?P<house>House|Senate) )?(?P<name>Rules|[^.;(]+?)"
              r"(?: (?:(?:Committee|White|\d)\b|\(|\"X\").*)?[.;]?$",
    floor=r"^(?!motion).*final passage|^adoption as",
)  # fmt: skip
