"""What lines mean anywhere: the core for states without rules of their own.

Only what is said alike in many states and can hardly mean another bill or a motion. What this
leaves open is shown as open, and a line that nothing knows is counted. Read over histories of
Pennsylvania, Minnesota and Massachusetts (2021 to 2024) without a wrong end; their tables are laid
on and taken from a table by rule, and a house concurs in referrals, so neither says anything here.
"""

from billtrail.legislatures import ActionClass as A

from .reading import Rules

_NOT = r"(?!.*\b(?:motion|amendments?|not|fail\w*|defeated|lost|reconsider\w*|refer\w*|item)\b)"
_KIND = r"(?:public |private )?(?:act|law|chapter|acts of assembly,? chapter)"
_LAW = rf"{_KIND},? (?:no\.? ?)?\d[\d-]*A?"
_NOTICE = r"notification that \w+ is now "
_GOVERNOR = r"(?:signed|approved) by (?:the )?governor\b"

RULES = Rules(
    acts=(
        (r"^(?:co-?)?(?:authors?|sponsors?|patrons?)\b.* (?:added|stricken|removed)"
         r"|^added|^motion\b", (A.PROCEDURE,)),
        (r"passed over (?:the )?veto|veto.*(?:overridden|sustained)|notwithstanding.*veto"
         r"|(?:house|senate|assembly) (?:overr(?:ides|ode)|sustain)", (A.VETO_PENDING,)),
        (r"\b(?:partial(?:ly)?|(?:line.?)?item|in part)\b.*\bveto"
         r"|\bveto\w*\b.*\b(?:in part|line.?item)", (A.PARTIAL_VETO,)),
        (r"^(?:became|becomes) law\b|^without (?:the )?(?:governor'?s? )?(?:signature|approval)"
         r"|^(?:governor|filed|effective).* without (?:the )?(?:governor'?s? )?signature",
         (A.BECAME_LAW,)),
        (rf"^chaptered\b|^(?:secretary of state,? |{_NOTICE})?{_LAW}", (A.BECAME_LAW,)),
        (rf"^{_GOVERNOR}|^governor(?:'s)? (?:action:? )?(?:signed|approv(?:ed|al))\b",
         (A.EXECUTIVE_SIGNATURE,)),
        (r"^vetoed by (?:the )?governor\b|^governor(?:'s)? (?:action:? )?veto(?:ed)?\b|^vetoed$",
         (A.EXECUTIVE_VETO,)),
        (r"^(?:delivered|sent|presented|transmitted|forwarded) to (?:the )?governor\b",
         (A.EXECUTIVE_RECEIPT,)),
        (r"^(?:secretary of state, )?filed(?: with (?:the )?secretary of state)", (A.PROCEDURE,)),
        (r"^died\b", (A.DEATH,)),
        (r"^(?:indefinitely postponed|postponed? indefinitely)\b", (A.SET_ASIDE,)),
        (r"^withdrawn by (?:the )?(?:author|sponsor|patron|introducer)\b", (A.WITHDRAWAL,)),
        (r"^introduced and (?:adopted|passed)\b", (A.INTRODUCTION, A.PASSAGE)),
        (r"^amended and (?:adopted|passed)\b", (A.AMENDED, A.PASSAGE)),
        (rf"^{_NOT}(?:(?:read (?:a |the )?)?third (?:reading|time|consideration)\b.*"
         r"\b(?:passed|adopted|final passage)\b|final passage \(|"
         r"passed (?:the )?(?:house|senate|assembly)\b|"
         r"(?:bill was )?(?:re)?(?:adopted|passed)(?:[.,;]?$| \(| as amended\b|, [A-Z][a-z]+ \d))",
         (A.PASSAGE,)),
        (r"^(?:third (?:reading|consideration)|read third time).*\b(?:fail\w*|defeated|lost)\b"
         r"|^(?:defeated|failed) on (?:final passage|third)"
         r"|^failed (?:to pass|of passage|passage)\b", (A.FAILURE,)),
        (r"^(?:(?:house|senate|assembly) )?concurred in (?:house|senate|assembly) amendment",
         (A.AGREEMENT,)),
        (r"^(?:to be |correctly )?enrolled\b|^signed (?:by (?:the )?(?:speaker|president)"
         r"|in (?:the )?(?:house|senate))", (A.ENROLLED,)),
        (r"^re-?committed to|^re-?referred to", (A.REFERRAL_COMMITTEE, A.RECOMMITTAL)),
        (r"^(?:introduction|introduced|first reading).*referred|\band re-?refer(?:red)? to\b",
         (A.REFERRAL_COMMITTEE,)),
        (r"^(?:recommended )?(?:do pass|reported favorably|favorable report)\b",
         (A.COMMITTEE_PASSAGE_FAVORABLE,)),
        (r"^(?:re-?)?reported (?:as|from|out of|by|on concurrence)\b"
         r"|^comm(?:ittee)? report:?,? to (?:pass|adopt)",
         (A.COMMITTEE_PASSAGE,)),
        (r"^(?:referred|assigned) to\b", (A.REFERRAL_COMMITTEE,)),
        (r"^(?:introduced|introduction|first (?:reading|consideration))\b", (A.INTRODUCTION,)),
        (r"^second (?:reading|consideration)\b", (A.READING_2,)),
        (r"^third (?:reading|consideration)\b", (A.READING_3,)),
        (r"^laid on (?:the )?table|^tabled", (A.INACTIVE,)),
        (r"^(?:removed|taken) from (?:the )?table", (A.FROM_INACTIVE,)),
        (r"^(?:pre-?)?filed\b", (A.FILING,)),
        (r"^(?:public )?hearing\b", (A.HEARING,)),
        (r"^vote on third consideration,? reconsidered\b", (A.PROCEDURE,)),
        (r"^vote (?:by which|on)\b.*\breconsidered\b", (A.RECONSIDERATION,)),
        (r"^effective\b|^corrective reprint\b", (A.PROCEDURE,)),
        (r"^in (?:the )?(?:house|senate|assembly)$", (A.RECEIPT,)),
        (r"^amended\b", (A.AMENDED,)),
    ),
    law=rf"^(?:{_GOVERNOR}[ ,;-]*|secretary of state,? |{_NOTICE})?"
        rf"(?P<words>{_LAW}(?: of (?:the acts of )?\d{{4}})?)",
    law_name="{words}",
    changes=r"amend|substitut|committee bill",
)  # fmt: skip
