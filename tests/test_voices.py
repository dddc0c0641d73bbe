"""A survivor's own words: printed exactly, inside their consent, and gone when withdrawn.

The words here are this test's own and nobody's.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from brief_values import TODAY, MadeSnapshot

from billtrail.briefs import issued
from billtrail.briefs.build.brief import build
from billtrail.briefs.build.choices import Choices
from billtrail.briefs.build.request import Request
from billtrail.briefs.build.voices import MOST_WORDS, Voice, find_voice, load_voices, withdraw
from billtrail.briefs.formats.as_bytes import render
from billtrail.briefs.formats.one_page import fit
from billtrail.briefs.typeset.identity import brief_id
from billtrail.briefs.values import to_json, without_private
from billtrail.briefs.write import write_brief
from billtrail.errors import BriefRefused, CheckFailed, UnknownKey
from billtrail.legislatures.vocabulary import Audience
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace

VOICE = Voice(
    "one", "tsra", "Test words, said by nobody.", "A chosen name", "en", ("member",),
    date(2027, 6, 30), "Keeper of forms", "A reviewer",
)  # fmt: skip

FILE = """# kept by us

# how she was reached
[[voice]]
id = "one"
campaign = "tsra"
words = "Test words, said by nobody."
name = "A chosen name"
language = "en"
audiences = ["member"]
until = 2027-06-30
form_held_by = "Keeper of forms"
reviewed_by = "A reviewer"

[[voice]]
id = "two"
campaign = "tsra"
words = "Other test words."
name = "Another name"
language = "es"
audiences = ["coalition"]
until = "2027-06-30"
form_held_by = "Keeper of forms"
reviewed_by = "A reviewer"
"""


def test_the_words_are_printed_exactly_in_every_format() -> None:
    brief = fit(build(MadeSnapshot(), Request("tsra", TODAY, voice=VOICE)))
    block = brief.block("voice")
    assert block is not None
    assert VOICE.words in block.paragraphs[0].sentences[0].text
    for format_ in ("html", "md", "txt"):
        assert VOICE.words in render(brief, format_).decode()
    assert render(brief, "pdf") and render(brief, "docx")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"audience": Audience.FUNDER}, "the audience funder"),
        ({"voice": replace(VOICE, language="es")}, "a page in en"),
        ({"today": date(2027, 7, 1)}, "use after 2027-06-30"),
        ({"voice": replace(VOICE, campaign="tvpra")}, "the campaign tsra"),
    ],
)
def test_outside_its_scope_it_is_refused(change: dict[str, object], what: str) -> None:
    request = replace(Request("tsra", TODAY, voice=VOICE), **change)  # type: ignore[arg-type]
    with pytest.raises(BriefRefused, match=what):
        build(MadeSnapshot(), request)


def test_a_file_is_read_with_its_faults_named(tmp_path: Path) -> None:
    path = tmp_path / "voices.toml"
    assert load_voices(path) == ()
    path.write_text(FILE, encoding="utf-8")
    assert load_voices(path)[0] == VOICE
    with pytest.raises(UnknownKey, match="Nearest: one, two"):
        find_voice(path, "three")
    for old, new, fault in (
        ('reviewed_by = "A reviewer"', "", "has no reviewed_by"),
        ("Test words, said by nobody.", "word " * (MOST_WORDS + 1), "more than 40 words"),
        ("2027-06-30\nform", '"soon"\nform', "must be a date"),
        ("[[voice]]", "[[voice", "not readable TOML"),
    ):
        path.write_text(FILE.replace(old, new), encoding="utf-8")
        with pytest.raises(CheckFailed, match=fault):
            load_voices(path)


def test_withdrawing_takes_the_words_and_names_the_briefs(fresh: Workspace, tmp_path: Path) -> None:
    fresh.voices.write_text(FILE, encoding="utf-8")
    with open_snapshot(fresh.database, TODAY) as snapshot:
        written = write_brief(
            snapshot, fresh, "tsra", choices=Choices(voice="one"), output=tmp_path / "a.pdf"
        )
    assert written.brief.block("voice") is not None
    assert VOICE.words not in to_json(without_private(written.brief))
    withdraw(fresh.voices, "one")
    left = fresh.voices.read_text(encoding="utf-8")
    assert VOICE.words not in left and "Other test words." in left and "# kept by us" in left
    assert "how she was reached" not in left  # what stands over the words goes with them
    lines = list(issued.holders(fresh, "one"))
    assert lines[0] == "Issued briefs that hold them: 1. Call them back:"
    assert brief_id(written.brief) in lines[1] and "for member" in lines[1]
    assert VOICE.words.encode() not in fresh.database.read_bytes()
    with pytest.raises(UnknownKey):
        withdraw(fresh.voices, "one")


def test_none_ships() -> None:
    from billtrail.campaigns.content_files import shipped_files

    assert not any("voice" in name for name in shipped_files())
