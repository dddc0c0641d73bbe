"""``billtrail campaign new``: a campaign of one's own, from its title to its first page."""

import tomllib

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from billtrail.campaigns.content.load import load_content, load_shipped
from billtrail.cli import main
from billtrail.decisions import campaigns, read_history
from billtrail.snapshot import open_snapshot

TITLE = "Housing for Survivors"
ID = "our-housing-for-survivors"


@pytest.fixture
def run(fresh):
    def call(*arguments):
        return CliRunner().invoke(main, ["--workspace", str(fresh.root), *arguments])

    return call


def new(run, *options, title=TITLE, to="-"):
    return run("campaign", "new", title, "--by", "Ana", *options, "-o", str(to))


def test_its_page_is_in_the_workspace_where_no_place_is_named(run, fresh, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run("campaign", "new", TITLE, "--by", "Ana", "--bill", "HR 4817")
    page = fresh.root / "briefs" / f"{ID}_2026-11-26_en.pdf"
    assert done.exit_code == 0 and page.read_bytes().startswith(b"%PDF")
    assert str(page) in done.output and not list(tmp_path.glob("*.pdf"))


def test_an_ask_alone_takes_nothing_from_what_its_page_tells_of_the_bill(run, fresh):
    new(run, "--bill", "HR 4817", to=fresh.root / "a.pdf")
    before = run("brief", ID, "--format", "md", "-o", "-").stdout
    with file_of(fresh).open("a", encoding="utf-8") as file:
        file.write(
            '\n[[ask]]\nid = "a"\nstages = ["in_committee"]\nheadline = "headline-a"\n'
            'texts = ["ask-a"]\n'
            + "".join(
                f'[[text]]\nkey = "{key}"\nlanguage = "en"\ntext = "Keep it."\nclaims = []\n'
                for key in ("headline-a", "ask-a")
            )
        )
    after = run("brief", ID, "--format", "md", "-o", "-")
    assert after.exit_code == 0, after.output
    assert "Sponsor: Jimmy Panetta" in before and "Sponsor: Jimmy Panetta" in after.stdout


def file_of(fresh, id=ID):
    return fresh.root / "campaigns" / f"{id}.toml"


def test_a_new_campaign_is_a_file_a_page_and_a_line_to_take_back(run, fresh, tmp_path):
    done = new(run, "--goal", "clear-records", "--bill", "HR 4817", "--bill", "ab379", to=tmp_path)
    assert done.exit_code == 0, done.output
    assert f"The campaign {ID} is there." in done.stdout
    assert (tmp_path / f"{ID}_2026-11-26_en.pdf").read_bytes().startswith(b"%PDF")
    assert "left out: sentences of your own: nobody has written any" in done.output
    written = tomllib.loads(file_of(fresh).read_text(encoding="utf-8"))
    assert written["title"] == TITLE
    assert written["goals"] == ["clear-records"]
    assert [bill["key"] for bill in written["bill"]] == ["us-119-hr4817", "ca-20252026-ab379"]
    taken = run("undo")
    assert "Taken back: campaign new" in taken.stdout
    assert not file_of(fresh).exists()


def test_its_page_says_where_each_of_its_bills_stands(run, fresh):
    new(run, "--bill", "HR 4817", "--bill", "ab379", "--bill", "AB 999")
    page = run("brief", ID, "--format", "txt", "-o", "-").stdout
    assert "H.R. 4817 has been in committee since July 29, 2025." in page
    others = page[page.index("OTHER BILLS OF THE CAMPAIGN") : page.index("SOURCES AND NOTES")]
    assert "AB 379 became" in others
    assert "We have not read the record of AB 999 yet." in others
    spanish = run("brief", ID, "--language", "es", "--format", "txt", "-o", "-").stdout
    assert "OTROS PROYECTOS DE LA CAMPAÑA" in spanish


def test_a_campaign_with_sentences_prints_those_and_no_list_of_bills(run, fresh):
    page = run("brief", "tsra", "--format", "txt", "-o", "-").stdout
    assert "SOURCES AND NOTES" in page and "OTHER BILLS OF THE" not in page


def test_many_bills_still_fit_one_page_and_the_rest_are_counted(run, fresh):
    numbers = [f"us-119-hr{number}" for number in range(9001, 9031)]
    options = [part for number in ("HR 4817", *numbers) for part in ("--bill", number)]
    assert new(run, *options).exit_code == 0
    page = run("brief", ID, "--format", "txt", "-o", "-").stdout
    assert page.count("We have not read the record of") == 8
    assert "And 22 more bills." in page


def test_without_a_bill_it_waits_for_one_and_that_one_leads(run, fresh):
    done = new(run, "--goal", "clear-records")
    assert done.exit_code == 0
    assert f"It follows no bill yet: billtrail watch KEY --campaign {ID}" in done.stderr
    assert run("watch", "AB 999", "--campaign", ID).exit_code == 0
    with open_snapshot(fresh.database, campaigns.sessions.today()) as snapshot:
        assert snapshot.campaign(ID).lead == "ca-20252026-ab999"


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("clear-record", "Nearest: clear-records (Survivors can clear the records"),
        ("police stops", "Nearest: less-over-policing (Police stop and arrest"),
        ("", "Nearest: clear-records"),
        ("<b>x</b>" * 999, "There is no goal"),
    ],
)
def test_a_wrong_goal_is_answered_with_the_nearest(run, fresh, goal, said):
    done = new(run, "--goal", goal)
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr
    assert not file_of(fresh).exists()


def test_a_goal_may_be_named_by_its_title(run, fresh):
    title = "survivors can work while their T visa is decided"
    assert new(run, "--goal", title, "--goal", "work-permits").exit_code == 0
    (own,) = [c for c in load_content(fresh.root).campaigns if c.id == ID]
    assert own.goals == ("work-permits",)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("", "Give the campaign a title."),
        (" \n ", "Give the campaign a title."),
        ("x" * 121, "The title has 121 letters; 120 are the most."),
        ("A\x07bell", "signs that cannot be printed"),
        ("trafficking survivors relief act", "a campaign with this title already: tsra"),
    ],
)
def test_a_title_that_is_none_is_refused(run, fresh, title, said):
    done = new(run, title=title)
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr


def test_markup_in_a_title_is_words(run, fresh):
    assert new(run, "--bill", "HR 4817", title='<script>"x"</script> = [1]').exit_code == 0
    (own,) = [c for c in load_content(fresh.root).campaigns if c.id == "our-script-x-script-1"]
    assert own.title == '<script>"x"</script> = [1]'


def test_one_bill_named_twice_is_followed_once(run, fresh):
    assert new(run, "--bill", "HR 4817", "--bill", "us-119-hr4817").exit_code == 0
    (own,) = [c for c in load_content(fresh.root).campaigns if c.id == ID]
    assert [bill.key for bill in own.bills] == ["us-119-hr4817"]


def test_a_bill_that_is_none_makes_no_campaign(run, fresh):
    assert new(run, "--bill", "the good one").exit_code == 2
    assert not file_of(fresh).exists()


def test_two_titles_of_one_name_have_two_files(run, fresh):
    assert new(run, title="Safe homes!").exit_code == 0
    assert new(run, title="Safe, homes").exit_code == 0
    assert file_of(fresh, "our-safe-homes").exists()
    assert file_of(fresh, "our-safe-homes-2").exists()


def test_no_shipped_name_is_one_that_a_coalition_may_take():
    """So a newer Billtrail ships nothing that lands on a campaign, an effort or a claim of its."""
    for campaign in load_shipped().campaigns:
        records = (campaign, *campaign.families, *campaign.claims)
        assert not [one.id for one in records if one.id.startswith(campaigns.OUR)]


@given(st.text(max_size=200), st.sets(st.integers(1, 9)))
def test_any_title_gives_a_name_for_files_and_addresses(title, numbers):
    first = campaigns.own_id(title, ())
    taken = {first, *(f"{first}-{number}" for number in numbers)}
    for name in (first, campaigns.own_id(title, taken)):
        assert name.startswith("our-") and len(name) <= 60
        assert all(part.isascii() and part.isalnum() for part in name.split("-"))
    assert campaigns.own_id(title, taken) not in taken


def test_the_history_tells_of_it_and_a_later_bill_of_it_is_no_part_of_it(run, fresh):
    new(run, "--bill", "HR 4817")
    run("watch", "AB 999", "--campaign", ID)
    campaign, watched = reversed(read_history(fresh))
    assert (campaign.what, campaign.stays) == (
        "the campaign, title: Housing for Survivors; H.R. 4817 (119th Congress), what we want: "
        "Watch it",
        "",
    )
    assert watched.what.startswith("AB 999")


@pytest.mark.parametrize("bills", [("S 2255", "HR 4817"), ("HR 4817", "S 2255", "HR 1379")])
def test_a_bill_that_a_law_overtook_is_never_told_as_alive(run, bills):
    new(run, *(part for bill in bills for part in ("--bill", bill)))
    page = run("brief", ID, "--format", "txt", "-o", "-").stdout
    assert "S. 2255 has been in committee" not in page
    assert page.count("H.R. 4323 became law") == 1 or "Public Law 119-73" in page
    assert "H.R. 1379 has been" not in page
