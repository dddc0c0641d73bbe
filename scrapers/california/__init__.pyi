from .caml import CamlText, caml_text, code_sections, plain_text
from .committees import committee_code, split_place
from .hearings import day_of, notices_of, status_of
from .houses import acting_house, chamber_of
from .rules import classes_of, classify, committee_named, vote_tail

__all__ = [
    "CamlText",
    "acting_house",
    "caml_text",
    "chamber_of",
    "classes_of",
    "classify",
    "code_sections",
    "committee_code",
    "committee_named",
    "day_of",
    "notices_of",
    "plain_text",
    "split_place",
    "status_of",
    "vote_tail",
]
