"""Bases of figures, and goals, in other languages, by id, from ``data/words.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from billtrail.vocabulary import Language


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    text = (resources.files("billtrail.data") / "words.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)
    return found


def _find(kind: str, id: str, field: str) -> str | None:
    return _words().get(kind, {}).get(id, {}).get(field)


def figure_base(id: str, language: Language) -> str | None:
    return _find("figure", id, f"base_{language.value}")


def figure_measure(id: str, language: Language) -> str | None:
    return _find("figure", id, f"measure_{language.value}")


def goal_title(id: str, language: Language) -> str | None:
    return _find("goal", id, language.value)


def goal_without_bill(id: str, language: Language) -> str | None:
    return _find("goal", id, f"no_bill_{language.value}")
