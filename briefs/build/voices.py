"""A survivor's own words, printed only inside what they agreed to.

They stand in ``voices.toml`` of the workspace, never in the program, in git or in a published
file. They are printed as given, in the language they were given in, or not at all.

    [[voice]]
    id = "one"
    campaign = "tsra"                  # the campaign they agreed to speak for
    words = "At most forty words, exactly as they want them."
    name = "The name they chose"
    language = "en"                    # of the words, and of the page
    audiences = ["member"]             # member coalition funder public
    until = "2027-06-30"
    form_held_by = "Who keeps the signed form"
    reviewed_by = "Who went through it with them"
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from billtrail.errors import BriefRefused, CheckFailed, UnknownKey
from billtrail.files import read_toml, replace_file

MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Voice:
    """One survivor's words and the scope of their consent; ``until`` is its last day."""

    id: str
    campaign: str
    words: str
    name: str
    language: str
    audiences: tuple[str, ...]
    until: date
    form_held_by: str
    reviewed_by: str


def load_voices(path: Path) -> tuple[Voice, ...]:
    """The voices of a file, none where there is none. Raises ``CheckFailed`` for a faulty one."""
    if not path.is_file():
        return ()
    try:
        raw = read_toml(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CheckFailed(f"{path} is not readable TOML: {error}.") from error
    return tuple(_read(path, item) for item in raw.get("voice", ()))


def _read(path: Path, item: Mapping[str, Any]) -> Voice:
    names = [field.name for field in fields(Voice)]
    missing = [name for name in names if not item.get(name)]
    if missing:
        raise CheckFailed(f"{path}: a [[voice]] has no {missing[0]}, so it may not be printed.")
    try:
        until = date.fromisoformat(str(item["until"]))
    except ValueError:
        raise CheckFailed(f"{path}: until must be a date such as 2027-06-30.") from None
    texts = {name: " ".join(str(item[name]).split()) for name in names}
    voice = Voice(
        id=texts["id"],
        campaign=texts["campaign"],
        words=texts["words"],
        name=texts["name"],
        language=texts["language"],
        audiences=tuple(str(audience) for audience in item["audiences"]),
        until=until,
        form_held_by=texts["form_held_by"],
        reviewed_by=texts["reviewed_by"],
    )
    if len(voice.words.split()) > MOST_WORDS:
        raise CheckFailed(
            f"{path}: voice {voice.id} has more than {MOST_WORDS} words. Ask its owner which to "
            "keep; nobody else may shorten it."
        )
    return voice


def find_voice(path: Path, id: str) -> Voice:
    voices = load_voices(path)
    found = next((voice for voice in voices if voice.id == id), None)
    if found is None:
        raise UnknownKey("voice", id, [voice.id for voice in voices])
    return found


def refuse_out_of_scope(
    voice: Voice, *, campaign: str, audience: str, language: str, on: date
) -> None:
    """Raises ``BriefRefused`` naming what they did not agree to."""
    beyond = {
        f"the campaign {campaign}": voice.campaign == campaign,
        f"the audience {audience}": audience in voice.audiences,
        f"a page in {language}": voice.language == language,
        f"use after {voice.until.isoformat()}": on <= voice.until,
    }
    for what, agreed in beyond.items():
        if not agreed:
            raise BriefRefused(
                f"The voice {voice.id} was not given for {what}. "
                "Ask its owner, or leave --voice out."
            )


def withdraw(path: Path, id: str) -> None:
    """Take the words out of the file at once; nothing else of it changes."""
    from billtrail.records import record, write_record

    find_voice(path, id)
    text = path.read_text(encoding="utf-8")
    replace_file(path, write_record(path.name, text, record("voice", id=id), None).encode())
