"""Where each part of a brief came from: its text and file, its claims, its figure, its record."""

from collections.abc import Iterator

from billtrail.briefs.typeset import own_templates
from billtrail.briefs.values import Brief, Sentence
from billtrail.campaigns.content import load_shipped

from .subject import Reads


def explain_lines(brief: Brief, snapshot: Reads) -> Iterator[str]:
    """One line a sentence, under a line for each block."""
    shipped = _Shipped()
    s = brief.status
    yield f"status: {s.stage or 'several'} {s.date or ''}, {s.source or 'each its own source'}"
    if s.url:
        yield f"  {s.bill}: {s.url}, data as of {s.as_of}"
    for block in brief.blocks:
        yield f"block {block.kind} ({block.heading})"
        for sentence in (s for p in block.paragraphs for s in p.sentences):
            yield f"  {shipped.origin(brief, sentence)}"
        for figure in block.figures:
            yield f"  figure {figure.id} ({figure.form}): {shipped.figure(figure.id, snapshot)}"
    if brief.chart:
        yield f"chart in {brief.chart.home}: {brief.chart.title}"
    if own_templates():
        yield f"your templates: {', '.join(own_templates())}"


class _Shipped:
    """What ships, to tell it from the workspace's own."""

    def __init__(self) -> None:
        content = load_shipped()
        self._texts = {
            (campaign.id, text.key, text.language.value): text.text
            for campaign in content.campaigns
            for text in campaign.texts
        }
        self._figures = {figure.id: figure for figure in content.figures}

    def origin(self, brief: Brief, sentence: Sentence) -> str:
        if sentence.key is None:
            return f"counted from the records: {sentence.text}"
        if sentence.key.startswith("voice-"):
            return f"voices.toml of your workspace: {sentence.key}"
        places = [key for key in self._texts if key[1] == sentence.key]
        same = [
            key for key in places if _loose(self._texts[key]) == _loose(sentence.text)
        ]  # fmt: skip
        where = f"campaigns/{same[0][0]}.toml as shipped" if same else "your workspace's campaigns/"
        claims = f", stands on {', '.join(sentence.claims)}" if sentence.claims else ""
        return f"text {sentence.key}, {where}{claims}"

    def figure(self, id: str, snapshot: Reads) -> str:
        now = next((figure for figure in snapshot.figures() if figure.id == id), None)
        ships = now is not None and self._figures.get(id) == now
        return "statistics.csv as shipped" if ships else "statistics.csv of your workspace"


def _loose(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
