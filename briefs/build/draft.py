"""What the parts of a brief are written with: words, usable texts, notes, and what was left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from billtrail.bills.identity import rewriting
from billtrail.bills.values import BillStatus
from billtrail.briefs.language import Labels, in_language, tie
from billtrail.briefs.values import Block, LeftOut, Note, Paragraph, Sentence
from billtrail.campaigns import ClaimStatus, LawDoubt, Text
from billtrail.campaigns.content import is_easy
from billtrail.campaigns.positions import doubts_beside, may_say, we_say, why_not_said, written_for
from billtrail.errors import BriefRefused
from billtrail.law import parse_statute
from billtrail.legislatures import DECIDED, Audience, Language, display

from .rules import left_out
from .status import status_sentences
from .subject import Subject


@dataclass(slots=True)
class Draft:
    """Collects while the parts are built; each source gets one note, numbered as it comes."""

    labels: Labels
    subject: Subject
    audience: Audience = Audience.MEMBER
    notes: list[Note] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unreviewed: bool = False
    of_figures: set[int] = field(default_factory=set)
    english: set[str] = field(default_factory=set)

    def note(self, text: str, url: str | None = None, *, kind: str = "fact") -> int:
        """The number of the note for a source: one for each address, else for each wording.

        ``kind`` is ``fact``, ``view`` or ``figure``. A figure's wording, which has its base and
        period, stands for its address; a figure of another base has a note of its own; another
        fact's wording is added to a fact's.
        """
        tied, (address, shown) = tie(text), _address(url)
        for at, known in enumerate(self.notes):
            same_page = address is not None and known.url == address
            apart = kind == "figure" and known.number in self.of_figures
            if known.text == tied or (same_page and not apart):
                self.notes[at] = replace(known, text=self._joined(known, tied, kind))
                return known.number
        self.notes.append(Note(len(self.notes) + 1, tied, address, shown))
        if kind == "figure":
            self.of_figures.add(len(self.notes))
        return len(self.notes)

    def _joined(self, known: Note, text: str, kind: str) -> str:
        if kind == "view" or text.rstrip(".") in known.text:
            return known.text
        if kind == "fact":
            is_figure = known.number in self.of_figures
            return known.text if is_figure else f"{known.text.rstrip('.')}; {text}"
        self.of_figures.add(known.number)
        return text

    def leave_out(self, case: str, what: str, **values: object) -> None:
        campaign = self.subject.decided_in
        named = {"campaign": campaign.id if campaign else ""} | values
        self.left_out.append(left_out(case, what, **named))

    # -- what is English in itself ---------------------------------------------------------------

    def official(self, text: str) -> str:
        """A title, or words of the record: printed as they are, and marked in other languages."""
        if self.labels.code != "en":
            self.english.add(text)
        return text

    def stands(self, status: BillStatus, law: str | None) -> Iterator[str]:
        """Where a bill stands; committees are called as the record calls them."""
        for committee in status.bill.committees or ():
            self.official(committee.name)
        if found := rewriting(status.bill):
            self.english.update(title for title in (found.title, found.before) if title)
        yield from status_sentences(self.labels, status, law)

    def own(self, text: str) -> str:
        """Our words in the page's language; what has none stays English, marked, and its author
        is told."""
        said = in_language(text, self.labels.language)
        if said:
            self.english.update(said.english)
            return said.text
        if self.labels.code != "en":
            self.leave_out("in-english", f"the words {text!r}", language=self.labels.language.value)
        return self.official(text)

    def title(self) -> str:
        """The lead's: the effort's in the page's language, or an official one."""
        lead = self.subject.lead
        known = in_language(lead.title, self.labels.language) is not None
        return self.own(lead.title) if known or not lead.is_official else self.official(lead.title)

    # -- texts ---------------------------------------------------------------------------------

    def text(self, key: str) -> Text | None:
        """The text of this key in the brief's language; plain English falls back to English
        where that is easy to read already."""
        own = self._find(key, self.labels.language)
        if own is None and self.labels.language == Language.PLAIN:
            english = self._find(key, Language.EN)
            return english if english and is_easy(english.text) else None
        return own

    def _find(self, key: str, language: Language) -> Text | None:
        texts = self.subject.campaign.texts if self.subject.campaign else ()
        return next((t for t in texts if t.key == key and t.language == language), None)

    def require_translated(self) -> None:
        """Refuses a language in which texts are missing that English would print."""
        campaign = self.subject.campaign
        if campaign is None or self.labels.language == Language.EN:
            return
        stand = self.subject.stand()
        missing = [
            text.key for text in campaign.texts
            if text.language == Language.EN and self.text(text.key) is None
            and may_say(campaign, text, stand)
            and all(claim and claim.holds for claim in map(self._claim, text.claims))
        ]  # fmt: skip
        if missing:
            raise BriefRefused(
                f"These texts of {campaign.id} have no {self.labels.language.value} version: "
                f"{', '.join(missing)}. Write them, or print the brief in English."
            )

    def sentence(self, key: str, *, noted: bool = True) -> Sentence | None:
        """The text as a sentence with its notes, or ``None`` where it may not be printed.

        Headlines and asks are not ``noted``: they stand on what the page says elsewhere.
        """
        text = self.text(key)
        if text is None or not self._is_ours(text) or not self._all_hold(text):
            return None
        self.unreviewed |= text.reviewed_by is None
        notes = self._notes_of(text) if noted else ()
        firm = tuple(id for id in text.claims if (claim := self._claim(id)) and claim.holds)
        return Sentence(tie(text.text), key, firm, None, notes)

    def _is_ours(self, text: Text) -> bool:
        """Whether the text was written for our position; says which one it was written for."""
        campaign, stand = self.subject.campaign, self.subject.stand()
        if campaign is None or may_say(campaign, text, stand):
            return True
        written, bill = written_for(text), why_not_said(campaign, text, stand)
        if bill and bill.position not in DECIDED:
            self.leave_out(
                "no-position", f"text {text.key}", bill=display(bill.bill), key=bill.bill
            )
        elif bill:
            self.leave_out(
                "position-text", f"text {text.key}", we=we_say(bill), key=text.key,
                written=" or ".join(written), position=str(bill.position),
            )  # fmt: skip
        return False

    def _all_hold(self, text: Text) -> bool:
        """Whether every claim is defined, sourced and holds, or may be said with its doubt; says
        which one does not."""
        what = f"text {text.key}"
        for id in text.claims:
            claim = self._claim(id)
            if claim is None:
                self.leave_out("claim-unknown", what, claim=id)
            elif claim.doubt:
                if self._doubts(text) is not None:
                    continue
                self.leave_out(
                    "claim-doubted", what, because=claim.doubt.why, claim=id,
                    key=claim.doubt.statute, statute=parse_statute(claim.doubt.statute).printed,
                )  # fmt: skip
            elif not claim.holds:
                self.leave_out("claim-ended", what, key=text.key, because=claim.ended_by or id)
            elif claim.kind == "fact" and not claim.source:
                self.leave_out("no-source", what, claim=id)
            else:
                continue
            return False
        return True

    def _doubts(self, text: Text) -> tuple[LawDoubt, ...] | None:
        claims = self.subject.campaign.claims if self.subject.campaign else ()
        return doubts_beside(text, {claim.id: claim for claim in claims})

    def _claim(self, id: str) -> ClaimStatus | None:
        claims = self.subject.campaign.claims if self.subject.campaign else ()
        return next((claim for claim in claims if claim.id == id), None)

    def _notes_of(self, text: Text) -> tuple[int, ...]:
        found = []
        for id in text.claims:
            claim = self._claim(id)
            if claim is None or not claim.source:
                continue
            source = self.own(claim.source)
            words = source.rstrip(".") + "."
            if claim.kind == "view" and claim.attributed_to:
                words = self.labels("note-view", by=claim.attributed_to, source=source)
            found.append(self.note(words, claim.url, kind=claim.kind))
        return tuple(sorted(set(found)))

    def paragraphs(self, keys: tuple[str, ...], style: str = "text") -> tuple[Paragraph, ...]:
        """One paragraph for each of the texts that may be printed."""
        noted = style != "number"
        found = ((key, self.sentence(key, noted=noted)) for key in keys if self.text(key))
        return tuple(
            Paragraph((sentence, *self._said_doubts(key)), style)
            for key, sentence in found if sentence
        )  # fmt: skip

    def _said_doubts(self, key: str) -> Iterator[Sentence]:
        """What a reader must know of a text whose law was changed since it was read."""
        text = self.text(key)
        for doubt in (text and self._doubts(text)) or ():
            statute = self.labels.law(parse_statute(doubt.statute).printed)
            yield Sentence(tie(self.labels("law-doubted", act=doubt.act, statute=statute)))

    def block(self, kind: str, heading: str, *parts: Paragraph) -> tuple[Block, ...]:
        """The block, or nothing where it has no paragraphs."""
        return (Block(kind, self.labels(heading), parts),) if parts else ()


_LONGEST_ADDRESS = 62


def _address(url: str | None) -> tuple[str | None, str]:
    """A web address and how it is printed; anything but http(s) is no address."""
    if not url or not url.startswith(("https://", "http://")):
        return None, ""
    parts = urlsplit(url)
    shown = (parts.netloc + parts.path).removeprefix("www.").rstrip("/")
    whole = len(shown) <= _LONGEST_ADDRESS and not parts.query
    return url, shown if whole else parts.netloc.removeprefix("www.")
