"""Two prints compared: what is kept, what was rewritten, and that nothing is lost."""

import re

from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from billtrail.bills.prints import PassageKind, compare

OLD = """SECTION 1. Section 236.14 of the Penal Code is amended to read:
236.14. (a) If a person was arrested for a nonviolent offense, the person may petition the court.
(b) The petition shall be submitted under penalty of perjury.
(c) A hearing may be held within 30 days.
SEC. 2. This act takes effect on January 1, 2022."""
NEW = """SECTION 1. Section 236.14 of the Penal Code is amended to read:
236.14. (a) If a person was arrested for any offense, the person may   petition the court.
(b) The petition shall be submitted under penalty of perjury.
(d) No fee shall be charged to anyone.
SEC. 2. This act takes effect on January 1, 2022."""


def of(passages, *kinds):
    return [[(p.kind, p.text) for p in passage.pieces] for passage in passages
            if passage.kind in kinds]  # fmt: skip


def test_a_rewritten_paragraph_shows_its_words_and_its_section():
    passages = compare(OLD, NEW).passages
    assert [p.kind for p in passages] == ["same", "changed", "same", "removed", "added", "same"]
    assert [(p.kind, p.text) for p in passages[1].pieces] == [
        ("same", "236.14. (a) If a person was arrested for"),
        ("removed", "a nonviolent"),
        ("added", "any"),
        ("same", "offense, the person may petition the court."),
    ]
    assert [p.section for p in passages] == ["SECTION 1.", *["236.14."] * 4, "SEC. 2."]


def test_a_lone_common_word_between_two_changes_is_read_with_them():
    (passage,) = compare("one two three the four five six", "one two 3 the 4 five six").passages
    assert [(p.kind, p.text) for p in passage.pieces] == [
        ("same", "one two"), ("removed", "three the four"), ("added", "3 the 4"),
        ("same", "five six"),
    ]  # fmt: skip


def test_other_text_is_not_woven_together():
    found = compare("The court shall hear it.", "Salmon swim upstream in autumn.")
    assert [p.kind for p in found.passages] == ["removed", "added"]
    assert found.kept == 0


def test_layout_alone_is_no_change():
    assert {p.kind for p in compare(OLD, OLD.replace("\n", "\n\n   ")).passages} == {"same"}
    assert compare("", "").kept == 1


def test_changes_alone_with_their_neighbours():
    found = list(compare(OLD, NEW).changes(context=0))
    assert [p.kind if p else None for p in found] == [
        None, "changed", None, "removed", "added", None,
    ]  # fmt: skip
    assert list(compare(OLD, OLD).changes(context=2)) == []
    assert None not in list(compare(OLD, NEW).changes(context=1))


def test_every_paragraph_of_a_long_text_reworded_is_still_told_word_by_word():
    lines = [
        f"({n}) The {n}th agency shall report to the Legislature every year." for n in range(300)
    ]
    new = [line.replace("every year", "each quarter") for line in lines]
    found = compare("\n".join(lines), "\n".join(new))
    assert [p.kind for p in found.passages] == ["changed"] * 300
    assert found.words == {
        PassageKind.SAME: 300 * 9,
        PassageKind.REMOVED: 600,
        PassageKind.ADDED: 600,
    }


def test_a_table_of_repeated_lines_is_compared_line_by_line():
    old = [f"item {n % 300}" if n % 2 else "$0" for n in range(2_000)]
    new = [line for n, line in enumerate(old) if n != 1_001]
    found = compare("\n".join(old), "\n".join(new))
    assert of(found.passages, "removed", "added", "changed") == [[("removed", old[1_001])]]


def test_a_text_in_one_long_paragraph_is_told_word_by_word():
    old = [f"word{n % 400}" for n in range(9_000)]
    new = [*old[:5_000], "other", *old[5_001:]]
    (passage,) = compare(" ".join(old), " ".join(new)).passages
    assert [(p.kind, p.text) for p in passage.pieces if p.kind != "same"] == [
        ("removed", "word200"), ("added", "other"),
    ]  # fmt: skip


WORDS = st.text(st.sampled_from("ab \n.1"), max_size=60)


#: So much that is alike that the fewest edits are looked for, and not what reads best.
REPEATED = st.sampled_from(["", " a" * 150, "\na" * 150])


@examples(25)
@given(WORDS, WORDS, REPEATED)
def test_both_texts_can_be_read_back(old, new, repeated):
    old, new = old + repeated, repeated + new

    def read(*kinds):
        words = [
            piece.text for passage in compare(old, new).passages for piece in passage.pieces
            if piece.kind in kinds
        ]  # fmt: skip
        return " ".join(words)

    assert read("same", "removed") == re.sub(r"\s+", " ", old).strip()
    assert read("same", "added") == re.sub(r"\s+", " ", new).strip()
