"""A sheet as a tagged PDF by Typst: data as JSON, the briefs' fonts, a fixed time."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from billtrail.briefs.typeset import Kind, compile_typst

TEMPLATES = Path(__file__).with_name("templates")


def compile_sheet(template: str, view: dict[str, Any], on: str, kind: Kind = "pdf") -> bytes:
    """The PDF of ``templates/<template>`` filled with ``view``, or its first page as a picture
    (``png``); equal input, equal bytes."""
    return compile_typst(
        TEMPLATES / template,
        {"view": json.dumps(view, ensure_ascii=False)},
        datetime.fromisoformat(on).replace(tzinfo=UTC),
        kind,
    )
