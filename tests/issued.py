"""Briefs issued for tests: written as the program writes them, and one whose bill has moved on."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from billtrail.briefs import issued
from billtrail.briefs.build.brief import build
from billtrail.briefs.build.request import Request
from billtrail.briefs.formats.one_page import fit
from billtrail.briefs.typeset.identity import brief_id
from billtrail.briefs.values import Brief
from billtrail.campaigns.staff_files.releases import Release, save_releases
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace


def issue(database: Path, subject: str, on: date) -> str:
    """The id of the brief of that day, recorded."""
    with open_snapshot(database, on) as snapshot:
        return record(database, fit(build(snapshot, Request(subject=subject, on=on))))


def issue_aged(database: Path, subject: str, on: date) -> str:
    """The same, of a day when what it is first of all about still lay in committee."""
    with open_snapshot(database, on) as snapshot:
        brief = fit(build(snapshot, Request(subject=subject, on=on)))
    first, *rest = brief.stages
    then = replace(first, stage="in_committee", date="2025-02-14")
    return record(database, replace(brief, stages=(then, *rest)))


def record(database: Path, brief: Brief) -> str:
    assert issued.record(Workspace.at(database.parent, database), [brief]) == ()
    return brief_id(brief)


def release(database: Path, id: str, to: str = "public") -> None:
    """As the workspace's ``released.toml`` would say it."""
    act = Release("1", to, "A. Person", "2026-11-22T16:00:00Z", (id,))
    with closing(sqlite3.connect(database)) as connection, connection:
        save_releases(connection, [act])
