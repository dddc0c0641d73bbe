from .marks import read_marks
from .memory import Memory

__all__ = ["Memory", "read_marks"]
