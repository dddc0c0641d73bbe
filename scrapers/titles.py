"""What a source is called, for those who only print it.

To load a source takes longer than all else that a command does which shows one bill. So its title
is read in the text of its module.
"""

import re
from functools import cache
from pathlib import Path

_SHIPPED = Path(__file__).parent
_NAME = re.compile(r"[a-z_]+")
_TITLE = re.compile(r'^    title="([^"\\]+)",$', re.M)


@cache
def source_title(name: str) -> str | None:
    """The title of a shipped source; ``None`` where none has the name."""
    if not _NAME.fullmatch(name):  # an edition may say anything
        return None
    modules = (_SHIPPED / name / "source.py", _SHIPPED / f"{name}.py")
    texts = (module.read_text("utf-8") for module in modules if module.is_file())
    return next((found[1] for text in texts if (found := _TITLE.search(text))), None)
