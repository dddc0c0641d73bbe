"""What differs between Windows and the others; the only module that asks which one this is."""

import os
import socket
import subprocess
from pathlib import Path
from typing import Any


def detached() -> dict[str, Any]:
    """Arguments for a child process that a Ctrl-C in the terminal does not reach."""
    if os.name == "nt":
        return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    return {"start_new_session": True}


def reuse_address(listener: socket.socket) -> None:
    """Let a port be taken again right after it was given up; Windows does that by itself, and
    there the option would let two programs share the port."""
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)


def owner_only(path: Path) -> None:
    """Let only the owner read a file; Windows keeps a user's folder private by itself."""
    if os.name != "nt":
        path.chmod(0o600)
