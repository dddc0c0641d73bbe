"""What an enacted act changes, from its print, else from its title: with days and conditions."""

from collections.abc import Iterator

from . import ca_citations
from .citations import read_text, read_title
from .clauses import OF_PART, Clauses, read_clauses, read_joined
from .effect import chapter_number, starts_on, takes_effect_at_once
from .readings import StatuteChange
from .values import CITE, Citation


class Act:
    """An enacted bill as far as it is at hand; ``enacted`` is a day, a month or a year. Where
    ``at_once`` is not told, the act's own words tell it."""

    def __init__(
        self,
        bill: str,
        enacted: str,
        law: str | None,
        title: str = "",
        text: str = "",
        at_once: bool | None = None,
    ) -> None:
        self.bill = bill
        self.jurisdiction = bill[:2]
        self.enacted = enacted
        self.chapter = chapter_number(law)
        self.title = title
        self.text = text
        self.at_once = takes_effect_at_once(title, text) if at_once is None else at_once
        self.source = f"{'print' if text else 'long title'} of {law or bill}"

    def changes(self) -> tuple[StatuteChange, ...]:
        """Each section that the act changes, once for each thing done to it; headings left out."""
        found = list(self._of_print()) or list(self._of_title())
        return tuple({(c.statute, c.what): c for c in found}.values())

    def _of_print(self) -> Iterator[StatuteChange]:
        if not self.text:
            return
        read_sections = ca_citations.SECTIONS.get(self.jurisdiction)
        if read_sections is None:
            for citation in read_text(self.jurisdiction, self.text):
                if citation.what != CITE:
                    yield self._change(citation, "print", Clauses())
            return
        joined = read_joined(self.text)
        for section in read_sections(self.text):
            of_part = read_clauses(section.text, OF_PART) if section.changes else Clauses()
            for citation in section.changes:
                own = read_clauses(section.text_of(citation.section))
                clauses = Clauses(
                    *(mine or parts for mine, parts in zip(own, of_part, strict=True))
                )
                others = joined.get(citation.section, ())
                yield from self._kept(citation, "print", clauses, others)

    def _of_title(self) -> Iterator[StatuteChange]:
        for citation in read_title(self.jurisdiction, self.title):
            yield from self._kept(citation, "title", Clauses(), ())

    def _kept(
        self, citation: Citation, origin: str, clauses: Clauses, others: tuple[str, ...]
    ) -> Iterator[StatuteChange]:
        if not citation.is_heading:
            yield self._change(citation, origin, clauses, others)

    def _change(
        self, citation: Citation, origin: str, clauses: Clauses, others: tuple[str, ...] = ()
    ) -> StatuteChange:
        return StatuteChange(
            statute=citation.section.key,
            bill=self.bill,
            what=citation.what,
            enacted=self.enacted,
            source=self.source,
            starts=clauses.starts or starts_on(self.bill, self.enacted, self.at_once),
            until=clauses.until,
            condition=clauses.condition,
            unit=citation.unit,
            chapter=self.chapter,
            joined_with=others,
            origin=origin,
        )
