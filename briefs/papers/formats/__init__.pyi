from .as_bytes import FORMATS, render
from .carried import CarriedPaper, read_paper
from .fit import fit
from .identity import paper_id

__all__ = ["FORMATS", "CarriedPaper", "fit", "paper_id", "read_paper", "render"]
