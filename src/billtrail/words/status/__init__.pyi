from .efforts import effort_law_words, effort_notes, effort_words, look_words
from .hows import HOWS
from .stages import (
    STAGES,
    any_stage,
    law_words,
    mark_words,
    meaning_words,
    reached_words,
    stage_meaning,
    stage_word,
    stage_words,
    stages_of,
    status_words,
    then_words,
)
from .standing import (
    away_words,
    contained_words,
    is_alive,
    is_overtaken,
    location_words,
    overtaken_words,
)
from .terms import effect_words, later_vote_words, vote_words

__all__ = [
    "HOWS",
    "STAGES",
    "any_stage",
    "away_words",
    "contained_words",
    "effect_words",
    "effort_law_words",
    "effort_notes",
    "effort_words",
    "is_alive",
    "is_overtaken",
    "later_vote_words",
    "law_words",
    "location_words",
    "look_words",
    "mark_words",
    "meaning_words",
    "overtaken_words",
    "reached_words",
    "stage_meaning",
    "stage_word",
    "stage_words",
    "stages_of",
    "status_words",
    "then_words",
    "vote_words",
]
