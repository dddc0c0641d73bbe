"""The tests' own day holds in this process and in those it starts."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

from clock.sitecustomize import DAY

BEGAN = datetime.fromisoformat(DAY)


def test_the_day_is_the_same_here_and_in_what_is_started():
    asked = "from billtrail.legislatures.calendar.sessions import utc_now; print(utc_now())"
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    there = datetime.fromisoformat(told.stdout.strip())
    assert BEGAN <= there < BEGAN + timedelta(days=1)
    assert timedelta() <= datetime.now(UTC) - there < timedelta(minutes=1)
