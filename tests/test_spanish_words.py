"""The readers' list of Spanish words (docs/spanish.md) holds for everything that ships."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from billtrail.briefs.language import Labels
from billtrail.briefs.language.catalogue import catalogue
from billtrail.briefs.language.labels import COUNTED, LABELS
from billtrail.campaigns.content import load_shipped
from billtrail.legislatures import Language, get

ROOT = Path(__file__).parent.parent
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "spanish.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
][2:]


def _spanish() -> Iterator[tuple[str, str]]:
    """Every Spanish word that can be printed: (where, the text)."""
    labels = catalogue(Language.ES)
    for key, english in LABELS.items():
        yield key, labels.pgettext(key, english)
    for key, (one, several) in COUNTED.items():
        for number in (1, 2):
            yield key, labels.npgettext(key, one, several, number)
    for place in ("us", "ca"):
        for key, forms in get(place).labels.items():
            yield key, forms.get("es", "")
    for campaign in load_shipped().campaigns:
        for text in campaign.texts:
            if text.language == Language.ES:
                yield f"{campaign.id}/{text.key}", text.text
    yield "words.toml", (ROOT / "data" / "words.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("say", "instead_of", "why"), ROWS)
def test_what_readers_stumbled_over_is_said_no_more(say: str, instead_of: str, why: str) -> None:
    # At the beginning of a sentence: "El proyecto H.R. 4817 daría" holds what is not said alone.
    bare = re.compile(rf"(?<!proyecto ){re.escape(instead_of)}")
    assert [where for where, text in _spanish() if bare.search(text)] == []
    assert say and why


def test_the_article_joins_the_word_before_it() -> None:
    labels = Labels(Language.ES)
    sent = labels("status-presented", bill="AB 1", executive="el gobernador", date="1 de mayo")
    assert sent == "El proyecto AB 1 se envió al gobernador el 1 de mayo."


def test_one_chamber_is_one() -> None:
    labels = Labels(Language.ES)
    assert labels.counted("passed", 1, chambers="la Asamblea") == "Lo aprobó la Asamblea."
    assert labels.counted("passed", 2, chambers="la Asamblea y el Senado").startswith(
        "Lo aprobaron"
    )
