"""New York's lines, in capitals: ``PASSED SENATE``, ``SIGNED CHAP.432`` (19,407 measures of
2025-26, seen 2026-01-04).

A house never amends the other's bill, so the second house's passage is its agreement. What is sent
on from committee to committee is one line (``REPORTED REFERRED TO RULES``), and what the Senate's
Rules Committee sends to the floor is told by ``ORDERED TO THIRD READING`` alone. A bill that is
substituted is neither dead nor law: the companion carries it, and the substitution can be taken
back. An amendment of the constitution is numbered as a bill, and told by the opinion that the
Attorney-General owes: no Governor acts on it. That opinion goes to the Judiciary Committee, and the
measure stays where it is. A veto that is ``TABLED`` is still a veto that may be
taken up. A year's end gives what one house passed back to it (``DIED IN ASSEMBLY``), which is no
death. ``DELIVERED TO SENATE`` is entered by the house that sends, and says no more than the passage
before it.
"""

from billtrail.legislatures import ActionClass as A
from billtrail.legislatures import MeasureKind

from .reading import Rules

_BACK = (A.REFERRAL_COMMITTEE, A.RECOMMITTAL)

RULES = Rules(
    acts=(
        (r"^SIGNED CHAP\.\d+", (A.EXECUTIVE_SIGNATURE, A.BECAME_LAW)),
        (r"^CHAP\.\d+|^BECAME LAW|WITHOUT (?:THE )?GOVERNOR", (A.BECAME_LAW,)),
        (r"^(?:THRU )?LINE VETO MEMO", (A.PARTIAL_VETO,)),
        (r"^(?:POCKET VETO|VETO PURSUANT)", (A.POCKET_VETO,)),
        (r"^VETO(?:ED)? (?:MEMO\.\d+|BY)", (A.EXECUTIVE_VETO,)),
        (r"^REPASSED .*OVER.*VETO|^VETO OVERRIDDEN", (A.VETO_OVERRIDE_PASSAGE,)),
        (r"^(?:TABLED|APPROVAL MEMO|MOTION TO |HOME RULE REQUEST|NOTICE OF |MESSAGE OF NECESSITY)",
         (A.PROCEDURE,)),
        (r"^DELIVERED TO GOVERNOR", (A.EXECUTIVE_RECEIPT,)),
        (r"^RECALLED FROM GOVERNOR", (A.RECALLED,)),
        (r"^(?:DELIVERED|FILED) (?:TO|WITH) SECRETARY OF STATE", (A.ADOPTION,)),
        (r"^(?:RE)?PASSED (?:ASSEMBLY|SENATE)", (A.PASSAGE, A.AGREEMENT)),
        (r"^ADOPTED", (A.PASSAGE, A.AGREEMENT)),
        (r"^SUBSTITUTED BY ", (A.REPLACED,)),
        (r"^SUBSTITUTED FOR ", (A.CALENDAR,)),
        (r"^SUBSTITUTION RECONSIDERED", (A.REPLACEMENT_VACATED,)),
        (r"ENACTING CLAUSE STRICKEN|RESOLVING CLAUSE STRICKEN|^STRICKEN$", (A.DEATH,)),
        (r"^DIED IN (?:ASSEMBLY|SENATE)", (A.PASSAGE_LAPSED,)),
        (r"^WITHDRAWN", (A.WITHDRAWAL,)),
        (r"^LOST$|^(?:DEFEATED|FAILED)(?! IN )", (A.FAILURE,)),
        (r"^DEFEATED IN ", (A.COMMITTEE_FAILURE,)),
        (r"^HELD FOR CONSIDERATION", (A.HELD,)),
        (r"^VOTE RECONSIDERED", (A.PASSAGE_VACATED,)),
        (r"^RECALLED FROM (?:ASSEMBLY|SENATE)", (A.PAPERS_BACK,)),
        (r"^(?:DELIVERED|RETURNED) TO (?:ASSEMBLY|SENATE)", (A.PROCEDURE,)),
        (r"^AMEND(?:ED)?\b.*RECOMMIT", (*_BACK, A.AMENDED)),
        (r"^(?:RECOMMITTED|COMMITTED) TO", _BACK),
        (r"^REFERRED TO CALENDAR", (A.CALENDAR,)),
        (r"^(?:REPORTED (?:AND COMMITTED|REFERRED) TO|REFERRED TO|REFERENCE CHANGED TO|"
         r"COMMITTEE DISCHARGED AND COMMITTED)", (A.REFERRAL_COMMITTEE,)),
        (r"^(?:REPORTED$|REPORTED TO CALENDAR|1ST REPORT CAL|RULES REPORT CAL)",
         (A.COMMITTEE_PASSAGE,)),
        (r"^2ND REPORT CAL", (A.READING_2,)),
        (r"^ORDERED TO THIRD", (A.COMMITTEE_PASSAGE, A.READING_3)),
        (r"^(?:ADVANCED|RESTORED) TO THIRD|^3RD READING CAL", (A.READING_3,)),
        (r"^(?:AMEND|PRINT NUMBER)", (A.AMENDED,)),
        (r"^INTRODUCED", (A.INTRODUCTION,)),
        (r"^TO ATTORNEY-GENERAL|^OPINION REFERRED", (A.PROCEDURE,)),
    ),
    law=r"^SIGNED CHAP\.(?P<number>\d+)",
    law_name="Chapter {number}, Laws of {year}",
    replaced=(r"^SUBSTITUTED BY (?P<bills>[A-Z]\d+)",),
    kinds=((r"^TO ATTORNEY-GENERAL FOR OPINION", MeasureKind.CONSTITUTIONAL),),
    committee=r"(?:referred|committed|recommit|changed) to (?!calendar\b)(?P<name>.*?)"
              r"(?: \d+[A-Z])?$",
    floor=r"^(?:floor|assembly) vote\b",
    in_committee=r"^(?P<name>.+?) vote(?: - |$)",
)  # fmt: skip
