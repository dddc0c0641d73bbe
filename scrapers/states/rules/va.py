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
        (r"^Acts of Assembly Chapter", (A.BECAME_LAW,)),
        (r"[Ll]ine item veto|item.? veto", (A.PARTIAL_VETO,)),
        (r"^Incorporated (?:by|into)", (A.SET_ASIDE, A.SUBSTITUTION)),
    ),
    law=_CHAPTER,
    law_name="{year} Acts of Assembly, chapter {number}",
    others=(("Incorporated into", r"^Incorporated (?:by|into)(?P<bills>.*)"),),
    changes=r"with (?:amendment|substitute)|amendments? agreed to",
    floor=r"^(?:agreed to|passed|conference report agreed)",
)  # fmt: skip
