"""What a change did to a record, in the words that people have for records, fields and values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from billtrail.campaigns import ORGANISATION, Condition
from billtrail.legislatures import KEY, Stage, full_name
from billtrail.records import RecordStep, is_iso_date
from billtrail.words import AIMS, LANGUAGES, day_words, text_title
from billtrail.words.status import any_stage
from billtrail.workspace import RecordChange

#: Table of a file -> what one of its records is called; ``{}`` stands for its name.
_RECORDS = {
    "campaign": "the campaign", "bill": "{}", "text": "the sentence {}",
    "family": "the effort {}", "member": "{}", "ask": "an ask",
    "claim": "what sentences rest on, {}", "date": "the date {}",
    "endorser": "the endorser {}", "report": "a report on {}", "release": "the release of page {}",
    "declined": "{}, as not ours", "correction": "the record of {}",
    "request": "the request to appropriators, {}", "statute": "the reading of {}",
    "goal": "the goal {}", "figure": "the figure {}", "vote": "the scorecard's vote on {}",
}  # fmt: skip
#: What names a record to people, where that is not what names it in its file.
_TITLES = {
    "family": "title",
    "claim": "source",
    "goal": "title",
    "figure": "sentence",
    "request": "program",
    "vote": "bill",
}
#: What stands above the tables of a file.
_CAMPAIGN = RecordStep("campaign", {})
_CONTACT = RecordStep("contact", {})
#: A table that stands once -> what it is called.
_ALONE = {"owners": "who takes care of campaigns", "contact": "your contact"}
#: Field -> its name on screen, in the order in which a change tells them; any other is called as
#: in the file.
_FIELDS = {
    "position": "position", "name": "name", "title": "title", "decided_on": "decided on",
    "condition": "condition", "share": "who may have it", "aim": "what we want",
    "counts": "with us is", "why": "why it is followed", "remove": "taken out", "text": "words",
    "reviewed_by": "reviewed by", "reviewed_on": "reviewed on", "to": "to",
    "enacted_via": "became law by", "contact_name": "who answers questions", "email": "e-mail",
    "phone": "telephone", "address": "postal address", "site": "web site",
    "public_contact": "public contact", "timezone": "time zone",
    "contact_title": "title of the contact", "about": "who you are",
    "summary": "in a sentence or two", "lead": "what leads its pages",
    "stale_after_days": "days until a page says that it was not checked",
    "stages": "while the bill is", "for": "written for the position", "deadline": "to act by",
    "basis": "how we know", "url": "web address", "holds_if": "it holds",
    "attributed_to": "whose view it is", "on": "when", "what": "what is due",
    "who": "who must act", "certainty": "how sure it is", "date": "since",
    "public_ask": "the public may be asked", "fiscal_year": "fiscal year",
}  # fmt: skip
#: Fields that say nothing to a reader of the history: who and when stand beside it, and sentences
#: that are named by their keys are told as what they say.
_SILENT = frozenset({
    "by", "at", "entered_at", "after_date", "after_text", "headline", "texts", "claims",
})  # fmt: skip
_LANGUAGES = {language.value: words for language, words in LANGUAGES.items()}
#: What may stand in a field -> what it is called.
_VALUES: Mapping[str, Mapping[str, str]] = {
    "aim": {aim.value: words for aim, words in AIMS.items()},
    "stages": {stage.value: any_stage(stage)[0] for stage in Stage},
    "share": {"no": "nobody else", "coalition": "the coalition", "public": "everybody"},
    "to": {"member": "handed to offices", "coalition": "the coalition", "public": "everybody"},
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field in words, before and after; ``""`` where it was or is not said."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordWords:
    """What a change did to one record: ``added`` or ``removed`` or fields of it."""

    what: str
    did: str
    fields: tuple[FieldChange, ...]


def one_line(record: RecordWords) -> str:
    """``H.R. 4817 (119th Congress), position: oppose (was: support)``."""
    if record.did == "removed":
        return f"{record.what}: taken out"
    first = next(iter(record.fields), None)
    if first is None:
        return f"{record.what}: {record.did}"
    was = f" (was: {_short(first.before)})" if first.before else ""
    return f"{record.what}, {first.field}: {_short(first.after) or 'no more'}{was}"


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:57].rstrip()}..."


def record_words(file: str, one: RecordChange) -> RecordWords:
    step = one.path[-1] if one.path else _CONTACT if file == ORGANISATION else _CAMPAIGN
    did = "added" if one.before is None else "removed" if one.after is None else "changed"
    fields = tuple(_field_changes(step, one.before or {}, one.after or {}))
    return RecordWords(_named(step, {**(one.before or {}), **(one.after or {})}), did, fields)


def _named(step: RecordStep, values: Mapping[str, Any]) -> str:
    if not step.identity and step.table in _ALONE:
        return _ALONE[step.table]
    return _RECORDS.get(step.table, "{}").format(_name(step, values))


def _name(step: RecordStep, values: Mapping[str, Any]) -> str:
    """What a record is called: by its title where it has one, else by what names it."""
    if title := values.get(_TITLES.get(step.table, "")):
        return full_name(title) if KEY.fullmatch(str(title)) else _short(str(title))
    names = list(map(str, step.identity.values()))[:2]
    if step.table == "text" and len(names) == 2:
        return f"{text_title(names[0])!r} in {_LANGUAGES.get(names[1], names[1])}"
    return " ".join(full_name(name) if KEY.fullmatch(name) else name for name in names)


def _field_changes(
    step: RecordStep, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*_FIELDS, *before, *after)):
        was, now = before.get(name), after.get(name)
        if was != now and name not in _SILENT and name not in step.identity:
            label = _FIELDS.get(name, name.replace("_", " "))
            yield FieldChange(label, _said(name, was), _said(name, now))


def _said(field: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(_said(field, one) for one in value)
    if isinstance(value, Mapping):
        return _condition(value)
    words = "" if value is None else str(value)
    if KEY.fullmatch(words):
        return full_name(words)
    return day_words(words) if is_iso_date(words) else _VALUES.get(field, {}).get(words, words)


def _condition(value: Mapping[str, Any]) -> str:
    """A condition; of any other table what stands in it."""
    try:
        return Condition.from_raw(value).words
    except ValueError:
        return ", ".join(f"{name}: {_said(name, one)}" for name, one in value.items())
