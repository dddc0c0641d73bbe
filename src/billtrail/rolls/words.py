"""A roll in words, for the terminal and the desk."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from billtrail.words import count_words, day_words

from .overview import RollOverview
from .reminders import Reminder, SignBy, Why
from .values import Group, Pair, Signer, SignerCount, grouped

if TYPE_CHECKING:
    from .changes import Forgotten

#: Names of a line; the others are counted.
_FEW = 8


def count_line(count: SignerCount) -> str:
    """``34 organizations and 2 people have signed; of 3 somebody has not agreed to be named.``"""
    told = count_words(count.organisations, "organization")
    if count.people:
        told += f" and {count_words(count.people, 'person', 'people')}"
    told += " has signed" if count.organisations + count.people == 1 else " have signed"
    if count.unsure:
        told += f" ({count.unsure} more may be the same in another spelling)"
    if count.unnamed:
        told += f"; of {count.unnamed} somebody has not agreed to be named"
    return f"{told}."


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def group_words(group: Group) -> str:
    """``National (12)``."""
    return f"{(group.level or 'level not said').capitalize()} ({len(group.signers)})"


def signer_words(signer: Signer, version: str = "") -> str:
    """A signer and what to know of it, beside a letter that names the text of ``version``."""
    person = signer.person if signer.organisation else ""
    who = ", ".join(filter(None, (person, signer.title, signer.city)))
    told = [f"{signer.name}: {who}" if who else signer.name]
    if signer.version and version and signer.version != version:
        told.append(f"signed the text of {day_words(signer.version)}")
    if signer.person and not signer.public:
        told.append("the person not to be named" if signer.organisation else "not to be named")
    if signer.organisation and signer.listed is False:
        told.append("the organization not to be named")
    if signer.logo:
        told.append("logo")
    return "; ".join(told)


def few_names(signers: Sequence[Signer]) -> str:
    """``A Fund, B Fund, C Fund and 2 more``."""
    names = ", ".join(one.name for one in signers[:_FEW])
    more = len(signers) - _FEW
    return f"{names} and {more} more" if more > 0 else names


def pair_words(pair: Pair) -> str:
    """Two that may be one, with both spellings."""
    one, other = (f"{s.organisation} (#{s.number})" for s in (pair.one, pair.other))
    return f"{one} and {other}: {'signs twice' if pair.same else 'may be one organization'}."


def reminder_words(reminder: Reminder) -> str:
    one = reminder.signer
    person = one.person if one.organisation else ""
    who = ", ".join(filter(None, (one.name, person, one.contact)))
    day = one.version if reminder.why == Why.OTHER_TEXT else ""
    day = one.asked_on if reminder.why == Why.NO_ANSWER else day
    return f"#{one.number} {who}: {reminder.why}{f' ({day_words(day)})' if day else ''}"


def sign_by_words(days: SignBy) -> str:
    return (
        f"Ask for signatures by {day_words(days.soft)}; the list closes on "
        f"{day_words(days.hard)}. The letter is due on {day_words(days.letter)}."
    )


def portal_lines(found: RollOverview) -> Iterator[str]:
    """Each signer as a letter portal asks for it, so that it is no duplicate there. What is entered
    is out: who has not agreed to be named is not."""
    yield "Enter each of these in the portal, person and organization as in the letter:"
    shown = (one for one in found.fit if one.shown_organisation or one.shown_person)
    fit = sorted(shown, key=_by_name)
    for number, one in enumerate(fit, start=1):
        name = one.shown_organisation or "no organization"
        told = filter(None, (name, _to_enter(one), one.city))
        yield f"{number}. {' | '.join(told)}"
    if hidden := len(found.fit) - len(fit):
        signers = count_words(hidden, "signer")
        yield f"Not among them: {signers} who {_have(hidden)} not agreed to be named."
    if left := len(found.signed) - len(found.fit):
        yield f"Not among them: {left} of another text or another position."


def _by_name(signer: Signer) -> str:
    return signer.name.casefold()


def _to_enter(signer: Signer) -> str:
    """The person to enter for an organisation."""
    if signer.person and not signer.public:
        return "nobody who agreed to be named: ask first"
    return ", ".join(filter(None, (signer.person, signer.title))) or "no person"


def overview_lines(found: RollOverview) -> Iterator[str]:
    """Who has signed, what is to settle, and by when."""
    yield count_line(found.count)
    for group in grouped(found.signed):
        yield group_words(group)
        yield from (f"  #{one.number} {signer_words(one, found.version)}" for one in group.signers)
    yield from map(pair_words, found.pairs)
    for one in found.withdrawn:
        yield f"Withdrawn on {day_words(one.withdrawn_on)}: #{one.number} {one.name}"
    if found.reminders:
        yield f"{count_words(len(found.reminders), 'reminder')} to send."
    yield from day_lines(found)


def day_lines(found: RollOverview) -> Iterator[str]:
    """When the list closes, and until when the roll is kept."""
    if found.sign_by:
        yield sign_by_words(found.sign_by)
    if found.kept_until:
        day = day_words(found.kept_until.isoformat())
        yield f"This roll is kept until {day}, and deleted then."


def forgotten_lines(done: "Forgotten") -> Iterator[str]:
    """What forgetting a person did, and what it cannot reach."""
    if done.blanked:
        yield "Forgotten: the organization stays in the roll, without the person."
    if done.removed:
        yield f"Forgotten: {count_words(done.removed, 'row')} of the roll went."
    yield from (f"The roll of {bill} has the name too: forget it there." for bill in done.rolls)
    yield from (
        f"It also stands in {path}, which you wrote: change it there." for path in done.found
    )
    yield (
        "Not reached: backups, files that were exported or printed, the list that was imported. "
        "Do not import that list again."
    )
