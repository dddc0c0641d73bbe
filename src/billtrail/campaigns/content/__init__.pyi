from . import (
    load,
    tables,
)
from .checks import (
    chart_base,
    chart_faults,
)
from .files import (
    Campaign,
    CampaignBill,
)
from .house_language import (
    PLAIN_GRADE,
    is_easy,
    lint_text,
    reading_grade,
)
from .languages import (
    differing_facts,
)
from .load import (
    Content,
    load_content,
    load_shipped,
)
from .overrides import (
    Outdated,
    outdated,
)
from .promises import (
    lint_paper,
)
from .sound import (
    faults_of,
    load_sound,
    sound_with,
)
from .tables import (
    ROWS,
)

__all__ = [
    "PLAIN_GRADE",
    "ROWS",
    "Campaign",
    "CampaignBill",
    "Content",
    "Outdated",
    "chart_base",
    "chart_faults",
    "differing_facts",
    "faults_of",
    "is_easy",
    "lint_paper",
    "lint_text",
    "load",
    "load_content",
    "load_shipped",
    "load_sound",
    "outdated",
    "reading_grade",
    "sound_with",
    "tables",
]
