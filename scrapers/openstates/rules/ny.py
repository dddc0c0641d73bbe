"""New York's lines, in capitals: ``PASSED SENATE``, ``SIGNED CHAP.432`` (seen 2026-01-04).

A bill passes in print and unchanged: the second house's passage is its agreement.
"""

from billtrail.legislatures import ActionClass as A

from .reading import Rules

RULES = Rules(
    acts=(
        (r"^SIGNED CHAP\.\d+", (A.EXECUTIVE_SIGNATURE, A.BECAME_LAW)),
        (r"^VETOED MEMO\.\d+", (A.EXECUTIVE_VETO,)),
        (r"^TABLED", (A.VETO_SUSTAINED,)),
        (r"^DELIVERED TO GOVERNOR", (A.EXECUTIVE_RECEIPT,)),
        (r"^(?:RE)?PASSED (?:ASSEMBLY|SENATE)", (A.PASSAGE, A.AGREEMENT)),
        (r"^SUBSTITUTED (?:BY|FOR) ", (A.SUBSTITUTION,)),
        (r"ENACTING CLAUSE STRICKEN", (A.DEATH,)),
        (r"^RECALLED FROM (?:ASSEMBLY|SENATE)", (A.PROCEDURE,)),
        (r"^VOTE RECONSIDERED", (A.RECONSIDERED_LOST,)),
        (r"^(?:DELIVERED|RETURNED) TO (?:ASSEMBLY|SENATE)", (A.RECEIPT,)),
        (r"^HELD FOR CONSIDERATION", (A.HELD,)),
        (r"^(?:REPORTED (?:AND COMMITTED|REFERRED) TO|COMMITTED TO|REFERRED TO|"
         r"REFERENCE CHANGED TO)", (A.REFERRAL_COMMITTEE,)),
        (r"DISCHARGED AND COMMITTED TO", (A.REFERRAL_COMMITTEE,)),
        (r"^(?:REPORTED$|1ST REPORT CAL|RULES REPORT CAL)", (A.COMMITTEE_PASSAGE,)),
        (r"^2ND REPORT CAL", (A.READING_2,)),
        (r"^(?:ADVANCED TO THIRD|ORDERED TO THIRD|3RD READING CAL)", (A.READING_3,)),
        (r"^(?:AMEND|PRINT NUMBER|AMENDED ON)", (A.AMENDED,)),
    ),
    law=r"^SIGNED CHAP\.(?P<number>\d+)",
    law_name="Chapter {number}, Laws of {year}",
    replaced=r"^SUBSTITUTED BY ([A-Z]\d+)",
)  # fmt: skip
