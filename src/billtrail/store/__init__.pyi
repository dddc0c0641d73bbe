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
from .print_search import (
    find_print_rows,
    index_prints,
    text_phrases,
)
from .prints import (
    PrintStore,
    StoredPrint,
    codes_with_text,
    newest_prints,
    read_newest_print,
    read_prints_of,
    unreadable_texts,
)
from .renewal import (
    renew_stored,
    settle_calendar,
    settle_texts,
)
from .roll_calls import (
    count_unknown_voters,
    save_roll_call,
)
from .rosters import (
    ListedMembers,
    RosterStore,
    read_sitting,
)
from .schema import (
    make_plain,
    migrate,
    pending_steps,
    schema_version,
    unknown_steps,
)
from .search_index import (
    FollowedWords,
    Search,
    find_law,
    search_query,
)
from .sql import (
    NUMBER_OF_KEY,
    TYPE_OF_KEY,
    WRITTEN_SINCE,
    upsert,
)
from .views import (
    BILLS_ON,
)
from .writer import (
    Writer,
    open_writer,
)

__all__ = [
    "BILLS_ON",
    "NOTHING",
    "NUMBER_OF_KEY",
    "TYPE_OF_KEY",
    "WRITTEN_SINCE",
    "Believed",
    "Distrusted",
    "FollowedWords",
    "Known",
    "ListedMembers",
    "PrintStore",
    "ReadArchive",
    "RosterStore",
    "Search",
    "StoredPrint",
    "Writer",
    "accept_doubt",
    "believed",
    "believed_document",
    "codes_with_text",
    "connect_reader",
    "count_unknown_voters",
    "differences",
    "distrusted_lines",
    "find_law",
    "find_print_rows",
    "index_prints",
    "is_to_come",
    "latest_day",
    "make_plain",
    "migrate",
    "newest_prints",
    "open_reader",
    "open_writer",
    "pending_steps",
    "read_newest_print",
    "read_prints_of",
    "read_sitting",
    "refuse_doubt",
    "renew_stored",
    "reopen_doubt",
    "save_corrections",
    "save_roll_call",
    "schema_version",
    "search_query",
    "settle_calendar",
    "settle_texts",
    "text_phrases",
    "unknown_steps",
    "unpack",
    "unreadable_texts",
    "upsert",
]
