"""Who you are and who takes care of what: written beside a person's own lines, checked, noted and
taken back; by command and at the desk."""

from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from serving import served
from test_desk import Office, changes, decided
from test_desk_positions import CAMPAIGN, shown

from billtrail.campaigns.content_files import ORGANISATION
from billtrail.campaigns.organisation import load_organisation, load_owners, parse_organisation
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.decisions import organisation, undo
from billtrail.errors import UsageError
from billtrail.records import RecordStep, record_files
from billtrail.workspace.workspace import Workspace

OWN = """# ours
timezone = "America/New_York"
name = "Old"  # for now
accent = "#1f5a61"

[counts]
threshold = 11

[owners]
# Ana is away in May
tsra = "Ana"
"""
_LINE = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1)


def test_a_contact_is_written_beside_a_persons_own_lines_and_taken_back_to_the_byte(fresh):
    fresh.organisation.write_text(OWN, encoding="utf-8")
    values = {"name": 'Our "Group"', "email": "a@b.org", "phone": ""}
    organisation.save_contact(fresh, values, by="Ana", say=print)
    text = fresh.organisation.read_text(encoding="utf-8")
    assert "# for now" in text and 'tsra = "Ana"' in text and "threshold = 11" in text
    ours = load_organisation(fresh.organisation)
    assert ours and (ours.name, ours.email, ours.accent) == ('Our "Group"', "a@b.org", "#1f5a61")
    organisation.save_owners(fresh, {"tsra": "", "tvpra": "Eva"}, by="Ana", say=print)
    assert load_owners(fresh.organisation) == {"tvpra": "Eva"}
    undo.undo(fresh)
    undo.undo(fresh)
    assert fresh.organisation.read_text(encoding="utf-8") == OWN


@given(_LINE)
def test_any_name_is_kept(name: str) -> None:
    for path in (record_files.FILE, (RecordStep("owners", {}),)):
        text = record_files.write_record(ORGANISATION, "", path, {"name": name})
        ours, owners = parse_organisation(ORGANISATION, text)
        assert (owners["name"] if path else ours.name) == (name if path else name.strip())


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("email", ["a@b.org", "policy.team@cast-la.org"], ["a", "a@b", "a b@c.org", "@b.org"]),
        ("phone", ["213-555-0100", "+1 (213) 555-0100", "213 555 0100 ext 12"], ["12", "call us"]),
        ("site", ["example.org", "https://www.example.org/a"], ["example", "ftp://a", "a b.org"]),
    ],
)
def test_how_to_reach_you_is_checked(field, good, bad):
    known = {"name": "Us", "email": "a@b.org"}
    for value in good:
        assert organisation.contact_faults({**known, field: value}) == {}
    for value in bad:
        assert list(organisation.contact_faults({**known, field: value})) == [field]
    assert list(organisation.contact_faults({"name": "Us"})) == ["email"]


def test_setup_checks_addresses_and_is_taken_back(fresh):
    def setup(*arguments: str):
        return CliRunner().invoke(main, ["--workspace", str(fresh.root), "setup", *arguments])

    refused = setup("--name", "Us", "--email", "nowhere")
    assert refused.exit_code == 2 and "policy@example.org" in refused.output
    assert setup("--name", "Us", "--email", "a@b.org").exit_code == 0
    assert "already says so" in setup("--name", "Us").output
    undo.undo(fresh)
    assert not fresh.organisation.exists()


def test_an_owner_of_no_campaign_is_refused(fresh):
    with pytest.raises(UsageError, match="no campaign 'tsrra'"):
        organisation.save_owners(fresh, {"tsrra": "Ana"}, by="Ana", say=print)


# -- at the desk -----------------------------------------------------------------------------------


@pytest.fixture
def office(fresh: Workspace) -> Iterator[Office]:
    with served(make_datasette(fresh.database)) as address:
        yield Office(address)


def test_the_contact_is_shown_as_pages_will_carry_it(office, fresh):
    form = office.form("/-/desk/contact")
    values = {"name": "Our Group", "email": "a@b.org", "contact_name": "Eva Example"}
    told = shown(office.send("/-/desk/contact", form | values | {"do": "look"}).text)[1]
    assert any("Eva Example" in line for line in told) and not fresh.organisation.exists()
    wrong = office.send("/-/desk/contact", form | {"name": "", "email": "x", "do": "look"})
    assert wrong.status_code == 422 and wrong.text.count('aria-invalid="true"') == 2
    nameless = office.send(
        "/-/desk/contact", form | {"name": "", "email": "x", "by": "", "do": "save"}
    )
    assert nameless.text.count('aria-invalid="true"') == 3  # who saves is asked at once
    saved = office.send("/-/desk/contact", form | values | {"by": "Eva", "do": "save"})
    assert saved.status_code == 303 and changes(fresh)[0].by == "Eva"
    assert "your contact, name: Our Group" in office.get("/-/desk/history").text


def ask_of(office: Office) -> str:
    """The first ask of the campaign, as the page of deadlines names it."""
    page = office.get("/-/desk/deadlines").text
    return page.partition(f"/-/desk/deadlines?ask={CAMPAIGN}/")[2].partition('"')[0]


def test_owners_are_named_on_the_call_sheet(office, fresh):
    decided(office, "support")
    act = f"/-/desk/deadlines?ask={CAMPAIGN}/{ask_of(office)}"
    office.send("/-/desk/deadlines", office.form(act) | {"due": "2026-12-01", "do": "save"})
    form = office.form("/-/desk/owners") | {f"owner-{CAMPAIGN}": "Ana Example"}
    told = shown(office.send("/-/desk/owners", form | {"do": "look"}).text)[1]
    assert any("Ana Example" in line for line in told)
    assert office.send("/-/desk/owners", form | {"by": "Eva", "do": "save"}).status_code == 303
    assert load_owners(fresh.organisation) == {CAMPAIGN: "Ana Example"}
    again = office.form("/-/desk/owners") | {"owner-tsra": "x" * 300, "do": "save"}
    assert office.send("/-/desk/owners", again).status_code == 422


def test_a_deadline_is_shown_and_written(office, fresh):
    fresh.organisation.write_text('name = "Us"\nemail = "a@b.org"\n', encoding="utf-8")
    decided(office, "support")
    address = f"/-/desk/deadlines?ask={CAMPAIGN}/{ask_of(office)}"
    form = office.form(address) | {"due": "2026-12-12", "by": "Eva"}
    told = shown(office.send("/-/desk/deadlines", form | {"do": "look"}).text)[1]
    assert any("12" in line and "Dec" in line for line in told)
    assert office.send("/-/desk/deadlines", form | {"do": "save"}).status_code == 303
    assert "Dec\N{NO-BREAK SPACE}12" in office.get("/-/desk/deadlines").text
    for due in ("2020-01-01", "soon", "<b>"):
        wrong = office.send("/-/desk/deadlines", office.form(address) | {"due": due, "do": "save"})
        assert wrong.status_code == 422 and 'aria-invalid="true"' in wrong.text
    strange = office.send("/-/desk/deadlines", form | {"ask": "tsra/none", "do": "save"})
    assert strange.status_code in (404, 422) and len(changes(fresh)) == 2
