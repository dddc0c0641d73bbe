from . import apart, as_figures, load, reading, settle
from .apart import Look
from .load import LOAD, PlanMoved, Reading
from .plan import Plan, PlanLine

__all__ = [
    "LOAD",
    "Look",
    "Plan",
    "PlanLine",
    "PlanMoved",
    "Reading",
    "apart",
    "as_figures",
    "load",
    "reading",
    "settle",
]
