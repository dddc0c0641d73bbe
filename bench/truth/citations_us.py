"""The citation reader on texts of Congress against 170 places that were read by eye.

``citations_us.csv`` has the answers, as facts: every place of the 29 bills whose texts are at hand,
and 60 places drawn, with ``SEED``, of 78 in the 74 official titles of the 119th Congress that name
a section. ``place`` counts the words "section" with a number, and "U.S.C." with one, from 0;
``section`` is empty where the place cites nothing that has a key, or, in a title, changes nothing.
The files' own line on copyright ("Title 17 Section 105") is no text of a bill and left out.
"""

import csv
import gzip
import re
from pathlib import Path

from lxml import etree

from bench import REAL
from billtrail.law import read_title
from billtrail.law.citations import read_text

from .citations import Answer, score

SEED = 20261130
ANSWERS = Path(__file__).with_name("citations_us.csv")
TEXTS = REAL / "federal/text"
INDEX = REAL / "federal/derived-119/bills-119-index.csv.gz"
#: A number that no law has.
_ELSEWHERE = "987654"
_NUMBER = r"\d+[A-Za-z]*(?:[-\u2013]\d+[A-Za-z]*)*"
_PLACE = re.compile(rf"\b[Ss]ections?\s+({_NUMBER})|\b\d+\s+U\.\s?S\.\s?C\.\s+(?:§+ ?)?({_NUMBER})")


def read_answers() -> list[Answer]:
    with ANSWERS.open(encoding="utf-8", newline="") as file:
        return [Answer(r["corpus"], r["document"], int(r["place"]), r["section"], r["what"])
                for r in csv.DictReader(file)]  # fmt: skip


def read_corpora() -> dict[tuple[str, str], str]:
    """(corpus, document) -> text."""
    prints = {("us-prints", path.name): _print(path) for path in TEXTS.rglob("*.*")}
    with gzip.open(INDEX, "rt", encoding="utf-8", newline="") as file:
        titles = {
            ("us-titles", f"{row['congress']}-{row['type'].lower()}{row['number']}"): row["title"]
            for row in csv.DictReader(file)
        }
    return prints | titles


def _print(path: Path) -> str:
    """The words of a print, of any of its kinds of file."""
    if path.suffix == ".txt":
        return path.read_text(encoding="utf-8")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return " ".join(" ".join(etree.fromstring(path.read_bytes(), parser).itertext()).split())


def found_at(answer: Answer, text: str) -> set[tuple[str, str]]:
    """(section, what) that the reader finds at the answer's place."""
    match = list(_PLACE.finditer(text))[answer.place]
    start, end = match.span(1 if match[1] else 2)
    number = text[start:end].replace("\N{EN DASH}", "-")
    changed = f"{text[:start]}{_ELSEWHERE}{text[end:]}"
    read = read_title if answer.corpus == "us-titles" else read_text
    return {
        (c.section.key.replace(_ELSEWHERE, number), c.what)
        for c in read("us", changed)
        if c.section.section == _ELSEWHERE
    }


def main() -> None:
    texts, answers = read_corpora(), read_answers()
    for name, some in (
        ("us-titles", [a for a in answers if a.corpus == "us-titles"]),
        ("us-prints", [a for a in answers if a.corpus == "us-prints"]),
        ("changes", [a for a in answers if a.what not in ("", "cite")]),
    ):
        one = score(some, texts, found_at)
        print(f"{name:9} of {len(some)} places expected {one.expected}, said {one.said}, right "
              f"{one.right}: precision {one.precision:.3f}, recall {one.recall:.3f}")  # fmt: skip
        for line in one.wrong:
            print(f"  {line}")


if __name__ == "__main__":
    main()
