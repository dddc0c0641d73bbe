"""The effort that offices are visited for: its bills, who did what, and what may be asked.

Read once for all offices of a list.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from billtrail.bills.models import Person
from billtrail.bills.people import Roster
from billtrail.bills.values import BillStatus, Part
from billtrail.briefs.build import FULFILLED, Request, Subject, followed, rules, stale_after
from billtrail.briefs.language import Labels, in_language
from billtrail.briefs.values import LeftOut
from billtrail.campaigns.positions import USUAL
from billtrail.legislatures import MemberKind, display
from billtrail.snapshot import Ledger, Who
from billtrail.words import day_words


@dataclass(frozen=True)
class Effort:
    """What addressing needs to know, read once for all offices."""

    subject: Subject
    request: Request
    roster: Roster
    who: Who | None = None

    @cached_property
    def labels(self) -> Labels:
        return Labels(self.request.language)

    @cached_property
    def title(self) -> str:
        """The effort's in the page's language, where it has one."""
        title = self.subject.lead.title
        said = in_language(title, self.request.language)
        return said.text if said else title

    @cached_property
    def ledger(self) -> Ledger:
        bills = [*followed(self.subject), *self.against]
        return Ledger.of(self.roster.people, self.roster.session, bills, self.who)

    @cached_property
    def against(self) -> tuple[BillStatus, ...]:
        """Bills that would undo the effort."""
        family = self.subject.lead.family
        members = family.members if family else ()
        return tuple(m.status for m in members if m.status and m.kind == MemberKind.OPPOSES)

    @cached_property
    def live(self) -> tuple[BillStatus, ...]:
        """The effort's bills that can still become law, where the effort is not fulfilled."""
        if self.subject.lead.stage in FULFILLED:
            return ()
        return tuple(s for s in self.subject.lead.members() if s.progress.alive)

    def open_to(self, person: Person) -> tuple[BillStatus, ...]:
        """The live bills that the person can join: those of their own chamber."""
        return tuple(status for status in self.live if status.bill.chamber == person.chamber)

    def part(self, person: Person) -> Part:
        return self.ledger.part(person.id)

    def own(self, part: Part) -> Part:
        """Of what the person did, the deeds on this effort's bills."""
        keys = {status.key for status in self.subject.lead.members()}
        return Part(tuple(deed for deed in part.deeds if deed.status.key in keys))

    def is_known(self, status: BillStatus) -> bool:
        """Whether its list of names may be read as whole and current."""
        return status.cosponsors.complete and not self.is_stale(status)

    def is_stale(self, status: BillStatus) -> bool:
        age = self.request.on - date.fromisoformat(status.fresh_as_of)
        return age > timedelta(stale_after(self.subject))

    @cached_property
    def withheld(self) -> LeftOut | None:
        """Why nobody is asked or thanked, or ``None``: the page must speak for the position that
        thanks are written for, or for a law that is being carried out."""
        withheld = rules.ask_withheld(self.subject, self.request.audience)
        return withheld or self.otherwise

    @cached_property
    def otherwise(self) -> LeftOut | None:
        """That another position is decided than the one thanks are written for; then the page
        says nothing at all of what the office did."""
        other = self.subject.stand().other(USUAL)
        return rules.position_withheld("thanks to this office", other) if other else None


def missing_lists(effort: Effort, person: Person, part: Part) -> tuple[LeftOut, ...]:
    """Lists too old or not on record to say that this person has not joined."""
    return tuple(
        LeftOut(
            f"who has joined {display(status.key)}",
            f"its list was last read on {day_words(status.fresh_as_of)}"
            if status.cosponsors.complete else "its list of names is not on record",
            update_command(status),
        )
        for status in effort.open_to(person)
        if not effort.is_known(status) and not part.stands_on(status.key)
    )  # fmt: skip


def update_command(status: BillStatus) -> str:
    return f"billtrail update --bill {status.key}"
