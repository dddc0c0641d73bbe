"""Records of a campaign changed one at a time: what ships stays beside what is yours."""

import tomllib

import pytest

from billtrail.campaigns.content.load import load_content, load_shipped
from billtrail.campaigns.content_files import shipped_files
from billtrail.decisions import campaign_records as records
from billtrail.decisions.campaign_records import RecordAt, record_at
from billtrail.decisions.campaign_texts import ask_back_to_shipped, free_ask, save_ask, take_out_ask
from billtrail.decisions.decisions import review
from billtrail.decisions.undo import undo
from billtrail.errors import UsageError
from billtrail.legislatures.calendar import today
from billtrail.records import identity, shapes, tables
from billtrail.records.faults import Faulty

LIMITS = RecordAt("tsra", "text", ("limits", "en"))
FIRST_DATE = RecordAt(
    "tsra",
    "date",
    ("2027-01-23", "Report to Congress on the training of U.S. attorneys"),
)
ANA = {"by": "Ana", "say": lambda line: None}


def own(fresh, campaign="tsra"):
    file = fresh.root / "campaigns" / f"{campaign}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def campaign(fresh, id="tsra"):
    return next(c for c in load_content(fresh.root).campaigns if c.id == id)


def every_shipped_record():
    for name, text in shipped_files().items():
        if name.startswith("campaigns/"):
            id = name.removeprefix("campaigns/").removesuffix(".toml")
            raw = tomllib.loads(text)
            yield RecordAt(id, "campaign"), {k: v for k, v in raw.items() if k != "family"}
            yield from _of(id, "", raw, None, ())


def _of(id, above, raw, kind, ids):
    from billtrail.campaigns.content.files import Campaign

    for table, inner in tables(kind or Campaign).items():
        for item in raw.get(table, ()):
            named = (*ids, *identity(inner, item).values())
            yield RecordAt(id, table, named), item
            yield from _of(id, table, item, inner, named)


def test_what_ships_said_again_is_no_change(fresh):
    """Of every record that ships, by its declaration alone."""
    count = 0
    for at, raw in every_shipped_record():
        values = {s.name: raw.get(s.name) for s in shapes(at.kind) if not s.names}
        fields = dict(records._fields(at, records.RecordState(raw, None), values))
        assert not [name for name, value in fields.items() if value is not None], at
        count += 1
    assert count > 700


def test_one_field_of_a_shipped_record_is_yours_and_the_rest_ships_on(fresh):
    values = {**records.read_state(fresh, FIRST_DATE).now, "certainty": "watch"}
    records.save(fresh, FIRST_DATE, values, was=FIRST_DATE, **ANA)
    on, what = FIRST_DATE.ids
    assert own(fresh) == {"date": [{"on": on, "what": what, "certainty": "watch"}]}
    state = records.read_state(fresh, FIRST_DATE)
    assert (state.ships["certainty"], state.now["certainty"]) == ("expected", "watch")
    records.back_to_shipped(fresh, FIRST_DATE, **ANA)
    assert own(fresh) is None
    undo(fresh)
    assert own(fresh)["date"][0]["certainty"] == "watch"


def test_a_new_record_and_one_taken_out(fresh):
    at = RecordAt("tsra", "date", ("2027-03-01", "Policies due"))
    values = {"who": "Departments", "certainty": "expected", "source": "A letter", "url": None}
    records.save(fresh, at, values, **ANA)
    assert [d.who for d in campaign(fresh).dates if d.what == "Policies due"] == ["Departments"]
    with pytest.raises(UsageError, match="there is one already"):
        records.save(fresh, at, values, **ANA)
    records.take_out(fresh, at, **ANA)
    records.take_out(fresh, FIRST_DATE, **ANA)
    assert own(fresh)["date"] == [{"on": FIRST_DATE.ids[0], "what": FIRST_DATE.ids[1],
                                   "remove": True}]  # fmt: skip
    records.save(fresh, FIRST_DATE, {"certainty": "expected"}, was=FIRST_DATE, **ANA)
    assert own(fresh) is None


def test_what_names_a_record_can_change_too(fresh):
    new = RecordAt("tsra", "date", (FIRST_DATE.ids[0], "Report on training"))
    records.save(fresh, new, {"certainty": "sure"}, was=FIRST_DATE, **ANA)
    dates = {d.what: d for d in campaign(fresh).dates}
    assert FIRST_DATE.ids[1] not in dates
    assert (dates["Report on training"].who, dates["Report on training"].certainty) == (
        "Attorney General", "sure",
    )  # fmt: skip


def test_a_member_of_an_effort_is_a_record_within_one(fresh):
    at = RecordAt("tsra", "member", ("us-tsra", "us-119-hr9999"))
    with pytest.raises(Faulty) as caught:
        records.save(fresh, at, {"kind": "companion", "basis": "read"}, **ANA)
    assert [fault.says for fault in caught.value.faults] == ["has no [[bill]] in this campaign"]
    assert own(fresh) is None
    held = RecordAt("tsra", "member", ("us-tsra", "us-118-s4214"))
    records.save(fresh, held, {"basis": "Read by Ana"}, was=held, **ANA)
    assert own(fresh) == {
        "family": [{"id": "us-tsra", "member": [{"bill": "us-118-s4214", "basis": "Read by Ana"}]}]
    }


def test_other_words_lose_their_review_and_the_same_words_keep_it(fresh):
    review(fresh, ["tsra/limits"], by="Ana", on=today(), say=lambda line: None)
    now = records.read_state(fresh, LIMITS).now
    records.save(fresh, LIMITS, {"text": now["text"], "version": "Section 2"}, was=LIMITS, **ANA)
    assert records.read_state(fresh, LIMITS).now["reviewed_by"] == "Ana"
    records.save(fresh, LIMITS, {"text": "Other words."}, was=LIMITS, **ANA)
    assert "reviewed_by" not in records.read_state(fresh, LIMITS).now


def test_a_fault_names_its_field_and_nothing_is_written(fresh):
    values = {"who": "X", "certainty": "maybe", "source": "", "url": "example.org"}
    at = RecordAt("tsra", "date", ("soon", "A thing"))
    with pytest.raises(Faulty) as caught:
        records.save(fresh, at, values, **ANA)
    said = {fault.field: fault.says for fault in caught.value.faults}
    assert said == {
        "on": "'soon' is not a date such as 2026-01-23",
        "certainty": "'maybe' is none of sure, expected, watch",
        "source": "'' is not text",
        "url": "'example.org' is not a web address",
    }
    assert own(fresh) is None


def test_a_draft_is_checked_and_not_written(fresh):
    found = records.draft(fresh, LIMITS, {"text": "Other words."}, LIMITS)
    (tsra,) = [c for c in found.campaigns if c.id == "tsra"]
    assert [t.text for t in tsra.texts if (t.key, t.language) == LIMITS.ids] == ["Other words."]
    assert own(fresh) is None


def test_all_of_ones_own_goes_and_comes_back_to_the_byte(fresh):
    file = fresh.root / "campaigns" / "tsra.toml"
    file.parent.mkdir(exist_ok=True)
    written = '# Ours.\nstale_after_days = 3\n\n# Ana asked.\n[[text]]\nkey = "limits"\n' \
              'text = "Our words."\n\n[[family]]\nid = "us-tsra"\n[[family.member]]\n' \
              'bill = "us-118-s4214"\nbasis = "ours"\n'  # fmt: skip
    file.write_text(written, encoding="utf-8")
    records.drop_own(fresh, "tsra", **ANA)
    assert "text" not in (own(fresh) or {})
    assert campaign(fresh) == next(c for c in load_shipped().campaigns if c.id == "tsra")
    undo(fresh)
    assert file.read_text(encoding="utf-8") == written


@pytest.mark.parametrize(
    ("table", "ids"), [("verse", ()), ("date", ("2027",)), ("campaign", ("x",)), ("member", ("a",))]
)
def test_what_names_no_record_is_said(table, ids):
    with pytest.raises(UsageError):
        record_at("tsra", table, ids)


def test_an_ask_comes_with_its_sentences_and_a_second_has_a_name_of_its_own(fresh):
    values = {"stages": ["enacted"], "for": None, "deadline": "2026-12-01"}
    for _ in range(2):
        at = free_ask(fresh, "tsra")
        save_ask(fresh, at, values, ["Do this.", "Do that."], headline="Act now.", **ANA)
    asks = {ask.id: ask for ask in campaign(fresh).asks}
    assert asks["ask-1"].texts == ("ask-1-1", "ask-1-2")
    assert asks["ask-2"].headline == "headline-ask-2"
    words = {t.key: t.text for t in campaign(fresh).texts}
    assert (words["headline-ask-1"], words["ask-2-2"]) == ("Act now.", "Do that.")
    at = RecordAt("tsra", "ask", ("ask-1",))
    save_ask(fresh, at, {"texts": ["ask-1-2"]}, ["And this."], was=at, **ANA)
    (ask,) = [ask for ask in campaign(fresh).asks if ask.id == "ask-1"]
    assert (ask.texts, ask.deadline) == (("ask-1-2", "ask-1-3"), "2026-12-01")
    assert "ask-1-1" not in {t.key for t in campaign(fresh).texts}


def test_an_ask_goes_with_the_sentences_that_no_other_says_and_comes_back_with_them(fresh):
    shipped = next(c for c in load_shipped().campaigns if c.id == "tsra")
    for ask in shipped.asks:
        at = RecordAt("tsra", "ask", (ask.id,))
        take_out_ask(fresh, at, **ANA)
        kept = {t.key for t in campaign(fresh).texts}
        others = {k for a in shipped.asks if a != ask for k in (a.headline, *a.texts)}
        assert not ({ask.headline, *ask.texts} - others) & kept
        ask_back_to_shipped(fresh, at, **ANA)
        assert own(fresh) is None


def test_every_record_is_listed_with_both_sides(fresh):
    shipped = dict(records.read_records(fresh, "tsra"))
    assert all(state.own is None and state.ships is not None for state in shipped.values())
    member = RecordAt("tsra", "member", ("us-tsra", "us-118-s4214"))
    assert shipped[member].now["kind"] == "companion"
    records.take_out(fresh, FIRST_DATE, **ANA)
    now = dict(records.read_records(fresh, "tsra"))
    assert now.keys() == shipped.keys()
    assert now[FIRST_DATE].removed and now[FIRST_DATE].now is None
