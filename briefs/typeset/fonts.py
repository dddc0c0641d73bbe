"""The page's fonts for a file that loads nothing: as WOFF in a ``data:`` address.

Format: https://www.w3.org/TR/WOFF/ (read 2026-11), a header, a table directory and the font's own
tables, each compressed with zlib where that makes it smaller.
"""

import base64
import struct
import zlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import font_source_sans_pro
import font_source_serif_pro


class _Table(NamedTuple):
    tag: bytes
    checksum: int
    data: bytes

    @property
    def packed(self) -> bytes:
        packed = zlib.compress(self.data, 9)
        return packed if len(packed) < len(self.data) else self.data


def _tables(font: bytes) -> list[_Table]:
    """The tables of an OpenType file, in the order of its directory."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = []
    for at in range(12, 12 + 16 * count, 16):
        tag, checksum, offset, length = struct.unpack_from(">4sLLL", font, at)
        tables.append(_Table(tag, checksum, font[offset : offset + length]))
    return tables


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)


def _to_woff(font: bytes) -> bytes:
    """An OpenType font as WOFF."""
    tables = _tables(font)
    offset = 44 + 20 * len(tables)
    directory, body = b"", b""
    for table in tables:
        packed = table.packed
        directory += struct.pack(
            ">4sLLLL", table.tag, offset + len(body), len(packed), len(table.data), table.checksum
        )
        body += _padded(packed)
    plain = 12 + 16 * len(tables) + sum(len(_padded(table.data)) for table in tables)
    header = struct.pack(
        ">4s4sLHHLHHLLLLL", b"wOFF", font[:4], offset + len(body), len(tables), 0, plain,
        1, 0, 0, 0, 0, 0, 0,
    )  # fmt: skip
    return header + directory + body


class Face(NamedTuple):
    """What a style sheet needs of one font."""

    family: str
    weight: int
    address: str


_FACES = (
    ("Source Sans Pro", 400, font_source_sans_pro, "SourceSansPro-Regular.otf"),
    ("Source Sans Pro", 700, font_source_sans_pro, "SourceSansPro-Bold.otf"),
    ("Source Serif Pro", 600, font_source_serif_pro, "SourceSerifPro-Semibold.otf"),
)


@cache
def web_faces() -> tuple[Face, ...]:
    """The fonts of the HTML page, read and packed once."""
    return tuple(
        Face(family, weight, _address(Path(package.font_directory) / name))
        for family, weight, package, name in _FACES
    )


def _address(path: Path) -> str:
    packed = base64.b64encode(_to_woff(path.read_bytes())).decode()
    return f"data:font/woff;base64,{packed}"
