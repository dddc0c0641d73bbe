"""Two prints, word by word: compare."""

from collections.abc import Iterator
from typing import Any

import click

from billtrail.commands import Settings, command, echo_json, json_option


@command
@json_option
@click.argument("one")
@click.argument("other")
def compare(settings: Settings, one: str, other: str, as_json: bool) -> None:
    """What the text OTHER has otherwise than ONE. Each is a bill in any spelling, which stands for
    its newest print, or BILL:PRINT: the publisher's code ("HR 4323:ih"), a number from the oldest
    ("HR 4323:1"), or the beginning of its name ("AB 379:amended")."""
    from billtrail.bills import compare as compared
    from billtrail.snapshot import read_named_prints

    with settings.snapshot() as snapshot:
        what, old, new = read_named_prints(snapshot, one, other)
    found = compared(old.found.text, new.found.text)
    if as_json:
        passages = [_passage_json(passage) for passage in found.changes() if passage]
        echo_json({"what": what, "old": _print_json(old), "new": _print_json(new),
                   "kept": round(found.kept, 3), "changes": passages})  # fmt: skip
    else:
        click.echo("\n".join(_lines(what, old.words, new.words, found)))


def _print_json(named: Any) -> dict[str, str]:
    from billtrail.words import NO_BREAK

    words = named.found.words.replace(NO_BREAK, " ")
    return {"bill": named.bill, "print": words, "print_code": named.found.code}


def _passage_json(passage: Any) -> dict[str, Any]:
    return {"kind": passage.kind, "section": passage.section,
            "pieces": [[piece.kind, piece.text] for piece in passage.pieces]}  # fmt: skip


#: How words of one fate stand in a line.
_MARKED = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}


def _lines(what: str, old: str, new: str, found: Any) -> Iterator[str]:
    yield f"Compared is {what}."
    yield f"  [-only in-]  {old}"
    yield f"  {{+only in+}}  {new}"
    yield f"  {round(100 * found.kept)} % of the words are the same."
    section = None
    for passage in found.changes():
        if passage is None:
            continue
        if passage.section != section:
            section = passage.section
            yield f"\n{section or 'Before the first section'}"
        words = (_MARKED[piece.kind].format(piece.text) for piece in passage.pieces)
        yield f"  {' '.join(words)}"
