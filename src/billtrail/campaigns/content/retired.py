"""Campaigns that shipped once and do not any more: ``data/retired.toml``.

A workspace's file of that name only changes what shipped, so nothing is left that it could change:
it is set aside, and everything else is loaded. One that is a whole campaign, with a title of its
own, is the workspace's and stays.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from billtrail.files import read_toml
from billtrail.records import NAMES, Day, Fault, FaultPlace, structure, written

from ..content_files import RETIRED, Files


@dataclass(frozen=True, slots=True)
class Retired:
    """``why`` says what became of its work and where its bills are followed now."""

    id: str = field(metadata=NAMES)
    on: Day
    why: str


@dataclass(frozen=True, slots=True)
class _RetiredFile:
    campaigns: tuple[Retired, ...] = field(default=(), metadata=written("campaign"))


def find_retired(shipped: Files, own: Files, faults: list[Fault]) -> Mapping[str, str]:
    """The workspace's files that are set aside, each with the line that says so. A campaign that
    ships is not retired; what is wrong with the list is added to ``faults``."""
    place = FaultPlace(RETIRED)
    try:
        read = structure(read_toml(shipped.get(RETIRED, "")), _RetiredFile, place, faults)
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(f"{RETIRED}: {error}", place))
        return {}
    found = {f"campaigns/{one.id}.toml": one for one in read.campaigns} if read else {}
    return {
        name: _said(name, one)
        for name, one in found.items()
        if name in own and name not in shipped and not _is_whole(own[name])
    }


def _is_whole(text: str) -> bool:
    """Whether it is a campaign by itself, or cannot be read."""
    try:
        return "title" in read_toml(text)
    except tomllib.TOMLDecodeError:
        return True


def _said(name: str, one: Retired) -> str:
    return (
        f"The campaign {one.id} was retired on {one.on}: {one.why.rstrip('.')}. Your changes to it "
        f"({name}) are set aside; everything else is loaded."
    )
