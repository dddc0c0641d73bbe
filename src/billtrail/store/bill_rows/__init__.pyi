from .changes import (
    SCALARS,
    FieldChange,
    State,
    diff,
    dump,
    replay,
)
from .doubt_rows import (
    DoubtStore,
)
from .first_saves import (
    FirstSave,
    RecordContent,
    build_first_saves,
    content_of,
)
from .lists import (
    read_part,
)
from .merge import (
    Merged,
    SourceRecord,
    laid_over,
    merge,
    set_right,
    tells_all_steps,
)
from .record_edits import (
    RecordEditStore,
    Word,
)
from .roll_call_rows import (
    RollCallStore,
    with_roll_calls,
)
from .rows import (
    BILL_FIELDS,
    CHILD_TABLES,
    ChildTable,
    bill_from_json,
    record_rows,
)
from .source_records import (
    StoredRecord,
    read_history,
    read_records,
)
from .state_store import (
    StateStore,
)
from .statements import (
    FIRST_STATEMENTS,
    STATEMENTS,
    write_rows,
)
from .states import (
    change_kinds,
    child_rows,
    corrected_keys,
    read_state,
    scalars,
)

__all__ = [
    "BILL_FIELDS",
    "CHILD_TABLES",
    "FIRST_STATEMENTS",
    "SCALARS",
    "STATEMENTS",
    "ChildTable",
    "DoubtStore",
    "FieldChange",
    "FirstSave",
    "Merged",
    "RecordContent",
    "RecordEditStore",
    "RollCallStore",
    "SourceRecord",
    "State",
    "StateStore",
    "StoredRecord",
    "Word",
    "bill_from_json",
    "build_first_saves",
    "change_kinds",
    "child_rows",
    "content_of",
    "corrected_keys",
    "diff",
    "dump",
    "laid_over",
    "merge",
    "read_history",
    "read_part",
    "read_records",
    "read_state",
    "record_rows",
    "replay",
    "scalars",
    "set_right",
    "tells_all_steps",
    "with_roll_calls",
    "write_rows",
]
