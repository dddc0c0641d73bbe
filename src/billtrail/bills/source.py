"""What is said of a publisher: how its documents are found, read, ranked and asked for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from billtrail.legislatures import ActionClass, Stage

if TYPE_CHECKING:
    from .models import Action, Bill, Document, Link, Record


#: A source ranked below this is secondary: it says what it read elsewhere.
SECONDARY = 10


@dataclass(frozen=True, slots=True)
class Access:
    """The key that a publisher's service asks for: its ``name`` in the environment and in
    secrets.env, and where one gets it. ``terms`` are said, a sentence or two each, and agreed to
    before it is stored or used; ``terms_of`` tells which they are, should they change."""

    name: str
    sign_up: str
    terms: tuple[str, ...] = ()
    terms_of: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One publisher, found by walking ``scrapers/``.

    ``parse`` is pure: bytes to records, raising only ``ParseError``. ``classify`` gives the
    classes of one action by the source's own rule tables (empty = unknown, counted). ``kinds``
    maps a document kind to the file names it comes under (a regular expression). ``rank`` orders
    sources that speak for the same time (higher wins); ``rhythm`` is the longest normal silence
    in hours; ``documents`` splits a file of an archive set into documents where one file is not
    one document (PUBINFO): called with the files, a folder to work in and the archive's path, it
    gives their ``problems``, ``notes``, ``reference(earlier)`` and ``documents(now)``; else
    ``None``. ``start(keys, known)`` gives the links of bills to fetch (``None``: not crawled; its
    spider is ``spider.py`` of its package) and ``feed`` is how the publisher announces changes
    (``crawling.crawl_plan.Feed``), ``listing`` how it lists all its files
    (``crawling.crawl_plan.Listing``); ``None`` where it does not. ``instead`` says in one sentence
    what to do where the publisher's robots.txt forbids a crawl. ``continues``: its steps are those
    of the publisher's better source, word for word, so later ones continue that history.
    ``name_of`` tells from the bytes of any XML file under which name the publisher has it as a
    document of its first kind: ``""`` where it does not say, ``None`` where it is not the
    publisher's. ``official``: it is the legislature's own record of where a bill stands.
    ``publisher`` is whose word it is, in running text: "GovInfo says". ``tracker`` is where anybody
    can tell the publisher that a record is wrong, an address, and ``record`` what it calls one
    ("bill status file").
    ``asked_by`` is what its ``start`` is given: keys of ``bills`` or names of ``votes``; ``titled``
    names a document by its address, in running text, where it is no bill's.
    ``statuses`` says which stages go with each of its own words for where a bill stands
    (``Bill.status_text``), and ``explained`` why another stage may stand beside one.
    ``roster`` is ``document`` where a document is a whole list of members, ``files`` where the
    files of a folder or archive are one together: those are read again each time, since a list
    tells by what it lacks too. ``texts``: each of its documents is the text of one print, read
    again where that is lost. ``access`` is the key it asks for. ``kept_home``: what only it says
    leaves in no edition, unless who publishes has a licence for that. ``tells_all`` says of another
    source's record of a bill whether every step that an end needs would be in it.
    ``dated_by_steps``: its files may have no day but those of their steps (as ``Bill`` says).
    """

    name: str
    title: str
    jurisdiction: str
    kinds: Mapping[str, str]
    rank: int
    rhythm: int
    hosts: tuple[str, ...]
    home: str
    parse: "Callable[[Document, Any], Iterator[Record]]"
    classify: "Callable[[Action, Bill], tuple[ActionClass, ...]]"
    start: "Callable[..., Iterator[Link]] | None" = None
    documents: Callable[..., Any] | None = None
    licence: str = ""
    parser_version: int = 1
    rules: Mapping[str, Any] = field(default_factory=dict)
    feed: Any = None
    instead: str = ""
    continues: bool = False
    listing: Any = None
    roster: str | None = None
    texts: bool = False
    official: bool = False
    publisher: str = ""
    tracker: str = ""
    record: str = "record"
    name_of: Callable[[bytes], str | None] | None = None
    asked_by: str = "bills"
    titled: Callable[[str], str] = str
    statuses: Mapping[str, frozenset[Stage]] = field(default_factory=dict)
    explained: Mapping[tuple[str, Stage], str] = field(default_factory=dict)
    access: Access | None = None
    kept_home: bool = False
    tells_all: "Callable[[Bill], bool] | None" = None
    dated_by_steps: bool = False

    def must_carry_ends(self, bill: "Bill") -> bool:
        """Whether an end is in doubt where the record tells it and not what must come before."""
        return self.official or (self.tells_all is not None and self.tells_all(bill))

    @property
    def is_secondary(self) -> bool:
        """Whether it says what it read elsewhere: it fills what no other source speaks of, and
        overrules none."""
        return self.rank < SECONDARY
