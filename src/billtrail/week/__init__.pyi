from . import week
from .values import Week, WeekItem, WeekSection
from .week import shorter, week_json

__all__ = ["Week", "WeekItem", "WeekSection", "shorter", "week", "week_json"]
