"""What the parts of a paper are written with: the bill, who is addressed, who speaks, and what is
still to be filled in.

A letter that lacks something is made all the same, with a place to fill and ``DRAFT`` across its
head that says why: what a person has before them is sooner mended than what was refused.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from billtrail.bills import NewestPrint, newest_print
from billtrail.bills.identity import leads
from billtrail.bills.models import BillCommittee
from billtrail.bills.people import surname_of
from billtrail.bills.values import BillStatus, HearingStatus
from billtrail.briefs.build import Draft, Lead, Subject
from billtrail.briefs.language import Labels, tie
from billtrail.briefs.values import Block, PageMark, Paragraph, Sentence
from billtrail.campaigns import CampaignStatus, FollowedBill
from billtrail.legislatures import DECIDED, Position, display, get
from billtrail.snapshot import Ledger, Snapshot
from billtrail.snapshot.committees import (
    Recipient,
    committee_of,
    committees_having,
    executive_recipient,
    recipients,
)

from .funding import subcommittees
from .request import PaperRequest
from .values import Finding

#: Of papers on a text that is as it is: what a position asks. One with a condition asks nothing.
_OF_FINAL_TEXT = {
    "governor": {Position.SUPPORT: "sign", Position.OPPOSE: "veto"},
    "members": {Position.SUPPORT: "support", Position.OPPOSE: "oppose"},
}


@dataclass
class PaperDraft:
    """Collects while the blocks of a paper are built. ``spoken`` are the words of a speech,
    ``ledger`` what the committee's members did, once that is asked."""

    snapshot: Snapshot
    request: PaperRequest
    status: BillStatus
    words: Draft
    committee: BillCommittee | None
    others: tuple[BillStatus, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    unfilled: list[str] = field(default_factory=list)
    strong: str = ""
    spoken: int = 0
    ledger: Ledger | None = None

    @property
    def labels(self) -> Labels:
        return self.words.labels

    @property
    def bill(self) -> str:
        return display(self.status.key)

    @cached_property
    def author(self) -> str:
        """The family name of whoever leads it; empty where nobody is on record."""
        return author_of(self.status)

    @cached_property
    def position(self) -> FollowedBill | None:
        """The organisation's own decided position on the bill."""
        return own_position(self.words.subject.campaign, self.status.key)

    @property
    def stance(self) -> Position | None:
        return self.position.position if self.position else None

    @property
    def stance_key(self) -> str:
        """How the labels call what the paper asks for: the position, of a paper to who signs or
        vetoes ``sign`` or ``veto``; empty where that is not decided."""
        asked = _OF_FINAL_TEXT.get(self.request.paper.recipients)
        if asked is None or self.stance is None:
            return str(self.stance or "")
        return asked.get(self.stance, "")

    @property
    def undecided(self) -> str:
        """The label that says why no position stands there."""
        conditional = self.stance is not None and not self.stance_key
        return "letter-no-final-position" if conditional else "letter-no-position"

    @cached_property
    def print(self) -> NewestPrint | None:
        return newest_print(self.status)

    @cached_property
    def recipients(self) -> tuple[Recipient, ...]:
        request = self.request
        if request.paper.recipients == "governor":
            found = executive_recipient(self.status, request.on)
            return (found,) if found else ()
        if request.funding:
            return tuple(self._appropriators(request.funding.subcommittee))
        if self.committee is None:
            return ()
        return recipients(
            self.snapshot, self.status, self.committee, request.paper.recipients, request.chair
        )

    def _appropriators(self, subcommittee: str) -> Iterator[Recipient]:
        """Who leads the subcommittee of each chamber, named with its committee."""
        place = self.status.bill.jurisdiction
        for one in subcommittees(self.snapshot, place, subcommittee):
            house = get(place).chamber(one.chamber) if one.chamber else ""
            name = self.labels("money-subcommittee", name=one.name, house=house)
            found = recipients(self.snapshot, self.status, one, "committee-and-ranking")
            yield from (replace(each, committee=name) for each in found)

    @cached_property
    def having(self) -> tuple[BillCommittee, ...]:
        """The committees that have the bill now."""
        return committees_having(self.status, self.request.on)

    @property
    def committee_name(self) -> str:
        return self.recipients[0].committee if self.recipients else ""

    @cached_property
    def hearing(self) -> HearingStatus | None:
        """The committee's next hearing of the bill that is still on."""
        if self.committee is None:
            return None
        found = self.snapshot.hearings([self.status.key], since=self.request.on)
        return next((
            h for h in found if h.is_on and h.committee in (None, self.committee.committee)
        ), None)  # fmt: skip

    @cached_property
    def heard(self) -> HearingStatus | None:
        """The committee's last hearing of the bill before the day that nobody took off."""
        if self.committee is None:
            return None
        before = self.request.on - timedelta(1)
        found = self.snapshot.hearings([self.status.key], since=date.min, until=before)
        of_committee = (h for h in found if h.is_on and h.committee == self.committee.committee)
        return max(of_committee, key=lambda h: h.date, default=None)

    @property
    def is_stale(self) -> bool:
        """Whether the record was not checked for longer than the campaign allows."""
        campaign = self.words.subject.campaign
        days = campaign.stale_after_days if campaign else 7
        fresh = date.fromisoformat(self.status.fresh_as_of)
        return self.request.on - fresh > timedelta(days)

    def source_of(self, status: BillStatus) -> str:
        """Whose word a bill's record is, as notes name it."""
        label = f"source-{status.source}"
        return self.labels(label if self.labels.has(label) else "source-seed")

    def fill(self, place: str, why: str, **values: object) -> str:
        """Words that mark a place to fill; ``why`` is a label that the head says."""
        said = self.labels(why, **values)
        if said not in self.unfilled:
            self.unfilled.append(said)
        return self.labels(place)

    def find(self, check: str, level: str, says: str, action: str = "") -> None:
        self.findings.append(Finding(check, level, says, action))

    def marks(self) -> tuple[PageMark, ...]:
        labels, request, marks = self.labels, self.request, []
        if self.unfilled:
            marks.append(PageMark("draft", labels("letter-draft", why=labels.list(self.unfilled))))
        if request.on < request.today:
            marks.append(PageMark("past", labels("past", date=labels.date(request.on.isoformat()))))
        if labels.code != "en" and "salutation" in request.paper.blocks:
            marks.append(PageMark("reading", labels("letter-reading")))
        return tuple(marks)


def own_position(campaign: CampaignStatus | None, key: str) -> FollowedBill | None:
    """What the organisation itself decided on a bill that a campaign follows."""
    return next((
        b for b in (campaign.bills if campaign else ())
        if b.bill == key and b.position in DECIDED and b.decided_by is None
    ), None)  # fmt: skip


def author_of(status: BillStatus) -> str:
    """The family name of whoever leads a bill; empty where nobody is on record."""
    first = status.first_sponsor or status.sponsor
    lead = next(iter(leads(first, status.bill.sponsorships)), None)
    return surname_of(lead.name) if lead else ""


def open_draft(snapshot: Snapshot, request: PaperRequest) -> PaperDraft:
    """Raises ``UnknownKey`` for a bill that is not on file, ``UsageError`` where several
    committees have it and none is named."""
    status = snapshot.bill(request.bill)
    campaign = snapshot.campaign(status.campaign) if status.campaign else None
    title = (status.bill.short_title or status.bill.title or display(status.key)).rstrip(".")
    subject = Subject(status.key, Lead(title, status, None), campaign)
    committee = None
    if request.paper.recipients.startswith("committee"):
        committee = committee_of(snapshot, status, request.committee, request.on)
    words = Draft(Labels(request.language), subject)
    found = snapshot.every_bill(request.others)
    others = tuple(found[key] for key in request.others)
    return PaperDraft(snapshot, request, status, words, committee, others)


# -- the shapes that blocks have -------------------------------------------------------------------


def said(text: str, style: str = "text", notes: Iterable[int] = ()) -> Paragraph:
    """A paragraph of one sentence. ``style`` is text, run-on (goes on with the paragraph before
    it), number, line or quiet."""
    return Paragraph((Sentence(tie(text), notes=tuple(notes)),), style)


def block(kind: str, *paragraphs: Paragraph) -> tuple[Block, ...]:
    """The block, or nothing where it has no paragraphs."""
    return (Block(kind, "", paragraphs),) if paragraphs else ()


def lines(kind: str, texts: Iterable[str]) -> tuple[Block, ...]:
    """A block of short lines; empty ones are left out."""
    return block(kind, *(said(text, "line") for text in texts if text))
