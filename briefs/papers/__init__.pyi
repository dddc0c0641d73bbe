from .build import build_paper
from .card import card_text
from .definition import PaperDefinition
from .definitions import PAPERS, find_paper, load_papers
from .formats import FORMATS, fit, paper_id, render
from .request import PaperRequest
from .values import CardRow, Finding, Paper, PaperFacts, from_json, published, to_json
from .write import WrittenPaper, author_notes, file_name, make_paper, read_request, write_paper

__all__ = [
    "FORMATS",
    "PAPERS",
    "CardRow",
    "Finding",
    "Paper",
    "PaperDefinition",
    "PaperFacts",
    "PaperRequest",
    "WrittenPaper",
    "author_notes",
    "build_paper",
    "card_text",
    "file_name",
    "find_paper",
    "fit",
    "from_json",
    "load_papers",
    "make_paper",
    "paper_id",
    "published",
    "read_request",
    "render",
    "to_json",
    "write_paper",
]
