"""Takes a crawl's outcomes into the database, a few at a time.

The writer lock is held only while outcomes are written, never while a publisher is waited for,
so that a position can be set during an update. What was written stays, whatever comes after.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from billtrail.bills import Source
from billtrail.bills.identity import Profile
from billtrail.bills.models import ABSENT, Bill, Document, Link
from billtrail.errors import ParseError
from billtrail.importing import ImportReport, ingest, parse
from billtrail.legislatures import full_name
from billtrail.scrapers.crawling import Batch
from billtrail.snapshot.successors import read_profiles, suggest
from billtrail.store import Writer
from billtrail.workspace import Workspace

#: Outcomes kept back before they are written; a crash loses at most these, to be asked again.
BATCH = 20


@dataclass(slots=True)
class StoreSink:
    """The ``UpdateSink`` of one source; ``close`` writes what is left."""

    workspace: Workspace
    source: Source
    run: int
    report: ImportReport
    bills: int = 0
    answered: set[str] = field(default_factory=set)
    absent: list[str] = field(default_factory=list)
    unanswered: dict[str, list[str]] = field(default_factory=dict)
    matched: int = 0
    _profiles: tuple[Profile, ...] | None = None
    _pending: list[Callable[[Writer], None]] = field(default_factory=list)

    def _heard(self, link: Link) -> None:
        if link.bill:
            self.answered.add(link.bill)

    def document(self, document: Document, link: Link) -> None:
        self._heard(link)
        self._later(lambda writer: self._take(writer, document, link))

    def unchanged(self, link: Link, checked_at: str) -> None:
        self._heard(link)
        self.report.counts["confirmed"] += bool(link.bill)
        self._later(lambda writer: self._reaffirm(writer, link, checked_at))

    def _reaffirm(self, writer: Writer, link: Link, checked_at: str) -> None:
        """The file that was taken last is the publisher's again."""
        if link.bill:
            writer.reaffirm(self.source.name, link.bill, checked_at)
        self._confirm(writer, link, checked_at)

    def confirmed(self, link: Link, checked_at: str) -> None:
        """The publisher's feed speaks for the bill; its own address was not asked."""
        bill = link.bill
        if bill is None:
            self._later(lambda writer: writer.documents.save_link(link, checked_at))
            return
        self._heard(link)
        self.report.counts["confirmed"] += 1
        self._later(lambda writer: writer.confirm(self.source.name, bill, checked_at))

    def announced(self, batches: Sequence[Batch]) -> None:
        """The publisher's own history of when its files changed, which it keeps for days only."""
        files = {batch.at: batch.bills for batch in batches}
        self._later(lambda writer: writer.documents.save_batches(self.source.name, files))

    def listed(
        self, lists: Sequence[tuple[Link, str]], entries: Mapping[str, str], open: Iterable[str]
    ) -> None:
        """Times in the publisher's lists; those of files still to be had are not believed yet."""
        times: dict[str, str | None] = {**entries, **dict.fromkeys(open)}

        def write(writer: Writer) -> None:
            self._save_listed(writer, times)
            for link, at in lists:
                writer.documents.save_link(link, at)

        self._later(write)

    def waiting(self, links: Iterable[Link]) -> None:
        urls: dict[str, str | None] = {link.url: None for link in links}
        self._later(lambda writer: self._save_listed(writer, urls))

    def _save_listed(self, writer: Writer, times: Mapping[str, str | None]) -> None:
        writer.documents.save_listed(self.source.name, times, self.source.listing.bill_of)

    def introduced(self, document: Document, link: Link) -> None:
        self._later(lambda writer: self._look(writer, document, link))

    def _look(self, writer: Writer, document: Document, link: Link) -> None:
        """Keep a new bill only where it looks like ours; either way it was looked at."""
        if self._profiles is None:
            self._profiles = read_profiles(writer.connection, writer.today)
        try:
            records = [one for one, _ in parse(self.source, document, None, writer.now)]
        except ParseError as error:
            self.report.problem(f"a new bill could not be read: {error}")
            return
        bills = [record for record in records if isinstance(record, Bill)]
        if any([suggest(writer, bill, self._profiles) for bill in bills]):
            self.matched += 1
            self._take(writer, document, link)
        else:
            writer.documents.save_link(link, document.fetched_at)

    def _later(self, write: Callable[[Writer], None]) -> None:
        self._pending.append(write)
        if len(self._pending) >= BATCH:
            self.close()

    def close(self) -> None:
        """Write what was kept back, each outcome whole before the next."""
        if not self._pending:
            return
        pending, self._pending = self._pending, []
        with self.workspace.writer("update", run=self.run) as writer:
            for write in pending:
                with writer.transaction():
                    write(writer)
            writer.runs.note_progress(self.source.title, len(self.answered), self.bills)

    def _take(self, writer: Writer, document: Document, link: Link) -> None:
        before, known = self.report.troubles, self.report.counts["known"]
        ingest(writer, self.source, document, self.report, archive_root=self.workspace.archive)
        if link.bill is None and self.report.counts["known"] > known:
            self.report.counts["known lists"] += 1  # which confirm no bill
        if self.report.troubles == before:
            self._confirm(writer, link, document.fetched_at)

    def _confirm(self, writer: Writer, link: Link, checked_at: str) -> None:
        """A live answer speaks for its own time; its validators are kept with it."""
        if link.bill:
            writer.confirm(self.source.name, link.bill, checked_at)
        writer.floor.confirm(link.url, checked_at)
        writer.documents.save_link(link, checked_at)

    def still_absent(self, link: Link) -> None:
        self._heard(link)
        self.absent.append(self._name(link))

    def missing(self, link: Link, checked_at: str) -> None:
        """A line in the report, never a removal; asked again when the feed names it, or in a
        week."""
        gone = replace(link, etag=None, last_modified=None, lastmod=ABSENT)
        self._later(lambda writer: writer.documents.save_link(gone, checked_at))
        self._heard(link)
        self.report.counts["missing"] += 1
        self.absent.append(self._name(link))

    def failed(self, link: Link, reason: str) -> None:
        self.report.counts["failed"] += 1
        self.unanswered.setdefault(reason, []).append(self._name(link))

    def forbidden(self, link: Link, reason: str) -> None:
        self.report.counts["forbidden"] += 1
        said = f"{reason}. {self.source.instead}" if self.source.instead else reason
        self.unanswered.setdefault(said, []).append(self._name(link))

    def _name(self, link: Link) -> str:
        """The bill's full name, or how the document is called where it is no bill's."""
        return full_name(link.bill) if link.bill else self.source.titled(link.url)

    def problems(self) -> Iterator[str]:
        """One line for each reason, however many bills it kept from being answered."""
        for reason, names in self.unanswered.items():
            shown = ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")
            yield f"{len(names)} not answered ({shown}): {reason}"
