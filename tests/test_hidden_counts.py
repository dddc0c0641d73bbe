"""Random tables are protected, and an outsider who knows all that can be known works out nothing.

Small ones, so that the suite stays short; ``python -m bench suppression`` runs thousands.
"""

from functools import cache

import pytest
from bench.protection.suppression import Attacked, attack, differing
from bench.protection.tables import random_history, random_table, two_years

from billtrail.counts.suppression import protection

SEEDS = range(8)


@cache
def attacked(seed: int) -> Attacked:
    return attack(random_table(seed, most=36))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_small_count_of_a_table_can_be_worked_out(seed: int) -> None:
    done = attacked(seed)
    assert not done.refused and not done.false
    assert [found.words() for found in done.found] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_nor_from_one_edition_after_the_other(seed: int) -> None:
    """With growth, corrections, rows that come late, and names spelled otherwise."""
    done = attack(random_history(seed, editions=6, most=24))
    assert not done.refused and not done.false
    assert [found.words() for found in done.found] == []


@pytest.mark.parametrize("seed", [7, 65, 71, 77, 117, 131, 186])
def test_nor_by_what_cancels_between_two_editions(seed: int) -> None:
    """Months that are over and were corrected, known or not; a year so far that tells of them.
    Where corrections make old values contradict each other, nobody else is said to have told."""
    done = attack(random_history(seed))
    assert [found.words() for found in done.found] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_one_person_more_changes_nothing_that_is_hidden_or_said(seed: int) -> None:
    assert differing(seed, most=36) == []


def test_one_person_more_of_a_year_is_one_more_of_a_month() -> None:
    """Where people are counted once a year: the tables of this seed could not be."""
    assert differing(135) == []


def test_a_table_is_not_hidden_whole() -> None:
    """A tool that hides everything is none."""
    total = sum(map(attacked, SEEDS), start=Attacked())
    assert total.shown > total.hidden > 0 and total.offered > 0.9 * total.hidden


def test_too_many_counts_are_protected_year_by_year_where_nothing_is_over_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for seed in range(6):
        table = two_years(seed, most=36)
        monkeypatch.setattr(protection, "MOST", len(table.counts) - 1)
        done = attack(table)
        assert not done.refused and not done.false
        assert [found.words() for found in done.found] == []


def test_what_an_earlier_edition_decided_counts_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A month more each time: only the new rows count against the limit."""
    table = random_history(7, editions=6, most=24)
    monkeypatch.setattr(protection, "MOST", len(table.editions[0][1]))
    assert len(table.counts) > protection.MOST
    done = attack(table)
    assert not done.refused and not done.found
