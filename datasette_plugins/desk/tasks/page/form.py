"""What a form says of a page: its subject, its readers, and what its author chose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from billtrail.briefs.build import NONE, SUBJECT, Choices
from billtrail.datasette_plugins.desk import Asked, WrongField
from billtrail.legislatures import Audience, Language
from billtrail.snapshot import Snapshot

from ...fields import Option, read_line, read_option

AUDIENCES: tuple[Option, ...] = (
    (Audience.MEMBER, "Legislative offices"),
    (Audience.COALITION, "Coalition partners"),
    (Audience.FUNDER, "Funders (asks nothing)"),
    (Audience.PUBLIC, "The public"),
)
LANGUAGES: tuple[Option, ...] = (
    (Language.EN, "English"),
    (Language.PLAIN, "Plain English"),
    (Language.ES, "Español"),
)
_GOALS = (SUBJECT, "All our goals, on one page")


@dataclass(frozen=True, slots=True)
class PageForm:
    """``figures`` are the ids that were ticked, ``None`` where nobody was asked yet."""

    about: str
    bill: str
    audience: str
    language: str
    figures: tuple[str, ...] | None
    ask: str
    deadline: str
    contact: str
    office: str

    @property
    def subject(self) -> str:
        """The bill that was typed, else the campaign that was chosen."""
        return self.bill or self.about

    def choices(self, usual: Iterable[str]) -> Choices:
        """``usual`` are the figures that the page has where nobody chooses."""
        chosen = self.figures
        if chosen is not None and set(chosen) == set(usual):
            chosen = None
        return Choices(
            figures=chosen if chosen is None else chosen or (NONE,),
            ask=self.ask or None,
            deadline=self.deadline or None,
            contact=self.contact or None,
        )


def subject_options(snapshot: Snapshot) -> tuple[Option, ...]:
    """The campaigns by title, then the goals."""
    return (*snapshot.campaign_titles(), _GOALS)


def fill(asked: Asked) -> Asked:
    """What a button fills in: ``set FIELD VALUE``, ``only FIELD VALUE,VALUE``, ``swap FIELD OLD
    NEW`` or ``add FIELD LINE``.

    Figures, ask and day were chosen for one subject: they go where another one was chosen since.
    """
    values = dict(asked.values)
    if asked.has("was") and asked.get("was") != _subject(asked):
        for name in ("figures", "ask", "deadline", "was"):
            values.pop(name, None)
    verb, _, rest = asked.get("which").partition(" ")
    name, _, said = rest.partition(" ")
    if verb == "set":
        values[name] = (said,)
    elif verb == "only":
        values[name] = tuple(filter(None, said.split(",")))
    elif verb == "add":
        values[name] = (f"{asked.get(name)}\n{said}".strip(),)
    elif verb == "swap":
        old, _, new = said.partition(" ")
        values[name] = tuple(new if value == old else value for value in asked.all(name))
    return Asked(values, asked.files)


def _subject(asked: Asked) -> str:
    return asked.get("bill") or asked.get("about")


def read_form(asked: Asked) -> PageForm:
    """Raises ``WrongField`` where a value is none that the form offers."""
    return PageForm(
        about=asked.get("about"),
        bill=read_line(asked, "bill"),
        audience=read_option(asked, "audience", AUDIENCES),
        language=read_option(asked, "language", LANGUAGES),
        figures=asked.all("figures") if asked.get("was") else None,
        ask=asked.get("ask"),
        deadline=_day(asked, "deadline"),
        contact=read_line(asked, "contact"),
        office=read_line(asked, "office"),
    )


def _day(asked: Asked, name: str) -> str:
    value = asked.get(name)
    if value in ("", NONE):
        return value
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise WrongField(name, "Write the day as 2026-12-12.") from None
