"""A count as others may see it: the record of what was shown, kept from edition to edition."""

from dataclasses import dataclass

from .counts import Count
from .offers import Offer


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as others may see it. Where it is shown, ``count`` has the value that is shown,
    which may be that of an earlier day (``since``); where it is hidden, the value as loaded.
    ``loaded`` is the value as loaded in both cases; ``within`` is how far a rounded value may be
    from it on its day. ``past`` has the values shown before, each with its day. ``corrected`` are
    the days on which the value as loaded changed though the period was over. ``given_away`` is true
    where what others published already gives a hidden count away."""

    count: Count
    hidden: bool
    given_away: bool = False
    offers: tuple[Offer, ...] = ()
    since: str = ""
    loaded: int = 0
    within: int = 0
    past: tuple[tuple[int, str], ...] = ()
    corrected: tuple[str, ...] = ()

    @property
    def value(self) -> int | None:
        return None if self.hidden else self.count.value

    @property
    def first_day(self) -> str:
        """The day on which it was shown or hidden first."""
        return self.past[0][1] if self.past else self.since

    @property
    def told(self) -> tuple[tuple[int, str], ...]:
        """All values that were shown, each with its day."""
        return () if self.hidden else (*self.past, (self.count.value, self.since))
