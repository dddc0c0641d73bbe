from .having import committee_title, committees_having, full_committee
from .named import committee_of
from .offices_to_ask import OfficesToAsk, read_offices_to_ask
from .recipients import CommitteeList, Recipient, committee_list, executive_recipient, recipients

__all__ = [
    "CommitteeList",
    "OfficesToAsk",
    "Recipient",
    "committee_list",
    "committee_of",
    "committee_title",
    "committees_having",
    "executive_recipient",
    "full_committee",
    "read_offices_to_ask",
    "recipients",
]
