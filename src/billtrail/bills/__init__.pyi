from . import models
from .effective_day import effective_day
from .efforts import build_effort, counted
from .newest_print import NewestPrint, newest_print, would_do
from .prints import Comparison, Passage, PassageKind, compare
from .source import Source
from .stages_over_time import StageSince, bill_stages, effort_stages

__all__ = [
    "Comparison",
    "NewestPrint",
    "Passage",
    "PassageKind",
    "Source",
    "StageSince",
    "bill_stages",
    "build_effort",
    "compare",
    "counted",
    "effective_day",
    "effort_stages",
    "models",
    "newest_print",
    "would_do",
]
