"""Checks of what is said of statutes, and of the claims that rest on it."""

import re
from collections.abc import Iterable, Iterator

from billtrail.errors import UsageError
from billtrail.law import (
    AS_READ,
    AS_SUMMARISED,
    LawGround,
    StatuteChange,
    StatuteReading,
    StatutesFile,
    nearest_statutes,
)
from billtrail.legislatures import keys
from billtrail.legislatures.calendar import last_day
from billtrail.records import Fault, FaultPlace

from ..claims import Claim
from ..content_files import STATUTES
from .files import Campaign, at_campaign


def check_grounds(campaigns: Iterable[Campaign], statutes: StatutesFile) -> Iterator[Fault]:
    """A claim stands on a section that somebody read, and says no more than that reading."""
    readings = {reading.key: reading for reading in statutes.readings}
    for campaign in campaigns:
        for claim in campaign.claims:
            here = at_campaign(campaign, ("claim", claim))
            for condition in claim.holds_if:
                if condition.law is None:
                    continue
                reading = readings.get(condition.name)
                if reading is None:
                    near = ", ".join(nearest_statutes(condition.name, readings)) or "none"
                    words = f"nobody has read {condition.name!r} ({STATUTES}). Nearest: {near}"
                    yield here.fault(words, "holds_if", lacks=condition.name)
                    continue
                for words in _beyond(condition.law, reading):
                    yield here.fault(f"{words} ({STATUTES})", "holds_if")
                for words in _unsaid(condition.law, claim):
                    yield here.fault(words, "holds_if")


def _beyond(law: LawGround, reading: StatuteReading) -> Iterator[str]:
    """Where a claim and the reading it rests on disagree; either's file may be the wrong one."""
    part = reading.part(law.part) if law.part else None
    if law.part and part is None:
        yield f"{reading.key} has no part {law.part!r} that was read"
    elif law.basis == AS_READ and not part and reading.basis != AS_READ:
        yield f"{reading.key} was not read but summarised: say {reading.basis}"
    day = (part or reading).day
    if last_day(law.day) > last_day(day):
        yield f"the reading of {reading.key} gives the law of {day}, not of {law.day}"
    if law.starts and reading.starts and last_day(law.starts) < last_day(reading.starts):
        yield f"{reading.key} counts from {reading.starts}, so nothing holds from {law.starts}"
    if reading.until and not law.until:
        yield f"{reading.key} ends after {reading.until}: say until"


#: How a source is said to be known by less than the law's own text.
_BY_LESS = re.compile(r"\b(?:summar|digest|guide|analys|release|excerpt)", re.I)


def _unsaid(law: LawGround, claim: Claim) -> Iterator[str]:
    """The page prints the source, so it says there that a summary was read."""
    if law.basis == AS_SUMMARISED and not _BY_LESS.search(claim.source):
        yield "its source must say by which summary, digest or guide the law is known"


def check_statutes(statutes: StatutesFile) -> Iterator[Fault]:
    """Bills are named by their keys, and a review has its day."""
    place = FaultPlace(STATUTES)
    for reading in statutes.readings:
        here = place.record("statute", StatuteReading, reading)
        if bool(reading.reviewed_by) != bool(reading.reviewed_on):
            yield here.fault("reviewed_by and reviewed_on go together")
        if reading.until_if and not reading.until:
            yield here.fault("until_if says on what an end hangs, so it goes with until")
        for one in reading.taken_in:
            yield from _no_bill(here, "taken_in", one.bill)
    for change in statutes.changes:
        yield from _no_bill(place.record("change", StatuteChange, change), "bill", change.bill)


def _no_bill(here: FaultPlace, field: str, key: str) -> Iterator[Fault]:
    try:
        keys.split_key(key)
    except UsageError as error:
        yield here.fault(str(error), field)
