"""How the record of a measure contradicts what the program says of it: each word's claim
(``claims``), and ``_CHECKS`` of the next step, who acts, and names and numbers.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from .claims import read_claim
from .raw_record import RawBill, Sign
from .raw_status import (
    OTHER,
    agreed_on,
    chamber_next,
    holders,
    law_day,
    lost_on,
    on_calendar,
    passed_on,
)
from .said import Said

Found = Iterator[tuple[str, Said]]


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


def _next_lost(raw: RawBill, one: Said) -> Iterator[str]:
    """What was lost or set aside waits for nothing but another vote on it."""
    again = r"voted on again|reconsider|override"
    if "|" in one.text and lost_on(raw) and not re.search(again, one.text, re.IGNORECASE):
        yield "a next step as if it were not lost"


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
    now, rewritten, before = " ".join(one.text.split()).partition(" (introduced as ")
    before = before.removesuffix(")") if rewritten else ""
    known = {title.rstrip(".") for title in raw.titles}
    if now.rstrip(".") not in known or (before and before.rstrip(".") not in known):
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
             _after_both, _time_run_out, _next_lost),
    "sponsor": (_sponsor,),
    "cosponsors": (_cosponsors,),
    "title": (_title,),
    "latest": (_latest,),
    "translation": (_other_days,),
}  # fmt: skip
