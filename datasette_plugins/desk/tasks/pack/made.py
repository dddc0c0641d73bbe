"""A pack that is being made or was made: how far it is, its files, its offices."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from billtrail.datasette_plugins.desk import Asked, Part
from billtrail.errors import UsageError
from billtrail.files import csv_table
from billtrail.snapshot import Snapshot
from billtrail.words import count_words
from billtrail.workspace import Workspace

from .jobs import Job, find_job, packs_folder

#: Part of the address -> the ending of its file, its words, its media type.
FILES: Mapping[str, tuple[str, str, str]] = {
    "zip": (".zip", "Everything (zip)", "application/zip"),
    "pages": ("print-pages", "All pages to print (PDF)", "application/pdf"),
    "sheets": (".pdf", "Visit sheets, for you alone (PDF)", "application/pdf"),
    "scripts": (".txt", "Visit sheets as text", "text/plain; charset=utf-8"),
    "table": (".csv", "Table of the offices", "text/csv; charset=utf-8"),
}
#: What a page does at its office, as the table of the offices has it.
_PAGES = {"ask": "the ask", "thank": "thanks", "neutral": "where it stands"}


@dataclass(frozen=True, slots=True)
class MadeOffice:
    """An office of the pack: its page's kind in words, and that page's id."""

    name: str
    seat: str
    page: str
    id: str


@dataclass(frozen=True, slots=True)
class MadePack:
    """``lines`` are what its maker should know."""

    job: Job
    files: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    offices: tuple[MadeOffice, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Of its pages; none of a pack from before its table had them."""
        return tuple(dict.fromkeys(office.id for office in self.offices if office.id))

    @property
    def counted(self) -> str:
        """``the ask (9), thanks (3)``."""
        found = Counter(office.page for office in self.offices)
        return ", ".join(f"{words} ({count})" for words, count in found.most_common() if words)


def read_made(snapshot: Snapshot, workspace: Workspace, name: str) -> MadePack:
    """Raises ``UsageError`` where there is no such pack."""
    folder, job = _folder(workspace, name), find_job(workspace, name)
    if job and job.running:
        return MadePack(job)
    files = tuple(
        (f"/-/desk/pack/{part}?pack={name}", words)
        for part, (_, words, _) in FILES.items() if _file_of(folder, part)
    )  # fmt: skip
    offices = tuple(_offices(_file_of(folder, "table")))
    return MadePack(job or Job(folder, 0), files, tuple(_lines(snapshot, job)), offices)


def _lines(snapshot: Snapshot, job: Job | None) -> Iterator[str]:
    """Pages that were refused, and what pages do not say."""
    made = job.made if job else None
    if made is None:
        return
    yield from (f"No page for {line}" for line in made.refused)
    figures = {figure.id: figure.sentence for figure in snapshot.figures()}
    for item, count in made.left_out:
        yield f"{_said(item.what, figures)}: {item.why} ({count_words(count, 'page')})."


def _said(what: str, figures: Mapping[str, str]) -> str:
    """A figure is named by its words, all else as the author is told it."""
    kind, _, id = what.partition(" ")
    if words := figures.get(id) if kind == "figure" else "":
        return f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"
    return f"{what[:1].upper()}{what[1:]}"


def _offices(table: Path | None) -> Iterator[MadeOffice]:
    if table is None:
        return
    for row in csv_table(table.read_text(encoding="utf-8-sig"), table.name)[1]:
        kind = row.get("page", "")
        yield MadeOffice(
            row.get("name", ""), row.get("seat", ""), _PAGES.get(kind, kind), row.get("page id", "")
        )


def _folder(workspace: Workspace, name: str) -> Path:
    """Raises ``UsageError`` where there is no such pack; a name never leads elsewhere."""
    folder = packs_folder(workspace) / name
    if not re.fullmatch(r"[\w-][\w.-]*", name) or not folder.is_dir():
        raise UsageError("There is no such pack. Make it again.")
    return folder


def packs_before(workspace: Workspace) -> Iterator[str]:
    """The packs that are there, newest first."""
    parent = packs_folder(workspace)
    if parent.is_dir():
        found = [folder for folder in parent.iterdir() if any(folder.glob("*.zip"))]
        yield from (f.name for f in sorted(found, key=lambda f: -f.stat().st_mtime)[:10])


def addressees(workspace: Workspace) -> dict[str, str]:
    """Page id -> its office, of the packs that are there. What was printed is kept without whom it
    was for; these tables are the office's own."""
    tables = (_file_of(packs_folder(workspace) / name, "table") for name in packs_before(workspace))
    found = (office for table in tables for office in _offices(table))
    return {one.id: f"{one.name}, {one.seat}" for one in found if one.id}


def _file_of(folder: Path, part: str) -> Path | None:
    ending = {"pages": "*_print-pages_*.pdf", "sheets": "*_visit-sheets_*.pdf",
              "scripts": "*_visit-sheets_*.txt"}.get(part, f"*{FILES[part][0]}")  # fmt: skip
    return next(iter(sorted(folder.glob(ending))), None)


def file_of(part: str) -> Callable[[Snapshot, Workspace, Asked], Part]:
    """What answers with a file of a pack."""

    def answer(_: Snapshot, workspace: Workspace, asked: Asked) -> Part:
        path = _file_of(_folder(workspace, asked.get("pack")), part)
        if path is None:
            raise UsageError("This pack has no such file.")
        return Part(path.read_bytes(), FILES[part][2], path.name)

    return answer
