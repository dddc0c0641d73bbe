"""What settles a doubt without anybody's help, in words."""

from collections.abc import Mapping

from billtrail.bills.doubts import Doubt

from .doubted import WHY

#: The reason of a doubt -> what it waits for.
_SETTLED_BY: Mapping[str, str] = {
    "once": "It is taken by itself when its publisher says so again on another day, or another "
    "source agrees; every update asks again.",
    "earlier": "It is taken by itself when a file of another day says so again, or another source "
    "agrees; it goes with a file that has the step. Of an older file a person refuses it.",
    "flaps": "It is taken by itself when its publisher says so on two days running; every update "
    "asks again.",
    "sponsor": "It goes by itself when another sponsor is named; else a person decides.",
    "kind": "It goes when its publisher takes it back; else a person decides.",
    "unpassed": "It is taken by itself when passage is in the record, or another source says the "
    "same; every update asks again.",
    "unproved": "It is taken by itself when a step of its record says so; every update asks again.",
    "twice": "It is taken by itself when the record says that it came back, or another source says "
    "the same; every update asks again.",
    "impossible": "It is taken by itself when its publisher says so again on another day, or "
    "another source agrees; every update asks again.",
}


def reason_of(doubt: Doubt) -> str:
    """The name of its row of ``WHY``: it is known by its words, but for the one that counts."""
    return next((name for name, words in WHY.items() if words == doubt.why), "flaps")


def settled_by(doubt: Doubt) -> str:
    """What takes it or lets it go without anybody's help."""
    return _SETTLED_BY[reason_of(doubt)]
