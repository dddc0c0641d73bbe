"""What words of the program claim: ``CLAIMS`` reads a sentence or label, and each row says on which
days of the record it would be true. Who holds them against it is ``contradictions``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from .raw_record import RawBill, Sign
from .raw_status import (
    OTHER,
    agreed_on,
    law_day,
    passed_on,
)
from .said import Said

Days = Callable[[RawBill], tuple[str, ...]]


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
        ("-", r"committee proposed another text", _always),
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
