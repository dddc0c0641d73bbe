from . import as_json
from .analyses import Arguments, read_arguments
from .as_json import bill_json, change_json, family_json, floor_json
from .bill_record import read_bill
from .doubts import read_doubts
from .hearings import count_heard_with
from .involvement import Ledger, Who
from .law import (
    WouldChange,
    not_read_for_a_year,
    read_changes,
    read_changes_by,
    read_readings,
    to_reread,
    would_change,
)
from .letters import StaleLetter, Testimony, stale_letters, to_speak_at
from .memory import Memory
from .news import MOST_CHANGES, Newest, by_what_moves, read_other_freshness
from .prints import (
    NamedPrint,
    PrintText,
    count_prints,
    read_named_prints,
    read_prints,
    read_prints_alike,
    read_texts,
)
from .rosters import read_roster, read_seats
from .snapshot import Snapshot, begin_snapshot, open_snapshot
from .texts import TextHit, find_in_texts

__all__ = [
    "MOST_CHANGES",
    "Arguments",
    "Ledger",
    "Memory",
    "NamedPrint",
    "Newest",
    "PrintText",
    "Snapshot",
    "StaleLetter",
    "Testimony",
    "TextHit",
    "Who",
    "WouldChange",
    "as_json",
    "begin_snapshot",
    "bill_json",
    "by_what_moves",
    "change_json",
    "count_heard_with",
    "count_prints",
    "family_json",
    "find_in_texts",
    "floor_json",
    "not_read_for_a_year",
    "open_snapshot",
    "read_arguments",
    "read_bill",
    "read_changes",
    "read_changes_by",
    "read_doubts",
    "read_named_prints",
    "read_other_freshness",
    "read_prints",
    "read_prints_alike",
    "read_readings",
    "read_roster",
    "read_seats",
    "read_texts",
    "stale_letters",
    "to_reread",
    "to_speak_at",
    "would_change",
]
