"""Writes the pages of this folder that follow from the code: commands, sources, stages.

``python docs/generate.py`` writes them; a test compares them with what it would write. It also
brings the labels of today into the catalogues of their translators.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from billtrail.bills.next_steps.location import EFFECTS
from billtrail.bills.next_steps.state_of_play import CALIFORNIA, CONGRESS, Row
from billtrail.bills.stages.milestones import STAGE_TABLE
from billtrail.briefs.language.labels import COUNTED, SECTIONS
from billtrail.cli import main
from billtrail.scrapers.registry import load_sources
from billtrail.words.status.hows import HOWS
from billtrail.words.status.stages import STAGES

HERE = Path(__file__).parent
CATALOGUES = HERE.parent / "briefs" / "locale"
_WIDTH = 88
_NOTE = "<!-- Written by docs/generate.py from the code; change that, not this page. -->\n"


def cli_page() -> str:
    """Every command with its help text."""
    parts = [
        _NOTE,
        "# Commands\n",
        "What each command answers to `--help`. Exit codes: 0 done; 1 a check failed or a brief",
        "was refused; 2 wrong usage; 3 a source or a document could not be read, and everything",
        "else was saved.\n",
    ]
    for path, command in _commands(main, ("billtrail",)):
        context = click.Context(
            command, info_name=" ".join(path), terminal_width=_WIDTH, **main.context_settings
        )
        parts += [f"## {' '.join(path)}\n", f"```\n{command.get_help(context)}\n```\n"]
    return "\n".join(parts)


def _commands(
    command: click.Command, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _commands(command.commands[name], (*path, name))


def sources_page() -> str:
    """Every source by rank."""
    rows = [
        f"| `{s.name}` | [{s.title}]({s.home}) | {s.rank} | {_silence(s.rhythm)} | {s.licence} |"
        for s in sorted(load_sources().values(), key=lambda s: (-s.rank, s.name))
    ]
    return "\n".join(
        [_NOTE, "# Sources\n",
         "Where two sources speak for the same time, the higher rank is printed and the difference",
         "is kept and shown. A correction by a person stands above all of them.\n",
         "| name | publisher | rank | longest normal silence | terms |",
         "|---|---|---|---|---|", *rows, ""]
    )  # fmt: skip


def _silence(hours: int) -> str:
    days = hours // 24
    return "does not change" if days > 365 else f"{days} days" if days > 1 else f"{hours} hours"


def stages_page() -> str:
    """The published table and the words of each stage."""
    words = [f"| {_filled(name)} | {_filled(meaning)} |" for name, meaning in STAGES.values()]
    hows = [
        f"| {how.value} | {_filled(words.word)} | {_filled(words.meaning)} |"
        for how, words in HOWS.items()
    ]
    rows = [
        f"| {row.action.value} | {row.kind} | {row.role} | {row.milestone.value} |"
        for row in STAGE_TABLE
    ]
    places = [f"| {class_.value} | {place or 'nowhere: it has ended'} |"
              for class_, place in EFFECTS.items()]  # fmt: skip
    return "\n".join(
        [_NOTE, "# Stages\n",
         "A source's rules give every action its classes. This table says what a class proves; the",
         "stage is the furthest milestone that stands, whatever the order of a day's actions. A",
         "signed bill is law from that day; the number of the law may follow days later.\n",
         "| on screen | means |", "|---|---|", *words, "",
         "## How a bill got there\n",
         "A stage says how far; what is said of one bill comes from the one action that proves it,",
         "and label, day and action are of one step. In JSON it is `how`.\n",
         "| how | on screen | means |", "|---|---|---|", *hows, "",
         "## What an action proves\n",
         "| action class | kind of measure | chamber | proves |", "|---|---|---|---|", *rows, "",
         "## Places\n",
         "Where a publisher lists the actions of a day in their order (California), the place of a",
         "live measure is told too. The first class of this table that an action has decides.\n",
         "| action class | the measure then lies |", "|---|---|", *places, "",
         "## State of play\n",
         "Who has the papers of a live measure and what is pending follow from what happened last,",
         "never from the chamber of origin. Acts are taken in their order; where a publisher keeps",
         "none within a day (Congress), first those of the chamber that has the papers. The last",
         "row that applies to an action decides. *After*: only if the other chamber has done this",
         "before.\n",
         *_plays("Congress", CONGRESS), *_plays("California", CALIFORNIA)]
    )  # fmt: skip


def _plays(name: str, rows: Iterable[Row]) -> Iterator[str]:
    yield f"### {name}\n"
    yield "| action class | after | then pending | papers |"
    yield "|---|---|---|---|"
    for row in rows:
        own = f"; itself {row.own}" if row.own else ""
        out_of = (
            f"while {row.out_of}" if row.out_of else f"unless {row.unless}" if row.unless else ""
        )
        pending = row.pending or "what was pending before"
        yield f"| {row.action} | {row.after or out_of}{own} | {pending} | {_PAPERS[row.papers]} |"
    yield ""


_PAPERS = {
    "acting": "the chamber that acts",
    "other": "the other chamber",
    "origin": "its own chamber",
    "both": "both chambers",
    "executive": "the executive",
}


def _filled(words: str) -> str:
    named = words.replace("{executive}", "President or Governor").replace("{session}", "session")
    return named.replace("{other}", "another bill")


PAGES: Mapping[str, Callable[[], str]] = {
    "cli.md": cli_page,
    "sources.md": sources_page,
    "stages.md": stages_page,
}


def labels() -> Catalog:
    """Every label to translate, by its key, with what a translator should know of it."""
    template = Catalog(project="Billtrail")
    for note, section in SECTIONS:
        for key, english in section.items():
            template.add(english, context=key, auto_comments=[note])
    for key, forms in COUNTED.items():
        template.add(forms, context=key, auto_comments=["Its form follows from a number."])
    return template


def update_catalogue(path: Path) -> None:
    """Adds new labels, in the order of the code, and marks as fuzzy what changed in English, and
    drops what is no label any more."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.stem)
    catalog.update(labels(), update_creation_date=False)
    catalog.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, catalog, width=_WIDTH, include_previous=True)


if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")
    for path in CATALOGUES.glob("*.po"):
        update_catalogue(path)
