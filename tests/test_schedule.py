"""Recipes by which a machine updates and sends by itself; when it is due next."""

import os
import plistlib
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from billtrail.cli import main
from billtrail.errors import UsageError
from billtrail.mail import schedule
from billtrail.workspace.workspace import Workspace

ROOT = 'A "folder" with 100 % & more'


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    found = Workspace.at(tmp_path / ROOT)
    found.create()
    return found


def only(found):
    return next(iter(found.files.values()))


def test_each_machine_s_recipe_is_of_its_form(office):
    times = schedule.read_times(["17:10", "7:10"])
    assert times == ("07:10", "17:10")
    agent = plistlib.loads(only(schedule.recipe(office, times, "launchd")))
    assert agent["StartCalendarInterval"] == [{"Hour": 7, "Minute": 10}, {"Hour": 17, "Minute": 10}]
    assert agent["ProgramArguments"][3:] == [
        "--workspace", str(office.root), "digest", "--send", "--update"]  # fmt: skip
    task = ElementTree.fromstring(only(schedule.recipe(office, times, "windows")).decode("utf-16"))
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert len([*task.iter(f"{space}CalendarTrigger")]) == 2
    assert "100 % & more" in (task.find(f".//{space}Arguments").text or "")
    service, timer = schedule.recipe(office, times, "systemd").files.values()
    assert 'A \\"folder\\" with 100 %% & more"' in service.decode()
    assert b"OnCalendar=*-*-* 07:10:00\nOnCalendar=*-*-* 17:10:00\nPersistent=true" in timer
    with pytest.raises(UsageError):
        schedule.read_times(["25:00"])


def program(tmp_path, monkeypatch, answer):
    """The machine's own program, which notes what it was asked."""
    folder = tmp_path / "bin"
    folder.mkdir(exist_ok=True)
    (folder / "systemctl").write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\n{answer}\n')
    (folder / "systemctl").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_it_is_installed_told_and_taken_back(office, tmp_path, monkeypatch):
    def run(*arguments):
        return CliRunner().invoke(main, ["--workspace", str(office.root), "schedule", *arguments])

    program(tmp_path, monkeypatch, "echo no bus >&2; exit 1")
    refused = run("--install")
    assert refused.exit_code == 2 and "no bus" in refused.output
    assert not [*(tmp_path / "home").rglob("*.timer")]
    assert "Nothing is scheduled" in run().output and run("--remove").exit_code == 2
    program(tmp_path, monkeypatch, "exit 0")
    done = run("--install", "--at", "09:00")
    assert "due " in done.output and done.exit_code == 0
    assert "enable --now" in (tmp_path / "asked").read_text()
    at = datetime(2026, 11, 26, 8, 30)
    due = schedule.next_due(office, at)
    assert (
        due == datetime(2026, 11, 26, 9)
        and schedule.due_words(due, at.date()) == "today at 9\N{NO-BREAK SPACE}a.m."
    )
    late = schedule.next_due(office, datetime(2026, 11, 26, 9))
    assert (
        late
        and schedule.due_words(late, date(2026, 11, 26)) == "tomorrow at 9\N{NO-BREAK SPACE}a.m."
    )
    assert run().output.replace("\N{NO-BREAK SPACE}", " ").endswith(" at 9 a.m.\n")
    assert run("--remove").exit_code == 0 and schedule.next_due(office, at) is None
    assert not [*(tmp_path / "home").rglob("billtrail*")]
    assert "OnCalendar" in run("--print").output
