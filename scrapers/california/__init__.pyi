from .caml import CamlText, caml_text, code_sections, plain_text
from .committees import committee_code, split_place
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
    "plain_text",
    "split_place",
    "vote_tail",
]
