#!/usr/bin/env bash
# nameparser 2.6.0: members of Congress as BILLSTATUS and congress.gov print them.
#
# "Rep. Wagner, Ann [R-MO-2]" gives the title Rep. and the last name Wagner. The same with "Sen." or "Del."
# gives no title and the last name "Sen. Gillibrand": the list of titles has "rep" and "senator", neither "sen"
# nor "del". First name first, "Sen." is taken for a title all the same. So lists that are joined by last name
# match for Representatives alone. What stands in brackets becomes a middle name, or part of "Jr.".
#
# Ours: titles are a table of our own (bills/people/seats.py); who is who goes by the number of the
# Biographical Directory.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/python -m pip install --quiet nameparser==2.6.0
cat > names.py <<'PY'
from nameparser import HumanName

for name in (
    "Rep. Wagner, Ann [R-MO-2]",
    "Sen. Gillibrand, Kirsten E. [D-NY]",
    "Del. Norton, Eleanor Holmes [D-DC-At Large]",
    "Sen. Kirsten E. Gillibrand",
    "Rep. Bishop, Sanford D., Jr. [D-GA-2]",
):
    print({part: value for part, value in HumanName(name).as_dict().items() if value})
PY
cat > expected <<'TXT'
{'title': 'Rep.', 'first': 'Ann', 'middle': '[R-MO-2]', 'last': 'Wagner'}
{'first': 'Kirsten', 'middle': 'E. [D-NY]', 'last': 'Sen. Gillibrand'}
{'first': 'Eleanor', 'middle': 'Holmes [D-DC-At Large]', 'last': 'Del. Norton'}
{'title': 'Sen.', 'first': 'Kirsten', 'middle': 'E.', 'last': 'Gillibrand'}
{'title': 'Rep.', 'first': 'Sanford', 'middle': 'D.', 'last': 'Bishop', 'suffix': 'Jr. [D-GA-2]'}
TXT
venv/bin/python names.py | tee seen
diff expected seen && echo "as found"
