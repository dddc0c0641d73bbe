"""Who has still to be asked, and by when. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from billtrail.legislatures.calendar import is_faulty, is_working_day, working_days_before

from .settings import RollSettings
from .values import Roll, Signer


class Why(StrEnum):
    """Why somebody is reminded."""

    NO_ANSWER = "was asked and has not answered"
    NOT_ASKED = "has not signed, and when they were asked nobody said"
    OTHER_TEXT = "signed another text"
    NO_TEXT = "nobody said which text was signed"
    OTHER_STANCE = "signed another position"


@dataclass(frozen=True, slots=True)
class Reminder:
    signer: Signer
    why: Why


@dataclass(frozen=True, slots=True)
class SignBy:
    """The last days (ISO) to sign: the one that signers are told, the one on which the list closes,
    and the committee's own, for the letter."""

    soft: str
    hard: str
    letter: str


def reminders(
    roll: Roll, version: str | None = None, stance: str | None = None
) -> tuple[Reminder, ...]:
    """Who to write to again: ``version`` is the day of the print that the letter names, ``stance``
    its position."""
    found = ((signer, _why(signer, version, stance)) for signer in roll.signers)
    return tuple(Reminder(signer, why) for signer, why in found if why)


def _why(signer: Signer, version: str | None, stance: str | None) -> Why | None:
    if signer.has_not_answered:
        return Why.NO_ANSWER if signer.asked_on else Why.NOT_ASKED
    return unfit(signer, version, stance) if signer.has_signed else None


def unfit(signer: Signer, version: str | None, stance: str | None) -> Why | None:
    """Why a signature is not one under a letter of this text and position; ``None`` where it is."""
    if stance and signer.stance and signer.stance != stance:
        return Why.OTHER_STANCE
    if not version or signer.version == version:
        return None
    return Why.OTHER_TEXT if signer.version else Why.NO_TEXT


def sign_by(letter: str, settings: RollSettings, jurisdiction: str) -> SignBy:
    """The days before a committee's deadline, on working days where those are known."""
    day = date.fromisoformat(letter)
    soft, hard = (_working(day - timedelta(n), jurisdiction)
                  for n in (settings.soft_days, settings.hard_days))  # fmt: skip
    return SignBy(soft.isoformat(), hard.isoformat(), letter)


def _working(day: date, jurisdiction: str) -> date:
    if is_faulty(jurisdiction) or is_working_day(day, jurisdiction):
        return day
    return working_days_before(day, 1, jurisdiction)
