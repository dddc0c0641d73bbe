"""Suppression: what is hidden cannot be worked out, not even from all that was ever shown."""

from dataclasses import replace

import numpy as np
import pytest
from bench.protection import suppression
from bench.protection.attack import QUARTERS, YEAR, Attack, Cube, random_cube, recovered, unhidden
from bench.protection.tables import random_table
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from billtrail.counts.suppression import (
    ALL,
    BAND,
    LONGER,
    WIDER,
    Count,
    Protected,
    Rules,
    canonical,
    protect,
)
from billtrail.counts.suppression.history import Sum, without
from billtrail.counts.suppression.worlds import find_truth
from billtrail.errors import CheckFailed

SLOW = examples(8)


def count(value: int, period: tuple[str, str] = YEAR, **group: str) -> Count:
    return Count("A program", "Clients", *period, value, group)


def table(rows: dict[str, dict[str, int]]) -> list[Count]:
    """A two-way table, age by record, with all its totals."""
    cells = [count(v, age=a, record=r) for a, row in rows.items() for r, v in row.items()]
    cells += [count(sum(row.values()), age=a) for a, row in rows.items()]
    records = dict.fromkeys(r for row in rows.values() for r in row)
    cells += [count(sum(row[r] for row in rows.values()), record=r) for r in records]
    return [*cells, count(sum(sum(row.values()) for row in rows.values()))]


def hidden_of(counts: list[Count], **options: object) -> set[tuple[str, ...]]:
    protected = protect(counts, offers=False, **options)  # type: ignore[arg-type]
    return {tuple(v for _, v in cell.count.named()) for cell in protected.hidden}


# -- laws ----------------------------------------------------------------------------------------


@SLOW
@given(st.integers(0, 10_000))
def test_nothing_hidden_can_be_worked_out(seed: int) -> None:
    cube = random_cube(seed)
    protected = protect(cube.counts())
    assert recovered(cube, protected) == []
    small = [c for c in protected.cells if protected.rules.is_small(c.count.value)]
    assert all(cell.hidden for cell in small)


@SLOW
@given(st.integers(0, 10_000))
def test_complements_of_shown_counts_are_not_small(seed: int) -> None:
    """A share of a shown total says also who is not in it."""
    cube = random_cube(seed)
    protected = protect(cube.counts(), offers=False)
    shown = {cell.count.key: cell.value for cell in protected.cells if not cell.hidden}
    for cell in protected.cells:
        for name in cell.count.group:
            if cell.count.category(name) != ALL and not cell.hidden:
                whole = replace(cell.count, group={**cell.count.group, name: ALL})
                rest = (shown.get(whole.key) or cell.count.value) - cell.count.value
                assert not protected.rules.is_small(rest)


@SLOW
@given(st.integers(0, 10_000))
def test_a_later_load_gives_nothing_away(seed: int) -> None:
    """Quarter after quarter, each shown beside all that was shown before."""
    cube = random_cube(seed)
    counts = cube.counts()
    edition: Protected | None = None
    for end in sorted({c.end for c in counts}):
        so_far = [c for c in counts if c.end <= end]
        shown = {c.count.key for c in edition.cells if not c.hidden} if edition else set()
        edition = protect(so_far, before=edition, offers=False)
        assert not any(cell.given_away for cell in edition.cells)
        assert not any(cell.hidden for cell in edition.cells if cell.count.key in shown)
    assert edition and recovered(cube, edition) == []


def test_the_attack_sees_what_is_not_protected() -> None:
    cube = random_cube(0)
    shown = unhidden(protect(cube.counts(), offers=False))
    attack = Attack(cube, shown)
    for cell in shown.cells:
        assert attack.values(cell.count, 2) == {cell.count.value}


def test_the_attack_finds_what_primary_suppression_alone_gives_away() -> None:
    """Only small counts hidden: one in a row comes out by subtraction."""
    assert any(recovered(cube, only_small_hidden(cube)) for cube in map(random_cube, range(4)))


def only_small_hidden(cube: Cube) -> Protected:
    protected = protect(cube.counts(), offers=False)
    small = protected.rules.is_small
    cells = (replace(cell, hidden=small(cell.count.value)) for cell in protected.cells)
    return replace(protected, cells=tuple(cells))


# -- an attacker who knows the rules ---------------------------------------------------------------


def values_of(counts: list[Count], **options: object) -> dict[tuple[str, ...], int | None]:
    protected = protect(counts, offers=False, **options)  # type: ignore[arg-type]
    return {tuple(v for _, v in c.count.named()): c.value for c in protected.cells}


def test_a_hidden_count_is_known_to_be_one_at_least() -> None:
    """Eleven people in eight groups, none of them empty: no group has more than four."""
    groups = [count(value, age=f"age {n}") for n, value in enumerate((1, 1, 1, 1, 1, 2, 2, 2))]
    assert () in hidden_of([*groups, count(11)])


def test_a_row_left_out_is_zero() -> None:
    """Young people in Kern are not listed, so nobody is: what is left of Kern is known."""
    counts = [count(30, age="adult", place="kern"), count(4, age="adult", place="inyo"),
              count(22, age="young", place="inyo"), count(30, place="kern"),
              count(26, place="inyo"), count(34, age="adult"), count(22, age="young"),
              count(56)]  # fmt: skip
    shown = values_of(counts)
    assert shown["adult", "inyo"] is None
    assert shown["adult",] is None, "34 less 30 in Kern, where no young people are"


@pytest.mark.parametrize("name", ["Client", "clients ", "CLIENTS", "Clients."])
def test_spellings_of_a_name_are_one_name(name: str) -> None:
    assert canonical(name) == "client"
    rows = [count(30, age="a"), count(4, age="b")]
    total = replace(count(34), measure=name)
    assert len(hidden_of([*rows, total])) == 2


def test_signs_that_change_a_name_are_kept() -> None:
    assert len({canonical(name) for name in ("<18", "18+", "18", "18 to 24")}) == 4


def test_programs_that_add_up_are_one_system() -> None:
    """Nobody says that "The agency" is all programs; the numbers do."""

    def of(program: str, value: int, **group: str) -> Count:
        return replace(count(value, **group), program=program)

    counts = [of("Shelter", 41, age="adult"), of("Shelter", 3, age="young"), of("Shelter", 44),
              of("Hotline", 50, age="adult"), of("Hotline", 40, age="young"), of("Hotline", 90),
              of("The agency", 91, age="adult"), of("The agency", 43, age="young"),
              of("The agency", 134)]  # fmt: skip
    hidden = {(c.count.program, c.count.category("age")) for c in protect(counts).hidden}
    assert ("Shelter", "young") in hidden
    assert ("Hotline", "young") in hidden or ("The agency", "young") in hidden


def test_numbers_that_are_equal_by_chance_leave_the_other_sums_known() -> None:
    """In this table 5 and 8 of two programs are by chance the 13 of a third, and cannot be it."""
    ((_, counts),) = random_table(3024).editions
    sums = {whole: set(parts) for whole, parts in find_truth(counts, Rules()).system.sums}
    with_, without = "client with a record", "client without a record"
    for program in ("shelter", "hotline", "legal help"):
        assert sums[program, "client served"] == {(program, with_), (program, without)}
    assert len(sums["all program", without]) == 3
    assert ("hotline", without) not in sums


@pytest.mark.parametrize("seed", [5118, 116])
def test_a_program_without_rows_has_nobody(seed: int) -> None:
    """A month, or a measure, of which one program lists nothing at all."""
    ((_, counts),) = random_table(seed).editions
    truth = find_truth(counts, Rules())
    assert truth.zero.any() or truth.system.sums
    assert all(not cell.given_away for cell in protect(counts).cells)


def test_measures_that_add_up_are_one_system() -> None:
    """With a record and without one are all clients, said or not."""
    with_, without = (replace(count(v), measure=m) for m, v in
                      (("With a record", 96), ("Without a record", 4)))  # fmt: skip
    assert len(protect([count(100), with_, without], offers=False).hidden) == 2


# -- editions --------------------------------------------------------------------------------------


def test_what_was_shown_and_hidden_stays_so() -> None:
    first = protect([count(100), count(60, age="a"), count(36, age="b"), count(4, age="c")])
    later = protect(
        [count(103), count(60, age="a"), count(36, age="b"), count(7, age="c")], before=first
    )
    assert [(c.hidden, c.value) for c in first.cells] == [(c.hidden, c.value) for c in later.cells]


def test_a_value_is_shown_anew_after_a_step() -> None:
    first = protect([count(100), count(60, age="a"), count(40, age="b")], day="2026-01-01")
    grown = [count(112), count(71, age="a"), count(41, age="b")]
    later = protect(grown, before=first, day="2026-04-01")
    values = {c.count.category("age"): (c.value, c.since) for c in later.cells}
    assert values["b"] == (40, "2026-01-01"), "one more"
    assert values["all"] == (112, "2026-04-01")
    assert values["a"] == (60, "2026-01-01"), (
        "shown beside the total, it would tell of the one more"
    )


def test_a_correction_that_was_held_back_is_not_shown_with_the_next_edition() -> None:
    """Shown late, it would tell what the values of the edition between were made of."""
    day, later = "2026-01-01", "2026-04-01"
    first = protect([count(100), count(60, age="a"), count(40, age="b")], day=day)
    grown = [count(112), count(71, age="a"), count(41, age="b")]
    held = protect(grown, before=first, day=later)
    again = protect(grown, before=held, day="2026-07-01")
    assert [c.value for c in held.cells] == [c.value for c in again.cells] == [112, 60, 40]


def test_what_an_edition_held_back_waits_until_it_is_another() -> None:
    """All 112 were shown; of age a 71 stayed 60, as they would tell of the one more of age b."""
    first = protect([count(100), count(60, age="a"), count(40, age="b")], day="2025-04-01")
    grown = [count(112), count(71, age="a"), count(41, age="b")]
    second = protect(grown, before=first, day="2025-07-01")
    third = protect(grown, before=second, day="2025-10-01")
    assert [c.value for c in third.cells] == [112, 60, 40]
    more = [count(142), count(90, age="a"), count(52, age="b")]
    fourth = protect(more, before=third, day="2026-01-01")
    assert [c.value for c in fourth.cells] == [142, 90, 52]


def test_a_year_so_far_tells_of_what_was_over_on_its_day() -> None:
    """50 people by February, 81 by March, and the months beside: no month of a few comes out."""
    months = [("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-28")]
    first = protect([count(50, months[0]), count(50)], day="2025-02-01")
    later = protect(
        [count(50, months[0]), count(4, months[1]), count(54)], before=first, day="2025-03-01"
    )
    assert [c.value for c in later.cells] == [50, None, 50], "the year stays as of February"
    large = protect(
        [count(50, months[0]), count(31, months[1]), count(81)], before=first, day="2025-03-01"
    )
    assert [c.value for c in large.cells] == [50, 31, 81]


def test_what_is_over_cancels_where_two_editions_are_compared() -> None:
    """Nobody knows January any more, which was corrected by three; and yet all of March less those
    of age a would tell of seven people of age b: only one of the two is shown anew."""
    months = [(f"2025-{n:02}-01", f"2025-{n:02}-{last}") for n, last in ((1, 31), (2, 28), (3, 31))]
    first = protect([count(60, months[0]), count(30, age="a"), count(30, age="b")],
                    day="2025-02-01")  # fmt: skip
    over = [count(63, months[0]), count(50, months[1])]
    second = protect([*over, count(60, age="a"), count(53, age="b")], before=first,
                     day="2025-03-01")  # fmt: skip
    assert [c.value for c in second.cells] == [60, 50, 60, 30]
    third = protect([*over, count(40, months[2]), count(93, age="a"), count(60, age="b")],
                    before=second, day="2025-04-01")  # fmt: skip
    assert [c.value for c in third.cells] == [60, 50, 40, 60, 60]
    assert [c.corrected for c in third.cells] == [("2025-03-01",), (), (), (), ()]


def test_what_a_corrected_month_was_on_its_day_is_not_forgotten() -> None:
    """By February 60 of January and the rest; January was corrected since, and yet all know that
    the rest was 20."""
    atoms = np.array([[1, 1, 1, 0], [1, 0, 0, 0], [0, 1, 0, 1]], dtype=float)
    told = [Sum(row, value, 0) for row, value in zip(atoms, (80, 60, 30), strict=True)]
    (rest,) = without(told, np.array([True, False, False, False]))
    assert (abs(rest.row) == [0, 1, 1, 0]).all() and abs(rest.value) == 20
    assert without(told[:1], np.array([True, False, False, False])) == []


def test_a_band_of_a_year_so_far_tells_only_of_the_part_that_was_over() -> None:
    january, february = ("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-28")
    rows = [count(4, january, age="a"), count(30, january, age="b"), count(4, age="a"),
            count(30, age="b")]  # fmt: skip
    first = protect(rows, day="2025-02-01")
    later = protect(
        [*rows[:2], count(20, february, age="a"), count(24, age="a"), count(30, age="b")],
        before=first, day="2025-03-01",
    )  # fmt: skip
    assert not any(cell.given_away for cell in later.cells)


def test_one_person_more_changes_nothing_that_is_seen() -> None:
    counts = [count(100), count(60, age="a"), count(36, age="b"), count(4, age="c")]
    first = protect(counts)
    for place in range(1, 4):
        more = [replace(c, value=c.value + 1) if n in (0, place) else c
                for n, c in enumerate(counts)]  # fmt: skip
        twins = [protect(c, before=first) for c in (counts, more)]
        seen = [[(c.count.key, c.value, c.offers, c.since) for c in twin.cells] for twin in twins]
        assert seen[0] == seen[1]


def test_a_new_row_in_a_table_shown_before_waits_for_a_step() -> None:
    first = protect([count(100), count(60, age="a"), count(40, age="b")])
    few = protect(
        [count(104), count(60, age="a"), count(40, age="b"), count(4, age="c")], before=first
    )
    assert [c.value for c in few.left_out] == [4]
    assert [c.value for c in few.cells] == [100, 60, 40]


def test_a_new_row_of_nobody_waits_as_one_of_a_few_does() -> None:
    """Shown as 0 where it is 0, it would tell of somebody where it is not there."""
    first = protect([count(100), count(60, age="a"), count(40, age="b")], day="2026-01-01")
    for few in (0, 1):
        rows = [count(100 + few), count(60, age="a"), count(40, age="b"), count(few, age="c")]
        later = protect(rows, before=first, day="2026-04-01")
        assert [c.value for c in later.cells] == [100, 60, 40]
        assert [c.value for c in later.left_out] == [few]


def test_a_year_that_its_quarters_tell_waits_for_a_step() -> None:
    """A quarter had three more people than shown: the year must not tell of them."""
    first = protect([count(30, period) for period in QUARTERS])
    later = protect(
        [count(33, QUARTERS[0]), *(count(30, p) for p in QUARTERS[1:]), count(123)], before=first
    )
    assert [c.value for c in later.cells] == [30, 30, 30, 30]
    assert [c.value for c in later.left_out] == [123]


# -- cases ---------------------------------------------------------------------------------------


def test_a_small_count_is_hidden_with_three_others() -> None:
    counts = table({"adult": {"yes": 60, "no": 30}, "minor": {"yes": 4, "no": 15}})
    assert hidden_of(counts) == {
        ("adult", "yes"), ("adult", "no"), ("minor", "yes"), ("minor", "no"),
    }  # fmt: skip


def test_without_small_counts_all_is_shown() -> None:
    counts = table({"adult": {"yes": 60, "no": 30}, "minor": {"yes": 14, "no": 0}})
    assert hidden_of(counts) == set()


def test_thresholds_are_settings() -> None:
    counts = table({"adult": {"yes": 60, "no": 30}, "minor": {"yes": 4, "no": 15}})
    assert hidden_of(counts, rules=Rules(threshold=3, values=3)) == set()
    more = table({"adult": {"yes": 60, "no": 30}, "minor": {"yes": 18, "no": 19}})
    assert hidden_of(more, rules=Rules(threshold=20)) != set()


def test_a_large_part_of_a_shown_total_may_be_small_from_behind() -> None:
    """146 of 150 with a record: four without one."""
    cells = [count(150), count(146, record="yes")]
    assert len(hidden_of(cells)) == 1
    part = replace(count(146), measure="With a record", part_of="Clients")
    assert len(hidden_of([count(150), part])) == 1
    assert hidden_of([count(150), replace(part, value=120)]) == set()
    assert hidden_of([count(150), replace(part, value=150)]) == set()


def test_a_year_less_three_quarters_is_the_fourth() -> None:
    three = [count(30, QUARTERS[n]) for n in range(3)]
    listed = protect([count(95), *three], offers=False)
    assert len(listed.hidden) >= 1, "the fourth quarter is 5"
    four = [*three, count(5, QUARTERS[3])]
    hidden = {c.count.value for c in protect([count(95), *four], offers=False).hidden}
    assert (5 in hidden and len(hidden) >= 2) or 95 in hidden


def test_people_counted_once_a_year_bound_the_quarters_only() -> None:
    """60 people in a year of four quarters with 30 each: some came twice, nothing adds up."""
    quarters = [count(30, period) for period in QUARTERS]
    assert not protect([count(60), *quarters]).hidden
    small = [count(30, QUARTERS[0]), count(4, QUARTERS[1])]
    protected = protect([count(31), *small], offers=False)
    assert [c.count.value for c in protected.hidden] == [4]


def test_what_others_published_cannot_be_hidden_and_is_reckoned_with() -> None:
    counts = [count(16, record="no"), count(40, record="yes"), count(4, record="unknown")]
    total = replace(count(60), public=True)
    protected = protect([*counts, total], offers=False)
    assert not protected.cells[-1].hidden
    assert {c.count.value for c in protected.hidden} == {4, 16}


def test_what_is_out_already_is_said() -> None:
    """Total and parts are public but one: nothing can hide the last."""
    counts = [replace(count(60), public=True), replace(count(56, record="yes"), public=True),
              count(4, record="no")]  # fmt: skip
    protected = protect(counts)
    (hidden,) = protected.hidden
    assert hidden.count.value == 4 and hidden.given_away and hidden.offers == ()


def test_the_loss_is_the_least() -> None:
    """Of two partners the smaller is hidden, and no total where parts are enough."""
    counts = [count(v, place=p) for p, v in {"a": 200, "b": 3, "c": 25, "d": 90}.items()]
    protected = protect([*counts, count(318)], offers=False)
    assert {c.count.value for c in protected.hidden} == {3, 25}


def test_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(CheckFailed, match="larger than its whole"):
        protect([count(10), count(12, record="yes")])
    part = replace(count(12), measure="With a record", part_of="Clients")
    with pytest.raises(CheckFailed, match="A program, Clients"):
        protect([count(10), part])


# -- what can be said instead --------------------------------------------------------------------


def offers_of(counts: list[Count], value: int) -> dict[str, tuple[int, int]]:
    protected = protect(counts)
    cell = next(c for c in protected.hidden if c.count.value == value)
    return {offer.kind: (offer.low, offer.high) for offer in cell.offers}


def test_a_longer_period_a_wider_group_or_a_band() -> None:
    quarters = [count(v, p) for v, p in zip((7, 33, 41, 29), QUARTERS, strict=True)]
    assert offers_of([*quarters, count(110)], 7)[LONGER] == (110, 110)
    groups = [count(v, place=p) for p, v in {"a": 200, "b": 3, "c": 25, "d": 90}.items()]
    assert offers_of([*groups, count(318)], 3)[WIDER] == (28, 28)
    assert offers_of([*groups, count(318)], 3)[BAND] == (1, 10)


def test_a_share_is_said_as_more_than() -> None:
    """146 of 150 is hidden for the four; more than 75 percent can be said."""
    protected = protect([replace(count(150), public=True), count(146, record="yes")])
    (cell,) = protected.hidden
    band = next(offer for offer in cell.offers if offer.kind == BAND)
    assert band.of is not None and band.of.value == 150
    assert 90 * 150 // 100 < band.low <= 146 <= band.high


def test_offers_are_proven_together() -> None:
    """What one offer tells is known when the next is tried."""
    for seed in (1, 4, 10):
        cube: Cube = random_cube(seed)
        protected = protect(cube.counts())
        assert any(cell.offers for cell in protected.hidden) or not protected.hidden
        assert recovered(cube, protected) == []


def test_the_shipped_example_is_attacked_too() -> None:
    assert suppression.example_line().endswith("26 shown, 14 hidden, recovered 0")


def test_more_counts_than_can_be_proven_are_refused() -> None:
    many = [count(20, place=f"place {n}") for n in range(1001)]
    with pytest.raises(CheckFailed, match=r"1,001 new counts .* Merge categories of 'place'"):
        protect(many)


def test_what_does_not_hang_together_may_be_more() -> None:
    """Another program, another year; but not where something is over both years."""
    years = {"start": "2024-01-01", "end": "2024-12-31"}
    places = [count(20, place=f"place {n}") for n in range(510)]
    for other in ({"program": "Elsewhere"}, years):
        both = [*places, *(replace(c, **other) for c in places)]
        assert len(protect(both).cells) == 1020
    with pytest.raises(CheckFailed, match=r"1,021 new counts hang together"):
        protect([count(20 * 1020, (years["start"], YEAR[1])), *both])
