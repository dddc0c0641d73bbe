from . import models
from .effective_day import effective_day
from .efforts import build_effort, counted
from .gaps import Contradiction, Gap, contradictions
from .newest_print import NewestPrint, newest_print, would_do
from .prints import Comparison, Passage, PassageKind, compare
from .source import SECONDARY, Access, Source
from .stages_over_time import StageSince, bill_stages, effort_stages

__all__ = [
    "SECONDARY",
    "Access",
    "Comparison",
    "Contradiction",
    "Gap",
    "NewestPrint",
    "Passage",
    "PassageKind",
    "Source",
    "StageSince",
    "bill_stages",
    "build_effort",
    "compare",
    "contradictions",
    "counted",
    "effective_day",
    "effort_stages",
    "models",
    "newest_print",
    "would_do",
]
