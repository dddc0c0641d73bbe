"""The tables of PUBINFO that we read: a class for the rows of each, and what makes two rows one.

Columns as in the publisher's ``capublic.sql``, in file order; every value is text, ``""`` for none.
"""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

#: Any of the classes of rows.
R = TypeVar("R", bound=NamedTuple)


class BillRow(NamedTuple):
    bill_id: str
    session_year: str
    session_num: str
    measure_type: str
    measure_num: str
    measure_state: str
    chapter_year: str
    chapter_type: str
    chapter_session_num: str
    chapter_num: str
    latest_bill_version_id: str
    active_flg: str
    trans_uid: str
    trans_update: str
    current_location: str
    current_secondary_loc: str
    current_house: str
    current_status: str
    days_31st_in_print: str


class StepRow(NamedTuple):
    bill_id: str
    bill_history_id: str
    action_date: str
    action: str
    trans_uid: str
    trans_update: str
    action_sequence: str
    action_code: str
    action_status: str
    primary_location: str
    secondary_location: str
    ternary_location: str
    end_status: str


class PrintRow(NamedTuple):
    bill_version_id: str
    bill_id: str
    version_num: str
    bill_version_action_date: str
    bill_version_action: str
    request_num: str
    subject: str
    vote_required: str
    appropriation: str
    fiscal_committee: str
    local_program: str
    substantive_changes: str
    urgency: str
    taxlevy: str
    bill_xml: str
    active_flg: str
    trans_uid: str
    trans_update: str


class AuthorRow(NamedTuple):
    bill_version_id: str
    type: str
    house: str
    name: str
    contribution: str
    committee_members: str
    active_flg: str
    trans_uid: str
    trans_update: str
    primary_author_flg: str


class AnalysisRow(NamedTuple):
    analysis_id: str
    bill_id: str
    house: str
    analysis_type: str
    committee_code: str
    committee_name: str
    amendment_author: str
    analysis_date: str
    amendment_date: str
    page_num: str
    source_doc: str
    released_floor: str
    active_flg: str
    trans_uid: str
    trans_update: str


class VoteRow(NamedTuple):
    bill_id: str
    location_code: str
    vote_date_time: str
    vote_date_seq: str
    motion_id: str
    ayes: str
    noes: str
    abstain: str
    vote_result: str
    trans_uid: str
    trans_update: str
    file_item_num: str
    file_location: str
    display_lines: str
    session_date: str


class BallotRow(NamedTuple):
    bill_id: str
    location_code: str
    legislator_name: str
    vote_date_time: str
    vote_date_seq: str
    vote_code: str
    motion_id: str
    trans_uid: str
    trans_update: str
    member_order: str
    session_date: str
    speaker: str


class MessageRow(NamedTuple):
    bill_id: str
    veto_date: str
    message: str
    trans_uid: str
    trans_update: str


class HearingRow(NamedTuple):
    bill_id: str
    committee_type: str
    committee_nr: str
    hearing_date: str
    location_code: str
    trans_uid: str
    trans_update: str


class SeatRow(NamedTuple):
    district: str
    session_year: str
    legislator_name: str
    house_type: str
    author_name: str
    first_name: str
    last_name: str
    middle_initial: str
    name_suffix: str
    name_title: str
    web_name_title: str
    party: str
    active_flg: str
    trans_uid: str
    trans_update: str
    active_legislator: str


class PlaceRow(NamedTuple):
    session_year: str
    location_code: str
    location_type: str
    consent_calendar_code: str
    description: str
    long_description: str
    active_flg: str
    trans_uid: str
    trans_update: str
    inactive_file_flg: str


class MotionRow(NamedTuple):
    motion_id: str
    motion_text: str
    trans_uid: str
    trans_update: str


#: The class of each table's rows.
TABLES: Mapping[str, type[NamedTuple]] = {
    "BILL_TBL": BillRow,
    "BILL_HISTORY_TBL": StepRow,
    "BILL_VERSION_TBL": PrintRow,
    "BILL_VERSION_AUTHORS_TBL": AuthorRow,
    "BILL_ANALYSIS_TBL": AnalysisRow,
    "BILL_SUMMARY_VOTE_TBL": VoteRow,
    "BILL_DETAIL_VOTE_TBL": BallotRow,
    "VETO_MESSAGE_TBL": MessageRow,
    "COMMITTEE_HEARING_TBL": HearingRow,
    "LEGISLATOR_TBL": SeatRow,
    "LOCATION_CODE_TBL": PlaceRow,
    "BILL_MOTION_TBL": MotionRow,
}

#: What tells one row of a bill from another. Tables without a key of their own repeat rows where
#: two archives overlap.
IDENTITY: Mapping[str, tuple[str, ...]] = {
    "BILL_TBL": (),
    "BILL_HISTORY_TBL": ("bill_history_id",),
    "BILL_VERSION_TBL": ("bill_version_id",),
    "BILL_VERSION_AUTHORS_TBL": ("bill_version_id", "type", "house", "name", "contribution"),
    "BILL_ANALYSIS_TBL": ("analysis_id",),
    "BILL_SUMMARY_VOTE_TBL": ("location_code", "vote_date_time", "vote_date_seq", "motion_id"),
    "BILL_DETAIL_VOTE_TBL": (
        "location_code", "vote_date_time", "vote_date_seq", "motion_id", "legislator_name",
    ),
    "VETO_MESSAGE_TBL": (),
    "COMMITTEE_HEARING_TBL": ("location_code", "hearing_date"),
}  # fmt: skip


def bill_column(table: str) -> str:
    """The column that says whose a row is."""
    columns = TABLES[table]._fields
    return "bill_id" if "bill_id" in columns else columns[0]
