"""Whatever a parser makes of a document."""

from .bill import Bill
from .documents import Analysis, Link, PartLeftOut, VersionText
from .hearings import Agenda, BillHearings, Hearing
from .rosters import Committee, Person

Record = (
    Bill | PartLeftOut | VersionText | Analysis | Hearing | BillHearings | Agenda | Person
    | Committee | Link
)  # fmt: skip
