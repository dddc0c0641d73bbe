"""New bills that look like ours: suggestions, suggestion."""

from typing import Any

import click

from billtrail.commands import Name, Settings, command, echo_json, json_option, say
from billtrail.errors import UnknownKey
from billtrail.legislatures import MemberKind


@command
@json_option
@click.option("--all", "decided", is_flag=True, help="Those that were decided, too.")
def suggestions(settings: Settings, decided: bool, as_json: bool) -> None:
    """New bills that look like our efforts, why, and what became of an ended session's bills."""
    from billtrail.snapshot import json_suggestion, suggestion_lines

    with settings.snapshot() as snapshot:
        found = snapshot.suggestions(None if decided else "open")
        ends = snapshot.session_ends()
    if as_json:
        echo_json([json_suggestion(one) for one in found])
        return
    click.echo(
        "\n".join([*suggestion_lines(found), *(line for end in ends for line in end.lines())])
    )


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
