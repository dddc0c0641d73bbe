#!/usr/bin/env bash
# us 4.0.0 (with jellyfish 1.3.0): a state looked up by its abbreviation or its short name.
#
# `states.lookup` takes two letters or digits as codes; for anything else it compares how words sound. So
# "Minn.", which the library itself has as Minnesota's abbreviation in the press (`ap_abbr`), is Maine; of the
# 42 such abbreviations that differ from the name the others are not found. "W. Virginia" is Virginia, where
# "N. Dakota" is nothing. That it compares sounds is written; that a state's own abbreviation is another
# state's is not. A `fallback_func` is asked only where nothing was found. `field="ap_abbr"` is exact.
# https://github.com/unitedstates/python-us/issues/57 and 45 tell of names that sound wrong, not of these.
#
# Ours: a state is its name or its two letters, letter by letter, or it is not named (legislatures/spelling).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/python -m pip install --quiet us==4.0.0 jellyfish==1.3.0
cat > states.py <<'PY'
from us.states import STATES, lookup, startswith_fallback

short = [state for state in STATES if state.ap_abbr != state.name]
print(len(short), "abbreviations, found:", [(s.ap_abbr, str(lookup(s.ap_abbr))) for s in short if lookup(s.ap_abbr)])
print("with fallback:", lookup("Minn.", fallback_func=startswith_fallback))
print("exact:", lookup("Minn.", field="ap_abbr"))
for text in ("W. Virginia", "West Virginia", "N. Dakota"):
    print(text, "->", lookup(text))
PY
cat > expected <<'TXT'
42 abbreviations, found: [('Minn.', 'Maine')]
with fallback: Maine
exact: Minnesota
W. Virginia -> Virginia
West Virginia -> West Virginia
N. Dakota -> None
TXT
venv/bin/python states.py | tee seen
diff expected seen && echo "as found"
