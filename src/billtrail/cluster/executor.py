"""A cluster of Dask as an executor: ``concurrent.futures`` is the one seam, here and in a process.

A scheduler runs whatever is sent to it, so that one on another machine is asked by TLS alone, with
the certificates that Dask's own settings name (``distributed.comm.tls``). Workers are looked over
before anything is sent: one of another version is refused. A task whose worker is lost goes to
another one, by Dask itself, three times.
"""

import ipaddress
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import urlsplit

from billtrail.errors import UsageError

from .alike import Versions, require_alike, run_alike, versions

Item = TypeVar("Item")
Value = TypeVar("Value")

#: Seconds after which it is looked whether more workers came.
_AGAIN = 5
#: Seconds that a scheduler is waited for.
_PATIENCE = "15s"
_LOST = ("The scheduler answers no more, so what was not finished is given up. "
         "What was finished is there; start the scheduler and ask again.")  # fmt: skip


@contextmanager
def connected(address: str) -> Iterator[Executor]:
    """An executor whose tasks run on the workers of the scheduler at ``address``
    (``tcp://127.0.0.1:8786``, ``tls://host:8786``).

    Raises ``UsageError`` where the library is missing, the address is another machine's without
    TLS, nobody answers, no worker is there, or one is of another version; later, where the
    scheduler is lost: Dask then cancels what it was asked for."""
    client = _client(_checked(address))
    with client, client.get_executor(pure=False) as executor:
        wanted = versions()
        _look_over(client, wanted)
        try:
            yield _Alike(executor, wanted, lambda: sum(client.ncores().values()))
        except CancelledError as error:
            raise UsageError(_LOST) from error


def each_done(
    executor: Executor, work: Callable[[Item], Value], items: Iterable[Item]
) -> Iterator[tuple[Item, Future[Value]]]:
    """``work`` on each of the items, begun in their order; each as it is done. A cluster is sent no
    more at a time than it can do: Dask gives a task to a worker when it comes, where it may wait
    behind a long one while another worker has nothing to do."""
    waiting, running = deque(items), dict[Future[Value], Item]()
    while waiting or running:
        most = executor.at_once() if isinstance(executor, _Alike) else len(waiting) + len(running)
        while waiting and len(running) < most:
            item = waiting.popleft()
            running[executor.submit(work, item)] = item
        done, _ = wait(running, _AGAIN, return_when=FIRST_COMPLETED)
        yield from ((running.pop(future), future) for future in done)


def _checked(address: str) -> str:
    """The address with its scheme, where it may be asked in that way."""
    full = address if "://" in address else f"tcp://{address}"
    scheme, host = urlsplit(full).scheme, urlsplit(full).hostname
    if scheme not in ("tcp", "tls") or not host:
        raise UsageError(
            f"{address!r} is no address of a scheduler. Expected tcp://127.0.0.1:8786 or tls://HOST:8786."
        )
    if scheme != "tls" and not _is_loopback(host):
        raise UsageError(
            f"{host} is another machine, and a scheduler runs any program that is sent to it. "
            f"Ask it by TLS: tls://{host}:{_port(full)} (docs/scale.md says how)."
        )
    return full


def _port(full: str) -> int:
    return urlsplit(full).port or 8786


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _client(address: str) -> Any:
    try:
        from distributed import Client, Security
    except ImportError:
        raise UsageError(
            "The library for clusters is not installed: pip install 'billtrail[dask]'."
        ) from None
    security = Security() if address.startswith("tls:") else None
    if security and security.get_connection_args("client")["ssl_context"] is None:
        raise UsageError(
            "TLS needs certificates, and Dask's settings name none (distributed.comm.tls; "
            "docs/scale.md says how)."
        )
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False, security=security)
    except OSError as error:
        raise UsageError(f"No scheduler answers at {address} ({error}).") from error


def _look_over(client: Any, wanted: Versions) -> None:
    found = client.run(versions, on_error="return")
    if not found:
        raise UsageError("The cluster has no workers yet. Start some: dask worker ADDRESS.")
    for worker, has in found.items():
        require_alike(wanted, {} if isinstance(has, Exception) else has, f"The worker {worker}")


class _Alike(Executor):
    """Another executor, whose tasks run on machines like this one alone."""

    def __init__(self, executor: Executor, wanted: Versions, threads: Callable[[], int]) -> None:
        self._executor, self._wanted, self._threads = executor, wanted, threads

    def at_once(self) -> int:
        """How many tasks the workers do at a time that are there now; one where all are lost, until
        another comes. Raises ``CancelledError`` where nobody can say."""
        try:
            return max(1, self._threads())
        except OSError as error:
            raise CancelledError from error

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return self._executor.submit(run_alike, self._wanted, fn, *args, **kwargs)
