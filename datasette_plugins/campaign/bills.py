"""The efforts and bills of a campaign's page: where each stands and what we do about it."""

from dataclasses import dataclass

from billtrail.bills.values import EffortStatus, Member
from billtrail.campaigns import FollowedBill
from billtrail.datasette_plugins.theme import stage_tone
from billtrail.words import AIMS, MEMBERS, bill_words, whole_title
from billtrail.words.status import (
    effort_law_words,
    effort_notes,
    effort_words,
    is_alive,
    is_overtaken,
    status_words,
)


@dataclass(frozen=True, slots=True)
class MemberView:
    bill: str
    identifier: str
    session_year: str | None
    role: str
    words: str
    date: str | None


@dataclass(frozen=True, slots=True)
class CampaignEffort:
    id: str
    title: str
    words: str
    notes: tuple[str, ...]
    tone: str
    date: str | None
    law: str | None
    enacted_bill: str | None
    enacted_identifier: str | None
    attempts: int
    members: tuple[MemberView, ...]
    opposing: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True)
class CampaignBillRow:
    bill: str
    identifier: str
    title: str
    words: str
    tone: str
    date: str | None
    aim: str
    position: str | None
    decided: str | None
    condition: str | None
    why: str


def build_campaign_effort(effort: EffortStatus) -> CampaignEffort:
    members = tuple(map(_member, effort.members))
    against = _MEMBERS_AGAINST
    return CampaignEffort(
        id=effort.id,
        title=effort.title,
        words=effort_words(effort),
        notes=effort_notes(effort),
        tone=stage_tone(effort.stage, effort.alive),
        date=effort.told_date,
        law=effort_law_words(effort),
        enacted_bill=effort.enacted_bill,
        enacted_identifier=bill_words(effort.enacted_bill) if effort.enacted_bill else None,
        attempts=len(effort.attempts),
        members=tuple(m for m in members if m.role != against),
        opposing=tuple(m for m in members if m.role == against),
    )


_MEMBERS_AGAINST = next(words for kind, words in MEMBERS.items() if kind == "opposes")


def _member(member: Member) -> MemberView:
    status = member.status
    return MemberView(
        bill=member.bill,
        identifier=bill_words(member.bill),
        session_year=status.bill.introduced_date if status else None,
        role=MEMBERS[member.kind],
        words=status_words(status) if status else "not read yet",
        date=status.progress.date if status and not is_overtaken(status) else None,
    )


def build_bill_row(followed: FollowedBill) -> CampaignBillRow:
    status = followed.status
    position = followed.position
    decided = position is not None and not position.value.startswith("needs decision")
    return CampaignBillRow(
        bill=followed.bill,
        identifier=bill_words(followed.bill),
        title=whole_title(status) if status else "",
        words=status_words(status) if status else "not read yet",
        tone=stage_tone(status.stage, is_alive(status)) if status else "ended",
        date=status.progress.date if status and not is_overtaken(status) else None,
        aim=AIMS[followed.aim],
        position=position.value.capitalize() if position else None,
        decided=_decided(followed) if decided else None,
        condition=followed.condition,
        why=followed.why,
    )


def _decided(followed: FollowedBill) -> str | None:
    return ", ".join(filter(None, (followed.decided_by, followed.decided_on))) or None
