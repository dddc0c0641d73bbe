"""When a brief leaves something out, and the few cases in which it is refused: two tables.

A page that says less is better than no page, so almost everything degrades. It is refused only
where no stage can be said, official sources contradict each other on it, it would ask for
something that cannot be done, or a survivor could be exposed.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from billtrail.briefs.values import Brief, LeftOut
from billtrail.campaigns import FollowedBill
from billtrail.campaigns.positions import silence
from billtrail.errors import BriefRefused
from billtrail.legislatures import Audience, FigureForm, LobbyingClass, display
from billtrail.scrapers import is_official

from .subject import Subject, followed


class _Degradation(NamedTuple):
    """Why something is left out, and the one action that brings it back."""

    why: str
    action: str


DEGRADE: Mapping[str, _Degradation] = {
    "claim-ended": _Degradation(
        "it no longer holds: {because}", "write a new text {key!r} for {campaign}"
    ),
    "claim-doubted": _Degradation(
        "it rests on law that nobody has read since: {because}",
        "read {statute} again, then write [[statute]] {key!r} in statutes.toml and its day in the "
        "claim {claim!r} of {campaign}",
    ),
    "claim-unknown": _Degradation(
        "it names the claim {claim!r}, which is not defined",
        "add [[claim]] {claim!r} to the campaign file of {campaign}",
    ),
    "no-source": _Degradation(
        "its claim {claim!r} has no source", "add a source to {claim!r} in {campaign}"
    ),
    "figure-blocked": _Degradation("{because}", "billtrail stats settle {id}"),
    "figure-kept": _Degradation(
        "its program does not share it with this audience",
        "put {audience} into the column share of its counts, then billtrail stats load",
    ),
    "figure-untranslated": _Degradation(
        "its sentence is not translated",
        "add the text 'figure-{id}' in this language to {campaign}",
    ),
    "in-english": _Degradation(
        "there is no {language} for them, so they are printed in English",
        "write them under [{language}] in templates/words.toml of your workspace",
    ),
    "figures-too-many": _Degradation(
        "a page carries three figures at most", "move {id!r} forward in figures of {campaign}"
    ),
    "chart-not-measured": _Degradation(
        "{ids}: base, counts or period are not published, so nothing may be charted",
        "ask {publisher} for the counts and the period, then billtrail stats settle {id}",
    ),
    "past-deadline": _Degradation("it was due {date}", "set a new date in {campaign}"),
    "ask-chosen": _Degradation("you chose no ask", "leave --ask none out"),
    "deadline-alone": _Degradation(
        "the page asks for nothing, so nothing is due", "choose an ask with --ask"
    ),
    "no-position": _Degradation(
        "no position on {bill} is decided",
        "billtrail position {key} support --by NAME --on DATE",
    ),
    "no-final-position": _Degradation(
        "yours on {bill} has a condition, and this paper is on the text as it is",
        "billtrail position {key} support|oppose --by NAME --on DATE",
    ),
    "position": _Degradation("{why}", "{todo}"),
    "position-text": _Degradation(
        "you {we}, and it was written for {written}",
        "write one for `{position}` and say for = [{position!r}] under [[text]] {key!r} in "
        "{campaign}",
    ),
    "position-not-public": _Degradation(
        "your position is not public until someone decides so",
        'set share = "public" on the bill in {campaign}: billtrail position ... --share public',
    ),
    "no-condition": _Degradation(
        "nobody wrote down what must be amended",
        "billtrail position {key} {position!r} --condition TEXT --by NAME --on DATE",
    ),
    "no-ask": _Degradation(
        "no ask is written for the stage {stage!r}",
        "add an [[ask]] for {stage!r} to the campaign file of {campaign}",
    ),
    "contained": _Degradation(
        "its text is law already, by {law}", "billtrail suggestions: confirm what it fulfils"
    ),
    "likely": _Degradation(
        "{bill} looks like its successor, and nobody has confirmed that, so it is named as such",
        "billtrail suggestions: accept or decline it",
    ),
    "no-texts": _Degradation(
        "no campaign leads with this bill, so there are no texts",
        "billtrail campaign new TITLE --bill {key}, and write its texts",
    ),
    "no-sentences": _Degradation(
        "nobody has written any for this campaign yet, so the page says where its bills stand",
        "write them at the desk, under Campaigns",
    ),
    "not-read": _Degradation(
        "the record of this bill is not read yet", "billtrail update --bill {key}"
    ),
    "audience": _Degradation("this audience gets no ask", "--audience member"),
    "not-public": _Degradation(
        "asks are not public until someone decides so",
        "set public_ask with a name and a date in {campaign}",
    ),
    "no-organisation": _Degradation("no organisation and contact are set", "billtrail setup"),
    "goal-refused": _Degradation("{because}", "billtrail brief CAMPAIGN says the same"),
    "law-not-read": _Degradation(
        "it rests on no law that was read in its own words, and a page for survivors says nothing "
        "of what was summarised",
        "read the section, then say as_read in the claim {claim!r} of {campaign}",
    ),
    "draft": _Degradation(
        "{missing}",
        "billtrail text read {campaign} --language {language} --reader NAME --by NAME",
    ),
    "relief-unread": _Degradation(
        "no row of it that stands was read by two people, word for word as it is",
        "billtrail law-relief shows the rows; each of two readers: billtrail law-relief read ROW "
        "--by NAME",
    ),
    "no-chair": _Degradation("it would be a guess", "{why}"),
    "no-print": _Degradation("no print of the bill is on record", "billtrail update --bill {key}"),
    "no-about": _Degradation(
        "organisation.toml has no line that says who you are",
        'billtrail setup, or write about = "We are ..." into organisation.toml',
    ),
    "no-does": _Degradation(
        "no campaign has a text on this bill, so its title stands instead",
        "write the text 'does-1-{key}' for {campaign}",
    ),
    "no-reasons": _Degradation(
        "nobody wrote any for this position, and figures alone argue for nothing but support",
        "write the text 'reason-1-{key}' with for = [your position] for {campaign}",
    ),
    "no-signers": _Degradation(
        "nobody on the roll has signed this text and position",
        "billtrail signers {key} import FILE",
    ),
    "no-reasons-apart": _Degradation(
        "the bill is in none of the campaign's efforts, so its figures may be about something else",
        "write the text 'reason-1-{key}' for {campaign}",
    ),
    "no-signer": _Degradation("no contact_name is set", "billtrail setup"),
    "no-title": _Degradation(
        "no contact_title is set",
        'billtrail setup, or write contact_title = "..." into organisation.toml',
    ),
    "no-money-figure": _Degradation(
        "the request {id!r} names no figure that is on file",
        'write figure = "..." with an id of statistics.csv into appropriations.toml',
    ),
    "no-whole-texts": _Degradation(
        "the whole texts of both are not on file", "billtrail update --bill {key}"
    ),
    "no-prints": _Degradation("two prints of it are not on file", "billtrail update --bill {key}"),
    "no-hearing": _Degradation(
        "no hearing of this committee is on record", "billtrail update --bill {key}"
    ),
    "no-members": _Degradation("a wrong name would be worse", "{why}"),
    "no-analysis": _Degradation(
        "no analysis on record argues against your position",
        "billtrail update --bill {key}, or ask the author's office for it",
    ),
    "speech-full": _Degradation(
        "it would take longer than a witness has", "shorten your text on {part}"
    ),
    "page-full": _Degradation("the page is full", "shorten {longest}"),
}


def left_out(case: str, what: str, **values: object) -> LeftOut:
    """One line for the author, from the table."""
    row, names = DEGRADE[case], tuple((name, str(value)) for name, value in values.items())
    return LeftOut(what, row.why.format(**values), row.action.format(**values), case, names)


#: Audiences that are never asked for anything.
_NO_ASK = (Audience.FUNDER, Audience.SURVIVORS)

#: What an ask makes of a brief, by audience; without an ask it is education. An ask about a law
#: already made may be for money or a vote, so it counts as lobbying too: the careful side.
_LOBBYING: Mapping[Audience, LobbyingClass] = {
    Audience.MEMBER: LobbyingClass.DIRECT,
    Audience.COALITION: LobbyingClass.DIRECT,
    Audience.FUNDER: LobbyingClass.EDUCATION,
    Audience.PUBLIC: LobbyingClass.GRASSROOTS,
    Audience.SURVIVORS: LobbyingClass.EDUCATION,
}


def ask_withheld(subject: Subject, audience: Audience) -> LeftOut | None:
    """Why the page asks for nothing, or ``None`` where it may ask."""
    campaign, lead = subject.campaign, subject.lead
    if lead.proof.is_unread:
        return left_out("not-read", "what we ask", key=lead.proof.key)
    if campaign is None:
        return left_out("no-texts", "what we ask", key=lead.proof.key)
    if audience in _NO_ASK:
        return left_out("audience", "what we ask")
    if audience == Audience.PUBLIC and campaign.public_ask is None:
        return left_out("not-public", "what we ask", campaign=campaign.id)
    stand = subject.stand()
    if stand.decided or (stand.carries_out and not stand.bills):
        return None
    return left_out("no-position", "what we ask", bill=lead.bill, key=lead.proof.key)


def position_withheld(what: str, bill: FollowedBill) -> LeftOut:
    """Nothing of what was written for other positions is said under this one."""
    why, todo = silence(bill)
    return left_out("position", what, why=why, todo=todo, key=bill.bill)


_STAGE_FIELDS = ("stage", "law")


def _refuse_contradiction(subject: Subject) -> None:
    """Two official sources that differ on the stage: a person must look first."""
    for difference in subject.lead.proof.disagreements:
        sources = {difference.kept_source, difference.other_source}
        if difference.field in _STAGE_FIELDS and all(map(is_official, sources)):
            raise BriefRefused(
                f"Two official sources differ on the {difference.field} of {subject.lead.bill}: "
                f"{difference.kept_source} says {difference.kept}, {difference.other_source} says "
                f"{difference.other}. See the bill's page and set it right: billtrail correct."
            )


_EXPOSING = frozenset({"small-cell", "client-level"})


def _refuse_exposure(subject: Subject) -> None:
    """A figure that could single out a survivor may not even be near the page."""
    for figure in subject.campaign.figures if subject.campaign else ():
        exposed = _EXPOSING & set(figure.tags)
        if exposed and figure.form != FigureForm.BLOCKED:
            raise BriefRefused(
                f"The figure {figure.id} is marked {', '.join(sorted(exposed))}: a survivor could "
                "be recognised. Take it out of the campaign, or load it again with billtrail stats."
            )


#: Checked before anything is built.
REFUSALS: tuple[Callable[[Subject], None], ...] = (_refuse_contradiction, _refuse_exposure)

#: What can only be asked while a bill is alive.
_LIVE_ASKS = re.compile(
    r"\bco-?(?:sponsor|author)(?!ed|s\b)|\bvote (?:for|yes|no|against)\b"
    r"|\bpass (?:the|this) (?:bill|act)\b"
    r"|\bcopatrocin(?:e|en|ar)\b|\bsúm(?:ese|ense)\b|\bvot(?:e|en|ar) (?:a favor|en contra)\b",
    re.IGNORECASE,
)


def refuse_false_ask(subject: Subject, sentences: Iterable[str]) -> None:
    """Nobody may be asked to cosponsor or vote for what is law, or dead."""
    if subject.lead.alive:
        return
    live = {display(status.key) for status in followed(subject) if status.progress.alive}
    for sentence in sentences:
        plain = sentence.replace("\N{NO-BREAK SPACE}", " ")
        match = _LIVE_ASKS.search(plain)
        if match and not any(bill in plain for bill in live - _overtaken(subject)):
            raise BriefRefused(
                f"The ask {match[0]!r} is false: {subject.lead.title} is "
                f"{subject.lead.stage.value.replace('_', ' ')}. Write an ask for that stage."
            )


def _overtaken(subject: Subject) -> set[str]:
    """Bills alive on paper whose effort is fulfilled or ended."""
    return {display(status.key) for status in subject.lead.members()}


def lobbying_class(brief: Brief, audience: Audience) -> LobbyingClass:
    return _LOBBYING[audience] if brief.block("ask") else LobbyingClass.EDUCATION
