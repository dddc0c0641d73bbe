from . import words
from .changes import (
    ROLL,
    Changed,
    Forgotten,
    delete_expired,
    forget,
    found_by,
    join,
    part,
    take_back,
    take_in,
    withdraw,
)
from .columns import COLUMNS
from .likeness import alike
from .merging import Merge, merge
from .overview import RollOverview, build_overview, decided_stance, newest_version, signed_counts
from .reading import Choices, RowFault, SignerSheet, read_signers
from .reminders import Reminder, SignBy, Why, reminders, sign_by, unfit
from .roll_file import FOLDER, bills_with_rolls, expired, kept_until, path_of, read, rename
from .settings import RollSettings, read_settings
from .sheets import csv_bytes, workbook_bytes
from .values import Group, Level, Pair, Roll, Signer, SignerCount, count, grouped

__all__ = [
    "COLUMNS",
    "FOLDER",
    "ROLL",
    "Changed",
    "Choices",
    "Forgotten",
    "Group",
    "Level",
    "Merge",
    "Pair",
    "Reminder",
    "Roll",
    "RollOverview",
    "RollSettings",
    "RowFault",
    "SignBy",
    "Signer",
    "SignerCount",
    "SignerSheet",
    "Why",
    "alike",
    "bills_with_rolls",
    "build_overview",
    "count",
    "csv_bytes",
    "decided_stance",
    "delete_expired",
    "expired",
    "forget",
    "found_by",
    "grouped",
    "join",
    "kept_until",
    "merge",
    "newest_version",
    "part",
    "path_of",
    "read",
    "read_settings",
    "read_signers",
    "reminders",
    "rename",
    "sign_by",
    "signed_counts",
    "take_back",
    "take_in",
    "unfit",
    "withdraw",
    "words",
    "workbook_bytes",
]
