#!/usr/bin/env bash
# citeurl 12.0.4: sections of the Illinois Compiled Statutes, whose numbers have a dash in them.
#
# "720 ILCS 5/10-9" is chapter 720, act 5, section 10-9: trafficking in persons. The citation ends before the
# dash: its name and its link are those of a "section 10", which is none of the act's, and kidnapping (10-1)
# has the same. The two codes of criminal law are numbered that way throughout: of each section the article
# is left. Virginia's sections, with dash and points, are read whole.
#
# Ours: links to a section are made for the laws whose form we know, and for no other.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
# Markdown is imported and not declared.
python3 -m venv venv && venv/bin/python -m pip install --quiet citeurl==12.0.4 markdown==3.11.3
cat > cite.py <<'PY'
from citeurl import list_cites

for text in ("720 ILCS 5/10-9", "720 ILCS 5/10-1", "725 ILCS 5/116-2.1", "Va. Code § 19.2-327.15"):
    (cite,) = list_cites(text)
    print(text, "->", cite.name, "->", (cite.URL or "no link").rpartition("=")[2])
PY
cat > expected <<'TXT'
720 ILCS 5/10-9 -> 720 Ill. Comp. Stat. 5/10 -> 072000050K10
720 ILCS 5/10-1 -> 720 Ill. Comp. Stat. 5/10 -> 072000050K10
725 ILCS 5/116-2.1 -> 725 Ill. Comp. Stat. 5/116 -> 072500050K116
Va. Code § 19.2-327.15 -> Va. Code § 19.2-327.15 -> no link
TXT
venv/bin/python cite.py | tee seen
diff expected seen && echo "as found"
