"""A campaign's sentences: all wordings of one at once, and an ask with what it says."""

from collections.abc import Mapping, Sequence
from itertools import count

from billtrail.campaigns.content import Content, load_content
from billtrail.errors import UsageError
from billtrail.legislatures import Language
from billtrail.records import Raw, Record, record
from billtrail.workspace import Edit, JournalEntry, Say, Workspace
from billtrail.workspace import edits as workspace_edits

from .campaign_records import RecordAt, apply, plain, read_records, read_state, record_edits

#: What a sentence says in each language; ``None``: it is not in that language.
Wordings = Mapping[Language, Raw | None]


def save_texts(
    workspace: Workspace, campaign: str, key: str, texts: Wordings, *, by: str | None, say: Say
) -> JournalEntry:
    """The wordings of one sentence. Raises as ``campaign_records.save``."""
    at = RecordAt(campaign, "text", (key,))
    edits = _edits(workspace, at, texts)
    if not edits:
        raise UsageError("It says so already. Nothing was changed.")
    return apply(workspace, at, edits, "change", by, say)


def draft_texts(workspace: Workspace, campaign: str, key: str, texts: Wordings) -> Content:
    """The content as it would be with those; raises as ``save_texts``."""
    at = RecordAt(campaign, "text", (key,))
    text = workspace_edits.preview(workspace, at.file, _edits(workspace, at, texts))
    return load_content(workspace.root, {at.file: text})


def _edits(workspace: Workspace, at: RecordAt, texts: Wordings) -> list[Edit]:
    """What changes, and no more: a language that says the same is not touched."""
    edits: list[Edit] = []
    for language, values in texts.items():
        one = RecordAt(at.campaign, at.table, (*at.ids, language.value))
        state = read_state(workspace, one)
        if values is None and state.now is not None:
            edits.append(Edit(one.path, None if state.ships is None else {"remove": True}))
        elif values is not None and not _says(state.now, values):
            edits += record_edits(workspace, one, values, one if state.now else None)
    return edits


def _says(now: Record, values: Raw) -> bool:
    """Whether a record says all of the values; what is empty is not said."""
    return now is not None and all(
        plain(now.get(name) or None) == plain(value or None) for name, value in values.items()
    )


def new_ask(
    workspace: Workspace,
    campaign: str,
    values: Raw,
    headline: str,
    lines: Sequence[str],
    *,
    by: str | None,
    say: Say,
) -> JournalEntry:
    """An ask with its sentences, English: a headline and what is asked, line by line. Neither can
    be without the other: a text that no ask names is never printed."""
    taken = {one.ids[0] for one, _ in read_records(workspace, campaign) if one.ids}
    number = next(n for n in count(1) if not {f"ask-{n}", f"headline-ask-{n}"} & taken)
    id = f"ask-{number}"
    keys = [f"{id}-{place}" for place in range(1, len(lines) + 1)]
    words = {f"headline-{id}": headline, **dict(zip(keys, lines, strict=True))}
    edits = [Edit(record("ask", id=id), {**values, "headline": f"headline-{id}", "texts": keys})]
    edits += [
        Edit(record("text", key=key, language=Language.EN.value), {"text": text})
        for key, text in words.items()
    ]
    return apply(workspace, RecordAt(campaign, "ask", (id,)), edits, "add", by, say)
