from .acts import Act
from .citations import read_title
from .effect import chaptered_out
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
from .statutes import nearest_statutes, parse_statute
from .values import verbs_of

__all__ = [
    "AS_READ",
    "AS_SUMMARISED",
    "Act",
    "LawGround",
    "ReadPart",
    "StandsAs",
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
    "read_statute",
    "read_title",
    "standing_on",
    "verbs_of",
]
