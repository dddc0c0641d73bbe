"""PUBINFO's long texts (``.lob`` files) as plain text, by what their bytes are, not by their year.

Bill prints are CAML in all years. Committee analyses were plain text (1993), HTML (1995-2005),
Word 97 (2009-2013) and are Word XML since 2015; seen in real files of 1993, 1997, 2009 and 2025.
"""

import io
import re
import zipfile
from typing import NamedTuple

from billtrail.files import at_most, read_entry
from billtrail.scrapers.california import plain_text

from .rows import decoded
from .word97 import word_text

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
HTML = "text/html"
PLAIN = "text/plain"

#: The first bytes of a file and what it then is; what nothing fits is plain text.
_MAGIC = (
    (re.compile(rb"PK\x03\x04"), DOCX),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), DOC),
    (re.compile(rb"\s*(?:<!doctype html|<html|<head|<pre|<!--)", re.IGNORECASE), HTML),
    (re.compile(rb"%PDF-"), "application/pdf"),
)
#: More than this of one text is left out (the longest analyses are some 300 pages).
_MOST = 5_000_000
#: A file with more bytes than this, or one that takes longer to read, is left unread.
_LARGEST, _SECONDS = 20 * _MOST, 20.0
_WORD_BREAK = re.compile(r"</w:(?:p|tr)>|<w:(?:br|cr)\b[^>]*>")
_WORD_GAP = re.compile(r"<w:tab\b[^>]*>|</w:tc>")
_INVISIBLE = re.compile(r"<(script|style)\b.*?</\1>|<w:instrText\b.*?</w:instrText>", re.I | re.S)


class LongText(NamedTuple):
    """``text`` is ``None`` where it cannot be read out of this kind of file."""

    media_type: str
    text: str | None


def media_type(data: bytes) -> str:
    """What a file is, by its first bytes."""
    return next((kind for magic, kind in _MAGIC if magic.match(data)), PLAIN)


def long_text(data: bytes) -> LongText:
    """A committee's analysis or a Governor's message."""
    kind = media_type(data)
    read = _READERS.get(kind)
    if read is None or len(data) > _LARGEST:
        return LongText(kind, None)
    try:
        with at_most(_SECONDS):
            return LongText(kind, read(data)[:_MOST] or None)
    except Exception:  # whatever a damaged file makes of its reader, it costs this one text
        return LongText(kind, None)


def _plain(data: bytes) -> str:
    lines = (line.rstrip() for line in decoded(data).replace("\r\n", "\n").splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _html(data: bytes) -> str:
    markup = decoded(data)
    if re.search(r"<pre\b", markup, re.IGNORECASE):  # laid out by blanks
        return _plain(re.sub(r"<[^>]*>", "", markup).encode())
    return plain_text(_INVISIBLE.sub("", markup)) or ""


def _docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        markup = read_entry(archive, "word/document.xml", _LARGEST).decode("utf-8", "replace")
    marked = _WORD_BREAK.sub("</p>", _WORD_GAP.sub(" ", _INVISIBLE.sub("", markup)))
    return plain_text(marked) or ""


_READERS = {PLAIN: _plain, HTML: _html, DOCX: _docx, DOC: word_text}
