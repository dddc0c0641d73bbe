"""``python -m bench [NAME]... [OPTIONS]``: the measures of ``MEASURES``, all without a name.

Options follow the name of a measure that takes some (``_IN_SLICES``)."""

import sys

from bench import REAL
from bench.corpus import build as corpus
from bench.faults import doubts, fuzz, kills, updates
from bench.protection import suppression
from bench.site import access, crowd, desk, load, pages, statements, tasks
from bench.speed import (
    briefs,
    cluster,
    digests,
    imports,
    papers,
    peer,
    prints,
    pubinfo,
    texts,
    visits,
    workbooks,
)
from bench.truth import (
    accuracy,
    california,
    citations,
    citations_us,
    legiscan,
    likeness,
    sentences,
    states,
    virginia,
)

MEASURES = {
    "imports": imports.main,
    "peer": peer.main,
    "cluster": cluster.main,
    "accuracy": accuracy.main,
    "sentences": sentences.main,
    "california": california.main,
    "states": states.main,
    "virginia": virginia.main,
    "legiscan": legiscan.main,
    "citations": citations.main,
    "citations-us": citations_us.main,
    "likeness": likeness.main,
    "pubinfo": pubinfo.main,
    "archive": pubinfo.archive,
    "prints": prints.main,
    "texts": texts.main,
    "suppression": suppression.main,
    "briefs": briefs.main,
    "papers": papers.main,
    "digests": digests.main,
    "corpus": corpus.main,
    "pages": pages.main,
    "crowd": crowd.main,
    "desk": desk.main,
    "tasks": tasks.main,
    "access": access.main,
    "visits": visits.main,
    "workbooks": workbooks.main,
    "kills": kills.main,
    "statements": statements.main,
    "doubts": doubts.main,
    "updates": updates.main,
    "fuzz": fuzz.main,
    "load": load.main,
}
#: Measures that make their own data.
_OWN = ("suppression", "briefs", "papers", "digests", "crowd", "desk", "tasks", "access", "visits",
        "workbooks", "kills", "statements", "doubts", "updates", "fuzz", "load")  # fmt: skip
#: Measures that take options.
_IN_SLICES = ("peer", "cluster", "corpus", "pages", "accuracy", "states", "texts", "sentences",
              "suppression", "kills", "doubts", "updates", "fuzz", "load")  # fmt: skip
#: What measures nothing is done where it is named.
_NAMED = ("corpus",)


def main() -> None:
    arguments = sys.argv[1:]
    first = next((n for n, a in enumerate(arguments) if a not in MEASURES), len(arguments))
    if arguments and not first and not arguments[0].startswith("-"):
        raise SystemExit(f"{arguments[0]} is no measure. These are: {', '.join(MEASURES)}.")
    for name in arguments[:first] or (name for name in MEASURES if name not in _NAMED):
        if name not in _OWN and not REAL.is_dir():
            print(f"{name}: the real publishers' files are not beside this checkout.")
        elif name in _IN_SLICES:
            MEASURES[name](arguments[first:])
        else:
            MEASURES[name]()


if __name__ == "__main__":
    main()
