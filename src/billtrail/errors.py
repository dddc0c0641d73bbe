"""The errors a caller may meet, drawn as a family.

``BilltrailError``            anything this program says in one line instead of a traceback
  ``UsageError``              the request is wrong; says what was expected (exit 2)
    ``UnknownKey``            no such bill, campaign or family; carries the nearest matches
      ``NotStored``             a bill's number that is not in the file; carries what it could be
    ``AmbiguousKey``          a spelling fits several bills or briefs; carries them
  ``CheckFailed``             content is invalid or a check did not hold (exit 1)
    ``BriefRefused``          a brief may not be printed; names what would bring it back (exit 1)
  ``SourceError``             a source or a document could not be read (exit 3)
    ``ParseError``            these bytes are not what the publisher promises
    ``ArchiveError``          an archive is broken, too large or climbs out of its folder
    ``ImplausibleDocument``   well-formed, but loses too much to be believed
  ``StoreError``              the database cannot be used
    ``CannotWrite``           a full disk, or a place where nothing may be written (exit 3)
    ``WriterBusy``            another command holds the writer lock
    ``NewerSchema``           written by a newer Billtrail; reading only
    ``FactsAway``             a file of an edition that has a bill's whole record cannot be read
"""

from collections.abc import Mapping, Sequence


class BilltrailError(Exception):
    """Anything this program says in one line instead of a traceback."""

    exit_code = 1

    @property
    def said(self) -> str:
        """The message without the names it proposes, for who shows those apart."""
        return str(self)


class UsageError(BilltrailError):
    """The request is wrong; the message says what was expected."""

    exit_code = 2


class UnknownKey(UsageError):
    """No such bill, campaign, family or person."""

    def __init__(
        self,
        what: str,
        value: str,
        nearest: Sequence[str] = (),
        *,
        hint: str = "",
        said: str = "",
    ) -> None:
        """``said`` stands in place of "There is no ...", of which not every file can be sure."""
        self.value = value
        self.nearest = tuple(nearest)
        self._said = f"{said or f'There is no {what} {value!r}.'} {hint}".strip()
        near = f"Nearest: {', '.join(self.nearest)}." if nearest else ""
        super().__init__(f"{self._said} {near}".strip())

    @property
    def said(self) -> str:
        return self._said


class NotStored(UnknownKey):
    """A bill's number that is not in the file, which is not to say that there is no such bill.

    ``offered`` are the keys it could have, ``how`` says how to follow it.
    """

    def __init__(
        self, value: str, said: str, how: str, offered: Sequence[str], nearest: Sequence[str]
    ) -> None:
        super().__init__("bill", value, nearest)
        near = f"Nearest: {', '.join(nearest)}." if nearest else ""
        self.args = (" ".join(filter(None, (said, how, near))),)
        self._said, self.how, self.offered = said, how, tuple(offered)


class AmbiguousKey(UsageError):
    """A spelling fits several bills, or several of ``what``. ``titles`` are those of the
    candidates, where they are known."""

    def __init__(
        self,
        value: str,
        candidates: Sequence[str],
        what: str = "bills",
        titles: Mapping[str, str] | None = None,
    ) -> None:
        self.candidates = tuple(candidates)
        self.titles = dict(titles or {})
        self._said = f"{value!r} fits several {what}."
        told = [f"{one} ({self.titles[one]})" if one in self.titles else one for one in candidates]
        listed = ("; " if titles else ", ").join(told)
        super().__init__(f"{value!r} fits several {what}: {listed}. Name one.")

    @property
    def said(self) -> str:
        return self._said


class CheckFailed(BilltrailError):
    """Content is invalid, or a check did not hold."""


class BriefRefused(CheckFailed):
    """A brief may not be printed; the message names what would bring it back."""


class SourceError(BilltrailError):
    """A source or a document could not be read; everything else was saved."""

    exit_code = 3


class ParseError(SourceError):
    """These bytes are not what the publisher promises."""


class ArchiveError(SourceError):
    """An archive is broken, too large, or a path in it climbs out."""


class ImplausibleDocument(SourceError):
    """A well-formed document that loses more than a publisher would take back."""


class StoreError(BilltrailError):
    """The database cannot be used."""


class CannotWrite(StoreError):
    """A disk takes no more, or nothing may be written there; what was there before stays."""

    exit_code = 3


class WriterBusy(StoreError):
    """Another command holds the writer lock."""


class NewerSchema(StoreError):
    """The file was written by a newer Billtrail."""


class FactsAway(StoreError):
    """A file of an edition that has a bill's whole record cannot be read; the message says why."""
