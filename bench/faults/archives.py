"""California's archives on this machine as a world that moves on, and fails.

Of each day a whole archive and a small one, by the day of the week; the small one has what came
that day. Bills are made up.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from random import Random

from pubinfo import dat, history
from replay import File, Publisher, serving

from .publishers import FAULTS

KEYS = tuple(f"ca-20252026-ab{number}" for number in range(9001, 9005))


class Archives:
    """What is true of the bills, each with its steps: (number, day)."""

    keys, ours, source = KEYS, "LIKE 'ca-20252026-ab900_'", "ca_pubinfo"

    def __init__(self, random: Random) -> None:
        self.random, self.site = random, Publisher()
        self.site.validators = frozenset({"Last-Modified"})
        self.steps: dict[str, list[tuple[int, str]]] = {key: [] for key in KEYS}
        self._new = True
        for key in KEYS:
            self._add(key)
        self.show()

    @property
    def sites(self) -> dict[str, Publisher]:
        return {self.source: self.site}

    @contextmanager
    def served(self) -> Iterator[dict[str, str]]:
        with serving(self.site) as base:
            yield {self.source: base}

    def move(self) -> None:
        """A bill goes a step further."""
        self._add(self.random.choice(KEYS))

    def _add(self, key: str) -> None:
        self.steps[key].append((len(self.told()) + 1, datetime.now(UTC).date().isoformat()))
        self._new = True

    def told(self) -> list[int]:
        return [number for steps in self.steps.values() for number, _ in steps]

    def show(self) -> None:
        """Write the day's archives anew, where anything came. What went wrong is over: a round
        stops at its first fault, and so would every later one."""
        self.recover()
        now = datetime.now(UTC).replace(microsecond=0)
        if self._new:
            whole, small = self._zip(""), self._zip(now.date().isoformat())
            self.site.files[f"/pubinfo_daily_{now:%a}.zip"] = File(whole, now, "application/zip")
            self.site.files[f"/pubinfo_{now:%a}.zip"] = File(small, now, "application/zip")
        self._new = False

    def _zip(self, day: str) -> bytes:
        """The rows since a day began: of bills with a step on it or later, all of them."""
        since = {key: [one for one in steps if one[1] >= day] for key, steps in self.steps.items()}
        bills = {key: steps for key, steps in since.items() if steps}
        tables = {"BILL_TBL.dat": dat(*map(_bill, bills)),
                  "BILL_HISTORY_TBL.dat": b"".join(_history(*one) for one in bills.items()),
                  "BILL_VERSION_TBL.dat": dat(*map(_version, bills)),
                  "BILL_VERSION_AUTHORS_TBL.dat": dat(*map(_author, bills))}  # fmt: skip
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name, data in tables.items():
                archive.writestr(name, data)
        return made.getvalue()

    def fail(self) -> str:
        kind = self.random.choice(list(FAULTS))
        paths = sorted({seen.path for seen in self.site.requests}) or ["/robots.txt"]
        self.site.fail(self.random.choice(paths), *[FAULTS[kind]] * self.random.choice((1, 1, 3)))
        return kind

    def recover(self) -> None:
        self.site.faults.clear()


def _number(key: str) -> str:
    return key.rpartition("ab")[2]


def _bill(key: str) -> tuple[object, ...]:
    number = _number(key)
    return (f"202520260AB{number}", "20252026", "0", "AB", int(number), "Introduced", None, None,
            None, None, f"20250AB{number}99INT", "Y", "BYHAND", f"{_now()}", None, None,
            "Assembly", "In Committee", None)  # fmt: skip


def _version(key: str) -> tuple[object, ...]:
    number = _number(key)
    return (f"20250AB{number}99INT", f"202520260AB{number}", 99, "2025-01-15 00:00:00",
            "Introduced", None, "A bill built by hand.", "Majority", "No", "Yes", "No", None, "No",
            "No", None, "Y", "BYHAND", "2025-01-15 12:00:00")  # fmt: skip


def _author(key: str) -> tuple[object, ...]:
    return (f"20250AB{_number(key)}99INT", "Legislator", "ASSEMBLY", "Patterson", "LEAD_AUTHOR",
            None, "Y", "BYHAND", "2025-01-15 12:00:00", "Y")  # fmt: skip


def _history(key: str, steps: list[tuple[int, str]]) -> bytes:
    rows = [(number, day, f"Remarks number {number}.", None, None) for number, day in steps]
    return history(f"202520260AB{_number(key)}", rows)


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
