"""The rooms of the code: what one room takes of another is in its face, and none is overfull."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import resolve_name
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
#: Folder -> the package it is installed as.
FLOORS = {"src/billtrail": "billtrail", "scrapers": "billtrail.scrapers",
          "briefs": "billtrail.briefs",
          "datasette_plugins": "billtrail.datasette_plugins"}  # fmt: skip
#: More modules than these in one folder cannot be seen at a glance.
MOST_MODULES = 20


def rooms() -> dict[str, Path]:
    """Package -> folder."""
    return {
        ".".join((package, *folder.relative_to(ROOT / top).parts)): folder
        for top, package in FLOORS.items()
        for folder in (ROOT / top, *(ROOT / top).rglob("*"))
        if (folder / "__init__.py").is_file()
    }


ROOMS = rooms()
MODULES = [(room, file) for room, folder in ROOMS.items() for file in sorted(folder.glob("*.py"))]


@cache
def imports(file: Path) -> tuple[ast.ImportFrom, ...]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return tuple(n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module)


def face(room: str) -> set[str]:
    stub = ROOMS[room] / "__init__.pyi"
    if not stub.is_file():
        return set()
    tree = ast.parse(stub.read_text(encoding="utf-8"))
    return {
        alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }


def is_face(room: str, node: ast.ImportFrom) -> bool:
    """Whether a module of ``room`` may import so: by a face, or inside what it lies in."""
    other, _, _ = (node.module or "").rpartition(".")
    if node.level or other not in ROOMS or node.module in ROOMS or other == "billtrail":
        return True
    return f"{room}.".startswith(f"{other}.")


# One test looks at all modules, here and below: a test a module takes longer than what it looks at.
def test_across_rooms_only_faces_are_imported():
    assert imported_otherwise(is_face) == []


def imported_otherwise(allowed: Callable[[str, ast.ImportFrom], bool]) -> list[str]:
    return [
        f"{room}.{file.stem}: {node.module}"
        for room, file in MODULES
        for node in imports(file)
        if not allowed(room, node)
    ]


def lies_in(room: str) -> set[str]:
    """What can be imported of a room: its face, and what lies in its folder."""
    return face(room) | {path.stem for path in ROOMS[room].iterdir()}


#: By its text: to parse every test takes seconds.
_IMPORT = re.compile(r"^ *from (billtrail\.[\w.]+) import (?:\(([^)]*)\)|(.*))", re.MULTILINE)


def asked_of_rooms(file: Path) -> Iterator[tuple[str, str]]:
    """Package and name of what a file imports by a whole address."""
    for package, many, few in _IMPORT.findall(file.read_text(encoding="utf-8")):
        names = re.sub(r"#.*| as \w+", "", many or few)
        yield from ((package, name) for name in re.findall(r"\w+", names))


def test_what_is_imported_of_a_room_is_in_its_face():
    """The tests and the measurements too: a name that left a face fails here, and not first where
    it is used."""
    faces = {room: lies_in(room) for room in ROOMS if face(room)}
    others = [file for top in ("tests", "bench") for file in (ROOT / top).rglob("*.py")]
    missing = [
        f"{file.name}: {room} has no {name}"
        for file in (*(file for _, file in MODULES), *others)
        for room, name in asked_of_rooms(file)
        if room in faces and name not in faces[room]
    ]
    assert missing == []


def is_relative(room: str, node: ast.ImportFrom) -> bool:
    """Whether what a module imports of its own room is named from there."""
    if node.level or room == "billtrail" or node.module in ROOMS:
        return True
    return (node.module or "").rpartition(".")[0] != room


def test_inside_a_room_imports_are_relative():
    assert imported_otherwise(is_relative) == []


@pytest.mark.parametrize("room", [room for room in ROOMS if face(room)])
def test_a_face_has_what_it_promises(room):
    module = __import__(room, fromlist=["__all__"])
    assert set(module.__all__) == face(room)
    for name in module.__all__:
        assert getattr(module, name) is not None
    assert module.__doc__


def test_every_room_can_be_seen_at_a_glance():
    folders = [*ROOMS.values(), *(ROOT / "bench").rglob("")]
    modules = {folder: {file.stem for file in folder.glob("*.py")} for folder in folders}
    assert [f.name for f in folders if len(modules[f] - {"__init__"}) > MOST_MODULES] == []


def layers() -> list[set[str]]:
    """The floors of pyproject.toml, the lowest first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract, *_ = settings["tool"]["importlinter"]["contracts"]  # the others are inside rooms
    return [set(re.findall(r"[\w.]+", layer)) for layer in reversed(contract["layers"])]


def floor_plan() -> list[set[str]]:
    """The picture of docs/architecture.md: a number begins a floor, a column is a folder's."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    head, *lines = text[text.index("    floor ") : text.index("\nThe ground:")].splitlines()
    columns = {head.index(f" {folder}") + 1: package for folder, package in FLOORS.items()}
    plan: list[set[str]] = []
    for line in lines:
        for word in re.finditer(r"\S+", line):
            if word.group().isdigit():
                plan.append(set())
            else:
                column = max(start for start in columns if start <= word.start())
                plan[-1].add(f"{columns[column]}.{word.group()}")
    return plan[::-1]


def test_the_floor_plan_of_the_documents_is_that_of_the_code():
    assert floor_plan() == layers()


def imported_by(room: str) -> set[str]:
    """Every room that its modules name in an import, those within functions too."""
    found = set()
    for file in ROOMS[room].glob("*.py"):
        for node in imports(file):
            module = resolve_name("." * node.level + (node.module or ""), room)
            parts = module.split(".")
            found |= {".".join(parts[:n]) for n in range(2, len(parts) + 1)}
    return found


def said_only(room: str) -> set[str]:
    """The rooms that a room's docstring names as imported, and that it does not import."""
    text = ast.get_docstring(ast.parse((ROOMS[room] / "__init__.py").read_text("utf-8"))) or ""
    _, _, said = text.partition("Imports ")
    named = set(re.findall(r"``([a-z_.]+)``", said.split(";")[0]))
    found = {name.removeprefix("billtrail.") for name in imported_by(room)}
    return named - found - {name.removeprefix("datasette_plugins.") for name in found}


def test_rooms_import_what_their_docstrings_say():
    assert {room: said for room in ROOMS if (said := said_only(room))} == {}


def test_every_room_is_packaged():
    """One that is not listed works in a checkout, and is missing where Billtrail is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(ROOMS) - set(project["tool"]["setuptools"]["packages"]) == set()
