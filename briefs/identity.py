"""The brief id: a hash of what is printed and of everything that decides how."""

import hashlib
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro

from billtrail.briefs.templates_at import all_templates
from billtrail.briefs.values import Brief, published, to_json

FONTS = (font_source_sans_pro, font_source_serif_pro)
_ID_LENGTH = 12


@cache
def _fonts_digest() -> bytes:
    digest = hashlib.sha256(version("typst").encode())
    for package in FONTS:
        for path in sorted(Path(package.font_directory).glob("*-*.otf")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.digest()


def _surroundings() -> bytes:
    """Everything but the brief that decides a page: templates, fonts, Typst."""
    digest = hashlib.sha256(_fonts_digest())
    for name, content in all_templates().items():
        digest.update(name.encode() + content)
    return digest.digest()


@lru_cache(maxsize=64)
def brief_id(brief: Brief) -> str:
    """Twelve hex digits of the published brief, the templates, the fonts and the version."""
    digest = hashlib.sha256(_surroundings())
    digest.update(to_json(published(brief)).encode())
    return digest.hexdigest()[:_ID_LENGTH]
