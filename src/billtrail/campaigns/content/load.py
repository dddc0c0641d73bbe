"""Content: what ships, overlaid by the workspace, as one checked value; and its tables.

The workspace's files change shipped ones by id: a campaign file of the same name replaces the
fields it names and, in each table, the records it names; a record with ``remove = true`` goes.
So a position, a text or a date of the coalition needs a few lines, and an upgrade keeps them.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from billtrail.errors import CheckFailed
from billtrail.files import read_toml
from billtrail.law import Relief, ReliefFact, StatutesFile, build_reliefs, relief_file
from billtrail.records import (
    Fault,
    FaultPlace,
    Faulty,
    Raw,
    identity,
    is_records,
    news,
    repeats,
    required,
    sound_part,
    tables,
    tell,
)

from ..content_files import (
    FIGURES,
    OVERLAID,
    RELATIONS,
    RELIEF,
    SHIPPED,
    STATUTES,
    WORKSPACE,
    Files,
    clean,
    encoding_faults,
    hash_of,
    is_content,
    own_files,
    shipped_files,
)
from ..figures import FigureRelations, load_statistics
from ..figures import relations as figure_relations
from ..values import Figure, Goal, Text
from .checks import check_content
from .files import Campaign, GoalsFile
from .overrides import Override, find_overrides
from .retired import find_retired
from .shared_positions import share_positions

Single = TypeVar("Single", GoalsFile, StatutesFile)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything the files say. ``hash`` is that of the files, see ``content_files``. ``retired``
    has a line for each of the workspace's files that change a campaign which ships no more."""

    goals: tuple[Goal, ...]
    campaigns: tuple[Campaign, ...]
    figures: tuple[Figure, ...]
    overrides: tuple[Override, ...]
    hash: str
    relations: FigureRelations = field(default_factory=FigureRelations)
    retired: tuple[str, ...] = ()
    statutes: StatutesFile = field(default_factory=StatutesFile)
    relief: tuple[Relief, ...] = ()


def load_shipped() -> Content:
    """The content as it ships; raises ``CheckFailed`` with every fault."""
    return load_content(None)


def load_content(workspace_dir: Path | None, changed: Files | None = None) -> Content:
    """The shipped content overlaid by the workspace's files, some of them as ``changed`` says.

    Raises ``CheckFailed`` whose message has one line for every fault of every file.
    """
    shipped, own = shipped_files(), own_files(workspace_dir)
    own |= {name: clean(text) for name, text in (changed or {}).items() if is_content(name)}
    own = {name: text for name, text in own.items() if text.strip()}
    if unreadable := encoding_faults(own):
        raise CheckFailed("\n".join(unreadable))
    return _of_files(tuple(shipped.items()), tuple(own.items()))


@lru_cache(maxsize=4)
def _of_files(*named: tuple[tuple[str, str], ...]) -> Content:
    """The content of these texts, shipped and own: a command that writes one asks before it and
    after it whether they are sound."""
    shipped, own = map(dict, named)
    hash_, faults = hash_of(shipped, own), list[Fault]()
    retired = find_retired(shipped, own, faults)
    own = {name: text for name, text in own.items() if name not in retired}
    campaigns = _load_campaigns(shipped, own, faults)
    goals = _load_goals(shipped, own, campaigns, faults)
    figures, relations = _load_figures(shipped, own, faults)
    statutes = _load_single(STATUTES, StatutesFile, shipped, own, faults)
    relief = _load_relief(shipped, own, faults)
    content = Content(
        goals=goals,
        campaigns=share_positions(_in_order(campaigns, goals)),
        figures=figures,
        overrides=(),
        hash=hash_,
        relations=relations,
        retired=tuple(retired.values()),
        statutes=statutes,
        relief=relief,
    )
    # What could not be read at all would be missed by every check between the parts.
    if not any(map(_is_unread, faults)):
        faults += news(check_content(content), faults)
    if faults:
        raise Faulty(tell(faults, own, shipped), faults)
    return replace(content, overrides=tuple(find_overrides(shipped, own)))


def _is_unread(fault: Fault) -> bool:
    """Whether more is missing than a record or a field of a campaign."""
    in_campaign = fault.place.file.startswith("campaigns/")
    return not in_campaign or not (fault.place.steps or fault.field)


def _parse_toml(files: Files, name: str, faults: list[Fault]) -> Raw:
    try:
        return _read(files.get(name, ""))
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(f"{name}: {error}", FaultPlace(name)))
        return {}


@lru_cache(maxsize=64)
def _read(text: str) -> Raw:
    """Nobody changes what is read: files that stay as they are are not read again for each edit."""
    return read_toml(text)


def _load_campaigns(shipped: Files, own: Files, faults: list[Fault]) -> list[Campaign]:
    found = []
    for name in sorted({n for n in (*shipped, *own) if n.startswith("campaigns/")}):
        campaign, told = _load_campaign(name, shipped.get(name, ""), own.get(name, ""))
        faults += told
        if campaign:
            found.append(campaign)
    return found


@lru_cache(maxsize=64)
def _load_campaign(name: str, shipped: str, own: str) -> tuple[Campaign | None, tuple[Fault, ...]]:
    """The campaign of a file's texts and its faults: an edit changes one of them."""
    faults = list[Fault]()
    base, over = (_parse_toml({name: text}, name, faults) for text in (shipped, own))
    if faults:
        return None, tuple(faults)
    stem = name.removeprefix("campaigns/").removesuffix(".toml")
    origin = OVERLAID if base and over else WORKSPACE if over else SHIPPED
    campaign = _read_campaign(base, over, FaultPlace(name), faults)
    if campaign:
        led = replace(campaign, id=stem, origin=origin, lead=_lead(campaign))
        campaign = _with_own_positions(led, base)
    return campaign, tuple(faults)


def _lead(campaign: Campaign) -> str:
    """Whose status is the headline; of a campaign that follows nothing yet, nothing's."""
    return campaign.lead or next((bill.key for bill in campaign.bills), "")


def _read_campaign(base: Raw, over: Raw, place: FaultPlace, faults: list[Fault]) -> Campaign | None:
    """The campaign of a file; beside its faults what is left of it, so that this is checked too."""
    from billtrail.records import structure

    found = [*_review_faults(over, place)]
    for raw in (base, over):
        found += repeats(raw, Campaign, place)
    both = _overlay(base, over, Campaign)
    campaign = structure(both, Campaign, place, found)
    faults += found
    if not found or any(map(_is_unread, found)):
        return campaign
    unsaid = dict.fromkeys(required(Campaign), "-")
    return structure({**unsaid, **sound_part(both, Campaign, found)}, Campaign, place, [])


def _with_own_positions(campaign: Campaign, shipped: Raw) -> Campaign:
    """The campaign whose positions are the organisation's own where they do not ship: the person
    who wrote one down stands in the journal and is nobody's business outside."""
    ships = {
        (item["key"], item.get("position"), str(item.get("decided_on")))
        for item in shipped.get("bill", ())
    }
    bills = tuple(
        bill if (bill.key, bill.position, str(bill.decided_on)) in ships
        else replace(bill, decided_by=None)
        for bill in campaign.bills
    )  # fmt: skip
    return replace(campaign, bills=bills)


def _review_faults(over: Raw, place: FaultPlace) -> Iterator[Fault]:
    """A review is of one wording: it may not move to whatever text ships later."""
    for item in over.get("text", ()) if is_records(over.get("text")) else ():
        if "reviewed_by" in item and "text" not in item:
            yield place.record("text", Text, item).fault("a review needs the text it was given for")


def _overlay(base: Raw, over: Raw, kind: type) -> dict[str, Any]:
    """``base`` with the fields and records that ``over`` names replaced, added or removed."""
    merged = {**base, **over}
    for table, inner in tables(kind).items():
        if is_records(base.get(table)) and is_records(over.get(table)):
            merged[table] = _overlay_records(base[table], over[table], inner)
    return merged


def _overlay_records(base: list[Raw], over: list[Raw], kind: type) -> list[Raw]:
    kept = {_name(kind, item): item for item in base}
    for item in over:
        name = _name(kind, item)
        if item.get("remove") is True:
            kept.pop(name, None)
        else:
            kept[name] = _overlay(kept.get(name, {}), item, kind)
    return list(kept.values())


def _name(kind: type, item: Raw) -> tuple[str, ...]:
    return tuple(identity(kind, item).values())


def _load_goals(
    shipped: Files, own: Files, campaigns: list[Campaign], faults: list[Fault]
) -> tuple[Goal, ...]:
    read = _load_single("goals.toml", GoalsFile, shipped, own, faults)
    return tuple(
        replace(goal, campaigns=tuple(c.id for c in campaigns if goal.id in c.goals))
        for goal in read.goals
    )


def _load_single(
    name: str, kind: type[Single], shipped: Files, own: Files, faults: list[Fault]
) -> Single:
    """The records of one file, the workspace's laid over those that ship."""
    from billtrail.records import structure

    place = FaultPlace(name)
    base, over = (_parse_toml(files, name, faults) for files in (shipped, own))
    for raw in (base, over):
        faults += repeats(raw, kind, place)
    return structure(_overlay(base, over, kind), kind, place, faults) or kind()


def _load_figures(
    shipped: Files, own: Files, faults: list[Fault]
) -> tuple[tuple[Figure, ...], FigureRelations]:
    """Shipped figures in their order; the workspace's rows replace them by id or follow, then
    the figures of its programs' counts, then those derived from them all."""
    before, figures = len(faults), dict[str, Figure]()
    texts = ((name, files[name]) for files in (shipped, own) for name in FIGURES if name in files)
    for name, text in texts:
        try:
            figures |= {f.id: f for f in load_statistics(text, name)}
        except CheckFailed as error:
            faults.append(Fault(str(error), FaultPlace(name)))
    files = (files[RELATIONS] for files in (shipped, own) if RELATIONS in files)
    relations = figure_relations.read_relations(files, faults)
    if len(faults) == before:
        faults += figure_relations.check_relations(relations, figures)
    derived = figure_relations.build_derived(relations, figures, faults)
    return (*figures.values(), *derived), relations


def _load_relief(shipped: Files, own: Files, faults: list[Fault]) -> tuple[Relief, ...]:
    """What survivors can ask for: a line of the workspace stands for the shipped one of its name,
    or follows."""
    place, facts = FaultPlace(RELIEF), dict[tuple[str, str], ReliefFact]()
    for text in (files[RELIEF] for files in (shipped, own) if RELIEF in files):
        try:
            facts |= {(f.relief, f.fact): f for f in relief_file.load_relief(text, RELIEF)}
        except CheckFailed as error:
            faults += [Fault(line, place) for line in str(error).splitlines()]
    rows = build_reliefs(facts.values())
    faults += [place.fault(words) for row in rows for words in relief_file.row_faults(row)]
    return rows


def _in_order(campaigns: list[Campaign], goals: tuple[Goal, ...]) -> tuple[Campaign, ...]:
    """Campaigns that lead a goal first, in the goals' order, then the others by name."""
    leads = [goal.lead for goal in goals if goal.lead]
    places = {name: leads.index(name) for name in leads}
    return tuple(sorted(campaigns, key=lambda c: (places.get(c.id, len(leads)), c.id)))
