from .parts import (
    AheadDate,
    CorrectionView,
    Freshness,
    build_correction,
    build_date,
    build_freshness,
    is_first_run,
)
from .stage_bar import MarkState, StageMark, StageView, build_bar, build_stage, stage_tone

__all__ = [
    "AheadDate",
    "CorrectionView",
    "Freshness",
    "MarkState",
    "StageMark",
    "StageView",
    "build_bar",
    "build_correction",
    "build_date",
    "build_freshness",
    "build_stage",
    "is_first_run",
    "stage_tone",
]
