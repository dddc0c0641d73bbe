from . import (
    search_index,
)
from .clocks import (
    Believed,
    Distrusted,
    believed,
    believed_document,
    distrusted_lines,
    is_to_come,
    latest_day,
)
from .database import (
    connect_reader,
    open_reader,
)
from .documents import (
    NOTHING,
    Known,
    ReadArchive,
)
from .doubts import (
    accept_doubt,
    differences,
    refuse_doubt,
    reopen_doubt,
    save_corrections,
)
from .packed import (
    unpack,
)
from .renewal import (
    renew_stored,
    settle_calendar,
)
from .roll_calls import (
    save_roll_call,
)
from .rosters import (
    ListedMembers,
    RosterStore,
    read_sitting,
)
from .scattered_indexes import (
    filling,
)
from .schema import (
    migrate,
    pending_steps,
    schema_version,
    unknown_steps,
)
from .search_index import (
    find_keys,
    find_law,
    find_titled,
    search_query,
)
from .sql import (
    upsert,
)
from .statute_changes import (
    save_statute_changes,
)
from .writer import (
    Writer,
    open_writer,
)

__all__ = [
    "NOTHING",
    "Believed",
    "Distrusted",
    "Known",
    "ListedMembers",
    "ReadArchive",
    "RosterStore",
    "Writer",
    "accept_doubt",
    "believed",
    "believed_document",
    "connect_reader",
    "differences",
    "distrusted_lines",
    "filling",
    "find_keys",
    "find_law",
    "find_titled",
    "is_to_come",
    "latest_day",
    "migrate",
    "open_reader",
    "open_writer",
    "pending_steps",
    "read_sitting",
    "refuse_doubt",
    "renew_stored",
    "reopen_doubt",
    "save_corrections",
    "save_roll_call",
    "save_statute_changes",
    "schema_version",
    "search_index",
    "search_query",
    "settle_calendar",
    "unknown_steps",
    "unpack",
    "upsert",
]
