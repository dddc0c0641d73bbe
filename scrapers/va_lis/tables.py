"""The files of a session that we read: a class for the rows of each, columns as in its first line.

Every value is text, ``""`` for none. ``Vote.csv`` has no first line and rows of differing length.
"""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

#: Any of the classes of rows.
R = TypeVar("R", bound=NamedTuple)


class BillRow(NamedTuple):
    """``failed`` with ``carried_over``: a measure of the year before that ended in this one."""

    bill_id: str
    bill_description: str
    passed_house: str
    passed_senate: str
    passed: str
    failed: str
    carried_over: str
    approved: str
    vetoed: str
    full_text_doc1: str
    full_text_date1: str
    full_text_doc2: str
    full_text_date2: str
    full_text_doc3: str
    full_text_date3: str
    full_text_doc4: str
    full_text_date4: str
    full_text_doc5: str
    full_text_date5: str
    full_text_doc6: str
    full_text_date6: str
    chapter_id: str
    introduction_date: str


class StepRow(NamedTuple):
    bill_id: str
    history_date: str
    history_description: str
    history_refid: str


class PatronRow(NamedTuple):
    bill_number: str
    member_name: str
    member_id: str
    patron_type: str


class SubjectRow(NamedTuple):
    bill_number: str
    subject_name: str


class MemberRow(NamedTuple):
    mbr_mbrno: str
    mbr_name: str


class CommitteeRow(NamedTuple):
    com_comno: str
    com_name: str
    chamber: str


#: The class of each file's rows, by the file's name in small letters.
TABLES: Mapping[str, type[NamedTuple]] = {
    "bills": BillRow,
    "history": StepRow,
    "sponsors": PatronRow,
    "cibillsubjects": SubjectRow,
    "members": MemberRow,
    "committees": CommitteeRow,
}
#: A roll call's name, then each member and the answer.
VOTES = "vote"
#: Tables whose rows are of a measure, which their first column names.
OF_BILLS = ("bills", "history", "sponsors", "cibillsubjects")
#: Tables in which its numbers of members and committees are looked up.
LOOKED_UP = ("members", "committees")
