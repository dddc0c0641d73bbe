"""Words of the field that mean one thing and have another stem: who types one means them all.

The index brings a word to its stem, so that "vacated" finds "vacating" by itself; "vacatur" has a
stem of its own. Words for different remedies (to seal, to expunge) are no family, nor are words
for people: a victim is not called a survivor in every law.
"""

from functools import cache

#: One word for each stem, and the other forms that people type.
FAMILIES = (
    (("vacate", "vacatur"), ("vacated", "vacates", "vacating", "vacaturs")),
    (("expunge", "expunction"),
     ("expunged", "expunges", "expunging", "expungement", "expungements", "expunctions")),
    (("clear", "clearance"), ("cleared", "clearing", "clears", "clearances")),
    (("erase", "erasure"), ("erased", "erases", "erasing", "erasures")),
    (("relieve", "relief"), ("relieved", "relieves", "relieving", "reliefs")),
    (("divert", "diversion"), ("diverted", "diverts", "diverting", "diversions")),
    (("resentence", "resentencing"), ("resentenced", "resentences")),
)  # fmt: skip


def family_of(word: str) -> tuple[str, ...]:
    """A word for each stem of its family; none where it has none."""
    return _by_word().get(word.lower(), ())


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    return {word: stems for stems, forms in FAMILIES for word in (*stems, *forms)}
