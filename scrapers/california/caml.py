"""A California bill print (CAML, the Legislative Counsel's XML): title, digest, text, sections.

Namespace ``http://lc.ca.gov/legalservices/schemas/caml.1#``, the same since 1989. Amended prints
carry ``<?xm-deletion_mark data="..."?>``: the deleted text sits inside the mark and may hold ``>``,
so marks go before tags do. Prints can be 8 MB (the Budget Act), so no tree is built of them.
"""

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

from billtrail.legislatures import Effect

_DELETED = re.compile(rb"<\?xm-deletion_mark.*?\?>", re.DOTALL)
_MARK = re.compile(rb"<\?xm-insertion_mark_(?:start|end).*?\?>", re.DOTALL)
_TITLE = re.compile(rb"<caml:Title\b[^>]*>.*?</caml:Title>", re.DOTALL)
_DIGEST = re.compile(rb"<caml:DigestText\b[^>]*>.*?</caml:DigestText>", re.DOTALL)
_BODY = re.compile(rb"<caml:(?:Bill|Resolution)\b[^>]*>.*</caml:(?:Bill|Resolution)>", re.DOTALL)

#: What a closing tag stands for in plain text; a lost fraction slash made "23" of "2/3".
_BREAKS = (
    (
        re.compile(r"</(?:xhtml:)?(?:p|h\d|tr|li|div)>|</caml:(?:Num|ActionLine|Preamble|Title)>"),
        "\n",
    ),
    (re.compile(r"</(?:xhtml:)?t[dh]>"), " "),
    (re.compile(r"</caml:Numerator>"), "/"),
    (re.compile(r"<(?:xhtml:)?br\s*/?>"), "\n"),
)
#: Line breaks of the file mean nothing; paragraphs do.
_LINES = re.compile(r"\s*\n\s*")
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"[^\S\n]+")
#: "(a)(1)The" as the files have it.
_MARKER = re.compile(r"^((?:\(\w{1,4}\))+)(?=[^\s(])")


#: Why it takes effect at once, as the marks of a print (since about 2010) name it.
_AT_ONCE: Mapping[bytes, Effect] = {
    b"Urgency": Effect.URGENCY,
    b"TaxLevy": Effect.TAX_LEVY,
    b"BudgetBill": Effect.BUDGET,
    b"Prop25TrailerBill": Effect.BUDGET,
    b"Election": Effect.ELECTION,
    b"UsualCurrentExpenses": Effect.CURRENT_EXPENSES,
}
_FLAG = re.compile(rb"<caml:(" + rb"|".join(_AT_ONCE) + rb")>\s*(YES|NO)\s*</caml:", re.IGNORECASE)
#: The marks stand in the head, before the text.
_HEAD = 100_000


class CamlText(NamedTuple):
    """Plain text; ``None`` where the print has no such part."""

    title: str | None
    digest: str | None
    text: str | None = None
    effect: Effect | None = None


def clean(data: bytes) -> bytes:
    """A print without its revision marks: what it says now."""
    return _MARK.sub(b"", _DELETED.sub(b"", data))


def caml_text(data: bytes) -> CamlText:
    """Title, digest and text of a print, a paragraph a line, and how it takes effect."""
    plain = clean(data)
    title, digest, text = (_text(part.search(plain)) for part in (_TITLE, _DIGEST, _BODY))
    return CamlText(title, digest, text, _effect(plain[:_HEAD]))


def _effect(head: bytes) -> Effect | None:
    """The first reason that it names; ``None`` where it has no marks for all of them."""
    marked = {name: answer.upper() == b"YES" for name, answer in _FLAG.findall(head)}
    reasons = (effect for name, effect in _AT_ONCE.items() if marked.get(name))
    whole = marked.keys() >= _AT_ONCE.keys()
    return next(reasons, Effect.LATER if whole else None)


def _text(match: "re.Match[bytes] | None") -> str | None:
    return plain_text(match[0].decode("utf-8", "replace")) if match else None


def plain_text(markup: str) -> str | None:
    """Markup as plain text, a paragraph a line; ``None`` where nothing is left."""
    text = _LINES.sub(" ", markup)
    for pattern, replacement in _BREAKS:
        text = pattern.sub(replacement, text)
    plain = html.unescape(_TAG.sub("", text))
    lines = (_BLANKS.sub(" ", line).strip() for line in plain.splitlines())
    lines = (_MARKER.sub(r"\1 ", line) for line in lines)
    return "\n".join(line for line in lines if line) or None


_SECTIONS = re.compile(r"\bSections? (\d[\d.]*(?:(?:, and|,| and| to| or) \d[\d.]*)*)")
_CODE = re.compile(r"\bthe ([A-Z][\w,]*(?: (?:and |of )?[A-Z][\w,]*)* Code)\b")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def code_sections(title: str) -> tuple[str, ...]:
    """The sections of the codes that a long title names, in order: ``Penal Code 236.14``.

    "An act to amend Sections 236.14 and 1203.49 of the Penal Code, relating to human trafficking."
    """
    plain = " ".join(title.split())
    found = []
    for match in _SECTIONS.finditer(plain):
        if code := _CODE.search(plain, match.end()):
            name = code[1].replace(",", "")
            found += [f"{name} {number}" for number in _NUMBER.findall(match[1])]
    return tuple(dict.fromkeys(found))
