from .caml import CamlText, caml_text, code_sections, plain_text
from .committees import committee_code, split_place
from .rules import chamber_of, classes_of, classify, committee_named, vote_tail

__all__ = [
    "CamlText",
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
