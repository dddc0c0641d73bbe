from . import relief_file
from .acts import Act
from .citations import read_text, read_title
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
from .relief import (
    ENOUGH_READERS,
    FACTS,
    KIND,
    KINDS,
    SINCE,
    WHO,
    Relief,
    ReliefFact,
    build_reliefs,
)
from .spellings import find_statute, read_statute
from .standing import LawGround, StandsAs, act_name, basis_words, standing_on
from .statutes import nearest_statutes, parse_statute
from .values import CITE, Citation, verbs_of
from .watched import WatchedSection, parse_watched, read_watched

__all__ = [
    "AS_READ",
    "AS_SUMMARISED",
    "CITE",
    "ENOUGH_READERS",
    "FACTS",
    "KIND",
    "KINDS",
    "SINCE",
    "WHO",
    "Act",
    "Citation",
    "LawGround",
    "ReadPart",
    "Relief",
    "ReliefFact",
    "StandsAs",
    "StatuteChange",
    "StatuteReading",
    "StatutesFile",
    "TakenIn",
    "WatchedSection",
    "act_name",
    "basis_words",
    "build_reliefs",
    "chaptered_out",
    "find_statute",
    "nearest_statutes",
    "parse_statute",
    "parse_watched",
    "read_statute",
    "read_text",
    "read_title",
    "read_watched",
    "relief_file",
    "standing_on",
    "verbs_of",
]
