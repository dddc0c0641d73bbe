"""Four sessions into a file each: by one process, and by two workers of a cluster.

    python -m bench cluster [--alike]

The four at hand differ in size, so that two workers cannot end together; ``--alike`` takes the two
nearly whole ones, each twice, as four Congresses would be.

Wall-clock seconds of a single run each, the workers being started before the clock, and seconds
of the processor: of the one process, and of the worker that had more to do. On a busy machine the
second pair says what the first cannot. The checksums of all files are compared. Workers are started
as docs/scale.md says, without Dask's own profiler.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from bench import BULK
from billtrail.cluster import connected
from billtrail.importing import import_apart

SESSIONS = (
    "BILLSTATUS-115-partial.tar.zst",
    "BILLSTATUS-116.tar.zst",
    "BILLSTATUS-117-sample-2000.zip",
    "BILLSTATUS-119-derived-2026-06-01.tar.zst",
)
#: What the shared clock says, so that files of two runs can be alike.
_TODAY, _NOW = date(2026, 11, 30), "2026-11-30T08:00:00Z"


#: Of like size, a Congress nearly whole each.
_WHOLE = (SESSIONS[1], SESSIONS[3])


def main(arguments: Sequence[str] = ()) -> None:
    import dask
    from distributed import Client, LocalCluster

    parser = argparse.ArgumentParser(prog="bench cluster")
    parser.add_argument("--alike", action="store_true")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        archives = _alike(folder) if asked.alike else [BULK / name for name in SESSIONS]
        with ProcessPoolExecutor(1, get_context("spawn")) as one:
            alone = _timed(archives, folder, one, lambda: [one.submit(time.process_time).result()])
        with (
            dask.config.set({"distributed.worker.profile.enabled": False}),
            LocalCluster(
                n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0"
            ) as cluster,
            Client(cluster, set_as_default=False) as client,
            connected(cluster.scheduler_address) as several,
        ):
            shared = _timed(
                archives, folder, several, lambda: list(client.run(time.process_time).values())
            )
    print(f"one process {alone.seconds:.1f} s, two workers {shared.seconds:.1f} s: "
          f"{alone.seconds / shared.seconds:.2f} x faster")  # fmt: skip
    print(f"of the processor {alone.used:.1f} s, the busier worker {shared.used:.1f} s: "
          f"{alone.used / shared.used:.2f} x")  # fmt: skip
    print("the same bytes" if alone.sums == shared.sums else "DIFFERENT BYTES")
    for name, digest in alone.sums.items():
        print(f"{digest[:16]}  {name}")


def _alike(folder: Path) -> list[Path]:
    """Each of the whole sessions under two names."""
    links = [folder / f"{copy}-{name}" for name in _WHOLE for copy in ("one", "two")]
    for link in links:
        link.symlink_to(BULK / link.name.partition("-")[2])
    return links


class _Run(NamedTuple):
    """``seconds`` by the clock, what the busiest process ``used``, each file's checksum."""

    seconds: float
    used: float
    sums: dict[str, str]


def _timed(
    archives: Sequence[Path], folder: Path, executor: Executor, used: Callable[[], list[float]]
) -> _Run:
    """The files go afterwards, since a disk is only so large."""
    before, begun = used(), time.perf_counter()
    done = import_apart(archives, folder / "files", ("us_govinfo",), executor,
                        today=_TODAY, now=_NOW)  # fmt: skip
    seconds = time.perf_counter() - begun
    for one in done.made:
        one.path.unlink()
    most = max(now - then for then, now in zip(before, used(), strict=True))
    return _Run(seconds, most, {one.path.name: one.sha256 for one in done.made})


if __name__ == "__main__":
    main()
