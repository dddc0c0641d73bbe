"""What lines mean anywhere: the core for states without rules of their own.

Only what is said alike in many states and can hardly mean another bill or a motion. What this
leaves open is shown as open, and a line that nothing knows is counted.
"""

from billtrail.legislatures import ActionClass as A

from .reading import Rules

_NOT = r"(?!.*\b(?:motion|amendment|not|fail\w*|lost|reconsider\w*|refer\w*)\b)"

RULES = Rules(
    acts=(
        (r"\b(?:partial(?:ly)?|(?:line.?)?item|in part)\b.*\bveto"
         r"|\bveto\w*\b.*\b(?:in part|line.?item)",
         (A.PARTIAL_VETO,)),
        (r"(?:house|senate|assembly) (?:overr(?:ides|ode)|sustain)|veto.*(?:overridden|sustained)"
         r"|notwithstanding.*veto", (A.VETO_PENDING,)),
        (r"without (?:the )?(?:governor'?s? )?(?:signature|approval)", (A.BECAME_LAW,)),
        (r"^became law\b|^chaptered\b|^(?:public act|act|chapter|session law|acts? of assembly)"
         r"(?: (?:no|number|chapter))?\.?:? ?[\d-]", (A.BECAME_LAW,)),
        (r"^(?:signed|approved) by (?:the )?governor\b|^governor (?:signed|approved)\b",
         (A.EXECUTIVE_SIGNATURE,)),
        (r"^vetoed by (?:the )?governor\b|^governor vetoed\b|^vetoed$", (A.EXECUTIVE_VETO,)),
        (r"^(?:delivered|sent|presented|transmitted|forwarded) to (?:the )?governor\b",
         (A.EXECUTIVE_RECEIPT,)),
        (r"^filed with (?:the )?secretary of state", (A.PROCEDURE,)),
        (r"^died\b", (A.DEATH,)),
        (r"^(?:indefinitely postponed|postponed? indefinitely)\b", (A.SET_ASIDE,)),
        (r"^withdrawn by (?:the )?(?:author|sponsor|patron|introducer)\b", (A.WITHDRAWAL,)),
        (rf"^{_NOT}(?:(?:read (?:a )?)?third (?:reading|time)\W.*\b(?:passed|adopted)\b|"
         r"passed (?:the )?(?:house|senate|assembly)\b|(?:adopted|passed)[.,;]?$)", (A.PASSAGE,)),
        (r"^(?:third reading|read third time).*\b(?:failed|defeated|lost)\b"
         r"|^failed (?:to pass|of passage|passage)\b", (A.FAILURE,)),
        (r"^(?:(?:house|senate|assembly) )?concurred in\b", (A.AGREEMENT,)),
        (r"^(?:to be )?enrolled\b|^signed by (?:the )?(?:speaker|president)", (A.ENROLLED,)),
        (r"^(?:recommended )?(?:do pass|reported favorably|favorable report)\b",
         (A.COMMITTEE_PASSAGE_FAVORABLE,)),
        (r"^reported (?:from|out of|by) (?:the )?committee", (A.COMMITTEE_PASSAGE,)),
        (r"^(?:re-?)?(?:referred|assigned) to\b", (A.REFERRAL_COMMITTEE,)),
        (r"^(?:introduced|first reading)\b", (A.INTRODUCTION,)),
        (r"^(?:pre-?)?filed\b", (A.FILING,)),
        (r"^(?:public )?hearing\b", (A.HEARING,)),
        (r"^effective\b", (A.PROCEDURE,)),
    ),
    changes=r"amend|substitut|committee bill",
)  # fmt: skip
