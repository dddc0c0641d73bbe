"""The documents that can go stale: pages written from the code, and what the README names."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from billtrail.cli import main

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


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_command_and_link_exists(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"^billtrail (?:--as-of \S+ )?([a-z]+)", text, re.MULTILINE))
    assert named <= set(main.commands)
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
