"""Word 97 files: what a reader sees of them. Streams built by hand in the form of [MS-DOC]."""

from struct import pack, pack_into

import pytest

from billtrail.scrapers.ca_pubinfo.texts import long_text
from billtrail.scrapers.ca_pubinfo.word97 import main_text

DELETED, HIDDEN = b"\x00\x08\x01", b"\x3c\x08\x01"
AT = 0x400


def streams(*runs: tuple[str, bytes], after: str = "", wide: bool = False) -> tuple[bytes, bytes]:
    """The two streams of runs with their properties; ``after`` stands behind the main text."""
    encoding, width = ("utf-16le", 2) if wide else ("cp1252", 1)
    text = "".join(run for run, _ in runs)
    word = bytearray(AT) + (text + after).encode(encoding)
    word += bytes(-len(word) % 512)
    page, places, at = bytearray(512), [AT], 511
    for n, (run, properties) in enumerate(runs):
        places.append(places[-1] + len(run) * width)
        if properties:
            at = (at - len(properties) - 1) // 2 * 2
            page[at : at + 1 + len(properties)] = bytes([len(properties)]) + properties
            page[4 * (len(runs) + 1) + n] = at // 2
    page[: 4 * len(places)] = pack(f"<{len(places)}I", *places)
    page[511] = len(runs)
    place = AT if wide else AT * 2 | 0x40000000
    pieces = pack("<2IHIH", 0, len(text + after), 0, place, 0)
    table = pack("<3I", AT, places[-1], len(word) // 512) + b"\x02" + pack("<I", 16) + pieces
    for where, *value in ((0x4C, len(text)), (0xFA, 0, 12), (0x1A2, 12, 21)):
        pack_into(f"<{len(value)}I", word, where, *value)
    return bytes(word + page), table


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([("Fees\rand more", b"")], "Fees\nand more"),
        ([("non\x1ebreaking op\x1ftional", b"")], "non-breaking optional"),
        ([("Fund\x07Cost\x07\x07General\x07$7\x07\x07", b"")], "Fund Cost\nGeneral $7"),
        ([("It ", b""), ("would not ", DELETED), ("pass", b"")], "It pass"),
        ([("seen ", b"\x35\x08\x01"), ("unseen", HIDDEN), ("again", b"")], "seen again"),
        ([('See \x13 HYPERLINK "x" \x14the page\x15 and \x13 if \x13PAGE\x145\x15 > 1\x15.', b"")],
         "See the page and ."),
    ],
)  # fmt: skip
def test_what_a_reader_sees(runs: list[tuple[str, bytes]], expected: str, wide: bool) -> None:
    assert main_text(*streams(*runs, after="\rPage header", wide=wide)) == expected


def test_a_real_analysis_is_read_whole(real) -> None:
    data = (real / "california/pubinfo/analyses_by_era/2009_doc.lob").read_bytes()
    text = long_text(data).text
    assert "Major Provisions 2010-11 2011-12 2012-13 Fund" in text.splitlines()
    assert "numpages" not in text and "PAGE" not in text
