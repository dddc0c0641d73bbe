"""Work on several machines: a real cluster of Dask, on this one."""

import io
import os
import signal
import socket
import sys
import tarfile
import time
import zipfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest
from replay import built_status

from billtrail.cluster import connected, each_done
from billtrail.cluster.alike import require_alike, run_alike, versions
from billtrail.errors import UsageError
from billtrail.importing import import_apart
from billtrail.importing.session_files import SessionTask, import_session

distributed = pytest.importorskip("distributed")

INSTANT = {"today": date(2026, 11, 23), "now": "2026-11-23T08:00:00Z"}


@pytest.fixture(scope="module")
def address():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0"
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    """Two folders of bills, as two sessions would come."""
    root = tmp_path_factory.mktemp("archives")
    for folder, keys in {
        "first": ("us-119-hr4323", "us-119-s2255"), "second": ("us-119-hr1379",),
    }.items():  # fmt: skip
        (root / folder).mkdir()
        for key in keys:
            name, body = built_status(key, f"Title of {key}")
            (root / folder / name).write_bytes(body)
    return sorted(root.iterdir())


def apart(archives, into, executor):
    return import_apart(archives, into, ("us_govinfo",), executor, **INSTANT)


def sums(done):
    return {one.path.name: one.sha256 for one in done.made}


def test_files_are_the_same_bytes_whoever_makes_them(tmp_path, archives, address):
    with ThreadPoolExecutor(1) as here:
        alone = apart(archives, tmp_path / "alone", here)
    with connected(address) as cluster:
        shared = apart(archives, tmp_path / "shared", cluster)
    assert sorted(sums(alone)) == ["first.db", "second.db"]
    assert sums(shared) == sums(alone)
    for one in (*alone.made, *shared.made):
        assert one.path.exists()
    assert sorted(path.name for path in (tmp_path / "shared").iterdir()) == sorted(sums(alone))


def test_the_archive_that_unpacks_to_most_is_read_first(tmp_path):
    """By their packed sizes the zip of two bills would come before the tar of forty."""
    with zipfile.ZipFile(tmp_path / "few.zip", "w") as few:
        for number in (1, 2):
            few.writestr(*built_status(f"us-119-hr{number}", "A title"))
    with tarfile.open(tmp_path / "many.tar.gz", "w:gz") as many:
        for number in range(1, 41):
            name, body = built_status(f"us-118-hr{number}", "A title")
            member = tarfile.TarInfo(name)
            member.size = len(body)
            many.addfile(member, io.BytesIO(body))
    few, many = tmp_path / "few.zip", tmp_path / "many.tar.gz"
    assert many.stat().st_size < few.stat().st_size
    said = []
    with ThreadPoolExecutor(1) as here:
        import_apart([few, many], tmp_path / "into", ("us_govinfo",), here, **INSTANT,
                     told=said.append)  # fmt: skip
    assert said == ["many.db: 40 documents", "few.db: 2 documents"]


NAMES = ("first", "second", "third", "last")


def wait_for_the_last(folder, name):
    """The first ends when the last was done, which another worker has to take."""
    (folder / name).touch()
    until = time.monotonic() + 60
    while name == "first" and not (folder / "last").exists():
        assert time.monotonic() < until, "the last waits behind the first"
        time.sleep(0.01)


def test_no_task_waits_behind_a_long_one_while_a_worker_is_free(tmp_path, address):
    with connected(address) as cluster:
        work = partial(wait_for_the_last, tmp_path)
        done = list(each_done(cluster, work, NAMES))
    assert {name: future.exception() for name, future in done} == dict.fromkeys(NAMES)


def lose_the_first(marker, task):
    """What happens to a worker whose machine is switched off while it works."""
    with suppress(FileExistsError):
        marker.touch(exist_ok=False)
        os.kill(os.getpid(), signal.SIGKILL)
    return import_session(task)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_task_of_a_lost_worker_goes_to_another(tmp_path, archives, address):
    task = SessionTask(archives[0], tmp_path, **INSTANT, sources=("us_govinfo",))
    alone = import_session(task)
    with connected(address) as cluster:
        again = cluster.submit(lose_the_first, tmp_path / "lost", task).result(timeout=60)
    assert (tmp_path / "lost").exists()
    assert again.sha256 == alone.sha256


def fill_the_disk():
    """As a worker meets a full disk: no file of it may grow beyond this."""
    import resource

    sys.dont_write_bytecode = True  # a module of which a piece was kept is no module
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


def test_a_full_disk_leaves_no_file_and_is_said(tmp_path, archives):
    said = []
    with ProcessPoolExecutor(1, get_context("spawn"), fill_the_disk) as full:
        done = import_apart(
            archives, tmp_path / "into", ("us_govinfo",), full, **INSTANT, told=said.append
        )
    assert not done.made
    assert {path.name for path in done.failed} == {"first", "second"}
    assert all("no file was made of it" in line for line in said), said
    assert not list((tmp_path / "into").iterdir())


def test_one_archive_that_fails_stops_no_other(tmp_path, archives):
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    with ThreadPoolExecutor(1) as here:
        done = apart([broken, archives[1]], tmp_path / "into", here)
    problems = {one.path.name: one.problems for one in done.made}
    assert problems["second.db"] == ()
    assert "broken.zip" in problems["broken.db"][0]


def test_an_archive_by_two_names_becomes_a_file_of_each(tmp_path, archives):
    again = tmp_path / "again"
    again.symlink_to(archives[0])
    with ThreadPoolExecutor(1) as here:
        done = apart([archives[0], again], tmp_path / "into", here)
    assert {one.path.name for one in done.made} == {"again.db", "first.db"}


def test_two_archives_of_one_name_are_refused_before_anything_is_read(tmp_path, archives):
    same = tmp_path / "first.tar.zst"
    same.touch()
    with ThreadPoolExecutor(1) as here, pytest.raises(UsageError, match="both become first"):
        apart([archives[0], same], tmp_path / "into", here)
    assert not (tmp_path / "into").exists()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("tcp://203.0.113.7:8786", "Ask it by TLS: tls://203.0.113.7:8786"),
        ("scheduler.example.org", "Ask it by TLS: tls://scheduler.example.org:8786"),
        ("http://127.0.0.1:8786", "is no address of a scheduler"),
        ("tls://127.0.0.1:8786", "TLS needs certificates"),
    ],
)
def test_a_scheduler_that_is_not_asked(asked, told):
    with pytest.raises(UsageError, match=told), connected(asked):
        pass


def test_nobody_there_is_said(monkeypatch):
    monkeypatch.setattr("billtrail.cluster.executor._PATIENCE", "300ms")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(UsageError, match="No scheduler answers"), connected(f"127.0.0.1:{port}"):
        pass


def test_a_scheduler_that_is_lost_ends_the_work_in_a_sentence(monkeypatch):
    monkeypatch.setattr("billtrail.cluster.executor._PATIENCE", "1s")
    one = distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=1,
        processes=False,
        host="127.0.0.1",
        protocol="tcp://",
        dashboard_address=":0",
    )
    with (
        one as cluster,
        pytest.raises(UsageError, match="answers no more"),
        connected(cluster.scheduler_address) as several,
    ):
        for _, future in each_done(several, time.sleep, [0.1, 0.1, 0.1]):
            future.result()
            cluster.close()


def test_a_worker_of_another_version_is_refused():
    other = {**versions(), "Billtrail": "0.1.0"}
    with pytest.raises(UsageError, match=r"tls://b has Billtrail 0\.1\.0 where"):
        require_alike(versions(), other, "tls://b")
    with pytest.raises(UsageError, match="joined later"):
        run_alike(other, Path, "never run")
