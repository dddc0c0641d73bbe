"""What the buttons of the page of signers do."""

from collections.abc import Callable
from typing import TypeVar

from billtrail import rolls
from billtrail.briefs.papers import letters_with, signature_lines
from billtrail.datasette_plugins.desk import Asked, Part, Saved, Task, WrongField, sent_sheet
from billtrail.errors import CheckFailed, UnknownKey, UsageError
from billtrail.legislatures import KEY
from billtrail.rolls import Choices, words
from billtrail.snapshot import Snapshot
from billtrail.store import open_reader
from billtrail.words import count_words
from billtrail.workspace import Workspace

from ...fields import read_past_day
from .page import UPLOADS, KeptList, build_roll, read_page

Done = TypeVar("Done")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a form asks for rows that say nothing.
_BLANKS = ("version", "public", "level")


def _key(asked: Asked) -> str:
    key = asked.get("bill")
    if not KEY.fullmatch(key):
        raise WrongField("bill", "Choose a bill first.")
    return key


def _address(key: str, word: str = "") -> str:
    return f"/-/desk/signers?bill={key}" + (f"&upload={word}" if word else "")


# -- a list ----------------------------------------------------------------------------------------


def _preview(workspace: Workspace, asked: Asked, _by: str) -> Saved:
    """A file or pasted cells: kept for some minutes, and shown as they would be taken in."""
    key, source = _key(asked), sent_sheet(asked)
    choices = _choices(asked, Choices())
    try:
        sheet = rolls.read_signers(source, choices)
    except (CheckFailed, UsageError) as error:
        raise WrongField("file", str(error)) from None
    word = UPLOADS.keep(_root(workspace, key), source, choices, sheet)
    return Saved(f"{source.name} was read. Nothing is taken in yet.", go=_address(key, word))


def _root(workspace: Workspace, key: str) -> str:
    """A list belongs to the roll it was looked at for."""
    return f"{workspace.root} {key}"


def _choices(asked: Asked, now: Choices, heads: tuple[str, ...] = ()) -> Choices:
    blanks = {name: asked.get(name, now.blanks.get(name, "")) for name in _BLANKS}
    columns = {
        head: asked.get(f"column-{number}") or "no"
        for number, head in enumerate(heads) if asked.has(f"column-{number}")
    }  # fmt: skip
    return Choices(columns or now.columns, blanks, now.sheet)


def _again(workspace: Workspace, asked: Asked, _by: str) -> Saved:
    """Other columns, or what is meant where a row says nothing."""
    key, word, kept = _kept(workspace, asked)
    _look_again(word, kept, asked)
    return Saved("Read again. Nothing is taken in yet.", go=_address(key, word))


def _look_again(word: str, kept: KeptList, asked: Asked) -> bool:
    """Whether the form says otherwise than the list was looked at."""
    choices = _choices(asked, kept.reading, tuple(head for head, _ in kept.look.columns))
    sheet = rolls.read_signers(kept.source, choices)
    changed = sheet != kept.look
    UPLOADS.look_again(word, choices, sheet)
    return changed


def _take(workspace: Workspace, asked: Asked, by: str) -> Saved:
    key, word, kept = _kept(workspace, asked)
    if _look_again(word, kept, asked):
        says = "You changed how it is read: look again before you take it in."
        return Saved(says, go=_address(key, word))
    merge, entry = rolls.take_in(workspace, key, kept.look, by=by)
    UPLOADS.drop(word)
    says = f"{count_words(len(merge.new), 'signer')} new, {len(merge.changed)} changed."
    lines = tuple(f"Left out, {fault}" for fault in kept.look.faults)
    return Saved(says, entry, _address(key), lines)


def _cancel(_workspace: Workspace, asked: Asked, _by: str) -> Saved:
    UPLOADS.drop(asked.get("upload"))
    says = "Nothing was taken in, and nothing of the list was kept."
    return Saved(says, go=_address(_key(asked)))


def _kept(workspace: Workspace, asked: Asked) -> tuple[str, str, KeptList]:
    key, word = _key(asked), asked.get("upload")
    return key, word, UPLOADS.get(_root(workspace, key), word)


# -- the roll --------------------------------------------------------------------------------------


def _withdraw(workspace: Workspace, asked: Asked, by: str) -> Saved:
    key, on = _key(asked), read_past_day(asked, "on", "give the day it ended.")
    done = _on_who(asked, lambda name: rolls.withdraw(workspace, key, name, on, by=by))
    lines = _letters(workspace, key, done.signers)
    return Saved(f"{done.signers[0].name} withdrew.", done.entry, _address(key), lines)


def _forget(workspace: Workspace, asked: Asked, by: str) -> Saved:
    key = _key(asked)
    done = _on_who(asked, lambda name: rolls.forget(workspace, key, name, by=by))
    first, *lines = words.forgotten_lines(done)
    lines += _letters(workspace, key, done.signers)
    return Saved(first, go=_address(key), lines=tuple(lines))


def _letters(workspace: Workspace, key: str, signers: tuple[rolls.Signer, ...]) -> tuple[str, ...]:
    """The letters on record that have a signature which ended."""
    with open_reader(workspace.database) as reader:
        return tuple(signature_lines(letters_with(reader, key, signers)))


def _on_who(asked: Asked, do: Callable[[str], Done]) -> Done:
    name = asked.get("who")
    if not name:
        raise WrongField("who", "Say who: a name, or a number of the list.")
    try:
        return do(name)
    except UnknownKey as error:
        raise WrongField("who", str(error)) from None


def _same(workspace: Workspace, asked: Asked, by: str) -> Saved:
    key, (keep, drop) = _key(asked), _two(asked)
    done = rolls.join(workspace, key, keep, drop, by=by)
    return Saved(f"One signer: {done.signers[0].name}.", done.entry, _address(key))


def _apart(workspace: Workspace, asked: Asked, by: str) -> Saved:
    key, (one, other) = _key(asked), _two(asked)
    done = rolls.part(workspace, key, one, other, by=by)
    says = f"Two signers: {done.signers[0].name} and {done.signers[1].name}."
    return Saved(says, done.entry, _address(key))


def _two(asked: Asked) -> tuple[str, str]:
    one, _, other = asked.get("which").partition(" ")
    return one, other


# -- files -----------------------------------------------------------------------------------------


def _csv(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Part:
    key = snapshot.resolve_bill(asked.get("bill"))
    content = rolls.csv_bytes(rolls.read(workspace, key).signers)
    return Part(content, "text/csv; charset=utf-8", f"signers_{key}.csv")


def _xlsx(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Part:
    key = snapshot.resolve_bill(asked.get("bill"))
    content = rolls.workbook_bytes(rolls.read(workspace, key).signers)
    return Part(content, _XLSX, f"signers_{key}.xlsx")


def _portal(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Part:
    roll = build_roll(snapshot, workspace, snapshot.resolve_bill(asked.get("bill")))
    text = "\n".join(words.portal_lines(roll.overview)) + "\n"
    return Part(text.encode(), "text/plain; charset=utf-8", f"portal_{roll.key}.txt")


TASK = Task(
    name="signers",
    title="Signers",
    says="Who signs our letters on a bill: take in a list, remind, settle, withdraw, forget.",
    template="desk_signers.html",
    read=read_page,
    actions={"preview": _preview, "again": _again, "take": _take, "cancel": _cancel,
             "withdraw": _withdraw, "forget-person": _forget, "same": _same, "apart": _apart},
    parts={"csv": _csv, "xlsx": _xlsx, "portal": _portal},
    place=26,
    unkept=("pasted",),
)  # fmt: skip
