"""The main path: documents -> parse -> classify -> merge and save, one run at a time.

Live crawl, bulk import and re-parse share ``ingest``. A document that cannot be used is
quarantined with one line saying why; the rest goes on.
"""

import hashlib
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from billtrail import archive
from billtrail.archive import Member
from billtrail.errors import ArchiveError, ImplausibleDocument, ParseError, SourceError
from billtrail.models import Action, Bill, Committee, Document, Hearing, Person, Source
from billtrail.store import Writer

#: Documents per transaction: a crash loses at most these, and never half a bill.
BATCH = 200


@dataclass(slots=True)
class Report:
    """What a run did: counts by outcome, and one line for each document left out."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    unknown_actions: int = 0

    @property
    def bills(self) -> int:
        return sum(self.counts[name] for name in ("new", "changed", "unchanged", "older"))

    def problem(self, line: str) -> None:
        self.counts["quarantined"] += 1
        self.problems.append(line)

    def lines(self) -> Iterator[str]:
        """What to print at the end of a run."""
        names = ("new", "changed", "unchanged", "older", "known", "quarantined", "unrecognised")
        counted = [f"{self.counts[name]:,} {name}" for name in names if self.counts[name]]
        yield f"{self.bills + self.counts['known']:,} bill documents: " + (
            ", ".join(counted) or "nothing to read"
        )
        if self.counts["people"] or self.counts["committees"]:
            yield f"{self.counts['people']:,} people, {self.counts['committees']:,} committees"
        if self.unknown_actions:
            yield f"{self.unknown_actions:,} actions of no known class (kept and shown)"


def import_paths(
    writer: Writer,
    paths: Iterable[Path],
    sources: Mapping[str, Source],
    *,
    archive_root: Path | None = None,
    force: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Import files, folders and archives; ``force`` parses even what is known (reparse)."""
    report = Report()
    for path in paths:
        documents = _documents_at(path, sources, writer.now, report)
        _ingest_all(writer, documents, report, archive_root, force, progress)
    for name in report.sources:
        writer.note_health(name, items=report.bills, problem=None)
    return report


def reparse(
    writer: Writer,
    sources: Mapping[str, Source],
    archive_root: Path,
    *,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Parse every kept document again; what differs is a correction, not news."""
    report = Report()
    paths = [archive_root] if archive_root.is_dir() else []
    rows = writer.connection.execute(
        "SELECT DISTINCT location FROM documents WHERE location IS NOT NULL ORDER BY location"
    ).fetchall()
    for (location,) in rows:
        if not Path(location).is_absolute():
            continue
        if Path(location).exists():
            paths.append(Path(location))
        else:
            report.problem(f"{location}: the file is gone, so it cannot be parsed again")
    with writer.correcting():
        for path in paths:
            documents = _documents_at(path, sources, writer.now, report)
            _ingest_all(writer, documents, report, None, True, progress)
    return report


@dataclass(frozen=True, slots=True)
class Found:
    """A document, its source, its look-up and where it lies.

    ``location`` is the file or archive it can be read from again; ``None`` for bytes that are
    to be kept in the workspace's archive.
    """

    source: Source
    document: Document
    reference: Any = None
    location: str | None = None
    member: str | None = None


def _ingest_all(
    writer: Writer,
    documents: Iterator[Found],
    report: Report,
    archive_root: Path | None,
    force: bool,
    progress: Callable[[int], None] | None,
) -> None:
    while True:
        with writer.transaction():
            done = 0
            for found in documents:
                ingest(writer, found, report, archive_root=archive_root, force=force)
                done += 1
                if done == BATCH:
                    break
        if progress:
            progress(done)
        if done < BATCH:
            return


def ingest(
    writer: Writer,
    found: Found,
    report: Report,
    *,
    archive_root: Path | None = None,
    force: bool = False,
) -> None:
    """Parse, classify and save one document, or quarantine it."""
    source, document = found.source, found.document
    report.sources.add(source.name)
    if not force and writer.knows_document(document, source.parser_version):
        report.counts["known"] += 1
        return
    try:
        records = list(source.parse(document, found.reference))
        with writer.transaction():
            _save_records(writer, found, records, report, archive_root)
    except (ParseError, ImplausibleDocument) as error:
        data = b"\n".join(document.parts.values())
        writer.quarantine(source.name, document.url, data, str(error))
        report.problem(f"{document.url}: {error}")


def _save_records(
    writer: Writer,
    found: Found,
    records: list[Any],
    report: Report,
    archive_root: Path | None,
) -> None:
    source, document, location = found.source, found.document, found.location
    if archive_root and location is None:
        location = archive.keep(archive_root, document).relative_to(archive_root).as_posix()
    row = writer.save_document(document, source.parser_version, location, found.member)
    for record in records:
        save = _SAVES.get(type(record))
        if save:
            save(writer, source, record, row, report)


def _save_bill(writer: Writer, source: Source, bill: Bill, row: int, report: Report) -> None:
    classified = classify_bill(source, bill)
    report.unknown_actions += sum(not a.classification for a in classified.actions or ())
    report.counts[writer.save_bill(classified, source.name, row).outcome] += 1


def classify_bill(source: Source, bill: Bill) -> Bill:
    """The bill with each action's classes by its source's rules; given classes are kept."""
    if not bill.actions:
        return bill
    return replace(bill, actions=tuple(_classified(source, bill, a) for a in bill.actions))


def _classified(source: Source, bill: Bill, action: Action) -> Action:
    if action.classification:
        return action
    return replace(action, classification=source.classify(action, bill))


def _save_person(writer: Writer, source: Source, person: Person, _: int, report: Report) -> None:
    writer.save_person(person, source.name)
    report.counts["people"] += 1


def _save_committee(
    writer: Writer, source: Source, committee: Committee, _: int, report: Report
) -> None:
    writer.save_committee(committee, source.name)
    report.counts["committees"] += 1


def _save_hearing(writer: Writer, source: Source, hearing: Hearing, _: int, report: Report) -> None:
    writer.save_hearing(hearing, source.name)
    report.counts["hearings"] += 1


_SAVES: Mapping[type, Callable[..., None]] = {
    Bill: _save_bill,
    Person: _save_person,
    Committee: _save_committee,
    Hearing: _save_hearing,
}


# -- from files to documents -------------------------------------------------------------------


def _documents_at(
    path: Path, sources: Mapping[str, Source], now: str, report: Report
) -> Iterator[Found]:
    """The documents at a path. Sources whose tables must be joined read a whole folder."""
    table_sources = [source for source in sources.values() if source.documents]
    try:
        with archive.listing(path) as listed:
            for folder, group in groupby(listed, key=_folder_of):
                members = _readable(group, report)
                yield from _folder_documents(
                    folder, members, path, sources, table_sources, now, report
                )
    except ArchiveError as error:
        report.problem(str(error))


def _folder_of(member: Member | ArchiveError) -> str:
    return member.folder if isinstance(member, Member) else ""


def _readable(group: Iterable[Member | ArchiveError], report: Report) -> Iterator[Member]:
    for member in group:
        if isinstance(member, ArchiveError):
            report.problem(str(member))
        else:
            yield member


def _folder_documents(
    folder: str,
    members: Iterator[Member],
    path: Path,
    sources: Mapping[str, Source],
    table_sources: list[Source],
    now: str,
    report: Report,
) -> Iterator[Found]:
    for member in members:
        source, kind = _recognise(member, sources)
        if source is None:
            report.counts["unrecognised"] += 1
        elif source in table_sources:
            rest = _same_source(member, members, source, sources, report)
            yield from _joined(source, rest, path, folder, now, report)
        else:
            yield from _single(source, kind, member, now, report)


def _same_source(
    first: Member,
    rest: Iterator[Member],
    source: Source,
    sources: Mapping[str, Source],
    report: Report,
) -> Iterator[Member]:
    yield first
    for member in rest:
        if _recognise(member, sources)[0] is source or member.base.endswith(".lob"):
            yield member
        else:
            report.counts["unrecognised"] += 1


def _recognise(member: Member, sources: Mapping[str, Source]) -> tuple[Source | None, str]:
    for source in sources.values():
        for kind, pattern in source.kinds.items():
            if re.search(pattern, member.name):
                return source, kind
    return None, ""


def _single(source: Source, kind: str, member: Member, now: str, report: Report) -> Iterator[Found]:
    try:
        data = member.read()
    except ArchiveError as error:
        report.problem(str(error))
        return
    document = document_of(source, kind, member.base, member.base, data, now)
    location = None if member.loose else member.location
    yield Found(source, document, None, location, member.name)  # fmt: skip


def document_of(source: Source, kind: str, url: str, name: str, data: bytes, now: str) -> Document:
    """A document of one part."""
    digest = hashlib.sha256(data).hexdigest()
    return Document(source.name, kind, url, {name: data}, now, None, digest)


def _joined(
    source: Source, members: Iterator[Member], path: Path, folder: str, now: str, report: Report
) -> Iterator[Found]:
    """Documents of a source whose tables are joined per bill, staged on disk."""
    assert source.documents is not None
    with tempfile.TemporaryDirectory(prefix="billtrail-") as directory:
        try:
            staged = source.documents(((m.name, m.open()) for m in members), Path(directory))
        except SourceError as error:
            report.problem(f"{path.name}: {error}")
            return
        for problem in staged.problems:
            report.problem(f"{path.name}: {problem}")
        reference = staged.reference()
        for document in staged.documents(now):
            yield Found(source, document, reference, str(path.resolve()), folder)
