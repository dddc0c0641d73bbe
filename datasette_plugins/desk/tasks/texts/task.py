"""What the buttons of a sentence do."""

from collections.abc import Iterator

from billtrail.campaigns import load_organisation
from billtrail.campaigns.content import Campaign, Content, load_sound
from billtrail.datasette_plugins.desk import (
    Asked,
    Part,
    Place,
    Saved,
    Task,
    WrongField,
    WrongFields,
    draw_picture,
)
from billtrail.datasette_plugins.desk.tasks.campaigns import (
    find_campaign,
    plain_words,
)
from billtrail.decisions import (
    RecordAt,
    build_review_sheet,
    campaign_records,
    campaign_texts,
    check,
    decisions,
)
from billtrail.errors import BriefRefused, UsageError
from billtrail.legislatures import Language
from billtrail.legislatures.calendar import today
from billtrail.records import Faulty
from billtrail.snapshot import Snapshot, open_snapshot, read_readings
from billtrail.words import LANGUAGES, text_title
from billtrail.workspace import Workspace

from .page import read_page, read_states, read_wordings
from .preview import build_page


def _places(workspace: Workspace, asked: Asked) -> tuple[Place, ...]:
    if not (asked.get("campaign") and asked.get("key")):
        return ()
    ids = ((asked.get("key"), language.value) for language in Language)
    ats = (RecordAt(asked.get("campaign"), "text", one) for one in ids)
    return tuple((at.file, at.path) for at in ats)


def _address(asked: Asked) -> str:
    return f"/-/desk/texts?campaign={asked.get('campaign')}&key={asked.get('key')}"


def _save(workspace: Workspace, asked: Asked, by: str) -> Saved:
    campaign, key = asked.get("campaign"), asked.get("key")
    content = load_sound(workspace.root, {}).content
    before = find_campaign(content, campaign)
    states = read_states(workspace, campaign, key)
    sent = read_wordings(asked, states)
    for language, words in sent.items():
        ships = states[language].ships
        if words is None and ships is not None and not asked.has(f"text-{language.value}"):
            raise WrongField(f"text-{language.value}", "The form did not arrive whole.")
    try:
        drafted = campaign_texts.draft_texts(workspace, campaign, key, sent)
        _require_fit(workspace, before, find_campaign(drafted, campaign), key)
        lines: list[str] = []
        done = campaign_texts.save_texts(workspace, campaign, key, sent, by=by, say=lines.append)
    except Faulty as error:
        raise _told(key, error) from error
    lines += _house_rules(find_campaign(drafted, campaign), drafted, key)
    return Saved(f"{text_title(key)}: the words are saved.", done, _address(asked), tuple(lines))


def _house_rules(campaign: Campaign, content: Content, key: str) -> Iterator[str]:
    """What ``check`` says of the wordings, which stops no save."""
    for text in campaign.texts:
        if text.key == key:
            for line in check.text_faults(content, campaign.id, text):
                yield f"{LANGUAGES[text.language]}: {line}"


def _told(key: str, error: Faulty) -> UsageError:
    """Faults of the sentence at the wording they are of."""
    wrong, others = dict[str, str](), list[str]()
    for fault in error.faults:
        named = fault.place.steps[-1][1] if fault.place.steps else {}
        if named.get("key") == key:
            wrong.setdefault(f"text-{named.get('language', 'en')}", plain_words(fault))
        else:
            others.append(f"{fault.place}: {plain_words(fault)}")
    return UsageError(" ".join(others[:4])) if others else WrongFields(wrong)


def _require_fit(workspace: Workspace, before: Campaign, after: Campaign, key: str) -> None:
    """Raises WrongField where the words of a language no longer fit its page, which they did."""
    if not after.bills:
        return
    was = {t.language: t.text for t in before.texts if t.key == key}
    now = {t.language: t.text for t in after.texts if t.key == key}
    with open_snapshot(workspace.database, today()) as snapshot:
        for language in (one for one in Language if now.get(one) and now[one] != was.get(one)):
            why = _refusal(snapshot, workspace, after, language)
            if why and not _refusal(snapshot, workspace, before, language):
                raise WrongField(f"text-{language.value}", why)


def _refusal(
    snapshot: Snapshot, workspace: Workspace, campaign: Campaign, language: Language
) -> str:
    try:
        build_page(snapshot, workspace, campaign, language)
    except BriefRefused as error:
        return str(error)
    return ""


def _review(workspace: Workspace, asked: Asked, by: str) -> Saved:
    """Who is at the desk read the wording, word for word as it is saved."""
    language = _language(asked)
    name = f"{asked.get('campaign')}/{asked.get('key')}/{language.value}"
    state = read_states(workspace, asked.get("campaign"), asked.get("key"))[language]
    sent = " ".join(asked.get(f"text-{language.value}").split())
    if not state.now or sent != " ".join(str(state.now.get("text", "")).split()):
        raise WrongField(f"text-{language.value}", "Save these words first, then review them.")
    done = decisions.review(workspace, [name], by=by, on=today(), say=_silent)
    return Saved(f"{LANGUAGES[language]}: reviewed by {by}.", done, _address(asked))


def _back(workspace: Workspace, asked: Asked, by: str) -> Saved:
    language = _language(asked)
    at = RecordAt(asked.get("campaign"), "text", (asked.get("key"), language.value))
    try:
        done = campaign_records.back_to_shipped(workspace, at, by=by, say=_silent)
    except Faulty as error:
        raise _told(asked.get("key"), error) from error
    words = f"{LANGUAGES[language]}: the shipped words are back."
    return Saved(words, done, _address(asked))


def _language(asked: Asked) -> Language:
    if asked.get("which") not in list(Language):
        raise UsageError("Say which language.")
    return Language(asked.get("which"))


def _silent(_line: str) -> None:
    pass


def _sheet(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Part:
    """The review sheet to print: every sentence in each language with what it rests on."""
    from billtrail.briefs.sheets import render_review

    campaign = snapshot.campaign(asked.get("campaign"))
    readings = read_readings(snapshot.connection)
    sheet = build_review_sheet(campaign, snapshot.on.isoformat(), readings)
    ours = load_organisation(workspace.organisation)
    return Part(render_review(sheet, ours, "pdf"), "application/pdf",
                f"review_{campaign.id}_{sheet.on}.pdf")  # fmt: skip


TASK = Task(
    name="texts",
    title="Sentences",
    says="What your pages say, in each language.",
    template="desk_texts.html",
    read=read_page,
    actions={"save": _save, "review": _review, "back": _back},
    edits=_places,
    parts={"picture": draw_picture, "sheet": _sheet},
)
