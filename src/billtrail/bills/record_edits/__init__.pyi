from .compare import Arrival, Compared, Gone, compare
from .lateness import FEWEST, Lateness, StepKind, measure
from .said import Said, said_of
from .values import EditKind, RecordEdit, SeenEdit

__all__ = [
    "FEWEST",
    "Arrival",
    "Compared",
    "EditKind",
    "Gone",
    "Lateness",
    "RecordEdit",
    "Said",
    "SeenEdit",
    "StepKind",
    "compare",
    "measure",
    "said_of",
]
