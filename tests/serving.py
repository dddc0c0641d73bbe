"""The site as it is really served: over a socket, in a thread of this process."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from datasette.app import Datasette

from billtrail.datasette_plugins.server.application import address, listen


@contextmanager
def served(datasette: Datasette) -> Iterator[str]:
    """The address, without a slash at its end."""
    runner = uvicorn.Server(uvicorn.Config(datasette.app(), log_level="error"))
    with listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=runner.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not runner.started:
            time.sleep(0.02)
        try:
            yield address("127.0.0.1", listener).rstrip("/")
        finally:
            runner.should_exit = True
            thread.join(10)
