"""The form of a sentence as a value: its wordings beside each other, and what they rest on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from billtrail.campaigns import ClaimStatus, Text
from billtrail.campaigns.content import (
    PLAIN_GRADE,
    Campaign,
    Content,
    load_sound,
    reading_grade,
)
from billtrail.datasette_plugins.desk import Asked
from billtrail.datasette_plugins.desk.tasks.campaigns import (
    Option,
    condition_words,
    find_campaign,
    titles,
    whose,
)
from billtrail.decisions import RecordAt, RecordState, campaign_texts, check, read_state
from billtrail.errors import BilltrailError, UsageError
from billtrail.legislatures import DECIDED, Language
from billtrail.snapshot import Snapshot
from billtrail.words import LANGUAGES, day_words, text_title
from billtrail.workspace import Workspace

from .preview import Preview, build_preview


@dataclass(frozen=True, slots=True)
class Wording:
    """``grade``: how many years of school it takes to read it; ``notes``: what the house's rules
    say of it; ``review``: who read it, ``""``: nobody; ``ships``: the shipped words, where yours
    are others."""

    language: str
    label: str
    text: str
    ships: str
    whose: str
    grade: str
    notes: tuple[str, ...]
    review: str


@dataclass(frozen=True, slots=True)
class TextsPage:
    campaign: str
    title: str
    key: str
    heading: str
    wordings: tuple[Wording, ...]
    grounds: tuple[Option, ...]
    ticked: tuple[str, ...]
    version: str
    positions: tuple[Option, ...]
    written_for: tuple[str, ...]
    preview: Preview
    shown: str
    languages: tuple[tuple[str, str], ...]
    problem: str


def read_page(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> TextsPage:
    """The form as it was asked for, or sent: then the page is that of the words that were sent."""
    content = load_sound(workspace.root, {}).content
    campaign = find_campaign(content, asked.get("campaign"))
    key = asked.get("key")
    drafted, problem = content, ""
    states = read_states(workspace, campaign.id, key)
    if asked.has("do"):
        try:
            sent = read_wordings(asked, states)
            drafted = campaign_texts.draft_texts(workspace, campaign.id, key, sent)
        except BilltrailError as error:
            problem = str(error)
    shown = Language(asked.get("shown")) if asked.get("shown") in list(Language) else Language.EN
    now = find_campaign(drafted, campaign.id)
    preview = Preview(problem=problem) if problem else _preview(snapshot, workspace, now, shown)
    first = next((s.now for s in states.values() if s.now), {})
    return TextsPage(
        campaign=campaign.id,
        title=campaign.title,
        key=key,
        heading=text_title(key),
        wordings=tuple(_wordings(drafted, now, key, states)),
        grounds=tuple(_grounds(snapshot, campaign)),
        ticked=tuple(first.get("claims", ())),
        version=str(first.get("version") or ""),
        positions=tuple((p.value, p.value, "", "") for p in DECIDED),
        written_for=tuple(first.get("for", ())),
        preview=preview,
        shown=shown.value,
        languages=tuple((one.value, name) for one, name in LANGUAGES.items()),
        problem=problem,
    )


def _preview(
    snapshot: Snapshot, workspace: Workspace, campaign: Campaign, language: Language
) -> Preview:
    if not campaign.bills:
        return Preview(problem="The campaign follows no bill yet, so there is no page.")
    return build_preview(snapshot, workspace, campaign, language)


def read_states(workspace: Workspace, campaign: str, key: str) -> dict[Language, RecordState]:
    """Each wording as it ships and as it is yours; raises UsageError where there is no such key."""
    if not key or len(key) > 80 or not key.isprintable():
        raise UsageError("Name a sentence.")
    return {
        language: read_state(workspace, RecordAt(campaign, "text", (key, language.value)))
        for language in Language
    }


def _wordings(
    content: Content, campaign: Campaign, key: str, states: Mapping[Language, RecordState]
) -> Iterator[Wording]:
    texts = {text.language: text for text in campaign.texts if text.key == key}
    for language, label in LANGUAGES.items():
        state, text = states[language], texts.get(language)
        ships, now = state.ships or {}, state.now or {}
        is_ours = state.own is not None and "text" in ships
        yield Wording(
            language.value,
            label,
            str(now.get("text", "")),
            str(ships["text"]) if is_ours and now.get("text") != ships["text"] else "",
            "" if state.ships is None and state.own is None else whose(state),
            _grade(text),
            check.text_faults(content, campaign.id, text) if text else (),
            _review(now),
        )


def _grade(text: Text | None) -> str:
    if text is None or text.language == Language.ES:
        return ""
    grade = reading_grade(text.text)
    over = grade > PLAIN_GRADE
    more = f"; plain English keeps to {PLAIN_GRADE:g}" if over else ""
    return f"Reading grade {max(grade, 1):.0f}{more}"


def _review(now: Mapping[str, Any]) -> str:
    if not now.get("reviewed_by"):
        return ""
    return f"Reviewed by {now['reviewed_by']}, {day_words(str(now['reviewed_on']))}"


def _grounds(snapshot: Snapshot, campaign: Campaign) -> Iterator[Option]:
    """What a sentence may rest on: its source, and whether it holds."""
    told = titles(campaign)
    conditions = {
        claim.id: " and ".join(condition_words(told, one) for one in claim.holds_if)
        for claim in campaign.claims
    }
    for claim in snapshot.campaign(campaign.id).claims:
        of = f"View of {claim.attributed_to}. " if claim.attributed_to else ""
        yield claim.id, claim.source, f"{of}{_holds(claim, conditions.get(claim.id, ''))}", ""


def _holds(claim: ClaimStatus, condition: str) -> str:
    if claim.doubt:
        return f"To be read again: {claim.doubt.why}."
    if claim.holds:
        return f"Holds {condition}." if condition else "Holds."
    return f"Does not hold: {claim.ended_by}."


# -- back ------------------------------------------------------------------------------------------


def read_wordings(
    asked: Asked, states: Mapping[Language, RecordState]
) -> dict[Language, dict[str, Any] | None]:
    """What a form says: in each language words or none. What is said of all of them (what they rest
    on, the version, the position) changes where the form changed it, and stays apart where
    it was apart."""
    shared = {
        "claims": list(dict.fromkeys(asked.all("claims"))) or None,
        "version": asked.get("version") or None,
        "for": list(asked.all("for")) or None,
    }
    first = next((s.now for s in states.values() if s.now), {})
    changed = {
        name: value
        for name, value in shared.items()
        if (value or None) != (first.get(name) or None)
    }
    found: dict[Language, dict[str, Any] | None] = {}
    for language, state in states.items():
        words = " ".join(asked.get(f"text-{language.value}").split())
        new = shared if state.now is None else changed
        found[language] = {"text": words, **new} if words else None
    return found
