"""What is asked of appropriators: amount, program, statute, to who leads both subcommittees."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from billtrail.briefs.papers.funding import _AMOUNT, load_funding
from billtrail.cli import main
from billtrail.errors import CheckFailed

REQUEST = """
[[request]]
id = "services"
bill = "us-106-hr3244"
fiscal_year = 2028
amount = "$105,000,000"
program = "grants of the Office for Victims of Crime"
statute = "us-usc-22-7105"
part = "(b)(2)"
subcommittee = "Commerce, Justice, Science"
figure = "ovc-fy2024-new-clients"
"""


@pytest.fixture(scope="module")
def office(prepared, tmp_path_factory):
    """A workspace of one request over the shipped facts."""
    root = tmp_path_factory.mktemp("funding")
    (root / "billtrail.db").write_bytes(prepared.database.read_bytes())
    (root / "organisation.toml").write_text(
        'name = "Example Coalition"\nemail = "a@example.org"\ncontact_name = "Eva Example"\n'
    )
    (root / "appropriations.toml").write_text(REQUEST)
    return root


def run(root, *arguments, on="2026-07-01", code=0):
    asked = ["--workspace", str(root), "--as-of", on, "letter", *arguments]
    result = CliRunner().invoke(main, [*asked, "--paper", "appropriations-request"])
    assert result.exit_code == code, result.output
    return result


def text_of(root, **options) -> str:
    said = run(root, "services", "--format", "txt", "-o", "-", **options).stdout
    return " ".join(said.replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_amount_comes_first_and_everything_is_named(office):
    said = text_of(office)
    assert "RE: FISCAL YEAR 2028: $105,000,000 for grants of" in said
    assert "authorized by 22 U.S.C. 7105(b)(2). [1]" in said and "Public Law 106-386" in said
    assert "13,631 new clients" in said and "Base: people confirmed" in said
    assert "House Committee on Appropriations" in said and "Senate Committee on Appropr" in said
    assert said.index("Dear Chairs Rogers and Moran") < said.index("We ask for $105,000,000")


def test_it_is_a_letter_without_a_portal_card_and_one_page(office, tmp_path):
    run(office, "services", "-o", str(tmp_path / "request.pdf"))
    assert [path.name for path in tmp_path.iterdir()] == ["request.pdf"]
    paper = json.loads(run(office, "services", "--format", "json", "-o", "-").stdout)
    assert paper["pages"] == 1 and paper["facts"]["bill"] == "us-106-hr3244"


def test_without_a_list_of_the_session_they_are_addressed_by_their_roles(office):
    said = text_of(office, on="2024-05-01")
    assert "Dear Chairs and Ranking Members:" in said and "Rogers" not in said


def test_a_statute_that_nobody_read_is_said(office):
    assert "Nobody has read 22 U.S.C. 7105(b)(2) here." in run(office, "services", "-o", "-",
                                                              "--format", "txt").stderr  # fmt: skip


@pytest.mark.parametrize(
    ("change", "says"),
    [(('"$105,000,000"', '"lots"'), "is no amount"), (('"$105,000,000"', "105"), "is no amount"),
     (('"$105,000,000"', '"$0"'), "is no amount"),
     (("us-usc-22-7105", "us-usb-22-7105"), "statute"), (("2028", "208"), "fiscal_year"),
     (('part = "(b)(2)"', 'parts = "x"'), "parts")],
)  # fmt: skip
def test_every_fault_is_told_with_its_line(tmp_path, change, says):
    (tmp_path / "appropriations.toml").write_text(REQUEST.replace(*change))
    with pytest.raises(CheckFailed, match=r"appropriations\.toml") as told:
        load_funding(tmp_path)
    assert says in str(told.value)


def test_an_unknown_request_or_subcommittee_is_told_with_what_there_is(office, tmp_path):
    assert "Nearest: services" in run(office, "service", code=2).output
    for file in office.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "appropriations.toml").write_text(REQUEST.replace("Commerce, Justice", "Cheese"))
    assert "Commerce, Justice" in run(tmp_path, "services", code=2).output
    (tmp_path / "appropriations.toml").unlink()
    assert "appropriations.toml" in run(tmp_path, "services", code=2).output


@given(st.integers(1, 10**12))
def test_every_amount_of_dollars_is_an_amount(amount):
    assert _AMOUNT.fullmatch(f"${amount:,}")
