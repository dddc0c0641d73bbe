"""How California's measures pass and take effect, by their prints: urgency statutes, tax levies,
budget bills, constitutional amendments. Built by hand in PUBINFO's format; AB 1 of 1999-2000 and
AB 262 of 2021-22 have the true values of their rows."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from california import measure, stand
from hypothesis import given
from hypothesis import strategies as st
from pubinfo import FILES, LOB, VERSIONS, read

from billtrail.bills import effective_day
from billtrail.bills.identity import effect_of_digest, terms_of, vote_needed
from billtrail.bills.models import Version
from billtrail.briefs.build.effect import effect_sentences
from billtrail.briefs.language import Labels
from billtrail.importing import import_paths
from billtrail.legislatures import Chamber, Effect, Language
from billtrail.scrapers.ca_pubinfo.prints import vote_share
from billtrail.scrapers.california import caml_text
from billtrail.scrapers.registry import load_sources
from billtrail.snapshot import bill_json
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.views import VIEWS
from billtrail.words.status import effect_words, vote_words

FLOOR = [
    ("2026-02-10", "A", "Read first time. To print."),
    ("2026-03-02", "A", "Referred to Com. on PUB. S."),
]


def bill(key="ca-20252026-ab9", lines=FLOOR, **print_):
    made = measure(key, lines)
    return replace(made, versions=(Version("Introduced", lines[0][0], "99INT", **print_),))


# -- what is read ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "share"),
    [("Majority", "majority"), ("Two Thirds", "2/3"), ("TWO_THIRDS", "2/3"), ("2/3", "2/3"),
     ("Three Fourths", "3/4"), ("4/5", "4/5"), ("Four  Fifths", "4/5"), ("", None),
     ("by consent", None)],
)  # fmt: skip
def test_a_share_in_the_spellings_of_the_tables(text, share):
    assert vote_share(text) == share


@pytest.mark.parametrize(
    ("digest", "effect"),
    [
        ("This bill would declare that it is to take effect immediately as an urgency statute.",
         Effect.URGENCY),
        ("This bill would take effect immediately as a tax levy.", Effect.TAX_LEVY),
        ("would declare that it is to take effect immediately as a bill providing for "
         "appropriations related to the Budget Bill.", Effect.BUDGET),
        ("Existing law lets an urgency statute take effect immediately.", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_digest_says_why_a_bill_does_not_wait(digest, effect):
    assert effect_of_digest(digest) == effect


def _marks(**yes):
    names = ("Urgency", "TaxLevy", "Election", "UsualCurrentExpenses", "BudgetBill",
             "Prop25TrailerBill")  # fmt: skip
    marks = (f"<caml:{n}>{yes.get(n, 'NO')}</caml:{n}>" for n in names)
    return LOB.replace(b"<caml:Title>", "".join(marks).encode() + b"<caml:Title>")


def test_the_marks_of_a_print_tell_bills_of_the_budget():
    assert caml_text(_marks(Prop25TrailerBill="YES")).effect == Effect.BUDGET
    assert caml_text(_marks()).effect == Effect.LATER
    assert caml_text(LOB).effect is None


def test_the_rows_of_a_print_are_read(tmp_path):
    """Final prints of 1999 tell nothing: the newest that does counts."""
    terms = terms_of(read(tmp_path))
    assert (terms.vote, terms.effect, terms.fiscal) == ("majority", Effect.LATER, True)
    # The columns from the vote to the tax levy: NULL in the last print.
    urgent = VERSIONS.replace(b"`Majority`\t`No`\t`Yes`\t`No`\tNULL\t`No`",
                              b"`Two Thirds`\t`No`\t`Yes`\t`No`\tNULL\t`Yes`")  # fmt: skip
    head, _, last = urgent.rstrip(b"\n").rpartition(b"\n")
    silent = last.replace(
        b"`Two Thirds`\t`No`\t`Yes`\t`No`\tNULL\t`Yes`\t`No`", b"\t".join([b"NULL"] * 7)
    )
    assert last != silent
    found = read(tmp_path, FILES | {"BILL_VERSION_TBL.dat": head + b"\n" + silent + b"\n"})
    terms = terms_of(found)
    assert (terms.vote, terms.effect) == ("2/3", Effect.URGENCY)


def test_a_vote_on_the_urgency_clause_tells_it_where_no_print_does():
    lines = [*FLOOR, ("2026-05-04", "S", "Read third time. Urgency clause adopted. Passed. Ordered "
                      "to the Senate. (Ayes 60. Noes 2.)")]  # fmt: skip
    assert terms_of(measure("ca-20252026-ab9", lines)).effect == Effect.URGENCY
    assert terms_of(measure("ca-20252026-ab9", FLOOR)).effect is None


# -- what does not bind it -------------------------------------------------------------------------


@pytest.mark.parametrize("effect", [e for e in Effect if e != Effect.LATER])
def test_the_houses_deadlines_do_not_bind_what_takes_effect_at_once(effect):
    """Nor does 31 August (Article IV, section 10(c)): they may pass to the session's last day."""
    step = stand(bill(effect=effect), "2026-03-10")[2]
    assert (step.date, step.certainty) == ("2026-11-30", "watch")
    assert step.basis == (
        "the last day the session leaves (California Constitution, Article IV, section 3(a)); the "
        "deadlines of the chambers do not bind it (Joint Rule 61)"
    )


def test_an_ordinary_bill_keeps_its_deadlines_by_whether_it_costs_the_state():
    assert stand(bill(effect=Effect.LATER), "2026-03-10")[2].date == "2026-04-24"
    costly = stand(bill(effect=Effect.LATER, fiscal=True), "2026-03-10")[2]
    assert (costly.date, "costs the state nothing" in costly.basis) == ("2026-04-24", False)
    assert stand(bill(effect=Effect.LATER, fiscal=False), "2026-03-10")[2].date == "2026-05-01"


def test_a_carried_over_urgency_bill_must_still_leave_its_house_by_january():
    lines = [("2025-02-10", "A", "Read first time. To print."), FLOOR[1]]
    old = bill(lines=[lines[0], ("2025-03-02", "A", "Referred to Com. on PUB. S.")],
               effect=Effect.URGENCY)  # fmt: skip
    step = stand(old, "2026-01-10")[2]
    assert (step.date, step.certainty) == ("2026-01-31", "sure")


def test_an_amendment_of_the_constitution_is_free_of_the_houses_deadlines():
    step = stand(bill("ca-20252026-aca9"), "2026-03-10")[2]
    assert (step.date, "Joint Rule 61" in step.basis) == ("2026-08-31", True)


@pytest.mark.parametrize(("effect", "on", "stage"), [
    (Effect.URGENCY, "2026-09-15", "in_committee"),
    (Effect.URGENCY, "2026-12-01", "outcome_not_recorded"),
    (Effect.LATER, "2026-09-15", "outcome_not_recorded"),
])  # fmt: skip
def test_an_urgency_bill_lives_to_the_end_of_the_session(fresh, effect, on, stage):
    """The page, a list and the view of a downloaded file say the same."""
    made = replace(bill(effect=effect), data_as_of="2026-03-10")
    with fresh.writer("test") as writer:
        writer.save_bill(made, "ca_pubinfo")
    with open_snapshot(fresh.database, date.fromisoformat(on)) as snapshot:
        assert snapshot.bill(made.key).stage == stage
        assert snapshot.outlines([made.key])[made.key].stage == stage
    with sqlite3.connect(fresh.database) as connection:
        query = (
            VIEWS["bills_today"].partition("AS\n")[2].replace("date('now', '-8 hours')", f"'{on}'")
        )
        found = connection.execute(f"SELECT stage FROM ({query}) WHERE key = ?", (made.key,))
        assert found.fetchall() == [(stage,)]
    connection.close()


# -- the vote --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "terms", "votes"), [
    ("ca-20252026-ab9", {"effect": Effect.URGENCY}, (54, 27)),
    ("ca-20252026-ab9", {"vote": "2/3", "effect": Effect.LATER}, (54, 27)),
    ("ca-20252026-ab9", {"vote": "3/4"}, (60, 30)),
    ("ca-20252026-sca9", {}, (54, 27)),
    ("ca-20252026-ab9", {"vote": "majority", "effect": Effect.TAX_LEVY}, None),
    ("ca-20252026-acr9", {"vote": "2/3"}, None),
    ("us-119-hr9", {"vote": "2/3"}, None),
])  # fmt: skip
def test_how_many_must_vote_for_it(key, terms, votes):
    made = bill("ca-20252026-ab9", **terms)
    jurisdiction = key[:2]
    kind = {"sca": "constitutional", "acr": "concurrent"}.get(key.split("-")[2][:3], "bill")
    needed = vote_needed(replace(made, key=key, jurisdiction=jurisdiction, kind=kind))
    found = needed and (needed.votes[Chamber.LOWER], needed.votes[Chamber.UPPER])
    assert found == votes


# -- the day of effect -----------------------------------------------------------------------------


def law(day, key="ca-20252026-ab9", **print_):
    lines = [
        ("2025-01-06", "A", "Read first time. To print."),
        (day, "S", "Read third time. Passed. Ordered to the Senate. (Ayes 60. Noes 2.)"),
        (day, "A", "Read third time. Passed. Ordered to the Assembly. (Ayes 30. Noes 2.)"),
        (day, "", "Enrolled and presented to the Governor at 3 p.m."),
        (day, "", "Approved by the Governor."),
        (day, "", "Chaptered by Secretary of State - Chapter 9, Statutes of 2025."),
    ]
    return bill(key, lines, **print_)


@pytest.mark.parametrize(("day", "begins"), [
    ("2025-07-30", "2026-01-01"),
    ("2025-10-11", "2026-01-01"),  # in the Governor's hands when the houses left
    ("2026-09-30", "2027-01-01"),
    ("2026-07-01", "2027-01-01"),
])  # fmt: skip
def test_an_ordinary_statute_waits_for_january(day, begins):
    made = law(day, effect=Effect.LATER)
    found = effective_day(made, stand(made, day)[0], date.fromisoformat(day))
    assert (found.day, found.at_once, found.is_law, found.begun) == (begins, False, True, False)
    later = date.fromisoformat(begins)
    assert effective_day(made, stand(made, begins)[0], later).begun


@given(st.dates(date(2025, 1, 6), date(2026, 9, 30)), st.sampled_from(list(Effect)))
def test_no_statute_takes_effect_before_it_is_law_or_after_the_second_january(day, effect):
    made = law(day.isoformat(), effect=effect)
    found = effective_day(made, stand(made, "2026-12-15")[0], date(2026, 12, 15))
    assert day.isoformat() <= found.day <= f"{day.year + 1}-01-01"
    assert (found.day == day.isoformat()) == found.at_once


def test_a_statute_of_an_extraordinary_session_waits_for_its_end():
    made = law("2025-07-30", "ca-20252026x1-ab9", effect=Effect.LATER)
    found = effective_day(made, stand(made, "2025-08-01")[0], date(2025, 8, 1))
    assert (found.day, found.counted) == (
        None, "the 91st day after the extraordinary session adjourns")  # fmt: skip


def test_nothing_is_said_where_nothing_tells(fresh):
    untold = law("2025-07-30")
    assert effective_day(untold, stand(untold, "2025-08-01")[0], date(2025, 8, 1)) is None
    veto = bill(lines=[*FLOOR, ("2026-09-20", "A", "Vetoed by Governor.")], effect=Effect.LATER)
    assert effective_day(veto, stand(veto, "2026-10-01")[0], date(2026, 10, 1)) is None


# -- what is said ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("made", "on", "words", "vote", "es"), [
    (bill(effect=Effect.URGENCY), "2026-03-10",
     "Takes effect at once, if it becomes law (an urgency statute)",
     "Needs two thirds of all members: 54 in the Assembly, 27 in the Senate",
     "Necesita dos tercios de todos sus miembros: 54 en la Asamblea y 27 en el Senado. Si se "
     "convierte en ley, entra en vigor de inmediato (ley de urgencia)."),
    (bill(effect=Effect.LATER), "2026-03-10", "Takes effect Jan 1, 2027, if it becomes law in 2026",
     None, "Si se convierte en ley en 2026, entra en vigor el 1 de enero de 2027."),
    (law("2025-07-30", effect=Effect.LATER), "2025-08-02", "Takes effect Jan 1, 2026", None,
     "Entra en vigor el 1 de enero de 2026."),
    (law("2025-07-30", effect=Effect.LATER), "2026-03-10", "Took effect Jan 1, 2026", None,
     "Entró en vigor el 1 de enero de 2026."),
    (law("2025-07-30", effect=Effect.BUDGET), "2025-08-02",
     "Took effect at once, Jul 30, 2025 (a budget bill)", None,
     "Entró en vigor de inmediato (ley de presupuesto)."),
])  # fmt: skip
def test_it_is_said_by_show_and_by_briefs(fresh, made, on, words, vote, es):
    with fresh.writer("test") as writer:
        writer.save_bill(replace(made, data_as_of=on), "ca_pubinfo")
    with open_snapshot(fresh.database, date.fromisoformat(on)) as snapshot:
        status = snapshot.bill(made.key)
    spaced = [said.replace("\N{NO-BREAK SPACE}", " ") if said else None
              for said in (effect_words(status), vote_words(status))]  # fmt: skip
    assert spaced == [words, vote]
    assert " ".join(effect_sentences(Labels(Language.ES), status)).replace("\xa0", " ") == es
    told = bill_json(status)
    assert told["takes_effect"]["is_law"] == (status.stage == "enacted")
    assert told["terms"]["effect"] == made.versions[0].effect
    assert (told["vote_needed"] or {}).get("votes") == (
        {"lower": 54, "upper": 27} if vote else None
    )


# -- real archives ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("session_1999-2000_sample", {
            "ca-19992000-ab1": (Effect.URGENCY, "2/3", "1999-07-27"),
            "ca-19992000x1-ab1": (Effect.LATER, "majority", None),
            "ca-19992000x1-scr2": (Effect.LATER, None, "none"),
        }),
        ("session_2025-26_four_bills", {
            "ca-20252026-ab831": (Effect.LATER, "majority", "2026-01-01"),
            "ca-20252026-ab1656": (Effect.LATER, "majority", "2027-01-01"),
            "ca-20252026-sb275": (Effect.LATER, "majority", "none"),
        }),
    ],
)  # fmt: skip
def test_the_prints_of_real_archives(real, fresh, folder, told):
    """A resolution has no day of effect, and neither has what was vetoed; a statute of an
    extraordinary session has one that is counted."""
    with fresh.writer("test") as writer:
        import_paths(writer, [real / "california/pubinfo" / folder], load_sources(), workers=1)
    found = {}
    with open_snapshot(fresh.database, date(2026, 6, 12)) as snapshot:
        for key in told:
            status = snapshot.bill(key)
            terms, day = terms_of(status.bill), status.takes_effect
            found[key] = (terms.effect, terms.vote, day.day if day else "none")
    assert found == told
