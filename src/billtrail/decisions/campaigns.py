"""Campaigns of the coalition's own: a new one is a file in the workspace, checked and noted.

Its name begins with ``our-``, which no shipped campaign, effort or claim ever does: so what a newer
Billtrail ships never lands on what a coalition made.
"""

import re
import shlex
import unicodedata
from collections.abc import Container, Sequence

from billtrail.campaigns import own_files
from billtrail.campaigns.content import Content, load_sound
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import Aim, nearest
from billtrail.legislatures.calendar import sessions
from billtrail.records import read_text, record, record_files
from billtrail.workspace import Edit, JournalEntry, Say, Workspace
from billtrail.workspace import edits as workspace_edits

#: What the names of a coalition's own campaigns, efforts and claims begin with.
OUR = "our-"

#: The longest title: one line of a page.
LONGEST_TITLE = 120
_LONGEST_ID = 48


def new_campaign(
    workspace: Workspace,
    title: str,
    *,
    goals: Sequence[str],
    bills: Sequence[str],
    by: str | None,
    say: Say,
) -> tuple[str, JournalEntry]:
    """A campaign named after its title that follows ``bills`` (keys); the first of them leads.

    ``goals`` are ids or titles. Returns its id. Raises UsageError where the title is none or is
    taken, UnknownKey with the nearest goals.
    """
    content = load_sound(workspace.root, {}).content
    title = _title(content, title)
    found = list(dict.fromkeys(find_goal(content, goal) for goal in goals))
    keys = list(dict.fromkeys(bills))
    id = own_id(title, _taken(workspace, content))
    why = f"Added on {sessions.day_words(sessions.today().isoformat())}."
    edits = [Edit(record_files.FILE, {"title": title, "goals": found or None})]
    edits += [Edit(record("bill", key=key), {"aim": Aim.WATCH.value, "why": why}) for key in keys]
    told = [part for goal in found for part in ("--goal", goal)]
    told += [part for key in keys for part in ("--bill", key)]
    done = workspace_edits.apply(
        workspace, f"campaigns/{id}.toml", edits,
        command=shlex.join(["campaign", "new", title, *told]), by=by, say=say,
    )  # fmt: skip
    return id, done


def find_goal(content: Content, text: str) -> str:
    """The id of a goal by its id or its title; raises UnknownKey with those it may mean."""
    wanted = " ".join(text.split()).casefold()
    for goal in content.goals:
        if wanted in (goal.id.casefold(), goal.title.casefold()):
            return goal.id
    words = set(re.findall(r"\w{4,}", wanted))
    ids = [goal.id for goal in content.goals]
    near = nearest(wanted, ids) or [
        goal.id
        for goal in content.goals
        if words & set(re.findall(r"\w+", f"{goal.id} {goal.title}".casefold()))
    ]
    shown = [f"{goal.id} ({goal.title})" for goal in content.goals if goal.id in (near or ids)]
    raise UnknownKey("goal", text, shown)


def own_id(words: str, taken: Container[str]) -> str:
    """``our-`` and the words of a title, as a name for files and addresses that is not taken."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    name = OUR + ("-".join(parts) or "own")
    if len(name) > _LONGEST_ID:
        name = name[: _LONGEST_ID + 1].rpartition("-")[0] if "-" in name[4:] else name[:_LONGEST_ID]
    number = 2
    found = name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found


def free_id(workspace: Workspace, words: str) -> str:
    """A name of one's own for an effort or a claim, that nothing has."""
    return own_id(words, _taken(workspace, load_sound(workspace.root, {}).content))


def _title(content: Content, title: str) -> str:
    try:
        title = read_text(title)
    except ValueError:
        raise UsageError("Give the campaign a title.") from None
    if len(title) > LONGEST_TITLE:
        raise UsageError(f"The title has {len(title)} letters; {LONGEST_TITLE} are the most.")
    if not title.isprintable():
        raise UsageError("The title has signs that cannot be printed.")
    same = (c for c in content.campaigns if c.title.casefold() == title.casefold())
    if other := next(same, None):
        raise UsageError(f"There is a campaign with this title already: {other.id}.")
    return title


def _taken(workspace: Workspace, content: Content) -> set[str]:
    """Every name of a campaign, an effort or a claim, and of a file that cannot be read."""
    files = own_files(workspace.root)
    names = {name.removeprefix("campaigns/").removesuffix(".toml") for name in files}
    for campaign in content.campaigns:
        names |= {campaign.id, *(f.id for f in campaign.families), *(c.id for c in campaign.claims)}
    return names
