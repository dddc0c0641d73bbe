"""Who you are on paper: name, contact, address, site."""

from dataclasses import dataclass

from billtrail.datasette_plugins.desk import Asked, Place, Saved, Task, WrongFields
from billtrail.decisions import organisation
from billtrail.legislatures.calendar import office_zone
from billtrail.snapshot import Snapshot
from billtrail.workspace import JournalEntry, Say, Workspace

from ..preview import Preview, build_preview, surfaces_of_contact

#: Field -> its label and a hint.
FIELDS = (
    ("name", "Your organization", "As it signs."),
    ("contact_name", "Who answers questions about a page", ""),
    ("contact_title", "Their title", "It stands under their name on letters."),
    ("about", "Your organization in a sentence", "For letters: We are ..."),
    ("email", "E-mail", "Pages name you once there is an e-mail address or a telephone number."),
    ("phone", "Telephone", ""),
    ("address", "Postal address", "One line."),
    ("site", "Web site", ""),
    ("public_contact", "What published files may name to reach you",
     "An e-mail address, a telephone number or a web address. Everybody can read it."),
)  # fmt: skip

#: Time zones that are offered; one that the file has beside them stays.
ZONES = (
    ("America/New_York", "Eastern time (New York)"),
    ("America/Chicago", "Central time (Chicago)"),
    ("America/Denver", "Mountain time (Denver)"),
    ("America/Phoenix", "Arizona (Phoenix)"),
    ("America/Los_Angeles", "Pacific time (Los Angeles)"),
    ("America/Anchorage", "Alaska (Anchorage)"),
    ("Pacific/Honolulu", "Hawaii (Honolulu)"),
    ("America/Puerto_Rico", "Puerto Rico"),
)


@dataclass(frozen=True, slots=True)
class ContactPage:
    """The fields with what the file has of each; ``zone`` is the one in force."""

    fields: tuple[tuple[str, str, str, str], ...]
    zone: str
    zones: tuple[tuple[str, str], ...]
    preview: Preview | None = None


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> ContactPage:
    now = organisation.contact(workspace)
    fields = tuple((name, label, now[name], hint) for name, label, hint in FIELDS)
    preview = _preview(snapshot, workspace, asked) if asked.get("do") == "look" else None
    zone = office_zone()
    other = () if zone in dict(ZONES) else ((zone, zone),)
    return ContactPage(fields, zone, (*ZONES, *other), preview)


def _preview(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Preview:
    lines: list[str] = []
    first = (snapshot.campaign(id) for id, _ in snapshot.campaign_titles()[:1])
    surfaces = [one for campaign in first for one in surfaces_of_contact(campaign)]
    return build_preview(
        workspace, snapshot, lambda: _write(workspace, asked, "you", lines.append), surfaces
    )


def _write(workspace: Workspace, asked: Asked, by: str, say: Say) -> JournalEntry:
    if wrong := _faults(workspace, asked):
        raise WrongFields(wrong)
    return organisation.save_contact(workspace, _values(asked), by=by, say=say)


def _values(asked: Asked) -> dict[str, str]:
    return {name: asked.get(name) for name in organisation.CONTACT if asked.has(name)}


def _faults(workspace: Workspace, asked: Asked) -> dict[str, str]:
    return organisation.contact_faults({**organisation.contact(workspace), **_values(asked)})


def _save(workspace: Workspace, asked: Asked, by: str) -> Saved:
    lines: list[str] = []
    done = _write(workspace, asked, by, lines.append)
    return Saved("Your contact is changed: new pages carry it.", done, lines=tuple(lines))


def _edits(workspace: Workspace, asked: Asked) -> tuple[Place, ...]:
    return organisation.places()


TASK = Task(
    name="contact",
    title="Your contact",
    says="Say who signs a page and who answers questions about it.",
    template="desk_contact.html",
    read=_read,
    actions={"save": _save},
    edits=_edits,
    faults=_faults,
    place=80,
)
