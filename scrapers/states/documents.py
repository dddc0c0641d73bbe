"""A document of a secondary source, where it is not as expected."""

from collections.abc import Iterator
from contextlib import contextmanager

from billtrail.bills.models import Document
from billtrail.errors import ParseError


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
