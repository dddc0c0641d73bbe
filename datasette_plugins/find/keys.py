"""Your list of bill numbers, and what each is called here and elsewhere."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from billtrail.errors import AmbiguousKey, NotStored, UnknownKey, UsageError
from billtrail.legislatures import crosswalk, session_label, split_key
from billtrail.snapshot import Snapshot
from billtrail.words import bill_words

#: A list may have this many numbers; more are in the table of numbers itself.
MOST = 200

#: The schemes of the table ``bill_ids``, each a column.
_SCHEMES = ("congress.gov", "govinfo", "leginfo", "legiscan", "ocd-jurisdiction")


@dataclass(frozen=True, slots=True)
class Match:
    """One line of the list. ``key`` is ``None`` where it fits no bill or several."""

    asked: str
    key: str | None
    session: str
    elsewhere: tuple[str, ...]
    note: str

    @property
    def identifier(self) -> str:
        return bill_words(self.key) if self.key else ""


@dataclass(frozen=True, slots=True)
class Keys:
    """``left_out`` counts the lines after the first ``MOST``."""

    matches: tuple[Match, ...]
    found: int
    left_out: int


def read_keys(snapshot: Snapshot, text: str) -> Keys:
    """A number on each line, in any spelling; commas and semicolons part them too."""
    asked = [part for line in text.splitlines() for part in _split(line)]
    matches = tuple(_match(snapshot, name) for name in asked[:MOST])
    return Keys(matches, sum(bool(m.key) for m in matches), max(0, len(asked) - MOST))


def _split(line: str) -> Iterator[str]:
    parts = line.replace(";", ",").replace("\t", ",").split(",")
    return filter(None, (part.strip()[:200] for part in parts))


def _match(snapshot: Snapshot, asked: str) -> Match:
    try:
        found = snapshot.meaning(asked)
        key = found.id if found.kind == "bill" else snapshot.resolve_bill(asked)
    except UsageError as error:
        return _no_match(asked, _why_not(error))
    if found.by_words:
        return _no_match(asked, _BY_NUMBER)
    names = crosswalk(key)
    parts = split_key(key)
    session = session_label(parts.jurisdiction, parts.session)
    return Match(asked, key, session, tuple(names.get(s, "") for s in _SCHEMES),
                 " ".join(found.notes))  # fmt: skip


#: Said of a heading in a pasted list, whose words some title may have.
_BY_NUMBER = "No number; a list is read by numbers."


def _why_not(error: UsageError) -> str:
    near = getattr(error, "nearest", ())
    nearest = f" Nearest: {', '.join(near)}" if near else ""
    match error:
        case AmbiguousKey():
            return _BY_NUMBER if error.titles else f"Fits several: {', '.join(error.candidates)}"
        case NotStored():
            return f"{error.said}{nearest}"
        case UnknownKey():
            return f"Not in this file.{nearest}"
    return str(error)


def _no_match(asked: str, note: str) -> Match:
    return Match(asked, None, "", ("",) * len(_SCHEMES), note)


COLUMNS = ("asked", "key", "identifier", "session", *_SCHEMES, "note")


def rows(keys: Keys) -> Iterable[tuple[str, ...]]:
    """The matches as rows of ``COLUMNS``."""
    for match in keys.matches:
        identifier = match.identifier.replace("\N{NO-BREAK SPACE}", " ")
        yield (match.asked, match.key or "", identifier,
               match.session, *match.elsewhere, match.note)  # fmt: skip


def render_csv(keys: Keys) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(rows(keys))
    return out.getvalue()
