"""Where things stand: show, family, changes, search; and who voted how: votes."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

import click

from billtrail.commands import DayParam, Settings, command, echo_json, json_option, say
from billtrail.errors import NotStored, UsageError


@command
@json_option
@click.argument("key")
def show(settings: Settings, key: str, as_json: bool) -> None:
    """Where a bill, an effort or a campaign stands. KEY is any spelling: us-119-hr4323,
    "H.R. 4323", AB379, an official address; an id; a title or words of one."""
    with settings.snapshot() as snapshot:
        found = snapshot.meaning(key)
        for note in found.lines:
            say(note)
        if found.kind == "bill":
            _show_bill(snapshot, found.id, as_json)
        elif efforts := _efforts(snapshot, found):
            _show_efforts(efforts, as_json)
        else:
            _show_bills(snapshot, snapshot.campaign(found.id), as_json)


def _show_bill(snapshot: Any, key: str, as_json: bool) -> None:
    from billtrail.snapshot import stale_letters

    status = snapshot.bill(key)
    hearings, floor = snapshot.hearings([status.key]), snapshot.floor([status.key])
    letters = [one for one in stale_letters(snapshot) if one.bill == status.key]
    if as_json:
        from billtrail.snapshot import as_json as json_views
        from billtrail.snapshot.record import edit_json, read_record_edits

        edits = [edit_json(one) for one in read_record_edits(snapshot, status.key)]
        told = {"hearings": [asdict(hearing) for hearing in hearings],
                "floor": [json_views.floor_json(one) for one in floor],
                "letters_to_renew": [asdict(one) for one in letters],
                "record_edits": edits}  # fmt: skip
        echo_json(json_views.bill_json(status) | told)
    else:
        from billtrail.words import terminal

        lines = (*terminal.bill_lines(status), *terminal.hearing_lines(hearings),
                 *terminal.floor_lines(floor),
                 *(f"{one.words}: {one.command}" for one in letters))  # fmt: skip
        click.echo("\n".join(lines))


def _efforts(snapshot: Any, found: Any) -> tuple[Any, ...]:
    """The effort that is meant, or those of the campaign."""
    if found.kind == "family":
        return (snapshot.family(found.id),)
    return tuple(snapshot.campaign(found.id).families)


def _show_efforts(efforts: tuple[Any, ...], as_json: bool) -> None:
    """One effort whole; of several, where each stands. JSON of one is its object, else a list."""
    from billtrail.snapshot import family_json
    from billtrail.words import terminal

    told = [family_json(effort) for effort in efforts]
    if as_json:
        echo_json(told[0] if len(told) == 1 else told)
    elif len(efforts) == 1:
        click.echo("\n".join(terminal.effort_lines(efforts[0])))
    else:
        click.echo("\n".join(line for one in efforts for line in terminal.effort_headline(one)))


def _show_bills(snapshot: Any, campaign: Any, as_json: bool) -> None:
    """Where the bills of a campaign without efforts stand."""
    from billtrail.words import terminal

    hits = snapshot.every_bill(one.bill for one in campaign.bills).values()
    if as_json:
        echo_json([terminal.hit_json(hit) for hit in hits])
    else:
        lines = [*terminal.hit_lines(hits)] or ["It follows no bill."]
        click.echo("\n".join([f"{campaign.title} ({campaign.id})", *lines]))


@command
@json_option
@click.option(
    "--legislator", metavar="NAME", help='Say what this person did, e.g. "Lieu" or W000812.'
)
@click.argument("id")
def family(settings: Settings, id: str, legislator: str | None, as_json: bool) -> None:
    """Where an effort of several bills stands, e.g. us-tsra. A bill's key finds its effort."""
    from billtrail.bills import counted
    from billtrail.snapshot import Ledger
    from billtrail.snapshot import as_json as json_views
    from billtrail.words import terminal

    part = None
    with settings.snapshot() as snapshot:
        status = snapshot.family(_family_id(snapshot, id))
        if legislator:
            person = snapshot.resolve_person(legislator)
            name = snapshot.person_name(person)
            part = Ledger.of((), "", counted(status), snapshot.roll_calls.who).part(person)
    if as_json:
        echo_json(json_views.family_json(status) | (json_views.work_json(part) if part else {}))
        return
    click.echo("\n".join(terminal.effort_lines(status)))
    if part:
        click.echo("\n".join(terminal.work_lines(name, part)))


def _family_id(snapshot: Any, name: str) -> str:
    kind, id = snapshot.resolve(name) if name not in snapshot.family_ids else ("family", name)
    if kind == "bill":
        family = snapshot.bill(id).family
        if family is None:
            raise UsageError(f"{name} belongs to no effort.")
        return str(family)
    if kind == "campaign":
        families = snapshot.campaign(id).families
        if len(families) == 1:
            return str(families[0].id)
        names = ", ".join(f.id for f in families) or "none"
        raise UsageError(f"{name} is a campaign. Its efforts: {names}.")
    return str(id)


@command
@json_option
@click.option("--since", type=DayParam(), help="From this day on.  [default: all]")
@click.option("--record", is_flag=True, help="What publishers edited of the past instead.")
def changes(settings: Settings, since: date | None, record: bool, as_json: bool) -> None:
    """What changed, newest first, by the day we saw it: without --since the newest 5,000.

    --record tells what is no news of a bill: how publishers changed what they once said of it.
    Steps that were added late, with how late; what got other words or another day, what was taken
    out, and what came back.
    """
    if record:
        _show_record(settings, since.isoformat() if since else None, as_json)
        return
    from billtrail.snapshot import as_json as json_views
    from billtrail.words import terminal

    with settings.snapshot() as snapshot:
        found = snapshot.changes(since.isoformat()) if since else _newest_changes(snapshot)
        if as_json:
            echo_json([json_views.change_json(change) for change in found])
        else:
            bills = snapshot.bills({change.bill for change in found})
            click.echo("\n".join(terminal.change_lines(found, bills)))


def _newest_changes(snapshot: Any) -> Any:
    from billtrail.snapshot import MOST_CHANGES

    found, left_out = snapshot.newest_changes(None, MOST_CHANGES)
    if left_out:
        say(f"The newest {MOST_CHANGES:,} changes are told; {left_out:,} older ones are left out. "
            "--since DATE tells all from a day on.")  # fmt: skip
    return found


def _show_record(settings: Settings, since: str | None, as_json: bool) -> None:
    from billtrail.snapshot.record import edit_json, read_record_edits
    from billtrail.words import edit_lines

    with settings.snapshot() as snapshot:
        found = read_record_edits(snapshot, since=since)
    if as_json:
        echo_json([edit_json(one) for one in found])
    else:
        click.echo("\n".join(edit_lines(found)))


@command
@json_option
@click.argument("words", nargs=-1, required=True)
def search(settings: Settings, words: tuple[str, ...], as_json: bool) -> None:
    """Find bills by number in any spelling, by words of titles and summaries, and by words of
    their newest texts. What stands between quotation marks is found together in texts."""
    from billtrail.words import terminal

    with settings.snapshot() as snapshot:
        asked = " ".join(words)
        hits, texts = snapshot.search(asked), _in_texts(snapshot, asked)
        outlines = snapshot.outlines(texts)
        nothing = "" if hits or texts else _nothing_found(snapshot, asked)
    if as_json:
        told = {hit.key: terminal.hit_json(hit) for hit in (*hits, *outlines.values())}
        echo_json([one | {"in_text": _text_json(texts.get(key))} for key, one in told.items()])
    else:
        lines = (*terminal.hit_lines(hits), *_text_lines(outlines, texts))
        click.echo("\n".join(lines or [nothing]))


def _nothing_found(snapshot: Any, asked: str) -> str:
    """A number that is not in the file is offered to be followed."""
    try:
        snapshot.meaning(asked)
    except NotStored as error:
        return str(error)
    except UsageError:
        pass
    return "Nothing found. Try a bill number (HR 4323, AB 379) or other words."


def _in_texts(snapshot: Any, words: str) -> dict[str, Any]:
    """What the texts of bills have, by the bill's key; a bill's number is looked for in none."""
    from billtrail.snapshot import find_in_texts

    return {hit.bill: hit for hit in find_in_texts(snapshot, words)}


def _text_lines(outlines: Any, texts: dict[str, Any]) -> Iterator[str]:
    from billtrail.words import terminal

    if outlines:
        yield "In the text of:"
    for key, line in zip(outlines, terminal.hit_lines(outlines.values()), strict=False):
        yield line
        yield f"    {texts[key].words}: {texts[key].passage.text}"


def _text_json(hit: Any) -> dict[str, Any] | None:
    """``None`` where the text was not looked through or does not have all the words."""
    from billtrail.words import NO_BREAK

    return hit and {"print": hit.words.replace(NO_BREAK, " "), "print_code": hit.code,
                    "passage": hit.passage.text}  # fmt: skip


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
        name, keys = snapshot.person_name(person), _meant(snapshot, about)
        found = snapshot.votes_of(person, keys)
    if as_json:
        echo_json({"person": person, "name": name, "bills": keys,
                   "votes": [asdict(vote) for vote in found]})  # fmt: skip
    else:
        click.echo("\n".join(terminal.vote_lines(name, keys, found)))


def _meant(snapshot: Any, about: str) -> list[str]:
    """The keys that a bill, an effort or a campaign stands for."""
    kind, id_ = snapshot.resolve(about)
    if kind == "family":
        return [member.bill for member in snapshot.family(id_).members]
    if kind == "campaign":
        return [followed.bill for followed in snapshot.campaign(id_).bills]
    return [id_]
