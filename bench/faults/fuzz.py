"""``make fuzz``: right inputs with some bytes changed, given to everything that reads files.

Only our own errors may come out, and soon. Each input has its own seed, which is printed where
anything else came out: ``--only NAME --seed N --inputs 1`` gives it again. What a parser raises
that is not its own is counted too (``at the door``): the import tells it in a line like any other.
"""

import argparse
import io
import random
import sys
import tarfile
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

import zstandard
from openpyxl import Workbook

from bench import REAL, TESTS
from billtrail.bills.models import Document
from billtrail.briefs.verify import read_file
from billtrail.campaigns.content import load
from billtrail.counts.reading import Choices, read_counts, write_template
from billtrail.errors import BilltrailError, ParseError
from billtrail.importing import archive
from billtrail.importing.prepared import Task, prepare_document
from billtrail.legislatures import keys
from billtrail.legislatures.calendar import calendars, sessions
from billtrail.legislatures.spelling import identifiers
from billtrail.scrapers.ca_pubinfo.texts import long_text
from billtrail.scrapers.registry import load_sources

from .mutations import mutated

NOW = "2026-11-26T20:00:00Z"
#: Inputs of parsers of bytes, and of whole files that outside libraries read.
MANY, FEW = 100_000, 5_000
#: An input that takes longer is a finding.
SECONDS = 10.0

Seeds = Sequence[bytes]


@dataclass(frozen=True)
class Target:
    """``read`` takes changed bytes and a folder to write in."""

    name: str
    seeds: Callable[[], Seeds]
    read: Callable[[bytes, Path], Any]
    inputs: int = MANY


@dataclass
class Found:
    """What came out: ``faults`` are not ours, ``door`` those that the import tells of."""

    inputs: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)
    door: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0


def attack(target: Target, inputs: int, seed: int, folder: Path) -> Found:
    """Give the target so many inputs."""
    found, seeds = Found(), target.seeds()
    for number in range(seed, seed + inputs):
        chance = random.Random(number)
        data = mutated(chance.choice(seeds), chance)
        begun = time.perf_counter()
        try:
            told = target.read(data, folder)
            found.door.update([told] if isinstance(told, str) else ())
        except BilltrailError:
            found.refused += 1
        except Exception as error:
            found.faults.append(f"seed {number}: {type(error).__name__}: {error}")
        taken = time.perf_counter() - begun
        found.inputs, found.slowest = found.inputs + 1, max(found.slowest, taken)
        if taken > SECONDS:
            found.faults.append(f"seed {number}: {taken:.1f} seconds")
    return found


# -- parsers of sources ----------------------------------------------------------------------------


def _parse(name: str, kind: str, file: str, data: bytes, folder: Path) -> str | None:
    """The parser itself, then all that an import does before it writes."""
    return _prepare(Document(name, kind, file, {file: data}, NOW, None, "0" * 64))


def _prepare(document: Document, reference: Any = None) -> str | None:
    source, door = load_sources()[document.source], None
    try:
        for _ in source.parse(document, reference):
            pass
    except ParseError:
        pass
    except Exception as error:
        door = type(error).__name__
    task = Task(sessions.today(), NOW)
    problem = prepare_document(source, document, reference, task).problem
    if problem and door is None and "not what was promised" in problem:
        return "rows"
    return door


def _files(pattern: str, folder: str) -> Seeds:
    return [path.read_bytes() for path in sorted((TESTS / "sources" / folder).rglob(pattern))]


def _of_parts(document: Callable[[], Document], data: bytes, folder: Path) -> str | None:
    """A document of several parts, one of which is changed: the bytes begin with its number."""
    right = document()
    names = sorted(right.parts)
    name = names[data[0] % len(names)] if data else names[0]
    parts = {**right.parts, name: data[1:]}
    return _prepare(Document(right.source, right.kind, right.url, parts, NOW, right.data_as_of,
                             "0" * 64))  # fmt: skip


def _parts_of(document: Callable[[], Document]) -> Seeds:
    parts = sorted(document().parts.items())
    return [bytes([number]) + data for number, (_, data) in enumerate(parts)]


@cache
def _roster() -> Document:
    from test_us_legislators import document

    return document()


@cache
def _bill_pages() -> Document:
    from leginfo import AB262, visit

    return visit(AB262)


@cache
def _agendas() -> Document:
    from agendas import visit
    from test_ca_calendar import AT, UPPER

    return visit("upper", UPPER, AT)


def _tables() -> Seeds:
    from pubinfo import FILES

    return [name.encode() + b"\0" + data for name, data in sorted(FILES.items())]


def _stage(data: bytes, folder: Path) -> str | None:
    from pubinfo import FILES

    from billtrail.scrapers.ca_pubinfo.staging import stage

    named, _, body = data.partition(b"\0")
    name = named.decode("latin-1")
    files = {**FILES, **({name: body} if name in FILES else {})}
    for left in folder.glob("pubinfo.db*"):
        left.unlink()
    staged = stage([(n, io.BytesIO(d)) for n, d in files.items()], folder, Path("pubinfo_2021.zip"))
    doors = [_prepare(d, staged.reference()) for d in staged.documents(NOW)]
    return next(filter(None, doors), None)


# -- archives, names, texts ------------------------------------------------------------------------


def _archives() -> Seeds:
    from replay import built_status

    files = [built_status(f"us-119-hr{number}") for number in (7001, 7002)]
    zipped, plain = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, body in files:
            pack.writestr(name, body)
    with tarfile.open(fileobj=plain, mode="w") as tar:
        for name, body in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(body)
            tar.addfile(entry, io.BytesIO(body))
    import bz2
    import gzip
    import lzma

    whole = plain.getvalue()
    packed = [pack(whole) for pack in (gzip.compress, bz2.compress, lzma.compress)]
    return [zipped.getvalue(), whole, *packed, zstandard.compress(whole)]


def _read_archive(data: bytes, folder: Path) -> None:
    for ending in (".zip",) if data.startswith(b"PK") else (".tar.gz",):
        path = folder / f"a{ending}"
        path.write_bytes(data)
        with archive.listing(path) as listed:
            for member in listed:
                if isinstance(member, archive.ArchiveMember):
                    member.read()


_NAMES = (
    "H.R. 1379 (119th)", "AB 262 (2021-22)", "us-119-hr1379", "ca-20212022-ab262",
    "S. 2255 (119th Congress)", "ACR 5 (2025-26)", "H.J.Res. 46 (116th Congress)",
)  # fmt: skip


def _identify(data: bytes, folder: Path) -> None:
    text = data.decode("utf-8", "replace")
    key = identifiers.parse_identifier(text)
    keys.display(key), keys.official_url(key)


def _texts() -> Seeds:
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("word/document.xml", "<w:document><w:p><w:t>SUMMARY</w:t></w:p></w:document>")
    old = REAL / "california" / "pubinfo" / "analyses_by_era" / "2009_doc.lob"
    whole = [old.read_bytes()] if old.is_file() else [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 80]
    page = b"<html><style>x</style><pre>SB 1\n <b>SUBJECT</b></pre><p>One &amp; two</p></html>"
    return [word.getvalue(), page, b"BILL ANALYSIS\r\n\r\nSB 1 Pe\xf1a", *whole]


# -- files of people -------------------------------------------------------------------------------


def _book() -> Seeds:
    with tempfile.TemporaryDirectory() as folder:
        path, wide = Path(folder) / "counts.xlsx", Path(folder) / "wide.xlsx"
        write_template(path)
        _write_wide(wide)
        return [path.read_bytes(), wide.read_bytes()]


def _write_wide(path: Path) -> None:
    """Programs beside quarters, under merged years."""
    book = Workbook()
    for row in (("Program", "Age", "2024", None, "2025"), (None, None, "Q3", "Q4", "Q1"),
                ("Legal", "adult", 40, 41, 42), (None, "Total", 52, 53, 54)):  # fmt: skip
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("C1:D1")
    book.save(path)


def _counts(ending: str, data: bytes, folder: Path) -> None:
    path = folder / f"counts{ending}"
    path.write_bytes(data)
    read_counts(path, Choices(program="P", measure="M", period="2025"))


def _sample() -> Seeds:
    head = "program,measure,part_of,period_start,period_end,age,count"
    counts = (("all", 150), ("adult", 90), ("young", 56), ("minor", 4))
    rows = (f"By hand,Clients served,,2025-01-01,2025-12-31,{age},{n}" for age, n in counts)
    wide = ("Program;Age;Q1 2025;Feb-25;Total", "Legal;adult;40;41;81", "Legal;all;52;53;105")
    return ["\n".join((head, *rows)).encode(), "\n".join(wide).encode()]


@cache
def _issued() -> Seeds:
    """A brief in each form that a person may give back."""
    from click.testing import CliRunner

    from billtrail.cli import main as command

    with tempfile.TemporaryDirectory() as folder:
        for form in ("pdf", "html", "docx", "json"):
            brief = ["--workspace", f"{folder}/w", "brief", "tsra", "-o", f"{folder}/brief.{form}"]
            CliRunner().invoke(command, brief, catch_exceptions=False)
        return [path.read_bytes() for path in sorted(Path(folder).glob("brief.*"))]


def _verify(data: bytes, folder: Path) -> None:
    path = folder / "brief"
    path.write_bytes(data)
    read_file(path)


def _campaigns() -> Seeds:
    return [(resources.files("billtrail.data") / "campaigns" / "tsra.toml").read_bytes()]


def _load(data: bytes, folder: Path) -> None:
    text = data.decode("utf-8", "surrogateescape")
    load.load_content(folder, {"campaigns/tsra.toml": text})


def _read_calendar(data: bytes, folder: Path) -> None:
    calendars.read_calendar("ca.toml", data)


def _calendar() -> Seeds:
    return [(resources.files("billtrail.data") / "calendars" / "ca.toml").read_bytes()]


def _one(name: str, kind: str, file: str, pattern: str) -> Target:
    return Target(name, partial(_files, pattern, name), partial(_parse, name, kind, file))


def targets() -> list[Target]:
    return [
        _one("us_govinfo", "billstatus", "BILLSTATUS-119hr1.xml", "*.xml"),
        _one("us_congress_api", "bill", "CONGRESS-bill-us-119-hr1379.json", "CONGRESS-bill*.json"),
        _one("us_house_floor", "floor", "20261130.xml", "2*.xml"),
        Target("us_legislators", partial(_parts_of, _roster), partial(_of_parts, _roster)),
        Target("ca_leginfo", partial(_parts_of, _bill_pages), partial(_of_parts, _bill_pages)),
        Target("ca_calendar", partial(_parts_of, _agendas), partial(_of_parts, _agendas)),
        _one("ca_people", "person", "a.yml", "*.yml"),
        Target("ca_pubinfo", _tables, _stage),
        Target("archives", _archives, _read_archive),
        Target("identifiers", lambda: [name.encode() for name in _NAMES], _identify),
        Target("analyses", _texts, lambda data, folder: long_text(data)),
        Target("workbooks", _book, partial(_counts, ".xlsx"), FEW),
        Target("counts", _sample, partial(_counts, ".csv"), FEW),
        Target("briefs", _issued, _verify, FEW),
        Target("campaigns", _campaigns, _load, FEW),
        Target("calendars", _calendar, _read_calendar, FEW),
    ]


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, help="of each target, in place of its own number")
    parser.add_argument("--seed", type=int, default=1, help="of the first input")
    parser.add_argument("--only", help="a target's name")
    chosen = parser.parse_args(arguments)
    sys.path.append(str(TESTS))
    bad = 0
    for target in targets():
        if chosen.only in (None, target.name):
            bad += _report(target, chosen.inputs or target.inputs, chosen.seed)
    sys.exit(bool(bad))


def _report(target: Target, inputs: int, seed: int) -> int:
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found = attack(target, inputs, seed, Path(folder))
    print(
        f"{target.name:<16} {inputs:>7,} inputs from seed {seed}, {found.refused:,} refused, "
        f"{len(found.faults)} findings, at the door {dict(found.door) or 'nothing'}, slowest "
        f"{found.slowest:.2f} s, {time.perf_counter() - begun:.0f} s",
        flush=True,
    )
    for line in _lines(found):
        print(f"  {line[:300]}", flush=True)
    return len(found.faults)


def _lines(found: Found) -> Iterator[str]:
    """One finding of each kind, with how many like it there were."""
    kinds = Counter(line.partition(": ")[2][:60] for line in found.faults)
    for kind, count in kinds.most_common(8):
        first = next(line for line in found.faults if line.partition(": ")[2].startswith(kind))
        yield f"{count} x {first}"
