"""What differs between Windows and the others; the only module that asks which one this is."""

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket


def detached() -> dict[str, Any]:
    """Arguments for a child process that a Ctrl-C in the terminal does not reach."""
    if os.name == "nt":
        import subprocess

        return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    return {"start_new_session": True}


def reuse_address(listener: "socket.socket") -> None:
    """Let a port be taken again right after it was given up; Windows does that by itself, and
    there the option would let two programs share the port."""
    if os.name == "posix":
        import socket

        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)


def is_running(process: int) -> bool:
    """Whether a process is there. Windows has no harmless way to ask, and says no: there an open
    file cannot be removed anyway."""
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # another user's
        return True
    return True


def end_with_parent() -> None:
    """Let a worker end when the process that started it was killed: nobody else would tell it that
    there is no more work."""
    import multiprocessing
    import threading

    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def give_back_memory() -> None:
    """Let others have what the C library keeps between pieces that are in use. Only glibc keeps
    much, and only it can be told; it takes a third of a millisecond."""
    if sys.platform == "linux":
        import ctypes

        if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
            trim(0)


def scheduler() -> str:
    """What starts programs at times of the day here: ``systemd``, ``launchd`` or ``windows``."""
    if os.name == "nt":
        return "windows"
    return "launchd" if sys.platform == "darwin" else "systemd"


def owner_only(path: Path) -> None:
    """Let only the owner read a file; Windows keeps a user's folder private by itself."""
    if os.name != "nt":
        path.chmod(0o600)


def others_can_read(path: Path) -> bool:
    """Whether other users may read a file; Windows keeps other rights, which this cannot see."""
    return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
