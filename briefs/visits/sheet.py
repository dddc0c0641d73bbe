"""The visit sheet: one sheet of paper, two sides, for the person who visits an office.

Front, for the room: the ask, what the office did on this effort (also what could embarrass), its
committees, three likely questions answered with the campaign's own sourced texts. Back: a
phone script, the follow-up e-mail, and lines for what came of the visit. Nothing here is
invented: an answer without a source is not printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from billtrail.bills.identity import author_words
from billtrail.bills.models import Person
from billtrail.bills.people import CommitteeSeat
from billtrail.bills.values import BillStatus, Deed, Part
from billtrail.briefs.build import FULFILLED
from billtrail.briefs.language import capitalised, tie
from billtrail.briefs.typeset import brief_id
from billtrail.briefs.values import Brief, Note, Paragraph, Sentence
from billtrail.legislatures import STATE_NAMES, Chamber, display, get

from .effort import Effort, missing_lists, update_command
from .leave_behind import Variant, bill_names, titled

_MOST_QUESTIONS = 3
_MOST_COMMITTEES = 12
_MOST_DEEDS = 8
_MOST_SEATS = 9
#: Committees on a line each; more are run together.
_MOST_LINES = 5
_SELECT = "Select"
_AGAINST = ("introduced", "leads", "joined", "yes", "no")


@dataclass(frozen=True, slots=True)
class SheetSection:
    """``kind``: ask, history, office, committees, questions, phone, email, result."""

    kind: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """Finished words for one office; ``front`` and ``back`` are the two sides of the sheet, and
    ``english`` the words that stay English in another language."""

    locale: str
    accent: str
    organisation: str
    private: str
    visit: str
    name: str
    place: str
    subject: str
    status: Sentence
    front: tuple[SheetSection, ...]
    back: tuple[SheetSection, ...]
    notes_heading: str
    notes: tuple[Note, ...]
    closing: str
    id: str
    english: tuple[str, ...]


def build_sheet(
    page: Brief, effort: Effort, person: Person, seats: Sequence[CommitteeSeat], order: str
) -> VisitSheet:
    """The sheet for the office of ``page``, a leave-behind; ``order`` says which visit it is."""
    writer = _Writer(page, effort, person, seats)
    questions = writer.questions()
    front = (writer.ask(), writer.history(), writer.office(), writer.committees(), questions)
    back = (writer.phone(), writer.email(), writer.result())
    status = page.status.sentences[0]
    used = {n for p in questions.paragraphs for s in p.sentences for n in s.notes}
    labels = effort.labels
    return VisitSheet(
        locale=page.locale,
        accent=page.accent,
        organisation=page.organisation or "",
        private=labels("sheet-private"),
        visit=order,
        name=titled(labels, person),
        place=" · ".join(writer.who()),
        subject=effort.title,
        status=status,
        front=tuple(section for section in front if section.paragraphs),
        back=back,
        notes_heading=labels("sheet-sources"),
        notes=tuple(note for note in page.notes if note.number in used | set(status.notes)),
        closing=(
            f"{labels('sheet-committees-as-of', date=labels.date(person.as_of))} "
            f"{labels('brief-id')} {brief_id(page)}"
        ),
        id=brief_id(page),
        english=tuple(sorted({*page.english, *_official(page, effort, seats)})),
    )


def _official(page: Brief, effort: Effort, seats: Sequence[CommitteeSeat]) -> Iterator[str]:
    """Names that are English on a sheet of another language: of committees, and of the effort."""
    if page.lang != "en":
        yield from (entry.name for entry in seats)
        if effort.title == effort.subject.lead.title:
            yield effort.title


@dataclass(frozen=True)
class _Writer:
    """Writes the sections, one method a section."""

    page: Brief
    effort: Effort
    person: Person
    seats: Sequence[CommitteeSeat]

    @property
    def part(self) -> Part:
        return self.effort.part(self.person)

    def section(self, kind: str, *paragraphs: Paragraph) -> SheetSection:
        return SheetSection(kind, self.effort.labels(f"sheet-{kind}"), paragraphs)

    def who(self) -> Iterator[str]:
        """Party and seat in words."""
        labels, person = self.effort.labels, self.person
        if labels.has(f"sheet-party-{person.party}"):
            yield capitalised(labels(f"sheet-party-{person.party}"))
        state, number = STATE_NAMES.get(person.state or "", person.state), person.district
        if not get(person.jurisdiction).seats.by_state:
            yield labels.of(person.jurisdiction, f"seat-{person.chamber}", number=number)
        elif person.chamber == Chamber.UPPER:
            yield labels("seat-state", state=state)
        else:
            known = number not in (None, "0")
            yield labels("seat-district" if known else "seat-at-large", state=state, number=number)

    # -- front -------------------------------------------------------------------------------

    def asks(self) -> list[str]:
        """What this office is asked, as its page prints it."""
        listed = self._sentences("ask", "number")
        asked = self.page.addressee is not None and self.page.addressee.variant == Variant.ASK
        if asked and self.effort.subject.lead.stage not in FULFILLED:
            listed = (*self._sentences("office", "text")[:1], *listed)
        return [sentence.text for sentence in listed]

    def thanked_for(self) -> str | None:
        """The bills that the page thanks for, said by name."""
        if self.page.addressee is None or self.page.addressee.variant != Variant.THANK:
            return None
        deeds = self.effort.own(self.part).of("introduced", "leads", "joined")
        return bill_names(self.effort, [deed.status for deed in deeds])

    def ask(self) -> SheetSection:
        labels, bills, asks = self.effort.labels, self.thanked_for(), self.asks()
        lead = []
        if bills:
            key = "sheet-thank-first" if asks else "sheet-thank-only"
            name = titled(labels, self.person, short=True)
            lead.append(_paragraph(labels(key, name=name, bills=bills)))
        if asks and missing_lists(self.effort, self.person, self.effort.own(self.part)):
            lead.append(_paragraph(labels("sheet-check-first")))
        if not asks and not bills:
            return SheetSection("ask", labels("sheet-say"), tuple(self._nothing()))
        return self.section("ask", *lead, *(_paragraph(text, "number") for text in asks))

    def _nothing(self) -> Iterator[Paragraph]:
        """Our position, where one is decided, and that nothing is asked."""
        labels, stand = self.effort.labels, self.effort.subject.stand()
        block = self.page.block("position")
        yield from block.paragraphs if block else ()
        if stand.decided or stand.carries_out:
            yield _paragraph(labels("sheet-nothing"))
        else:
            yield _paragraph(labels("sheet-no-ask"))

    def history(self) -> SheetSection:
        deeds = [*self._deeds(self.effort.own(self.part)), *self._against()]
        lines = [_paragraph(text, "bullet") for text in deeds[:_MOST_DEEDS]]
        if not lines:
            count = len(self.effort.subject.lead.members())
            labels = self.effort.labels
            none = labels.counted("sheet-history-none", count, n=labels.count(count))
            lines = [_paragraph(none)]
        return self.section("history", *lines, *map(_paragraph, self._unread()))

    def _deeds(self, part: Part) -> Iterator[str]:
        for deed in part.deeds:
            text = self._deed(deed)
            yield text if deed.certain else self.effort.labels("deed-unsure", deed=text)

    def _deed(self, deed: Deed) -> str:
        labels = self.effort.labels
        day = labels.date(deed.date or deed.status.bill.introduced_date)
        key = f"deed-{deed.kind}"
        if deed.kind == "joined":
            key += f"-{author_words(deed.status.bill.jurisdiction).labels}"
        elif self.effort.otherwise and deed.kind in ("left", "no"):
            key += "-plain"
        return labels(key, bill=display(deed.status.key), date=day)

    def _against(self) -> Iterator[str]:
        keys = {status.key for status in self.effort.against}
        for deed in self.part.of(*_AGAINST):
            if deed.status.key in keys:
                yield self.effort.labels("deed-against", deed=self._deed(deed))

    def _unread(self) -> Iterator[str]:
        """Lists that cannot say who has joined, and what to run before the visit."""
        labels, part = self.effort.labels, self.effort.own(self.part)
        for status in (
            self.effort.open_to(self.person)
            if missing_lists(self.effort, self.person, part)
            else ()
        ):
            key = "sheet-list-stale" if status.cosponsors.complete else "sheet-list-unknown"
            day = labels.date(status.fresh_as_of)
            yield labels(key, bill=display(status.key), date=day, command=update_command(status))

    def office(self) -> SheetSection:
        person = self.person
        site = re.sub(r"^https?://(www\.)?|/+$", "", person.url or "")
        lines = [line for line in (person.office, person.phone, site) if line]
        return self.section("office", *map(_paragraph, lines))

    def committees(self) -> SheetSection:
        """Standing committees before select ones; many are run into one paragraph."""
        labels = self.effort.labels
        whole = [entry for entry in self.seats if entry.parent is None]
        whole.sort(key=lambda entry: _SELECT in entry.name)
        names = [self._committee(entry) for entry in whole[:_MOST_COMMITTEES]]
        if len(whole) > _MOST_COMMITTEES:
            names.append(labels("sheet-more", n=labels.count(len(whole) - _MOST_COMMITTEES)))
        if len(names) > _MOST_LINES:
            return self.section("committees", _paragraph("; ".join(names) + "."))
        if not names:
            return self.section("committees", _paragraph(labels("sheet-no-committees")))
        return self.section("committees", *(_paragraph(name, "bullet") for name in names))

    def _committee(self, entry: CommitteeSeat) -> str:
        """A committee with the person's role and subcommittees, and the live bills it has."""
        labels = self.effort.labels
        name, key = entry.name, f"role-{entry.role}"
        parts = [sub.name for sub in self.seats if sub.parent == entry.name]
        if entry.role != "member":
            role = labels(key) if labels.has(key) else entry.role
            name = labels("sheet-role", name=name, role=role)
        if parts and len(self.seats) <= _MOST_SEATS:
            name = labels("sheet-of", name=name, parts="; ".join(parts))
        bills = [display(s.key) for s in self.effort.live if _has(s, entry.id)]
        return labels("sheet-has", name=name, bills=labels.list(bills)) if bills else name

    # -- questions ---------------------------------------------------------------------------

    def questions(self) -> SheetSection:
        """The first three that have a sourced answer."""
        labels = self.effort.labels
        found = [(key, said) for key, said in self._answers() if any(s.notes for s in said)]
        paragraphs = []
        for key, said in found[:_MOST_QUESTIONS]:
            paragraphs += [_paragraph(labels(key), "question"), Paragraph(said)]
        if paragraphs:
            paragraphs.append(_paragraph(labels("sheet-after")))
        return self.section("questions", *paragraphs)

    def _answers(self) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
        law = self.effort.subject.lead.stage in FULFILLED
        figures = [figure for block in self.page.blocks for figure in block.figures]
        bullets = self._sentences("does", "bullet")
        yield f"question-does-{'law' if law else 'bill'}", bullets[:2]
        yield "question-limits", self._sentences("does", "text")
        yield "question-figure", tuple(figure.sentence for figure in figures[:2])
        yield "question-problem", self._sentences("problem", "text")
        yield "question-behind", self._sentences("behind", "text")
        yield "question-status", self.page.status.sentences

    def _sentences(self, kind: str, style: str) -> tuple[Sentence, ...]:
        block = self.page.block(kind)
        paragraphs = block.paragraphs if block else ()
        return tuple(s for p in paragraphs if p.style == style for s in p.sentences)

    # -- back --------------------------------------------------------------------------------

    def phone(self) -> SheetSection:
        labels, sender = self.effort.labels, self.effort.request.sender
        hello = labels(
            "phone-hello",
            me=(sender.contact_name if sender else "") or labels("sheet-your-name"),
            us=sender.name if sender else labels("sheet-your-organisation"),
            subject=self.effort.title,
        )
        said = [hello, *self._spoken("phone"), labels("phone-close")]
        return self.section("phone", *map(_paragraph, said))

    def _spoken(self, prefix: str) -> Iterator[str]:
        """Thanks, then the first ask; where neither is due, where it stands."""
        labels, bills, asks = self.effort.labels, self.thanked_for(), self.asks()
        if bills:
            name = titled(labels, self.person, short=True)
            yield labels(f"{prefix}-thanks", name=name, bills=bills)
        if asks:
            yield labels(f"{prefix}-ask", what=asks[0])
        if not bills and not asks:
            yield labels("phone-inform", what=self.page.status.sentences[0].text)

    def email(self) -> SheetSection:
        labels, sender, asks = self.effort.labels, self.effort.request.sender, self.asks()
        title = self.effort.title
        subject = labels("sheet-subject", text=labels("email-subject", title=title))
        hello = labels("email-hello", staff=labels("sheet-staff"))
        met = labels("email-met", title=title, blank=labels("email-blank"))
        status = labels("email-status", what=self.page.status.sentences[0].text)
        thanks = [t for t in self._spoken("email")][:1] if self.thanked_for() else []
        asked = [labels("email-ask")] if asks else []
        me = (sender.contact_name if sender else "") or labels("sheet-your-name")
        us = sender.name if sender else labels("sheet-your-organisation")
        return self.section(
            "email",
            _paragraph(subject, "subject"),
            *map(_paragraph, [hello, met, *thanks, status, *asked]),
            *(_paragraph(text, "number") for text in asks),
            *map(_paragraph, [labels("email-page"), labels("email-bye"), me, us]),
        )

    def result(self) -> SheetSection:
        lines = self.effort.labels("sheet-result-lines").split("|")
        return self.section("result", *(_paragraph(line, "blank") for line in lines))


def _paragraph(text: str, style: str = "text") -> Paragraph:
    return Paragraph((Sentence(tie(text)),), style)


def _has(status: BillStatus, committee: str) -> bool:
    return any(committee in (c.committee, c.parent) for c in status.bill.committees or ())
