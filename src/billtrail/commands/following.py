"""Which campaigns follow which bills: watch, unwatch; and which they may want to: suggestions,
suggestion."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from billtrail.commands import Name, Settings, command, echo_json, json_option, say
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import Aim, MemberKind
from billtrail.updates import LATER, OFFLINE
from billtrail.workspace import JournalEntry, prepare

from .bars import update_bar
from .content import key_of, offer_withdrawal

_by_option = click.option(
    "--by", type=Name(), metavar="NAME", help="Who says so.  [default: your login name]"
)


def asking_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """How the record of a bill that is followed from now on is asked for."""
    for option in (
        click.option("--base-url", "base_urls", multiple=True, envvar="BILLTRAIL_BASE_URL",
                     hidden=True),
        click.option("--source", envvar="BILLTRAIL_SOURCE", hidden=True),
        click.option("--offline", is_flag=True, envvar=OFFLINE, show_envvar=True,
                     help="Leave it to the next update to ask for its record."),
    ):  # fmt: skip
        function = option(function)
    return function


def ask_for(
    settings: Settings, key: str, *, offline: bool, source: str | None, base_urls: tuple[str, ...]
) -> None:
    """Ask for the record of a bill that is not in the database, and say what came of it."""
    if not _is_unread(settings, key):
        return
    if offline:
        say(f"{LATER} Or now: billtrail update --bill {key}")
    else:
        _fetch(settings, key, source, base_urls)


@command
@click.argument("key")
@click.option("--campaign", help="The campaign that is to follow it, e.g. tsra.")
@click.option(
    "--aim",
    type=click.Choice([aim.value for aim in Aim]),
    help="What you want of it.  [default: watch]",
)
@click.option("--why", help="Why it is followed, in a sentence.")
@click.option("--instead-of", metavar="CAMPAIGN", help="Move it from this campaign.")
@click.option("--was", metavar="OLD", help="It was followed under this number until now.")
@asking_options
@_by_option
def watch(
    settings: Settings,
    key: str,
    campaign: str | None,
    aim: str | None,
    why: str | None,
    instead_of: str | None,
    was: str | None,
    offline: bool,
    source: str | None,
    base_urls: tuple[str, ...],
    by: str | None,
) -> None:
    """Let a campaign follow a bill. KEY is any spelling; several campaigns may follow one bill.

    The record of a bill that is not in the database yet is asked for at once.
    """
    from billtrail.decisions import following

    workspace = settings.workspace
    key, _ = key_of(settings, key)
    if was:
        old, _ = key_of(settings, was, by_words=False)
        done = following.renumber(workspace, old, key, by=by, say=say)
    elif campaign is None:
        raise UsageError(_which_campaign(settings))
    elif instead_of:
        done = following.move(workspace, key, campaign, instead_of, by=by, say=say)
    else:
        wanted = Aim(aim) if aim else None
        done = following.watch(workspace, key, campaign, aim=wanted, why=why, by=by, say=say)
    what = f"{key} is followed in place of {was}" if was else f"{campaign} follows {key} now"
    click.echo(f"{what}. {_written_to(done)}")
    ask_for(settings, key, offline=offline, source=source, base_urls=base_urls)


def _is_unread(settings: Settings, key: str) -> bool:
    with settings.snapshot() as snapshot:
        return bool(snapshot.bill(key).is_unread)


def _fetch(settings: Settings, key: str, source: str | None, base_urls: tuple[str, ...]) -> None:
    """Ask for the bill's record, and say where it stands."""
    from billtrail.updates import fetch_followed
    from billtrail.updates import update as updating
    from billtrail.words import terminal

    addresses = updating.parse_base_urls(base_urls)
    with update_bar(say) as (above, progress):
        found = fetch_followed(
            settings.workspace, key, source=source, base_urls=addresses, say=above,
            progress=progress,
        )  # fmt: skip
    if found:
        with settings.snapshot() as snapshot:
            click.echo("\n".join([*terminal.bill_lines(snapshot.bill(key))][:2]))


def _which_campaign(settings: Settings) -> str:
    with settings.snapshot() as snapshot:
        named = "; ".join(f"{id} ({title})" for id, title in snapshot.campaign_titles())
    return f"Which campaign is to follow it? Name one with --campaign: {named}."


def _written_to(done: JournalEntry) -> str:
    files = " and ".join(part.file for part in done.parts)
    return f"Written to {files}; billtrail undo takes it back."


@command
@click.argument("key")
@click.option("--campaign", help="Where several campaigns follow it: the one that is to stop.")
@_by_option
def unwatch(settings: Settings, key: str, campaign: str | None, by: str | None) -> None:
    """Stop following a bill, also in the efforts it belongs to."""
    from billtrail.decisions import following, release

    key, _ = key_of(settings, key)
    before = release.decided_position(settings.workspace, key)
    done = following.unwatch(settings.workspace, key, campaign, by=by, say=say)
    where = f" by {campaign}" if campaign else ""
    click.echo(f"{key} is not followed{where} any more. {_written_to(done)}")
    if before and not release.decided_position(settings.workspace, key):
        offer_withdrawal(settings, key, "", by)


@command
@click.argument("citation")
@click.option("--decline", metavar="BILL", help="This bill touches it and is not ours.")
@_by_option
def watch_section(settings: Settings, citation: str, decline: str | None, by: str | None) -> None:
    """Watch a section of the law: every bill that would change it, or cites it, is suggested.

    CITATION is a section ("18 USC 3771A", "Penal Code 236.14"), a run of them ("Penal Code
    236.1-236.25") or a chapter ("18 USC chapter 77").
    """
    from billtrail.decisions import following
    from billtrail.law import read_watched
    from billtrail.workspace import login

    section, who = read_watched(citation), by or login()
    if decline:
        key, _ = key_of(settings, decline)
        touch = _touch(settings, section, key, decline)
        done = following.decline_touch(settings.workspace, section, key, touch.what, by=who,
                                       say=say)  # fmt: skip
        click.echo(f"{key}: not ours. It is not shown again unless it does another thing to "
                   f"{section.printed}. {_written_to(done)}")  # fmt: skip
        return
    done = following.watch_section(settings.workspace, section, by=who, say=say)
    click.echo(f"{section.printed} is watched now. {_written_to(done)}")
    click.echo("\n".join(_section_lines(settings, section)))


@command
@click.argument("citation")
@_by_option
def unwatch_section(settings: Settings, citation: str, by: str | None) -> None:
    """Stop watching a section of the law."""
    from billtrail.decisions import following
    from billtrail.law import read_watched
    from billtrail.workspace import login

    section = read_watched(citation)
    done = following.unwatch_section(settings.workspace, section, by=by or login(), say=say)
    click.echo(f"{section.printed} is not watched any more. {_written_to(done)}")


@command
@json_option
@click.option("--all", "whole", is_flag=True, help="Bills followed, declined or past, too.")
def sections(settings: Settings, whole: bool, as_json: bool) -> None:
    """The sections of the law that are watched, and the bills that touch them."""
    from billtrail.snapshot.successors import json_watched, watched_lines

    with settings.snapshot() as snapshot:
        found = snapshot.watched_sections()
    if as_json:
        echo_json([json_watched(one) for one in found])
    else:
        click.echo("\n".join(watched_lines(found, whole=whole)))


def _section_lines(settings: Settings, section: Any) -> list[str]:
    from billtrail.snapshot.successors import watched_lines

    with settings.snapshot() as snapshot:
        found = [o for o in snapshot.watched_sections() if o.section.key == section.key]
    return watched_lines(found, whole=False)


def _touch(settings: Settings, section: Any, key: str, typed: str) -> Any:
    """What a bill does to a watched section. Raises UsageError, in the words that somebody
    ``typed``, where it does nothing to it."""
    with settings.snapshot() as snapshot:
        for one in snapshot.watched_sections():
            for touch in one.bills:
                if (one.section.key, touch.bill) == (section.key, key):
                    return touch
    raise UsageError(f"{typed} is not among the bills that touch {section.printed}.")


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
    from billtrail.snapshot.successors import json_suggestion, suggestion_lines
    from billtrail.words.status import look_words

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
    from billtrail.snapshot.successors import look_through, look_through_stored

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
