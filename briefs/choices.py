"""What the author of a brief picks: figures, ask, deadline, contact."""

from dataclasses import dataclass

NONE = "none"


@dataclass(frozen=True, slots=True)
class Choices:
    """``figures``: ids in printing order. ``ask``: the id of a campaign's ask. ``deadline``: an
    ISO day. ``contact``: a line instead of the organisation's. ``none`` leaves a part out."""

    figures: tuple[str, ...] | None = None
    ask: str | None = None
    deadline: str | None = None
    contact: str | None = None


#: Everything as the campaign has it.
AS_WRITTEN = Choices()
