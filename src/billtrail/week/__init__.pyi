from . import week
from .values import Item, Section, Week
from .week import shorter, week_json

__all__ = ["Item", "Section", "Week", "shorter", "week", "week_json"]
