"""What words of the program claim, and how the record of a measure contradicts them.

``CLAIMS`` reads a sentence or label; each row says on which days of the record it would be true.
``CHECKS`` hold the next step, who acts, and names and numbers against the record.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bench.raw_record import RawBill, Sign
from bench.raw_status import (
    OTHER,
    agreed_on,
    chamber_next,
    holders,
    law_day,
    lost_on,
    on_calendar,
    passed_on,
)
from bench.said import Said

Days = Callable[[RawBill], tuple[str, ...]]
Found = Iterator[tuple[str, Said]]


class Claim(NamedTuple):
    """``says`` is found in the words; ``days`` are those on which the record bears it out."""

    what: str
    says: re.Pattern[str]
    days: Days


def _days(*signs: Sign) -> Days:
    return lambda raw: raw.days(*signs)


def _referred(raw: RawBill) -> tuple[str, ...]:
    return raw.referred


def _introduced(raw: RawBill) -> tuple[str, ...]:
    if raw.reserved:
        return ()
    return (*([raw.introduced] if raw.introduced else []), *raw.days(Sign.INTRODUCED))


def _approved(raw: RawBill) -> tuple[str, ...]:
    return raw.days(Sign.APPROVED, Sign.ORDERED)


def _ordered(raw: RawBill) -> tuple[str, ...]:
    return raw.days(Sign.ORDERED, Sign.ADVERSE, Sign.UNDECIDED)


def _let_go(raw: RawBill) -> tuple[str, ...]:
    return raw.days(Sign.APPROVED, Sign.ORDERED, Sign.ADVERSE, Sign.UNDECIDED, Sign.DISCHARGED)


def _elsewhere(raw: RawBill) -> tuple[str, ...]:
    return ("",) if raw.text_is_law else ()


def _reserved(raw: RawBill) -> tuple[str, ...]:
    return ("",) if raw.reserved else ()


def _in_two_texts(raw: RawBill) -> tuple[str, ...]:
    """The days of the second chamber's passages, while the two have not agreed."""
    both = all(passed_on(raw, chamber) for chamber in OTHER)
    return passed_on(raw, OTHER[raw.origin]) if both and agreed_on(raw) is None else ()


def _calendar_only(raw: RawBill) -> tuple[str, ...]:
    """The days of a calendar, for what no committee ever had."""
    return () if raw.days(Sign.REFERRED) else raw.days(Sign.CALENDAR)


def _discharged(how: str) -> Days:
    """The days of discharges whose lines say how."""
    says = re.compile(how, re.IGNORECASE)
    return lambda raw: tuple(
        line.day for line in raw.lines
        if Sign.DISCHARGED in line.signs and says.search(line.text)
    )  # fmt: skip


def _passed(chamber: str) -> Days:
    signs = (Sign.CONCURRED, Sign.CONCURRED_AMENDED, Sign.CONFERENCE_AGREED)
    return lambda raw: (*passed_on(raw, chamber), *raw.days(*signs, chamber=chamber))


def _passed_any(raw: RawBill) -> tuple[str, ...]:
    return (*passed_on(raw, "House"), *passed_on(raw, "Senate"))


def _agreed(raw: RawBill) -> tuple[str, ...]:
    day = agreed_on(raw)
    return (day,) if day else ()


def _adopted(raw: RawBill) -> tuple[str, ...]:
    return _passed_any(raw) if raw.kind == "simple" else _agreed(raw)


def _law(raw: RawBill) -> tuple[str, ...]:
    day = law_day(raw)
    return (day,) if day else ()


def _sent(raw: RawBill) -> tuple[str, ...]:
    return raw.days(Sign.PRESENTED) or raw.days(Sign.SIGNED)


def _always(raw: RawBill) -> tuple[str, ...]:
    return ("",)


def _unreferred(raw: RawBill) -> tuple[str, ...]:
    """Borne out while no committee ever got it, or after it was taken away from all."""
    got = raw.referred
    out = raw.days(Sign.DISCHARGED, Sign.APPROVED, Sign.CALENDAR)
    return ("",) if not got or (out and out[-1] >= got[-1]) else ()


#: The first row whose words are found decides; ``_always`` is for words that claim nothing here.
CLAIMS: tuple[Claim, ...] = tuple(
    Claim(what, re.compile(says, re.IGNORECASE), days)
    for what, says, days in (
        ("no committee has it", r"no committee has (it|the bill)", _unreferred),
        ("-", r"no committee (approved|has approved|reported)|did not approve|approved nothing"
         r"|nothing was approved", _always),
        ("-", r"most bills go no further|the other one has not agreed|work is now|"
         r"not sent for signature|can (sign|still|overturn|be)|may (vote|still|have)|"
         r"would have to start|an update will tell|bill has a number|not yet been sent"
         r"|it went no further|our data ends|outcome|^the bill: where it stands|where it stands"
         r"|did not become law|number of the law", _always),
        ("law under another number", r"under another number|^law as|identical|^the text of"
         r"|its text (is|became)|^overtaken", _elsewhere),
        ("-", r"its text was replaced", _always),
        ("reserved", r"reserved|kept free|nothing has been introduced", _reserved),
        ("-", r"left (one|a committee) before|report may still|then the chamber|no vote of the"
         r"|^by .* had let", _always),
        ("different texts", r"different texts|second chamber changed|agree to one text",
         _in_two_texts),
        ("motion to report defeated", r"(motion|vote) to report .*(defeated|lost|failed)"
         r"|refused to report|not sent on|the motion failed", _days(Sign.MOTION_LOST)),
        ("reported against", r"advers|unfavou?rabl|advise[sd]? against|advice against"
         r"|recommended against|committee (is |was |voted )?against|vote, against",
         _days(Sign.ADVERSE)),
        ("reported without recommendation", r"without (a )?recommendation|no advice"
         r"|without advice", _days(Sign.UNDECIDED)),
        ("written by a committee", r"written by|committee wrote", _days(Sign.ORIGINAL)),
        ("let go by some committees", r"^some committees|^let go", _let_go),
        ("held by others", r"^others still have|^still with|^another one has it"
         r"|^now another committee", _referred),
        ("ordered reported", r"ordered (to be )?reported|voted (to (report|send)|in favor|for it)"
         r"|agreed to report|has voted to send|^committee vote\b", _ordered),
        ("without a committee", r"without a committee", _calendar_only),
        ("discharged by petition", r"by (a )?petition", _discharged("petition")),
        ("discharged by consent", r"by (unanimous )?consent", _discharged("unanimous consent")),
        ("discharged by a vote", r"(taken|took) .*by (a )?vote", _discharged(
            "vote|agreed to by|by motion")),
        ("discharged", r"discharge|taken (out of|from) (the |its )?committee|out of committee",
         _days(Sign.DISCHARGED)),
        ("approved by a committee", r"(approved|passed) (by )?(a )?committee|committee (has |had )?"
         r"approved|reported (favou?rably|by)|^reported$|passed committee|committee reported",
         _approved),
        ("on a calendar", r"on (the|a|its) .*calendar|^on calendar|placed on",
         _days(Sign.CALENDAR)),
        ("held at the desk", r"held at (the )?.*desk|at the .*desk", _days(Sign.DESK)),
        ("vetoed", r"vetoed|refused to sign", _days(Sign.VETOED)),
        ("set aside", r"set aside|laid on the table|lay it on|postponed|tabled|put it aside",
         _days(Sign.SET_ASIDE, Sign.TABLED_BY_VOTE)),
        ("failed a vote", r"failed|vote went against|voted down|^lost\b",
         _days(Sign.FAILED, Sign.TABLED_BY_VOTE, Sign.SUSTAINED)),
        ("signed", r"signed", _days(Sign.SIGNED)),
        ("law", r"became law|became (public|private) law|is (now )?law|^law$|^(public|private) law",
         _law),
        ("sent to the President", r"(sent )?to (the )?president|presented", _sent),
        ("passed both chambers", r"passed both|both chambers (had )?(passed|agreed)", _agreed),
        ("passed the House", r"passed (the )?house", _passed("House")),
        ("passed the Senate", r"passed (the )?senate", _passed("Senate")),
        ("passed a chamber", r"passed one chamber|one chamber (has |had )?passed|has passed it"
         r"|chamber passed", _passed_any),
        ("adopted", r"adopted|resolution is complete|agreed to", _adopted),
        ("in committee", r"in committee|a committee has|referred|committee", _referred),
        ("introduced", r"introduced|submitted", _introduced),
        ("-", r"died|ended|withdrawn", _always),
    )
)  # fmt: skip


def read_claim(one: Said) -> Claim | None:
    """The claim of a sentence or label; ``None`` where no row knows its words."""
    return _claim_of(one.text)


@lru_cache(maxsize=16384)
def _claim_of(text: str) -> Claim | None:
    return next((claim for claim in CLAIMS if claim.says.search(text)), None)


def unknown_words(said: Iterable[Said]) -> Iterator[str]:
    """Sentences and labels that no row of ``CLAIMS`` knows, their numbers taken out."""
    for one in said:
        if one.part in ("status", "bar") and read_claim(one) is None:
            yield f"{one.surface} {one.part}: {re.sub(r'[0-9]+', '#', one.text)[:110]}"


def contradictions(raw: RawBill, said: tuple[Said, ...]) -> Found:
    """Every kind of contradiction with the sentence that is in it."""
    for one in said:
        if one.part in ("status", "bar"):
            yield from _judge(raw, one)
        for check in _CHECKS.get(one.part, ()):
            yield from ((kind, one) for kind in check(raw, one))


def _judge(raw: RawBill, one: Said) -> Found:
    claim = read_claim(one)
    if claim is None or claim.what == "-":
        return
    days = claim.days(raw)
    if not days:
        yield f"“{claim.what}”, which no line says", one
    elif one.day and one.day not in days and "" not in days:
        kind = "law date other than the signature's" if claim.what == "law" else None
        yield kind or f"“{claim.what}”, with the day of another step", one


# -- checks ----------------------------------------------------------------------------------------


def _stage_lags(raw: RawBill, one: Said) -> Iterator[str]:
    """A status that is behind what the record says."""
    claim = read_claim(one)
    what = claim.what if claim else ""
    if one.surface == "brief" or not one.day:
        return
    if law_day(raw) and what not in ("law", "signed", "-"):
        yield "law by the record, and not said"
    elif what in _BEFORE_PASSAGE and passed_on(raw, raw.origin):
        yield "passed by the record, and not said"
    elif what == "in committee" and _is_out(raw):
        yield "“in committee”, and out of it by the record"
    elif what == "passed a chamber" and agreed_on(raw) and raw.kind != "simple":
        yield "“passed one chamber”, and both agreed by the record"
    elif what in (*_BEFORE_PASSAGE, "passed a chamber", *_PASSED_ONE) and lost_on(raw):
        yield "lost or set aside by the record, and not said"


def _said_to_hold(raw: RawBill, one: Said) -> Iterator[str]:
    if re.match(r"others still have|still with", one.text, re.IGNORECASE):
        let_go = {h.name for h in raw.committees} - {
            *holders(raw, "House"),
            *holders(raw, "Senate"),
        }
        if any(name.removesuffix(" Committee") in one.text for name in let_go):
            yield "a committee said to hold it that has let it go"


_PASSED_ONE = ("passed the House", "passed the Senate")
_BEFORE_PASSAGE = ("introduced", "in committee", "approved by a committee", "discharged",
                   "on a calendar", "ordered reported")  # fmt: skip


def _is_out(raw: RawBill) -> bool:
    """On a calendar, or taken from every committee, and not referred since."""
    where = chamber_next(raw)
    return bool(where and on_calendar(raw, where) and not holders(raw, where))


def _next_chamber(raw: RawBill, one: Said) -> Iterator[str]:
    expected = chamber_next(raw)
    words = one.text.partition(" | ")[2] or one.text
    named = set(re.findall(r"\b(House|Senate)\b", words.replace("House Administration", "")))
    if expected and named and expected not in named and "both" not in words.lower():
        yield "wrong chamber as next to act"


def _next_referral(raw: RawBill, one: Said) -> Iterator[str]:
    where = chamber_next(raw)
    if where and re.search(r"referral", one.text, re.IGNORECASE):
        if on_calendar(raw, where):
            yield "next a referral, and it is on a calendar"
        elif raw.says(Sign.REFERRED) and not raw.says(Sign.DISCHARGED, Sign.PASSED,
                                                      Sign.PASSED_AMENDED):  # fmt: skip
            yield "next a referral, and a committee has it"


_FLOOR = re.compile(r"vote by the full|floor vote|vote of the (House|Senate|full)|full chamber"
                    r"|floor", re.IGNORECASE)  # fmt: skip


def _next_floor(raw: RawBill, one: Said) -> Iterator[str]:
    where = chamber_next(raw)
    if where is None or passed_on(raw, where) or on_calendar(raw, where):
        return
    if _FLOOR.search(one.text) and holders(raw, where):
        yield "next a vote by the chamber, and a committee holds it"


def _next_committee(raw: RawBill, one: Said) -> Iterator[str]:
    if re.search(r"in committee|committee hearing|hearing and vote", one.text, re.IGNORECASE):
        if _is_out(raw):
            yield "next a committee, and it is on a calendar"
        elif not raw.referred:
            yield "next a committee, and none has it"
        elif _has_voted(raw):
            yield "next a hearing in committees that have all voted"
        elif _names_another(raw, one.text):
            yield "next a committee that has let it go"


def _has_voted(raw: RawBill) -> bool:
    """Whether every committee that got it in the chamber that is next has ordered it reported or
    let it go, none got it later, and no discharge was undone."""
    where = chamber_next(raw)
    if any("vitiated previous discharge" in line.text for line in raw.lines):
        return False
    there = [h for h in raw.committees if h.chamber == where and h.got]
    return bool(there) and not holders(raw, where or "")


def _names_another(raw: RawBill, text: str) -> bool:
    """Whether a committee is named that does not hold it, while another does."""
    where = chamber_next(raw)
    if where is None or not (held := holders(raw, where)):
        return False
    short = {h.name: h.name.removesuffix(" Committee") for h in raw.committees}
    said = {name for name, words in short.items() if f"{where} {words}" in text}
    return bool(said) and not said & set(held)


def _next_settled(raw: RawBill, one: Said) -> Iterator[str]:
    if law_day(raw):
        yield "a next step for what is law"
    elif raw.text_is_law and "|" in one.text:
        yield "a next step for what the publisher says is contained in a law"
    elif raw.reserved:
        yield "a next step for a reserved number"


def _sponsor(raw: RawBill, one: Said) -> Iterator[str]:
    said = _letters(one.text)
    if raw.sponsors and not any(_letters(name) in said for name in raw.sponsors):
        yield "sponsor not the record's"
    if re.search(r"rescom\.?|  |\bsen\. |\brep\. |\[", one.text, re.IGNORECASE):
        yield "sponsor's name with marks of the file"


def _letters(text: str) -> str:
    """Its letters without accents, which the file leaves out of some names."""
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", text).lower())


def _cosponsors(raw: RawBill, one: Said) -> Iterator[str]:
    number = re.match(r"[\d,]+", one.text)
    if number and int(number[0].replace(",", "")) != raw.cosponsors:
        yield "another number of cosponsors"


def _title(raw: RawBill, one: Said) -> Iterator[str]:
    if " ".join(one.text.split()) not in raw.titles:
        yield "a title that the record does not have"
    yield from _markup(raw, one)


def _markup(raw: RawBill, one: Said) -> Iterator[str]:
    if re.search(r"</?[a-z]+[ />]|&(amp|lt|gt|nbsp|#\d+);", one.text):
        yield "raw markup"


def _latest(raw: RawBill, one: Said) -> Iterator[str]:
    newest = max((line.day for line in raw.lines), default=None)
    if newest and one.day != newest:
        yield "“latest” that is not the newest day"
    yield from _markup(raw, one)


def _after_both(raw: RawBill, one: Said) -> Iterator[str]:
    """“The other chamber” where both have passed it."""
    if re.search(r"other chamber(?!'s| may still override)", one.text, re.IGNORECASE) and all(
        passed_on(raw, c) for c in OTHER
    ):
        yield "next “the other chamber”, and both have passed it"


def _time_run_out(raw: RawBill, one: Said) -> Iterator[str]:
    if "run out" in one.text and raw.says(Sign.SIGNED, Sign.LAW, Sign.VETOED):
        yield "“the time to sign has run out”, and it was signed or vetoed"


def _other_days(raw: RawBill, one: Said) -> Iterator[str]:
    yield "a bar that has other days in another language"


_Check = Callable[[RawBill, Said], Iterator[str]]
_CHECKS: dict[str, tuple[_Check, ...]] = {
    "status": (_stage_lags, _said_to_hold),
    "next": (_next_chamber, _next_referral, _next_floor, _next_committee, _next_settled,
             _after_both, _time_run_out),
    "sponsor": (_sponsor,),
    "cosponsors": (_cosponsors,),
    "title": (_title,),
    "latest": (_latest,),
    "translation": (_other_days,),
}  # fmt: skip
