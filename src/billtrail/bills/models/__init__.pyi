from .bill import (
    Action,
    Activity,
    Bill,
    BillCommittee,
    Relation,
    Sponsorship,
    Summary,
    Title,
    Version,
    Vote,
    VoteRecord,
)
from .documents import ABSENT, Analysis, Document, Link, PartLeftOut, VersionText
from .floor import FloorItem, FloorList, FloorRule
from .hearings import FROM_HISTORY, Agenda, BillHearings, Hearing, HearingNotice, MeetingPaper
from .record import Record
from .roll_calls import RollCall
from .rosters import Committee, CommitteeMember, Person, Term

__all__ = [
    "ABSENT",
    "FROM_HISTORY",
    "Action",
    "Activity",
    "Agenda",
    "Analysis",
    "Bill",
    "BillCommittee",
    "BillHearings",
    "Committee",
    "CommitteeMember",
    "Document",
    "FloorItem",
    "FloorList",
    "FloorRule",
    "Hearing",
    "HearingNotice",
    "Link",
    "MeetingPaper",
    "PartLeftOut",
    "Person",
    "Record",
    "Relation",
    "RollCall",
    "Sponsorship",
    "Summary",
    "Term",
    "Title",
    "Version",
    "VersionText",
    "Vote",
    "VoteRecord",
]
