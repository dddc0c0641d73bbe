"""What a person decides: positions, reviews of texts, what a suggested bill is to us.

Each decision becomes a few lines in the workspace's file of the campaign, by ``workspace.edits``.
"""

import shlex
from collections.abc import Iterator, Sequence
from datetime import date

from billtrail.campaigns import Text, positions
from billtrail.campaigns.content import Campaign, Content, load_sound
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import Aim, Language, MemberKind, Position, nearest
from billtrail.legislatures.calendar import sessions
from billtrail.records import RecordStep, record, record_files
from billtrail.snapshot import Snapshot
from billtrail.snapshot.successors import Suggestion
from billtrail.workspace import Edit, JournalEntry, Say, Workspace, today_or_before
from billtrail.workspace import edits as workspace_edits

from .following import deciding, file_of, followers


def accept(
    workspace: Workspace, suggestion: Suggestion, kind: MemberKind, *, by: str, say: Say
) -> JournalEntry:
    """The suggested bill belongs to the effort; the campaign follows it from now on. Where it
    became law with the text of the effort's bills, those are fulfilled by it."""
    day = sessions.today().isoformat()
    reason = "; ".join(suggestion.reasons)
    family = RecordStep("family", {"id": suggestion.family})
    kind = MemberKind.ENACTED_AS if suggestion.fulfils else kind
    edits = [
        Edit(
            (family, RecordStep("member", {"bill": suggestion.bill})),
            {"kind": kind.value, "basis": f"{reason}; decided {day}", "remove": None},
        ),
        *(
            Edit((family, RecordStep("member", {"bill": key})), {"enacted_via": suggestion.bill})
            for key in suggestion.fulfils
        ),
        _follow(suggestion, day),
    ]
    return _settle(workspace, suggestion, "accept", edits, by, say)


def watch_apart(workspace: Workspace, suggestion: Suggestion, *, by: str, say: Say) -> JournalEntry:
    """Follow the suggested bill, but not as part of the effort."""
    edits = [_follow(suggestion, sessions.today().isoformat())]
    return _settle(workspace, suggestion, "watch", edits, by, say)


def decline(workspace: Workspace, suggestion: Suggestion, *, by: str, say: Say) -> JournalEntry:
    """The suggested bill is not ours; it is not suggested again."""
    fields = {"by": by, "on": sessions.today().isoformat()}
    edits = [Edit(record("declined", bill=suggestion.bill), fields)]
    return _settle(workspace, suggestion, "decline", edits, by, say)


def _follow(suggestion: Suggestion, day: str) -> Edit:
    does = "Fulfils" if suggestion.fulfils else "Looks like"
    why = f"{does} {suggestion.family}: {suggestion.reasons[0]}. Decided {day}."
    fields = {"aim": Aim.WATCH.value, "why": why, "remove": None}
    return Edit(record("bill", key=suggestion.bill), fields)


def _settle(
    workspace: Workspace, suggestion: Suggestion, what: str, edits: list[Edit], by: str, say: Say
) -> JournalEntry:
    if suggestion.state != "open":
        raise UsageError(f"Suggestion {suggestion.id} is decided: {suggestion.state}.")
    command = shlex.join(["suggestion", str(suggestion.id), what, "--by", by])
    file = file_of(suggestion.campaign)
    return workspace_edits.apply(workspace, file, edits, command=command, by=by, say=say)


def decide(
    workspace: Workspace,
    key: str,
    position: Position,
    *,
    by: str,
    on: date,
    condition: str | None = None,
    share: str | None = None,
    say: Say,
) -> JournalEntry:
    """Write down the organisation's position, since when, on what ``condition``, and who may have
    it (``share``; what was said before stays where it is ``None``).

    Who decided it stands in the journal alone: a position is the organisation's.
    """
    campaign = deciding(load_sound(workspace.root, {}).content, key)
    day = today_or_before(on.isoformat())
    fields = {
        "position": position.value, "decided_by": None, "decided_on": day, "condition": condition,
    }  # fmt: skip
    if share:
        fields["share"] = share
    added = ["--condition", condition] if condition else []
    added += ["--share", share] if share else []
    command = shlex.join(["position", key, position.value, *added, "--by", by, "--on", day])
    edits = [Edit(record("bill", key=key), fields)]
    return workspace_edits.apply(
        workspace, file_of(campaign.id), edits, command=command, by=by, say=say
    )


def position_places(workspace: Workspace, key: str) -> tuple[tuple[str, record_files.Path], ...]:
    """The file and the record that ``decide`` changes; nothing where no campaign follows it."""
    content = load_sound(workspace.root, {}).content
    if not followers(content, key):
        return ()
    return ((file_of(deciding(content, key).id), record("bill", key=key)),)


def follows(snapshot: Snapshot, key: str) -> Iterator[str]:
    """What a position on the bill means for the pages of its campaign, where they fall silent."""
    campaigns = snapshot.campaigns_of(key)
    if not campaigns:
        return
    campaign = snapshot.campaign(campaigns[0])
    stand, stage = positions.stand_of(campaign), positions.lead_stage(campaign)
    other = stand.other(positions.USUAL)
    if other is not None and positions.find_ask(campaign, stage, stand) is None:
        why, todo = positions.silence(other)
        yield f"{why}. {todo}"


def review(
    workspace: Workspace, names: Sequence[str], *, by: str, on: date, say: Say
) -> JournalEntry:
    """Write down that a person reviewed texts of one campaign, word for word as they stand."""
    content = load_sound(workspace.root, {}).content
    found = [_named_text(content, name) for name in names]
    if len({campaign.id for campaign, _ in found}) > 1:
        raise UsageError("Review texts of one campaign at a time.")
    day = today_or_before(on.isoformat())
    edits = [
        Edit(
            record("text", key=text.key, language=text.language.value),
            {"text": text.text, "reviewed_by": by, "reviewed_on": day},
        )
        for _, text in found
    ]
    command = shlex.join(["text", "review", *names, "--by", by])
    file = file_of(found[0][0].id)
    return workspace_edits.apply(workspace, file, edits, command=command, by=by, say=say)


def text_name(campaign: str, text: Text) -> str:
    """How a text is named in commands and on review sheets: ``tsra/limits/es``."""
    return f"{campaign}/{text.key}/{text.language.value}"


def _named_text(content: Content, name: str) -> tuple[Campaign, Text]:
    """The text ``tsra/limits/es``; without a language it is the English one."""
    full = name if name.count("/") > 1 else f"{name}/{Language.EN.value}"
    texts = {text_name(c.id, text): (c, text) for c in content.campaigns for text in c.texts}
    if full not in texts:
        raise UnknownKey("text", name, nearest(full, list(texts)))
    return texts[full]
