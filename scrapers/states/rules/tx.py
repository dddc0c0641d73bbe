"""Texas: ``Passed``, ``Signed by the Governor`` (692 measures of the second called session of the
89th Legislature, seen 2026-01-30).

Its lines do not number a law. ``Effective immediately`` and the like tell a day and prove no law.
Each house enters what the other did (``House passage reported``): such a line is no act of its own.
Resolutions that the Governor signs are no laws, and those that change the constitution go to the
voters. What a committee of the House reports goes to Calendars. The companion that is taken up in a
bill's place carries the text: the bill is left on the table.
"""

from billtrail.legislatures import ActionClass as A
from billtrail.legislatures import Chamber

from .reading import Rules

_PRO = (A.COMMITTEE_PASSAGE_FAVORABLE, A.COMMITTEE_PASSAGE)

RULES = Rules(
    acts=(
        (r"-reported$|passage(?: as amended)? reported", (A.PROCEDURE,)),
        (r"^Filed without the Governor", (A.BECAME_LAW,)),
        (r"^Signed by the Governor.*(?:line.?item|except)",
         (A.PARTIAL_VETO, A.EXECUTIVE_SIGNATURE)),
        (r"line.?item veto|vetoed in part", (A.PARTIAL_VETO,)),
        (r"^Signed by the Governor", (A.EXECUTIVE_SIGNATURE,)),
        (r"^Vetoed by the Governor", (A.EXECUTIVE_VETO,)),
        (r"overr(?:ides|ode|idden).*veto|veto.*overrid", (A.VETO_OVERRIDE_PASSAGE,)),
        (r"^Sent to the Governor", (A.EXECUTIVE_RECEIPT,)),
        (r"^Sent to the Comptroller|^Subject to Art|^Effective|^See remarks", (A.PROCEDURE,)),
        (r"^Filed with (?:the )?Secretary of State", (A.ADOPTION,)),
        (r"^Signed in (?:the )?(?:House|Senate)", (A.ENROLLED,)),
        (r"^Reported enrolled", (A.ENROLLED,)),
        (r"^Companion considered in lieu", (A.REPLACED,)),
        (r"^Laid out in lieu of companion", (A.CALENDAR,)),
        (r"^Laid on the table subject to call", (A.INACTIVE,)),
        (r"^(?:House|Senate) adopts conf", (A.CONFERENCE_AGREEMENT,)),
        (r"^(?:House|Senate) refuses to adopt conf", (A.CONFERENCE_FAILURE,)),
        (r"^(?:House|Senate) concurs in", (A.AGREEMENT,)),
        (r"^(?:House|Senate) (?:requests|grants|appoints)|^Conf(?:erence|\.) ", (A.CONFERENCE,)),
        (r"^(?:House|Senate) refuses to concur", (A.AMENDMENT_EXCHANGE,)),
        (r"^(?:House|Senate) adopts resolution", (A.PROCEDURE,)),
        (r"^(?:House|Senate) [Aa]mendment", (A.AMENDMENTS_PENDING,)),
        (r"^(?:Passed|Read 3rd time (?:&|and) passed)(?: as amended)?$|^(?:Read & )?[Aa]dopted",
         (A.PASSAGE,)),
        (r"^(?:Failed (?:of adoption|to pass|to receive)|Fails of adoption|Failed of passage|"
         r"Defeated)", (A.FAILURE,)),
        (r"^(?:Passed to (?:engrossment|3rd)|Read 2nd)", (A.READING_2,)),
        (r"^Read 3rd", (A.READING_3,)),
        (r"^Read first time", (A.INTRODUCTION, A.READING_1)),
        (r"^Reported unfavorably", (A.COMMITTEE_PASSAGE_UNFAVORABLE,)),
        (r"^Reported favorably|^Recommended for local", _PRO),
        (r"^Reported engrossed", (A.PROCEDURE,)),
        (r"^Left pending", (A.HELD,)),
        (r"^(?:Re-?)?[Rr]eferred to|^Committee report sent to Calendars", (A.REFERRAL_COMMITTEE,)),
        (r"^Considered in Calendars", (A.PROCEDURE,)),
        (r"^(?:Considered in|Scheduled for|Testimony|Meeting cancel|No action taken|Vote taken in)",
         (A.HEARING,)),
        (r"^(?:Placed on|Laid (?:before|out))", (A.CALENDAR,)),
        (r"^(?:Withdrawn|Bill withdrawn)", (A.WITHDRAWAL,)),
        (r"^Received (?:by|from)", (A.RECEIPT,)),
        (r"^Filed$", (A.FILING,)),
        (r"^Amendment.* (?:fails|tabled|withdrawn)", (A.AMENDMENT_FAILURE,)),
        (r"^Amendment.* (?:offered|considered)|^Amendment amended", (A.AMENDMENT_INTRODUCTION,)),
        (r"^Amend(?:ed|ment)", (A.AMENDED,)),
        (r"^(?:Record vote|Rules suspended|Vote |Statement|Reason for|Com(?:mi|.e)|Corrected|"
         r"Posting|Co-|Additional|Three day|Printing|Ordered|Point of order|Remarks|Postponed|"
         r"Text of|Motion|Previous question|Read$|3 hr)", (A.PROCEDURE,)),
    ),
    law=r"^(?:Signed by the Governor|Filed without the Governor)",
    law_name="an Act of the {session}",
    changes=r"as amended|^Amended$|favorably as substituted",
    onward=(Chamber.LOWER,),
    committee=r"(?:referred|report sent) to (?P<name>[^(]+?)(?: \(.*)?$",
)  # fmt: skip
