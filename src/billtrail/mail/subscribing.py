"""Adding a subscriber by what people type, and forgetting one; for commands and the desk."""

from collections.abc import Iterator, Mapping, Sequence

from billtrail.errors import UnknownKey, UsageError
from billtrail.records import Fault, FaultPlace, structure
from billtrail.snapshot import Snapshot
from billtrail.workspace import Workspace

from . import outbox, subscribers
from .follows import Followed
from .subscribers import FOLLOWS, Subscriber


def build_subscriber(
    snapshot: Snapshot,
    name: str,
    to: str,
    audience: str,
    rhythm: str,
    follows: Mapping[str, Sequence[str]],
) -> Subscriber:
    """A subscriber from what people type. Raises UsageError with every fault, and UnknownKey with
    the nearest for what there is not to follow."""
    followed, faults = Followed(snapshot), list[Fault]()
    settled = {kind: [followed.settle(kind, one) for one in follows.get(kind, ())]
               for kind in FOLLOWS}  # fmt: skip
    raw = {"name": " ".join(name.split()), "to": to, "audience": audience, "rhythm": rhythm,
           **{kind: list(dict.fromkeys(those)) for kind, those in settled.items()}}  # fmt: skip
    found = structure(raw, Subscriber, FaultPlace(subscribers.FILE), faults)
    if found is None:
        raise UsageError("\n".join(f"{fault.field}: {fault.says}" for fault in faults))
    return found


def subscribe(workspace: Workspace, one: Subscriber) -> bool:
    """Write a subscriber; whether one of that name was there. Raises as ``subscribers.add``."""
    return subscribers.add(workspace, one)


def subscriber_words(one: Subscriber) -> str:
    return f"{one.name}, {one.to}: {one.audience}, {one.rhythm}"


def forget(workspace: Workspace, name: str) -> tuple[str, ...]:
    """Take somebody out of the file and the outbox, and say what was done. Raises UnknownKey where
    neither has them."""
    was = subscribers.remove(workspace, name)
    rows = 0
    if outbox.outbox_path(workspace).is_file():
        with outbox.sending(workspace), outbox.open_outbox(workspace) as found:
            rows = found.forget(name)
    if not was and not rows:
        subscribers.load_subscribers(workspace).named(name)  # raises with the nearest
        raise UnknownKey("subscriber", name)
    return tuple(_forgotten(was, rows))


def _forgotten(was: bool, rows: int) -> Iterator[str]:
    if was:
        yield "Forgotten: the record in subscribers.toml is gone."
    if rows:
        yield f"Forgotten: {rows} of the outbox, those that waited among them."
    yield "Not reached: mails that were sent, files that were written with --to, and backups."
