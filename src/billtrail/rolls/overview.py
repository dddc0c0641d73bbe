"""A roll as it stands beside its bill on a day: for the terminal, the desk and the letter."""

from dataclasses import dataclass
from datetime import date

from billtrail.bills import newest_print
from billtrail.errors import BilltrailError
from billtrail.legislatures import DECIDED
from billtrail.snapshot import Snapshot
from billtrail.workspace import Workspace

from . import roll_file
from .likeness import alike
from .reminders import Reminder, SignBy, Why, reminders, sign_by, unfit
from .settings import read_settings
from .values import Pair, Roll, Signer, SignerCount, count


@dataclass(frozen=True, slots=True)
class RollOverview:
    """A roll, with the ``version`` (day of the newest print) and ``stance`` that a letter of today
    would have; ``""`` where there is none.

    ``signed`` are those whose signature stands, ``fit`` those of them who agreed to this text and
    position, or of whom nobody said; ``pairs`` look like one organisation. ``sign_by`` is there
    while a hearing's deadline is to come.
    """

    roll: Roll
    version: str
    stance: str
    signed: tuple[Signer, ...]
    fit: tuple[Signer, ...]
    pairs: tuple[Pair, ...]
    count: SignerCount
    reminders: tuple[Reminder, ...]
    sign_by: SignBy | None
    kept_until: date | None

    @property
    def withdrawn(self) -> tuple[Signer, ...]:
        return tuple(s for s in self.roll.signers if s.withdrawn_on and not s.has_signed)


def build_overview(workspace: Workspace, snapshot: Snapshot, bill: str) -> RollOverview:
    """Raises CheckFailed where the roll's file has faults, UsageError for settings with some."""
    roll = roll_file.read(workspace, bill)
    version, stance = newest_version(snapshot, bill), decided_stance(snapshot, bill)
    signed = roll.signed
    pairs = alike(signed)
    return RollOverview(
        roll, version, stance, signed,
        tuple(s for s in signed if unfit(s, version, stance) in (None, Why.NO_TEXT)),
        pairs, count(signed, pairs), reminders(roll, version, stance),
        _sign_by(workspace, snapshot, bill), roll_file.kept_until(workspace, roll),
    )  # fmt: skip


def signed_counts(workspace: Workspace, snapshot: Snapshot) -> tuple[tuple[str, int], ...]:
    """How many organisations have signed by the day of the snapshot, for the newest print and the
    position decided, by bill. A roll that has faults counts nobody."""
    return tuple(
        (bill, number)
        for bill in roll_file.bills_with_rolls(workspace)
        if (number := _signed_count(workspace, snapshot, bill))
    )


def _signed_count(workspace: Workspace, snapshot: Snapshot, bill: str) -> int:
    try:
        roll = roll_file.read(workspace, bill)
        version = newest_version(snapshot, bill)
    except BilltrailError:
        return 0
    stance, day = decided_stance(snapshot, bill), snapshot.on.isoformat()
    fit = [s for s in roll.signed if s.signed_on <= day
           and unfit(s, version, stance) in (None, Why.NO_TEXT)]  # fmt: skip
    return count(fit, alike(fit)).organisations


def newest_version(snapshot: Snapshot, bill: str) -> str:
    """The day of the newest print of which the record tells; ``""`` where none is known."""
    found = newest_print(snapshot.bill(bill))
    return found.date if found else ""


def decided_stance(snapshot: Snapshot, bill: str) -> str:
    """The position that is decided on a bill; ``""`` where none is."""
    campaigns = map(snapshot.campaign, snapshot.campaigns_of(bill))
    bills = (one for campaign in campaigns for one in campaign.bills)
    return next((str(b.position) for b in bills if b.bill == bill and b.position in DECIDED), "")


def _sign_by(workspace: Workspace, snapshot: Snapshot, bill: str) -> SignBy | None:
    """Of the next hearing that still takes letters."""
    days = [h.letters.on for h in snapshot.hearings([bill]) if h.letters]
    if not days:
        return None
    return sign_by(min(days), read_settings(workspace.organisation), bill.partition("-")[0])
