"""What lines of histories mean anywhere: the core for states without rules of their own."""

from billtrail.legislatures import ActionClass as A

from .reading import Rules

RULES = Rules(
    acts=(
        (r"^(?:signed|approved) by (?:the )?governor\b", (A.EXECUTIVE_SIGNATURE,)),
        (r"^(?:governor signed|became law)\b", (A.EXECUTIVE_SIGNATURE, A.BECAME_LAW)),
        (r"^vetoed by (?:the )?governor\b|^governor vetoed\b", (A.EXECUTIVE_VETO,)),
        (r"^(?:delivered|sent|presented|transmitted) to (?:the )?governor\b",
         (A.EXECUTIVE_RECEIPT,)),
        (r"^(?:re-?)?referred to\b", (A.REFERRAL_COMMITTEE,)),
        (r"^(?:introduced|filed|first reading)\b", (A.INTRODUCTION,)),
    ),
)  # fmt: skip
