"""Campaigns at the desk: begun, and every record of them changed, checked and put back by forms."""

import re
import tomllib

import pytest
import test_desk
from test_desk import changes

from billtrail.campaigns.content.load import load_content
from billtrail.workspace.workspace import Workspace

FORM, TEXTS = "/-/desk/campaigns", "/-/desk/texts"
LINK = re.compile(r'href="(/-/desk/[^"]*)"[^>]*>([^<]*)<')

site, office = test_desk.site, test_desk.office


@pytest.fixture
def workspace(site: tuple[str, Workspace]) -> Workspace:
    return site[1]


def link(office, path, words):
    """The address behind some words of a page."""
    found = [a for a, text in LINK.findall(office.get(path).text) if words in text]
    return found[0].replace("&amp;", "&")


def filled(office, path):
    """What a browser would send of the first form of a page, as it stands."""
    html = office.get(path).text.partition('<form class="form')[2].partition("</form>")[0]
    values = dict(re.findall(r'<input[^>]* name="([\w-]+)"[^>]*? value="([^"]*)"', html))
    values |= {n: t for n, t in re.findall(r'<textarea[^>]* name="([\w-]+)"[^>]*>\n([^<]*)<', html)}
    for box in ("checkbox", "radio"):
        for tag in re.findall(rf'<input type="{box}"[^>]*>', html):
            name = re.search(r'name="([\w-]+)"', tag)[1]
            values.pop(name, None)
    ticked = re.findall(
        r'<input type="(?:checkbox|radio)"[^>]* name="([\w-]+)" value="([^"]*)" checked', html
    )
    for name, value in ticked:
        values[name] = [*values.get(name, []), value]
    for name, inner in re.findall(r'<select[^>]* name="([\w-]+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        values[name] = chosen[1] if chosen else ""
    return {name: _plain(value) for name, value in values.items()} | {"by": "A. Tester"}


def _plain(value):
    from html import unescape

    return [unescape(one) for one in value] if isinstance(value, list) else unescape(value)


def save(office, path, do="save", **values):
    to = path.partition("?")[0]
    return office.send(to, filled(office, path) | values | {"do": do})


def campaign(workspace, id="tsra"):
    return next(c for c in load_content(workspace.root).campaigns if c.id == id)


def own(workspace, id="tsra"):
    file = workspace.root / "campaigns" / f"{id}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def begun(office, **values):
    sent = {
        "title": "Housing for survivors",
        "bills": "HR 4817\nab379, AB 999",
        "goals": "trans-safety",
    }
    return save(office, FORM, "new", **(sent | values))


# -- a new campaign --------------------------------------------------------------------------------


def test_a_campaign_begins_with_bills_in_any_spelling(office, workspace):
    answer = begun(office)
    assert answer.status_code == 303
    page = office.get(answer.headers["location"]).text
    assert "session): It is followed, not yet fetched" in page
    assert "No sentences yet" in page and "Take back" in page
    found = campaign(workspace, "our-housing-for-survivors")
    assert [b.key for b in found.bills] == [
        "us-119-hr4817", "ca-20252026-ab379", "ca-20252026-ab999",
    ]  # fmt: skip
    assert found.goals == ("trans-safety",)
    assert office.get("/-/brief/our-housing-for-survivors.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"title": ""}, "Give the campaign a title"),
        ({"bills": "HR 1"}, "Write it with its session, such as HR 1 (119th)."),
        ({"title": "x" * 121}, "120 are the most"),
        ({"title": "Trafficking Survivors Relief Act"}, "with this title already"),
        ({"title": "x" * 60_000}, "too long"),
        ({"bills": "the good bill"}, "Nothing in this file is called"),
        ({"bills": "HR 9001"}, "It can be"),
        ({"bills": "HR 4817\n<script>alert(1)</script>"}, "Nothing in this file is called"),
        ({"goals": "peace"}, "There is no goal"),
        ({"goals": ["clear-records", "<b>"]}, "There is no goal"),
        ({"by": " "}, "Say who you are"),
    ],
)
def test_what_is_no_campaign_is_told_and_kept_in_the_form(office, workspace, values, says):
    answer = begun(office, **values)
    assert (answer.status_code in (400, 422), says in answer.text) == (True, True)
    assert "<script>alert" not in answer.text
    assert changes(workspace) == [] and not (workspace.root / "campaigns").exists()
    if len(values.get("title", "")) < 1000 and answer.status_code == 422:
        assert "ab379" in answer.text or "bills" in values


def test_the_same_form_sent_twice_makes_one_campaign(office, workspace):
    assert begun(office).status_code == 303
    assert begun(office).status_code == 422
    assert len(changes(workspace)) == 1


# -- records ---------------------------------------------------------------------------------------

NEW = {
    "date": {"on": "2027-03", "what": "Policies due", "who": "Departments",
             "certainty": "expected", "source": "A letter"},
    "endorser": {"organisation": "A Clinic", "bill": "us-119-hr4323", "date": "2026",
                 "proof": "Its letter"},
    "family": {"title": "Another effort"},
    "bill": {"key": "AB 999", "aim": "pass", "why": "Heard on the call."},
    "claim": {"kind": "fact", "source": "A report", "while_of": "us-tsra",
              "while_stages": ["enacted"], "from": "2026-01-23"},
    "ask": {"headline-words": "Pay for it.", "line-1": "Fund it.", "stages": ["enacted"],
            "deadline": "2026-12-01"},
}  # fmt: skip
PARTS = {"date": "dates", "endorser": "endorsers", "family": "families", "bill": "bills",
         "claim": "claims", "ask": "asks"}  # fmt: skip


@pytest.mark.parametrize("table", NEW)
def test_every_kind_of_record_is_added_and_taken_back(office, workspace, table):
    before = len(getattr(campaign(workspace), PARTS[table]))
    answer = save(office, f"{FORM}?campaign=tsra&new={table}", **NEW[table])
    assert answer.status_code == 303
    assert len(getattr(campaign(workspace), PARTS[table])) == before + 1
    page = office.get(answer.headers["location"]).text
    (change,) = changes(workspace)
    undo = {"csrftoken": office.form(f"{FORM}?campaign=tsra&new=date")["csrftoken"]}
    assert "Take back" in page
    office.send("/-/desk/history", undo | {"do": f"undo {change.id}"})
    assert own(workspace) is None


def test_a_ground_holds_while_what_it_says_does(office, workspace):
    save(office, f"{FORM}?campaign=tsra&new=claim", **NEW["claim"])
    (claim,) = [c for c in campaign(workspace).claims if c.id.startswith("our-")]
    assert [c.to_raw() for c in claim.holds_if] == [
        {"family": "us-tsra", "stages": ["enacted"]}, {"from": "2026-01-23"},
    ]  # fmt: skip
    path = link(office, f"{FORM}?campaign=tsra", "A report")
    assert "while Trafficking Survivors Relief Act is enacted" in office.get(path).text
    save(office, path, keep=["1"])
    (claim,) = [c for c in campaign(workspace).claims if c.id.startswith("our-")]
    assert [c.to_raw() for c in claim.holds_if] == [{"from": "2026-01-23"}]


def test_a_shipped_date_changes_stays_beside_and_comes_back(office, workspace):
    path = link(office, f"{FORM}?campaign=tsra", "Report to Congress")
    answer = save(office, path, certainty="watch")
    assert answer.status_code == 303
    assert own(workspace)["date"][0]["certainty"] == "watch"
    assert "yours over the shipped one" in office.get(f"{FORM}?campaign=tsra").text
    page = office.get(path).text
    assert "Shipped:</span> expected" in page and "Back to the shipped one" in page
    assert save(office, path, "back").status_code == 303
    assert own(workspace) is None


def test_a_date_may_be_called_otherwise(office, workspace):
    path = link(office, f"{FORM}?campaign=tsra", "Report to Congress")
    assert save(office, path, what="A report on training").status_code == 303
    dates = {date.what: date for date in campaign(workspace).dates}
    assert "A report on training" in dates
    assert "Report to Congress on the training of U.S. attorneys" not in dates


def test_what_is_taken_out_can_be_put_back(office, workspace):
    path = link(office, f"{FORM}?campaign=tsra", "Report to Congress")
    save(office, path, "out")
    assert len(campaign(workspace).dates) == 2
    assert "taken out" in office.get(f"{FORM}?campaign=tsra").text
    assert "Put it back" in office.get(path).text
    assert save(office, path, "back").status_code == 303
    assert len(campaign(workspace).dates) == 3


def test_a_record_that_others_need_is_not_taken_out(office, workspace):
    answer = save(office, link(office, f"{FORM}?campaign=tsra", "Public Law 119-73, 139"), "out")
    assert answer.status_code == 422
    assert "This is needed by Sentences: Headline; Sentences: What is asked." in answer.text
    assert own(workspace) is None


@pytest.mark.parametrize(
    ("table", "values", "says"),
    [
        ("date", {"on": "soon"}, "is not a date such as"),
        ("date", {"on": "2027-02-31"}, "is not a date such as"),
        ("date", {"on": ""}, "Fill this in."),
        ("date", {"certainty": "maybe"}, "is none of sure, expected, watch"),
        ("date", {"source": " "}, "Fill this in."),
        ("date", {"url": "javascript:alert(1)"}, "is not a web address"),
        ("date", {"on": "2027-01-23",
                  "what": "Report to Congress on the training of U.S. attorneys"}, "one already"),
        ("date", {"what": "x" * 60_000}, "too long"),
        ("endorser", {"bill": "us-119-hr99"}, ""),
        ("endorser", {"bill": "../../x"}, ""),
        ("family", {"title": ""}, "Fill this in."),
        ("bill", {"key": ""}, "Name one bill."),
        ("bill", {"key": "HR 1, HR 2"}, ""),
        ("bill", {"aim": "hope"}, "is none of"),
        ("claim", {"source": ""}, "Fill this in."),
        ("claim", {"kind": "view"}, "a view"),
        ("claim", {"while_stages": []}, "stages go with"),
        ("claim", {"from": "2028", "until": "2027"}, "can never hold"),
        ("claim", {"while_of": "us-nothing"}, "There is no family"),
        ("ask", {"stages": []}, "Fill this in."),
        ("ask", {"stages": ["enacted", "won"]}, "is none of"),
        ("ask", {"headline-words": ""}, "Write the headline"),
        ("ask", {"deadline": "later"}, "is not a date"),
        ("verse", {}, "no such form"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    office, workspace, table, values, says
):
    path = f"{FORM}?campaign=tsra&new={table if table in NEW else 'date'}"
    sent = NEW.get(table, NEW["date"]) | values | ({} if table in NEW else {"new": table})
    answer = save(office, path, **sent)
    if answer.status_code == 303:  # an endorser of a bill that is elsewhere is one
        assert says == "" and table == "endorser"
        return
    assert answer.status_code in (400, 404, 422), answer.status_code
    assert says in answer.text.replace("&#39;", "'")
    assert "Traceback" not in answer.text and own(workspace) is None


def test_two_editors_at_once_are_told(office, workspace):
    path = link(office, f"{FORM}?campaign=tsra", "Report to Congress")
    mine = filled(office, path) | {"do": "save", "who": "Me"}
    save(office, path, who="Somebody else")
    answer = office.send(FORM, mine)
    assert answer.status_code == 409 and "Somebody else" in answer.text
    assert 'value="Me"' in answer.text
    assert own(workspace)["date"][0]["who"] == "Somebody else"


def test_a_file_edited_by_hand_meanwhile_is_kept(office, workspace):
    path = link(office, f"{FORM}?campaign=tsra", "Report to Congress")
    mine = filled(office, path) | {"do": "save", "certainty": "watch"}
    file = workspace.root / "campaigns" / "tsra.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text('# By hand.\nsummary = "Ours."\n', encoding="utf-8")
    assert office.send(FORM, mine).status_code == 303
    text = file.read_text(encoding="utf-8")
    assert text.startswith('# By hand.\nsummary = "Ours."\n') and 'certainty = "watch"' in text


def test_a_campaign_of_ones_own_goes_and_a_shipped_one_is_the_shipped_one_again(office, workspace):
    begun(office)
    id = "our-housing-for-survivors"
    assert "Remove this campaign" in office.get(f"{FORM}?campaign={id}").text
    assert save(office, f"{FORM}?campaign={id}", "drop").status_code == 303
    assert own(workspace, id) is None
    assert office.get(f"{FORM}?campaign={id}").status_code == 404
    save(office, f"{FORM}?campaign=tsra&new=date", **NEW["date"])
    assert "Back to the shipped one" in office.get(f"{FORM}?campaign=tsra").text
    save(office, f"{FORM}?campaign=tsra", "drop")
    assert own(workspace) is None


def test_what_is_not_there_is_said(office):
    assert office.get(f"{FORM}?campaign=tsar").status_code == 404
    assert "tsra" in office.get(f"{FORM}?campaign=tsar").text
    assert office.get(f"{FORM}?campaign=tsra&at=date-000000000000").status_code in (400, 404)


# -- sentences -------------------------------------------------------------------------------------

PROBLEM = f"{TEXTS}?campaign=tsra&key=problem"
OURS = "A record stays for years. It bars survivors from work and from a home."


def test_a_sentence_is_saved_where_it_changed_and_the_shipped_one_stays_in_sight(office, workspace):
    answer = save(office, PROBLEM, **{"text-en": OURS})
    assert answer.status_code == 303
    assert own(workspace) == {"text": [{"key": "problem", "language": "en", "text": OURS}]}
    page = office.get(PROBLEM).text
    assert "Shipped:</span> Traffickers force people" in page
    assert save(office, PROBLEM, "back en").status_code == 303
    assert own(workspace) is None


def test_the_page_is_shown_with_words_that_are_not_saved(office, workspace):
    values = filled(office, PROBLEM) | {"text-en": OURS, "do": "look"}
    page = office.send(TEXTS, values).text
    picture = re.findall(r'<img class="sheet" src="([^"]+)"', page)[0]
    assert re.fullmatch(rf"{TEXTS}/picture\?of=[0-9a-f]+", picture) and "1 page, " in page
    assert office.get(picture).content.startswith(b"\x89PNG")
    assert OURS in page and own(workspace) is None and changes(workspace) == []


def test_what_the_house_avoids_is_said_beside_the_words(office):
    values = filled(office, PROBLEM) | {"text-en": "Victims are rescued.", "do": "look"}
    page = office.send(TEXTS, values).text.replace("&#39;", "'").replace("&#34;", '"')
    assert 'say "survivor"' in page and "Reading grade" in page


def test_a_review_is_of_the_saved_words_by_who_is_at_the_desk(office, workspace):
    refused = save(office, PROBLEM, "review es", **{"text-es": "Otras palabras."})
    assert refused.status_code == 422 and "Save these words first" in refused.text
    assert save(office, PROBLEM, "review es").status_code == 303
    (text,) = [t for t in campaign(workspace).texts if (t.key, t.language) == ("problem", "es")]
    assert text.reviewed_by == "A. Tester"
    assert "Reviewed by A. Tester" in office.get(PROBLEM).text
    save(office, PROBLEM, **{"text-es": "Otras palabras."})
    (text,) = [t for t in campaign(workspace).texts if (t.key, t.language) == ("problem", "es")]
    assert (text.text, text.reviewed_by) == ("Otras palabras.", None)


def test_words_that_no_page_holds_are_refused_and_kept_in_the_form(office, workspace):
    answer = save(office, PROBLEM, **{"text-en": "This is one sentence of many. " * 150})
    assert answer.status_code == 422 and "does not fit on one page" in answer.text
    assert "one sentence of many. This is one" in answer.text and own(workspace) is None


def test_a_new_sentence_of_ones_own_campaign_is_on_its_page(office, workspace):
    begun(office)
    id = "our-housing-for-survivors"
    assert save(
        office, f"{FORM}?campaign={id}&new=claim", kind="fact", source="Our own count, 2026"
    )
    (claim,) = campaign(workspace, id).claims
    path = f"{TEXTS}?campaign={id}&key=problem"
    assert save(office, path, **{"text-en": OURS, "claims": [claim.id]}).status_code == 303
    assert campaign(workspace, id).texts[0].claims == (claim.id,)
    page = office.get(f"/-/brief/{id}.txt").text
    assert "It bars survivors from work" in page and "Our own count, 2026" in page


def test_a_sentence_that_rests_on_nothing_that_is_there_is_told(office, workspace):
    answer = save(office, PROBLEM, claims=["no-such-ground"])
    assert answer.status_code == 422 and "There is no claim" in answer.text
    assert own(workspace) is None


@pytest.mark.parametrize("key", ["", "x" * 500, "verse", "\x07"])
def test_a_sentence_that_nothing_prints_is_told(office, workspace, key):
    answer = office.send(TEXTS, filled(office, PROBLEM) | {"key": key, "do": "save"})
    assert answer.status_code in (400, 404, 422) and own(workspace) is None


def test_the_review_sheet_is_printed_from_the_desk(office):
    answer = office.get(f"{TEXTS}/sheet?campaign=tsra")
    assert answer.content.startswith(b"%PDF")
    assert "review_tsra_" in answer.headers["content-disposition"]


def test_an_ask_gets_a_line_loses_one_and_goes(office, workspace):
    path = link(office, f"{FORM}?campaign=tsra", "Survivors can ask courts to clear")
    answer = save(office, path, **{"line-1": "Rescue the victims of it."})
    assert answer.status_code == 303
    page = office.get(answer.headers["location"]).text
    assert "say &#34;survivor&#34;" in page  # the house's words are told, and stop nothing
    (ask,) = [a for a in campaign(workspace).asks if a.id == "implement"]
    assert ask.texts[-1] == "implement-1"
    assert "Rescue the victims of it." in office.get(path).text
    assert save(office, path, "back").status_code == 303
    assert own(workspace) is None
    assert save(office, path, "out").status_code == 303
    assert "implement" not in {a.id for a in campaign(workspace).asks}


def test_what_a_save_would_change_is_told_in_sentences_and_nothing_is_written(office, workspace):
    path = link(office, f"{FORM}?campaign=tsra", "Survivors can ask courts to clear")
    page = save(office, path, "look", deadline="2026-12-18").text
    assert "Ask them to act by" in page and "What this would change" in page
    assert own(workspace) is None and changes(workspace) == []
    page = save(office, path, "look", deadline="soon").text
    assert "is not a date" in page and "Traceback" not in page
    page = save(office, f"{FORM}?campaign=tsra&new=bill", "look", **NEW["bill"]).text
    assert "999: no position" in page and changes(workspace) == []
