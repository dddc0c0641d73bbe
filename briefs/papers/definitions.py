"""Papers are data: ``data/papers/<id>.toml``, and the workspace's ``papers/<id>.toml`` over it.

A file names the paper's blocks in their order, the checks it must stand, and what goes first where
it is too long; ``docs/letters.md`` shows one. What a name stands for is in the tables of
``blocks`` and ``checks``.
"""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Any

from billtrail.data import FOLDER
from billtrail.errors import CheckFailed, UnknownKey
from billtrail.files import read_text, read_toml
from billtrail.legislatures import nearest
from billtrail.records import Fault, FaultPlace, structure, tell

from .blocks import BLOCKS
from .checks import CHECKS
from .definition import PaperDefinition, drop_of

#: The folder of papers, in what ships and in a workspace.
PAPERS = "papers"


class Papers(dict[str, PaperDefinition]):
    """Papers by id. ``faults``: of each whose file has some, all of them with its name and their
    lines; what ships is no stand-in for it, as its office wants another."""

    def __init__(
        self, found: Mapping[str, PaperDefinition], faults: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(found)
        self.faults = faults or {}


def load_papers(own: Path | None = None) -> Papers:
    """Every paper that can be read; a file of ``own``, a workspace's folder, changes the shipped
    paper of its name field by field, or adds one."""
    files = _files(own) if own else []
    if not files:
        return _shipped()
    found = _read(files, _raw_shipped())
    kept = {id: one for id, one in _shipped().items() if id not in found.faults}
    return Papers({**kept, **found}, found.faults)


def find_paper(papers: Papers, id: str) -> PaperDefinition:
    """Raises ``UnknownKey`` with the nearest, or all there are; ``CheckFailed`` with every fault of
    its file, where that has some."""
    if id in papers.faults:
        raise CheckFailed(papers.faults[id])
    if id not in papers:
        raise UnknownKey("paper", id, nearest(id, list(papers)) or list(papers))
    return papers[id]


@cache
def _raw_shipped() -> Mapping[str, Mapping[str, Any]]:
    return {path.stem: read_toml(read_text(path)) for path in _files(FOLDER)}


@cache
def _shipped() -> Papers:
    return _read(_files(FOLDER), {})


def _files(folder: Path) -> list[Path]:
    return sorted((folder / PAPERS).glob("*.toml"))


def _read(files: Iterable[Path], below: Mapping[str, Mapping[str, Any]]) -> Papers:
    found, faults = dict[str, PaperDefinition](), dict[str, str]()
    for path in files:
        try:
            found[path.stem] = _read_one(path, below.get(path.stem, {}))
        except CheckFailed as error:
            faults[path.stem] = str(error)
    return Papers(found, faults)


def _read_one(path: Path, below: Mapping[str, Any]) -> PaperDefinition:
    """Raises CheckFailed with every fault of the file."""
    name, faults, text = f"{PAPERS}/{path.name}", list[Fault](), read_text(path)
    try:
        raw = {**below, **read_toml(text)}
    except TOMLDecodeError as error:
        raise CheckFailed(f"{name}: {error}") from error
    paper = structure(raw, PaperDefinition, FaultPlace(name), faults)
    faults += _at_odds(paper, path.stem, FaultPlace(name)) if paper else ()
    if faults or paper is None:
        raise CheckFailed("\n".join(tell(faults, {name: text})))
    return paper


def _at_odds(paper: PaperDefinition, stem: str, place: FaultPlace) -> Iterator[Fault]:
    """What no field tells by itself: the file's name, and names that no table has."""
    if paper.id != stem:
        yield place.fault(f"{paper.id!r} is not the name of its file, {stem!r}", "id")
    yield from _unknown("block", paper.blocks, BLOCKS, place, "blocks")
    yield from _unknown("check", paper.checks, CHECKS, place, "checks")
    dropped = [drop_of(drop)[0] for drop in paper.drops]
    yield from _unknown("block of this paper", dropped, paper.blocks, place, "drops")


def _unknown(
    what: str, names: Iterable[str], known: Collection[str], place: FaultPlace, field: str
) -> Iterator[Fault]:
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, list(known), n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
            yield place.fault(f"there is no {what} {name!r}. {hint}", field)
