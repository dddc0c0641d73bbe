from .build import build_paper
from .card import card_text
from .definition import PaperDefinition
from .definitions import PAPERS, find_paper, load_papers
from .formats import FORMATS, draw_paper, fit, paper_id, read_paper, render
from .issued import (
    IssuedPaper,
    find_issued,
    letters_with,
    read_issued,
    record,
    signature_lines,
    without_people,
)
from .request import PaperRequest
from .sent import SENT, mark_sent, sent_words, take_back
from .values import CardRow, Finding, Paper, PaperFacts, from_json, published, to_json
from .write import (
    ALL,
    WrittenPack,
    WrittenPaper,
    author_notes,
    file_name,
    make_paper,
    read_request,
    to_each_committee,
    write_pack,
    write_paper,
)

__all__ = [
    "ALL",
    "FORMATS",
    "PAPERS",
    "SENT",
    "CardRow",
    "Finding",
    "IssuedPaper",
    "Paper",
    "PaperDefinition",
    "PaperFacts",
    "PaperRequest",
    "WrittenPack",
    "WrittenPaper",
    "author_notes",
    "build_paper",
    "card_text",
    "draw_paper",
    "file_name",
    "find_issued",
    "find_paper",
    "fit",
    "from_json",
    "letters_with",
    "load_papers",
    "make_paper",
    "mark_sent",
    "paper_id",
    "published",
    "read_issued",
    "read_paper",
    "read_request",
    "record",
    "render",
    "sent_words",
    "signature_lines",
    "take_back",
    "to_each_committee",
    "to_json",
    "without_people",
    "write_pack",
    "write_paper",
]
