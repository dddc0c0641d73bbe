"""By which program of this machine updates and digests are made, at which hours, and when next.

systemd, launchd and Windows' Task Scheduler each get a recipe of their own; all three make up for a
time at which the machine was off or asleep. What was installed is noted in ``schedule.toml``.
"""

import plistlib
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from xml.sax.saxutils import escape

from billtrail.errors import BilltrailError, CannotWrite, UsageError
from billtrail.files import platforms, read_file, replace_file
from billtrail.words import day_words, time_words
from billtrail.workspace import Workspace

FILE = "schedule.toml"
#: Before the first call of the day, at noon and before people leave.
TIMES = ("07:10", "12:10", "17:10")
_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")
_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Recipe:
    """``files`` are to be written, then each of ``install`` run; ``remove`` before they are taken
    away. ``hint`` is what to know."""

    files: Mapping[Path, bytes]
    install: tuple[tuple[str, ...], ...]
    remove: tuple[tuple[str, ...], ...]
    hint: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is installed: ``system`` is systemd, launchd or windows, ``times`` are of its clock."""

    system: str
    times: tuple[str, ...]


def read_times(texts: Sequence[str]) -> tuple[str, ...]:
    """``7:10`` -> ``07:10``, in order. Raises UsageError."""
    wrong = [text for text in texts if not _TIME.fullmatch(text.strip())]
    if wrong:
        raise UsageError(f"{wrong[0]!r} is not a time such as 07:10.")
    return tuple(sorted({text.strip().zfill(5) for text in texts})) or TIMES


def recipe(workspace: Workspace, times: Sequence[str], system: str = "") -> Recipe:
    """How rounds are made at these times by ``system``, by default this machine's own."""
    name = f"billtrail-{sha256(str(workspace.root.resolve()).encode()).hexdigest()[:8]}"
    command = (sys.executable, "-m", "billtrail", "--workspace", str(workspace.root.resolve()),
               "digest", "--send", "--update")  # fmt: skip
    return _RECIPES[system or platforms.scheduler()](workspace, name, command, times)


def install(workspace: Workspace, times: Sequence[str]) -> Recipe:
    """Have this machine make rounds at these times. Raises CannotWrite, UsageError where the
    machine's own program refuses."""
    found = recipe(workspace, times)
    workspace.create()
    try:
        for path, content in found.files.items():
            _write(path, content)
        for command in found.install:
            _run(command)
    except BilltrailError:
        for path in found.files:
            path.unlink(missing_ok=True)
        raise
    listed = ", ".join(f'"{at}"' for at in times)
    text = f'system = "{platforms.scheduler()}"\nat = [{listed}]\n'
    _write(workspace.root / FILE, text.encode())
    return found


def remove(workspace: Workspace) -> None:
    """Take it back. Raises UsageError where nothing is installed from here."""
    now = read_schedule(workspace)
    if now is None:
        raise UsageError("Nothing is scheduled. 'billtrail schedule --install' does it.")
    found = recipe(workspace, now.times, now.system)
    for command in found.remove:
        _run(command)
    for path in (*found.files, workspace.root / FILE):
        path.unlink(missing_ok=True)


def read_schedule(workspace: Workspace) -> Schedule | None:
    """What is installed for this workspace on this machine; a copied workspace has no schedule."""
    path = workspace.root / FILE
    if not path.is_file():
        return None
    _, raw = read_file(path)
    system, times = str(raw.get("system", "")), raw.get("at", [])
    if system not in _RECIPES or not isinstance(times, list):
        return None
    found = Schedule(system, read_times([str(at) for at in times]))
    here = system == platforms.scheduler()
    there = here and all(f.is_file() for f in recipe(workspace, found.times, system).files)
    return found if there else None


def next_due(workspace: Workspace, now: datetime) -> datetime | None:
    """When the next round is due by the machine's clock, of which ``now`` is an instant."""
    schedule = read_schedule(workspace)
    if schedule is None:
        return None
    days = (now.date(), now.date() + timedelta(days=1))
    times = [datetime.combine(day, time.fromisoformat(at)) for day in days for at in schedule.times]
    return next(at for at in times if at > now.replace(tzinfo=None))


def due_words(due: datetime, today: date) -> str:
    """ "today at 12:10 p.m.", "tomorrow at 7:10 a.m."."""
    day = {0: "today", 1: "tomorrow"}.get((due.date() - today).days)
    return f"{day or day_words(due.date().isoformat())} at {time_words(f'{due:%H:%M}')}"


def next_words(workspace: Workspace) -> str:
    """When the next round is due, "today at 12:10 p.m."; ``""`` where nothing is scheduled."""
    now = datetime.now()
    due = next_due(workspace, now)
    return due_words(due, now.date()) if due else ""


def due_line(due: str) -> str:
    """The sentence of ``next_words``; "a.m." ends it by itself."""
    return f"The next update with its digests is due {due.removesuffix('.')}."


def _write(path: Path, content: bytes) -> None:
    try:
        replace_file(path, content)
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written: {error.strerror or error}.") from error


_BY_HAND = "'billtrail schedule --print' shows what to set up by hand."


def _run(command: tuple[str, ...]) -> None:
    told = " ".join(command)
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        why = f"This machine could not run '{told}' ({type(error).__name__}). {_BY_HAND}"
        raise UsageError(why) from error
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split()) or done.returncode
        raise UsageError(f"'{told}' said: {said}. {_BY_HAND}")


# -- recipes ---------------------------------------------------------------------------------------


def _systemd(
    workspace: Workspace, name: str, command: Sequence[str], times: Sequence[str]
) -> Recipe:
    folder = Path.home() / ".config" / "systemd" / "user"
    line = " ".join(map(_unit_quoted, command))
    service = ("[Unit]\nDescription=Billtrail: update and digests\n\n[Service]\nType=oneshot\n"
               f"ExecStart={line}\n")  # fmt: skip
    calendar = "".join(f"OnCalendar=*-*-* {at}:00\n" for at in times)
    timer = (f"[Unit]\nDescription=Billtrail: update and digests\n\n[Timer]\n{calendar}"
             "Persistent=true\n\n[Install]\nWantedBy=timers.target\n")  # fmt: skip
    files = {folder / f"{name}.service": service.encode(), folder / f"{name}.timer": timer.encode()}
    control = ("systemctl", "--user")
    return Recipe(
        files,
        ((*control, "daemon-reload"), (*control, "enable", "--now", f"{name}.timer")),
        ((*control, "disable", "--now", f"{name}.timer"),),
        "It runs while you are logged in; for a machine without a screen: loginctl enable-linger",
    )


def _unit_quoted(part: str) -> str:
    """A word of a unit file: it knows \\, \", % and $."""
    for sign, written in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        part = part.replace(sign, written)
    return f'"{part}"'


def _launchd(
    workspace: Workspace, name: str, command: Sequence[str], times: Sequence[str]
) -> Recipe:
    path = Path.home() / "Library" / "LaunchAgents" / f"org.{name.replace('-', '.')}.plist"
    hours = [{"Hour": int(at[:2]), "Minute": int(at[3:])} for at in times]
    content = plistlib.dumps({
        "Label": path.stem, "ProgramArguments": [*command], "StartCalendarInterval": hours,
    })  # fmt: skip
    return Recipe(
        {path: content},
        (("launchctl", "load", "-w", str(path)),),
        (("launchctl", "unload", "-w", str(path)),),
        "It runs while you are logged in, and after sleep makes up for what was missed.",
    )


_TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>Billtrail: update and digests</Description></RegistrationInfo>
  <Triggers>
{triggers}  </Triggers>
  <Settings>
    <StartWhenAvailable>true</StartWhenAvailable>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
  </Settings>
  <Actions><Exec><Command>{program}</Command><Arguments>{arguments}</Arguments></Exec></Actions>
</Task>
"""
_TRIGGER = (
    "    <CalendarTrigger><StartBoundary>2026-01-01T{at}:00</StartBoundary>"
    "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay></CalendarTrigger>\n"
)


def _windows(
    workspace: Workspace, name: str, command: Sequence[str], times: Sequence[str]
) -> Recipe:
    path = workspace.root / "schedule.xml"
    program, *arguments = command
    text = _TASK.format(
        triggers="".join(_TRIGGER.format(at=at) for at in times),
        program=escape(program), arguments=escape(subprocess.list2cmdline(arguments)),
    )  # fmt: skip
    return Recipe(
        {path: text.encode("utf-16")},
        (("schtasks", "/Create", "/F", "/TN", name, "/XML", str(path)),),
        (("schtasks", "/Delete", "/F", "/TN", name),),
        "It runs while you are logged in, and makes up for what was missed.",
    )


_RECIPES = {"systemd": _systemd, "launchd": _launchd, "windows": _windows}
