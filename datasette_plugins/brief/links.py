"""The briefs that a page offers, by language and format, with words for a screen reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from billtrail.briefs.typeset import FORMATS
from billtrail.campaigns import CampaignStatus
from billtrail.files import has_table
from billtrail.snapshot import Snapshot

#: The formats a brief is offered in, with the word a reader knows each by.
_BRIEF_FORMATS: Mapping[str, str] = {
    name: form.words for name, form in FORMATS.items() if name != "json"
}
_BRIEF_LANGUAGES: Mapping[str, str] = {"en": "English", "plain": "Plain English", "es": "Español"}


@dataclass(frozen=True, slots=True)
class BriefLink:
    """``name`` is what a screen reader says, since "PDF" alone says nothing of which brief."""

    words: str
    name: str
    href: str


#: A language by its name, and a link for each format.
BriefOffer = tuple[str, tuple[BriefLink, ...]]


def build_brief_links(
    subject: str, title: str, formats: Iterable[str] = ("pdf", "html")
) -> tuple[BriefLink, ...]:
    """Links to the English brief of a campaign or bill."""
    return tuple(
        BriefLink(
            words=_BRIEF_FORMATS[name],
            name=f"{_BRIEF_FORMATS[name]} brief: {title}",
            href=f"/-/brief/{subject}.{name}",
        )
        for name in formats
    )


def build_offers(
    subject: str, title: str, campaign: CampaignStatus | None
) -> tuple[BriefOffer, ...]:
    """Every language and format of a brief; ``campaign`` is the one whose texts it prints, and
    ``None`` where it states facts alone, which are said in every language."""
    languages = _languages(campaign)
    return tuple(
        (words, tuple(_links(subject, title, language)))
        for language, words in _BRIEF_LANGUAGES.items()
        if language in languages
    )


def build_information(
    snapshot: Snapshot, campaign: CampaignStatus
) -> tuple[tuple[str, tuple[BriefLink, ...]], ...]:
    """The page for survivors in each language it may be had in: of a working file all that are
    written, of a published one those that were released."""
    written = {text.language.value for text in campaign.survivor_texts}
    if not has_table(snapshot.connection, "issued_briefs"):
        rows = snapshot.connection.execute(_RELEASED, (campaign.id,))
        written = {row[0] for row in rows}
    return tuple(
        (words, tuple(_information_links(campaign.id, language)))
        for language, words in _BRIEF_LANGUAGES.items()
        if language in written
    )


_RELEASED = (
    "SELECT json_extract(brief, '$.language') FROM released_briefs WHERE NOT withdrawn "
    "AND json_extract(brief, '$.audience') = 'survivors' AND json_extract(brief, '$.subject') = ?"
)


def _information_links(campaign: str, language: str) -> Iterable[BriefLink]:
    for name in ("html", "pdf", "docx", "txt"):
        words = _BRIEF_FORMATS[name]
        yield BriefLink(
            words=words,
            name=f"{words}, information in {_BRIEF_LANGUAGES[language]}",
            href=f"/-/information/{campaign}.{name}?language={language}",
        )


def _languages(campaign: CampaignStatus | None) -> set[str]:
    if campaign is None:
        return set(_BRIEF_LANGUAGES)
    return {"en"} | {text.language.value for text in campaign.texts}


def _links(subject: str, title: str, language: str) -> Iterable[BriefLink]:
    query = "" if language == "en" else f"?language={language}"
    for name, words in _BRIEF_FORMATS.items():
        yield BriefLink(
            words=words,
            name=f"{words} brief, {_BRIEF_LANGUAGES[language]}: {title}",
            href=f"/-/brief/{subject}.{name}{query}",
        )
