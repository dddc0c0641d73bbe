"""A digest as the page of a mail: one column, no picture, nothing that is fetched from anywhere."""

from functools import cache
from typing import TYPE_CHECKING

from billtrail.words import day_words

from . import text
from .values import Digest

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("billtrail.mail"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["day"] = day_words
    return environment.get_template("digest.html")


def digest_html(digest: Digest) -> str:
    """The page, of the same words as the text."""
    return _template().render(digest=digest, say=text)
