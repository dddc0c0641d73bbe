"""New bills that look like ours: suggestions, suggestion."""

from pathlib import Path
from typing import Any

import click

from billtrail.commands import Name, Settings, command, echo_json, json_option, say
from billtrail.errors import UnknownKey
from billtrail.legislatures import MemberKind
from billtrail.workspace import prepare


@command
@json_option
@click.option("--decided", is_flag=True, help="Those that were decided, too.")
@click.option(
    "--all",
    "whole",
    is_flag=True,
    help="Look through whole sessions first: every title of FILES, or of the stored bills.",
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
def suggestions(
    settings: Settings, files: tuple[Path, ...], decided: bool, whole: bool, as_json: bool
) -> None:
    """New bills that look like our efforts, why, and what became of an ended session's bills.

    FILES are lists of titles (CSV with key and title, or congress, type, number and title; also
    .csv.gz) or publishers' bill files in a folder, a zip or a tar. Nothing of them is kept but what
    looks like ours.
    """
    from billtrail.snapshot import json_suggestion, suggestion_lines
    from billtrail.words import look_words

    if whole or files:
        _look_through(settings, files)
    with settings.snapshot() as snapshot:
        found = snapshot.suggestions(None if decided else "open")
        ends, looks = snapshot.session_ends(), snapshot.looks
    if as_json:
        echo_json([json_suggestion(one) for one in found])
        return
    lines = [*suggestion_lines(found), *(line for end in ends for line in end.lines())]
    seen = [f"Looked through: {look_words(look)}" for look in looks]
    click.echo("\n".join([*lines, *(seen or [_NOT_LOOKED])]))


#: What was looked at where no whole session was.
_NOT_LOOKED = (
    "Looked at: bills that an update or an import brought anew. No whole session's titles yet: "
    "billtrail suggestions --all FILES."
)


def _look_through(settings: Settings, files: tuple[Path, ...]) -> None:
    from billtrail.importing import read_titles
    from billtrail.snapshot import look_through, look_through_stored

    prepare(settings.workspace, say=say)
    with settings.workspace.writer("suggestions") as writer:
        if not files:
            look_through_stored(writer)
        for path in files:
            look_through(writer, path.name, read_titles(path, say))
        writer.runs.finish("done", {})


@command
@click.argument("id", type=int)
@click.argument("decision", type=click.Choice(["accept", "watch", "decline"]))
@click.option("--by", type=Name(), metavar="NAME", required=True, help="Who decided.")
@click.option(
    "--kind",
    type=click.Choice([MemberKind.REINTRODUCED.value, MemberKind.COMPANION.value]),
    default=MemberKind.REINTRODUCED.value,
    show_default=True,
    help="What an accepted bill is to the effort.",
)
def suggestion(settings: Settings, id: int, decision: str, by: str, kind: str) -> None:
    """Decide about a suggested bill: part of the effort, watched apart, or not ours."""
    from billtrail.decisions import decisions

    one = _suggestion(settings, id)
    options: dict[str, Any] = {"by": by, "say": say}
    if decision == "accept":
        done = decisions.accept(settings.workspace, one, MemberKind(kind), **options)
    elif decision == "watch":
        done = decisions.watch_apart(settings.workspace, one, **options)
    else:
        done = decisions.decline(settings.workspace, one, **options)
    click.echo(
        f"{one.bill}: {decision}, {by}. Written to {done.file}; billtrail undo takes it back."
    )


def _suggestion(settings: Settings, id: int) -> Any:
    with settings.snapshot() as snapshot:
        found = {one.id: one for one in snapshot.suggestions(None)}
    if id not in found:
        raise UnknownKey("suggestion", str(id), [str(one) for one in found][:5])
    return found[id]
