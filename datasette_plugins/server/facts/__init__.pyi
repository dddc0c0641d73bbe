from .databases import fact_files
from .tables import read_whole

__all__ = ["fact_files", "read_whole"]
