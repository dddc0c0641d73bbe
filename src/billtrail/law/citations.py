"""The citation reader: which sections of the law a title or a text of a bill names, and how.

    >>> [(c.section.key, c.what) for c in read_title("ca",
    ...     "An act to amend Section 236.14 of, and to add Section 236.21 to, the Penal Code, "
    ...     "relating to human trafficking.")]
    [('ca-pen-236.14', 'amend'), ('ca-pen-236.21', 'add')]

What is no section of a code or of a numbered act is left out: the Budget Act's items, an act's own
sections ("Section 1 of this act"), codes of other countries, states and publishers.
"""

from collections.abc import Callable, Iterable, Mapping

from . import ca_citations, us_citations
from .values import CITE, Citation

#: Whose bills' texts -> their reader.
_READERS: Mapping[str, Callable[[str], Iterable[Citation]]] = {
    **us_citations.READERS,
    **ca_citations.READERS,
}


#: Whose bills' titles -> their reader.
_TITLES: Mapping[str, Callable[[str], Iterable[Citation]]] = {
    **us_citations.TITLES,
    **ca_citations.TITLES,
}


def read_title(jurisdiction: str, title: str) -> tuple[Citation, ...]:
    """The sections a bill's long title says the act changes, each once, in order. None where nobody
    reads that legislature's titles."""
    read = _TITLES.get(jurisdiction)
    return _once(read(title)) if read else ()


def read_text(jurisdiction: str, text: str) -> tuple[Citation, ...]:
    """The sections a bill's text changes or cites; one that is changed is not listed as cited. None
    where nobody reads that legislature's texts."""
    read = _READERS.get(jurisdiction)
    found = _once(read(text)) if read else ()
    changed = {citation.section for citation in found if citation.what != CITE}
    return tuple(c for c in found if c.what != CITE or c.section not in changed)


def _once(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citations))
