from .caml import CamlText, caml_text, code_sections, plain_text
from .committees import (
    committee_abbreviated,
    committee_code,
    committee_named,
    is_code,
    split_place,
)
from .hearings import day_of, notices_of, status_of
from .houses import acting_house, chamber_of
from .members import Seat, seat_named
from .rules import classes_of, classify, vote_tail

__all__ = [
    "CamlText",
    "Seat",
    "acting_house",
    "caml_text",
    "chamber_of",
    "classes_of",
    "classify",
    "code_sections",
    "committee_abbreviated",
    "committee_code",
    "committee_named",
    "day_of",
    "is_code",
    "notices_of",
    "plain_text",
    "seat_named",
    "split_place",
    "status_of",
    "vote_tail",
]
