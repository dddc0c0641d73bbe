"""Who is told by mail or message, and when: digest, schedule."""

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from billtrail.commands import Settings, command, command_group, say, say_path
from billtrail.errors import SourceError, UsageError
from billtrail.files import write_file

_MANY = {
    "campaigns": "a campaign, by id or title", "bills": "a bill, in any spelling",
    "sections": "a section of law: '18 USC 3771A', 'Penal Code 236.14'",
    "legislators": "a legislator, by name or id", "committees": "a committee, by its name",
}  # fmt: skip


@click.option(
    "--to",
    "output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write it: .eml for a mail program, .html, .txt, .ics; a folder: one a subscriber.",
)
@click.option("--for", "name", metavar="NAME", help="The digest of this subscriber.")
@click.option("--send", is_flag=True, help="Send what is due, and what waits in the outbox.")
@click.option("--dry-run", is_flag=True, help="Say who would get something; send nothing.")
@click.option("--update", is_flag=True, help="Ask the publishers first, as 'update' does.")
def digest(
    settings: Settings,
    output: Path | None,
    name: str | None,
    send: bool,
    dry_run: bool,
    update: bool,
) -> None:
    """What changed since the last mail, what it means, who acts next, and the days ahead.

    Without an option it is shown for staff who follow everything. --send sends each subscriber's
    when it is due: by mail (secrets.env names the server), or to Slack, Teams, a webhook, ntfy.
    """
    if click.get_current_context().invoked_subcommand:
        return
    if send and (dry_run or output or name):
        raise UsageError("--send sends to all who are due: leave out --to, --for and --dry-run.")
    if update:
        _update(settings)
    if send:
        _send(settings)
        return
    prepared = _prepared(settings, name, everybody=dry_run or _is_folder(output))
    if dry_run:
        click.echo("\n".join(_dry_lines(prepared)) or "There are no subscribers.")
    elif output:
        for path in _write(settings, prepared, output):
            say_path(path)
    else:
        from billtrail.mail import digest_text

        click.echo("\n".join(digest_text(one.digest) for one in prepared), nl=False)


def _is_folder(output: Path | None) -> bool:
    return output is not None and (output.is_dir() or not output.suffix)


def _update(settings: Settings) -> None:
    """In a process of its own; what could not be asked is said in the digests themselves."""
    import subprocess

    workspace = settings.workspace
    subprocess.run(
        [sys.executable, "-m", "billtrail", "--workspace", str(workspace.root), "--db",
         str(workspace.database), "update", "--wait", "--quiet"], check=False,
    )  # fmt: skip


def _send(settings: Settings) -> None:
    from billtrail.mail import make_round
    from billtrail.workspace import prepare

    prepare(settings.workspace, say=say)
    done = make_round(settings.workspace, say)
    click.echo(done.words)
    if done.later or done.given_up:
        say("Who and why: billtrail digest outbox")
    if done.later or done.given_up or done.unreached:
        sys.exit(SourceError.exit_code)


def _prepared(settings: Settings, name: str | None, *, everybody: bool) -> list[Any]:
    """Digests of one, of all, or of staff who follow everything."""
    from billtrail.mail import (
        MailAudience,
        Subscriber,
        load_subscribers,
        prepare_digests,
        told_before,
    )
    from billtrail.workspace import prepare

    prepare(settings.workspace, say=say)
    found = load_subscribers(settings.workspace)
    for line in found.faults:
        say(f"Left out: {line}")
    before = told_before(settings.workspace)
    if name:
        those = [found.named(name)]
    elif everybody:
        those = list(found.sound)
    else:
        those = [Subscriber("Staff", "staff@localhost.invalid", MailAudience.STAFF)]
        before = _nothing_told
    prepared = list(prepare_digests(settings.workspace, those, before, settings.day))
    for one in prepared:
        for problem in one.problems:
            say(f"{one.subscriber.name}: {problem}")
    return prepared


def _nothing_told(_one: Any) -> None:
    """Nobody was sent what is only shown."""


def _dry_lines(prepared: Iterable[Any]) -> Iterator[str]:
    for one in prepared:
        who, digest = one.subscriber, one.digest
        says = digest.headline if one.period else "nothing to tell, so nothing is sent"
        yield f"{who.name} ({who.audience}, {who.rhythm}, {who.to}): {says}"


def _write(settings: Settings, prepared: Iterable[Any], output: Path) -> Iterator[Path]:
    from billtrail.mail import message_name

    for one in prepared:
        path = output
        if _is_folder(output):
            path = output / message_name(one.subscriber, one.digest.on)
        write_file(path, _content(settings, one, path.suffix))
        yield path


def _content(settings: Settings, one: Any, suffix: str) -> bytes:
    from datetime import UTC

    from billtrail import mail
    from billtrail.campaigns import load_organisation
    from billtrail.files import one_of

    server = mail.read_server(settings.workspace)
    ours = load_organisation(settings.workspace.organisation)
    sender = mail.Sender.of(ours, server.sender if server else None)
    found = mail.signed(one.digest, one.subscriber, sender)
    kind = one_of("format", suffix.removeprefix("."), ("eml", "html", "txt", "ics"))
    if kind == "eml":
        now = datetime.now(UTC)
        message = mail.build_message(one.digest, one.subscriber, sender, now, draft=True)
        return bytes(message.as_bytes())
    made = {"html": mail.digest_html, "txt": mail.digest_text}
    return mail.calendar(found) if kind == "ics" else made[kind](found).encode()


digest_group = command_group(digest)


# -- subscribers -----------------------------------------------------------------------------------


@click.argument("name")
@click.argument("to")
@click.option(
    "--audience",
    type=click.Choice(["staff", "partner"]),
    help="A partner gets nothing that only staff may know.  [default: partner]",
)
@click.option(
    "--rhythm",
    type=click.Choice(["daily", "weekly", "at-once"]),
    help="At once is with every run that sends.  [default: weekly]",
)
@click.option("--campaign", "campaigns", multiple=True, help=f"Follow {_MANY['campaigns']}.")
@click.option("--bill", "bills", multiple=True, help=f"Follow {_MANY['bills']}.")
@click.option("--section", "sections", multiple=True, help=f"Follow {_MANY['sections']}.")
@click.option("--legislator", "legislators", multiple=True, help=f"Follow {_MANY['legislators']}.")
@click.option("--committee", "committees", multiple=True, help=f"Follow {_MANY['committees']}.")
def add(
    settings: Settings,
    name: str,
    to: str,
    audience: str | None,
    rhythm: str | None,
    **follows: tuple[str, ...],
) -> None:
    """Add a subscriber, or change one of that name: what is not said stays. TO is a mail address,
    or the name of the line of secrets.env that has a channel's address, such as POLICY_CHANNEL.

    Who follows nothing by name gets what the coalition follows.
    """
    from billtrail.mail import load_subscribers, read_follows, subscribing

    was = load_subscribers(settings.workspace).get(name)
    audience = audience or (was.audience if was else "partner")
    rhythm = rhythm or (was.rhythm if was else "weekly")
    if was and not any(follows.values()):
        follows = {kind: getattr(was, kind) for kind in follows}
    with settings.snapshot() as snapshot:
        one = subscribing.build_subscriber(snapshot, name, to, audience, rhythm, follows)
    subscribing.subscribe(settings.workspace, one)
    click.echo(f"{'Changed' if was else 'Added'}: {subscribing.subscriber_words(one)}")
    ((_, found),) = read_follows(settings.workspace, [one], settings.day)
    for section in found.untold:
        click.echo(f"Of {section} nothing is shared with partners, and the digest says so: only a "
                   "section that a campaign speaks of is.")  # fmt: skip


def subscribers(settings: Settings) -> None:
    """Who gets digests, of what and how often; what of it there is not."""
    from billtrail.mail import load_subscribers, read_follows, subscribing
    from billtrail.workspace import prepare

    prepare(settings.workspace, say=say)
    found = load_subscribers(settings.workspace)
    for one, follows in read_follows(settings.workspace, found.sound, settings.day):
        click.echo(subscribing.subscriber_words(one))
        click.echo(f"  follows {follows.words or 'nothing that there is'}")
        for problem in follows.problems:
            click.echo(f"  NOT FOUND  {problem}")
    for line in found.faults:
        click.echo(f"FAULT  {line}")
    if not found.sound and not found.faults:
        click.echo("There are no subscribers. Add one: billtrail digest add NAME TO")


@click.argument("name")
def forget(settings: Settings, name: str) -> None:
    """Take a subscriber out of the file and the outbox, for good. Nothing takes this back."""
    from billtrail.mail import subscribing

    click.echo("\n".join(subscribing.forget(settings.workspace, name)))


def outbox(settings: Settings) -> None:
    """What was sent, what waits and what was given up, the newest first, with why."""
    from billtrail.mail import read_rows
    from billtrail.words import moment_words

    rows = read_rows(settings.workspace)
    for row in rows:
        again = f", again after {moment_words(row.next_try)}" if row.state == "waiting" else ""
        tried = f" ({row.tries} tries{again})" if row.tries > 1 or again else ""
        why = f": {row.problem}" if row.problem else ""
        click.echo(f"{moment_words(row.made_at)}  {row.to}  {row.state}{tried}{why}")
    if not rows:
        click.echo("Nothing was sent yet, and nothing waits.")


for _function in (add, subscribers, forget, outbox):
    command(_function, digest_group)


# -- the machine's own clock -----------------------------------------------------------------------


@command
@click.option("--install", is_flag=True, help="Have this machine do it from now on.")
@click.option("--remove", is_flag=True, help="Take that back.")
@click.option("--print", "show", is_flag=True, help="Show what would be set up, to do it by hand.")
@click.option(
    "--at",
    "times",
    multiple=True,
    metavar="TIME",
    help="By this machine's clock; may be repeated.  [default: 07:10, 12:10, 17:10]",
)
def schedule(
    settings: Settings, install: bool, remove: bool, show: bool, times: tuple[str, ...]
) -> None:
    """Update and send digests by themselves, at the same hours of every day.

    Sets up what this machine has for that: a timer of systemd, launchd on a Mac, the Task
    Scheduler on Windows. Without an option it says what is set up, and when it runs next.
    """
    from billtrail.mail import schedule as schedules

    workspace, at = settings.workspace, schedules.read_times(times)
    if remove:
        schedules.remove(workspace)
        click.echo("Taken back: nothing runs by itself any more.")
        return
    if show:
        click.echo("\n".join(_recipe_lines(schedules.recipe(workspace, at))))
        return
    if install:
        click.echo(f"{schedules.install(workspace, at).hint}")
    due = schedules.next_words(workspace)
    nothing = "Nothing is scheduled. 'billtrail schedule --install' does it."
    click.echo(schedules.due_line(due) if due else nothing)


def _recipe_lines(found: Any) -> Iterator[str]:
    for path, content in found.files.items():
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
        yield from (f"# {path}", text)
    yield "# then:"
    yield from (" ".join(command) for command in found.install)
    yield f"# {found.hint}"
