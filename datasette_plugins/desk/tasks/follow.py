"""Any bill that somebody hears of, in any spelling: which one it is, and who follows it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from billtrail.campaigns import CampaignStatus
from billtrail.campaigns.content import load_sound
from billtrail.datasette_plugins.desk import Asked, Place, Saved, Task, WrongField
from billtrail.datasette_plugins.server import BillOffer, build_offers, page_address
from billtrail.decisions import following, release
from billtrail.errors import AmbiguousKey, NotStored, UsageError
from billtrail.legislatures import KEY, Aim, MemberKind, display, full_name, is_known, split_key
from billtrail.legislatures.calendar import today
from billtrail.legislatures.spelling import Meaning
from billtrail.records import record
from billtrail.snapshot import Snapshot, open_snapshot
from billtrail.updates import fetch_in_background
from billtrail.words import (
    AIMS,
    bill_title,
    count_words,
)
from billtrail.words.status import status_words
from billtrail.workspace import JournalEntry, Workspace, journal

from ..fields import read_choice

#: A number with everything that may be pasted with it.
_LONGEST = 300
_LONGEST_WHY = 300
#: So many bills are offered of a number that more have.
_CHOICES = 25
#: What is wanted of a bill, the usual one first.
_WANTED = (Aim.WATCH, Aim.PASS, Aim.STOP, Aim.IMPLEMENT, Aim.HISTORY)


@dataclass(frozen=True, slots=True)
class Follower:
    """A campaign that follows the bill, and what it wants of it."""

    id: str
    title: str
    wants: str

    @property
    def pair(self) -> tuple[str, str]:
        """As a choice of a form."""
        return self.id, self.title


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a text may mean, and its page or the form that follows it."""

    words: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class OneBill:
    """A bill of which the form is: ``stands`` and ``title`` where its record is here. ``others``
    are the bills of the same number in other sessions."""

    key: str
    name: str
    number: str
    title: str
    stands: str
    is_here: bool
    official: str | None
    followers: tuple[Follower, ...]
    others: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowPage:
    """``says`` is what is to be known of the text that was typed; ``bill`` the one it means,
    ``offers`` the bills that it can be and that are not here, ``choices`` what else it fits.

    ``campaigns`` (id, title) are those that may follow the bill, ``campaign`` the likeliest;
    ``waiting`` are the bills that are followed and not fetched yet.
    """

    typed: str
    says: tuple[str, ...] = ()
    bill: OneBill | None = None
    offers: tuple[BillOffer, ...] = ()
    choices: tuple[Choice, ...] = ()
    campaigns: tuple[tuple[str, str], ...] = ()
    campaign: str = ""
    waiting: tuple[Choice, ...] = ()
    suggested: int = 0
    aims: tuple[tuple[str, str], ...] = tuple((aim.value, AIMS[aim]) for aim in _WANTED)


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> FollowPage:
    typed = (asked.get("typed") or asked.get("bill"))[:_LONGEST]
    campaigns = snapshot.campaigns()
    if not typed:
        suggested = len(snapshot.suggestions())
        return FollowPage("", waiting=tuple(_waiting(campaigns)), suggested=suggested)
    try:
        meant = snapshot.meaning(typed)
    except NotStored as error:
        return _not_here(snapshot, campaigns, typed, error, _last_used(workspace))
    except AmbiguousKey as error:
        choices = tuple(_choice(snapshot, name) for name in error.candidates[:_CHOICES])
        return FollowPage(typed, (error.said,), choices=choices)
    except UsageError as error:
        near = tuple(_choice(snapshot, name) for name in getattr(error, "nearest", ()))
        return FollowPage(typed, (error.said,), choices=near)
    if meant.kind != "bill":
        return _an_effort(snapshot, typed, meant)
    return _here(snapshot, campaigns, typed, meant, _last_used(workspace))


def _here(
    snapshot: Snapshot, campaigns: tuple[CampaignStatus, ...], typed: str, meant: Meaning, last: str
) -> FollowPage:
    others = tuple(_choice(snapshot, key) for key in meant.older)
    offers = build_offers([meant.missing] if meant.missing else [])
    bill = _one_bill(snapshot, campaigns, meant.id, others)
    return _page_of(snapshot, campaigns, typed, bill, meant.notes, offers, last)


def _not_here(
    snapshot: Snapshot,
    campaigns: tuple[CampaignStatus, ...],
    typed: str,
    error: NotStored,
    last: str,
) -> FollowPage:
    if len(error.offered) != 1:
        offers = build_offers(error.offered)
        near = tuple(_choice(snapshot, key) for key in error.nearest)
        says = f"{typed} can be more than one bill. Which is it?" if offers else error.said
        return FollowPage(typed, (says,), offers=offers, choices=near)
    key = error.offered[0]
    parts = split_key(key)
    same = snapshot.keys.numbered(parts.type, parts.number, parts.jurisdiction)
    others = tuple(_choice(snapshot, other) for other in same)
    (offer,) = build_offers([key])
    bill = OneBill(key, offer.name, display(key), "", "", False, offer.url, (), others)
    return _page_of(snapshot, campaigns, typed, bill, (error.said,), last=last)


def _page_of(
    snapshot: Snapshot,
    campaigns: tuple[CampaignStatus, ...],
    typed: str,
    bill: OneBill,
    says: Iterable[str] = (),
    offers: tuple[BillOffer, ...] = (),
    last: str = "",
) -> FollowPage:
    ids = {one.id for one in bill.followers}
    free = tuple((one.id, one.title) for one in campaigns if one.id not in ids)
    return FollowPage(
        typed, tuple(says), bill, offers, campaigns=free,
        campaign=_likeliest(campaigns, bill.key, {id for id, _ in free}, last),
    )  # fmt: skip


def _one_bill(
    snapshot: Snapshot, campaigns: Iterable[CampaignStatus], key: str, others: tuple[Choice, ...]
) -> OneBill:
    status = snapshot.bill(key)
    followers = tuple(
        Follower(one.id, one.title, AIMS[bill.aim])
        for one in campaigns
        for bill in one.bills
        if bill.bill == key
    )
    title = "" if status.is_unread else bill_title(status)
    (offer,) = build_offers([key])
    return OneBill(key, full_name(key), display(key), title, status_words(status),
                   not status.is_unread, offer.url, followers, others)  # fmt: skip


def _likeliest(campaigns: Iterable[CampaignStatus], key: str, free: set[str], last: str) -> str:
    """The campaign that the last bill was followed in, else the one that follows the most bills of
    the session."""
    if last in free:
        return last
    session = key.rpartition("-")[0] + "-"
    counts: Mapping[str, int] = {
        one.id: sum(bill.bill.startswith(session) for bill in one.bills)
        for one in campaigns
        if one.id in free
    }
    return max(counts, key=lambda id: counts[id], default="")


def _last_used(workspace: Workspace) -> str:
    """The campaign of the newest ``watch`` in the journal."""
    told = [change.command.split() for change in journal.read_changes(workspace)]
    watches = (words for words in reversed(told) if words[:1] == ["watch"])
    found = (w[w.index("--campaign") + 1] for w in watches if "--campaign" in w[:-1])
    return next(found, "")


def _an_effort(snapshot: Snapshot, typed: str, meant: Meaning) -> FollowPage:
    """The bills of an effort or a campaign, newest first."""
    if meant.kind == "family":
        effort = snapshot.family(meant.id)
        title, kind = effort.title, "an effort"
        keys = [one.bill for one in effort.members if one.kind != MemberKind.OPPOSES]
    else:
        campaign = snapshot.campaign(meant.id)
        title, kind = campaign.title, "a campaign"
        keys = [one.bill for one in campaign.bills]
    says = f"{title} is {kind} that is followed. A new bill for it is followed by its number."
    choices = [Choice(title, page_address(snapshot, meant.kind, meant.id), "its page")]
    choices += [_choice(snapshot, key) for key in reversed(keys)]
    return FollowPage(typed, (says,), choices=tuple(choices))


def _choice(snapshot: Snapshot, name: str) -> Choice:
    """A bill, an effort or a campaign by its id."""
    if not KEY.fullmatch(name):
        kind = "family" if name in snapshot.family_ids else "campaign"
        title = snapshot.family(name).title if kind == "family" else snapshot.campaign_title(name)
        return Choice(title, page_address(snapshot, kind, name), "already followed")
    found = snapshot.outlines([name])
    note = bill_title(found[name]) if name in found else ""
    return Choice(full_name(name), f"/-/desk/follow?bill={name}", note)


def _waiting(campaigns: Iterable[CampaignStatus]) -> Iterable[Choice]:
    keys = dict.fromkeys(bill.bill for one in campaigns for bill in one.bills if not bill.status)
    return (Choice(full_name(key), f"/bill/{key}") for key in keys)


# -- saving ----------------------------------------------------------------------------------------


def _follow(workspace: Workspace, asked: Asked, by: str) -> Saved:
    key, campaign, why = _key(asked), asked.get("campaign"), " ".join(asked.get("why").split())
    aim = Aim(read_choice(asked, "aim", list(Aim), "Choose what you want of it."))
    if not campaign:
        raise WrongField("campaign", "Choose the campaign that is to follow it.")
    if len(why) > _LONGEST_WHY:
        raise WrongField("why", f"Say it in at most {_LONGEST_WHY} letters.")
    told = list[str]()
    with _at_field("campaign"):
        done = following.watch(
            workspace, key, campaign, aim=aim, why=why or None, by=by, say=told.append
        )
    return _saved(workspace, key, f"{full_name(key)} is followed now.", done, told)


def _move(workspace: Workspace, asked: Asked, by: str) -> Saved:
    key, told = _key(asked), list[str]()
    with _at_field("to"):
        done = following.move(
            workspace, key, asked.get("to"), asked.get("from") or None, by=by, say=told.append
        )
    return _saved(workspace, key, f"{full_name(key)} was moved.", done, told)


def _renumber(workspace: Workspace, asked: Asked, by: str) -> Saved:
    old, told = _key(asked), list[str]()
    with _at_field("new"), open_snapshot(workspace.database, today()) as snapshot:
        new = _key_of(snapshot, asked.get("new")[:_LONGEST])
    with _at_field("new"):
        done = following.renumber(workspace, old, new, by=by, say=told.append)
    return _saved(workspace, new, f"{full_name(old)} is followed as {full_name(new)}.", done, told)


def _key_of(snapshot: Snapshot, typed: str) -> str:
    """The bill that is meant, here or not; raises UsageError where it is not one."""
    try:
        return snapshot.resolve_bill(typed)
    except NotStored as error:
        if len(error.offered) != 1:
            raise
        return error.offered[0]


def _stop(workspace: Workspace, asked: Asked, by: str) -> Saved:
    key, told = _key(asked), list[str]()
    before = release.decided_position(workspace, key)
    with _at_field("from"):
        done = following.unwatch(workspace, key, asked.get("from") or None, by=by, say=told.append)
    gone = before is not None and release.decided_position(workspace, key) is None
    if gone and (pages := release.speaking_of(workspace, key)):
        told.append(f"{count_words(len(pages), 'printed page')} may say it: see Printed pages.")
    return Saved(f"{full_name(key)} is not followed there any more.", done, _form_of(key),
                 tuple(told))  # fmt: skip


def _saved(workspace: Workspace, key: str, says: str, done: JournalEntry, told: list[str]) -> Saved:
    told.append(fetch_in_background(workspace, key))
    return Saved(says, done, _form_of(key), tuple(filter(None, told)))


@contextmanager
def _at_field(name: str) -> Iterator[None]:
    """What is wrong with the request stands at that field."""
    try:
        yield
    except UsageError as error:
        raise WrongField(name, error.said) from None


def _form_of(key: str) -> str:
    return f"/-/desk/follow?bill={key}"


def _key(asked: Asked) -> str:
    key = asked.get("key").lower()
    try:
        known = bool(KEY.fullmatch(key)) and is_known(split_key(key).jurisdiction)
    except UsageError:
        known = False
    if not known:
        raise WrongField("key", "Choose which bill it is.")
    return key


def _edits(workspace: Workspace, asked: Asked) -> tuple[Place, ...]:
    """The bill in every campaign that follows it, so that a second editor is told."""
    key = asked.get("key") or asked.get("bill")
    if not KEY.fullmatch(key):
        return ()
    found = following.followers(load_sound(workspace.root, {}).content, key)
    return tuple((following.file_of(one.id), record("bill", key=key)) for one in found)


TASK = Task(
    name="follow",
    title="Follow a bill",
    says="By its number, its title or its official address, also where it is not here yet.",
    template="desk_follow.html",
    read=_read,
    actions={"follow": _follow, "move": _move, "renumber": _renumber, "stop": _stop},
    edits=_edits,
    place=10,
    short="_follow_short.html",
)
