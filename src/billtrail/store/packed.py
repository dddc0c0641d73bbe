"""Texts packed for the database: records, prints, analyses."""

import threading

import zstandard


class _Packer(threading.local):
    """Each thread its own: one that works for two at a time fails."""

    def __init__(self) -> None:
        self.compress = zstandard.ZstdCompressor(level=1).compress
        self.decompress = zstandard.ZstdDecompressor().decompress


_packer = _Packer()


def pack(text: str | bytes) -> bytes:
    """A text, packed."""
    return _packer.compress(text.encode() if isinstance(text, str) else text)


def unpack(packed: bytes) -> bytes:
    """A packed text, as bytes."""
    return _packer.decompress(packed)
