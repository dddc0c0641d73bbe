"""A limit to how long a file may take to be read, where the machine can set one."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class TookTooLong(Exception):
    """What was begun did not end in its time."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises ``TookTooLong`` in what goes on longer. Without effect in a thread that is not the
    first, and on Windows: neither has an alarm."""
    first = threading.current_thread() is threading.main_thread()
    if not first or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    # Rings again, because what is read may have caught the first.
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(number: int, frame: Any) -> None:
    raise TookTooLong
