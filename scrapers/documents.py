"""A document: made of an answer, and where it is not as expected."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

import orjson

from billtrail.bills.models import Document
from billtrail.errors import ParseError


def answer_document(
    source: str, kind: str, url: str, part: str, said: object, now: str
) -> Document:
    """An answer of now as the one part of a document; for which day it speaks it says itself."""
    data = orjson.dumps(said)
    return Document(source, kind, url, {part: data}, now, None, sha256(data).hexdigest())


@contextmanager
def told_by_address(document: Document) -> Iterator[None]:
    """Whatever a reader stumbles over as a ``ParseError`` that begins with the document's
    address."""
    try:
        yield
    except ParseError as error:
        raise ParseError(f"{document.url}: {error}") from error
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise ParseError(f"{document.url}: not in the documented form: {error!r}") from error
