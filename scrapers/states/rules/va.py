"""Virginia as Open States has it: ``Approved by Governor-Chapter 1 (effective 7/1/2026)`` (299
measures of the special session of 2026, seen 2026-08-22).

The Governor's recommendation is no veto: both houses answer it, and the bill is law when it has its
chapter. ``Left in`` ends a measure; ``Passed by indefinitely``, ``Stricken`` and ``Tabled`` lay it
aside; ``Incorporated by`` names the bill that it was put into, which the flags of the General
Assembly count as failed. ``Continued to 2027`` keeps it for next year. Whole sessions are read from
the General Assembly's own files (``va_lis``), not from here.
"""

from billtrail.legislatures import ActionClass as A

from .reading import Rules

_CHAPTER = r"(?:Approved by Governor-|Enacted, |Assigned )Chapter (?P<number>\d+)"

RULES = Rules(
    acts=(
        (r"Approved by Governor-Chapter", (A.EXECUTIVE_SIGNATURE, A.BECAME_LAW)),
        (r"Enacted, Chapter|Assigned Chapter|^Acts of Assembly Chapter", (A.BECAME_LAW,)),
        (r"^Approved by Governor", (A.EXECUTIVE_SIGNATURE,)),
        (r"[Ll]ine item veto|item.? veto", (A.PARTIAL_VETO,)),
        (r"sustained Governor's veto|^Passed in enrolled form rejected", (A.VETO_SUSTAINED,)),
        (r"overrid.*veto|^Passed in enrolled form", (A.VETO_OVERRIDE_PASSAGE,)),
        (r"^Vetoed by Governor", (A.EXECUTIVE_VETO,)),
        (r"communicated to Governor", (A.EXECUTIVE_RECEIPT,)),
        (r"Governor's (?:recommendation|Action)", (A.PROCEDURE,)),
        (r"^(?:Re)?[Ee]nrolled|^Signed by|^Bill text as passed", (A.ENROLLED,)),
        (r"^Left in|^Failed to pass in", (A.DEATH,)),
        (r"^Stricken at (?:the )?request of (?:the )?patron", (A.WITHDRAWAL,)),
        (r"^Stricken", (A.SET_ASIDE,)),
        (r"^(?:Tabled|Laid on the table) in", (A.TABLED,)),
        (r"^Passed by indefinitely", (A.COMMITTEE_FAILURE,)),
        (r"^Incorporated (?:by|into)", (A.SET_ASIDE, A.SUBSTITUTION)),
        (r"^Continued to \d{4} in", (A.CARRIED_OVER,)),
        (r"^Continued to", (A.PROCEDURE,)),
        (r"^(?:Failed to report|Subcommittee failed)", (A.REPORT_FAILED,)),
        (r"^(?:Read third time and )?(?:defeated|rejected) by\b|^Failed to pass", (A.FAILURE,)),
        (r"^Withdrawn", (A.WITHDRAWAL,)),
        (r"^Conference report agreed to", (A.CONFERENCE_AGREEMENT,)),
        (r"^Conference report rejected", (A.CONFERENCE_FAILURE,)),
        (r"[Cc]onfere(?:es|nce)|acceded to request", (A.CONFERENCE,)),
        (r"^(?:House|Senate) (?:amendment|substitute).*agreed to by|^(?:House|Senate) concurred",
         (A.AGREEMENT,)),
        (r"rejected by|insisted on", (A.AMENDMENT_EXCHANGE,)),
        (r"^(?:Read third time and )?(?:passed|agreed to by) (?:House|Senate)", (A.PASSAGE,)),
        (r"^Reported from", (A.COMMITTEE_PASSAGE,)),
        (r"^(?:Re-?)?[Rr]eferred to|^Assigned to|^Placed on .*Agenda", (A.REFERRAL_COMMITTEE,)),
        (r"^(?:Prefiled|Presented|Introduced)", (A.INTRODUCTION,)),
        (r"^Read first", (A.READING_1,)),
        (r"^Read second|^Engrossed", (A.READING_2,)),
        (r"^Read third", (A.READING_3,)),
        (r"^Laid on (?:Clerk|Speaker)'s", (A.AT_DESK,)),
        (r"[Aa]mendment", (A.AMENDED,)),
        (r"^(?:Taken up|Constitutional reading|Rules suspended|Motion|Passed by for|Impact)",
         (A.PROCEDURE,)),
    ),
    law=_CHAPTER,
    law_name="{year} Acts of Assembly, chapter {number}",
    others=(("Incorporated into", r"^Incorporated (?:by|into)(?P<bills>.*)"),),
    changes=r"with (?:amendment|substitute)|amendments? agreed to",
    floor=r"^(?:agreed to|passed|conference report agreed)",
)  # fmt: skip
