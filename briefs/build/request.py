"""What is asked for when a brief is built."""

import hashlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date

from billtrail.campaigns import Organisation
from billtrail.campaigns.staff_files import PageReader
from billtrail.legislatures import Audience, Language

from .choices import AS_WRITTEN, NONE, Choices
from .voices import Voice


@dataclass(frozen=True, slots=True)
class Request:
    """What to print: a campaign id, effort id or any spelling of a bill, for whom, as of ``on``.

    ``today`` is the real day; where it is later than ``on`` the page says that it is not current.
    ``choices`` are the author's. ``readers`` are those of the pages for survivors.
    ``signers``: how many organisations have signed our letter on a bill.
    """

    subject: str
    on: date
    language: Language = Language.EN
    audience: Audience = Audience.MEMBER
    organisation: Organisation | None = None
    today: date | None = None
    choices: Choices = AS_WRITTEN
    voice: Voice | None = None
    readers: tuple[PageReader, ...] = ()
    signers: tuple[tuple[str, int], ...] = ()

    @property
    def sender(self) -> Organisation | None:
        """The organisation, once a brief may speak in its name."""
        ours = self.organisation
        return ours if ours and ours.is_complete else None

    @property
    def tag(self) -> str:
        """What a file's name says of the audience and the author's choices, so that pages of other
        choices have other names: ``_public_by-2026-12-12_own-3f2a1c``, or nothing."""
        return "".join(f"_{part}" for part in self._tags())

    def _tags(self) -> Iterator[str]:
        if self.audience not in (Audience.MEMBER, Audience.SURVIVORS):
            yield self.audience.value
        due, others = self.choices.deadline, astuple(replace(self.choices, deadline=None))
        if due:
            yield "no-deadline" if due == NONE else f"by-{due}"
        if others != astuple(AS_WRITTEN):
            yield f"own-{hashlib.sha256(repr(others).encode()).hexdigest()[:6]}"
