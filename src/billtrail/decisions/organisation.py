"""Who you are: the contact that pages carry and who takes care of each campaign, in
``organisation.toml``, through the journal."""

import re
import shlex
from collections.abc import Mapping
from typing import Any

from billtrail.campaigns import ORGANISATION, parse_organisation
from billtrail.campaigns.content import load_sound
from billtrail.errors import CheckFailed, UnknownKey, UsageError
from billtrail.legislatures import nearest
from billtrail.legislatures.calendar import is_zone
from billtrail.records import RecordStep, record_files
from billtrail.workspace import Edit, JournalEntry, Say, Workspace, edits, journal

#: What staff say of the organisation -> what a value looks like and what to write instead.
FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "email": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+"),
              "Write an address such as policy@example.org."),
    "phone": (re.compile(r"\+?(?:[\s().-]*\d){7,15}(?:\s*(?:ext\.?|x)\s*\d{1,6})?"),
              "Write a number such as 213-555-0100."),
    "site": (re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?"),
             "Write an address such as www.example.org."),
    "published_at": (re.compile(r"https?://[\w.:/-]*[\w-]"),
                     "Write an address such as https://example.org."),
}  # fmt: skip
#: The fields of a contact; each is a line.
CONTACT = (
    "name", "contact_name", "contact_title", "about", "email", "phone", "address", "site",
    "public_contact", "timezone",
)  # fmt: skip
_OWNERS = (RecordStep("owners", {}),)
_LONGEST = 200


def contact_faults(values: Mapping[str, str]) -> dict[str, str]:
    """Field -> what is wrong with it; nothing where a page can be signed with these values."""
    found = {
        name: says for name, (form, says) in FORMS.items()
        if values.get(name) and not form.fullmatch(values[name])
    }  # fmt: skip
    found |= {
        name: f"One line, at most {_LONGEST} letters." for name, value in values.items()
        if len(value) > _LONGEST or not value.isprintable()
    }  # fmt: skip
    if values.get("timezone") and not is_zone(values["timezone"]):
        found["timezone"] = "Write a time zone such as America/New_York."
    if not values.get("name"):
        found["name"] = "Say what your organization is called."
    if not (values.get("email") or values.get("phone")):
        found.setdefault("email", "Give an e-mail address or a telephone number.")
    return found


def save_contact(
    workspace: Workspace, values: Mapping[str, str], *, by: str | None, say: Say
) -> JournalEntry:
    """Write down how to reach the organisation; what ``values`` do not name stays, ``""`` takes it
    out. Raises UsageError with every fault, or where nothing would change."""
    before = contact(workspace)
    if faults := contact_faults({**before, **values}):
        raise UsageError(" ".join(f"{name}: {says}" for name, says in faults.items()))
    fields = {name: value or None for name, value in values.items()}
    return _apply(workspace, Edit(record_files.FILE, fields), ["setup"], by, say)


def save_owners(
    workspace: Workspace, owners: Mapping[str, str], *, by: str | None, say: Say
) -> JournalEntry:
    """Write down who takes care of campaigns (id -> name, ``""`` for nobody); others stay. Raises
    UsageError where nothing would change."""
    names = [one.id for one in load_sound(workspace.root, {}).content.campaigns]
    for campaign, name in owners.items():
        if campaign not in names:
            raise UnknownKey("campaign", campaign, nearest(campaign, names))
        if len(name) > _LONGEST or not name.isprintable():
            raise UsageError(f"A name is one line, at most {_LONGEST} letters.")
    told = [f"{campaign}={name}" for campaign, name in owners.items()]
    edit = Edit(_OWNERS, {campaign: name or None for campaign, name in owners.items()})
    return _apply(workspace, edit, ["owners", *told], by, say)


def contact(workspace: Workspace) -> dict[str, str]:
    """The fields of a contact as the file has them, ``""`` for those it has not."""
    found, _ = parse_organisation(ORGANISATION, journal.read_text(workspace.root / ORGANISATION))
    return {name: getattr(found, name) for name in CONTACT}


def former_contact(workspace: Workspace) -> dict[str, str]:
    """What pages were signed with and are not any more -> what stands in its place."""
    now = contact(workspace)
    former: dict[str, str] = {}
    for change in journal.read_changes(workspace):
        for one in (each for part in change.parts if part.file == ORGANISATION
                    for each in part.records if not each.path):  # fmt: skip
            for told in (one.before or {}, one.after or {}):
                former |= {str(told[name]): now[name] for name in CONTACT if told.get(name)}
    return {old: new for old, new in former.items() if old not in now.values()}


def owners(workspace: Workspace) -> Mapping[str, str]:
    """Campaign -> who takes care of it."""
    return parse_organisation(ORGANISATION, journal.read_text(workspace.root / ORGANISATION))[1]


def places(*, of_owners: bool = False) -> tuple[tuple[str, record_files.Path], ...]:
    """The record that a contact, or the owners, are."""
    return ((ORGANISATION, _OWNERS if of_owners else record_files.FILE),)


def _apply(
    workspace: Workspace, edit: Edit, command: list[str], by: str | None, say: Say
) -> JournalEntry:
    return edits.apply(
        workspace, ORGANISATION, [edit], command=shlex.join(command), by=by, check=_check, say=say
    )


def _check(text: str) -> Any:
    """Raises CheckFailed where the file would be faulty."""
    try:
        return parse_organisation(ORGANISATION, text)
    except UsageError as error:
        raise CheckFailed(str(error)) from None
