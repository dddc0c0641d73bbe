"""The citation reader against 200 citations that were read by eye.

``citations.csv`` has the answers, as facts: 100 numbers drawn in the 1,895 long titles of acts that
were chaptered in 2023 and 2024 (LegiScan, CC BY 4.0), and 100 places drawn in 800 California prints
of 2015-16 (BillSum), with ``SEED``. ``place`` counts the numbers of a title, or the words "Section"
with a number of a print, from 0; ``section`` is empty where the place cites nothing that has a key.

To see what the reader says of one place alone, its number is replaced by one that stands nowhere
else.
"""

import csv
import gzip
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench import REAL
from billtrail.law import parse_statute, read_title
from billtrail.law.citations import read_text

SEED = 20261129
ANSWERS = Path(__file__).with_name("citations.csv")
TITLES = REAL / "california/legiscan/csv_2023-2024/bills.csv.gz"
PRINTS = tuple(REAL / f"california/billsum/ca_bills_2015-16_part{n}.csv.gz" for n in range(4))

#: A number that no law has.
_ELSEWHERE = "98765.4321"
_IN_TITLE = re.compile(r"(?<![\w.-])\d+(?:\.\d+)*[a-z]?(?![\w-])")
_IN_PRINT = re.compile(r"\b[Ss]ections?\s+(\d+(?:\.\d+)*[a-z]?)")


class Answer(NamedTuple):
    """A drawn place and what it cites, read by eye."""

    corpus: str
    document: str
    place: int
    section: str
    what: str


def read_answers() -> list[Answer]:
    with ANSWERS.open(encoding="utf-8", newline="") as file:
        return [Answer(r["corpus"], r["document"], int(r["place"]), r["section"], r["what"])
                for r in csv.DictReader(file)]  # fmt: skip


def read_titles() -> dict[str, str]:
    """Bill -> long title, of acts that were chaptered and are no resolutions."""
    with gzip.open(TITLES, "rt", encoding="utf-8") as file:
        return {
            row["bill_number"]: row["description"]
            for row in csv.DictReader(file)
            if row["description"].startswith("An act to")
            and re.match(r"Chaptered by Secretary of State(\.| -) Chapter", row["last_action"])
        }


def read_prints() -> list[str]:
    """The texts, in the order of their files."""
    return [row["text"] for path in PRINTS for row in _rows(path)]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def found_at(answer: Answer, text: str) -> set[tuple[str, str]]:
    """(section, what) that the reader finds at the answer's place."""
    pattern = _IN_TITLE if answer.corpus == "titles" else _IN_PRINT
    match = list(pattern.finditer(text))[answer.place]
    start, end = match.span(match.re.groups)
    number = text[start:end]
    changed = f"{text[:start]}{_ELSEWHERE}{text[end:]}"
    read = read_title("ca", changed) if answer.corpus == "titles" else read_text("ca", changed)
    return {
        (c.section.key.replace(_ELSEWHERE, number), c.what)
        for c in read
        if c.section.section == _ELSEWHERE
    }


class Score(NamedTuple):
    """Of ``expected`` citations the reader said ``said``, ``right`` of them rightly."""

    expected: int
    said: int
    right: int
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / self.said

    @property
    def recall(self) -> float:
        return self.right / self.expected


def score(
    answers: list[Answer],
    texts: dict[tuple[str, str], str],
    find: Callable[[Answer, str], set[tuple[str, str]]] = found_at,
) -> Score:
    expected = said = right = 0
    wrong = []
    for answer in answers:
        found = find(answer, texts[answer.corpus, answer.document])
        wanted = {(parse_statute(answer.section).key, answer.what)} if answer.section else set()
        expected, said, right = (
            expected + len(wanted), said + len(found), right + len(wanted & found)
        )  # fmt: skip
        if wanted != found:
            wrong.append(f"{answer}: {sorted(found)}")
    return Score(expected, said, right, tuple(wrong))


def read_corpora() -> dict[tuple[str, str], str]:
    """(corpus, document) -> text."""
    texts = {("titles", bill): title for bill, title in read_titles().items()}
    return texts | {("prints", str(n)): text for n, text in enumerate(read_prints())}


def main() -> None:
    texts, answers = read_corpora(), read_answers()
    random.Random(SEED).shuffle(answers)
    print(f"seed {SEED}: {len(answers)} places in {len(texts):,} titles and prints")
    for corpus in ("titles", "prints"):
        one = score([a for a in answers if a.corpus == corpus], texts)
        print(f"{corpus:8} expected {one.expected}, said {one.said}, right {one.right}: "
              f"precision {one.precision:.3f}, recall {one.recall:.3f}")  # fmt: skip
        for line in one.wrong:
            print(f"  {line}")
    titles = [text for (corpus, _), text in texts.items() if corpus == "titles"]
    prints = [text for (corpus, _), text in texts.items() if corpus == "prints"]
    seconds = _seconds(lambda title: read_title("ca", title), titles)
    print(f"{1000 * seconds / len(titles):.3f} ms a title")
    words = sum(len(text.split()) for text in prints)
    seconds = _seconds(lambda text: read_text("ca", text), prints)
    print(f"{1000 * seconds * 30_000 / words:.1f} ms for a print of 30,000 words")


def _seconds(read: object, texts: list[str]) -> float:
    """The best of three, processor time."""
    assert callable(read)
    found = []
    for _ in range(3):
        began = time.process_time()
        for text in texts:
            read(text)
        found.append(time.process_time() - began)
    return min(found)


if __name__ == "__main__":
    main()
