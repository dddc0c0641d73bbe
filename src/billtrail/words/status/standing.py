"""Where a bill lies, and whether work for it can still lead to a law, in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from billtrail.bills.next_steps import LocationKind
from billtrail.bills.values import BillStatus
from billtrail.legislatures import as_committee

from ..words import bill_words, chamber_words

if TYPE_CHECKING:
    from billtrail.bills.identity import Containment

LOCATIONS: Mapping[LocationKind, str] = {
    LocationKind.DESK: "{house} desk",
    LocationKind.COMMITTEE: "{committee}",
    LocationKind.SUSPENSE_FILE: "{committee}, suspense file",
    LocationKind.FLOOR: "{house} floor",
    LocationKind.INACTIVE_FILE: "{house} inactive file",
    LocationKind.ENROLLMENT: "{house}, final text being prepared",
    LocationKind.EXECUTIVE: "{house}'s desk",
    LocationKind.CONFERENCE: "a conference committee of both chambers",
}


def location_words(status: BillStatus) -> str | None:
    """``Assembly Appropriations Committee, suspense file``; ``None`` where no place is told."""
    where = status.location
    if where is None:
        return None
    house = chamber_words(status.bill.jurisdiction, where.chamber)
    named = as_committee(where.committee) if where.committee else "committee"
    committee = f"{house} {named}"
    words = LOCATIONS[where.kind].format(house=house, committee=committee)
    return f"{words}, held there by its vote" if where.held else words


def away_words(status: BillStatus) -> str | None:
    """That its full record cannot be read just now, and why; ``None`` where it can."""
    if status.away is None:
        return None
    return (
        f"The full record of {status.bill.identifier} is not available just now: {status.away}. "
        "Where it stands is from the list of all bills; its steps, people, texts and votes are "
        "not shown, which is not to say that there are none"
    )


def is_overtaken(status: BillStatus) -> bool:
    """Another bill became law with what this one asked for; its own record may not say so."""
    return status.overtaken_by is not None


def overtaken_words(status: BillStatus) -> str:
    """``Its text became Public Law 119-5 as H.J.Res. 25``; an effort's own words where staff have
    confirmed that the law overtook it."""
    if status.containment and not status.enacted_via:
        return contained_words(status.containment)
    return f"Overtaken by {bill_words(status.overtaken_by or '')}"


def contained_words(law: "Containment") -> str:
    """``Its text became Public Law 119-5 as H.J.Res. 25``."""
    which = (
        "Its companion" if law.companion else "An identical bill" if law.identical else _ITS_TEXT
    )
    return f"{which} became {law.words()}"


_ITS_TEXT = "Its text"


def is_alive(status: BillStatus) -> bool:
    """Whether work for it can still lead to a law."""
    return status.progress.alive and not is_overtaken(status)
