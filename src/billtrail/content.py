"""Content: what ships, overlaid by the workspace, as one checked value; and its tables.

The workspace's files change shipped ones by id: a campaign file of the same name replaces the
fields it names and, in each table, the records it names; a record with ``remove = true`` goes.
So a position, a text or a date of the coalition needs a few lines, and an upgrade keeps them.
"""

import hashlib
import json
import sqlite3
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from billtrail.campaign_files import (
    MEMBER,
    TABLES,
    Campaign,
    Field,
    Raw,
    Table,
    duplicates,
    identity,
    parse_campaign,
    read_record,
    read_text,
)
from billtrail.content_checks import check_content
from billtrail.errors import CheckFailed
from billtrail.statistics import load_statistics
from billtrail.views import Figure, Goal

#: Part of the hash: a change in how content is stored loads it anew.
FORMAT = "1"

SHIPPED, WORKSPACE, OVERLAID = "shipped", "workspace", "overlaid"

#: File name -> text: ``goals.toml``, ``statistics.csv``, ``campaigns/tsra.toml``.
Files = Mapping[str, str]

_GOAL = Table(
    Goal,
    ("id",),
    {
        "id": Field(read_text),
        "title": Field(read_text),
        "lead": Field(read_text, None),
        "no_bill": Field(read_text, None),
    },
)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything the files say. ``hash`` is that of the files, see ``content_hash``."""

    goals: tuple[Goal, ...]
    campaigns: tuple[Campaign, ...]
    figures: tuple[Figure, ...]
    hash: str


def load_shipped() -> Content:
    """The content as it ships; raises ``CheckFailed`` with every fault."""
    return load_content(None)


def load_content(workspace_dir: Path | None) -> Content:
    """The shipped content overlaid by the workspace's files.

    Raises ``CheckFailed`` whose message has one line for every fault of every file.
    """
    shipped, own = _shipped_files(), _workspace_files(workspace_dir)
    problems: list[str] = []
    raws = {name: _parse_toml(files, name, problems) for files, name in _toml_files(shipped, own)}
    campaigns = _campaigns(raws, problems)
    content = Content(
        goals=_goals(raws, campaigns, problems),
        campaigns=campaigns,
        figures=_figures(shipped, own, problems),
        hash=_hash(shipped, own),
    )
    problems += check_content(content) if not problems else []
    if problems:
        raise CheckFailed("\n".join(problems))
    return content
