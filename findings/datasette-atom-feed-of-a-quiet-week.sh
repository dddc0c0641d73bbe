#!/usr/bin/env bash
# datasette-atom 0.9 on Datasette 0.65.5 (feedgen 1.0.0): a query of what changed on some bills, as a feed.
#
# A week in which nothing changed is answered with error 500 (`max` of no rows), not with a feed of no entries,
# which Atom allows (RFC 4287, 4.1.1): all recess long, a reader is told that the feed is broken. A query of the
# three columns that the plugin asks for is answered so too: of the two it calls optional, link and content, an
# entry must have one. And the feed's own time is the greatest text, not the latest instant: of an entry of half
# past eleven in Washington's night and one an hour and a half older, told in UTC, it is the older. No issue was
# found on any of the three.
#
# Ours: feeds are written by a page of their own; one without entries has its day, all instants are UTC
# (datasette_plugins/feeds/atom.py).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/python -m pip install --quiet datasette==0.65.5 datasette-atom==0.9 feedgen==1.0.0
cat > feeds.py <<'PY'
import asyncio
import re

from datasette.app import Datasette

LAW = "SELECT 'urn:x-example:1' AS atom_id, 'Became law' AS atom_title, '2026-01-23T12:00:00Z' AS atom_updated"
NIGHT = """SELECT 'urn:x-example:2' AS atom_id, 'newer' AS atom_title, '2026-01-23T23:30:00-05:00' AS atom_updated,
'H.R. 4323' AS atom_content UNION ALL SELECT 'urn:x-example:3', 'older', '2026-01-24T03:00:00Z', 'S. 2255'"""
QUERIES = {
    "an entry": LAW + ", 'H.R. 4323' AS atom_content",
    "no entries": LAW + ", 'H.R. 4323' AS atom_content WHERE false",
    "required columns": LAW,
    "two offsets": NIGHT,
}


async def main() -> None:
    site = Datasette(memory=True)
    await site.invoke_startup()
    for name, sql in QUERIES.items():
        answer = await site.client.get("/_memory.atom", params={"sql": sql})
        found = re.findall("<updated>(.*)</updated>", answer.text)
        told = f"feed {found[0]}, entries {found[1:]}" if found else re.search("solid red;\">(.*)</div>", answer.text)[1]
        print(f"{name}: {answer.status_code}, {told}")


asyncio.run(main())
PY
cat > expected <<'TXT'
an entry: 200, feed 2026-01-23T12:00:00+00:00, entries ['2026-01-23T12:00:00+00:00']
no entries: 500, max() arg is an empty sequence
required columns: 500, Entry must contain an alternate link or a content element.
two offsets: 200, feed 2026-01-24T03:00:00+00:00, entries ['2026-01-23T23:30:00-05:00', '2026-01-24T03:00:00+00:00']
TXT
venv/bin/python -W ignore feeds.py 2> traces | tee seen
diff expected seen && echo "as found"
