"""Four sessions into a file each: by one process, and by two workers of a cluster.

    python -m bench cluster

Wall-clock seconds of a single run each, the workers being started before the clock; the checksums
of all files are compared.
"""

import tempfile
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

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


def main() -> None:
    from distributed import LocalCluster

    with tempfile.TemporaryDirectory() as folder:
        with ProcessPoolExecutor(1, get_context("spawn")) as one:
            alone, first = _timed(Path(folder), one)
        with (
            LocalCluster(
                n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0"
            ) as cluster,
            connected(cluster.scheduler_address) as several,
        ):
            shared, second = _timed(Path(folder), several)
    print(f"one process {alone:.1f} s, two workers {shared:.1f} s: {alone / shared:.2f} x faster")
    print("the same bytes" if first == second else "DIFFERENT BYTES")
    for name, digest in first.items():
        print(f"{digest[:16]}  {name}")


def _timed(folder: Path, executor: Executor) -> tuple[float, dict[str, str]]:
    """Seconds, and the checksum of each file; the files go, since a disk is only so large."""
    begun = time.perf_counter()
    done = import_apart([BULK / name for name in SESSIONS], folder / "files", ("us_govinfo",),
                        executor, today=_TODAY, now=_NOW)  # fmt: skip
    seconds = time.perf_counter() - begun
    for one in done.made:
        one.path.unlink()
    return seconds, {one.path.name: one.sha256 for one in done.made}


if __name__ == "__main__":
    main()
