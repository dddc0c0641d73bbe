"""The outsider who attacks hidden counts: what he must find, and what he cannot know."""

from dataclasses import replace
from itertools import product

import pytest
from bench.protection.display import Edition, Lore, Told, canonical, key_of
from bench.protection.outsider import Outsider
from bench.protection.tables import random_table
from hypothesis import given
from hypothesis import strategies as st

from billtrail.counts.suppression import Count

DAY = "2026-01-01"
YEAR = ("2025-01-01", "2025-12-31")


def count(
    value: int, period: tuple[str, str] = YEAR, measure: str = "Clients", **group: str
) -> Count:
    return Count("A program", measure, *period, value, group)


def edition(shown: list[Count], hidden: list[Count], day: str = DAY, **more: object) -> Edition:
    values = {key_of(c): (c.value, day) for c in shown}
    return Edition(day, values, frozenset(map(key_of, hidden)), **more)  # type: ignore[arg-type]


def values(outsider: Outsider, of: Count, number: int = 0) -> list[int]:
    return outsider.values(outsider.row(key_of(of), number), 50)


def places(*numbers: int) -> list[Count]:
    return [count(number, place=f"place {n}") for n, number in enumerate(numbers)]


def test_one_hidden_row_comes_out_by_subtraction() -> None:
    small, large = places(4, 30)
    outsider = Outsider([edition([large, count(34)], [small])], Lore())
    assert values(outsider, small) == [4]


def test_hidden_means_at_least_one() -> None:
    """Two rows of three people: two and one, in either order."""
    one, other, large = places(1, 2, 30)
    outsider = Outsider([edition([large, count(33)], [one, other])], Lore())
    assert values(outsider, one) == [1, 2]


def test_a_row_left_out_is_nobody() -> None:
    """Ages and places: all adults are in the one place that lists them, and the rest follows."""
    rows = [count(12, age="adult"), count(18, place="b"), count(21)]
    pairs = {("minor", "a"): 3, ("adult", "b"): 12, ("minor", "b"): 6}
    hidden = [count(n, age=age, place=place) for (age, place), n in pairs.items()]
    hidden += [count(9, age="minor"), count(3, place="a")]
    outsider = Outsider([edition(rows, hidden)], Lore())
    assert values(outsider, count(0, age="adult", place="a")) == [0]
    assert values(outsider, hidden[0]) == [3] and values(outsider, hidden[2]) == [6]


def test_parts_of_a_measure_are_no_larger_and_add_up_where_they_make_it_up() -> None:
    whole, part, rest = count(14), count(12, measure="With"), count(2, measure="Without")
    lore = Lore(part_of={"with": "client", "without": "client"})
    seen = edition([whole], [part, rest])
    assert max(values(Outsider([seen], lore), part)) == 14
    lore = replace(lore, make_up={"client": ("with", "without")})
    told = edition([whole, part], [rest])
    assert values(Outsider([told], lore), rest) == [2]


def test_programs_add_up_to_all_of_them() -> None:
    rows = [replace(count(n), program=name)
            for name, n in {"Shelter": 30, "Hotline": 5, "All": 35}.items()]  # fmt: skip
    outsider = Outsider([edition([rows[0], rows[2]], [rows[1]])], Lore(all_programs="all"))
    assert values(outsider, rows[1]) == [5]


def test_people_counted_once_in_each_period_bound_the_year() -> None:
    halves = [("2025-01-01", "2025-06-30"), ("2025-07-01", "2025-12-31")]
    shown, hidden = count(30, halves[0]), count(6, halves[1])
    lore = Lore(once_each=frozenset({"client"}))
    outsider = Outsider([edition([shown, count(33)], [hidden])], lore)
    assert values(outsider, hidden) == list(range(3, 34))
    assert values(Outsider([edition([shown, count(36)], [hidden])], Lore()), hidden) == [6]


def test_what_was_said_is_known() -> None:
    small, other, large = places(4, 20, 30)
    told = Told((key_of(small),), 1, 10)
    outsider = Outsider([edition([large, count(54)], [small, other], told=(told,))], Lore())
    assert values(outsider, small) == list(range(1, 11))


def test_names_spelled_otherwise_are_one_name() -> None:
    assert canonical("Clients  served.") == canonical("client Served") != canonical("Clients")
    small, large = places(4, 30)
    total = replace(count(34), measure="CLIENTS ")
    outsider = Outsider([edition([large, total], [small])], Lore())
    assert values(outsider, small) == [4]


def test_two_days_together_tell_what_neither_tells_alone() -> None:
    """Total and one part on the first day, the other part on the second, nothing moved."""
    one, other, small = places(20, 30, 4)
    first = edition([one, count(54)], [other, small], "2026-01-01")
    second = Edition(
        "2026-04-01", {key_of(c): (c.value, "2026-04-01") for c in (other,)}, first.hidden
    )
    moved = Outsider([first, second], Lore())
    assert len(values(moved, small)) > 1
    still = Outsider([first, second], Lore(state=lambda span, number: 0))
    assert values(still, small) == [4]


def test_nothing_is_counted_of_a_period_that_has_not_begun() -> None:
    months = [("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-28")]
    hidden = count(5, months[0])
    early = edition([count(5)], [hidden], "2025-02-01")
    later = edition([count(5), count(0, months[1])], [], "2025-03-01")
    assert values(Outsider([early, later], Lore()), hidden) == [5]


@given(st.lists(st.integers(1, 6), min_size=2, max_size=3), st.integers(0, 2))
def test_he_finds_what_trying_all_tables_finds(numbers: list[int], shown: int) -> None:
    rows = places(*numbers)
    hidden = [row for n, row in enumerate(rows) if n != shown]
    open_rows = [row for n, row in enumerate(rows) if n == shown]
    outsider = Outsider([edition([*open_rows, count(sum(numbers))], hidden)], Lore())
    rest = sum(row.value for row in hidden)
    tried = [t for t in product(range(1, 20), repeat=len(hidden)) if sum(t) == rest]
    assert values(outsider, hidden[0]) == sorted({t[0] for t in tried})


@pytest.mark.parametrize("seed", range(5))
def test_he_sees_all_of_what_is_not_hidden(seed: int) -> None:
    """Random tables are possible, and with all rows on display each has one value."""
    table = random_table(seed)
    outsider = Outsider([edition(list(table.counts), [], table.editions[0][0])], table.lore)
    assert outsider.is_possible()
    assert all(values(outsider, row) == [row.value] for row in table.counts)
