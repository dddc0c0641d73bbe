"""What a chamber votes on, in its record's own words, and whether that is the measure itself.

A yes to send a bill back, to end debate, to table or to amend it is no yes to the bill. So only the
questions listed here are votes on the measure; any other is shown in the record's words and counts
for nobody.
"""

import re
from collections.abc import Mapping

#: As the Clerk and the Secretary word the question (both seen back to 2003).
ON_THE_MEASURE = re.compile(
    r"""^(?:
      on[ ]passage(?:[ ]of[ ]the[ ]bill)?
    | passage,[ ]objections[ ]of[ ]the[ ]president
    | on[ ]overriding[ ]the[ ]veto
    | on[ ](?:motion[ ]to[ ])?suspend(?:ing)?[ ]the[ ]rules[ ]and[ ](?:pass|agree|adopt|concur)
    | on[ ]agreeing[ ]to[ ]the[ ](?:joint[ ]|concurrent[ ])?resolution(?:,[ ]as[ ]amended)?$
    | on[ ]the[ ](?:joint[ ]|concurrent[ ])?resolution(?:$|[ ](?:\(|[hs]\.))
    | on[ ]agreeing[ ]to[ ]the[ ]conference[ ]report
    | on[ ]the[ ]conference[ ]report
    | on[ ](?:the[ ])?(?:motion[ ]to[ ])?(?:recede[ ]and[ ])?concur(?:ring)?[ ]in[ ]the[ ]
      (?:house|senate)[ ]amend
    | on[ ]agreeing[ ]to[ ]the[ ](?:house|senate)[ ]amend
    )""",
    re.IGNORECASE | re.VERBOSE,
)
#: The Senate asks "On the Motion" and says in the title which.
_BARE_MOTION = re.compile(r"^on the motion\b(?! to)", re.IGNORECASE)
_MOTION_ON_THE_MEASURE = re.compile(r"motion to (?:recede and )?concur in the house amend", re.I)

#: How members answer. The House says Aye and No in the Committee of the Whole.
_OPTIONS: Mapping[str, str] = {
    "yea": "yes", "aye": "yes", "nay": "no", "no": "no", "not voting": "not voting",
    "present": "present", "present, giving live pair": "present",
}  # fmt: skip


def is_on_the_measure(question: str, title: str = "") -> bool:
    """Whether a question is the measure itself: its passage, agreement to it or to the other
    chamber's amendment of it, or its passage over a veto."""
    if _BARE_MOTION.match(question):
        return bool(_MOTION_ON_THE_MEASURE.search(title))
    return bool(ON_THE_MEASURE.match(question))


def option_of(cast: str) -> str:
    """``Aye`` -> ``yes``; a name, where a Speaker is elected, stays as it is printed."""
    return _OPTIONS.get(cast.casefold(), cast)
