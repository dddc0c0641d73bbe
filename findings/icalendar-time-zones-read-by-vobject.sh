#!/usr/bin/env bash
# icalendar 7.3.2 and vobject 0.9.9: a hearing in July, written by one and read by the other.
#
# `add_missing_timezones` writes a zone as lists of dates (RDATE), one for each change of the clock, which
# RFC 5545 allows. vobject reads such a zone as standard time all year: 9:30 in Sacramento on July 6
# becomes 9:30 at eight hours behind, an hour late. In January both agree. With two rules
# (RRULE) in the zone instead, vobject is right in July too.
#
# Ours: the calendars give times in UTC, with the committee's own clock in the text.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/python -m pip install --quiet icalendar==7.3.2 vobject==0.9.9
cat > zones.py <<'PY'
import sys
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import icalendar
import vobject

ZONE = ZoneInfo("America/Los_Angeles")
RULES = """BEGIN:VTIMEZONE
TZID:America/Los_Angeles
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
TZNAME:PDT
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
TZNAME:PST
END:STANDARD
END:VTIMEZONE
"""


def written(month: int, own_rules: bool) -> tuple[str, datetime]:
    start = datetime(2027, month, 6, 9, 30, tzinfo=ZONE)
    calendar, event = icalendar.Calendar(), icalendar.Event()
    calendar.add("prodid", "-//example//hearings//EN")
    calendar.add("version", "2.0")
    event.add("uid", "hearing@example.org")
    event.add("dtstamp", datetime(2027, 1, 1, tzinfo=timezone.utc))
    event.add("summary", "Hearing")
    event.add("dtstart", start)
    calendar.add_component(event)
    if own_rules:
        calendar.subcomponents.insert(0, icalendar.Timezone.from_ical(RULES))
    else:
        calendar.add_missing_timezones()
    return calendar.to_ical().decode(), start


name = sys.argv[1]  # a process each: vobject keeps the first zone of a name that it reads
for month in (1, 7):
    text, start = written(month, own_rules=name == "rules")
    read = vobject.readOne(text).vevent.dtstart.value
    print(name, f"2027-{month:02}", "hours late:", (read - start).total_seconds() / 3600)
PY
cat > expected <<'TXT'
dates 2027-01 hours late: 0.0
dates 2027-07 hours late: 1.0
rules 2027-01 hours late: 0.0
rules 2027-07 hours late: 0.0
TXT
for name in dates rules; do venv/bin/python -W ignore zones.py "$name"; done | tee seen
diff expected seen && echo "as found"
