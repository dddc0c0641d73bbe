"""A clock that stands, for every process of a freeze: Python reads this file when it starts.

``time.monotonic`` goes on, so that what waits for a while still wakes.
"""

from datetime import datetime

import time_machine

DAY = "2026-11-26T20:00:00+00:00"

time_machine.travel(datetime.fromisoformat(DAY), tick=False).start()
