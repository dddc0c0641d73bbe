#!/usr/bin/env bash
# SQLite 3.40.1 (as in Debian 12's Python; here by apsw 3.40.1.0), and 3.54.1: JSON in a view, where a
# file's own views are not trusted.
#
# `PRAGMA trusted_schema = OFF` is what SQLite advises for files of others. In 3.40.1 json_extract and ->>
# are refused in a view then ("unsafe use"), although they are built in and change nothing; the table
# json_each is read. In 3.54.1 all three answer. So a file whose views take JSON apart is read by one
# Python's SQLite and not by another's.
#
# Ours: views of lists take their values by json_each alone (store/views.py).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > views.py <<'PY'
import apsw

run = apsw.Connection(":memory:").cursor().execute
run("CREATE TABLE bills (subjects TEXT)")
run("""INSERT INTO bills VALUES ('["Crime victims"]')""")
told = {
    "json_extract": "json_extract(subjects, '$[0]')",
    "->>": "subjects ->> 0",
    "json_each": "(SELECT value FROM json_each(subjects) WHERE key = 0)",
}
for number, sql in enumerate(told.values()):
    run(f"CREATE VIEW v{number} AS SELECT {sql} AS subject FROM bills")
run("PRAGMA trusted_schema = OFF")
for number, name in enumerate(told):
    try:
        print(apsw.sqlitelibversion(), name, list(run(f"SELECT subject FROM v{number}")))
    except apsw.SQLError as error:
        print(apsw.sqlitelibversion(), name, error)
PY
for version in 3.40.1.0 3.54.1.0; do
  python3 -m venv --clear venv && venv/bin/python -m pip install --quiet apsw==$version
  venv/bin/python views.py
done > seen
cat > expected <<'TXT'
3.40.1 json_extract SQLError: unsafe use of json_extract()
3.40.1 ->> SQLError: unsafe use of ->>()
3.40.1 json_each [('Crime victims',)]
3.54.1 json_extract [('Crime victims',)]
3.54.1 ->> [('Crime victims',)]
3.54.1 json_each [('Crime victims',)]
TXT
cat seen; diff expected seen && echo "as found"
