#!/usr/bin/env bash
# pyopenstates 2.3.1, the client of the makers of Open States: the legislators of a state.
#
# The API gives people by the page, fifty at most, and tells how many pages there are. `search_bills` asks for
# all of them. `search_legislators`, whose description promises the list of those that match, returns the first
# page and drops the word of the others; it takes no page either. Of California's 120 legislators it gives 50
# at best, in order of name. A stand-in answers here with pages of fifty, in the API's own form.
#
# Ours: a state's legislators are read from the files of people that Open States publishes, not from the API.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/python -m pip install --quiet pyopenstates==2.3.1 requests==2.34.2
cat > legislators.py <<'PY'
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyopenstates
import requests
from pyopenstates import core
from requests.adapters import BaseAdapter

HELD = [{"id": number} for number in range(1, 121)]


class Pages(BaseAdapter):
    """The 120 it holds, by pages of fifty or fewer."""

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        asked = parse_qs(urlsplit(request.url or "").query)
        size = min(int(asked.get("per_page", ["50"])[0]), 50)
        page = int(asked.get("page", ["1"])[0])
        given = HELD[(page - 1) * size : page * size]
        told = {"page": page, "per_page": size, "max_page": -(-len(HELD) // size), "total_items": len(HELD)}
        answer = requests.Response()
        answer.status_code, answer.url, answer.request = 200, request.url or "", request
        answer._content = json.dumps({"results": given, "pagination": told}).encode()
        return answer

    def close(self) -> None: ...


core.session.mount("https://", Pages())
core.sleep = lambda _: None  # a second between two pages of bills
print("bills", len(pyopenstates.search_bills(state="ca", q="trafficking")), "of", len(HELD))
print("legislators", len(pyopenstates.search_legislators(jurisdiction="ca")), "of", len(HELD))
PY
cat > expected <<'TXT'
bills 120 of 120
legislators 50 of 120
TXT
venv/bin/python -W ignore legislators.py | tee seen
diff expected seen && echo "as found"
