"""The main path: files -> documents -> prepared records -> merge and save, one run at a time.

Live crawl, bulk import and re-parse share ``take``. A document that cannot be used is quarantined
with one line saying why; the rest goes on. Preparing may be done by several processes; writing is
done by one, and the rows are the same whichever prepared them.
"""

import copy
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack, nullcontext
from operator import attrgetter
from pathlib import Path
from typing import Any

from billtrail.bills import Source
from billtrail.bills.models import (
    Agenda,
    Analysis,
    BillHearings,
    Committee,
    Document,
    FloorList,
    Hearing,
    PartLeftOut,
    Person,
    RollCall,
    VersionText,
)
from billtrail.errors import ImplausibleDocument
from billtrail.legislatures import KEY, full_name
from billtrail.store import (
    NOTHING,
    Known,
    ListedMembers,
    ReadArchive,
    RosterStore,
    Writer,
    count_unknown_voters,
    save_roll_call,
)

from . import archive
from .missing import Told
from .pool import Pool, collecting_seldom
from .prepared import Prepared, PreparedBill, Task, prepare_document, read_again
from .recognition import find
from .report import IN_DOUBT, ImportReport

Progress = Callable[[int], None]


def import_paths(
    writer: Writer,
    paths: Iterable[Path],
    sources: Mapping[str, Source],
    *,
    archive_root: Path | None = None,
    force: bool = False,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import files, folders and archives of ``sources``, and of no others.

    ``force`` parses even what is known (reparse). ``workers`` is the number of processes that
    prepare documents (default: one per core, and none for a small import); an ``executor`` of
    one's own (``concurrent.futures``, Dask) is used instead where one is given.
    """
    report, look_ups = ImportReport(), writer.documents.read_look_ups()
    kept = [source for source in sources.values() if source.roster != "files"]
    known = NOTHING if force else writer.documents.known(kept)
    task = Task(writer.today, writer.now, archive_root, known)
    parsers = " ".join(f"{name}:{source.parser_version}" for name, source in sources.items())
    read: list[ReadArchive] = []
    heard: set[str] = set()
    with collecting_seldom(), ExitStack() as stack:
        pool = Pool(stack, os.cpu_count() or 1 if workers is None else workers, executor)
        for path in paths:
            digest = archive.hash_of(path)
            if digest and not force and (same := writer.documents.archive_read(digest, parsers)):
                _count_known(same, report, progress)
                continue
            troubles, taken, told = len(report.problems), Counter[str](), Told()
            found = find(path, sources, writer.now, report.problem, look_ups)
            for batch in pool.prepared(found, task):
                _write(writer, batch, sources, report, archive_root)
                taken.update(map(_source_of, batch))
                told.note(batch)
                heard.update(_source_of(prepared) for prepared in batch if not prepared.known)
                if progress:
                    progress(len(batch))
            report.notes += told.missing_lines(writer.connection)
            for problem in _save_rosters(writer, sources, report):
                report.problem(problem)
            if digest and len(report.problems) == troubles:
                read.append(ReadArchive(digest, tuple(taken), taken.total()))
    writer.documents.save_look_ups(look_ups)
    writer.documents.save_archives(read, parsers, heard)
    for name in sorted(report.sources):  # a set's own order is another in each run
        writer.runs.note_health(name, items=report.bills, problem=None)
    return report


_source_of = attrgetter("document.source")


def _count_known(read: ReadArchive, report: ImportReport, progress: Progress | None) -> None:
    """An archive of these very bytes was read to its end: it is not unpacked again."""
    report.sources.update(read.sources)
    report.counts["known"] += read.documents
    if progress:
        progress(read.documents)


def _write(
    writer: Writer,
    batch: list[Prepared],
    sources: Mapping[str, Source],
    report: ImportReport,
    archive_root: Path | None,
) -> None:
    try:
        trial = copy.deepcopy(report)
        with writer.transaction():
            for prepared in batch:
                take(writer, sources[prepared.document.source], prepared, trial, archive_root)
        report.become(trial)
    except _UNWRITABLE:  # one of them: each is written for itself
        for prepared in batch:
            _write_one(writer, prepared, sources, report, archive_root)


#: What a value that no column takes makes of writing it; a full disk is none of them.
_UNWRITABLE = (sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.IntegrityError,
              sqlite3.DataError, ArithmeticError, LookupError, TypeError, ValueError)  # fmt: skip


def _write_one(
    writer: Writer,
    prepared: Prepared,
    sources: Mapping[str, Source],
    report: ImportReport,
    archive_root: Path | None,
) -> None:
    """One document whole, or in quarantine where a value in it fits no column."""
    source, trial = sources[prepared.document.source], copy.deepcopy(report)
    try:
        with writer.transaction():
            take(writer, source, prepared, trial, archive_root)
        report.become(trial)
    except _UNWRITABLE as error:
        problem = f"a value in it is not what was promised ({type(error).__name__}: {error})"
        bad = prepared._replace(bills=(), records=(), problem=problem,
                                data=read_again(prepared, archive_root))  # fmt: skip
        with writer.transaction():
            take(writer, source, bad, report, archive_root)


def reparse(
    writer: Writer,
    sources: Mapping[str, Source],
    archive_root: Path,
    *,
    progress: Progress | None = None,
) -> ImportReport:
    """Parse every kept document again; what differs is a correction, not news."""
    bulk = [Path(location) for location in writer.documents.bulk_locations()]
    gone = [path for path in bulk if not path.exists()]
    paths = [path for path in (archive_root, *bulk) if path.exists()]
    with writer.correcting():
        report = import_paths(writer, paths, sources, force=True, progress=progress)
    for path in gone:
        report.problem(f"{path}: the file is gone, so it cannot be parsed again")
    return report


def ingest(
    writer: Writer,
    source: Source,
    document: Document,
    report: ImportReport,
    *,
    reference: Any = None,
    archive_root: Path | None = None,
) -> None:
    """Take in one document at hand: an answer of a crawl, or a line of the seed."""
    read = writer.documents.knows(document, source.parser_version)
    read = read and (not source.texts or writer.prints.is_here(source.name, document.url))
    known = Known(frozenset((document.sha256,))) if read else NOTHING
    task = Task(writer.today, writer.now, archive_root, known)
    take(writer, source, prepare_document(source, document, reference, task), report, archive_root)


def take(
    writer: Writer,
    source: Source,
    prepared: Prepared,
    report: ImportReport,
    archive_root: Path | None = None,
) -> None:
    """Write a prepared document, or quarantine it."""
    report.sources.add(source.name)
    if prepared.known:
        report.counts["known"] += 1
        _confirm(writer, prepared.document)
        return
    problem, data = prepared.problem, prepared.data or b""
    if problem is None:
        try:
            with _NOTHING if prepared.bills else writer.transaction():
                _save_records(writer, source, prepared, report)
            return
        except ImplausibleDocument as error:
            problem, data = str(error), read_again(prepared, archive_root)
    document = prepared.document
    writer.documents.quarantine(document, prepared.size, data, problem)
    report.problem(problem if document.url in problem else f"{document.url}: {problem}")


def _confirm(writer: Writer, document: Document) -> None:
    """A known document of a joined archive is named for its bill, and dated by its archive."""
    bill = document.url.rpartition("/")[2]
    if document.data_as_of and KEY.fullmatch(bill):
        writer.documents.confirm(document, bill)


_NOTHING: AbstractContextManager[None] = nullcontext()


def _save_records(writer: Writer, source: Source, prepared: Prepared, report: ImportReport) -> None:
    row = writer.documents.save(
        prepared.document, source.parser_version, prepared.size, prepared.location,
        prepared.member,
    )  # fmt: skip
    report.unknown_actions += prepared.unknown_actions
    if prepared.distrusted:
        writer.documents.distrust(source.name, prepared.distrusted)
        report.distrusted += prepared.distrusted
    for bill in prepared.bills:
        outcome = _save_bill(writer, source, bill, row)
        report.counts[outcome] += 1
        if outcome == IN_DOUBT or bill.key in writer.doubts.raised:
            report.doubted[bill.key] = None
        else:
            report.doubted.pop(bill.key, None)
    for record in prepared.records:
        if save := _SAVES.get(type(record)):
            save(writer, source, record, report)
    if source.roster == "document":
        for problem in _save_rosters(writer, {source.name: source}, report):
            raise ImplausibleDocument(problem)


def _save_rosters(writer: Writer, sources: Mapping[str, Source], report: ImportReport) -> list[str]:
    """The lists of members that were read, each as one; why one was not taken."""
    problems = []
    for name in report.listed.keys() & sources.keys():
        with writer.transaction():
            store = RosterStore(writer.connection)
            store.save(report.listed.pop(name), sources[name])
        report.notes += store.notes
        problems += store.problems
    return problems


def _save_bill(writer: Writer, source: Source, bill: PreparedBill, row: int) -> str:
    news = bill.adds and not writer.has_record(bill.key, source.name)
    if news and bill.bill().introduced_date is None:
        # What is new of a bill is no record of it, unless its beginning is new.
        return "partial"
    if writer.knows_bill(bill.key):
        return writer.save_bill(bill.bill(), source.name, row).outcome
    return writer.save_first(bill.first, row).outcome


def _save_person(writer: Writer, source: Source, person: Person, report: ImportReport) -> None:
    report.listed.setdefault(source.name, ListedMembers()).people.append(person)
    report.counts["people"] += 1


def _save_committee(
    writer: Writer, source: Source, committee: Committee, report: ImportReport
) -> None:
    report.listed.setdefault(source.name, ListedMembers()).committees.append(committee)
    report.counts["committees"] += 1


def _save_hearing(writer: Writer, source: Source, hearing: Hearing, report: ImportReport) -> None:
    writer.hearings.save(hearing, source.name)
    report.counts["hearings"] += 1


def _save_bill_hearings(
    writer: Writer, source: Source, told: BillHearings, report: ImportReport
) -> None:
    writer.hearings.save_bill(told, source.name)
    report.counts["hearings"] += len(told.hearings)


def _save_agenda(writer: Writer, source: Source, agenda: Agenda, report: ImportReport) -> None:
    if writer.documents.has_newer(source.name, agenda.chamber.value, agenda.as_of):
        return  # an older visit, read again: what it listed has moved on
    writer.hearings.save_agenda(agenda, source.name)
    report.counts["hearings"] += len(agenda.hearings)
    for printed in agenda.unknown:
        report.problem(f"{source.title}: {printed} is on an agenda, but is no measure we know")


def _save_floor(writer: Writer, source: Source, told: FloorList, report: ImportReport) -> None:
    report.counts["on the floor"] += writer.floor.save(told, source.name)


def _save_text(writer: Writer, source: Source, text: VersionText, report: ImportReport) -> None:
    writer.prints.save(text, source.name)
    report.counts["texts"] += 1


def _save_analysis(
    writer: Writer, source: Source, analysis: Analysis, report: ImportReport
) -> None:
    writer.records.save_analysis(analysis, source.name)
    report.counts["analyses"] += 1


def _save_roll_call(writer: Writer, source: Source, told: RollCall, report: ImportReport) -> None:
    if save_roll_call(writer, told, source.name) in ("new", "changed"):
        report.counts["roll calls"] += 1
        report.counts["unknown voters"] += count_unknown_voters(writer.connection, told)


def _note_left_out(writer: Writer, source: Source, part: PartLeftOut, report: ImportReport) -> None:
    report.left_out.append(f"{full_name(part.bill)}: {part.what} ({source.publisher})")


_SAVES: Mapping[type, Callable[[Writer, Source, Any, ImportReport], None]] = {
    PartLeftOut: _note_left_out,
    VersionText: _save_text,
    Analysis: _save_analysis,
    Person: _save_person,
    Committee: _save_committee,
    Hearing: _save_hearing,
    BillHearings: _save_bill_hearings,
    Agenda: _save_agenda,
    RollCall: _save_roll_call,
    FloorList: _save_floor,
}
