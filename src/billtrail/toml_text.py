"""TOML read so that a file that cannot be read is one kind of error, whatever is in it."""

import tomllib
from typing import Any


def read_toml(text: str) -> dict[str, Any]:
    """The tables of a text. Raises ``tomllib.TOMLDecodeError``, for brackets within brackets that
    go deeper than Python does as well."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError("more brackets within brackets than can be read") from None
