#!/usr/bin/env bash
# Datasette 0.65.5, SQLite: a table made by CREATE TABLE ... AS SELECT with a computed column.
#
# Such a column has no declared type. Sorted by it, the link to the next page carries the last value as
# text, and SQLite compares a number with a text without converting either: any number is smaller. So
# ascending, page two is empty and six of ten rows are never shown; descending, "next" leads to page one
# again, with a "next" of its own. The same rows in a typed column are shown each once.
#
# Ours: tables of counts and tallies are made with types, columns of views are cast.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/python -m pip install --quiet datasette==0.65.5
cat > pages.py <<'PY'
import asyncio
import sqlite3

from datasette.app import Datasette

db = sqlite3.connect("votes.db")
db.execute("CREATE TABLE typed (id INTEGER PRIMARY KEY, yes INTEGER)")
db.executemany("INSERT INTO typed VALUES (?, ?)", [(n, n * n) for n in range(1, 11)])
db.execute("CREATE TABLE tally AS SELECT id, yes + 0 AS yes FROM typed")
db.commit()
db.close()


async def pages(site: Datasette, table: str, order: str) -> list[list[int]]:
    """The first three pages at most, by following the links that are given."""
    found, path = [], f"/votes/{table}.json?_shape=objects&_size=4&{order}=yes"
    while path and len(found) < 3:
        answer = (await site.client.get(path)).json()
        found.append([row["yes"] for row in answer["rows"]])
        path = (answer.get("next_url") or "").replace("http://localhost", "")
    return found


async def main() -> None:
    site = Datasette(["votes.db"])
    await site.invoke_startup()
    for table in ("typed", "tally"):
        for order in ("_sort", "_sort_desc"):
            print(table, order, await pages(site, table, order))


asyncio.run(main())
PY
cat > expected <<'TXT'
typed _sort [[1, 4, 9, 16], [25, 36, 49, 64], [81, 100]]
typed _sort_desc [[100, 81, 64, 49], [36, 25, 16, 9], [4, 1]]
tally _sort [[1, 4, 9, 16], []]
tally _sort_desc [[100, 81, 64, 49], [100, 81, 64, 49], [100, 81, 64, 49]]
TXT
venv/bin/python -W ignore pages.py | tee seen
diff expected seen && echo "as found"
