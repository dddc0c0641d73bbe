"""Who prints the briefs: ``organisation.toml`` of the workspace.

A brief names an organisation, and says that somebody asks, only once there is both a name and a
way to reach a person.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from billtrail.errors import UsageError
from billtrail.output_files import replace_file
from billtrail.toml_text import read_toml

#: The blocks of a brief that an organisation may put in its own order.
BLOCKS = ("problem", "does", "bill", "latest", "programs", "behind", "voice")

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_ADDRESS = re.compile(r"(?:https?://[\w.:/-]*[\w-])?")


@dataclass(frozen=True, slots=True)
class Organisation:
    """``accent`` is ``#rrggbb``; ``funding_line`` is printed as written, and never invented;
    ``published_at`` is the address of the published Billtrail site, for the code on a brief;
    ``public_contact`` is an e-mail address, a telephone number or a web address that a published
    file may carry; ``blocks`` orders the parts of a brief."""

    name: str = ""
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    site: str = ""
    accent: str = ""
    funding_line: str = ""
    published_at: str = ""
    public_contact: str = ""
    blocks: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether a brief may speak in its name: a name, and an e-mail or a telephone."""
        return bool(self.name and (self.email or self.phone))


def public_face(organisation: Organisation | None) -> Organisation | None:
    """What a published file says of who made it: the name, the public contact and the site. It
    can be written to where there is a contact, so briefs made from the file speak in its name."""
    if organisation is None or not organisation.name:
        return None
    contact = organisation.public_contact
    return Organisation(
        name=organisation.name,
        email=contact if "@" in contact else "",
        phone="" if "@" in contact else contact,
        site=organisation.site,
        public_contact=contact,
    )


def load_organisation(path: Path) -> Organisation | None:
    """The organisation of a TOML file, or ``None`` where there is no file.

    Unknown keys (a time zone, thresholds) belong to others and are passed over. Raises
    ``UsageError`` naming the file and the key where a value is not text or no colour.
    """
    if not path.is_file():
        return None
    values = _values(path)
    names = [field.name for field in fields(Organisation)]
    known = {name: values[name] for name in names if name in values}
    blocks = _read_blocks(known.pop("blocks", []), path)
    for name, value in known.items():
        if not isinstance(value, str):
            raise UsageError(f"{path}: {name} must be text in quotes.")
    texts = {name: value.strip() for name, value in known.items()}
    organisation = Organisation(**texts, blocks=blocks)
    if organisation.accent and not _COLOUR.fullmatch(organisation.accent):
        raise UsageError(f"{path}: accent must be a colour such as #1f5a61.")
    if not _ADDRESS.fullmatch(organisation.published_at):
        raise UsageError(f"{path}: published_at must be an address such as https://example.org.")
    return organisation


def _read_blocks(value: object, path: Path) -> tuple[str, ...]:
    """The order of a brief's blocks; a name that is none of them is said."""
    names = value if isinstance(value, list) else [value]
    wrong = [name for name in names if name not in BLOCKS]
    if wrong:
        raise UsageError(f"{path}: blocks: {wrong[0]!r} is none of {', '.join(BLOCKS)}.")
    return tuple(names)


def load_owners(path: Path) -> Mapping[str, str]:
    """Who takes care of which campaign: ``[owners]`` of the file, ``tsra = "A Name"``.

    Raises ``UsageError`` naming the file where a value is not text.
    """
    owners = _values(path).get("owners", {}) if path.is_file() else {}
    if not isinstance(owners, dict) or not all(isinstance(v, str) for v in owners.values()):
        raise UsageError(f'{path}: [owners] holds lines such as tsra = "A Name".')
    return owners


def _values(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not readable TOML: {error}.") from error


def save_organisation(organisation: Organisation, path: Path) -> None:
    """Writes the organisation's keys and keeps every other line of the file."""
    ours = asdict(organisation)
    kept = [line for line in _lines(path) if line.split("=")[0].strip() not in ours]
    # JSON's strings are valid TOML basic strings. Ours come first: top-level keys stand before
    # any table that the file may hold.
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in ours.items()]
    replace_file(path, ("\n".join([*lines, *kept]) + "\n").encode())


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
