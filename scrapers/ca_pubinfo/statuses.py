"""PUBINFO's own word for where a measure stands (``current_status``), held against ours.

The column says how a measure is handled, not how far it came: a measure that passed the Assembly is
``In Committee Process`` again in the Senate. So each status names the stages that go with it. NULL
(before 2000) says nothing and is not compared.
"""

from collections.abc import Mapping

from billtrail.legislatures import Stage

_S = Stage
_UNDER_WAY = frozenset((_S.REPORTED, _S.PASSED_ONE_CHAMBER))
_AGREED = frozenset((_S.PASSED_BOTH, _S.TO_EXECUTIVE))
_ENDED = frozenset((_S.DIED, _S.FAILED, _S.WITHDRAWN))

#: Status -> the stages that go with it. ``reported`` goes with a committee where another one has
#: the measure next; a measure of the Senate lies with its Rules committee until it is referred.
STATUSES: Mapping[str, frozenset[Stage]] = {
    "Pending Referral": frozenset((_S.INTRODUCED, _S.IN_COMMITTEE, _S.PASSED_ONE_CHAMBER)),
    "In Committee Process": frozenset((_S.IN_COMMITTEE, *_UNDER_WAY)),
    "In Floor Process": _UNDER_WAY,
    # Printed anew ("Engrossing"), on its way to the other house, or to be enrolled.
    "In Desk Process": frozenset((_S.INTRODUCED, _S.IN_COMMITTEE, *_UNDER_WAY, *_AGREED)),
    "Passed": frozenset((_S.PASSED_ONE_CHAMBER, _S.PASSED_BOTH, _S.ADOPTED)),
    "Enrolled": frozenset((*_AGREED, _S.ADOPTED)),
    "Signed by Governor": frozenset((_S.TO_EXECUTIVE, _S.ENACTED)),
    "Chaptered": frozenset((_S.ENACTED, _S.ADOPTED)),
    "Vetoed": frozenset((_S.VETOED,)),
    "Failed Passage in Committee": frozenset((_S.FAILED, _S.IN_COMMITTEE, _S.PASSED_ONE_CHAMBER)),
    "Died": _ENDED,
}

#: Differences that are understood: (status, our stage) -> why.
EXPLAINED: Mapping[tuple[str, Stage], str] = {
    ("Pending Referral", _S.FAILED): "laid on the table by a motion, which moves no status there",
    ("Pending Referral", _S.DIED): "it came from the printer after it had died at the desk",
}
