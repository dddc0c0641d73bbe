"""Whatever a parser makes of a document."""

from .bill import Bill
from .documents import Analysis, Link, PartLeftOut, VersionText
from .floor import FloorList
from .hearings import Agenda, BillHearings, Hearing
from .roll_calls import RollCall
from .rosters import Committee, Person

Record = (
    Bill | PartLeftOut | VersionText | Analysis | Hearing | BillHearings | Agenda | FloorList
    | Person | Committee | Link | RollCall
)  # fmt: skip
