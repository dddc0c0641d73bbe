#!/usr/bin/env bash
# datasette-ics 0.5.2 on Datasette 0.65.5: a hearing's hour, given with its offset from UTC.
#
# The calendar takes the digits of `event_dtstart` as they are: what follows them is dropped, and Z (UTC) is
# written instead, or the zone of `event_tzid`. 9:30 in Sacramento, "09:30:00-07:00", is half past two in the
# night; the same instant in UTC with the zone beside it is half past four in the afternoon. A day without an
# hour is no whole day but midnight in UTC, in California the afternoon before. Two of the five are right: UTC
# without a zone, and the local hour with its zone. The ics library (0.7.2), which it is built on, writes
# the offset rightly by itself. https://github.com/simonw/datasette-ics/issues/1 brought the column for
# the zone; neither it nor the page on the plugin says what becomes of an offset.
#
# Ours: the calendars write the instant in UTC, a day without an hour as a day (events/calendar_file.py).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/python -m pip install --quiet datasette==0.65.5 datasette-ics==0.5.2 ics==0.7.2
cat > hours.py <<'PY'
import asyncio

from datasette.app import Datasette
from ics import Calendar, Event

ZONE = "America/Los_Angeles"
GIVEN = (
    ("2026-07-06T16:30:00Z", None),
    ("2026-07-06T09:30:00-07:00", ZONE),
    ("2026-07-06T09:30:00-07:00", None),
    ("2026-07-06T16:30:00Z", ZONE),
    ("2026-07-06", None),
)


def start(calendar: str) -> str:
    return next(line for line in calendar.splitlines() if line.startswith("DTSTART"))


async def main() -> None:
    site = Datasette(memory=True)
    await site.invoke_startup()
    for begins, zone in GIVEN:
        columns = "'Hearing' AS event_name, :begins AS event_dtstart" + (", :zone AS event_tzid" if zone else "")
        asked = {"sql": f"SELECT {columns}", "begins": begins, "zone": zone or ""}
        answer = await site.client.get("/_memory.ics", params=asked)
        print(begins, zone or "no zone", "->", start(answer.text))
    begins = "2026-07-06T09:30:00-07:00"
    print("ics alone:", begins, "->", start(Calendar(events=[Event(begin=begins)]).serialize()))


asyncio.run(main())
PY
cat > expected <<'TXT'
2026-07-06T16:30:00Z no zone -> DTSTART:20260706T163000Z
2026-07-06T09:30:00-07:00 America/Los_Angeles -> DTSTART;TZID=America/Los_Angeles:20260706T093000
2026-07-06T09:30:00-07:00 no zone -> DTSTART:20260706T093000Z
2026-07-06T16:30:00Z America/Los_Angeles -> DTSTART;TZID=America/Los_Angeles:20260706T163000
2026-07-06 no zone -> DTSTART:20260706T000000Z
ics alone: 2026-07-06T09:30:00-07:00 -> DTSTART:20260706T163000Z
TXT
venv/bin/python -W ignore hours.py | tee seen
diff expected seen && echo "as found"
