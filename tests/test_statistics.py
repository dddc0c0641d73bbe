"""Statistics: the form each figure may be printed in, and what a file must hold."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrail.campaigns.content import load
from billtrail.campaigns.figures.rows import (
    COLUMNS,
    FORM_RULES,
    TAGS,
    blocked_because,
    derive_form,
    load_statistics,
)
from billtrail.errors import CheckFailed
from billtrail.legislatures.vocabulary import FigureForm
from billtrail.records.fields import is_iso_date

MEASURED, AS_PUBLISHED, BLOCKED = FigureForm.MEASURED, FigureForm.AS_PUBLISHED, FigureForm.BLOCKED

#: A share with everything known; built by hand.
ROW = {
    "id": "built-share",
    "program": "Built by hand",
    "measure": "Clients with a lawyer",
    "value": "75",
    "unit": "percent",
    "numerator": "150 clients with a lawyer",
    "denominator": "200 clients",
    "population": "clients of one program",
    "period_start": "2024-01-01",
    "period_end": "2024-12-31",
    "geography": "California",
    "publisher": "A publisher",
    "source_title": "A report",
    "source_url": "https://example.org/report",
    "location": "page 1",
    "tags": "",
    "verified": "yes",
    "note": "",
    "sentence": "A publisher reported that 75% of 200 clients had a lawyer in 2024.",
    "question": "",
}


def row(**changes: str) -> dict[str, str]:
    return ROW | changes


def file_of(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


FORMS = [
    ({}, MEASURED),
    ({"numerator": "clients, count not published"}, AS_PUBLISHED),
    ({"denominator": ""}, AS_PUBLISHED),
    ({"period_start": ""}, AS_PUBLISHED),
    ({"period_end": ""}, AS_PUBLISHED),
    ({"unit": "people", "numerator": "", "denominator": ""}, MEASURED),
    ({"unit": "people", "period_end": "", "tags": "law"}, MEASURED),
    ({"tags": "lower-bound"}, AS_PUBLISHED),
    ({"tags": "approximate"}, AS_PUBLISHED),
    ({"tags": "base-unstated"}, AS_PUBLISHED),
    ({"tags": "period-unstated"}, AS_PUBLISHED),
    ({"tags": "secondary-source rounded"}, MEASURED),
    ({"verified": "no"}, BLOCKED),
    ({"tags": "base-ambiguous"}, BLOCKED),
    ({"tags": "does-not-sum"}, BLOCKED),
    ({"tags": "small-cell-unknown period-unstated"}, BLOCKED),
    ({"verified": "no", "period_end": "", "numerator": ""}, BLOCKED),
]


@pytest.mark.parametrize(("changes", "form"), FORMS)
def test_the_form_follows_from_tags_and_fields(changes: dict[str, str], form: FigureForm) -> None:
    assert derive_form(row(**changes))[0] == form


@given(
    tags=st.lists(st.sampled_from(sorted(TAGS)), unique=True),
    verified=st.sampled_from(["yes", "no"]),
    missing=st.sets(st.sampled_from(["numerator", "denominator", "period_start", "period_end"])),
)
def test_a_caution_or_a_gap_never_frees_a_figure(
    tags: list[str], verified: str, missing: set[str]
) -> None:
    order = [MEASURED, AS_PUBLISHED, BLOCKED]
    base = row(tags=" ".join(tags), verified=verified)
    worse = base | dict.fromkeys(missing, "")
    assert order.index(derive_form(worse)[0]) >= order.index(derive_form(base)[0])
    # A gap alone never blocks.
    if derive_form(base)[0] != BLOCKED:
        assert derive_form(worse)[0] != BLOCKED


def test_blocked_rules_stand_before_the_others() -> None:
    forms = [rule.form for rule in FORM_RULES]
    assert forms == sorted(forms, key=[BLOCKED, AS_PUBLISHED].index)


def test_a_blocked_figure_says_why_and_what_to_ask() -> None:
    blocked = row(tags="base-ambiguous", verified="no", question="Ask them: of whom?")
    assert blocked_because(blocked) == (
        "Nobody has confirmed it in its source; the source does not make clear what it is a share "
        "of. Ask them: of whom?"
    )
    assert blocked_because(ROW) is None


FAULTS = [
    ({"value": "many"}, "value: 'many' is not a number"),
    ({"value": "-3"}, "value: '-3' is not a number"),
    ({"value": "101"}, "value: 101 percent is more than the whole"),
    ({"tags": "shaky"}, "tags: 'shaky' is not a known tag"),
    ({"period_end": "2024-02-30"}, "period_end: '2024-02-30' is not a date"),
    ({"verified": "maybe"}, "verified: 'maybe' is neither yes nor no"),
    ({"source_url": "javascript:x"}, "source_url: 'javascript:x' is not a web address"),
    ({"sentence": " "}, "sentence is empty"),
]


@pytest.mark.parametrize(("changes", "message"), FAULTS)
def test_a_fault_names_file_row_and_value(changes: dict[str, str], message: str) -> None:
    with pytest.raises(CheckFailed) as caught:
        load_statistics(file_of(ROW, row(id="bad", **changes)), "mine.csv")
    assert f"mine.csv row 3 (bad): {message}" in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(CheckFailed) as caught:
        load_statistics(file_of(row(value="x"), row(verified="?")))
    assert len(str(caught.value).splitlines()) == 3  # two values and the id that stands twice


def test_a_quotation_mark_that_stays_open_is_one_line(any_length: None) -> None:
    text = file_of(row()).replace("\n", '\n"', 1) + "x" * 33_000
    with pytest.raises(CheckFailed, match=r"statistics\.csv line \d+ is no CSV: field larger"):
        load_statistics(text)


def test_other_columns_and_short_rows_are_refused() -> None:
    with pytest.raises(CheckFailed, match="the columns must be id, program"):
        load_statistics("id,value\na,1\n")
    with pytest.raises(CheckFailed) as caught:
        load_statistics(file_of(ROW).replace("numerator", "numerater", 1), "mine.csv")
    assert str(caught.value).splitlines()[:2] == [
        "mine.csv: there is no column 'numerater'. Did you mean numerator?",
        "mine.csv: the column numerator is missing",
    ]
    with pytest.raises(CheckFailed, match="more or fewer values"):
        load_statistics(file_of(ROW) + "short,row\n")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2026", True), ("2026-02", True), ("2026-02-28", True), ("2026-13", False), ("26", False),
     ("2026-02-29", False), ("0000", False)],
)  # fmt: skip
def test_a_date_may_be_a_year_or_a_month_and_exists(value: str, expected: bool) -> None:
    assert is_iso_date(value) is expected


# -- what ships ----------------------------------------------------------------------------------

SHIPPED = {figure.id: figure for figure in load.load_shipped().figures}
FIGURES = {id: figure for id, figure in SHIPPED.items() if "derived" not in figure.tags}


def test_all_figures_ship_and_the_unconfirmed_are_blocked() -> None:
    assert len(FIGURES) == 104
    assert sum(not figure.verified for figure in FIGURES.values()) == 13
    assert Counter(figure.form for figure in FIGURES.values()) == {
        MEASURED: 52, AS_PUBLISHED: 34, BLOCKED: 18,
    }  # fmt: skip
    for figure in FIGURES.values():
        assert figure.verified or figure.form == BLOCKED
        assert (figure.form == BLOCKED) == bool(figure.blocked_because)


@pytest.mark.parametrize(
    ("id", "value", "form"),
    [
        ("cast-records-share", 31, AS_PUBLISHED),
        ("cast-t-visa-success", 99, AS_PUBLISHED),
        ("cast-green-card-success", 100, AS_PUBLISHED),
        ("cast-forced-crime-share", 29, BLOCKED),
        ("cast-forced-crime-black-share", 67, BLOCKED),
    ],
)
def test_the_figures_of_the_annual_report(id: str, value: float, form: FigureForm) -> None:
    assert (FIGURES[id].value, FIGURES[id].form) == (value, form)
    if form == BLOCKED:
        assert "Ask Cast:" in (FIGURES[id].blocked_because or "")


def test_the_share_of_records_says_what_was_not_published() -> None:
    sentence = FIGURES["cast-records-share"].sentence
    assert sentence.startswith("Cast reported that 31% of the survivors it served in one year")
    assert "about 2022" in sentence and "the number of people was not published" in sentence


#: How a sentence admits that something is missing.
_ADMITS = re.compile(r"\bnot (?:published|stated|given|confirmed)\b|\bcounted twice\b")


@pytest.mark.parametrize("id", sorted(SHIPPED))
def test_a_sentence_holds_its_number_its_publisher_and_its_year(id: str) -> None:
    figure = SHIPPED[id]
    assert figure.sentence.endswith(".")
    assert f"{figure.value:,.1f}".removesuffix(".0") in figure.sentence
    known_as = (figure.publisher.split(",")[0].removeprefix("California "), figure.program)
    words = ("USCIS", "DHS", "State Department", "T visas were", "T visa applications were")
    named = (*known_as, *words, "Governor", "pro bono", "Department of Homeland Security")
    assert any(name in figure.sentence for name in named), figure.sentence
    if figure.period_end and figure.period_end < "2023-11-23":
        assert figure.period_end[:4] in figure.sentence
    if figure.form == AS_PUBLISHED:
        assert _ADMITS.search(figure.sentence), figure.sentence


def test_reports_stay_reports() -> None:
    """ "Reported" and "potential" survive into the sentence of every hotline figure."""
    for figure in SHIPPED.values():
        if "reports-not-prevalence" in figure.tags:
            assert re.search(r"\breport|\bpotential\b|\bsignals\b|\btold\b", figure.sentence)


def test_the_facts_agree_with_the_list_they_come_from(real: Path) -> None:
    listed = csv.DictReader((real / "facts" / "statistics.csv").open(encoding="utf-8"))
    facts = {
        line["stat_id"]: (float(line["value"]), line["source_url"], line["verified"] == "verified")
        for line in listed
    }
    # Read again on 2026-11-29: the address of the article; and 55 are a part of the clients.
    facts["la-loitering-black-share"] = (
        56.1, "https://www.metnews.com/articles/2022/Prostitution_07052022.htm", True
    )  # fmt: skip
    facts["ftt-vacatur-clients"] = (*facts["ftt-vacatur-clients"][:2], False)
    assert facts == {f.id: (f.value, f.source_url, f.verified) for f in FIGURES.values()}
