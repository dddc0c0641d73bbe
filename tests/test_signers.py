"""Who signs a letter: sheets in people's own words, one roll a bill, and names that stay in it."""

import os
import stat
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from laws import examples

from billtrail import rolls
from billtrail.cli import main
from billtrail.commands.machine.doctor import examine
from billtrail.errors import CheckFailed, UnknownKey, UsageError
from billtrail.files import FileBytes
from billtrail.rolls import Choices, Level, Roll, Signer
from billtrail.workspace import Workspace
from billtrail.workspace.git_ignore import is_private

BILL = "ca-20252026-ab938"
FORM = """\
Timestamp,Organization Name,Your Name,Position,City,Level,May we use your logo?,\
Do you consent to be listed publicly?,Email Address,T-shirt
11/20/2026 14:33:02,Coalition to End Harm,Ana Ruiz,Director,Los Angeles,Local,Yes,yes,a@e.org,M
"Nov 21, 2026",Freedom Network U.S.A.,,,,National,no,No,,
2026-11-22,,Sam Sole,Survivor leader,Fresno,,,,,
"""


def sheet(text: str, **said: object) -> rolls.SignerSheet:
    return rolls.read_signers(FileBytes("list.csv", text.encode()), Choices(**said))


def signers(text: str, **said: object) -> list[Signer]:
    return [signer for _, signer in sheet(text, **said).rows]


def run(workspace: Workspace, *words: object) -> Result:
    command = ["--workspace", str(workspace.root), "signers", "AB 938", *map(str, words)]
    return CliRunner().invoke(main, command)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.csv"
    path.write_text(FORM, encoding="utf-8")
    return path


# -- sheets ----------------------------------------------------------------------------------------


def test_a_form_is_read_in_its_own_words() -> None:
    found = sheet(FORM)
    assert found.faults == ()
    assert [signer for _, signer in found.rows] == [
        Signer(organisation="Coalition to End Harm", person="Ana Ruiz", title="Director",
               city="Los Angeles", level=Level.LOCAL, signed_on="2026-11-20", logo=True,
               public=True, contact="a@e.org"),
        Signer(organisation="Freedom Network U.S.A.", level=Level.NATIONAL, logo=False,
               public=False, signed_on="2026-11-21"),
        Signer(person="Sam Sole", title="Survivor leader", city="Fresno", signed_on="2026-11-22"),
    ]  # fmt: skip
    assert found.notes == ("Not taken: T-shirt. --column 'HEAD=city' says what such a column is.",)


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Organization", "organisation"), ("Name of organization", "organisation"),
        ("Agency", "organisation"), ("Your name", "person"), ("Signatory", "person"),
        ("Contact name", "person"), ("Signed by", "person"), ("Job title", "title"),
        ("City of the organization", "city"), ("National/State/Local", "level"),
        ("Date signed", "signed_on"), ("Date sent", "asked_on"), ("Version agreed to", "version"),
        ("Logo? (yes/no)", "logo"), ("May we list you?", "public"), ("Phone", "contact"),
        ("May we list your organization?", "listed"), ("Organisation", "organisation"),
        ("Withdrew on", "withdrawn_on"), ("How do we know", "proof"), ("Favourite tea", ""),
    ],
)  # fmt: skip
def test_a_head_means_what_people_mean_by_it(head: str, field: str) -> None:
    other = "Person" if field == "organisation" else "Organisation"
    found = sheet(f'{other},"{head}"\nsomebody,\n')
    assert dict(found.columns)[head] == field


def test_first_and_last_name_are_one() -> None:
    (found,) = signers("First name,Last name,Org\nAna,Ruiz,A Fund\n")
    assert (found.person, found.organisation) == ("Ana Ruiz", "A Fund")


def test_every_fault_is_told_with_its_line_and_the_others_are_taken() -> None:
    found = sheet(
        "Organization,Date signed,Level,Logo,Name\n"
        "A Fund,20/11/2026,,,\n"
        "B Fund,2026-12-24,planet,,\n"
        ",2026-11-20,,,\n"
        "C Fund,11/20/2026,state,perhaps,\n"
        "D Fund,11/20/26,statewide,✓,<b>Eve</b>\n"
        f"{'x' * 301},,,,\n"
    )
    assert [str(fault) for fault in found.faults] == [
        "line 2: Date signed: '20/11/2026' is not a day such as 2026-11-20",
        "line 3: Date signed: 2026-12-24 has not come yet",
        "line 3: Level: 'planet' is no level: national, state or local",
        "line 4: neither an organization nor a person",
        "line 5: Logo: 'perhaps' is neither yes nor no",
        "line 7: Organization: has 301 letters; at most 300 are taken",
    ]
    assert [(line, s.organisation, s.person) for line, s in found.rows] == [
        (6, "D Fund", "<b>Eve</b>")
    ]


def test_a_column_can_be_said_and_what_cannot_be_is_told() -> None:
    text = "Who,When\nA Fund,x\n"
    with pytest.raises(CheckFailed, match="no column is called organization or name"):
        sheet(text)
    assert signers(text, columns={"Who": "organisation", "When": "no"})[0].name == "A Fund"
    with pytest.raises(UsageError, match="There is no column 'Whom': Who, When"):
        sheet(text, columns={"Whom": "organisation"})
    with pytest.raises(UsageError, match="'shoe' is nothing that a column can be"):
        sheet(text, columns={"Who": "shoe"})


def test_a_row_that_says_nothing_means_what_is_said_of_all() -> None:
    found = signers("Organization,Public\nA Fund,\nB Fund,no\n",
                    blanks={"public": "yes", "version": "1/22/2026"})  # fmt: skip
    assert [(s.public, s.version) for s in found] == [(True, "2026-01-22"), (False, "2026-01-22")]


def test_a_signer_twice_in_a_sheet_is_one_and_told() -> None:
    found = sheet("Organization,Name,City\nA Fund,Ana,\nThe Fund,,\na fund ,ANA,Fresno\n")
    assert found.notes == ("a fund stands in lines 2 and 4: one signer, as the later line says.",)
    assert len(found.rows) == 2


def test_formulas_of_a_workbook_count_as_what_they_gave(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Organization", "Date signed"])
    book.active.append(['=HYPERLINK("http://e.org","x")', date(2026, 11, 20)])
    book.active.append(["A Fund", date(2026, 11, 20)])
    book.save(tmp_path / "list.xlsx")
    found = rolls.read_signers(tmp_path / "list.xlsx")
    assert "is a formula without a value (A2); save it anew" in str(found.faults[0])
    assert [s.signed_on for _, s in found.rows] == ["2026-11-20"]


_WORDS = st.text("Aé '=+-@,;\"\n#x1<&漢", max_size=8).map(
    lambda s: rolls.COLUMNS["city"].read(s).lstrip("' ")
)
_DAYS = st.sampled_from(["", "2026-01-22", "2026-11-20"])
_SIGNERS = st.builds(
    Signer,
    organisation=st.integers(0, 5).map("Fund {}".format) | _WORDS.map("=Fund{}".format),
    person=_WORDS, title=_WORDS, city=_WORDS, level=st.none() | st.sampled_from(Level),
    asked_on=_DAYS, signed_on=_DAYS, version=_DAYS, stance=st.sampled_from(["", "support"]),
    logo=st.none() | st.booleans(), public=st.none() | st.booleans(), proof=_WORDS,
    contact=_WORDS, withdrawn_on=_DAYS,
)  # fmt: skip
_ROLLS = st.lists(_SIGNERS, max_size=6).map(lambda found: rolls.merge(Roll(BILL), found).roll)


@examples(15)
@given(_ROLLS)
def test_what_is_exported_and_imported_is_the_roll(roll: Roll) -> None:
    for name, write in (("r.csv", rolls.csv_bytes), ("r.xlsx", rolls.workbook_bytes)):
        back = rolls.read_signers(FileBytes(name, write(roll.signers)))
        assert back.faults == () and not [n for n in back.notes if "Not taken" in n]
        assert rolls.merge(Roll(BILL), [s for _, s in back.rows]).roll == roll


def test_nothing_that_is_written_is_a_formula() -> None:
    evil = Signer(1, "=1+1", "@x", "+1", "-1", None)
    text = rolls.csv_bytes([evil]).decode("utf-8-sig")
    assert ",'=1+1,'@x,'+1,'-1," in text


# -- the roll --------------------------------------------------------------------------------------


@examples(20)
@given(_ROLLS, st.lists(_SIGNERS, max_size=6))
def test_importing_twice_is_importing_once(roll: Roll, found: list[Signer]) -> None:
    once = rolls.merge(roll, found)
    assert len({s.number for s in once.roll.signers}) == len(once.roll.signers)
    assert rolls.merge(once.roll, once.roll.signers).is_change is False


def test_an_answer_fills_the_row_of_who_was_asked_and_an_old_one_takes_nothing_back() -> None:
    asked = rolls.merge(Roll(BILL), [Signer(organisation="A Fund", asked_on="2026-11-01")]).roll
    assert asked.signers[0].has_not_answered
    answer = Signer(organisation="a fund", person="Ana", signed_on="2026-11-20", public=False,
                    version="2026-11-10")  # fmt: skip
    now = rolls.merge(asked, [answer])
    assert (len(now.new), len(now.changed)) == (0, 1)
    old = Signer(organisation="A Fund", signed_on="2026-11-02", public=True, version="2026-10-01")
    assert rolls.merge(now.roll, [old]).roll == now.roll
    (one,) = now.roll.signers
    assert (one.organisation, one.asked_on, one.public) == ("A Fund", "2026-11-01", False)


def test_a_signature_given_again_after_a_withdrawal_stands() -> None:
    gone = Signer(1, "A Fund", signed_on="2026-11-01", withdrawn_on="2026-11-05")
    assert not gone.has_signed
    again = rolls.merge(
        Roll(BILL, (gone,)), [Signer(organisation="A Fund", signed_on="2026-11-09")]
    )
    assert again.roll.signers[0].has_signed


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Coalition to Abolish Harm (CAH)", "cah", True),
        ("ATEST", "Alliance to End Slavery & Trafficking", True),
        ("Legal Aid of L.A.", "Legal Aid of LA", True),
        ("Legal Aid of LA", "Legal Aid of Los Angeles", True),
        ("LA Tenants Union", "Los Angeles Tenants Union", True),
        ("SF Tenants Union", "Los Angeles Tenants Union", False),
        ("Survivors' Network, Inc.", "Survivor Network", True),
        ("Polaris", "Polaris Project", True),
        ("San Diego Legal Aid", "Los Angeles Legal Aid", False),
        ("Orange County Faith Fund", "Orange County Health Fund", False),
    ],
)
def test_two_spellings_are_told_and_counted_once(one: str, other: str, alike: bool) -> None:
    both = (Signer(1, one, signed_on="2026-11-01"), Signer(2, other, signed_on="2026-11-01"))
    pairs = rolls.alike(both)
    assert bool(pairs) is alike
    count = rolls.count(both, pairs)
    assert (count.organisations, count.unsure) == ((1, 1) if alike and pairs[0].same is False else
                                                   (1, 0) if alike else (2, 0))  # fmt: skip
    apart = (both[0], Signer(2, other, apart=(1,)))
    assert rolls.alike(apart) == ()


def test_an_organisation_counts_once_whoever_signs_for_it() -> None:
    found = [
        Signer(1, "A Fund", "Ana", public=True),
        Signer(2, "A FUND", "Bea"),
        Signer(3, "", "Sam"),
    ]
    assert rolls.count(found) == rolls.SignerCount(1, 1, 2, 0)
    assert rolls.alike(found)[0].same


def test_signers_stand_by_level_and_name() -> None:
    found = [Signer(1, "b", level=Level.LOCAL), Signer(2, "C"), Signer(3, "a", level=Level.LOCAL),
             Signer(4, "z", level=Level.NATIONAL)]  # fmt: skip
    told = [
        (group.level, [s.organisation for s in group.signers]) for group in rolls.grouped(found)
    ]
    assert told == [("national", ["z"]), ("local", ["a", "b"]), (None, ["C"])]


def test_who_is_reminded_and_of_what() -> None:
    found = Roll(BILL, (
        Signer(1, "A", asked_on="2026-11-01"),
        Signer(2, "B", signed_on="2026-11-01", version="2026-01-22", stance="support"),
        Signer(3, "C", signed_on="2026-11-01", version="2026-05-01", stance="support"),
        Signer(4, "D", signed_on="2026-11-01", version="2026-05-01", stance="oppose"),
        Signer(5, "E", signed_on="2026-11-01"),
        Signer(6, "F", asked_on="2026-11-01", withdrawn_on="2026-11-02"),
        Signer(7, "G"),
        Signer(8, "H", signed_on="2026-11-01", version="2026-05-02"),
    ))  # fmt: skip
    why = {r.signer.number: r.why.name for r in rolls.reminders(found, "2026-05-01", "support")}
    assert why == {1: "NO_ANSWER", 2: "OTHER_TEXT", 4: "OTHER_STANCE", 5: "NO_TEXT",
                   7: "NOT_ASKED", 8: "OTHER_TEXT"}  # fmt: skip


def test_who_has_not_agreed_to_be_named_is_entered_in_no_portal() -> None:
    signed = (
        Signer(1, "A Fund", "Ana Ruiz", "Head", signed_on="2026-11-01", public=True),
        Signer(2, "B Fund", "Hidden One", "Head", signed_on="2026-11-01", public=False),
        Signer(3, "", "Hidden Two", signed_on="2026-11-01"),
        Signer(4, "", "Sam Sole", signed_on="2026-11-01", public=True),
    )
    found = rolls.RollOverview(Roll(BILL, signed), "", "", signed, signed, (),
                               rolls.count(signed), (), None, None)  # fmt: skip
    assert [*rolls.words.portal_lines(found)][1:] == [
        "1. A Fund | Ana Ruiz, Head",
        "2. B Fund | nobody who agreed to be named: ask first",
        "3. no organization | Sam Sole",
        "Not among them: 1\N{NO-BREAK SPACE}signer who has not agreed to be named.",
    ]


def test_a_text_that_is_not_on_record_is_called_no_older_one() -> None:
    """A day that was typed wrong may be a later one than the newest print's."""
    told = rolls.words.reminder_words(rolls.Reminder(Signer(1, "A", version="2026-05-02"),
                                                     rolls.Why.OTHER_TEXT))  # fmt: skip
    assert told.startswith("#1 A: signed another text (May")


def test_names_are_wanted_on_working_days_before_the_committees() -> None:
    days = rolls.sign_by("2026-04-02", rolls.RollSettings(), "ca")  # a Thursday; before: a holiday
    assert days == rolls.SignBy("2026-03-27", "2026-04-01", "2026-04-02")


# -- the workspace ---------------------------------------------------------------------------------


def test_a_roll_is_its_owners_alone(fresh: Workspace, form: Path) -> None:
    assert run(fresh, "import", form, "--by", "Ana").exit_code == 0
    path = rolls.path_of(fresh, BILL)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        path.chmod(0o644)
        assert any("chmod 600" in line for line in examine(fresh, 0)[0])
    assert is_private(path.relative_to(fresh.root).as_posix())
    journal = (fresh.root / "changes.jsonl").read_text(encoding="utf-8")
    assert "3\xa0signers new" in journal
    assert not any(name in journal for name in ("Ruiz", "Harm", "Sole", "form.csv"))


def test_a_day_with_a_roll(fresh: Workspace, form: Path, tmp_path: Path) -> None:
    looked = run(fresh, "import", form, "--look")
    assert "3 new" in looked.output and not rolls.path_of(fresh, BILL).exists()
    run(fresh, "import", form, "--version", "2026-01-22")
    assert run(fresh, "import", form, "--version", "2026-01-22").exit_code == UsageError.exit_code
    listed = run(fresh, "list").output
    assert "2\xa0organizations and 1\xa0person have signed; of 1 somebody has not agreed" in listed
    assert "#2 Freedom Network U.S.A.; signed the text of Jan\xa022,\xa02026\n" in listed
    assert "kept until Nov\xa021,\xa02028" in listed
    assert "withdrew on Nov" in run(fresh, "withdraw", "freedom network usa").output
    assert "Withdrawn on" in run(fresh, "list").output
    assert "has not signed" in run(fresh, "withdraw", "2").output
    near = run(fresh, "withdraw", "Coalition to End Ham")
    assert "Nearest: Coalition to End Harm." in near.output
    out = tmp_path / "roll.xlsx"
    assert run(fresh, "export", "-o", out).exit_code == 0
    assert "says nothing new" in run(fresh, "import", out).output
    assert rolls.read(fresh, BILL).signers[1].withdrawn_on


def test_two_rows_become_one_or_stay_two(fresh: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    text = "Organization,City,Date\nCAH,Fresno,2026-11-20\nCoalition Against Harm,,2026-11-21\n"
    path.write_text(text, encoding="utf-8")
    told = run(fresh, "import", path).output
    assert "CAH (#1) and Coalition Against Harm (#2): may be one organization." in told
    assert "Two signers" in run(fresh, "apart", 1, 2).output
    assert "may be one" not in run(fresh, "list").output
    assert "One signer: #2 Coalition Against Harm" in run(fresh, "same", "#2", "cah").output
    kept = {
        s.number: (s.organisation, s.city, s.signed_on) for s in rolls.read(fresh, BILL).signers
    }
    assert kept[2] == ("Coalition Against Harm", "Fresno", "2026-11-21") and len(kept) == 1


def test_a_change_of_a_roll_is_taken_back_and_a_name_forgotten_is_not(
    fresh: Workspace, form: Path
) -> None:
    run(fresh, "import", form)
    before = rolls.path_of(fresh, BILL).read_bytes()
    run(fresh, "withdraw", "Sam Sole")
    undone = CliRunner().invoke(main, ["--workspace", str(fresh.root), "undo"])
    assert undone.exit_code == 0, undone.output
    assert rolls.path_of(fresh, BILL).read_bytes() == before
    run(fresh, "forget", "Sam Sole")
    again = CliRunner().invoke(main, ["--workspace", str(fresh.root), "undo"])
    assert again.exit_code == UsageError.exit_code and "is not kept" in again.output
    assert [s.number for s in rolls.read(fresh, BILL).signers] == [1, 2]


def test_a_file_spoiled_by_hand_is_told_and_kept(fresh: Workspace, form: Path) -> None:
    run(fresh, "import", form)
    path = rolls.path_of(fresh, BILL)
    path.write_text(path.read_text("utf-8").replace("2026-11-21", "yesterday"), encoding="utf-8")
    told = run(fresh, "list")
    assert told.exit_code == 1 and f"rolls/{BILL}.csv line 3: Signed on: 'yesterday'" in told.output
    assert run(fresh, "withdraw", "Sam Sole").exit_code == 1
    assert "yesterday" in path.read_text("utf-8")


def test_rolls_are_kept_as_long_as_is_set(fresh: Workspace, form: Path) -> None:
    run(fresh, "import", form)
    fresh.organisation.write_text("[rolls]\nkeep_days = 2\n", encoding="utf-8")
    assert any("kept longer than" in line for line in examine(fresh, 0)[0])
    told = run(fresh, "list").output
    assert f"The roll of {BILL} was kept as long as" in told and "0\xa0organizations" in told
    assert [*fresh.root.glob("rolls/*")] == []
    fresh.organisation.write_text("[rolls]\nkeep_day = 2\n", encoding="utf-8")
    assert "keep_days" in run(fresh, "list").output


_NAMES = st.text("bcdfgklmnpqrstvwxz", min_size=9, max_size=12).map(
    lambda letters: f"{letters[:4].capitalize()} {letters[4:].capitalize()}"
)


@examples(4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=_NAMES, organisation=st.sampled_from(["A Fund", "", "Law Office of {}"]),
       proof=st.sampled_from(["", "mail of {}"]))  # fmt: skip
def test_who_is_forgotten_is_in_no_byte_of_the_workspace(
    fresh: Workspace, name: str, organisation: str, proof: str
) -> None:
    own = Signer(organisation=organisation.format(name), person=name, proof=proof.format(name),
                 contact=f"{name.split(maxsplit=1)[0]}@e.org", signed_on="2026-11-20")  # fmt: skip
    other = Signer(organisation="B Fund", person="Bea", signed_on="2026-11-20")
    rolls.take_in(fresh, BILL, rolls.SignerSheet("x.csv", ((2, own), (3, other))), by="Staff")
    rolls.withdraw(fresh, BILL, name, date(2026, 11, 21), by="Staff")
    assert _holding(fresh, name)
    done = rolls.forget(fresh, BILL, name.upper(), by="Staff")
    assert (done.blanked, done.removed) == ((1, 0) if organisation == "A Fund" else (0, 1))
    assert _holding(fresh, name) == []
    assert _holding(fresh, name.split(maxsplit=1)[0]) == []
    with pytest.raises(UnknownKey):
        rolls.forget(fresh, BILL, name, by="Staff")
    rolls.forget(fresh, BILL, "Bea", by="Staff")
    rolls.path_of(fresh, BILL).unlink()


def _holding(workspace: Workspace, name: str) -> list[str]:
    files = [path for path in workspace.root.rglob("*") if path.is_file()]
    return [str(path) for path in files if name.encode().lower() in path.read_bytes().lower()]


def test_what_staff_wrote_themselves_is_named_and_not_changed(fresh: Workspace, form: Path) -> None:
    run(fresh, "import", form)
    (fresh.root / "reports.toml").write_text("# Ana Ruiz called\n", encoding="utf-8")
    told = run(fresh, "forget", "ana ruiz").output
    assert "It also stands in reports.toml, which you wrote" in told
    assert "Do not import that list again" in told
