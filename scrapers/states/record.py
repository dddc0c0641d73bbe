"""What a secondary source says of a bill, whichever of its formats it came in, as our record.

Its lists are kept in the publisher's order and whole. Where a line's day is an instant, it is the
day in the capital.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from math import gcd
from typing import NamedTuple
from zoneinfo import ZoneInfo

from billtrail.bills.models import (
    Action,
    Bill,
    BillCommittee,
    PartLeftOut,
    Relation,
    Sponsorship,
    Summary,
    Version,
    Vote,
)
from billtrail.bills.stages import PROVING_CLASSES
from billtrail.errors import ParseError, UsageError
from billtrail.legislatures import (
    Chamber,
    SponsorRole,
    display,
    get,
    is_known,
    origin_chamber,
    split_key,
)

from .bodies import chamber_by_name
from .committees import committee_id, committees_of, sent_to
from .rules import actor_of, classes_of, is_replaced, kind_of, law_of, named_with, replaced_by
from .sessions import session_of
from .votes import Event, votes_of

#: Behind the number a print's letter; ``AB1-2017`` (Nevada) is a bill of another session.
_NUMBER = re.compile(r"([A-Za-z]+)(?:X(\d))? ?(?:\d\d-)?0*([1-9]\d*)(?!-?\d)[A-Z]?")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Line(NamedTuple):
    """A line of a history: its day or instant, its text, who acted, the classes given to it."""

    day: str
    text: str
    chamber: Chamber | None
    classes: tuple[str, ...] = ()


class Behind(NamedTuple):
    """Who stands behind a bill; ``entity`` is ``person`` or ``organization``."""

    name: str
    leads: bool
    entity: str = "person"
    party: str | None = None
    district: str | None = None


class Related(NamedTuple):
    """Another bill as it is named: ``prior-session``, ``2023-2024``, ``S1966``."""

    kind: str
    session: str
    identifier: str


class Told(NamedTuple):
    """A bill as one document tells it; ``whole``: the lines are all of its history. ``status`` is
    the publisher's word for where it stands, ``credit`` what its terms ask to be shown, ``kind``
    what it calls such a measure (``concurrent resolution``); ``dated_by_steps`` as in ``Bill``."""

    place: str
    session: str
    identifier: str
    title: str
    as_of: str
    origin: Chamber | None = None
    lines: tuple[Line, ...] | None = None
    behind: tuple[Behind, ...] | None = None
    related: tuple[Related, ...] | None = None
    versions: tuple[Version, ...] | None = None
    subjects: tuple[str, ...] | None = None
    abstracts: tuple[tuple[str, str], ...] | None = None
    events: tuple[Event, ...] | None = None
    addresses: tuple[str, ...] = ()
    #: Other numbers of it, in the same session.
    numbers: tuple[str, ...] = ()
    whole: bool = True
    status: str | None = None
    credit: str | None = None
    kind: str | None = None
    dated_by_steps: bool = False


def bill_key(place: str, session: str, identifier: str) -> str:
    """``("ny", "2025-2026", "S 674-A")`` -> ``ny-20252026-s674``; raises ParseError."""
    match = _NUMBER.match(identifier.strip())
    if not is_known(place) or match is None:
        raise ParseError(
            f"{identifier!r} is no number of a bill of {place!r} that can be read here"
        )
    key = f"{place}-{session_of(place, session)}-{match[1].lower()}{match[3]}"
    try:
        return split_key(key).key
    except UsageError as error:
        raise ParseError(f"{identifier} of {session}: {error}") from error


def bill_of(told: Told) -> Bill:
    """Our record of it; raises ParseError where its number or session cannot be read."""
    key = bill_key(told.place, told.session, told.identifier)
    actions = None if told.lines is None else tuple(_actions(told.place, told.lines))
    committees = None if actions is None else committees_of(told.place, actions)
    return Bill(
        key=key,
        jurisdiction=told.place,
        session=split_key(key).session,
        identifier=display(key),
        kind=kind_of(key, actions or (), told.kind),
        chamber=told.origin or origin_chamber(key),
        data_as_of=told.as_of,
        dated_by_steps=told.dated_by_steps,
        title=told.title or None,
        introduced_date=actions[0].date if actions and told.whole else None,
        law=law_of(key, actions or (), told.kind),
        status_text=told.status,
        credit=told.credit,
        source_url=official_address(told.addresses),
        actions=actions,
        committees=committees,
        sponsorships=None if told.behind is None else tuple(map(_sponsorship, told.behind)),
        versions=told.versions,
        votes=None if told.events is None else tuple(_votes(told, told.events, committees)),
        subjects=told.subjects,
        summaries=_summaries(told),
        relations=_relations(told, actions or ()),
    )


def _actions(place: str, lines: Iterable[Line]) -> Iterator[Action]:
    """The lines that have a day. One that is there twice happened twice (Texas' record votes), and
    is told from the first by its ``code``."""
    zone, seen = ZoneInfo(get(place).zone), Counter[Line]()
    for line in _once(place, lines):
        if day := local_day(line.day, zone):
            seen[line] += 1
            again = (str(seen[line]),) if seen[line] > 1 else ()
            text = without_leaders(line.text)
            code = " ".join((*line.classes, *again)) or None
            sent, said = sent_to(place, text), actor_of(place, text)
            committee = committee_id(sent.name, sent.house or line.chamber) if sent else None
            acted = chamber_by_name(said, place) if said else line.chamber
            yield Action(day, text, chamber=acted, code=code, committee=committee)


def _once(place: str, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without what a publisher has twice by mistake: all of them, or an act that stands
    right behind itself, with nothing between that took it back."""
    told = _divided(list(lines))
    for before, line in zip([None, *told], told, strict=False):
        if line != before or PROVING_CLASSES.isdisjoint(classes_of(place, line.text)):
            yield line


def _divided(lines: list[Line]) -> list[Line]:
    """The lines of a list that has each of them so many times, once."""
    counts = Counter(lines)
    times = gcd(*counts.values())
    if times < 2:
        return lines
    left = Counter({line: count // times for line, count in counts.items()})
    kept = []
    for line in lines:
        if left[line]:
            left[line] -= 1
            kept.append(line)
    return kept


def left_out(told: Told) -> Iterator[PartLeftOut]:
    """The lines and votes that have no day."""
    key = bill_key(told.place, told.session, told.identifier)
    for day, text in (
        *((one.day, one.text) for one in told.lines or ()),
        *((one.day, one.motion) for one in told.events or ()),
    ):
        if local_day(day, ZoneInfo("UTC")) is None:
            yield PartLeftOut(key, f"a line without a day, {text!r}")


def without_leaders(text: str) -> str:
    """A line without the dots that lead the eye across a printed page: ``Public Act 104-0173``;
    where they stand for a day that a source has lost (Texas), ``Effective on …``."""
    return _LEADERS.sub(" ", _LOST.sub(" \N{HORIZONTAL ELLIPSIS}", text))


_LEADERS = re.compile(r"(?: \.){3,}\s*")
_LOST = re.compile(r"(?: \.){3,}\s*$")


def local_day(told: str, zone: ZoneInfo) -> str | None:
    """A civil day of an instant or a day, a year or month where no more is told; ``None`` where
    nothing is (``""``, ``0000-00-00``)."""
    if "T" in told:
        return datetime.fromisoformat(told).astimezone(zone).date().isoformat()
    known = told.removesuffix("-00").removesuffix("-00")
    return known if _DAY.fullmatch(known) and known > "1" else None


def _votes(
    told: Told, events: Iterable[Event], committees: tuple[BillCommittee, ...] | None
) -> Iterator[Vote]:
    zone, ids = ZoneInfo(get(told.place).zone), {one.committee for one in committees or ()}
    return votes_of(told.place, _dated(events, zone), ids)


def _dated(events: Iterable[Event], zone: ZoneInfo) -> Iterator[tuple[str, Event]]:
    for event in events:
        if day := local_day(event.day, zone):
            yield day, event


def _sponsorship(one: Behind) -> Sponsorship:
    role = SponsorRole.SPONSOR if one.leads else SponsorRole.COSPONSOR
    return Sponsorship(one.name, role, entity=one.entity, party=one.party, district=one.district)


def official_address(addresses: Iterable[str]) -> str | None:
    """The page for people among the addresses that a record was read from."""
    pages = [one for one in addresses if one.startswith("http") and "/api/" not in one]
    return pages[0].replace("http://", "https://", 1) if pages else None


def _summaries(told: Told) -> tuple[Summary, ...] | None:
    if told.abstracts is None:
        return None
    return tuple(Summary(note or "summary", None, text) for note, text in told.abstracts if text)


def _others(told: Told, actions: tuple[Action, ...]) -> tuple[str, ...]:
    """The bills taken in its place; where the line names none, its one companion of the other
    chamber."""
    if named := replaced_by(told.place, actions):
        return named
    if not is_replaced(told.place, actions):
        return ()
    first = told.identifier.strip()[:1]
    companions = {
        one.identifier
        for one in told.related or ()
        if one.kind == "companion" and one.identifier.strip()[:1] != first
    }
    return tuple(companions) if len(companions) == 1 else ()


def _relations(told: Told, actions: tuple[Action, ...]) -> tuple[Relation, ...] | None:
    """The bills it names; ``None`` where no part speaks of them, and no line names one."""
    found = tuple(_related(told, actions))
    return found if found or told.related is not None else None


def _related(told: Told, actions: tuple[Action, ...]) -> Iterator[Relation]:
    """The bills it names, each once, and the one that goes on in its place."""
    replacing = [("replaced-by", number) for number in _others(told, actions)]
    own = bill_key(told.place, told.session, told.identifier)
    others = replacing or named_with(told.place, actions)
    also = [("renumbered", number) for number in told.numbers]
    named = [Related(kind, told.session, number) for kind, number in (*others, *also)]
    for one in dict.fromkeys((*named, *(told.related or ()))):
        try:
            key = bill_key(told.place, one.session, one.identifier)
        except ParseError:  # a number that cannot be read names nothing
            continue
        if key != own:
            yield Relation(key, one.kind)
