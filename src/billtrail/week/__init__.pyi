from . import week
from .tasks import stale
from .values import Week, WeekItem, WeekSection
from .week import shorter, week_json
from .words import few

__all__ = ["Week", "WeekItem", "WeekSection", "few", "shorter", "stale", "week", "week_json"]
