"""The page for survivors and families: what the law does for them and whom to call.

Nothing is asked for, no bill's status is told and no figure stands on it. A sentence on the law is
there only while each statute under it was read in its own words and nobody has changed it since;
one that is left out is told to the author. What readers must have seen is ``words_hash``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from billtrail.briefs.language import Labels, tie
from billtrail.briefs.values import DRAFT, Block, Brief, PageMark, Sentence, Status, words_hash
from billtrail.campaigns import SURVIVOR, CampaignStatus, Text
from billtrail.campaigns.staff_files import lacking_readers
from billtrail.errors import BriefRefused, UsageError
from billtrail.law import parse_statute
from billtrail.legislatures import LobbyingClass

from .choices import AS_WRITTEN
from .common_parts import with_common_parts
from .draft import Draft
from .request import Request
from .rules import left_out
from .status import build_stages
from .subject import Reads, Subject, read_subject

#: What follows ``survivor-`` in a text's key -> the style of its paragraphs.
_PARTS: Mapping[str, str] = {"can": "bullet", "know": "bullet", "call": "bullet", "lawyer": "text"}
#: These speak of the law, and rest on it.
_ON_THE_LAW = ("title", "can", "know")
_MOST = 9


def build_survivors(snapshot: Reads, request: Request) -> Brief:
    """The page for survivors of a campaign, as of today.

    Raises ``UsageError`` where the campaign has none, ``BriefRefused`` where what it is for may
    not be said any more, or for a day that has passed.
    """
    subject, campaign = _subject(snapshot, request)
    draft = Draft(Labels(request.language), subject, request.audience)
    draft.require_translated()
    title = draft.sentence("survivor-title") if _may_stand(draft, "survivor-title") else None
    lead = draft.sentence("survivor-lead", noted=False)
    blocks = tuple(block for kind in _PARTS for block in _block(draft, kind))
    if title is None or {block.kind for block in blocks} != {*_PARTS}:
        raise _core_is_gone(campaign, draft)
    page = _page(draft, request, title, lead, blocks)
    return _as_draft(page, draft, request)


def _subject(snapshot: Reads, request: Request) -> tuple[Subject, CampaignStatus]:
    """The campaign, whatever of it was asked for, with this page's texts instead of a brief's."""
    _refuse_choices(request)
    subject = read_subject(snapshot, request.subject)
    campaign = subject.campaign
    if campaign is None or not campaign.survivor_texts:
        raise UsageError(
            f"There is no page for survivors of {request.subject}: no text survivor-title."
        )
    own = replace(campaign, texts=campaign.survivor_texts)
    return replace(subject, id=campaign.id, campaign=own), campaign


def _refuse_choices(request: Request) -> None:
    if request.choices != AS_WRITTEN or request.voice:
        raise UsageError(
            "A page for survivors is printed as it is written: it has no figures, ask, deadline, "
            "contact or voice to choose."
        )
    if request.today and request.on < request.today:
        raise BriefRefused("A page for survivors tells the law of today. Leave --as-of out.")


# -- what may stand on it ------------------------------------------------------------------------


def _block(draft: Draft, kind: str) -> tuple[Block, ...]:
    keys = (f"{SURVIVOR}{kind}-{number}" for number in range(1, _MOST + 1))
    may = tuple(key for key in keys if _may_stand(draft, key))
    return draft.block(kind, f"heading-{kind}", *draft.paragraphs(may, _PARTS[kind]))


def _may_stand(draft: Draft, key: str) -> bool:
    """Whether a text of the page exists and, where it speaks of the law, rests on what was read."""
    text = draft.text(key)
    kind = key.removeprefix(SURVIVOR).partition("-")[0]
    if text is None or kind not in _ON_THE_LAW or _read_on(draft, text):
        return text is not None
    named = text.claims[0] if text.claims else ""
    draft.leave_out("law-not-read", f"text {key}", claim=named, key=key)
    return False


def _read_on(draft: Draft, text: Text) -> str | None:
    """The first day on which a statute under the text was read; none where one was not."""
    campaign = draft.subject.campaign
    assert campaign
    grounds = [claim for claim in campaign.claims if claim.id in text.claims and claim.statutes]
    days = [claim.law_read_on for claim in grounds]
    return min(filter(None, days)) if days and all(days) else None


def _core_is_gone(campaign: CampaignStatus, draft: Draft) -> BriefRefused:
    why = "; ".join(dict.fromkeys(f"{item.what}: {item.why}" for item in draft.left_out))
    return BriefRefused(
        f"The page for survivors of {campaign.id} cannot be printed: without its title, what one "
        f"can ask for, what to know, whom to call and an attorney it is no help. {why}".rstrip()
    )


# -- the page ------------------------------------------------------------------------------------


def _page(
    draft: Draft, request: Request, title: Sentence, lead: Sentence | None,
    blocks: tuple[Block, ...],
) -> Brief:  # fmt: skip
    labels, head = draft.labels, draft.subject.lead
    draft.unreviewed = False  # its readers are two, and the page says so across its top
    page_of = labels("page-of", date=labels.date(request.on.isoformat()))
    read_on = min(_days_read(draft, blocks))
    sentence = Sentence(tie(labels("law-as-read", date=labels.date(read_on))))
    page = with_common_parts(
        draft, request, subject=draft.subject.id, head_date=page_of,
        identity=tie(" · ".join(_statutes(draft, blocks))), title=title.text,
        tagline=lead.text if lead else "",
        status=Status(head.stage.value, head.date, head.law, head.proof.key, head.proof.source,
                      read_on, None, (replace(sentence, notes=title.notes),)),
        bar=(), blocks=blocks, chart=None, marks=(),
        stages=tuple(replace(one, heard_on=None) for one in build_stages(head)),
    )  # fmt: skip
    sample = (PageMark("sample", labels("sample")),) if request.sender is None else ()
    return replace(
        page, marks=sample, contact=(), closing=(), id_label=labels("page-id"), check_at="",
        lobbying=LobbyingClass.EDUCATION.value,
    )  # fmt: skip


def _texts_of(draft: Draft, blocks: tuple[Block, ...]) -> Iterator[Text]:
    """The texts that are printed and speak of the law."""
    keys = ["survivor-title", *(s.key or "" for block in blocks for s in block.sentences)]
    for key in keys:
        text = draft.text(key)
        if text and key.removeprefix(SURVIVOR).partition("-")[0] in _ON_THE_LAW:
            yield text


def _days_read(draft: Draft, blocks: tuple[Block, ...]) -> Iterator[str]:
    yield from filter(None, (_read_on(draft, text) for text in _texts_of(draft, blocks)))


def _statutes(draft: Draft, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Each section that the page speaks of, once."""
    campaign = draft.subject.campaign
    assert campaign
    claims = {claim.id: claim for claim in campaign.claims}
    named = (name for text in _texts_of(draft, blocks) for name in text.claims)
    for key in dict.fromkeys(key for name in named for key in claims[name].statutes):
        yield draft.labels.law(parse_statute(key).printed) or ""


def _as_draft(page: Brief, draft: Draft, request: Request) -> Brief:
    """The page, marked across its top until its readers have read these very words."""
    campaign = draft.subject.campaign
    assert campaign
    missing = lacking_readers(request.readers, campaign.id, page.language, words_hash(page))
    if not missing:
        return page
    told = left_out(
        "draft", "that it may be handed out", campaign=campaign.id, language=page.language,
        missing=f"it waits for {', and for '.join(missing)}",
    )  # fmt: skip
    mark = PageMark(DRAFT, draft.labels("draft"))
    return replace(page, marks=(mark, *page.marks), left_out=(told, *page.left_out))
