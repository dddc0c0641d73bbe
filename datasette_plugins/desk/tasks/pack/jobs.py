"""Packs that are made while their maker looks on: a thread each, told how far it is."""

import contextvars
import threading
from dataclasses import dataclass
from pathlib import Path

from billtrail.bills.people import Pasted
from billtrail.briefs import pack
from billtrail.briefs.build import Choices
from billtrail.errors import BilltrailError, UsageError
from billtrail.files import in_a_line
from billtrail.legislatures.calendar import today
from billtrail.progress import ProgressStep
from billtrail.snapshot import open_snapshot
from billtrail.workspace import Workspace

#: Packs that are made at one time.
_MOST = 2


@dataclass(slots=True)
class Job:
    """One pack: ``done`` of ``total`` pages; ``made`` or ``fault`` once it has ended."""

    folder: Path
    total: int
    done: int = 0
    made: pack.Pack | None = None
    fault: str = ""

    @property
    def running(self) -> bool:
        return self.made is None and not self.fault


_JOBS: dict[Path, Job] = {}
_LOCK = threading.Lock()


def packs_folder(workspace: Workspace) -> Path:
    return workspace.root / "packs"


def find_job(workspace: Workspace, name: str) -> Job | None:
    return _JOBS.get(packs_folder(workspace) / name)


def start(
    workspace: Workspace, subject: str, ids: tuple[str, ...], language: str, choices: Choices,
    name: str,
) -> Job:  # fmt: skip
    """A pack in a folder of its own, begun; raises ``UsageError`` where enough are being made."""
    with _LOCK:
        if sum(job.running for job in _JOBS.values()) >= _MOST:
            raise UsageError("Two packs are being made just now. Wait until one is done.")
        job = Job(_new_folder(packs_folder(workspace), name), len(ids))
        _JOBS[job.folder] = job
    arguments = (_make, job, workspace, subject, ids, language, choices)
    here = contextvars.copy_context()  # the office's time zone goes with it
    threading.Thread(target=here.run, args=arguments, daemon=True).start()
    return job


def _new_folder(parent: Path, name: str) -> Path:
    """No pack is written over another."""
    for number in range(1, 1000):
        folder = parent / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        except OSError as error:
            raise in_a_line(error) or error from error
        return folder
    raise UsageError(f"{parent} is full of packs of this name. Take some out.")


def _make(
    job: Job, workspace: Workspace, subject: str, ids: tuple[str, ...], language: str,
    choices: Choices,
) -> None:  # fmt: skip
    def told(step: ProgressStep) -> None:
        job.done = step.done

    try:
        with open_snapshot(workspace.database, today()) as snapshot:
            job.made = pack.write_visits(
                snapshot, workspace, subject, Pasted("\n".join(ids)), job.folder,
                language=language, choices=choices, progress=told,
            )  # fmt: skip
    except BilltrailError as error:
        job.fault = str(error)
    except Exception as error:  # the page waits for an end, whatever it is
        job.fault = str(in_a_line(error) or f"It broke off: {type(error).__name__}.")
        raise
