"""The house language on screen: every sentence of the program's own that a person may read."""

import ast
import html
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
import yaml
from babel.messages.pofile import read_po

from billtrail.campaigns.content.house_language import lint_text
from billtrail.cli import main

ROOT = Path(__file__).resolve().parents[1]
CODE = ("src/billtrail", "briefs", "datasette_plugins")
#: The rules name what they avoid.
RULES = "house_language.py"
#: Patterns, selectors and SQL are no sentences.
NO_SENTENCE = re.compile(r"\\[bsdw]|\b(?:SELECT|INSERT|CREATE|UPDATE|DELETE)\b")
ATTRIBUTES = re.compile(r'(?:title|alt|aria-label|placeholder|content)="([^"]*)"')


def _strings(path: Path) -> Iterator[tuple[str, str]]:
    """String constants with a space in them, docstrings apart: what is printed or shown."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [
        n for n in ast.walk(tree) if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef)
    ]
    docs = {id(n.body[0].value) for n in nodes if n.body and isinstance(n.body[0], ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in docs else None
        if isinstance(text, str) and " " in text.strip() and not NO_SENTENCE.search(text):
            yield f"{path.relative_to(ROOT)}:{node.lineno}", text


def _translations(path: Path) -> Iterator[tuple[str, str]]:
    """What a catalogue says, form by form; its English is read where it stands in the code."""
    with path.open("rb") as file:
        for message in read_po(file):
            forms = (message.string,) if isinstance(message.string, str) else message.string
            yield (
                f"{path.relative_to(ROOT)}:{message.lineno}",
                "\n".join(forms if message.id else ()),
            )


def _template(path: Path) -> str:
    """A template's own words, without its tags, styles and expressions."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".typ":
        # Quotes are Typst's own here and keep no words from the rules.
        return re.sub(r"//.*", "", text).replace('"', " ")
    text = re.sub(r"<style>.*?</style>|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
    shown = " ".join(ATTRIBUTES.findall(text))
    return html.unescape(f"{re.sub('<[^>]+>', ' ', text)} {shown}")


def _helps(command: click.Command, name: str) -> Iterator[tuple[str, str]]:
    options = [o.help or "" for o in command.params if isinstance(o, click.Option)]
    yield name, " ".join([command.help or "", *options])
    if isinstance(command, click.Group):
        context = click.Context(command)
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found, inner
            yield from _helps(found, f"{name} {inner}")


def _values(value: object) -> Iterator[str]:
    if isinstance(value, str) and " " in value:
        yield value
    for item in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _values(item)


def _data() -> Iterator[tuple[str, str]]:
    """What ships beside the campaigns, which ``test_language`` reads record by record."""
    metadata = yaml.safe_load((ROOT / "data" / "metadata.yaml").read_text(encoding="utf-8"))
    texts = (text for text in _values(metadata) if not NO_SENTENCE.search(text))
    yield "data/metadata.yaml", "\n".join(texts)
    files = (*(ROOT / "data").glob("*.toml"), *(ROOT / "data" / "calendars").glob("*.toml"))
    for path in sorted(files):
        values = _values(tomllib.loads(path.read_text(encoding="utf-8")))
        yield str(path.relative_to(ROOT)), "\n".join(values)


@cache
def screen_words() -> tuple[tuple[str, str], ...]:
    return tuple(_screen_words())


def _screen_words() -> Iterator[tuple[str, str]]:
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix == ".py" and path.name != RULES:
                yield from _strings(path)
            elif path.suffix == ".po":
                yield from _translations(path)
            elif path.parent.name == "templates" and path.suffix in (".html", ".j2", ".typ"):
                yield str(path.relative_to(ROOT)), _template(path)
    yield from _helps(main, "billtrail")
    yield from _data()


def test_screen_words_keep_the_house_language() -> None:
    found = [f"{where}: {line}" for where, words in screen_words() for line in lint_text(words)]
    assert found == []


def test_every_kind_of_screen_word_is_read() -> None:
    places = {where for where, _ in screen_words()}
    for part in ("briefs/language/labels.py", "briefs/locale/es.po", "src/billtrail/words/words.py",
                 "datasette_plugins/home/page.py"):  # fmt: skip
        assert any(where.startswith(part) for where in places), part
    assert {"billtrail week", "datasette_plugins/home/templates/home.html", "data/letters.toml",
            "briefs/templates/brief.typ", "data/metadata.yaml"} <= places  # fmt: skip


@pytest.mark.parametrize(
    ("suffix", "text"),
    [(".html", "<p>{{ x }} <b>Our targets</b></p>"), (".html", '<img alt="rescued">'),
     (".py", 'X = f"{n} victims found"\n'), (".typ", '#text("suppressed cells") // note\n')],
)  # fmt: skip
def test_a_wrong_word_is_found_wherever_it_stands(tmp_path, monkeypatch, suffix, text) -> None:
    monkeypatch.setattr("test_screen_words.ROOT", tmp_path)
    path = tmp_path / f"page{suffix}"
    path.write_text(text, encoding="utf-8")
    words = [w for _, w in _strings(path)] if suffix == ".py" else [_template(path)]
    assert [line for word in words for line in lint_text(word)]


def test_the_title_of_a_law_in_quotes_keeps_its_own_words() -> None:
    assert lint_text('AB 379 is titled "Crimes: prostitution".') == []
    assert lint_text("Se titula «Crimes: prostitution».") == []
    assert lint_text("Crimes: prostitutes.") != []
