"""Counts how an imported file moves through the house: ``python docs/crossings.py [FILE]``.

One BILLSTATUS file is imported into a fresh workspace, by one process, and each call from one of
our modules to another is noted, from ``import_paths`` on. Three numbers come of it:

- rooms: how many rooms were entered;
- moves: how many pairs (room that calls, room that is called) there were, each counted once, in the
  order in which they came first;
- climbs back: how many of these moves go to a higher floor than the move before went to.

A room is what import-linter's layers name in pyproject.toml, packages, and its floor is its layer.
Where there are no layers, all modules lie flat: then a floor is how far a module is from one that
imports nothing of ours, counted along the longest chain of imports; the floors entered count as
rooms, and moves are between modules. Run it with the Python of the checkout to be looked at:

    cd CHECKOUT && .venv/bin/python -P /elsewhere/docs/crossings.py --root CHECKOUT
"""

import argparse
import ast
import contextlib
import io
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec, resolve_name
from itertools import pairwise
from pathlib import Path
from pkgutil import iter_modules
from types import FrameType
from typing import Any

HERE = Path(__file__).resolve().parents[1]
NAME = "billtrail"
ENTRY = "import_paths"
_FILE = "shared/real/federal/billstatus/116/hconres/BILLSTATUS-116hconres1.xml"

Move = tuple[str, str]


@dataclass(frozen=True, slots=True)
class House:
    """``floors`` of rooms, the lowest 0; in a flat house every module is a room."""

    floors: Mapping[str, int]
    flat: bool

    def room(self, module: str) -> str:
        """The longest name of a room that the module's begins with, else the module itself."""
        parts = module.split(".")
        names = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
        return next((name for name in names if name in self.floors), module)


# -- the house -------------------------------------------------------------------------------------


def look_at(root: Path) -> House:
    """By import-linter's layers where there are any, else by the imports."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"].get("importlinter", {}).get("contracts", ())
    for contract in contracts:
        if contract["type"] == "layers":
            return House(_layers(contract), flat=False)
    return House(_depths(settings["tool"]["setuptools"]["packages"]), flat=True)


def _layers(contract: Mapping[str, Any]) -> dict[str, int]:
    """``layers`` begin with the highest; rooms of one floor stand between bars or colons."""
    inside = [f"{name}." for name in contract.get("containers", ())] or [""]
    return {
        before + room: floor
        for floor, layer in enumerate(reversed(contract["layers"]))
        for room in re.findall(r"[\w.]+", layer)
        for before in inside
    }


def _depths(packages: Iterable[str]) -> dict[str, int]:
    modules = {*packages, *_modules(packages)} - {NAME}
    graph = {name: _imports(name, modules) for name in modules}

    @cache
    def depth(name: str) -> int:
        return 1 + max(map(depth, graph[name]), default=-1)

    return {name: depth(name) for name in modules}


def _modules(packages: Iterable[str]) -> Iterator[str]:
    for package in packages:
        path = import_module(package).__path__
        yield from (found.name for found in iter_modules(path, f"{package}."))


def _imports(name: str, modules: set[str]) -> set[str]:
    """Modules of ours that it imports when it is loaded; imports within functions load later."""
    found = set()
    spec = find_spec(name)
    assert spec and spec.origin
    package = name if spec.submodule_search_locations else name.rpartition(".")[0]
    for node in _loaded(ast.parse(Path(spec.origin).read_bytes())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            before = resolve_name("." * node.level + (node.module or ""), package)
            names = {f"{before}.{alias.name}" for alias in node.names}
            found |= names & modules or {before}
    return (found & modules) - {name}


def _loaded(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        is_typing = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        if not is_typing and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from _loaded(child)


# -- the file's way --------------------------------------------------------------------------------


def follow(file: Path) -> list[Move]:
    """Calls from module to module while the file is imported, each pair once, in their order."""
    moves: dict[Move, None] = {}
    entered = False

    def note(frame: FrameType, event: str, _: Any) -> None:
        nonlocal entered
        name = frame.f_globals.get("__name__", "")
        if not name.startswith(f"{NAME}.") or event not in ("call", "return"):
            return
        if frame.f_code.co_name == ENTRY:
            entered = event == "call"
        if event == "call" and entered and (caller := _caller(frame)) != name:
            moves[(caller, name)] = None

    with tempfile.TemporaryDirectory() as folder, _silence():
        _run("--workspace", folder, "show", "us-119-hr4323")  # fills it
        sys.setprofile(note)
        try:
            _run("--workspace", folder, "import", "--workers", "1", str(file))
        finally:
            sys.setprofile(None)
    return list(moves)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


def _caller(frame: FrameType) -> str:
    """The nearest of ours: what is called through a library is called by who called that."""
    before = frame.f_back
    while before is not None:
        name = str(before.f_globals.get("__name__", ""))
        if name.startswith(f"{NAME}."):
            return name
        before = before.f_back
    return NAME


def _run(*arguments: str) -> None:
    from billtrail.cli import main

    with contextlib.suppress(SystemExit):
        main(arguments, prog_name=NAME)


# -- the numbers -----------------------------------------------------------------------------------


def between_rooms(house: House, moves: list[Move]) -> list[Move]:
    pairs = ((house.room(caller), house.room(called)) for caller, called in moves)
    return list(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?", type=Path, default=HERE.parent / _FILE)
    parser.add_argument("--root", type=Path, default=HERE, help="The checkout of this Python.")
    chosen = parser.parse_args()
    house = look_at(chosen.root)
    moves = between_rooms(house, follow(chosen.file))
    if not moves:
        raise SystemExit(f"Nothing was imported from {chosen.file}, or not by {ENTRY}.")
    floors = [house.floors.get(called, 0) for _, called in moves]
    for (caller, called), floor in zip(moves, floors, strict=True):
        print(f"{floor:>3}  {caller} -> {called}")
    rooms = set(floors) if house.flat else {called for _, called in moves}
    climbs = sum(above > below for below, above in pairwise(floors))
    kind = "floors of a flat house" if house.flat else "rooms"
    print(f"{len(rooms)} {kind}, {len(moves)} moves, {climbs} climbs back")


if __name__ == "__main__":
    main()
