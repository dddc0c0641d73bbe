#!/usr/bin/env bash
# eyecite 2.7.8 with reporters-db 3.2.67: a public law cited with its page in the Statutes at Large.
#
# "Pub. L. No. 119-73, 139 Stat. 2003" is the usual way to cite a law by both. The volume is taken for a
# section of the law: section 139, of a law that has no such section, and "139 Stat. 2003" is not found.
# With the section in between, or the day, both are found; "P.L." is not found at all. A volume that comes
# first ("Pub. L. 106-386, 22 U.S.C. § 7101") takes the citation of the Code with it the same way.
# https://github.com/freelawproject/eyecite/issues/302 asks for public laws; of the volume it says nothing.
#
# Ours: a law's number is read from the bill's own list of laws, never from a citation.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/python -m pip install --quiet eyecite==2.7.8 reporters-db==3.2.67
cat > cite.py <<'PY'
from eyecite import get_citations
from eyecite.models import FullLawCitation

for text in (
    "Pub. L. No. 119-73, 139 Stat. 2003",
    "Public Law 106-386, 114 Stat. 1464",
    "Pub. L. No. 106-386, § 107, 114 Stat. 1464",
    "Pub. L. 106-386, Oct. 28, 2000, 114 Stat. 1464",
    "P.L. 106-386, 114 Stat. 1464",
    "Pub. L. 106-386, 22 U.S.C. § 7101",
):
    found = [c for c in get_citations(text) if isinstance(c, FullLawCitation)]
    told = []
    for cite in found:
        of = cite.groups
        told.append(f"{of['volume']} Stat." if "volume" in of else f"law {of['title']} section {of['section']}")
    print(text, "->", ", ".join(told))
PY
cat > expected <<'TXT'
Pub. L. No. 119-73, 139 Stat. 2003 -> law 119-73 section 139
Public Law 106-386, 114 Stat. 1464 -> law 106-386 section 114
Pub. L. No. 106-386, § 107, 114 Stat. 1464 -> law 106-386 section 107, 114 Stat.
Pub. L. 106-386, Oct. 28, 2000, 114 Stat. 1464 -> law 106-386 section None, 114 Stat.
P.L. 106-386, 114 Stat. 1464 -> 114 Stat.
Pub. L. 106-386, 22 U.S.C. § 7101 -> law 106-386 section 22
TXT
venv/bin/python cite.py | tee seen
diff expected seen && echo "as found"
