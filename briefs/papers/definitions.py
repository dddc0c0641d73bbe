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
from billtrail.files import read_toml
from billtrail.legislatures import nearest
from billtrail.records import Fault, FaultPlace, structure, tell

from .blocks import BLOCKS
from .checks import CHECKS
from .definition import PaperDefinition, drop_of

#: The folder of papers, in what ships and in a workspace.
PAPERS = "papers"


def load_papers(own: Path | None = None) -> Mapping[str, PaperDefinition]:
    """Every paper by id; a file of ``own``, a workspace's folder, changes the shipped paper of its
    name field by field, or adds one. Raises CheckFailed with every fault, its file and line."""
    files = _texts(own / PAPERS) if own else {}
    return {**_shipped(), **_read(files, _raw_shipped())} if files else _shipped()


def find_paper(papers: Mapping[str, PaperDefinition], id: str) -> PaperDefinition:
    """Raises ``UnknownKey`` with the nearest, or all there are."""
    if id not in papers:
        raise UnknownKey("paper", id, nearest(id, list(papers)) or list(papers))
    return papers[id]


@cache
def _raw_shipped() -> Mapping[str, Mapping[str, Any]]:
    return {path.stem: read_toml(text) for path, text in _texts(FOLDER / PAPERS).items()}


@cache
def _shipped() -> Mapping[str, PaperDefinition]:
    return _read(_texts(FOLDER / PAPERS), {})


def _texts(folder: Path) -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))}


def _read(
    files: Mapping[Path, str], below: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, PaperDefinition]:
    found, lines = dict[str, PaperDefinition](), list[str]()
    for path, text in files.items():
        name, faults = f"{PAPERS}/{path.name}", list[Fault]()
        try:
            raw = {**below.get(path.stem, {}), **read_toml(text)}
        except TOMLDecodeError as error:
            lines.append(f"{name}: {error}")
            continue
        paper = structure(raw, PaperDefinition, FaultPlace(name), faults)
        faults += _at_odds(paper, path.stem, FaultPlace(name)) if paper else ()
        lines += tell(faults, {name: text})
        if paper and not faults:
            found[paper.id] = paper
    if lines:
        raise CheckFailed("\n".join(lines))
    return found


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
