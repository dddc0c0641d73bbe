"""What a program says may leave of its own counts: no, coalition or public."""

import csv
import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from billtrail.briefs.build.brief import build
from billtrail.briefs.build.choices import Choices
from billtrail.briefs.build.request import Request
from billtrail.briefs.values import published, to_json
from billtrail.campaigns.content.load import load_content
from billtrail.campaigns.figures.rows import COLUMNS
from billtrail.counts import load
from billtrail.counts.output import FIGURES
from billtrail.counts.reading import read_counts
from billtrail.errors import CheckFailed
from billtrail.legislatures.vocabulary import Audience, Edition
from billtrail.publish.publish import publish
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace, prepare

ON = date(2026, 11, 23)
HEADER = "program,measure,period_start,period_end,count,share"


def line(measure: str, count: int, share: str) -> str:
    return f"Built by hand,{measure},2025-01-01,2025-12-31,{count},{share}"


LINES = (line("Kept", 150, "no"), line("Unsaid", 160, ""), line("For partners", 170, "coalition"),
         line("For all", 180, "Public"))  # fmt: skip


def write(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "counts.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def loaded(fresh: Workspace, tmp_path: Path) -> Workspace:
    load.load(fresh, write(tmp_path, *LINES), by="a test")
    return fresh


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


OWN = "SELECT measure, share FROM statistics WHERE publisher = 'Built by hand' ORDER BY value"
WHO = {
    Edition.COALITION: [("for partners", "coalition"), ("for all", "public")],
    Edition.PUBLIC: [("for all", "public")],
}


@pytest.mark.parametrize("edition", WHO)
def test_only_what_the_program_lets_out_is_published(
    loaded: Workspace, tmp_path: Path, edition: Edition
) -> None:
    assert rows(loaded.database, OWN) == [
        ("kept", "no"), ("unsaid", "no"), ("for partners", "coalition"), ("for all", "public"),
    ]  # fmt: skip
    out = publish(loaded.database, tmp_path / "out", edition).database
    assert rows(out, OWN) == WHO[edition]
    assert rows(out, "SELECT count(*) FROM statistics WHERE share IS NULL")[0][0] > 50


@pytest.mark.parametrize("edition", WHO)
def test_what_stays_is_named_nowhere(loaded: Workspace, tmp_path: Path, edition: Edition) -> None:
    """Not by a campaign that prints the figure, nor by words written for it."""
    own = [f for f in load_content(loaded.root).figures if "own-count" in f.tags]
    ids = {figure.measure: figure.id for figure in own}
    (loaded.root / "campaigns").mkdir()
    texts = "".join(
        f'[[text]]\nkey = "figure-{f.id}"\nlanguage = "en"\ntext = "We counted {f.value:g}."\n'
        for f in own
    )
    (loaded.root / "campaigns" / "tsra.toml").write_text(
        f"figures = {[*ids.values()]}\nchart = {[ids['kept']]}\n{texts}", encoding="utf-8"
    )
    prepare(loaded)
    out = publish(loaded.database, tmp_path / "out", edition).database
    kept = {id for measure, id in ids.items() if measure not in dict(WHO[edition])}
    (said,) = rows(out, "SELECT figures, chart FROM campaigns WHERE id = 'tsra'")
    left = [id for id in ids.values() if id not in kept]
    assert [json.loads(column) for column in said] == [left, []]
    data = out.read_bytes()
    assert not [id for id in kept if id.encode() in data]


def test_a_share_of_two_counts_leaves_with_the_closer_kept_one(
    fresh: Workspace, tmp_path: Path
) -> None:
    lines = (
        "Built by hand,Clients,,2025-01-01,2025-12-31,200,public",
        "Built by hand,With a record,Clients,2025-01-01,2025-12-31,80,coalition",
    )
    header = "program,measure,part_of,period_start,period_end,count,share"
    load.load(fresh, write(tmp_path, *lines, header=header), by="a test")
    own = [f for f in load_content(fresh.root).figures if "own-count" in f.tags]
    assert {(f.unit, f.share) for f in own} == {
        ("people", "public"), ("people", "coalition"), ("percent", "coalition"),
    }  # fmt: skip


def test_figures_of_before_stay_home_until_someone_says_otherwise(
    loaded: Workspace, tmp_path: Path
) -> None:
    """A file that knew no ``share``, and one that is loaded again without it."""
    path = loaded.root / FIGURES
    with path.open(encoding="utf-8", newline="") as file:
        old = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(old)
    own = [f for f in load_content(loaded.root).figures if "own-count" in f.tags]
    assert len(own) == 4 and {f.share for f in own} == {"no"}


def test_a_safe_copy_carries_what_may_leave(loaded: Workspace, tmp_path: Path) -> None:
    safe = tmp_path / "safe.csv"
    load.load(loaded, write(tmp_path, *LINES), safe_copy=safe, by="a test")
    assert [c.share for c in read_counts(safe).counts] == ["no", "no", "coalition", "public"]


def test_an_unknown_share_is_named(tmp_path: Path) -> None:
    with pytest.raises(CheckFailed, match="line 2, share: is none of no, coalition, public"):
        read_counts(write(tmp_path, line("Kept", 150, "yes")))


def test_the_old_name_of_already_public_is_read_and_said(tmp_path: Path) -> None:
    header = "program,measure,period_start,period_end,count,public"
    file = read_counts(
        write(tmp_path, "Built by hand,Kept,2025-01-01,2025-12-31,150,yes", header=header)
    )
    assert file.counts[0].public and file.counts[0].share == "no"
    assert file.notes and "'public' is read as 'already_public'" in file.notes[0]
    both = write(
        tmp_path, "P,K,2025-01-01,2025-12-31,150,yes,no", header=f"{header},already_public"
    )
    with pytest.raises(CheckFailed, match="old name of 'already_public'"):
        read_counts(both)


#: Who a page is for, and the program's own counts on it.
ON_PAGES = {
    "member": {150, 170, 180}, "funder": {150, 170, 180}, "coalition": {170, 180}, "public": {180},
}  # fmt: skip


@pytest.mark.parametrize("audience", ON_PAGES)
def test_a_page_for_others_prints_what_they_may_read(loaded: Workspace, audience: str) -> None:
    own = [f for f in load_content(loaded.root).figures if "own-count" in f.tags]
    wanted = tuple(figure.id for figure in own if figure.measure != "unsaid")
    request = Request("tsra", ON, audience=Audience(audience), choices=Choices(figures=wanted))
    with open_snapshot(loaded.database, ON) as snapshot:
        brief = build(snapshot, request)
    text = to_json(published(brief))
    assert {n for n in (150, 170, 180) if f"counted {n} " in text} == ON_PAGES[audience]
    kept = [left for left in brief.left_out if "does not share" in left.why]
    assert len(kept) == 3 - len(ON_PAGES[audience])
