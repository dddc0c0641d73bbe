"""What the templates of the desk are given beside a task's own value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from billtrail.datasette_plugins.server import Asked
from billtrail.errors import BilltrailError

from .access import Session
from .stale import Conflict
from .task import Saved, Task, WrongFields


@dataclass(frozen=True, slots=True)
class DeskView:
    """A form as it is shown: ``asked`` are the values in it, ``wrong`` what is said at a field,
    ``noted`` what a look found wrong, ``problem`` what is said above all, ``conflict`` what
    another editor saved meanwhile.

    ``locks`` says that a password is set, ``told`` what the last save changed.
    """

    task: Task | None
    token: str
    by: str
    locks: bool
    asked: Asked
    seen: str = ""
    told: Saved | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    conflict: Conflict | None = None
    noted: Mapping[str, str] = field(default_factory=dict)

    def amiss(self, name: str) -> str:
        """What is said at a field."""
        return self.wrong.get(name) or self.noted.get(name, "")

    @property
    def address(self) -> str:
        return f"/-/desk/{self.task.name}" if self.task else "/-/desk"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a form is shown again, with its status."""

    status: int
    wrong: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    conflict: Conflict | None = None

    @classmethod
    def of(cls, error: BilltrailError, status: int) -> "Fault":
        if isinstance(error, WrongFields):
            return cls(status, error.wrong)
        return cls(status, problem=str(error))


def build_view(
    task: Task | None,
    session: Session,
    asked: Asked,
    *,
    locks: bool,
    seen: str = "",
    told: Saved | None = None,
    fault: Fault | None = None,
    noted: Mapping[str, str] | None = None,
) -> DeskView:
    found = fault or Fault(200)
    return DeskView(
        task, session.token, session.by, locks, asked, seen, told, found.wrong, found.problem,
        found.conflict, noted or {},
    )  # fmt: skip
