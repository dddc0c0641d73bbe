"""Virginia as Open States and LegiScan have it: lines of the General Assembly, which ``va_lis``
reads by its own rules. Here is what stands otherwise there (299 measures of the special session of
2026, seen 2026-08-22): a chapter by the name of its text, an agenda, floor amendments and conferees
by name; and what a bill that was put into another one names, which the flags of the General
Assembly count as failed.
"""

from billtrail.legislatures import ActionClass as A

from .reading import Rules

_CHAPTER = r"(?:Approved by Governor-|Enacted, |Assigned )Chapter (?P<number>\d+)"

RULES = Rules(
    acts=(
        (r"^Acts of Assembly Chapter", (A.BECAME_LAW,)),
        (r"[Ll]ine item veto|item.? veto", (A.PARTIAL_VETO,)),
        (r"^Incorporated (?:by|into)", (A.SET_ASIDE, A.SUBSTITUTION)),
        (r"^Placed on .*Agenda", (A.REFERRAL_COMMITTEE,)),
        (r"^Floor Amendment .* passed by \(", (A.PROCEDURE,)),
        (r"^(?:House|Senate) Conferees:", (A.CONFERENCE,)),
    ),
    law=_CHAPTER,
    law_name="{year} Acts of Assembly{special}, chapter {number}",
    others=(("Incorporated into", r"^Incorporated (?:by|into)(?P<bills>.*)"),),
    changes=r"with (?:amendment|substitute)|amendments? agreed to",
    floor=r"^(?:agreed to|passed|conference report agreed)",
)  # fmt: skip
