"""What a next step is, as a value."""

from dataclasses import dataclass, replace

from billtrail.legislatures import Chamber
from billtrail.legislatures.calendar import UNCHECKED

#: The basis of a next step whose day is a listed hearing's.
LISTED = "a listed hearing"
#: The same, where only the bill's history has the hearing.
SET = "a hearing that the bill's history sets"


@dataclass(frozen=True, slots=True)
class NextStep:
    """``certainty`` is ``sure``, ``expected``, ``watch`` or ``unknown`` (then ``date`` is None).

    ``date`` is the day by which; ``not_before`` the day from which, where both are set. ``basis``
    says in words where the day is set. It is not ``checked`` where only the rules of other years
    give it; ``doubt`` then says so, wherever the day is shown. ``row`` names the kind of step and
    ``chamber`` who has the papers, for words in other languages; a campaign's step has neither.
    ``on_list``: the vote is on the chamber's own list for the week."""

    what: str
    date: str | None
    who: str
    certainty: str
    not_before: str | None = None
    basis: str | None = None
    checked: bool = True
    row: str = ""
    chamber: Chamber | None = None
    on_list: bool = False

    @property
    def doubt(self) -> str:
        return "" if self.checked else UNCHECKED

    def set_by_history(self) -> "NextStep":
        """The same step, where only the bill's history has the hearing whose day it is."""
        return replace(self, basis=SET) if self.basis == LISTED else self

    @property
    def listed(self) -> bool:
        """Whether the day is that of a hearing or a vote that is listed."""
        return self.on_list or self.basis in (LISTED, SET)
