"""What helps, as buttons and links: what a check or a gap of a paper tells to do by command is done
here by a form."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ...ways import Way, way_to

_Found = re.Match[str]


@dataclass(frozen=True, slots=True)
class Told:
    """Words without commands, and the ways that stand in their place."""

    says: str
    ways: tuple[Way, ...]


def _task(words: str, task: str, *names: str) -> Callable[[_Found], Way | None]:
    """A link to another form, which gets the named parts of what was told."""

    return lambda found: way_to(words, task, **{name: found[name] for name in names})


def _other_paper(found: _Found) -> Way:
    paper = found["paper"] or "position-letter"
    return Way(f"Make the {paper.replace('-', ' ')}", fill=f"set paper {paper}")


#: What a check or a gap tells -> what does it here. The first that is found in a text counts.
_WAYS: tuple[tuple[str, Callable[[_Found], Way | None]], ...] = (
    (r"billtrail letter \S+(?: --paper (?P<paper>[\w-]+))?", _other_paper),
    (r"billtrail position (?P<bill>\S+).*", _task("Decide the position", "positions", "bill")),
    (r"billtrail brief (?P<bill>\S+)(?: says so to offices\.?)?",
     _task("Make a page for offices", "page", "bill")),
    (r"billtrail show (?P<bill>\S+).*",
     lambda found: Way("Where it stands", href=f"/bill/{found['bill']}")),
    (r"billtrail update.*", lambda found: Way("Ask the publishers now", href="/")),
    (r"billtrail signers (?P<bill>\S+).*", _task("Signers", "signers", "bill")),
    (r"billtrail watch (?P<bill>\S+).*", _task("Follow it", "follow", "bill")),
    (r"billtrail stats .*", _task("Program counts", "figures")),
    (r"billtrail text review.*", _task("Read and review them", "texts")),
    (r" with --chair NAME", lambda found: Way("Write the name", href="#chair")),
    (r"billtrail setup.*", _task("Fill in your contact", "contact")),
    (r"(?:- )?write the text '(?P<key>[^']+)'.* for (?P<campaign>[\w-]+)",
     _task("Write it", "texts", "campaign", "key")),
)  # fmt: skip


def told(*texts: str) -> Told:
    """What is said, with each command in it as a way."""
    says, ways = list[str](), list[Way]()
    for text in texts:
        kept, found = _parted(text)
        says.append(kept)
        ways += found
    return Told(" ".join(filter(None, says)), tuple(dict.fromkeys(ways)))


def _parted(text: str) -> tuple[str, list[Way]]:
    ways: list[Way] = []
    for pattern, make in _WAYS:
        if (found := re.search(pattern, text)) and (way := make(found)):
            ways.append(way)
            text = f"{text[: found.start()]}{text[found.end() :]}"
    return " ".join(text.split()).strip(), ways
