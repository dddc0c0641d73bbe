from .parts import AheadDate, Freshness, build_date, build_freshness, is_first_run
from .stage_bar import MarkState, StageMark, StageView, build_bar, build_stage, stage_tone

__all__ = [
    "AheadDate",
    "Freshness",
    "MarkState",
    "StageMark",
    "StageView",
    "build_bar",
    "build_date",
    "build_freshness",
    "build_stage",
    "is_first_run",
    "stage_tone",
]
