"""The documents as a site: ``make docs`` builds it into ``build/docs`` with Sphinx."""

import re
from pathlib import Path

_ROOT = Path(__file__).parent.parent

project = "Billtrail"
author = "Billtrail"
release = re.findall(
    r'__version__ = "(.+)"', (_ROOT / "src/billtrail/__init__.py").read_text(encoding="utf-8")
)[0]
copyright = "the authors of Billtrail; Apache-2.0, texts as LICENSE-CONTENT.md says"

extensions = ["myst_parser"]
exclude_patterns = ["serving/*"]
# Headings are addresses, as on the pages of the repository.
myst_heading_anchors = 4
# A link to a file of the program is one to read in the repository.
suppress_warnings = ["myst.xref_missing"]

html_theme = "furo"
html_title = f"Billtrail {release}"
html_copy_source = False
html_show_sphinx = False
