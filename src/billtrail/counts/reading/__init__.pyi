from .layout import LEAVE_OUT, ROLES, Choices, Column, Layout
from .people import PeopleListed
from .rows import REQUIRED, SAFE, CountsFile, Table, read_counts, read_table
from .template import write_template

__all__ = [
    "LEAVE_OUT",
    "REQUIRED",
    "ROLES",
    "SAFE",
    "Choices",
    "Column",
    "CountsFile",
    "Layout",
    "PeopleListed",
    "Table",
    "read_counts",
    "read_table",
    "write_template",
]
