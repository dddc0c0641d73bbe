"""Claims hold while their conditions do, and say since when and by what they ended."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrail.campaigns.claims import Claim, Condition, claim_status
from billtrail.campaigns.content import load
from billtrail.campaigns.values import ClaimStatus
from billtrail.legislatures.vocabulary import Stage

FIGURES = {figure.id: figure for figure in load.load_shipped().figures}
Found = tuple[Stage, str | None, str | None]
LAW: Found = (Stage.ENACTED, "2026-01-23", "us-119-hr4323")
IN_COMMITTEE: Found = (Stage.IN_COMMITTEE, "2025-07-10", "us-119-hr4323")


def status(
    *conditions: dict[str, object], on: str = "2026-11-23", stage: Found = LAW
) -> ClaimStatus:
    claim = Claim("c", "fact", tuple(map(Condition.from_raw, conditions)), "a source")
    return claim_status(
        claim,
        on=date.fromisoformat(on),
        family_stage=lambda family: stage,
        bill_stage=lambda key: stage,
        figure=FIGURES.get,
    )


def test_a_claim_without_conditions_holds() -> None:
    assert status().holds and status().ended_on is None


@pytest.mark.parametrize("kind", ["family", "bill"])
def test_a_stage_that_is_left_ends_the_claim_on_its_day(kind: str) -> None:
    condition = {kind: "us-119-hr4323", "stages": ["in_committee", "reported"]}
    ended = status(condition)
    assert (ended.holds, ended.ended_on, ended.ended_by) == (
        False, "2026-01-23", "H.R. 4323: enacted",
    )  # fmt: skip
    assert status(condition, stage=IN_COMMITTEE).holds


def test_a_stage_still_ahead_has_not_ended() -> None:
    ahead = status({"family": "us-tsra", "stages": ["enacted"]}, stage=IN_COMMITTEE)
    assert (ahead.holds, ahead.ended_on) == (False, None)
    died = status(
        {"family": "us-tsra", "stages": ["enacted"]}, stage=(Stage.DIED, "2025-01-03", None)
    )
    assert (died.holds, died.ended_on, died.ended_by) == (False, "2025-01-03", "us-tsra: died")


@given(day=st.dates(date(2020, 1, 1), date(2030, 12, 31)), offset=st.integers(-400, 400))
def test_from_is_the_first_day_and_until_the_last(day: date, offset: int) -> None:
    on = day + timedelta(days=offset)
    begun = status({"from": day.isoformat()}, on=on.isoformat())
    assert begun.holds == (on >= day) and begun.ended_on is None
    until = status({"until": day.isoformat()}, on=on.isoformat())
    assert until.holds == (on <= day)
    if not until.holds:
        assert until.ended_on == (day + timedelta(days=1)).isoformat()


def test_a_year_counts_to_its_last_day() -> None:
    assert status({"until": "2026"}, on="2026-12-31").holds
    assert status({"until": "2026"}, on="2027-01-01").ended_on == "2027-01-01"


def test_a_figure_must_be_printable() -> None:
    assert status({"statistic": "cast-records-share"}).holds
    blocked = status({"statistic": "cast-forced-crime-share"})
    assert not blocked.holds and "is not printed" in (blocked.ended_by or "")
    assert not status({"statistic": "none-such"}).holds


def test_the_earliest_end_is_the_one_told() -> None:
    ended = status({"until": "2026-06-30"}, {"family": "us-tsra", "stages": ["in_committee"]})
    assert ended.ended_on == "2026-01-23"


@pytest.mark.parametrize(
    "raw",
    ["us-tsra", {}, {"family": "x"}, {"family": "x", "stages": ["dreaming"]},
     {"from": "soon"}, {"until": "2026-01-23", "stages": ["enacted"]},
     {"family": "x", "bill": "y", "stages": ["enacted"]}, {"statistc": "x"}],
)  # fmt: skip
def test_a_malformed_condition_is_refused(raw: object) -> None:
    with pytest.raises(ValueError):
        Condition.from_raw(raw)


def test_conditions_come_back_from_their_stored_form() -> None:
    for campaign in load.load_shipped().campaigns:
        for claim in campaign.claims:
            for condition in claim.holds_if:
                assert Condition.from_raw(condition.to_raw()) == condition


def _shipped(id: str) -> Claim:
    claims = (claim for c in load.load_shipped().campaigns for claim in c.claims)
    return next(claim for claim in claims if claim.id == id)


def test_no_federal_law_was_true_until_the_law() -> None:
    def on_day(stage: Found) -> ClaimStatus:
        return claim_status(
            _shipped("tsra-no-federal-law"),
            on=date(2026, 11, 23),
            family_stage=lambda family: stage,
            bill_stage=lambda key: stage,
            figure=FIGURES.get,
        )

    before, after = on_day(IN_COMMITTEE), on_day(LAW)
    assert before.holds
    assert (after.holds, after.ended_on, after.ended_by) == (
        False, "2026-01-23", "H.R. 4323: enacted",
    )  # fmt: skip
