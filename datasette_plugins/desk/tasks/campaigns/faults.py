"""What is wrong with a record that was to be saved, for who sees its form: at its fields, and of
other records which of them are meant, by what people call them."""

from collections.abc import Callable, Iterator

from billtrail.campaigns.content import load_sound
from billtrail.datasette_plugins.desk import WrongFields
from billtrail.decisions import CAMPAIGN, RecordAt, read_state
from billtrail.errors import UsageError
from billtrail.records import Fault, Faulty
from billtrail.workspace import JournalEntry, Workspace

from .forms import Where
from .page import find_campaign
from .row_words import ROW_WORDS
from .words import TABLES

#: So many of the records that need one are named.
_NAMED = 5


def checked(workspace: Workspace, at: RecordAt, save: Callable[[], JournalEntry]) -> JournalEntry:
    """What ``save`` did; its faults at the fields that they are of, in plain words."""
    try:
        return save()
    except Faulty as error:
        raise _told(workspace, at, error) from error


def _told(workspace: Workspace, at: RecordAt, error: Faulty) -> UsageError:
    """Faults of the record stand at its fields; those of others are said above the form."""
    shown = TABLES[at.table].fields
    own = [fault for fault in error.faults if _is_of(at, fault)]
    if own and len(own) == len(error.faults) and all(fault.field in shown for fault in own):
        return WrongFields({fault.field: plain_words(fault) for fault in own})
    said = dict.fromkeys(plain_words(fault) for fault in own)
    others = list(dict.fromkeys(_names(workspace, [f for f in error.faults if f not in own])))
    if others:
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        said[f"This is needed by {'; '.join(others[:_NAMED])}{more}. Change that first."] = None
    return UsageError(" ".join(said))


def _is_of(at: RecordAt, fault: Fault) -> bool:
    is_named = at.ids or at.table == CAMPAIGN
    steps = [(step.table, dict(step.identity)) for step in at.path] if is_named else None
    here = [(table, dict(named)) for table, named in fault.place.steps]
    return fault.place.file == at.file and (steps is None or steps == here)


def _names(workspace: Workspace, faults: list[Fault]) -> Iterator[str]:
    """What people call the records that faults are of; a file that is no campaign by its name."""
    content = load_sound(workspace.root, {}).content
    for fault in faults:
        file, steps = fault.place.file, fault.place.steps
        at = RecordAt(
            file.removeprefix("campaigns/").removesuffix(".toml"),
            steps[-1][0] if steps else CAMPAIGN,
            tuple(str(value) for _, named in steps for value in named.values()),
        )
        if not file.startswith("campaigns/") or at.table not in TABLES:
            yield str(fault.place)
        elif at.table == CAMPAIGN:
            field = TABLES[CAMPAIGN].fields.get(fault.field)
            yield f"{TABLES[CAMPAIGN].title}: {field.label if field else fault.field}"
        else:
            where = Where(content, find_campaign(content, at.campaign))
            state = read_state(workspace, at)
            item = {**(state.ships or {}), **(state.own or {})}
            yield f"{TABLES[at.table].title}: {ROW_WORDS[at.table](where, at, item)[0]}"


def plain_words(fault: Fault) -> str:
    """A fault for who sees the field, as a sentence."""
    says = fault.says
    if says.endswith(("is missing", "is not text")):
        return "Fill this in."
    return f"{says[:1].upper()}{says[1:]}{'' if says.endswith(('.', '?')) else '.'}"
