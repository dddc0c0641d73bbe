from .compare import Arrival, Compared, Gone, compare
from .said import Said, said_of
from .values import EditKind, RecordEdit, SeenEdit

__all__ = [
    "Arrival",
    "Compared",
    "EditKind",
    "Gone",
    "RecordEdit",
    "Said",
    "SeenEdit",
    "compare",
    "said_of",
]
