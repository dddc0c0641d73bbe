"""What a file that is printed stands in for: nothing of a person's is replaced without a word."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from billtrail.errors import UsageError
from billtrail.files import STDOUT
from billtrail.words import count_words

#: So many files are named; the rest are counted.
_MOST = 5


def said_of_replaced(files: Mapping[Path, bytes]) -> Iterator[str]:
    """A line for each file that is there already and says something else, before it is written."""
    old = [path for path, content in files.items() if _differs(path, content)]
    for path in old[:_MOST]:
        yield f"{path.name} was there already: {_what(path)} is replaced"
    if more := len(old[_MOST:]):
        yield f"{count_words(more, 'more file')} that were there, too"


def _differs(path: Path, content: bytes) -> bool:
    if path == STDOUT or not path.is_file():
        return False
    with suppress(OSError):
        return path.stat().st_size != len(content) or path.read_bytes() != content
    return True


def _what(path: Path) -> str:
    """The page in a file by its id, day and language, or that it is none of ours."""
    from .verify import read_file

    try:
        carried = read_file(path)
    except UsageError:
        return "another file"
    brief = carried.brief
    id = f" {carried.id}" if carried.id else ""
    return f"the page{id} of {brief.on} ({brief.language}, for {brief.audience})"
