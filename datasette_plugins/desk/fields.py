"""What forms ask for in the same way: days, bills, one of a list."""

from collections.abc import Collection
from datetime import date

from billtrail.datasette_plugins.server import Asked
from billtrail.errors import UsageError
from billtrail.legislatures.calendar import today
from billtrail.snapshot import Snapshot

from .task import WrongField

#: Value of a choice, its words.
Option = tuple[str, str]

#: A line that is typed has no more letters.
_LINE = 200


def read_day(asked: Asked, name: str) -> date:
    """A civil date; raises WrongField where it is none."""
    try:
        return date.fromisoformat(asked.get(name))
    except ValueError:
        raise WrongField(name, "Write the day as 2026-11-23.") from None


def read_past_day(asked: Asked, name: str, says: str) -> date:
    """A day that has come; raises WrongField, with ``says`` where it has not."""
    found = read_day(asked, name)
    if found > today():
        raise WrongField(name, f"That day has not come yet; {says}")
    return found


def read_choice(asked: Asked, name: str, allowed: Collection[str], says: str) -> str:
    """One of the values that a form offers; raises WrongField with ``says``."""
    if asked.get(name) not in allowed:
        raise WrongField(name, says)
    return asked.get(name)


def read_option(asked: Asked, name: str, options: tuple[Option, ...]) -> str:
    """One of a list of choices, the first where none was made; raises WrongField for another."""
    value = asked.get(name) or options[0][0]
    if value not in dict(options):
        raise WrongField(name, "Choose one of these.")
    return value


def read_line(asked: Asked, name: str) -> str:
    """Words in one line; raises WrongField where they are too long for one."""
    line = " ".join(asked.get(name).split())
    if len(line) > _LINE:
        raise WrongField(name, f"That is too long for a line: at most {_LINE} letters.")
    return line


def read_bill(snapshot: Snapshot, asked: Asked, name: str = "bill") -> str:
    """The key of a bill that is stored, in any spelling; raises WrongField."""
    if not asked.get(name):
        raise WrongField(name, "Say which bill: its number is enough.")
    try:
        return snapshot.resolve_bill(asked.get(name))
    except UsageError as error:
        raise WrongField(name, error.said) from None
