"""The value of a statute: a section of a code or of an act, and its one key.

``ca-pen-236.14``             Penal Code 236.14
``ca-stats-2019-141-1``       Section 1 of Chapter 141, Statutes of 2019 (in no code)
``us-usc-18-3771A``           18 U.S.C. 3771A
``us-pl-119-73-3``            P.L. 119-73 section 3; ``us-pl-119-73`` is the whole law
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import nearest

from . import ca_statutes, us_statutes
from .bodies import Body

EXPECTED = (
    "Expected a section such as Penal Code 236.14 (ca-pen-236.14), 18 U.S.C. 3771A "
    "(us-usc-18-3771A) or P.L. 119-73 section 3 (us-pl-119-73-3)"
)


@dataclass(frozen=True, slots=True, order=True)
class Statute:
    """A section of the law; ``code`` is ``pen``, ``usc-18``, ``pl-119-73`` or ``stats-2019-141``.

    ``section`` is empty for a whole act.
    """

    jurisdiction: str
    code: str
    section: str

    @property
    def key(self) -> str:
        return "-".join(filter(None, (self.jurisdiction, self.code, self.section)))

    @property
    def printed(self) -> str:
        """ "Penal Code 236.14", "18 U.S.C. 3771A", "P.L. 119-73 section 3"."""
        return _body_of(self).printed(self.code, self.section)

    @property
    def url(self) -> str | None:
        """Where its text of today stands; ``None`` for an act."""
        return _body_of(self).url(self.code, self.section)


_BODIES: Mapping[tuple[str, str], Body] = {**us_statutes.BODIES, **ca_statutes.BODIES}


def has_body(jurisdiction: str) -> bool:
    """Whether the codes of a jurisdiction are known here."""
    return any(place == jurisdiction for place, _ in _BODIES)


def _body_of(statute: Statute) -> Body:
    kind = statute.code.partition("-")[0]
    return _BODIES.get((statute.jurisdiction, kind)) or _BODIES[statute.jurisdiction, ""]


@lru_cache(maxsize=1 << 12)
def parse_statute(key: str) -> Statute:
    """The statute of a key. Raises ``UsageError`` with what was expected, and the nearest code
    where there is none of that name."""
    jurisdiction, _, rest = key.partition("-")
    kind = rest.partition("-")[0]
    body = _BODIES.get((jurisdiction, kind)) or _BODIES.get((jurisdiction, ""))
    match = body.pattern.fullmatch(rest) if body else None
    if body is None or match is None:
        raise UsageError(f"{key!r} is not a statute. {EXPECTED}.")
    if body.codes and kind not in body.codes:
        raise UnknownKey("code", kind, nearest(kind, body.codes))
    return Statute(jurisdiction, match["code"], match["section"] or "")


def nearest_statutes(key: str, known: Iterable[str]) -> list[str]:
    """Those of the same code whose number is like it come first."""
    keys = list(known)
    code = key.rpartition("-")[0]
    return (nearest(key, [k for k in keys if k.startswith(f"{code}-")]) + nearest(key, keys))[:3]
