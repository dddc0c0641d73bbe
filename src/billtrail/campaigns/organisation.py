"""Who prints the briefs: ``organisation.toml`` of the workspace.

A brief names an organisation, and says that somebody asks, only once there is both a name and a
way to reach a person.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from billtrail.errors import UsageError
from billtrail.files import read_file, read_toml
from billtrail.legislatures.calendar import is_zone
from billtrail.records import Fault, FaultPlace, Read, one_of, tell, written_names

#: The blocks of a brief that an organisation may put in its own order.
BLOCKS = ("problem", "does", "bill", "latest", "others", "programs", "behind", "relief", "voice")


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not text in quotes")
    return value.strip()


def _like(form: str, example: str) -> Read:
    """Text of a form, or none at all."""

    def convert(value: Any) -> str:
        words = _words(value)
        if words and not re.fullmatch(form, words):
            raise ValueError(f"{value!r} is not {example}")
        return words

    return Read(convert)


def _blocks(value: Any) -> tuple[str, ...]:
    """The order of a brief's blocks, or one of them by itself."""
    return tuple(map(one_of(*BLOCKS).convert, value if isinstance(value, list) else [value]))


def _names(value: Any) -> tuple[str, ...]:
    """Names of sources, or one of them by itself."""
    found = value if isinstance(value, list) else [value]
    if wrong := [one for one in found if not isinstance(one, str) or not one.isidentifier()]:
        raise ValueError(f"{wrong[0]!r} is not the name of a source such as legiscan")
    return tuple(found)


def _zone(value: Any) -> str:
    words = _words(value)
    if words and not is_zone(words):
        raise ValueError(f"{value!r} is not a time zone such as America/New_York")
    return words


Words = Annotated[str, Read(_words)]
Colour = Annotated[str, _like("#[0-9a-fA-F]{6}", "a colour such as #1f5a61")]
Address = Annotated[
    str, _like(r"https?://[\w.:/-]*[\w-]", "an address such as https://example.org")
]

Zone = Annotated[str, Read(_zone)]


@dataclass(frozen=True, slots=True)
class Organisation:
    """``accent`` is ``#rrggbb``; ``funding_line`` is printed as written, and never invented;
    ``published_at`` is the address of the published Billtrail site, for the code on a brief;
    ``about`` is a sentence that says who you are and ``contact_title`` the contact's title, both
    for letters; ``public_contact`` is an e-mail address, a telephone number or a web address that
    a published file may carry; ``blocks`` orders the parts of a brief; ``timezone`` is the one in
    which days and times are told, ``America/New_York``, that of Los Angeles where none is named;
    ``licensed_to_publish`` are sources whose terms keep what they say at home, and of which you
    have a licence to publish it."""

    name: Words = ""
    contact_name: Words = ""
    contact_title: Words = ""
    about: Words = ""
    email: Words = ""
    phone: Words = ""
    address: Words = ""
    site: Words = ""
    accent: Colour = ""
    funding_line: Words = ""
    published_at: Address = ""
    public_contact: Words = ""
    blocks: Annotated[tuple[str, ...], Read(_blocks)] = ()
    timezone: Zone = ""
    licensed_to_publish: Annotated[tuple[str, ...], Read(_names)] = ()

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

    A key of others is passed over, unless it reads like one of these. Raises
    ``UsageError`` with every fault of the file where one is of the organisation.
    """
    if not path.is_file():
        return None
    organisation, _, faults = _read(path)
    if organisation is None:
        raise UsageError(faults)
    return organisation


def load_owners(path: Path) -> Mapping[str, str]:
    """Who takes care of which campaign: ``[owners]`` of the file, ``tsra = "A Name"``.

    Raises ``UsageError`` with every fault of the file where one is of the owners.
    """
    if not path.is_file():
        return {}
    _, owners, faults = _read(path)
    if owners is None:
        raise UsageError(faults)
    return owners


def _read(path: Path) -> tuple[Organisation | None, Mapping[str, str] | None, str]:
    """Both parts of the file, ``None`` for one with faults, and the faults in words."""

    return _parse(str(path), *read_file(path))


def parse_organisation(name: str, text: str) -> tuple[Organisation, Mapping[str, str]]:
    """The organisation and the owners of a file's text. Raises ``UsageError`` with every fault."""
    try:
        organisation, owners, faults = _parse(name, text, read_toml(text))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name} is not readable TOML: {error}.") from error
    if organisation is None or owners is None:
        raise UsageError(faults)
    return organisation, owners


def _parse(
    name: str, text: str, raw: Mapping[str, Any]
) -> tuple[Organisation | None, Mapping[str, str] | None, str]:
    from billtrail.records import structure

    here, own = FaultPlace(name), written_names(Organisation)
    known = (*own, "owners", "counts", "rolls")
    faults = [here.unknown(name, known) for name in raw
              if name not in known and difflib.get_close_matches(name, known, n=1)]  # fmt: skip
    said = {name: value for name, value in raw.items() if name in own}
    organisation = structure(said, Organisation, here, faults)
    owners, wrong = raw.get("owners", {}), [*_owner_faults(raw.get("owners", {}), here)]
    told = "\n".join(tell(faults + wrong, {here.file: text}))
    return None if faults else organisation, None if wrong else owners, told


def _owner_faults(owners: Any, here: FaultPlace) -> Iterator[Fault]:
    example = '[owners] holds lines such as tsra = "A Name"'
    if not isinstance(owners, dict):
        yield here.fault(example, "owners")
        return
    for name, owner in owners.items():
        if not isinstance(owner, str):
            yield here.table("owners").fault(f"{owner!r} is no name: {example}", name)
