"""The brief id: a hash of what is printed and of everything that decides how."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro

from billtrail.briefs.values import Brief, published, to_json

TEMPLATES = Path(__file__).with_name("templates")
FONTS = (font_source_sans_pro, font_source_serif_pro)
_ID_LENGTH = 12


@cache
def _surroundings() -> bytes:
    """A digest of everything but the brief that decides a page: templates, fonts, Typst."""
    digest = hashlib.sha256(version("typst").encode())
    for path in sorted(TEMPLATES.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    for package in FONTS:
        for path in sorted(Path(package.font_directory).glob("*-*.otf")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.digest()


def brief_id(brief: Brief) -> str:
    """Twelve hex digits of the published brief, the templates, the fonts and the version."""
    digest = hashlib.sha256(_surroundings())
    digest.update(to_json(published(brief)).encode())
    return digest.hexdigest()[:_ID_LENGTH]
