"""Where the page of something that has a name is."""

from billtrail.snapshot import Snapshot


def page_address(snapshot: Snapshot, kind: str, id: str) -> str:
    """The page of a bill, a campaign or, a part of its campaign's, an effort (``family``)."""
    if kind == "family":
        return f"/campaign/{snapshot.family(id).campaign}#{id}"
    return f"/{kind}/{id}"
