"""Claims: sentences that hold only while the data says so.

A claim holds on a day if all conditions of its ``holds_if`` do. A condition names a family or a
bill and the stages it may be at, a statute and the text it was read in, the first day (``from``) or
the last day (``until``), or a statistic that must be printable. Evaluation is pure: the caller says
how stages, readings and changes of statutes are looked up.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

from billtrail.bills import StageSince
from billtrail.errors import UsageError
from billtrail.law import (
    AS_READ,
    LawGround,
    StandsAs,
    StatuteChange,
    StatuteReading,
    basis_words,
    parse_statute,
    standing_on,
)
from billtrail.legislatures import LIVE_STAGES, FigureForm, Stage, keys
from billtrail.legislatures.calendar import last_day
from billtrail.records import NAMES, Read, Url, is_iso_date, one_of

from .values import ClaimStatus, Figure, LawDoubt

FACT, VIEW = "fact", "view"
KINDS = (FACT, VIEW)
_CONDITION_KINDS = ("family", "bill", "statute", "from", "until", "statistic")
_STAGED = ("family", "bill")

#: Stage, the day it was reached, and the key of the bill that proves it; no stage where nothing
#: of that name had been introduced by the day.
StageOf = Callable[[str], tuple[Stage | None, str | None, str | None]]

#: The stages a family or bill was at, oldest first, the last one being that of the day asked.
StagesOf = Callable[[str, str], Sequence[StageSince]]


#: What is said of a statute, and the changes of it by enacted acts.
LawOf = Callable[[str], tuple[StatuteReading | None, Sequence[StatuteChange]]]


@dataclass(frozen=True, slots=True)
class Condition:
    """One entry of ``holds_if``: a ``kind`` of ``_CONDITION_KINDS``, and an id, key or day."""

    kind: str
    name: str
    stages: tuple[Stage, ...] = ()
    law: LawGround | None = None

    @classmethod
    def from_raw(cls, raw: object) -> "Condition":
        """From TOML or JSON: ``{"family": "us-tsra", "stages": ["enacted"]}``, or as
        ``LawGround.from_raw`` has it.

        Raises ValueError with what was expected.
        """
        if not isinstance(raw, Mapping):
            raise ValueError(f"{raw!r} is not a condition such as {{family = ..., stages = [...]}}")
        if "statute" in raw:
            return cls("statute", str(raw["statute"]), law=LawGround.from_raw(raw))
        kinds = [kind for kind in _CONDITION_KINDS if kind in raw]
        unknown = sorted(set(raw) - {*_CONDITION_KINDS, "stages"})
        if len(kinds) != 1 or unknown:
            raise ValueError(f"{dict(raw)!r} must name one of {', '.join(_CONDITION_KINDS)}")
        condition = cls(kinds[0], str(raw[kinds[0]]), tuple(map(Stage, raw.get("stages", ()))))
        condition.require_sound()
        return condition

    def require_sound(self) -> None:
        """Raises ValueError where stages are missing or a day is none."""
        if (self.kind in _STAGED) != bool(self.stages):
            raise ValueError(f"{self.kind} {self.name}: stages go with a family or a bill")
        if self.kind in ("from", "until") and not is_iso_date(self.name):
            raise ValueError(f"{self.kind}: {self.name!r} is not a date")

    @property
    def words(self) -> str:
        """ "us-tsra is enacted", "AB 63 is died or failed", "until 2026-12-01"."""
        return _condition_words(self)

    def to_raw(self) -> dict[str, Any]:
        if self.law:
            return dict(self.law.to_raw(self.name))
        stages = {"stages": [stage.value for stage in self.stages]} if self.stages else {}
        return {self.kind: self.name, **stages}


@lru_cache(1024)
def _stored_conditions(raw: str) -> tuple[Condition, ...]:
    return tuple(map(Condition.from_raw, json.loads(raw)))


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence's ground: a fact (conditions, source) or a view (attributed to someone).

    ``says``: what was said, in our words; a view that names a cause needs it.
    """

    id: str = field(metadata=NAMES)
    kind: Annotated[str, one_of(*KINDS)]
    holds_if: tuple[Annotated[Condition, Read(Condition.from_raw, "condition")], ...] = field(
        metadata={"absent": []}
    )
    source: str
    url: Url | None = None
    attributed_to: str | None = None
    says: str | None = None

    @classmethod
    def from_row(cls, row: Any) -> "Claim":
        """From a row of the table ``claims``."""
        return cls(
            row["id"],
            row["kind"],
            _stored_conditions(row["holds_if"]),
            row["source"],
            row["url"],
            row["attributed_to"],
            row["says"],
        )


class _Broken(NamedTuple):
    """Why a condition does not hold; ``on`` is the first day it did not, where it ended, by a
    change of ``bill``, ``action``."""

    on: str | None
    by: str
    bill: str | None = None
    action: str | None = None
    doubt: LawDoubt | None = None


class _World(NamedTuple):
    on: date
    family_stage: StageOf
    bill_stage: StageOf
    figure: Callable[[str], Figure | None]
    history: StagesOf
    law: LawOf


def claim_status(
    claim: Claim,
    *,
    on: date,
    family_stage: StageOf,
    bill_stage: StageOf,
    figure: Callable[[str], Figure | None],
    history: StagesOf = lambda kind, name: (),
    law: LawOf = lambda key: (None, ()),
) -> ClaimStatus:
    """Whether ``claim`` holds on ``on``, and where not, since when and by what.

    ``ended_on`` is empty for a claim that does not hold yet and where no date is known. With a
    ``history`` it is the day on which an allowed stage was left, else that of the stage now. What
    is doubted alone has a ``doubt`` and no ``ended_by``.
    """
    world = _World(on, family_stage, bill_stage, figure, history, law)
    found = [one for condition in claim.holds_if if (one := _broken(condition, world))]
    broken = [one for one in found if one.doubt is None]
    first = min(broken, key=lambda one: last_day(one.on or "9999"), default=None)
    doubts = [one.doubt for one in found if one.doubt] if first is None else []
    return ClaimStatus(
        id=claim.id,
        kind=claim.kind,
        holds=not found,
        ended_on=first.on if first else None,
        ended_by=first.by if first else None,
        source=claim.source,
        url=claim.url,
        attributed_to=claim.attributed_to,
        ended_bill=first.bill if first else None,
        ended_action=first.action if first else None,
        condition="; ".join(condition.words for condition in claim.holds_if),
        doubt=doubts[0] if doubts else None,
        statutes=tuple(c.name for c in claim.holds_if if c.law),
        law_read_on=_law_read_on(claim, law),
    )


def _law_read_on(claim: Claim, law: LawOf) -> str | None:
    """The oldest day on which a statute under it was read; none where one was only summarised."""
    days = [_read_on(c.law, law(c.name)[0]) for c in claim.holds_if if c.law]
    read = [day for day in days if day]
    return min(read) if read and len(read) == len(days) else None


def _read_on(ground: LawGround, reading: StatuteReading | None) -> str | None:
    if reading is None or ground.basis != AS_READ:
        return None
    part = reading.part(ground.part) if ground.part else None
    return (part or reading).read_on


def _condition_words(condition: Condition) -> str:
    if condition.kind in _STAGED:
        return f"{_name(condition.name)} is {_stage_words(condition.stages)}"
    if condition.law:
        return f"{parse_statute(condition.name).printed} stands {basis_words(condition.law)}"
    if condition.kind == "statistic":
        return f"figure {condition.name} may be printed"
    return f"{condition.kind} {condition.name}"


#: Stages that leave open whether there is a law: no claim need name them to mean all but law.
_NO_ANSWER = {Stage.OUTCOME_NOT_RECORDED, Stage.REPLACED}


def _stage_words(stages: tuple[Stage, ...]) -> str:
    allowed, rest = set(stages), set(Stage) - set(stages) - _NO_ANSWER
    if allowed == set(LIVE_STAGES):
        return "open"
    if rest <= {Stage.ENACTED, Stage.ADOPTED}:
        return "not law"
    return " or ".join(stage.value.replace("_", " ") for stage in stages)


def _broken(condition: Condition, world: _World) -> _Broken | None:
    return _CHECKS[condition.kind](condition, world)


def _broken_family(condition: Condition, world: _World) -> _Broken | None:
    return _broken_stage(condition, world, *world.family_stage(condition.name))


def _broken_bill(condition: Condition, world: _World) -> _Broken | None:
    return _broken_stage(condition, world, *world.bill_stage(condition.name))


def _broken_stage(
    condition: Condition, world: _World, stage: Stage | None, since: str | None, proof: str | None
) -> _Broken | None:
    if stage is None:
        return _Broken(None, f"{_name(condition.name)}: not introduced by then")
    if stage in condition.stages:
        return None
    if _is_ahead(stage, condition.stages):
        return _Broken(None, _change_words(condition, stage, proof))
    change = StageSince(stage, since, proof, None)
    for past in reversed(world.history(condition.kind, condition.name)):
        if past.stage in condition.stages or _is_ahead(past.stage, condition.stages):
            break
        change = past
    by = _change_words(condition, change.stage, change.bill)
    return _Broken(change.date, by, change.bill, change.action)


def _change_words(condition: Condition, stage: Stage, proof: str | None) -> str:
    return f"{_name(proof or condition.name)}: {stage.value.replace('_', ' ')}"


def _name(name: str) -> str:
    """A bill's key as people write it; an effort's id as it is."""
    try:
        return keys.display(name)
    except UsageError:
        return name


def _is_ahead(stage: Stage, allowed: tuple[Stage, ...]) -> bool:
    """Whether every allowed stage is still to come, so that nothing has ended."""
    if stage not in LIVE_STAGES:
        return False
    later = LIVE_STAGES[LIVE_STAGES.index(stage) + 1 :]
    return all(one in later or one not in LIVE_STAGES for one in allowed)


def _broken_statute(condition: Condition, world: _World) -> _Broken | None:
    assert condition.law
    reading, changes = world.law(condition.name)
    found = standing_on(condition.name, condition.law, reading, changes, world.on)
    if found.state == StandsAs.HOLDS:
        return None
    doubt = None
    if found.state == StandsAs.DOUBTED:
        doubt = LawDoubt(found.why, condition.name, found.since, found.bill, found.act)
    return _Broken(found.since, found.why, doubt=doubt)


def _broken_from(condition: Condition, world: _World) -> _Broken | None:
    if world.on.isoformat() >= last_day(condition.name):
        return None
    return _Broken(None, f"holds from {condition.name}")


def _broken_until(condition: Condition, world: _World) -> _Broken | None:
    final = last_day(condition.name)
    if world.on.isoformat() <= final:
        return None
    over = date.fromisoformat(final) + timedelta(days=1)
    return _Broken(over.isoformat(), f"held until {condition.name}")


def _broken_statistic(condition: Condition, world: _World) -> _Broken | None:
    figure = world.figure(condition.name)
    if figure is None:
        return _Broken(None, f"there is no figure {condition.name}")
    if figure.form == FigureForm.BLOCKED:
        return _Broken(None, f"figure {condition.name} is not printed: {figure.blocked_because}")
    return None


_CHECKS: Mapping[str, Callable[[Condition, _World], _Broken | None]] = {
    "family": _broken_family,
    "bill": _broken_bill,
    "statute": _broken_statute,
    "from": _broken_from,
    "until": _broken_until,
    "statistic": _broken_statistic,
}
