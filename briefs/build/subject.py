"""What a brief is about: the snapshot's values for one subject, and the lead among them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from billtrail.bills.values import BillStatus, EffortStatus
from billtrail.campaigns import CampaignStatus, Figure, Goal, positions
from billtrail.campaigns.positions import Stand, keys_of, stand_on
from billtrail.errors import BriefRefused, FactsAway
from billtrail.legislatures import KEY, MemberKind, Stage, display, session_label
from billtrail.snapshot.law import ReliefRow
from billtrail.words.status import away_words

FULFILLED = (Stage.ENACTED, Stage.ADOPTED)


class Reads(Protocol):
    """The part of a ``Snapshot`` that a brief needs."""

    @property
    def on(self) -> date: ...
    def bill(self, key: str) -> BillStatus: ...
    def family(self, family: str) -> EffortStatus: ...
    def campaign(self, campaign: str) -> CampaignStatus: ...
    def figures(self) -> tuple[Figure, ...]: ...
    def goals(self) -> tuple[Goal, ...]: ...
    def relief(self) -> tuple[ReliefRow, ...]: ...
    def resolve(self, name: str) -> tuple[str, str]: ...


@dataclass(frozen=True, slots=True)
class Lead:
    """Whose status is the headline: a family (then ``proof`` decides it) or one bill."""

    title: str
    proof: BillStatus
    family: EffortStatus | None

    @property
    def stage(self) -> Stage:
        return self.family.stage if self.family else self.proof.stage

    @property
    def stage_to_ask(self) -> Stage | None:
        return positions.stage_to_ask(self.proof, self.stage)

    @property
    def date(self) -> str | None:
        return self.family.stage_date if self.family else self.proof.progress.date

    @property
    def law(self) -> str | None:
        return self.family.law if self.family else self.proof.law

    @property
    def alive(self) -> bool:
        return self.family.alive if self.family else self.proof.progress.alive

    @property
    def likely(self) -> tuple[str, ...]:
        """Live bills, found by likeness and confirmed by nobody, with which an effort whose own
        bills have all ended may go on."""
        over = self.family and not self.alive and not self.proof.containment
        return self.family.likely if self.family and over and self.stage not in FULFILLED else ()

    @property
    def bill(self) -> str:
        return display(self.proof.key)

    @property
    def is_official(self) -> bool:
        """Whether the title is that of a bill, or of one of the effort's; else it is ours."""
        titles = (t for s in self.members() for t in (s.bill.short_title, s.bill.title) if t)
        return any(self.title.lower() in title.lower() for title in titles)

    def members(self) -> tuple[BillStatus, ...]:
        """The bills of the effort that count, the lead's own first."""
        if self.family is None:
            return (self.proof,)
        others = [
            member.status for member in self.family.members
            if member.status and member.kind != MemberKind.OPPOSES
            and member.bill != self.proof.key
        ]  # fmt: skip
        return (self.proof, *others)


@dataclass(frozen=True, slots=True)
class Subject:
    """``id`` is a campaign's, an effort's, or a bill's key. ``campaign`` is ``None`` for a status
    brief; ``own`` is the bill asked for by number where another one leads; ``followed_by`` is the
    campaign of a status brief's bill: its words are on something else, its position is on this."""

    id: str
    lead: Lead
    campaign: CampaignStatus | None
    own: BillStatus | None = None
    followed_by: CampaignStatus | None = None

    @property
    def decided_in(self) -> CampaignStatus | None:
        """The campaign in which positions on it are written down."""
        return self.campaign or self.followed_by

    def stand(self) -> Stand:
        """Where the organisation stands on what the page is about: the lead's bill, those of the
        effort still alive, and the bill asked for."""
        if self.decided_in is None:
            return Stand(())
        keys = keys_of(self.lead.members(), self.lead.proof)
        return stand_on(
            self.decided_in, keys | ({self.own.key} if self.own else set()), self.lead.stage
        )


def read_subject(snapshot: Reads, name: str) -> Subject:
    """What is known of a campaign, an effort, or any spelling of a bill.

    A bill whose effort leads a campaign gets that campaign's page. Raises ``UnknownKey``, or
    ``BriefRefused`` where the campaign has no bill on record that could be a status.
    """
    kind, id = snapshot.resolve(name)
    return _READERS[kind](snapshot, id)


def _of_campaign(snapshot: Reads, id: str) -> Subject:
    campaign = snapshot.campaign(id)
    return Subject(id, _campaign_lead(snapshot, campaign), campaign)


def _campaign_lead(snapshot: Reads, campaign: CampaignStatus) -> Lead:
    family = next((f for f in campaign.families if f.id == campaign.lead), None)
    if family is not None:
        return effort_lead(family)
    if not KEY.fullmatch(campaign.lead):
        raise _no_bill(campaign.title)
    status = snapshot.bill(campaign.lead)
    if status.enacted_via and status.family:
        return effort_lead(snapshot.family(status.family))
    return Lead(_title_of(status), status, None)


def _no_bill(title: str) -> BriefRefused:
    return BriefRefused(
        f"No bill of {title!r} is on record by that day, so there is no status to print. "
        "Choose a later day, or run billtrail update."
    )


def effort_lead(effort: EffortStatus) -> Lead:
    if effort.proof is None:
        raise _no_bill(effort.title)
    return Lead(effort.title, effort.proof, effort)


def _of_family(snapshot: Reads, id: str) -> Subject:
    family = snapshot.family(id)
    campaign = snapshot.campaign(family.campaign)
    leads = campaign.lead == id
    return Subject(id, effort_lead(family), campaign if leads else None, followed_by=campaign)


def _of_bill(snapshot: Reads, key: str) -> Subject:
    """A bill overtaken by a law, or dead in an effort that goes on, never leads with itself."""
    status = snapshot.bill(key)
    refuse_away(status)
    family = snapshot.family(status.family) if status.family else None
    campaign = snapshot.campaign(status.campaign) if status.campaign else None
    leads = campaign is not None and campaign.lead in (key, status.family)
    if family is None or family.proof is None:
        alone = Lead(_title_of(status), status, None)
        return Subject(key, alone, campaign if leads else None, followed_by=campaign)
    lead = effort_lead(family)
    own = status if lead.proof.key != key else None
    if not leads and own is not None and lead.stage not in FULFILLED and status.progress.alive:
        return Subject(key, Lead(_title_of(status), status, None), None, followed_by=campaign)
    return Subject(key, lead, campaign if leads else None, own, campaign)


def refuse_away(status: BillStatus) -> None:
    """Raises FactsAway for a bill whose full record cannot be read: a page would leave out, without
    a word, what is known of it."""
    if away := away_words(status):
        raise FactsAway(f"{away}. No page is made without it; try again shortly.")


_READERS = {"campaign": _of_campaign, "family": _of_family, "bill": _of_bill}


def _title_of(status: BillStatus) -> str:
    return (status.bill.short_title or status.bill.title or display(status.key)).rstrip(".")


def session_of(status: BillStatus) -> str:
    return session_label(status.bill.jurisdiction, status.bill.session)


def stale_after(subject: Subject) -> int:
    return subject.campaign.stale_after_days if subject.campaign else 7


def followed(subject: Subject) -> Iterator[BillStatus]:
    """Every bill of the subject that has a status."""
    yield from subject.lead.members()
    if subject.campaign:
        yield from (b.status for b in subject.campaign.bills if b.status)
