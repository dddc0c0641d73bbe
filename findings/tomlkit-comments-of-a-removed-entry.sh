#!/usr/bin/env bash
# tomlkit 0.15.2: removing one entry of an array of tables from a file with a comment over each.
#
# The comment that stands over an entry belongs, in the parsed document, to the entry before it. So the
# entry that is removed leaves its own comment behind, over its neighbour, and takes the neighbour's
# with it: a person's note "why we follow B" then stands over C.
#
# Ours: an entry is taken out of the text together with the lines over it, not out of the document.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/python -m pip install --quiet tomlkit==0.15.2
cat > remove.py <<'PY'
import tomlkit

TEXT = """# why we follow A
[[bill]]
key = "a"

# why we follow B
[[bill]]
key = "b"

# why we follow C
[[bill]]
key = "c"
"""
document = tomlkit.parse(TEXT)
del document["bill"][1]
print(tomlkit.dumps(document), end="")
PY
cat > expected <<'TXT'
# why we follow A
[[bill]]
key = "a"

# why we follow B
[[bill]]
key = "c"
TXT
venv/bin/python remove.py | tee seen
diff expected seen && echo "as found"
