"""The option of commands whose work a cluster can do."""

from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext

import click

dask_option = click.option(
    "--dask", metavar="ADDRESS", help="Work on a cluster of Dask: tcp://127.0.0.1:8786."
)


def cluster(address: str | None) -> AbstractContextManager[Executor | None]:
    """The executor of a cluster, ``None`` where none is named."""
    if address is None:
        return nullcontext()
    from billtrail.cluster import connected

    return connected(address)
