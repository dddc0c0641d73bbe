"""Which house of the California Legislature took a step: its text says, else where the measure lay.

PUBINFO's column tells where a measure lies *after* a step, leginfo's pages tell nothing.
"""

import re
from functools import lru_cache

from billtrail.legislatures import ActionClass, Chamber

_TO_SENATE = re.compile(r"(?:passed|adopted)\b.*\bto (?:the )?senate", re.IGNORECASE)
_TO_ASSEMBLY = re.compile(r"(?:passed|adopted)\b.*\bto (?:the )?assembly", re.IGNORECASE)

#: Who acted, by the text; the first that matches decides.
_WHO: tuple[tuple["re.Pattern[str]", Chamber], ...] = (
    (re.compile(r"^(?:approved|vetoed|chaptered|became law)", re.I), Chamber.EXECUTIVE),
    (_TO_SENATE, Chamber.LOWER),
    (_TO_ASSEMBLY, Chamber.UPPER),
    (re.compile(r"senate amendments (?:were )?concurred in|concur\w* in senate amendments"
                r"|^in assembly\b|^assembly (?:refuse|adopt)|adopted by (?:the )?assembly", re.I),
     Chamber.LOWER),
    (re.compile(r"assembly amendments (?:were )?concurred in|concur\w* in assembly amendments"
                r"|^in senate\b|^senate (?:refuse|adopt)|adopted by (?:the )?senate", re.I),
     Chamber.UPPER),
    (re.compile(r"^from assembly\b.*:? without", re.I), Chamber.LOWER),
    (re.compile(r"^from senate\b.*:? without", re.I), Chamber.UPPER),
    (re.compile(r"assembly rule|assembly member|chief clerk", re.I), Chamber.LOWER),
    (re.compile(r"senate rule|senator|secretary of senate", re.I), Chamber.UPPER),
)  # fmt: skip
_HOUSES = {"assembly": Chamber.LOWER, "senate": Chamber.UPPER}


def chamber_of(text: str, house: str | None) -> Chamber | None:
    """Which chamber acted, by the text, else by the house (``Assembly``, ``Senate``) that the
    measure is known to lie in; ``None`` where neither tells."""
    return _who(text) or _HOUSES.get((house or "").lower())


def acting_house(classes: tuple[ActionClass, ...], before: str, after: str) -> str:
    """The house to go by where a text names none: a measure that was passed may lie with the other
    house already, so there it is the one that had it before. ``before`` and ``after`` are what
    PUBINFO's column says of the step before and of this one."""
    moved = ActionClass.PASSAGE in classes and before.lower() in _HOUSES
    return before if moved else after


@lru_cache(maxsize=20_000)
def _who(text: str) -> Chamber | None:
    return next((chamber for pattern, chamber in _WHO if pattern.search(text)), None)
