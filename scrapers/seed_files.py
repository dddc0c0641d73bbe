"""The files of the seed, as bytes: what is in them is ``seed``'s. Every command asks for their
version, and few load them."""

import hashlib
import json
from functools import cache

from billtrail.data import FOLDER

#: The seed's name among the sources.
NAME = "seed"
KINDS = ("bills", "people", "committees")
#: Of how ``seed`` reads them.
PARSER_VERSION = 1


@cache
def seed_file(kind: str) -> bytes:
    """A file of the seed, by its kind."""
    return (FOLDER / "seed" / f"{kind}.jsonl").read_bytes()


@cache
def version() -> str:
    """Changes whenever a shipped file does, or how it is read."""
    texts = (*map(seed_file, KINDS), b"%d" % PARSER_VERSION)
    return hashlib.sha256(b"".join(texts)).hexdigest()[:16]


@cache
def made_on() -> str:
    """The day the shipped facts were put together."""
    return str(json.loads(seed_file("bills").partition(b"\n")[0])["made_on"])
