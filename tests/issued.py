"""Briefs issued for tests: written as the program writes them, and one whose bill has moved on."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from billtrail import issuing
from billtrail.briefs.brief import Request, build
from billtrail.briefs.fit import fit
from billtrail.briefs.identity import brief_id
from billtrail.briefs.values import Brief
from billtrail.reading import open_reading
from billtrail.releases import Release, save_releases
from billtrail.workspace import Workspace


def issue(database: Path, subject: str, on: date) -> str:
    """The id of the brief of that day, recorded."""
    with open_reading(database, on) as reading:
        return record(database, fit(build(reading, Request(subject=subject, on=on))))


def issue_aged(database: Path, subject: str, on: date) -> str:
    """The same, of a day when what it is first of all about still lay in committee."""
    with open_reading(database, on) as reading:
        brief = fit(build(reading, Request(subject=subject, on=on)))
    first, *rest = brief.stages
    then = replace(first, stage="in_committee", date="2025-02-14")
    return record(database, replace(brief, stages=(then, *rest)))


def record(database: Path, brief: Brief) -> str:
    assert issuing.record(Workspace.at(database.parent, database), [brief]) == ()
    return brief_id(brief)


def release(database: Path, id: str, to: str = "public") -> None:
    """As the workspace's ``released.toml`` would say it."""
    act = Release("1", to, "A. Person", "2026-11-22T16:00:00Z", (id,))
    with closing(sqlite3.connect(database)) as connection, connection:
        save_releases(connection, [act])
