"""The tests' own day, for every process of theirs: Python reads this file when it starts.

The tests tell of bills that are alive and calendars that hold on ``DAY``, and do so on whatever day
they are run. The first process notes how far its clock is from then; those it starts are as far.
"""

import os
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

DAY = "2026-11-26T20:00:00+00:00"
SHIFT = "BILLTRAIL_TESTS_CLOCK_SHIFT"


def _start() -> None:
    """Let time go on from ``DAY``, here and in what is started from here."""
    time_machine = _time_machine()
    if time_machine is None:  # an environment of its own, such as one that a wheel is installed in
        return
    if time_machine.escape_hatch.is_travelling():
        return
    now = datetime.fromisoformat(DAY).timestamp()
    shift = os.environ.setdefault(SHIFT, str(now - time.time()))
    paths = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys((str(Path(__file__).parent), *paths)))
    time_machine.travel(time.time() + float(shift), tick=True).start()
    time.time()  # the clock stands still until it is asked for the first time


def _time_machine() -> Any:
    """The library, without what it takes from others for its plugin and for days in words: to load
    those takes longer than to start Python, and the tests start it some hundred times."""
    without = [name for name in ("pytest", "dateutil.parser") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(without))  # type: ignore[arg-type]
    try:
        import time_machine
    except ImportError:
        return None
    finally:
        for name in without:
            del sys.modules[name]
    return time_machine


_start()
