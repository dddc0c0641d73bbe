#!/usr/bin/env bash
# git-history 0.8 (with sqlite-utils 4.2.1): a list of bills whose numbers come later, kept in git as JSON.
#
# For every version of an item git-history names the columns that changed. A column whose first value is null is
# made TEXT; a number that comes into it is stored as text, and compared with the number of the next file it
# is another value. So the report's number, which H.R. 4323 has had since October, is named as changed with
# each later step, and stands in the row of that version. Read from the second file on (`--start-at`), where
# it is a number from the beginning, the same history names the stage alone. Numbers that bills get on their way
# (a report's, a chapter's, a law's, the ayes) all begin as null.
# https://github.com/simonw/git-history/issues/33 is of columns that came and went, and is mended.
#
# Ours: columns have their type before the first row, and are compared in the database (`IS NOT`).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/python -m pip install --quiet git-history==0.8 sqlite-utils==4.2.1
git init --quiet --initial-branch main bills
while read -r stage report; do
  echo "[{\"bill\": \"H.R. 4323\", \"stage\": \"$stage\", \"report\": $report}]" > bills/bills.json
  git -C bills add bills.json
  git -C bills -c user.name=example -c user.email=example@example.org commit --quiet --message "$stage"
done <<'TXT'
introduced null
reported 347
passed-house 347
passed-senate 347
law 347
TXT
versions() {
  venv/bin/git-history file "$1.db" bills.json --repo bills --id bill --silent "${@:2}"
  venv/bin/sqlite-utils query "$1.db" "SELECT stage || ': ' || (SELECT group_concat(value, ', ') FROM
    (SELECT value FROM json_each(_changed_columns) WHERE value != 'bill' ORDER BY value)) FROM item_version_detail
    WHERE _version > 1 ORDER BY _version" --raw-lines
}
second=$(git -C bills rev-list --reverse main | sed -n 2p)
cat > expected <<'TXT'
from the first file:
reported: report, stage
passed-house: report, stage
passed-senate: report, stage
law: report, stage
from the second:
passed-house: stage
passed-senate: stage
law: stage
TXT
{
  echo "from the first file:"; versions first
  echo "from the second:"; versions second --start-at "$second"
} | tee seen
diff expected seen && echo "as found"
