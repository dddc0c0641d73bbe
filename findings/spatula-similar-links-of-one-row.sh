#!/usr/bin/env bash
# spatula 1.0.0 (with lxml 5.4.0), the scraper framework by a maker of Open States: the links of one row of a table.
#
# A selector's `match` is described as giving what matches within the element it is given. CSS and XPath do.
# `SimilarLink` looks through the whole document, whatever it is given: in a list of bills each row has the
# links of all rows, and the first of them is the same bill for every one. `match_one`, which takes exactly one,
# refuses a page with several rows and takes another row's link where this row has none. Nothing was found
# about it.
#
# Ours: selectors are compiled to look below their element, and say how many they expect
# (scrapers/crawling/selectors.py).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/python -m pip install --quiet spatula==1.0.0 lxml==5.4.0
cat > rows.py <<'PY'
from lxml import html
from spatula import CSS, SelectorError, SimilarLink

SITE = "https://www.congress.gov/bill/119th-congress"
LINKS = {"CSS": CSS("a"), "SimilarLink": SimilarLink(SITE)}


def rows(*bills: tuple[str, str]) -> list[html.HtmlElement]:
    body = "".join(f"<tr><td>{name}</td><td>{link}</td></tr>" for name, link in bills)
    return CSS("tr").match(html.fromstring(f"<html><body><table>{body}</table></body></html>"))


TABLE = rows(
    ("H.R. 1379", f'<a href="{SITE}/house-bill/1379">text</a>'),
    ("S. 2255", f'<a href="{SITE}/senate-bill/2255">text</a>'),
)
for row in TABLE:
    for kind, selector in LINKS.items():
        print(row[0].text, kind, [link.get("href").rpartition("/")[2] for link in selector.match(row)])
TABLE = rows(("H.R. 4323", "no text yet"), ("S. 2255", f'<a href="{SITE}/senate-bill/2255">text</a>'))
for kind, selector in LINKS.items():
    try:
        print(TABLE[0][0].text, kind, "one:", selector.match_one(TABLE[0]).get("href").rpartition("/")[2])
    except SelectorError:
        print(TABLE[0][0].text, kind, "one: SelectorError")
PY
cat > expected <<'TXT'
H.R. 1379 CSS ['1379']
H.R. 1379 SimilarLink ['1379', '2255']
S. 2255 CSS ['2255']
S. 2255 SimilarLink ['1379', '2255']
H.R. 4323 CSS one: SelectorError
H.R. 4323 SimilarLink one: 2255
TXT
venv/bin/python rows.py | tee seen
diff expected seen && echo "as found"
