"""The content files, as they ship and as the workspace has them: read, hashed and not parsed.

Every command asks whether they are still those that were loaded, so nothing here knows what stands
in them: that is ``content``'s.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from billtrail.data import FOLDER

#: Part of the hash: a change in how content is stored loads it anew.
_FORMAT = "7"

SHIPPED, WORKSPACE, OVERLAID = "shipped", "workspace", "overlaid"

#: File name -> text: ``goals.toml``, ``statistics.csv``, ``campaigns/tsra.toml``.
Files = Mapping[str, str]

#: What statutes say, and what changed them.
STATUTES = "statutes.toml"
#: What a survivor can ask for, by jurisdiction; and who read which row of it.
RELIEF, RELIEF_READERS = "law/relief.csv", "law/readers.toml"
#: What figures have to do with each other, and the rows themselves.
RELATIONS = "figures.toml"
FIGURES = ("statistics.csv", "program-counts.csv")
#: What staff wrote by commands: each has a module of its own that reads it.
CORRECTIONS, RELEASES, REPORTS = "corrections.toml", "released.toml", "reports.toml"
#: Who read the pages for survivors.
READERS = "readers.toml"
#: Which sections of the law are watched.
SECTIONS = "sections.toml"
#: Who prints the briefs, and who takes care of which campaign.
ORGANISATION = "organisation.toml"
#: Which campaigns shipped once; a workspace has no such file.
RETIRED = "retired.toml"
_SINGLE, _CAMPAIGNS = ("goals.toml", STATUTES, RELIEF, RELATIONS, *FIGURES), "campaigns/"


def content_hash(workspace_dir: Path | None) -> str:
    """A hash of all content files, read but not parsed: equal files, equal content."""
    return hash_of(shipped_files(), own_files(workspace_dir))


def hash_of(shipped: Files, own: Files) -> str:
    """The same of their texts."""
    digest = hashlib.sha256(_FORMAT.encode())
    for origin, files in ((SHIPPED, shipped), (WORKSPACE, own)):
        for name in sorted(files):
            for part in (origin, name, files[name]):
                digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()


def shipped_files() -> Files:
    """The content files that ship: name -> text. They are read once, as the program is."""
    return dict(_shipped_texts())


@cache
def _shipped_texts() -> Files:
    return dict(_read_files(FOLDER, (*_SINGLE, RETIRED)))


def own_files(folder: Path | None) -> dict[str, str]:
    """The workspace's content files: name -> text."""
    return dict(_read_files(folder)) if folder and folder.is_dir() else {}


def texts_of(name: str, workspace_dir: Path | None) -> list[str]:
    """The shipped and the workspace's text of one content file, those there are."""
    both = (shipped_files(), own_files(workspace_dir))
    return [files[name] for files in both if name in files]


def is_content(name: str) -> bool:
    """Whether a file of this name in a workspace is content."""
    return name in _SINGLE or (name.startswith(_CAMPAIGNS) and name.endswith(".toml"))


def clean(text: str) -> str:
    """Spreadsheet programs begin UTF-8 files with a mark; it is not part of the text."""
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").replace("\r\n", "\n")


def encoding_faults(own: Files) -> list[str]:
    """A line for each file with bytes that are no text: those are read as surrogates."""
    return [
        f"{name}: is not UTF-8 text; save it as UTF-8"
        for name, text in own.items()
        if not text.isascii() and re.search("[\udc80-\udcff]", text)
    ]


def _read_files(folder: Path, single: Iterable[str] = _SINGLE) -> Iterator[tuple[str, str]]:
    for name in single:
        file = folder / name
        if file.is_file():
            yield name, _read(file)
    campaigns = folder / "campaigns"
    for file in campaigns.iterdir() if campaigns.is_dir() else ():
        if file.name.endswith(".toml"):
            yield f"campaigns/{file.name}", _read(file)


def _read(file: Path) -> str:
    """The text; bytes that are none are kept as surrogates, see ``encoding_faults``."""
    return clean(file.read_bytes().decode("utf-8", "surrogateescape"))
