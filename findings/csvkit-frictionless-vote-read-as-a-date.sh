#!/usr/bin/env bash
# csvkit 2.2.0 (agate 1.14.2) and frictionless 5.21.0: a table of committee votes, "7-2" for seven to two.
#
# csvkit guesses dates: the votes of small committees become days of 2001, written so by csvjson, csvsort and
# csvsql; one "11-0" or "13-2" among them, which is no day, and the column stays text, so that one week's list
# comes as days and the next as votes. The next step "next week" becomes a day of the year 1. frictionless
# describes the same column as months, the second of the year 7, where its standard has YYYY-MM. csvkit's
# makers know the weeks (https://github.com/wireservice/agate/issues/686) and advise --no-inference.
#
# Ours: a vote's ayes and noes are two columns of numbers in every published table.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/python -m pip install --quiet csvkit==2.2.0 agate==1.14.2 frictionless==5.21.0
cat > votes.csv <<'CSV'
bill,vote,next
AB 1,7-2,next week
AB 2,11-4,today
CSV
cat > unanimous.csv <<'CSV'
bill,vote
AB 1,7-2
AB 3,11-0
CSV
cat > describe.py <<'PY'
from frictionless import Resource

with Resource("votes.csv") as votes:
    field = votes.schema.get_field("vote")
    print("frictionless:", field.type, [(row["vote"].year, row["vote"].month) for row in votes.row_stream])
PY
cat > expected <<'TXT'
bill,vote,next
AB 1,2001-07-02,0001-01-08
AB 2,2001-11-04,0001-01-01
bill,vote
AB 1,7-2
AB 3,11-0
bill,vote,next
AB 1,7-2,next week
AB 2,11-4,today
frictionless: yearmonth [(7, 2), (11, 4)]
TXT
{
  venv/bin/csvsort votes.csv
  venv/bin/csvsort unanimous.csv
  venv/bin/csvsort --no-inference votes.csv
  venv/bin/python describe.py
} | tee seen
diff expected seen && echo "as found"
