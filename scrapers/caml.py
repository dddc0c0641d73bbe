"""Title and digest of a California bill print (CAML, the Legislative Counsel's XML).

Namespace ``http://lc.ca.gov/legalservices/schemas/caml.1#``, the same since 1989. Amended prints
carry ``<?xm-deletion_mark data="..."?>``: the deleted text sits inside the mark and may hold ``>``,
so marks go before tags do. Prints can be 8 MB (the Budget Act); only the excerpt is kept.
"""

import html
import re
from typing import NamedTuple

_DELETED = re.compile(rb"<\?xm-deletion_mark.*?\?>", re.DOTALL)
_MARK = re.compile(rb"<\?xm-insertion_mark_(?:start|end).*?\?>", re.DOTALL)
_TITLE = re.compile(rb"<caml:Title\b[^>]*>.*?</caml:Title>", re.DOTALL)
_DIGEST = re.compile(rb"<caml:DigestText\b[^>]*>.*?</caml:DigestText>", re.DOTALL)

#: What a closing tag stands for in plain text; a lost fraction slash made "23" of "2/3".
_BREAKS = ((re.compile(r"</(?:xhtml:)?p>"), "\n"), (re.compile(r"</caml:Numerator>"), "/"))
#: Line breaks of the file mean nothing; paragraphs do.
_LINES = re.compile(r"\s*\n\s*")
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"[^\S\n]+")


class CamlText(NamedTuple):
    """Plain text; ``None`` where the print has no such part."""

    title: str | None
    digest: str | None


def excerpt(data: bytes) -> bytes:
    """The title and digest elements of a print, without revision marks."""
    clean = _MARK.sub(b"", _DELETED.sub(b"", data))
    found = (match[0] for pattern in (_TITLE, _DIGEST) if (match := pattern.search(clean)))
    return b"\n".join(found)


def caml_text(data: bytes) -> CamlText:
    """Title and digest of a print or of its excerpt."""
    clean = excerpt(data)
    return CamlText(_text(_TITLE.search(clean)), _text(_DIGEST.search(clean)))


def _text(match: "re.Match[bytes] | None") -> str | None:
    if match is None:
        return None
    text = _LINES.sub(" ", match[0].decode("utf-8", "replace"))
    for pattern, replacement in _BREAKS:
        text = pattern.sub(replacement, text)
    plain = html.unescape(_TAG.sub("", text))
    lines = (_BLANKS.sub(" ", line).strip() for line in plain.splitlines())
    return "\n".join(line for line in lines if line) or None
