#!/usr/bin/env bash
# eyecite 2.7.8 with reporters-db 3.2.67: the normalised form of a section of a California code.
#
# `corrected_citation` puts the collection's short name, "Cal. Code", where the text names the code. The
# name of the code is lost: section 1161 of the Evidence Code (what a victim of trafficking was made to do is
# no proof against them) and of the Penal Code (a jury that mistook the law) become one and the same
# "Cal. Code § 1161". California has 29 codes, each numbered from the start. Texas goes the same way; New
# York's and Maryland's keep their names. `groups` has the name, and the two compare as different.
#
# Ours: a section of law is keyed by code and number together.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/python -m pip install --quiet eyecite==2.7.8 reporters-db==3.2.67
cat > corrected.py <<'PY'
from eyecite import get_citations

for text in (
    "Cal. Evid. Code § 1161",
    "Cal. Penal Code § 1161",
    "Tex. Penal Code Ann. § 43.02",
    "N.Y. Penal Law § 230.34",
    "Md. Code Ann., Crim. Law § 3-1102",
):
    (cite,) = get_citations(text)
    print(f"{cite.groups['subject']}: {cite.corrected_citation()}")
PY
cat > expected <<'TXT'
Evid.: Cal. Code § 1161
Penal: Cal. Code § 1161
Penal: Tex. Code Ann. § 43.02
Penal Law: N.Y. Penal Law § 230.34
Crim. Law: Md. Code Ann., Crim. Law § 3-1102
TXT
venv/bin/python corrected.py | tee seen
diff expected seen && echo "as found"
