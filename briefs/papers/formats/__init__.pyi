from .as_bytes import FORMATS, render
from .carried import CarriedPaper, read_paper
from .fit import fit
from .identity import paper_id
from .pdf import draw_paper

__all__ = ["FORMATS", "CarriedPaper", "draw_paper", "fit", "paper_id", "read_paper", "render"]
