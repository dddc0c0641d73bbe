"""A sheet as a tagged PDF by Typst: data as JSON, the briefs' fonts, a fixed time."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst

from billtrail.briefs.pdf import _fonts

TEMPLATES = Path(__file__).with_name("templates")


def compile_sheet(template: str, view: dict[str, Any], on: str) -> bytes:
    """The PDF of ``templates/<template>`` filled with ``view``; equal input, equal bytes."""
    day = date.fromisoformat(on)
    return typst.compile(
        (TEMPLATES / template).read_bytes(),
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"view": json.dumps(view, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
