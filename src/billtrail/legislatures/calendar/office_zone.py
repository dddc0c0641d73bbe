"""The time zone of the office that asks, in which our own instants are told.

It is of whoever runs a command or answers a request, and every thread they start has it: what
opens a workspace says ``in_zone`` once, and nobody below hands it on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from billtrail.errors import UsageError

#: Where nothing is said.
DEFAULT = "America/Los_Angeles"
_ZONE: ContextVar[str] = ContextVar("office_zone", default=DEFAULT)


def office_zone() -> str:
    """Its name, ``America/New_York``."""
    return _ZONE.get()


@contextmanager
def in_zone(zone: str | None) -> Iterator[None]:
    """All that is done meanwhile is told in the zone; in the default one where none is said."""
    token = _ZONE.set(zone or DEFAULT)
    try:
        yield
    finally:
        _ZONE.reset(token)


def is_zone(zone: str) -> bool:
    """Whether there is a zone of that name."""
    try:
        read_zone(zone)
    except UsageError:
        return False
    return True


def read_zone(zone: str) -> ZoneInfo:
    """Raises ``UsageError`` where no zone has that name."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(
            f"{zone!r} is not a time zone. Expected one such as America/Los_Angeles."
        ) from error
