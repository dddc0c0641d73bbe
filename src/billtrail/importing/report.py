"""What came of an import: counts, and a line for each document that was left out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

from billtrail.store import Distrusted, ListedMembers, distrusted_lines

from .recognition import ImportNote, Unrecognised

#: So many files that are no source's are named; the rest are counted.
_NAMED = 5
#: The outcome of a document that is not taken yet.
IN_DOUBT = "in doubt"


@dataclass(slots=True)
class ImportReport:
    """What a run did: counts by outcome, and one line for each document left out."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    #: Lists of members whose files are still being read, by source.
    listed: dict[str, ListedMembers] = field(default_factory=dict)
    unrecognised: list[str] = field(default_factory=list)
    distrusted: list[Distrusted] = field(default_factory=list)
    #: Parts of documents that say too little to be kept, each with its bill.
    left_out: list[str] = field(default_factory=list)
    unknown_actions: int = 0
    #: Keys of bills of which something came into doubt, or is said again and still waits.
    doubted: dict[str, None] = field(default_factory=dict)

    @property
    def bills(self) -> int:
        names = ("new", "changed", "unchanged", "older", IN_DOUBT)
        return sum(self.counts[name] for name in names)

    @property
    def troubles(self) -> int:
        """How many documents are to be read again: those left out, and those in doubt."""
        return len(self.problems) + self.counts[IN_DOUBT]

    def problem(self, line: str) -> None:
        """A document left out, a note, or the name of a file that is no source's."""
        if isinstance(line, Unrecognised):
            self.counts["unrecognised"] += 1
            if len(self.unrecognised) < _NAMED:
                self.unrecognised.append(line)
            return
        if isinstance(line, ImportNote):
            self.notes.append(line)
            return
        self.counts["quarantined"] += 1
        self.problems.append(line)

    def become(self, other: "ImportReport") -> None:
        """Take over what another run of the same steps came to."""
        for one in fields(self):
            setattr(self, one.name, getattr(other, one.name))

    def lines(self) -> Iterator[str]:
        """What to print at the end of a run."""
        yield from (f"note: {note}" for note in (*self.notes, *self.remarks()))
        names = ("new", "changed", "unchanged", "older", IN_DOUBT, "partial", "known",
                 "quarantined", "unrecognised")  # fmt: skip
        counted = [f"{self.counts[name]:,} {name}" for name in names if self.counts[name]]
        documents = self.bills + self.counts["known"]
        yield f"{documents:,} bill document{'s'[documents == 1 :]}: " + (
            ", ".join(counted) or "nothing to read"
        )
        yield from self.doubt_lines()
        if more := self.counts["unrecognised"]:
            yield f"not recognised, and not read: {_first(self.unrecognised, more)}"
        if self.counts["people"] or self.counts["committees"]:
            yield f"{self.counts['people']:,} people, {self.counts['committees']:,} committees"
        if self.counts["texts"] or self.counts["analyses"]:
            yield f"{self.counts['texts']:,} bill texts, {self.counts['analyses']:,} analyses"
        yield from roll_call_lines(self.counts)
        if heard := self.counts["hearings"]:
            yield f"hearings of bills read: {heard:,}"
        if listed := self.counts["on the floor"]:
            yield f"items on floor lists that changed: {listed:,}"
        if self.unknown_actions:
            many = "s"[self.unknown_actions == 1 :]
            yield f"{self.unknown_actions:,} action{many} of no known class (kept and shown)"

    def remarks(self) -> Iterator[str]:
        """What of the documents was not taken as it stands; the documents themselves were."""
        yield from distrusted_lines(self.distrusted)
        if self.left_out:
            more = len(self.left_out) - _NAMED
            rest = f" (and {more:,} more)" if more > 0 else ""
            yield f"left out: {'; '.join(self.left_out[:_NAMED])}{rest}"

    def doubt_lines(self) -> Iterator[str]:
        """What came into doubt, also where all else of its document was taken."""
        if self.doubted:
            count = len(self.doubted)
            yield f"{count:,} in doubt: {_first([*self.doubted], count)}; see billtrail doubts"


def _first(names: Sequence[str], count: int) -> str:
    """The first few of so many."""
    return ", ".join(names[:_NAMED]) + (", ..." if count > _NAMED else "")


def roll_call_lines(counts: Counter[str]) -> Iterator[str]:
    """How many records of votes were read, and how many voters in them are known by name alone."""
    if counts["roll calls"]:
        yield f"roll calls read: {counts['roll calls']:,}"
    if counts["unknown voters"]:
        yield (
            "voters on no list of members here, who stand under the name in the record: "
            f"{counts['unknown voters']:,}"
        )
