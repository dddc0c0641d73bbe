"""The brief id: a hash of what is printed and of everything that decides how."""

import hashlib
from functools import cache
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import typst

from billtrail.briefs.values import Brief, published, to_json

from .templates import kept, page_digest

FONTS = (font_source_sans_pro, font_source_serif_pro)
_ID_LENGTH = 12


@cache
def _fonts_digest() -> bytes:
    digest = hashlib.sha256(typst.__version__.encode())  # type: ignore[attr-defined]  # not in its stubs
    for package in FONTS:
        for path in sorted(Path(package.font_directory).glob("*-*.otf")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.digest()


@kept(64)
def brief_id(brief: Brief) -> str:
    """Twelve hex digits of the published brief, its templates, the fonts and Typst."""
    return page_id(to_json(published(brief)), "brief")


def page_id(text: str, kind: str) -> str:
    """Twelve hex digits of a page's canonical JSON, the templates of its ``kind``, the fonts and
    Typst."""
    digest = hashlib.sha256(_fonts_digest() + page_digest(kind) + text.encode())
    return digest.hexdigest()[:_ID_LENGTH]
