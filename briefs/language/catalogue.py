"""The labels in other languages: a gettext catalogue each, ``locale/<language>.po``.

A translation is found by the label's key and its English together, so one whose English has
changed is never printed before somebody has looked at it. What plain English does not say in its
own way is said as in English; another language must have every label, or is stopped by name.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from billtrail.errors import BriefRefused
from billtrail.legislatures import Language

FOLDER = Path(__file__).parents[1] / "locale"


def no_label(key: str, language: Language) -> BriefRefused:
    return BriefRefused(
        f"There is no {language.value} label {key!r}. Add it to briefs/language/labels.py, and to "
        f"briefs/{FOLDER.name} in other languages, or print the brief in another language."
    )


class _Refuse(NullTranslations):
    """Asked for what a catalogue lacks."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def pgettext(self, context: str, message: str) -> str:
        raise no_label(context, self._language)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        raise no_label(context, self._language)


@cache
def catalogue(language: Language) -> NullTranslations:
    """What the language says for each label. A changed catalogue is read at the next start."""
    if language == Language.EN:
        return NullTranslations()
    found = GNUTranslations(_compiled(f"{language.value}.po"))
    if language != Language.PLAIN:
        found.add_fallback(_Refuse(language))
    return found


def _compiled(name: str) -> BytesIO:
    """The form that gettext reads; without labels of which a form is still to be translated."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (FOLDER / name).open("rb") as file:
        catalog = read_po(file, abort_invalid=True)
    for message in [m for m in catalog if m.pluralizable and not all(m.string or ())]:
        catalog.delete(message.id, message.context)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return compiled
