from .bills.models import Bill
from .bills.values import BillStatus, Change, EffortStatus
from .campaigns import CampaignStatus
from .errors import BilltrailError
from .importing import import_paths
from .legislatures import Stage
from .scrapers import load_sources
from .snapshot import Snapshot, open_snapshot
from .workspace import Workspace, prepare

__version__: str

__all__ = [
    "Bill",
    "BillStatus",
    "BilltrailError",
    "CampaignStatus",
    "Change",
    "EffortStatus",
    "Snapshot",
    "Stage",
    "Workspace",
    "import_paths",
    "load_sources",
    "open_snapshot",
    "prepare",
]
