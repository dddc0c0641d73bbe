"""What is said at a hearing: a text that fits the minutes a witness has, and the line of everybody
else."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from billtrail.bills.letters import TestimonyRule, testimony
from billtrail.bills.people import surname_of
from billtrail.briefs.build import refuse_out_of_scope
from billtrail.briefs.language import tie
from billtrail.briefs.values import Block, Paragraph, Sentence

from ..draft import PaperDraft, block, said
from . import body

#: How fast a witness who is understood speaks, in words a minute, and for how long where no rule
#: of the legislature is on file.
WORDS_A_MINUTE = 130
_MINUTES = 2

#: What goes first where the text is too long, in order: a part, or one of its paragraphs.
_DROPS = (("reasons", 1), ("does", 1), ("who", 0), ("reasons", 0))


def speech(draft: PaperDraft) -> tuple[Block, ...]:
    """Who speaks and for what, what the bill does, why, a survivor's own words, what is asked;
    shortened until it takes the minutes of a witness."""
    parts = {name: list(build(draft)) for name, build in _PARTS.items()}
    for name, at in _DROPS:
        if words_in(parts) <= most_words(draft):
            break
        if len(parts[name]) > at:
            del parts[name][at:]
            draft.words.leave_out("speech-full", f"{name} from paragraph {at + 1} on", part=name)
    _check_length(draft, words_in(parts))
    return block("speech", *(paragraph for part in parts.values() for paragraph in part))


def rule_of(draft: PaperDraft) -> TestimonyRule | None:
    """How the bill's legislature hears witnesses, where that is on file."""
    return testimony(draft.status.bill.jurisdiction)


def most_words(draft: PaperDraft) -> int:
    rule = rule_of(draft)
    return (rule.minutes if rule else _MINUTES) * WORDS_A_MINUTE


def words_in(parts: Mapping[str, list[Paragraph]]) -> int:
    return sum(
        len(sentence.text.split())
        for part in parts.values() for paragraph in part for sentence in paragraph.sentences
    )  # fmt: skip


def spoken_time(words: int) -> str:
    """``1:48``."""
    seconds = round(words * 60 / WORDS_A_MINUTE)
    return f"{seconds // 60}:{seconds % 60:02}"


def _check_length(draft: PaperDraft, words: int) -> None:
    draft.spoken = words
    told = f"The text has {words} words: {spoken_time(words)} at {WORDS_A_MINUTE} words a minute."
    if words > most_words(draft):
        most = spoken_time(most_words(draft))
        draft.find("length", "warn", f"{told} More than {most} is too long.",
                   "Shorten your own texts on the bill.")  # fmt: skip
    else:
        draft.find("length", "ok", told)
    if rule_of(draft) is None:
        draft.find("witnesses", "warn", "How witnesses are heard there is not on file.",
                   "Ask the committee whom it hears and for how long.")  # fmt: skip


# -- its parts -------------------------------------------------------------------------------------


def _opening(draft: PaperDraft) -> Iterator[Paragraph]:
    labels = draft.labels
    position = draft.stance
    stance = labels(f"speech-we-{position}" if position else "speech-we", bill=draft.bill,
                    position=labels("letter-your-position"))  # fmt: skip
    if position is None:
        draft.fill("letter-your-position", "letter-no-position")
    yield Paragraph((
        Sentence(tie(labels("speech-opening", members=_greeted(draft), me=_me(draft)))),
        Sentence(tie(stance)),
    ))  # fmt: skip


def _greeted(draft: PaperDraft) -> str:
    first = draft.recipients[0] if draft.recipients else None
    if first is None or first.chair is None:
        return draft.labels("speech-chair")
    name = first.family_name or surname_of(first.chair)
    return draft.labels("speech-chair-named", name=name)


def _me(draft: PaperDraft) -> str:
    """``Eva Example, Policy Director of Example Coalition``; places to fill where they lack."""
    labels, sender = draft.labels, draft.request.sender
    if sender is None:
        organisation = draft.fill("letter-your-organisation", "letter-no-organisation")
        return labels("speech-me", name=labels("letter-your-name"), organisation=organisation)
    name = sender.contact_name or draft.fill("letter-your-name", "letter-no-signer")
    if not sender.contact_title:
        return labels("speech-me", name=name, organisation=sender.name)
    title = sender.contact_title
    return labels("speech-me-titled", name=name, title=title, organisation=sender.name)


def _who(draft: PaperDraft) -> Iterator[Paragraph]:
    for one in body.who(draft):
        yield from one.paragraphs


def _does(draft: PaperDraft) -> Iterator[Paragraph]:
    for one in body.does(draft):
        yield from (replace(paragraph, style="text") for paragraph in one.paragraphs)


def _reasons(draft: PaperDraft) -> Iterator[Paragraph]:
    """The reasons of a letter, each in a paragraph of its own."""
    for one in body.reasons(draft):
        yield from (replace(p, style="text") for p in one.paragraphs if p.style == "number")


def _voice(draft: PaperDraft) -> Iterator[Paragraph]:
    """A survivor's own words, inside what they agreed to: testimony is public. Raises
    ``BriefRefused`` outside of it."""
    voice, campaign = draft.request.voice, draft.words.subject.campaign
    if voice is None:
        return
    refuse_out_of_scope(
        voice, campaign=campaign.id if campaign else "", audience="public",
        language=draft.labels.language.value, on=draft.request.on,
    )  # fmt: skip
    yield said(draft.labels("speech-voice", name=voice.name, words=voice.words))


def _ask(draft: PaperDraft) -> Iterator[Paragraph]:
    for one in body.ask(draft):
        yield from one.paragraphs
    yield said(draft.labels("speech-thanks"), "run-on")


_PARTS = {
    "opening": _opening, "who": _who, "does": _does, "reasons": _reasons, "voice": _voice,
    "ask": _ask,
}  # fmt: skip


# -- beside it -------------------------------------------------------------------------------------


def length(draft: PaperDraft) -> tuple[Block, ...]:
    """How long it takes, at which pace, and how long a witness has."""
    labels, words, rule = draft.labels, draft.spoken, rule_of(draft)
    text = labels("speech-length", words=labels.count(words), time=spoken_time(words),
                  rate=WORDS_A_MINUTE)  # fmt: skip
    most = labels("speech-minutes", minutes=labels.count(rule.minutes)) if rule else ""
    return block("length", said(f"{text} {most}".strip(), "quiet"))


def me_too(draft: PaperDraft) -> tuple[Block, ...]:
    """What everybody else may say, where they may: name, organisation and position."""
    if rule_of(draft) is None:
        return ()
    labels, sender = draft.labels, draft.request.sender
    stance = f"me-too-{draft.stance}" if draft.stance else "me-too"
    organisation = sender.name if sender else labels("letter-your-organisation")
    line = labels(stance, name=labels("me-too-name"), organisation=organisation, bill=draft.bill)
    return (Block("me-too", labels("me-too-head"), (said(line),)),)


BLOCKS = {"speech": speech, "length": length, "me-too": me_too}
