from . import rules, voices
from .behind import passage_sentences
from .brief import build, read_offers
from .choices import (
    AS_WRITTEN,
    NONE,
    Choices,
    Choosable,
    Offers,
    offer_figures,
    offer_lines,
    why_not,
)
from .common_parts import DEFAULT_ACCENT, official_page
from .draft import Draft
from .effect import effect_sentences
from .explain import explain_lines
from .figures import basis_words, build_figures, chart_amounts
from .goals import SUBJECT
from .positions import build_facts
from .relief import count_relief
from .request import Request
from .rules import left_out
from .status import bill_stage, next_sentence
from .subject import (
    FULFILLED,
    Lead,
    Reads,
    Subject,
    followed,
    read_subject,
    session_of,
    stale_after,
)
from .voices import Voice, find_voice, load_voices, refuse_out_of_scope

__all__ = [
    "AS_WRITTEN",
    "DEFAULT_ACCENT",
    "FULFILLED",
    "NONE",
    "SUBJECT",
    "Choices",
    "Choosable",
    "Draft",
    "Lead",
    "Offers",
    "Reads",
    "Request",
    "Subject",
    "Voice",
    "basis_words",
    "bill_stage",
    "build",
    "build_facts",
    "build_figures",
    "chart_amounts",
    "count_relief",
    "effect_sentences",
    "explain_lines",
    "find_voice",
    "followed",
    "left_out",
    "load_voices",
    "next_sentence",
    "offer_figures",
    "offer_lines",
    "official_page",
    "passage_sentences",
    "read_offers",
    "read_subject",
    "refuse_out_of_scope",
    "rules",
    "session_of",
    "stale_after",
    "voices",
    "why_not",
]
