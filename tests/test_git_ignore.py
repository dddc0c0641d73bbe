"""A workspace under git: what shows survivors is in no commit, and ``doctor`` says where it is."""

import subprocess
from pathlib import Path

import pytest

from billtrail.commands.machine.doctor import examine
from billtrail.workspace.workspace import Workspace

PRIVATE = ("counts.db", "counts.db-journal", "voices.toml", "secrets.env", "subscribers.toml",
           "filled-in.xlsx", "intake-2026.csv", ".counts.db.0a1b2c3d",
           "rolls/us-119-hr1.csv")  # fmt: skip
MADE = ("billtrail.db", "billtrail.db-wal", "billtrail.db.lock", "billtrail.db.writer",
        "update.log", "archive/us/x.xml", "tsra_2026-11-29_en.pdf", "week_2026-11-29.docx",
        "tsra_2026-11-29_en.html", "tsra_2026-11-29_en.txt")  # fmt: skip
OWN = ("organisation.toml", "campaigns/tsra.toml", "statistics.csv", "program-counts.csv",
       "changes.jsonl", "reports.toml", "templates/brief.docx", "templates/brief.html.j2",
       "README.md")  # fmt: skip


def git(root: Path, *arguments: str) -> str:
    named = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-C", str(root))
    return subprocess.run(["git", *named, *arguments], check=True, capture_output=True,
                          text=True).stdout  # fmt: skip


@pytest.fixture
def kept(fresh: Workspace) -> Workspace:
    """A workspace in use, under git."""
    for name in (*PRIVATE, *MADE, *OWN):
        path = fresh.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text("x\n", encoding="utf-8")
    git(fresh.root, "init", "-q")
    return fresh


def told_of_git(workspace: Workspace) -> list[str]:
    return [line for line in examine(workspace, 0)[0] if "git has" in line or "'git" in line]


def test_add_all_takes_what_is_yours_and_nothing_that_shows_a_survivor(kept: Workspace) -> None:
    git(kept.root, "add", "-A")
    staged = git(kept.root, "diff", "--cached", "--name-only").split()
    assert set(staged) == {*OWN, ".gitignore"}


def test_a_workspace_of_before_gets_one_with_the_next_write(kept: Workspace) -> None:
    (kept.root / ".gitignore").unlink()
    with kept.writer("test"):
        pass
    assert "counts.db*" in (kept.root / ".gitignore").read_text(encoding="utf-8")


def test_a_persons_own_file_stays_and_what_it_leaves_open_is_told(kept: Workspace) -> None:
    own = kept.root / ".gitignore"
    own.write_bytes(b"*.db\r\nsecrets.env\r\n")
    kept.create()
    assert own.read_bytes() == b"*.db\r\nsecrets.env\r\n"
    (told,) = told_of_git(kept)
    assert "see the next 'git add' would take counts.db-journal, filled-in.xlsx, " in told
    assert "voices.toml: name them in" in told


def test_doctor_says_what_git_already_has(kept: Workspace) -> None:
    assert not told_of_git(kept)
    git(kept.root, "add", "-f", "counts.db", "voices.toml")
    lines, healthy = examine(kept, 0)
    (told,) = [line for line in lines if line.startswith("NO  git has counts.db voices.toml")]
    assert not healthy and "git rm --cached counts.db voices.toml" in told


def test_a_folder_without_git_is_no_finding(
    fresh: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert not told_of_git(fresh)
    monkeypatch.setenv("PATH", "/nowhere")
    assert not told_of_git(fresh)
