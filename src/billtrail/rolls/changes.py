"""What is done to a roll: taken in, withdrawn, two spellings settled, forgotten, taken back.

The journal notes how many and never who: a name that was forgotten is in no line of it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from billtrail.errors import AmbiguousKey, UnknownKey, UsageError
from billtrail.legislatures.calendar import sessions
from billtrail.store import Writer
from billtrail.words import count_words
from billtrail.workspace import JournalEntry, Workspace, journal

from . import roll_file
from .merging import Merge, merge
from .names import fold, stands_in
from .reading import SignerSheet
from .values import Roll, Signer, laid_over

#: The kind of a line of the journal about a roll.
ROLL = "roll"
_NEAREST = 4


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of a roll: the signers it is about, as they are now or were, and its line."""

    signers: tuple[Signer, ...]
    entry: JournalEntry


@dataclass(frozen=True, slots=True)
class Forgotten:
    """``signers`` are the person's rows as they were; ``removed`` of them went whole, of
    ``blanked`` ones the organisation stays without the person.
    ``found`` are other files of the workspace in which the name still stands, ``rolls`` the bills
    of other rolls that have it."""

    signers: tuple[Signer, ...]
    removed: int
    blanked: int
    found: tuple[str, ...]
    rolls: tuple[str, ...]
    entry: JournalEntry


def take_in(
    workspace: Workspace, bill: str, sheet: SignerSheet, *, by: str
) -> tuple[Merge, JournalEntry]:
    """Lay a sheet over the bill's roll; raises UsageError where it says nothing new."""
    with _changing(workspace, bill, "import") as (roll, note):
        found = merge(roll, [signer for _, signer in sheet.rows])
        if not found.is_change:
            raise UsageError(
                f"{sheet.name} says nothing new: {found.same} signers are in the roll already."
            )
        entry = note(
            found.roll,
            f"{count_words(len(found.new), 'signer')} new, {len(found.changed)} changed",
            by,
        )
    return found, entry


def withdraw(workspace: Workspace, bill: str, name: str, on: date, *, by: str) -> Changed:
    """Note that signers of that name (number, organisation or person) withdrew on a day. Raises
    UsageError where nobody of it has signed, or the day has not come."""
    if on > sessions.today():
        raise UsageError(f"{on} has not come yet.")
    with _changing(workspace, bill, "withdraw") as (roll, note):
        gone = [s for s in found_by(roll, name) if s.has_signed]
        if not gone:
            raise UsageError(f"{name} has not signed, or has withdrawn already.")
        if early := [s for s in gone if on.isoformat() < s.signed_on]:
            raise UsageError(f"{early[0].name} signed on {early[0].signed_on}, after {on}.")
        now = [replace(signer, withdrawn_on=on.isoformat()) for signer in gone]
        entry = note(_with(roll, now), f"{len(now)} withdrawn", by)
    return Changed(tuple(now), entry)


def join(workspace: Workspace, bill: str, keep: str, drop: str, *, by: str) -> Changed:
    """Two rows are one signer: ``keep`` has its spelling, and what it lacks from ``drop``."""
    with _changing(workspace, bill, "same") as (roll, note):
        kept, gone = _one(roll, keep), _one(roll, drop)
        if kept.number == gone.number:
            raise UsageError("That is one row of the roll already.")
        now = laid_over(replace(gone, number=kept.number, apart=()), kept)
        left = tuple(signer for signer in roll.signers if signer.number != gone.number)
        entry = note(_with(Roll(bill, left), [now]), "two rows are one signer", by)
    return Changed((now,), entry)


def part(workspace: Workspace, bill: str, one: str, other: str, *, by: str) -> Changed:
    """Two rows that look alike are two signers; nobody is asked about them again."""
    with _changing(workspace, bill, "apart") as (roll, note):
        first, second = _one(roll, one), _one(roll, other)
        if first.number == second.number:
            raise UsageError("That is one row of the roll.")
        now = [replace(first, apart=tuple(sorted({*first.apart, second.number})))]
        entry = note(_with(roll, now), "two that look alike are two signers", by)
    return Changed((first, second), entry)


# -- forgetting ------------------------------------------------------------------------------------


def forget(workspace: Workspace, bill: str, name: str, *, by: str) -> Forgotten:
    """Take a person out of the roll, and of the roll of before. An organisation stays without the
    person, unless its own name holds theirs. It cannot be taken back."""
    with _changing(workspace, bill, "forget", for_good=True) as (roll, note):
        meant = [s for s in _named(roll, name) if s.person]
        if not meant:
            raise _unknown(roll, name, "person")
        person = meant[0].person
        if len({fold(s.person) for s in meant}) > 1:
            raise AmbiguousKey(name, [f"{s.person} (#{s.number})" for s in meant], "signers")
        now = [forgotten for s in roll.signers if (forgotten := _without(s, person))]
        removed = len(roll.signers) - len(now)
        blanked = sum(a not in roll.signers for a in now)
        entry = note(Roll(bill, tuple(now)), "a person was forgotten", by)
    found = tuple(_files_with(workspace, person))
    return Forgotten(
        tuple(meant), removed, blanked, found, tuple(_rolls_with(workspace, person)), entry
    )


def _without(signer: Signer, person: str) -> Signer | None:
    """The signer without a person; ``None`` where nothing would be left."""
    if fold(signer.person) == fold(person):
        signer = replace(signer, person="", title="", contact="", proof="")
    texts = (signer.organisation, signer.city, signer.proof, signer.title, signer.contact)
    if any(stands_in(person, text) for text in texts) or not (signer.organisation or signer.person):
        return None
    return signer


def _rolls_with(workspace: Workspace, person: str) -> Iterator[str]:
    for bill in roll_file.bills_with_rolls(workspace):
        text = roll_file.path_of(workspace, bill).read_text(encoding="utf-8", errors="replace")
        if stands_in(person, text):
            yield bill


def _files_with(workspace: Workspace, person: str) -> Iterator[str]:
    """Text files of the workspace, apart from rolls, in which a name still stands: what staff
    wrote themselves is theirs to change."""
    for path in sorted(workspace.root.rglob("*")):
        name = path.relative_to(workspace.root).as_posix()
        if (
            name.startswith(f"{roll_file.FOLDER}/")
            or path.suffix not in _TEXTS
            or not path.is_file()
        ):
            continue
        if stands_in(person, path.read_text(encoding="utf-8", errors="replace")):
            yield name


_TEXTS = frozenset({".toml", ".csv", ".jsonl", ".txt", ".md", ".log", ".html", ".env"})


def delete_expired(workspace: Workspace) -> tuple[str, ...]:
    """Delete the rolls that were kept as long as is set; the bills they were of."""
    gone = tuple(roll_file.expired(workspace, sessions.today()))
    for bill in gone:
        with _changing(workspace, bill, "expire", for_good=True) as (_, note):
            note(Roll(bill), "kept as long as is set, and deleted", "billtrail")
    return gone


# -- taking back -----------------------------------------------------------------------------------


def take_back(workspace: Workspace, writer: Writer, last: JournalEntry, by: str) -> None:
    """The roll as it was before a change, as ``undo`` asks. Raises UsageError where it is not
    kept: a name was forgotten, or the roll was changed since."""
    bill = str(last.about["roll"])
    before = roll_file.read_before(workspace, bill, last.id)
    if before is None:
        raise UsageError(
            "The roll of before that change is not kept: only the last change of a roll can be "
            "taken back, and none once a name was forgotten. 'billtrail undo ID' takes back others."
        )
    journal.note(workspace, ROLL, at=writer.now, by=by, command="undo",
                 about={"roll": bill, "says": "taken back"}, undoes=last.id)  # fmt: skip
    roll_file.write(workspace, before)
    roll_file.forget_before(workspace, bill)


# -- the roll and its journal ----------------------------------------------------------------------

_Note = Callable[[Roll, str, str], JournalEntry]


@contextmanager
def _changing(
    workspace: Workspace, bill: str, what: str, *, for_good: bool = False
) -> Iterator[tuple[Roll, _Note]]:
    """A roll under the writer's lock, and what writes it anew and notes that. ``for_good``: the
    roll of before is not kept."""
    with workspace.writer("signers") as writer:
        roll = roll_file.read(workspace, bill)

        def note(now: Roll, says: str, by: str) -> JournalEntry:
            entry = journal.note(
                workspace, ROLL, at=writer.now, by=by, command=f"signers {bill} {what}",
                about={"roll": bill, "says": says},
            )  # fmt: skip
            if for_good:
                roll_file.forget_before(workspace, bill)
            else:
                roll_file.keep_before(workspace, roll, entry.id)
            roll_file.write(workspace, now)
            return entry

        yield roll, note
        writer.runs.finish("done", {})


def _with(roll: Roll, now: Sequence[Signer]) -> Roll:
    by_number = {signer.number: signer for signer in roll.signers} | {s.number: s for s in now}
    return Roll(roll.bill, tuple(by_number[number] for number in sorted(by_number)))


# -- who is meant ----------------------------------------------------------------------------------


def found_by(roll: Roll, name: str) -> tuple[Signer, ...]:
    """The signers that a person means by a number, an organisation or a name. Raises UnknownKey
    with the nearest of the roll."""
    found = _named(roll, name)
    if not found:
        raise _unknown(roll, name, "signer")
    return found


def _named(roll: Roll, name: str) -> tuple[Signer, ...]:
    number, sought = name.strip().removeprefix("#"), fold(name)
    if number.isdecimal():
        return tuple(s for s in roll.signers if s.number == int(number))
    return tuple(s for s in roll.signers if sought and sought in s.key)


def _one(roll: Roll, name: str) -> Signer:
    found = found_by(roll, name)
    if len(found) > 1:
        raise AmbiguousKey(name, [f"#{s.number} {s.name}" for s in found], "signers")
    return found[0]


def _unknown(roll: Roll, name: str, what: str) -> UnknownKey:
    from rapidfuzz import process

    names = {n for s in roll.signers for n in (s.organisation, s.person) if n}
    near = process.extract(name, names, processor=fold, limit=_NEAREST, score_cutoff=60)
    return UnknownKey(what, name, [found[0] for found in near])
