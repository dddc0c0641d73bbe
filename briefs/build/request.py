"""What is asked for when a brief is built."""

from dataclasses import dataclass
from datetime import date

from billtrail.campaigns import Organisation
from billtrail.legislatures import Audience, Language

from .choices import AS_WRITTEN, Choices
from .voices import Voice


@dataclass(frozen=True, slots=True)
class Request:
    """What to print: a campaign id, effort id or any spelling of a bill, for whom, as of ``on``.

    ``today`` is the real day; where it is later than ``on`` the page says that it is not current.
    ``choices`` are the author's. ``leave_behind`` addresses the brief to an office.
    """

    subject: str
    on: date
    language: Language = Language.EN
    audience: Audience = Audience.MEMBER
    organisation: Organisation | None = None
    today: date | None = None
    choices: Choices = AS_WRITTEN
    voice: Voice | None = None

    @property
    def sender(self) -> Organisation | None:
        """The organisation, once a brief may speak in its name."""
        ours = self.organisation
        return ours if ours and ours.is_complete else None
