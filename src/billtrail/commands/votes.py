"""Who voted how: votes."""

from dataclasses import asdict
from typing import Any

import click

from billtrail.commands import Settings, command, echo_json, json_option


@command
@json_option
@click.argument("legislator")
@click.argument("about")
def votes(settings: Settings, legislator: str, about: str, as_json: bool) -> None:
    """How a legislator voted on a bill, an effort or a campaign's bills.

    LEGISLATOR is a name or an id; ABOUT is a bill in any spelling, an effort (us-tsra) or a
    campaign (ca-vacatur).
    """
    from billtrail.words import terminal

    with settings.snapshot() as snapshot:
        person = snapshot.resolve_person(legislator)
        name, keys = snapshot.person_name(person), _bills(snapshot, about)
        found = snapshot.votes_of(person, keys)
    if as_json:
        echo_json({"person": person, "name": name, "bills": keys,
                   "votes": [asdict(vote) for vote in found]})  # fmt: skip
    else:
        click.echo("\n".join(terminal.vote_lines(name, keys, found)))


def _bills(snapshot: Any, about: str) -> list[str]:
    """The keys that a bill, an effort or a campaign stands for."""
    kind, id_ = snapshot.resolve(about)
    if kind == "family":
        return [member.bill for member in snapshot.family(id_).members]
    if kind == "campaign":
        return [followed.bill for followed in snapshot.campaign(id_).bills]
    return [id_]
