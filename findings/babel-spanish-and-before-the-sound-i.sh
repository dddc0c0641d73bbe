#!/usr/bin/env bash
# Babel 2.19.0: lists in Spanish whose last item begins with the sound i or o.
#
# Spanish says "e" for "y" before that sound (Texas e Illinois), and "u" for "o" (siete u ocho). `format_list` puts
# the same word always. Its pages speak of the list patterns of Unicode's CLDR, whose file has one word for
# each; the rule of sound is left to the program that uses them, and ICU has it (CLDR-13025). The names of
# states, towns and people in a sentence are where it shows.
#
# Ours: lists of a Spanish page are put right after Babel (briefs/language/language.py).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/python -m pip install --quiet babel==2.19.0
cat > lists.py <<'PY'
from babel.lists import format_list

for items, style in (
    (["Texas", "Illinois"], "standard"),
    (["Ohio", "Texas", "Illinois"], "standard"),
    (["siete", "ocho"], "or"),
):
    print(format_list(items, style=style, locale="es_US"))
PY
cat > expected <<'TXT'
Texas y Illinois
Ohio, Texas y Illinois
siete o ocho
TXT
venv/bin/python lists.py | tee seen
diff expected seen && echo "as found"
