"""What a legislator did."""

from dataclasses import dataclass

from .status import BillStatus


@dataclass(frozen=True, slots=True)
class MemberVote:
    """How one legislator voted on a bill: ``option`` as in ``models.VoteRecord``, ``name`` as the
    vote has it; ``yes`` and ``no`` are the counts of the whole vote."""

    bill: str
    date: str
    chamber: str | None
    committee: str | None
    motion: str | None
    result: str | None
    option: str
    name: str
    yes: int | None
    no: int | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing on record. ``kind``: introduced, leads, joined, left, yes, no; ``certain`` is
    false where only a family name says who it was. Who ``leads`` took it over."""

    kind: str
    status: BillStatus
    date: str | None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """What one person did, newest bill first."""

    deeds: tuple[Deed, ...] = ()

    def of(self, *kinds: str) -> tuple[Deed, ...]:
        return tuple(deed for deed in self.deeds if deed.kind in kinds and deed.certain)

    def keys(self, kind: str) -> tuple[str, ...]:
        """Of the bills of one kind of deed."""
        return tuple(deed.status.key for deed in self.of(kind))

    def stands_on(self, key: str) -> bool:
        """Whether they introduced or lead the bill or are among those who joined it."""
        return any(deed.status.key == key for deed in self.of("introduced", "leads", "joined"))
