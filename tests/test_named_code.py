"""What documents and docstrings name of the code exists: a move or a new name reaches them too."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
#: Folder -> the package it is installed as.
HOUSE = {"src/billtrail": "billtrail", "scrapers": "billtrail.scrapers",
         "briefs": "billtrail.briefs",
         "datasette_plugins": "billtrail.datasette_plugins", "data": "billtrail.data"}  # fmt: skip
CODE = sorted(path for top in HOUSE for path in (ROOT / top).rglob("*.py"))
#: CHANGELOG tells of the past, and may name what was.
PAGES = [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
         *sorted((ROOT / "docs").rglob("*.md"))]  # fmt: skip
#: Beside the code, what may have a name with an underscore: data, templates, tables, tests.
OTHERS = [path for top in (*HOUSE, "tests", "bench", "docs", "pyproject.toml", "Makefile")
          for path in (ROOT / top, *(ROOT / top).rglob("*"))
          if path.suffix in (".toml", ".yaml", ".po", ".html", ".typ", ".csv", ".py")]  # fmt: skip

#: ``counts.db`` is a file, though there is a room ``counts``.
ENDINGS = {"css", "csv", "db", "docx", "html", "j2", "json", "jsonl", "log", "md", "toml", "typ",
           "yaml"}  # fmt: skip

_QUOTED = re.compile(r"(?<!`)(`{1,2})([\w./]+)\1(?!`)")


#: By its look: to take every module apart token by token takes ten seconds.
_COMMENT = re.compile(r"(?:^ *|  )#.*", re.MULTILINE)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@cache
def prose_and_code(file: Path) -> tuple[str, frozenset[str]]:
    """Docstrings and comments of a module, and every word of the rest."""
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines()
    said = _COMMENT.findall(text)
    for node in filter(_is_docstring, ast.walk(ast.parse(text))):
        where = slice(node.lineno - 1, node.end_lineno)
        said += lines[where]
        lines[where] = [""] * len(lines[where])
    rest = _COMMENT.sub("", "\n".join(lines))
    return "\n".join(said), frozenset(re.findall(r"\w+", rest))


@cache
def words_of_the_code() -> frozenset[str]:
    files = {word for path in CODE for word in (path.stem, path.parent.name)}
    return frozenset(files).union(*(prose_and_code(file)[1] for file in CODE))


@cache
def words_of_all() -> frozenset[str]:
    texts = (path.read_text(encoding="utf-8") for path in OTHERS if path.is_file())
    return words_of_the_code().union(*(re.findall(r"\w+", text) for text in texts))


@cache
def modules() -> dict[str, list[tuple[Path, str]]]:
    """Last part of a name -> the modules and rooms that are called so: file, dotted name."""
    found: dict[str, list[tuple[Path, str]]] = {}
    for top, package in HOUSE.items():
        for path in (ROOT / top).rglob("*.py"):
            parts = path.relative_to(ROOT / top).with_suffix("").parts
            name = ".".join((package, *parts)).removesuffix(".__init__")
            found.setdefault(name.rpartition(".")[2], []).append((path, name))
    return found


def named(text: str) -> Iterator[str]:
    return (match.group(2) for match in _QUOTED.finditer(text))


def has(path: Path, name: str, word: str) -> bool:
    """Whether a module or room has ``word``: defined or imported there, or a module of it."""
    is_inside = any(f"{name}.{word}" == one for _, one in modules().get(word, ()))
    faces = (path, path.with_suffix(".pyi"))
    texts = (face.read_text(encoding="utf-8") for face in faces if face.is_file())
    return is_inside or any(re.search(rf"\b{word}\b", text) for text in texts)


def stands(dotted: str) -> bool:
    """``rows.CHILD_TABLES``, ``billtrail.bills.stages.fold``: of one of the modules called so."""
    *rooms, head, word = dotted.split(".")
    before = ".".join((*rooms, head))
    homes = [one for one in modules()[head] if f".{one[1]}".endswith(f".{before}")]
    return any(has(*home, word) for home in homes)


def is_missing(name: str, known: frozenset[str]) -> bool:
    """Whether a name in backticks is one of ours and stands for nothing: a file, a part of a
    module, a class, or a word with an underscore."""
    parts = name.split(".")
    if name.endswith(".py"):
        return not any(f"/{one.relative_to(ROOT)}".endswith(f"/{name}") for one in OTHERS)
    if "/" in name or parts[-1] in ENDINGS:
        return False
    if len(parts) > 1 and parts[-2] in modules():
        return not stands(name)
    is_word = re.fullmatch(r"[a-z]+(_[a-z]+)+|([A-Z][a-z]+){2,}", name)
    return bool(is_word and name not in known) or (parts[0] == "billtrail" and len(parts) > 2)


def missing(text: str, known: frozenset[str]) -> list[str]:
    return [name for name in named(text) if is_missing(name, known)]


def test_docstrings_name_what_exists():
    """Of all modules in one test: a test a module takes longer than what it looks at."""
    known = words_of_the_code()
    found = {file: missing(prose_and_code(file)[0], known) for file in CODE}
    assert {str(file): words for file, words in found.items() if words} == {}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_documents_name_what_exists(page):
    assert missing(page.read_text(encoding="utf-8"), words_of_all()) == []
