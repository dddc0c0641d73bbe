"""Which campaigns follow which bills: watch, unwatch, move.

Several campaigns may follow a bill, each with its own aim and why. The bill's position is one: it
stands in one campaign's file, and goes to another one's when that campaign lets go of the bill.
"""

import shlex
from collections.abc import Iterator, Sequence

from billtrail import rolls
from billtrail.campaigns import SECTIONS
from billtrail.campaigns.content import Campaign, CampaignBill, Content, load_shipped, load_sound
from billtrail.campaigns.staff_files import watched_sections
from billtrail.errors import CheckFailed, UnknownKey, UsageError
from billtrail.law import WatchedSection
from billtrail.legislatures import (
    Aim,
    MemberKind,
    display,
    first_year,
    full_name,
    nearest,
    split_key,
)
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.spelling import KnownKeys, not_followed
from billtrail.records import RecordStep, record, record_files
from billtrail.words import AIMS
from billtrail.workspace import Edit, JournalEntry, Say, Workspace, journal
from billtrail.workspace import edits as workspace_edits


def watch(
    workspace: Workspace,
    key: str,
    campaign: str,
    *,
    why: str | None,
    by: str | None,
    say: Say,
    aim: Aim | None = None,
) -> JournalEntry:
    """Let ``campaign`` follow the bill, beside others that do; one that was taken out comes back as
    it shipped. Raises UsageError where the campaign follows it already, or its session cannot have
    begun."""
    _refuse_of_the_future(key)
    content = load_sound(workspace.root, {}).content
    if bill_of(named_campaign(content, campaign), key):
        raise UsageError(f"{full_name(key)} is already followed, by the campaign {campaign}.")
    shipped = _shipped(campaign)
    if shipped and bill_of(shipped, key):
        edits = [Edit(path, {"remove": None}) for path in places(shipped, key)]
    else:
        fields = {"aim": (aim or Aim.WATCH).value, "why": why or _added(), "remove": None}
        edits = [Edit(record("bill", key=key), fields)]
    command = shlex.join(["watch", key, "--campaign", campaign, *_said("--aim", aim)])
    done = workspace_edits.apply(
        workspace, file_of(campaign), edits, command=command, by=by, say=say
    )
    if not followers(content, key) and (position := _former_position(workspace, key)):
        say(
            f"It was followed before, with the position {position}. Where that holds again: "
            f"billtrail position {key} '{position}' --by NAME --on DATE"
        )
    return done


def _former_position(workspace: Workspace, key: str) -> str | None:
    """The position that went when the bill was let go of the last time; ``None``: none did, or it
    came back with the bill."""
    changes = list(journal.read_changes(workspace))
    undone = {change.undoes for change in changes}
    for change in reversed(changes):
        if change.undoes or change.id in undone:
            continue
        for one in (each for part in change.parts for each in part.records):
            if one.path == record("bill", key=key) and one.before and not one.after:
                return one.before.get("position")
    return None


def _refuse_of_the_future(key: str) -> None:
    """Bills are filed some weeks before a session begins, in the year before at the earliest."""
    parts = split_key(key)
    year = first_year(parts.jurisdiction, parts.session)
    if year > sessions.today().year + 1:
        raise UsageError(
            f"{full_name(key)}: that session begins in {year}, so there is no such bill yet. "
            "Name a session that has begun, or the number alone for the newest one."
        )


def _added() -> str:
    return f"Added on {sessions.day_words(sessions.today().isoformat())}."


def unwatch(
    workspace: Workspace, key: str, campaign: str | None = None, *, by: str | None, say: Say
) -> JournalEntry:
    """Take the bill out of a campaign, and out of the efforts it belongs to there; its position
    goes to another campaign that follows it. Raises UsageError where several do and none is
    named."""
    content = load_sound(workspace.root, {}).content
    source = _source(content, key, campaign)
    files = {file_of(source.id): _leave(source, key)}
    others = [one for one in followers(content, key) if one.id != source.id]
    kept = _position_fields(source, key)
    if not others:
        _refuse_resting(content, key)
    if others and kept:
        files[file_of(others[0].id)] = [Edit(record("bill", key=key), kept)]
    command = shlex.join(["unwatch", key, *_said("--campaign", campaign)])
    done = workspace_edits.apply_together(workspace, files, command=command, by=by, say=say)
    if kept and not others:
        say(f"Its position goes with it: {kept['position']}.")
    return done


def move(
    workspace: Workspace,
    key: str,
    to: str,
    campaign: str | None = None,
    *,
    by: str | None,
    say: Say,
) -> JournalEntry:
    """Let the campaign ``to`` follow the bill in the place of the one that does, with its aim, why
    and position; a campaign that follows it already keeps its own. The bill leaves the efforts of
    the old campaign. Raises as ``unwatch``."""
    content = load_sound(workspace.root, {}).content
    target, source = named_campaign(content, to), _source(content, key, campaign)
    if target.id == source.id:
        raise UsageError(f"{full_name(key)} is in the campaign {to} already.")
    fields = _position_fields(source, key)
    if not bill_of(target, key):
        bill = bill_of(source, key)
        assert bill is not None
        fields = {**_record_fields(bill), **fields}
    files = {file_of(source.id): _leave(source, key)}
    if fields:
        files[file_of(to)] = [Edit(record("bill", key=key), fields)]
    command = shlex.join(["watch", key, "--campaign", to, "--instead-of", source.id])
    return workspace_edits.apply_together(workspace, files, command=command, by=by, say=say)


def renumber(workspace: Workspace, old: str, new: str, *, by: str | None, say: Say) -> JournalEntry:
    """The bill has another number now: it is followed under that one, with all that was decided and
    who signs its letters, in every campaign and effort that had the old one, and the old one leads
    to it. Raises UsageError where the new one is followed as another bill, or of a session that
    cannot have begun."""
    _refuse_of_the_future(new)
    content = load_sound(workspace.root, {}).content
    found = followers(content, old)
    if not found:
        raise _not_followed(content, old)
    if old == new or followers(content, new):
        raise UsageError(f"{full_name(new)} is followed already, as another bill.")
    files = {file_of(one.id): list(_renumbered(one, old, new)) for one in found}
    command = shlex.join(["watch", new, "--was", old])
    done = workspace_edits.apply_together(workspace, files, command=command, by=by, say=say)
    rolls.rename(workspace, old, new)
    return done


def renumbered_by(change: JournalEntry) -> tuple[str, str] | None:
    """A bill's number before and after a change that gave it another; else ``None``."""
    for one in (each for part in change.parts for each in part.records):
        before, after = one.before or {}, one.after or {}
        if after.get("was") and after["was"] != before.get("was"):
            return str(after["was"][0]), str(one.path[-1].identity["key"])
    return None


def _renumbered(campaign: Campaign, old: str, new: str) -> Iterator[Edit]:
    """The records of a campaign's file under the new number."""
    bill = bill_of(campaign, old)
    assert bill is not None
    shipped = _shipped(campaign.id)
    ships = list(places(shipped, old)) if shipped else []
    fields = _record_fields(bill) | _position_fields(campaign, old) | {"was": [old, *bill.was]}
    yield from (Edit(p, {"remove": True} if p in ships else None) for p in places(campaign, old))
    yield Edit(record("bill", key=new), fields)
    for family in campaign.families:
        for member in family.members:
            if member.bill == old and member.kind != MemberKind.OPPOSES:
                step = (
                    RecordStep("family", {"id": family.id}),
                    RecordStep("member", {"bill": new}),
                )
                told = {"kind": member.kind.value, "basis": f"{member.basis}; then {display(old)}"}
                yield Edit(step, {**told, "enacted_via": member.enacted_via, "remove": None})
    if campaign.lead == old:
        yield Edit(record_files.FILE, {"lead": new})


def _record_fields(bill: CampaignBill) -> dict[str, object]:
    return {"aim": bill.aim.value, "why": bill.why, "share": bill.share, "remove": None}


def _leave(campaign: Campaign, key: str) -> list[Edit]:
    """What takes the bill out of a campaign's file. Raises UsageError where the campaign is about
    that bill."""
    if campaign.lead == key:
        raise UsageError(
            f"The campaign {campaign.title!r} is about {full_name(key)}: give it another lead "
            "first, at the desk under Campaigns."
        )
    shipped = _shipped(campaign.id)
    ships = list(places(shipped, key)) if shipped else []
    return [
        Edit(path, {"remove": True} if path in ships else None) for path in places(campaign, key)
    ]


def _refuse_resting(content: Content, key: str) -> None:
    """Sentences that end with where a bill stands ask for its record; raises CheckFailed."""
    titles = [
        one.title for one in content.campaigns for claim in one.claims
        if any((c.kind, c.name) == ("bill", key) for c in claim.holds_if)
    ]  # fmt: skip
    if titles:
        raise CheckFailed(
            f"{full_name(key)} stays followed: sentences of the campaign "
            f"{', '.join(dict.fromkeys(titles))} hold or end by where it stands. To want nothing "
            f"more of it: at the desk, Campaigns, set what you want of it to {AIMS[Aim.HISTORY]!r}."
        )


def _position_fields(campaign: Campaign, key: str) -> dict[str, object]:
    """The fields of the position, where it stands in this campaign's file."""
    bill = bill_of(campaign, key)
    if bill is None or bill.position is None or bill.position_in != campaign.id:
        return {}
    names = ("decided_by", "decided_on", "condition", "share")
    told = {name: value for name in names if (value := getattr(bill, name))}
    return {"position": bill.position.value, **told}


# -- sections of the law ---------------------------------------------------------------------------


def watch_section(
    workspace: Workspace, section: WatchedSection, *, by: str, say: Say
) -> JournalEntry:
    """Watch a section, a run or a chapter. Raises UsageError where it is watched already."""
    on = sessions.today().isoformat()
    edits = [Edit(_section(section), {"by": by, "on": on})]
    return _edit_sections(workspace, edits, ["watch-section", section.printed], by, say)


def unwatch_section(
    workspace: Workspace, section: WatchedSection, *, by: str, say: Say
) -> JournalEntry:
    """Stop watching it; what was declined of it goes too. Raises UnknownKey with those that are."""
    found = watched_sections.load_watched(workspace.root)
    _refuse_unwatched(found, section)
    edits = [Edit(_section(section), None)]
    edits += [Edit(_declined(section, one.bill), None) for one in found.declined
              if one.section == section.key]  # fmt: skip
    return _edit_sections(workspace, edits, ["unwatch-section", section.printed], by, say)


def decline_touch(
    workspace: Workspace, section: WatchedSection, bill: str, what: str, *, by: str, say: Say
) -> JournalEntry:
    """A bill that touches a watched section is not ours: it is shown again where it does another
    thing than ``what`` to it."""
    _refuse_unwatched(watched_sections.load_watched(workspace.root), section)
    fields = {"what": what, "by": by, "on": sessions.today().isoformat()}
    edits = [Edit(_declined(section, bill), fields)]
    command = ["watch-section", section.printed, "--decline", bill]
    return _edit_sections(workspace, edits, command, by, say)


def _check_sections(text: str) -> None:
    """Raises CheckFailed where the file would be faulty."""
    watched_sections.parse_watched_file(text)


def _refuse_unwatched(found: watched_sections.WatchedFile, section: WatchedSection) -> None:
    known = {one.section: one.watched.printed for one in found.sections}
    if section.key not in known:
        near = nearest(section.printed, known.values()) or list(known.values())[:5]
        raise UnknownKey("watched section", section.printed, near)


def _section(section: WatchedSection) -> tuple[RecordStep, ...]:
    return record("section", section=section.key)


def _declined(section: WatchedSection, bill: str) -> tuple[RecordStep, ...]:
    return record("declined", section=section.key, bill=bill)


def _edit_sections(
    workspace: Workspace, edits: Sequence[Edit], command: list[str], by: str, say: Say
) -> JournalEntry:
    return workspace_edits.apply(
        workspace, SECTIONS, edits, command=shlex.join(command), by=by, say=say,
        check=_check_sections,
    )  # fmt: skip


# -- who follows it --------------------------------------------------------------------------------


def followers(content: Content, key: str) -> list[Campaign]:
    """The campaigns that follow the bill."""
    return [campaign for campaign in content.campaigns if bill_of(campaign, key)]


def bill_of(campaign: Campaign, key: str) -> CampaignBill | None:
    """What the campaign says of the bill, where it follows it."""
    return next((bill for bill in campaign.bills if bill.key == key), None)


def deciding(content: Content, key: str) -> Campaign:
    """The campaign in whose file the bill's position stands, or is to stand: that of its effort,
    else the first. Raises NotStored where none follows it."""
    found = followers(content, key)
    if not found:
        raise _not_followed(content, key)
    ours = (one for one in found if (bill := bill_of(one, key)) and bill.position_in == one.id)
    in_effort = (one for one in found if len(list(places(one, key))) > 1)
    return next(ours, None) or next(in_effort, found[0])


def _source(content: Content, key: str, campaign: str | None) -> Campaign:
    """The campaign that lets go of the bill."""
    found = {one.id: one for one in followers(content, key)}
    if not found:
        raise _not_followed(content, key)
    if campaign:
        named_campaign(content, campaign)
    elif len(found) == 1:
        return next(iter(found.values()))
    if campaign in found:
        return found[campaign]
    raise UsageError(
        f"{full_name(key)} is followed by {' and '.join(found)}. Name one: --campaign ID."
    )


def _not_followed(content: Content, key: str) -> UnknownKey:
    keys = [bill.key for one in content.campaigns for bill in one.bills]
    return not_followed(key, KnownKeys(keys))


def named_campaign(content: Content, name: str) -> Campaign:
    """A campaign by its id; raises UnknownKey with the nearest."""
    found = {campaign.id: campaign for campaign in content.campaigns}
    if name not in found:
        raise UnknownKey("campaign", name, nearest(name, list(found)))
    return found[name]


def places(campaign: Campaign, key: str) -> Iterator[tuple[RecordStep, ...]]:
    """Where a campaign file names a bill as its own: the bill, and the efforts it counts in."""
    if bill_of(campaign, key):
        yield record("bill", key=key)
    for family in campaign.families:
        for member in family.members:
            if member.bill == key and member.kind != MemberKind.OPPOSES:
                yield (RecordStep("family", {"id": family.id}), RecordStep("member", {"bill": key}))


def file_of(campaign: str) -> str:
    """The workspace's file of a campaign, shipped or its own."""
    return f"campaigns/{campaign}.toml"


def _shipped(campaign: str) -> Campaign | None:
    return next((one for one in load_shipped().campaigns if one.id == campaign), None)


def _said(option: str, value: object) -> Sequence[str]:
    return [option, str(value)] if value else []
