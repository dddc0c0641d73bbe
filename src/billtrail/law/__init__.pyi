from .acts import Act
from .citations import read_text, read_title
from .clauses import Clauses, read_clauses, read_joined
from .codes import CALIFORNIA, CALLED, Code
from .effect import chapter_number, chaptered_out, starts_on, takes_effect_at_once
from .readings import (
    AS_READ,
    AS_SUMMARISED,
    BASES,
    ReadPart,
    StatuteChange,
    StatuteReading,
    StatutesFile,
    TakenIn,
)
from .spellings import find_statute, read_statute
from .standing import (
    LawGround,
    Standing,
    StandsAs,
    act_name,
    basis_words,
    changes_since,
    standing_on,
)
from .statutes import Statute, nearest_statutes, parse_statute
from .values import CITE, WHATS, Citation, verbs_of

__all__ = [
    "AS_READ",
    "AS_SUMMARISED",
    "BASES",
    "CALIFORNIA",
    "CALLED",
    "CITE",
    "WHATS",
    "Act",
    "Citation",
    "Clauses",
    "Code",
    "LawGround",
    "ReadPart",
    "Standing",
    "StandsAs",
    "Statute",
    "StatuteChange",
    "StatuteReading",
    "StatutesFile",
    "TakenIn",
    "act_name",
    "basis_words",
    "changes_since",
    "chapter_number",
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
    "starts_on",
    "takes_effect_at_once",
    "verbs_of",
]
