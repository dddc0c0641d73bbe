"""What the page of signers shows: the bills with a roll, one roll, or a list that is looked at."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from billtrail import rolls
from billtrail.datasette_plugins.desk import Asked, Kept, Uploads
from billtrail.errors import UsageError
from billtrail.legislatures import full_name
from billtrail.rolls import Choices, Merge, RollOverview, SignerSheet, words
from billtrail.snapshot import Snapshot
from billtrail.words import bill_title, day_words
from billtrail.words.status import is_alive
from billtrail.workspace import Workspace

from ...fields import Option

KeptList = Kept[Choices, SignerSheet]
#: The lists of this process that are looked at.
UPLOADS: Uploads[Choices, SignerSheet] = Uploads()

#: Lines of a list that is looked at, and rows of a roll, that the page shows.
_MOST = 400
#: Longer groups are folded.
_FOLDED = 40
YES_NO: tuple[Option, ...] = (("", "nobody said"), ("yes", "yes"), ("no", "no"))
LEVELS: tuple[Option, ...] = (("", "nobody said"), *((one.value, one.value) for one in rolls.Level))


@dataclass(frozen=True, slots=True)
class BillLink:
    key: str
    name: str
    title: str
    signers: int


@dataclass(frozen=True, slots=True)
class GroupRows:
    """A group of the list, its rows in words; ``folded`` where it is long."""

    title: str
    rows: tuple[str, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A list before it is taken in. ``columns`` are heads with the field that each is read as."""

    word: str
    sheet: SignerSheet
    choices: Choices
    merge: Merge
    columns: tuple[tuple[int, str, str], ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    pairs: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class RollPage:
    """A bill's roll in words."""

    key: str
    name: str
    title: str
    overview: RollOverview
    count: str
    days: tuple[str, ...]
    groups: tuple[GroupRows, ...]
    pairs: tuple[tuple[str, str], ...]
    withdrawn: tuple[str, ...]
    reminders: tuple[str, ...]
    versions: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class SignersPage:
    """``gone`` says that a list is not kept any more."""

    bills: tuple[BillLink, ...] = ()
    roll: RollPage | None = None
    looked: LookedAt | None = None
    today: str = ""
    gone: str = ""
    fields: tuple[Option, ...] = field(default_factory=lambda: FIELDS)
    yes_no: tuple[Option, ...] = YES_NO
    levels: tuple[Option, ...] = LEVELS


FIELDS: tuple[Option, ...] = (
    ("", "not taken"),
    *((column.field, column.head) for column in rolls.COLUMNS.values() if column.called),
)


def read_page(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> SignersPage:
    if not asked.get("bill"):
        return SignersPage(tuple(_bills(snapshot, workspace)))
    key = snapshot.resolve_bill(asked.get("bill"))
    looked, gone = None, ""
    try:
        looked = _looked(workspace, key, asked.get("upload")) if asked.get("upload") else None
    except UsageError as error:
        gone = str(error)
    roll = build_roll(snapshot, workspace, key)
    return SignersPage((), roll, looked, snapshot.on.isoformat(), gone)


def _bills(snapshot: Snapshot, workspace: Workspace) -> Iterator[BillLink]:
    """Those with a roll, then those that we follow and that can still move."""
    held = rolls.bills_with_rolls(workspace)
    followed = [b.bill for c in snapshot.campaigns() for b in c.bills
                if b.status and is_alive(b.status)]  # fmt: skip
    statuses = snapshot.bills([*held, *followed])
    for key in dict.fromkeys((*held, *followed)):
        signers = len(rolls.read(workspace, key).signers) if key in held else 0
        title = bill_title(statuses[key]) if key in statuses else ""
        yield BillLink(key, full_name(key), title, signers)


def build_roll(snapshot: Snapshot, workspace: Workspace, key: str) -> RollPage:
    found = rolls.build_overview(workspace, snapshot, key)
    status = snapshot.bill(key)
    days = sorted({v.date for v in status.bill.versions or () if v.date}, reverse=True)
    return RollPage(
        key, full_name(key), bill_title(status), found, words.count_line(found.count),
        tuple(words.day_lines(found)),
        tuple(_group(group, found.version) for group in rolls.grouped(found.signed)),
        tuple((f"{p.one.number} {p.other.number}", words.pair_words(p)) for p in found.pairs),
        tuple(f"{s.name}, {day_words(s.withdrawn_on)}" for s in found.withdrawn),
        tuple(map(words.reminder_words, found.reminders)),
        (("", "nobody said"), *((day, f"of {day_words(day)}") for day in days)),
    )  # fmt: skip


def _group(group: rolls.Group, version: str) -> GroupRows:
    rows = tuple(f"#{s.number} {words.signer_words(s, version)}" for s in group.signers)
    return GroupRows(words.group_words(group), rows, len(rows) > _FOLDED)


def _looked(workspace: Workspace, key: str, word: str) -> LookedAt:
    kept = UPLOADS.get(f"{workspace.root} {key}", word)
    merge = rolls.merge(rolls.read(workspace, key), [signer for _, signer in kept.look.rows])
    columns = tuple((n, head, name) for n, (head, name) in enumerate(kept.look.columns))
    new, changed = (tuple(map(words.signer_words, found)) for found in (merge.new, merge.changed))
    return LookedAt(
        word, kept.look, kept.reading, merge, columns, new[:_MOST], changed[:_MOST],
        tuple(map(words.pair_words, rolls.alike(merge.roll.signed))),
        max(len(new) - _MOST, 0) + max(len(changed) - _MOST, 0),
    )  # fmt: skip
