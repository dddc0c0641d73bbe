"""Florida: ``CS passed; YEAS 37 NAYS 0``, ``Chapter No. 2026-86`` (1,902 measures of 2026 and its
special session F, seen 2026-08-07).

A line may name other bills and their chapters behind ``companion bill(s) passed, see``, also that
of a bill that died or was withdrawn: what stands there is never of the bill itself. ``Substituted
CS/HB 441`` replaces a bill, ``Substituted for`` is said of the one that takes its place. ``Laid on
Table under Rule 7.18(a)`` puts aside a print that the committee's own one stands in for: the bill
goes on. ``Withdrawn from Rules`` takes a bill from a committee, and only ``Withdrawn prior to
introduction`` or ``from further consideration`` from the session. Joint resolutions go to the
voters and not to the Governor. What is called a companion may be a wider bill on the same matter:
of 116 such laws 20 have the title of the bill that names them. A bill is referred to its committees
at once, and goes from one to the next; the Senate introduces it when it meets, long after.
"""

from billtrail.legislatures import ActionClass as A

from .onward import Turns
from .reading import Rules

_PRO = (A.COMMITTEE_PASSAGE_FAVORABLE, A.COMMITTEE_PASSAGE)
_BILL = r"(?:CS/)*[HS](?:B|JR|CR|R|M|PB) ?\d+[A-Z]?"

RULES = Rules(
    acts=(
        (r"^Chapter No\. \d", (A.BECAME_LAW,)),
        (r"^Became Law without|without Governor's Signature", (A.BECAME_LAW,)),
        (r"^(?:Approved by Governor|Signed).*line.?item", (A.PARTIAL_VETO, A.EXECUTIVE_SIGNATURE)),
        (r"^Line.?item veto", (A.PARTIAL_VETO,)),
        (r"^Approved by Governor", (A.EXECUTIVE_SIGNATURE,)),
        (r"^Vetoed by Governor", (A.EXECUTIVE_VETO,)),
        (r"over(?:ridden|ride).*veto|notwithstanding.*veto", (A.VETO_OVERRIDE_PASSAGE,)),
        (r"^Signed by Officers and presented", (A.EXECUTIVE_RECEIPT,)),
        (r"^Signed by Officers and filed", (A.ADOPTION,)),
        (r"^(?:Ordered enrolled|Ordered engrossed, then enrolled)", (A.ENROLLED,)),
        (rf"^Substituted {_BILL}", (A.REPLACED,)),
        (r"^Substituted for ", (A.CALENDAR,)),
        (r"laid on table, refer to (?:combined )?", (A.REPLACED,)),
        (r"^Laid on Table under Rule 7\.18", (A.PROCEDURE,)),
        (r"^Laid on Table[,;] companion", (A.REPLACED,)),
        (r"^Laid on Table", (A.SET_ASIDE,)),
        (r"^Died\b", (A.DEATH,)),
        (r"^Withdrawn (?:prior to introduction|from further consideration)", (A.WITHDRAWAL,)),
        (r"^Withdrawn from ", (A.DISCHARGE,)),
        (r"^Conference Report adopted|^Passed as amended by conference", (A.CONFERENCE_AGREEMENT,)),
        (r"^(?:CS )?[Pp]assed(?: as amended)?;", (A.PASSAGE,)),
        (r"^(?:CS )?[Ff]ailed(?: to pass)?;|^Failed to pass", (A.FAILURE,)),
        (r"^Adopted(?: by Publication)?(?:$|[,;])", (A.PASSAGE,)),
        (r"^(?:Concurred in|Receded from) (?!.*as amended)", (A.AGREEMENT,)),
        (r"^(?:Concurred in .*as amended|Refused to|Insisted on|Amendment .*Refuse)",
         (A.AMENDMENT_EXCHANGE,)),
        (r"[Cc]onference", (A.CONFERENCE,)),
        (r"^(?:The Senate requests|Requests that)", (A.PROCEDURE,)),
        (r"^Submitted as Committee Bill and Reported", (A.ORIGINAL_MEASURE, A.REFERRAL_COMMITTEE)),
        (r"^(?:Favorable|CS(?:/CS)* by\b(?!.*read 1st)|Recommendation: Favorable)", _PRO),
        (r"^Unfavorable", (A.COMMITTEE_FAILURE,)),
        (r"^Reported out of", (A.PROCEDURE,)),
        (r"^(?:Referred to|Now in|Remaining references|Re-referred)", (A.REFERRAL_COMMITTEE,)),
        (r"^(?:Placed on|Bill (?:added|referred|released) to|Added to (?:Second|Third) Reading|"
         r"Retained on|Added to .*List)", (A.CALENDAR,)),
        (r"^(?:On Committee agenda|Added to .*agenda|PCS added)", (A.HEARING,)),
        (r"^Submitted for consideration by", (A.FILING, A.REFERRAL_COMMITTEE)),
        (r"^(?:Filed|CS Filed)", (A.FILING,)),
        (r"^Introduced", (A.READING_1,)),
        (r"1st Reading|[Rr]ead 1st time", (A.READING_1,)),
        (r"^Read 2nd time|on 2nd Reading", (A.READING_2,)),
        (r"^Read 3rd time", (A.READING_3,)),
        (r"^(?:In Messages|In returning messages|Received)", (A.RECEIPT,)),
        (r"^Amendment.*(?:adopted|engrossed)", (A.AMENDED,)),
        (r"^(?:Amendment|Pending|Immediately certified|Original reference|CS combines|Temporarily|"
         r"Motion|Reconsider|Removed from)", (A.PROCEDURE,)),
    ),
    law=r"^Chapter No\. (?P<number>\d{4}-\d+)",
    law_name="Chapter {number}, Laws of Florida",
    replaced=(
        r"^Substituted (?!for)(?P<bills>[^(]*)",
        r"laid on table, refer to(?P<bills>.*)",
    ),
    others=(("passed-companion", r"companion bill\(s\) passed, see(?P<bills>.*)"),),
    changes=r"as amended|^Amendment.*adopted",
    committee=r"^(?:Now in|(?:Re-)?referred to|Submitted for consideration by) (?P<name>[^;]+?)"
              r"(?: Committee)?(?:;|$)",
    turns=Turns(
        given=r"^(?:re-)?referred to (?P<names>.+)",
        taken=r"^(?:now in|favorable(?: with CS)? by-?|(?:CS/)*CS by-?|withdrawn from(?! further)) "
              r"(?P<name>(?!.*read 1st)[^;]+)",
    ),
    floor=r"^(?:local bills, )?(?:passage|third reading)|^returning messages",
    in_committee=r"^(?:favorable|unfavorable|fav/cs|submitted and reported)",
)  # fmt: skip
