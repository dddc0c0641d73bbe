"""Sheets between the look and the save: in memory, by a secret word, for some minutes.

They hold raw counts or name people, so no file of them is made; a timer lets them go though nobody
comes back.
"""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from billtrail.errors import UsageError
from billtrail.files import FileBytes

from .task import Asked, WrongField

#: Seconds that a sheet is kept, and how many at a time; the oldest goes first.
AGE, MOST = 600.0, 4
GONE = (
    f"The sheet is not here any more: it is let go after {AGE / 60:g} minutes, and nothing of it "
    "was kept. Choose the file again."
)


Reading = TypeVar("Reading")
Look = TypeVar("Look")


@dataclass(frozen=True, slots=True)
class Kept(Generic[Reading, Look]):
    """A sheet, how it is read, and what was seen of it. It belongs to one workspace."""

    root: str
    source: FileBytes
    reading: Reading
    look: Look
    ends: float


@dataclass(slots=True)
class Uploads(Generic[Reading, Look]):
    """The sheets of one task."""

    clock: Callable[[], float] = time.monotonic
    age: float = AGE
    _kept: dict[str, Kept[Reading, Look]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, root: str, source: FileBytes, reading: Reading, look: Look) -> str:
        """The word by which it is found again."""
        word = secrets.token_urlsafe(16)
        with self._lock:
            while len(self._kept) >= MOST:
                del self._kept[next(iter(self._kept))]
            self._kept[word] = Kept(root, source, reading, look, self.clock() + self.age)
        timer = threading.Timer(self.age, self.drop, (word,))
        timer.daemon = True
        timer.start()
        return word

    def get(self, root: str, word: str) -> Kept[Reading, Look]:
        """Raises UsageError where it is not kept any more, or is another workspace's."""
        with self._lock:
            found = self._kept.get(word)
        if found is None or found.root != root or found.ends <= self.clock():
            self.drop(word)
            raise UsageError(GONE)
        return found

    def look_again(self, word: str, reading: Reading, look: Look) -> None:
        """It is read in another way; how long it is kept stays."""
        with self._lock:
            if word in self._kept:
                self._kept[word] = replace(self._kept[word], reading=reading, look=look)

    def drop(self, word: str) -> None:
        with self._lock:
            self._kept.pop(word, None)

    def __len__(self) -> int:
        return len(self._kept)


def sent_sheet(asked: Asked) -> FileBytes:
    """The ``file`` of a form, or the cells ``pasted`` into it; raises WrongField where there is
    neither."""
    upload, pasted = asked.files.get("file"), asked.get("pasted")
    if upload is not None and upload.content:
        return FileBytes(upload.name, upload.content)
    if upload is not None:
        raise WrongField("file", f"{upload.name} is empty.")
    if pasted:
        return FileBytes("what you pasted.csv", pasted.encode())
    raise WrongField("file", "Choose a file, or paste the cells below.")
