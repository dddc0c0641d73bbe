from .build import build_paper
from .card import card_text
from .definition import PaperDefinition
from .definitions import PAPERS, find_paper, load_papers
from .formats import FORMATS, draw_paper, fit, paper_id, read_paper, render
from .funding import (
    FUNDING,
    FundingRequest,
    drop_funding,
    find_funding,
    load_funding,
    read_amount,
    save_funding,
)
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
    "FUNDING",
    "PAPERS",
    "SENT",
    "CardRow",
    "Finding",
    "FundingRequest",
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
    "drop_funding",
    "file_name",
    "find_funding",
    "find_issued",
    "find_paper",
    "fit",
    "from_json",
    "letters_with",
    "load_funding",
    "load_papers",
    "make_paper",
    "mark_sent",
    "paper_id",
    "published",
    "read_amount",
    "read_issued",
    "read_paper",
    "read_request",
    "record",
    "render",
    "save_funding",
    "sent_words",
    "signature_lines",
    "take_back",
    "to_each_committee",
    "to_json",
    "without_people",
    "write_pack",
    "write_paper",
]
