"""The documents that can go stale: pages written from the code, and what the README names."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po

from billtrail.briefs.language.labels import LABELS
from billtrail.commands import MODULES

ROOT = Path(__file__).parent.parent


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["cli.md", "sources.md", "stages.md"])
def test_a_page_written_from_the_code_is_up_to_date(name):
    pages = _generator().PAGES
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == pages[name](), "run: make docs"


def test_a_label_whose_english_changed_waits_for_its_translator(tmp_path):
    """Its old translation stays to be seen; a new language gets every label, empty."""
    generator = _generator()
    spanish = (generator.CATALOGUES / "es.po").read_text(encoding="utf-8")
    changed = spanish.replace('msgid "The problem"', 'msgid "The problems"')
    (tmp_path / "es.po").write_text(changed, encoding="utf-8")
    (tmp_path / "fr.po").touch()
    for name in ("es", "fr"):
        generator.update_catalogue(tmp_path / f"{name}.po")
    updated = (tmp_path / "es.po").read_text(encoding="utf-8")
    assert '#| msgid "The problems"\nmsgctxt "heading-problem"\nmsgid "The problem"' in updated
    with (tmp_path / "fr.po").open("rb") as file:
        french = read_po(file)
    assert str(french.locale) == "fr" and len(french) == len(generator.labels())
    assert not any(french.get(english, key).string for key, english in LABELS.items())


def test_the_documents_are_a_site_in_which_every_page_is_reached(tmp_path):
    """Sphinx fails on a page that no list names and on a link to a heading that is not there."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "dirhtml"]
    done = subprocess.run(
        [*command, str(ROOT / "docs"), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "briefs" / "index.html").is_file()


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_command_and_link_exists(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"^billtrail (?:--as-of \S+ )?([a-z]+)", text, re.MULTILINE))
    assert named <= {name for names in MODULES.values() for name in names}
    targets = re.findall(r"\]\(([^)#:]+)\)|src=\"([^\":]+)\"", text)
    missing = [
        target for pair in targets for target in pair if target if not (ROOT / target).exists()
    ]
    assert not missing


def test_make_targets_named_in_the_documents_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    text = "".join(
        (ROOT / page).read_text(encoding="utf-8") for page in ("README.md", "CONTRIBUTING.md")
    )
    for target in set(re.findall(r"\bmake ([a-z]+)\b", text)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_campaign_the_readme_names_ships():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shipped = {path.stem for path in (ROOT / "data/campaigns").glob("*.toml")}
    assert shipped <= set(re.findall(r"`([a-z-]+)`", text))
