"""An effort on a day."""

from dataclasses import dataclass

from billtrail.legislatures import MemberKind, Stage

from .status import BillStatus


@dataclass(frozen=True, slots=True)
class Member:
    bill: str
    kind: MemberKind
    basis: str
    enacted_via: str | None
    status: BillStatus | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one session saw of an effort."""

    session: str
    first_introduced: str | None
    bills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A session whose titles were looked through for bills that go on with our efforts: how many
    ``titles``, of bills introduced up to ``newest``, in which ``source`` and on which day."""

    jurisdiction: str
    session: str
    source: str
    titles: int
    newest: str | None
    looked_on: str


@dataclass(frozen=True, slots=True)
class EffortStatus:
    """An effort on a day. ``proof`` is the member whose stage is the family's; of dead ones it is
    the last try, and ``furthest`` an earlier one that came further. ``likely`` are live bills that
    look like the effort, which nobody confirmed; ``looks`` what was looked through for them."""

    id: str
    title: str
    campaign: str
    stage: Stage
    stage_date: str | None
    alive: bool
    law: str | None
    enacted_bill: str | None
    proof: BillStatus | None
    members: tuple[Member, ...]
    attempts: tuple[Attempt, ...]
    furthest: BillStatus | None = None
    likely: tuple[str, ...] = ()
    looks: tuple[Look, ...] = ()

    @property
    def told_date(self) -> str | None:
        """The day of what is told of it: of the law, where one has the text of its bill."""
        law = self.proof.containment if self.proof else None
        return law.date if law else self.stage_date
