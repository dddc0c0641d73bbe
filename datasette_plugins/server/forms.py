"""What a form sends, as ``Asked``: addresses, plain forms and forms with files, within limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import parse_qsl

from datasette.utils.asgi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import Field, File, create_form_parser

from billtrail.errors import UsageError


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent; its ``name`` is the sender's word, without folders."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for, or what a form sends: text without blanks around it, lines ended
    by a line feed, and files."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def get(self, name: str, default: str = "") -> str:
        """The first value; ``default`` where there is none."""
        return self.values.get(name, (default,))[0]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value, of check boxes and the like."""
        return self.values.get(name, ())

    def has(self, name: str) -> bool:
        """Whether it was sent at all, empty or not."""
        return name in self.values


#: No form of ours has more fields, and no field more letters.
_FIELDS, _LETTERS = 2000, 50_000
#: What is sent here may be about people: no copy of it lies in the machine's folder for scraps.
_IN_MEMORY = {"MAX_MEMORY_FILE_SIZE": 2**40}
_PLAIN, _WITH_FILES = "application/x-www-form-urlencoded", "multipart/form-data"


def asked_by_address(request: Request) -> Asked:
    """Raises UsageError where there is too much of it."""
    return _asked(_pairs(request.query_string), {})


async def asked_by_form(request: Request) -> Asked:
    """Raises UsageError where the body is not what it says, or too much."""
    body = await request.post_body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _PLAIN:
        return _asked(_pairs(body.decode("latin-1")), {})
    if kind == _WITH_FILES:
        return _asked(*_parts(request.headers["content-type"], body))
    raise UsageError("That is not what a form of this page sends.")


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError:
        raise UsageError("That is not text as a form sends it, or too many fields.") from None


def _parts(content_type: str, body: bytes) -> tuple[list[tuple[str, str]], dict[str, Upload]]:
    pairs: list[tuple[str, str]] = []
    files: dict[str, Upload] = {}

    def on_field(found: Field) -> None:
        pairs.append((_name(found.field_name), (found.value or b"").decode("utf-8")))

    def on_file(found: File) -> None:
        found.file_object.seek(0)
        if found.file_name:  # a file field that was left empty has none
            name = found.file_name.decode("utf-8", "replace")
            files[_name(found.field_name)] = Upload(_base(name), found.file_object.read())

    try:
        headers = {"Content-Type": content_type.encode("latin-1")}
        parser = create_form_parser(headers, on_field, on_file, config=_IN_MEMORY)
        parser.write(body)
        parser.finalize()
    except (FormParserError, UnicodeError, ValueError):
        raise UsageError("The file did not arrive whole. Send it again.") from None
    return pairs, files


def _name(name: bytes | None) -> str:
    return (name or b"").decode("utf-8")


def _base(name: str) -> str:
    """Some browsers send the whole path."""
    return PureWindowsPath(PurePosixPath(name).name).name


def _asked(pairs: list[tuple[str, str]], files: dict[str, Upload]) -> Asked:
    if len(pairs) > _FIELDS:
        raise UsageError("That is more fields than any form of this page has.")
    values: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if len(value) > _LETTERS:
            raise UsageError(f"That is too long: at most {_LETTERS:,} letters in one field.")
        values[name] = (*values.get(name, ()), _plain(value))
    name, _, which = values.get("do", ("",))[0].partition(" ")
    if which:
        values |= {"do": (name,), "which": (which,)}
    return Asked(values, files)


def _plain(value: str) -> str:
    """Lines as everywhere, and no signs that neither a file of yours nor a page may hold."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c.isprintable() or c in "\n\t\N{NO-BREAK SPACE}").strip()
