"""A program that joins when tables of a period were shown already: what that period tells of it."""

import pytest
from bench.protection.suppression import differing
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from billtrail.counts.suppression import Count, Protected, protect

JANUARY, FEBRUARY = ("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-28")
YEAR = ("2025-01-01", "2025-12-31")
DAYS = ("2025-02-01", "2025-03-01", "2025-04-01")


def hotline(value: int, period: tuple[str, str] = JANUARY, **group: str) -> Count:
    return Count("Hotline", "Clients", *period, value, group)


def shelter(value: int, period: tuple[str, str] = JANUARY, **group: str) -> Count:
    return Count("Shelter", "Clients", *period, value, group)


def everybody(value: int) -> Count:
    return Count("All programs", "Clients", *JANUARY, value)


def shown_of(edition: Protected, program: str = "Shelter") -> list[tuple[str, int | None]]:
    """Categories of age with their values, of a program."""
    return [(cell.count.category("age"), cell.value)
            for cell in edition.cells if cell.count.program == program]  # fmt: skip


def test_one_person_of_a_program_never_listed_changes_nothing() -> None:
    """The one person whom this table has more is its program's first."""
    assert differing(200) == []


@pytest.mark.parametrize("seed", range(12))
def test_nor_one_person_more_where_a_program_joins(seed: int) -> None:
    assert differing(seed, most=36, joins=True) == []


def test_a_few_people_of_a_new_program_wait() -> None:
    first = protect([hotline(30)], day=DAYS[0])
    later = protect([hotline(30), shelter(4), shelter(4, age="a")], before=first, day=DAYS[1])
    assert shown_of(later) == []
    assert [c.value for c in later.left_out] == [4, 4]


def test_a_total_of_all_programs_tells_of_no_new_one() -> None:
    """Nor is it known what is hidden: the new program does not follow from what was shown."""
    listed = {"Hotline": 6, "Legal help": 36, "Housing": 8}
    others = [Count(name, "Clients", *JANUARY, value) for name, value in listed.items()]
    first = protect([everybody(50), *others], day=DAYS[0])
    assert sum(cell.hidden for cell in first.cells) > 1
    later = protect([everybody(54), *others, shelter(4)], before=first, day=DAYS[1])
    assert shown_of(later) == []
    assert shown_of(later, "All programs") == [("all", 50)]


def test_a_new_program_stands_with_its_total_and_what_tells_of_no_few() -> None:
    """45 and 5: the 45 beside the 50 would tell of the five, who are in no row, and not hidden."""
    first = protect([hotline(30)], day=DAYS[0])
    rows = [hotline(30), shelter(50), shelter(45, age="a"), shelter(5, age="b")]
    assert shown_of(protect(rows, before=first, day=DAYS[1])) == [("all", 50)]
    rows = [hotline(30), shelter(50), shelter(30, age="a"), shelter(20, age="b")]
    assert shown_of(protect(rows, before=first, day=DAYS[1])) == [("all", 50), ("a", 30), ("b", 20)]


def test_what_waits_goes_on_waiting() -> None:
    """The day on which the program was shown first does not end it."""
    first = protect([hotline(30)], day=DAYS[0])
    rows = [hotline(30), shelter(50), shelter(45, age="a"), shelter(5, age="b")]
    second = protect(rows, before=first, day=DAYS[1])
    third = protect(rows, before=second, day=DAYS[2])
    assert shown_of(third) == [("all", 50)]
    assert not any(cell.hidden for cell in third.cells)


def test_a_period_that_was_not_shown_before_has_the_whole_table_of_a_new_program() -> None:
    first = protect([hotline(30)], day=DAYS[0])
    rows = [shelter(value, FEBRUARY, **group) for value, group in (
        (50, {}), (31, {"age": "a"}), (10, {"age": "b"}), (9, {"age": "c"}))]  # fmt: skip
    later = protect([hotline(30), shelter(3), *rows], before=first, day=DAYS[1])
    assert shown_of(later) == [("all", 50), ("a", 31), ("b", None), ("c", None)]
    assert [(c.start, c.value) for c in later.left_out] == [(JANUARY[0], 3)]


def test_a_year_that_goes_on_has_the_total_of_a_new_program() -> None:
    """February is new and stands whole; the year so far was shown without the program."""
    first = protect([hotline(30), hotline(30, YEAR)], day=DAYS[0])
    new = [shelter(value, period, **group) for period in (FEBRUARY, YEAR) for value, group in (
        (50, {}), (43, {"age": "a"}), (7, {"age": "b"}))]  # fmt: skip
    later = protect([hotline(30), hotline(30, YEAR), *new], before=first, day=DAYS[1])
    values = {(c.count.start, c.count.end, c.count.category("age")): c.value for c in later.cells
              if c.count.program == "Shelter"}  # fmt: skip
    assert values[*FEBRUARY, "all"] == values[*YEAR, "all"] == 50
    assert values[*FEBRUARY, "a"] is values[*FEBRUARY, "b"] is None
    assert (*YEAR, "a") not in values


@examples(20)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=4), st.data())
def test_nothing_of_a_new_program_is_hidden_in_a_period_shown_before(
    values: list[int], data: st.DataObject
) -> None:
    """One person more changes at most values of which one is then a step above nobody."""
    place = data.draw(st.integers(0, len(values) - 1))
    more = [value + (n == place) for n, value in enumerate(values)]
    first = protect([hotline(30)], day=DAYS[0])
    twins = [
        protect([hotline(30), *_rows(groups)], before=first, day=DAYS[1])
        for groups in (values, more)
    ]
    assert not any(cell.hidden for twin in twins for cell in twin.cells)
    for twin in twins:
        assert all(value > 10 for _, value in shown_of(twin) if value)


def _rows(values: list[int]) -> list[Count]:
    """A total and its groups; one of nobody is left out."""
    groups = [shelter(value, age=f"group {n}") for n, value in enumerate(values) if value]
    return [*([shelter(sum(values))] if any(values) else []), *groups]
