#!/usr/bin/env bash
# typst 0.15.2 (the Python package): a page with a link whose address has "&", drawn as SVG.
#
# The address stands in the href as it is, with a bare "&", so the file is no XML and a browser that is
# given it as a picture draws nothing. Addresses with two parameters are common in notes of a brief.
#
# Ours: the preview of a page is drawn as PNG.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/python -m pip install --quiet typst==0.15.2
cat > draw.py <<'PY'
import xml.etree.ElementTree as tree

import typst

for address in ("https://example.org/?a=1", "https://example.org/?a=1&b=2"):
    svg = typst.compile(f'#link("{address}")[x]'.encode(), format="svg")
    try:
        tree.fromstring(svg)
        print(address, "is XML")
    except tree.ParseError as error:
        print(address, "is no XML:", str(error).split(":")[0])
PY
cat > expected <<'TXT'
https://example.org/?a=1 is XML
https://example.org/?a=1&b=2 is no XML: not well-formed (invalid token)
TXT
venv/bin/python draw.py | tee seen
diff expected seen && echo "as found"
