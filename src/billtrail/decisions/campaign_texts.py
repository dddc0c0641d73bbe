"""A campaign's sentences: all wordings of one at once, and an ask with what it says."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from billtrail.campaigns.content import Content, load_content
from billtrail.errors import UsageError
from billtrail.legislatures import Language
from billtrail.records import Raw, Record, record
from billtrail.workspace import Edit, JournalEntry, Say, Workspace
from billtrail.workspace import edits as workspace_edits

from .campaign_records import (
    RecordAt,
    RecordState,
    apply,
    plain,
    read_records,
    read_state,
    record_edits,
)

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


def save_ask(
    workspace: Workspace,
    at: RecordAt,
    values: Raw,
    lines: Sequence[str],
    *,
    was: RecordAt | None = None,
    headline: str = "",
    by: str | None,
    say: Say,
) -> JournalEntry:
    """An ask with its sentences, English: neither can be without the other, because a text that no
    ask names is never printed. ``lines`` are new ones of what is asked; a new ask has a
    ``headline`` and no ``was``. Raises as ``campaign_records.save``."""
    id, texts = at.ids[0], list(values.get("texts") or ())
    taken = {one.ids[0] for one, _ in read_records(workspace, at.campaign) if one.ids}
    free = (f"{id}-{n}" for n in count(1) if f"{id}-{n}" not in taken)
    added = dict(zip(free, lines, strict=False))
    said = {**values, "texts": [*texts, *added]}
    if headline:
        said["headline"] = f"headline-{id}"
        added[f"headline-{id}"] = headline
    edits = [*record_edits(workspace, at, said, was), *_unnamed(workspace, at, said)]
    edits += [
        Edit(record("text", key=key, language=Language.EN.value), {"text": text})
        for key, text in added.items()
    ]
    return apply(workspace, at, edits, "change" if was else "add", by, say)


def take_out_ask(workspace: Workspace, at: RecordAt, *, by: str | None, say: Say) -> JournalEntry:
    """An ask goes, with the sentences that no other one says."""
    fields = None if read_state(workspace, at).ships is None else {"remove": True}
    edits = [Edit(at.path, fields), *_unnamed(workspace, at, {})]
    return apply(workspace, at, edits, "take out", by, say)


def ask_back_to_shipped(
    workspace: Workspace, at: RecordAt, *, by: str | None, say: Say
) -> JournalEntry:
    """An ask is again what ships; raises UsageError where none of that name does."""
    state = read_state(workspace, at)
    if state.ships is None or state.own is None:
        raise UsageError("It is what ships already." if state.ships else "No such record ships.")
    edits = [Edit(at.path, None), *_unnamed(workspace, at, state.ships)]
    for key in _named(state.ships):
        for one, text in _wordings(workspace, at, key):
            if text.removed:
                edits.append(Edit(one.path, None))
    return apply(workspace, at, edits, "back to shipped:", by, say)


def _unnamed(workspace: Workspace, at: RecordAt, said: Raw) -> Iterator[Edit]:
    """Sentences that an ask does not name any more, and no other does: nothing would print them."""
    asks = [(one, s.now or {}) for one, s in read_records(workspace, at.campaign)
            if one.table == at.table]  # fmt: skip
    before = {**next((now for one, now in asks if one == at), {})}
    kept = {key for one, now in asks if one != at for key in _named(now)}
    for key in _named(before):
        if key not in kept and key not in _named({**before, **said} if said else {}):
            for one, text in _wordings(workspace, at, key):
                if text.now is not None:
                    yield Edit(one.path, None if text.ships is None else {"remove": True})


def _named(ask: Raw) -> tuple[str, ...]:
    """The keys of an ask's sentences."""
    return tuple(filter(None, (ask.get("headline"), *(ask.get("texts") or ()))))


def _wordings(
    workspace: Workspace, at: RecordAt, key: str
) -> Iterator[tuple[RecordAt, RecordState]]:
    for language in Language:
        one = RecordAt(at.campaign, "text", (key, language.value))
        yield one, read_state(workspace, one)


def free_ask(workspace: Workspace, campaign: str) -> RecordAt:
    """Where a new ask goes: ``ask-1``, or the next number that nothing has."""
    taken = {one.ids[0] for one, _ in read_records(workspace, campaign) if one.ids}
    free = (f"ask-{n}" for n in count(1))
    id = next(id for id in free if not {id, f"headline-{id}", f"{id}-1"} & taken)
    return RecordAt(campaign, "ask", (id,))
