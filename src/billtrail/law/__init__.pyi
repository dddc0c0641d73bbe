from .acts import Act
from .citations import read_text, read_title
from .clauses import read_clauses, read_joined
from .codes import CALIFORNIA, CALLED
from .effect import chaptered_out, takes_effect_at_once
from .readings import (
    AS_READ,
    AS_SUMMARISED,
    ReadPart,
    StatuteChange,
    StatuteReading,
    StatutesFile,
    TakenIn,
)
from .spellings import find_statute, read_statute
from .standing import LawGround, StandsAs, act_name, basis_words, standing_on
from .statutes import Statute, nearest_statutes, parse_statute
from .values import CITE, WHATS, verbs_of

__all__ = [
    "AS_READ",
    "AS_SUMMARISED",
    "CALIFORNIA",
    "CALLED",
    "CITE",
    "WHATS",
    "Act",
    "LawGround",
    "ReadPart",
    "StandsAs",
    "Statute",
    "StatuteChange",
    "StatuteReading",
    "StatutesFile",
    "TakenIn",
    "act_name",
    "basis_words",
    "chaptered_out",
    "find_statute",
    "nearest_statutes",
    "parse_statute",
    "read_clauses",
    "read_joined",
    "read_statute",
    "read_text",
    "read_title",
    "standing_on",
    "takes_effect_at_once",
    "verbs_of",
]
