"""Digests at the desk: added, shown as they would come, refused at the field, forgotten; and home
says what could not be delivered."""

import re
from datetime import datetime

from mailing import ANA
from serving import served
from test_desk import Office, hidden

from billtrail import mail
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.calendar import sessions

PAGE = "/-/desk/digests"
FORM = {"name": "Zoe Quill", "to": "zoe@example.org", "audience": "staff", "rhythm": "daily",
        "bills": "HR 4817\nAB 938", "sections": "18 USC 3771A", "campaigns": "tsra",
        "by": "A. Tester"}  # fmt: skip

#: Field, what is wrong in it, what is said there.
WRONG = (
    ("bills", "HR 77777", "is not in the file yet"),
    ("name", "", "Say who it is"),
    ("to", "slack://a/b/c", "put it into secrets.env"),
    ("rhythm", "x", "none of"),
)


def test_somebody_is_added_looked_at_changed_and_forgotten(fresh):
    with served(make_datasette(fresh.database)) as address:
        office = Office(address)

        def send(do, **more):
            return office.send(PAGE, office.form(PAGE) | FORM | more | {"do": do})

        for field, wrong, says in WRONG:
            refused = send("save", **{field: wrong})
            assert refused.status_code == 422 and says in refused.text
        look = send("look")
        assert "As it would come today" in look.text and "THE NEXT TWO WEEKS" in look.text
        assert not mail.load_subscribers(fresh).sound
        assert send("save").status_code == 303
        page = office.get(PAGE).text
        assert "Zoe Quill" in page and "zoe@example.org, staff, daily" in page
        shown = office.get(f"{PAGE}?who=1").text
        assert "AB 938" in hidden_area(shown, "bills") and 'value="zoe@example.org"' in shown
        assert "Zoe" not in office.get("/").text
        now = datetime.fromisoformat(sessions.utc_now())
        with mail.open_outbox(fresh) as outbox:
            (found,) = mail.prepare_digests(fresh, [ANA], lambda _: None, sessions.today())
            outbox.put(ANA, "day", found.digest, b"x", now)
            outbox.note(outbox.all()[0], mail.Outcome("550 no", for_good=True), now)
        home = office.get("/").text.replace("\N{NO-BREAK SPACE}", " ")
        assert "1 digest could not be delivered" in home and "ana@" not in home
        (do,) = re.findall(r'value="(forget-subscriber \w+)"', page)
        token = hidden(page)["csrftoken"]
        gone = office.send(PAGE, {"csrftoken": token, "do": do, "by": "A. Tester"})
        assert gone.status_code == 303 and not mail.load_subscribers(fresh).sound
        again = office.send(PAGE, {"csrftoken": token, "do": do, "by": "A. Tester"})
        assert again.status_code == 422
    journal = fresh.root / "changes.jsonl"
    assert not journal.exists() or "Zoe" not in journal.read_text()


def hidden_area(page, name):
    return page.partition(f'name="{name}"')[2].partition("</textarea>")[0]
