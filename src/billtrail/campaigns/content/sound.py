"""The content files of which one may be faulty: it is set aside, and the others are loaded.

A campaign file that cannot be used stands as it was when it was last sound. Where it never was, the
campaign stands as it ships, without positions and asks: nobody is said to ask for what their own
file, which cannot be read, may oppose.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from billtrail.errors import CheckFailed

from ..content_files import FIGURES, own_files
from . import load as content
from .files import Campaign
from .load import Content, load_content
from .shared_positions import share_positions, without_position


@dataclass(frozen=True, slots=True)
class Sound:
    """What can be loaded. ``faults`` has a line for each fault, ``set_aside`` the names of the
    files that are not in it as they are; ``own`` are the texts of the others."""

    content: Content
    faults: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)


def load_sound(folder: Path, kept: Mapping[str, str]) -> Sound:
    """The content of a workspace; ``kept`` are the texts of its files when they were last sound."""
    own = own_files(folder)
    try:
        return Sound(load_content(folder), own=own)
    except CheckFailed as error:
        faults = tuple(str(error).splitlines())
    bad = [name for name in own if not _stands_alone(folder, own, name, own[name])]
    instead = {name: _instead(folder, own, name, kept) for name in bad}
    try:
        loaded = load_content(folder, instead)
    except CheckFailed:  # sound alone, and at odds with each other
        bad, instead = [*own], dict.fromkeys(own, "")
        loaded = content.load_shipped()
    return Sound(
        _without_opinions(loaded, [name for name, text in instead.items() if not text]),
        faults,
        tuple(bad),
        {name: text for name, text in own.items() if name not in bad},
    )


def faults_of(folder: Path, texts: Mapping[str, str]) -> None:
    """Raises ``CheckFailed`` where files would be faulty with these texts in them, whatever is
    wrong with others."""
    sound_with(folder, texts)


def sound_with(folder: Path, texts: Mapping[str, str]) -> Content:
    """The content with these texts in its files, without the others that are faulty. Raises as
    ``faults_of``."""
    own = own_files(folder)
    bad = [n for n in own if n not in texts and not _stands_alone(folder, own, n, own[n])]
    return load_content(folder, {**dict.fromkeys(bad, ""), **texts})


def _stands_alone(folder: Path, own: Mapping[str, str], name: str, text: str) -> bool:
    """Whether a file is sound over what ships, and over figures of yours that are: a campaign may
    print them."""
    under = [n for n in FIGURES if n in own and n != name and name not in FIGURES]
    sound = [n for n in under if _stands_alone(folder, own, n, own[n])]
    try:
        load_content(folder, {**{n: "" for n in own if n not in sound}, name: text})
    except CheckFailed:
        return False
    return True


def _instead(folder: Path, own: Mapping[str, str], name: str, kept: Mapping[str, str]) -> str:
    last = kept.get(name, "")
    return last if last and _stands_alone(folder, own, name, last) else ""


def _without_opinions(loaded: Content, names: list[str]) -> Content:
    """The campaigns of the files named without what their own file may say otherwise."""
    silent = {name.removeprefix("campaigns/").removesuffix(".toml") for name in names}
    campaigns = share_positions(_silent(c) if c.id in silent else c for c in loaded.campaigns)
    mark = "".join(sorted(names))
    return replace(loaded, campaigns=campaigns, hash=loaded.hash + mark) if names else loaded


def _silent(campaign: Campaign) -> Campaign:
    bills = tuple(map(without_position, campaign.bills))
    return replace(campaign, bills=bills, asks=(), public_ask=None)
