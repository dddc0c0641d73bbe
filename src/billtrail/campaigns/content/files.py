"""The records of campaign files and of ``goals.toml``; ``structure`` reads them by their fields.

The format is in ``docs/architecture.md``.
"""

from dataclasses import dataclass, field
from typing import Annotated, Any

from billtrail.legislatures import Aim, MemberKind, Position
from billtrail.records import (
    NAMES,
    NOT_WRITTEN,
    Day,
    FaultPlace,
    Read,
    Share,
    read_day,
    read_text,
    written,
)

from ..claims import Claim
from ..values import Ask, CampaignDate, Endorser, Goal, Text


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """A bill of an effort. ``basis`` says how that is known and when it was read."""

    bill: str = field(metadata=NAMES)
    kind: MemberKind
    basis: str
    enacted_via: str | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """An effort: bills of which one enactment would fulfil them all."""

    id: str = field(metadata=NAMES)
    title: str
    members: tuple[FamilyMember, ...] = field(default=(), metadata=written("member"))


@dataclass(frozen=True, slots=True)
class CampaignBill:
    """A bill the campaign follows, and what was decided about it, where anything was.

    ``decided_by`` is whose position it is, where that has a source; ``None``: the organisation's.
    ``share`` says who may have the note (``why``) and the position: no, coalition or public; where
    it is not said the note stays, and a decided position is public with the campaign's asks.
    ``was`` are numbers (keys) that the bill had before, which lead to it; ``position_in`` is the
    campaign whose file has the position (``shared_positions``).
    """

    key: str = field(metadata=NAMES)
    aim: Aim
    why: str
    position: Position | None = None
    decided_by: str | None = None
    decided_on: Day | None = None
    condition: str | None = None
    share: Share | None = None
    was: tuple[str, ...] = ()
    position_in: str = field(default="", metadata=NOT_WRITTEN)


@dataclass(frozen=True, slots=True)
class Declined:
    """A bill that looked like one of the campaign's efforts and that somebody decided is not."""

    bill: str = field(metadata=NAMES)
    by: str
    on: Day


def _days(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value not in _DAYS:
        raise ValueError(f"{value!r} is not a number of days from 1 to {_DAYS[-1]:,}")
    return value


#: At most a hundred years.
_DAYS = range(1, 36_526)


def _public_ask(value: Any) -> tuple[str, str]:
    if not isinstance(value, dict) or set(value) != {"by", "on"}:
        raise ValueError(f"{value!r} is not {{by = NAME, on = DATE}}")
    return read_text(value["by"]), read_day(value["on"])


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign file, ``id`` its name.

    ``lead`` is the family or bill whose status is the headline; where it is not said, the first
    bill. ``origin``: shipped, workspace, or overlaid (shipped with changes).
    """

    title: str
    summary: str = ""
    lead: str = ""
    goals: tuple[str, ...] = ()
    stale_after_days: Annotated[int, Read(_days, "number")] = 7
    public_ask: Annotated[tuple[str, str], Read(_public_ask, "release")] | None = None
    figures: tuple[str, ...] = ()
    chart: tuple[str, ...] = ()
    families: tuple[Family, ...] = field(default=(), metadata=written("family"))
    bills: tuple[CampaignBill, ...] = field(default=(), metadata=written("bill"))
    asks: tuple[Ask, ...] = field(default=(), metadata=written("ask"))
    claims: tuple[Claim, ...] = field(default=(), metadata=written("claim"))
    texts: tuple[Text, ...] = field(default=(), metadata=written("text"))
    dates: tuple[CampaignDate, ...] = field(default=(), metadata=written("date"))
    endorsers: tuple[Endorser, ...] = field(default=(), metadata=written("endorser"))
    declined: tuple[Declined, ...] = ()
    id: str = field(default="", metadata=NOT_WRITTEN)
    origin: str = field(default="", metadata=NOT_WRITTEN)


def at_campaign(campaign: Campaign, *records: tuple[str, Any]) -> FaultPlace:
    """A campaign's file, or a record of it by the tables that lead to it."""
    place = FaultPlace(f"campaigns/{campaign.id}.toml")
    for table, record in records:
        place = place.record(table, type(record), record)
    return place


@dataclass(frozen=True, slots=True)
class GoalsFile:
    """``goals.toml``."""

    goals: tuple[Goal, ...] = field(default=(), metadata=written("goal"))
