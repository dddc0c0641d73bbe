"""The text of a Word 97-2003 file as a reader sees it: the main text, nothing deleted or hidden.

Format: [MS-DOC], https://learn.microsoft.com/openspecs/office_file_formats/ms-doc (2.5 the header
that says where everything lies, 2.8 tables of positions, 2.9 runs and pieces, 2.6 properties).
Headers, footnotes and text boxes come after the main text and are left out.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from struct import unpack_from

#: Where the header tells: flags, characters of the main text, tables of runs and of pieces.
_FLAGS, _CHARACTERS, _RUNS, _PIECES = 0x0A, 0x4C, 0xFA, 0x1A2
#: Properties of a run that keep it from a reader: deleted under revision marks, hidden.
_UNSEEN = (0x0800, 0x083C)
#: Bytes of a property's value by the top three bits of its code; 6 says its own length.
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_PAGE = 512
#: What a field was made of: its code between the first two signs, its result before the third.
_CODE = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
#: Cells and rows of a table, breaks of line and page, hyphens that do and do not break.
_SIGNS = (("\x07\x07", "\n"), ("\x07", "\t"), ("\r", "\n"), ("\x0b", "\n"), ("\x0c", "\n"),
          ("\x1e", "-"), ("\x1f", ""), ("\xa0", " "))  # fmt: skip


def word_text(data: bytes) -> str:
    """The main text of a ``.doc`` file; raises what its readers raise where it is damaged."""
    from legacy_doc.ole import OleReader
    from legacy_doc.types import ExtractionOptions

    ole = OleReader(data, options=ExtractionOptions())
    word = ole.read_stream("WordDocument")
    return main_text(word, ole.read_stream("1Table" if _flags(word) & 0x0200 else "0Table"))


def main_text(word: bytes, table: bytes) -> str:
    """The text of the two streams that hold it; raises ValueError for an encrypted one."""
    if _flags(word) & 0x0100:
        raise ValueError("an encrypted Word file")
    unseen = tuple(_unseen(word, table))
    parts = []
    for first, last, at, width in _pieces(word, table):
        encoding = "cp1252" if width == 1 else "utf-16le"
        for start, end in _seen(at, at + (last - first) * width, unseen):
            parts.append(word[start:end].decode(encoding, "replace"))
    return _plain("".join(parts))


def _flags(word: bytes) -> int:
    flags: int = unpack_from("<H", word, _FLAGS)[0]
    return flags


def _pieces(word: bytes, table: bytes) -> Iterator[tuple[int, int, int, int]]:
    """First and last character, place in the stream and bytes a character of each piece."""
    (most,) = unpack_from("<i", word, _CHARACTERS)
    at, _ = unpack_from("<II", word, _PIECES)
    while table[at] == 1:  # properties that pieces share
        at += 3 + unpack_from("<H", table, at + 1)[0]
    count = (unpack_from("<I", table, at + 1)[0] - 4) // 12
    ends = unpack_from(f"<{count + 1}I", table, at + 5)
    for n, (first, last) in enumerate(pairwise(ends)):
        (place,) = unpack_from("<I", table, at + 5 + 4 * (count + 1) + 8 * n + 2)
        packed = place & 0x40000000
        place &= 0x3FFFFFFF
        if first < most:
            yield first, min(last, most), place // 2 if packed else place, 1 if packed else 2


def _unseen(word: bytes, table: bytes) -> Iterator[tuple[int, int]]:
    """Where the stream holds what no reader sees."""
    at, size = unpack_from("<II", word, _RUNS)
    count = (size - 4) // 8
    for (number,) in (unpack_from("<I", table, at + 4 * (count + 1) + 4 * n) for n in range(count)):
        page = word[number * _PAGE : (number + 1) * _PAGE]
        runs = page[_PAGE - 1]
        for n, run in enumerate(pairwise(unpack_from(f"<{runs + 1}I", page))):
            offset = 2 * page[4 * (runs + 1) + n]
            if offset and _is_unseen(page[offset + 1 : offset + 1 + page[offset]]):
                yield run


def _is_unseen(properties: bytes) -> bool:
    at, unseen = 0, False
    while at + 2 < len(properties):
        (code,) = unpack_from("<H", properties, at)
        size = _SIZES[code >> 13] or properties[at + 2] + 1
        if code in _UNSEEN:
            unseen = unseen or properties[at + 2] in (1, 0x81)
        at += 2 + size
    return unseen


def _seen(start: int, end: int, unseen: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    for first, last in sorted(unseen):
        if start < last and first < end:
            yield start, max(start, first)
            start = min(last, end)
    yield start, end


def _plain(text: str) -> str:
    while (bare := _CODE.sub(lambda field: field[1] or "", text)) != text:
        text = bare
    for sign, plain in _SIGNS:
        text = text.replace(sign, plain)
    text = "".join(c for c in text if c in "\n\t" or (c >= " " and not "\ue000" <= c <= "\uf8ff"))
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
