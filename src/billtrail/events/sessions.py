"""The days on which sessions begin and end, in words."""

from collections.abc import Iterable

from billtrail.campaigns import CampaignDate, CampaignStatus
from billtrail.legislatures import get
from billtrail.legislatures.calendar import Session
from billtrail.snapshot.sessions import at_stake
from billtrail.words import count_words, legislature_words, session_words


def without_session_end(what: str) -> str:
    """ "The 2025-26 session ends; look up how AB 938 ended" -> "Look up how AB 938 ended"."""
    _, _, rest = what.partition(" ends; ")
    return rest[0].upper() + rest[1:] if rest else what


def session_end(session: Session, campaigns: Iterable[CampaignStatus]) -> CampaignDate:
    """The end of a session, with the bills we follow and the efforts that would end with it."""
    stake = at_stake(campaigns, session)
    count = f"; {count_words(len(stake.bills), 'bill')} we follow can end with it"
    named = f": {stake.named}" if stake.named else ""
    what = f"{_session_name(session)} ends{f'{count}{named}' if stake.bills else ''}"
    return _calendar_date(session.ends, what)


def session_begin(session: Session) -> CampaignDate:
    """The day from which bills of a new session may be introduced."""
    what = f"{_session_name(session)} begins: bills may be introduced"
    return _calendar_date(session.starts, what)


def _calendar_date(on: str, what: str) -> CampaignDate:
    return CampaignDate(on, what, "", "sure", "the legislature's calendar")


def _session_name(session: Session) -> str:
    """ "The 119th Congress"; elsewhere whose session it is: "California's 2025-26 session"."""
    words = session_words(session.jurisdiction, session.session)
    place = legislature_words(session.jurisdiction)
    return f"The {words}" if get(session.jurisdiction).national else f"{place}'s {words}"
