"""Selectors that say how many matches they expect, and fail loudly where a page has others.

A changed website must break a document, not empty a field: the error names the page, the
selector, where on the page it looked, and both counts.
"""

from functools import cache
from typing import cast

from lxml import etree

from billtrail.errors import ParseError

Element = etree._Element
_TEXT = etree.XPath("string()")


class Page:
    """A page by its name (for errors) and its root."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.root = _root(name, data)

    def one(self, selector: str, within: Element | None = None) -> Element:
        """The one match."""
        return self._found(selector, within, 1, 1)[0]

    def maybe(self, selector: str, within: Element | None = None) -> Element | None:
        """The one match, or ``None``: two would be an error."""
        return next(iter(self._found(selector, within, 0, 1)), None)

    def some(
        self, selector: str, within: Element | None = None, *, least: int = 1, most: int = 0
    ) -> list[Element]:
        """Between ``least`` and ``most`` matches (0: any number more)."""
        return self._found(selector, within, least, most)

    def _found(self, selector: str, within: Element | None, least: int, most: int) -> list[Element]:
        place = self.root if within is None else within
        found = cast(list[Element], compiled(selector)(place))
        if len(found) < least or (most and len(found) > most):
            where = f" below <{place.tag}> of line {place.sourceline}" if within is not None else ""
            raise ParseError(
                f"{self.name}: {selector}{where}: {len(found)} found, "
                f"{_expected(least, most)} expected"
            )
        return found

    def wrong(self, element: Element, what: str) -> ParseError:
        """An error about an element: its line, what was found and what was expected."""
        return ParseError(f"{self.name}: line {element.sourceline}: {what}")


def _expected(least: int, most: int) -> str:
    if least == most:
        return str(least)
    return f"{least} to {most}" if most else f"at least {least}"


@cache
def compiled(selector: str) -> etree.XPath:
    """A selector that looks below an element, never at itself."""
    from cssselect import HTMLTranslator  # 1 MB, of no use to an import of files

    return etree.XPath(HTMLTranslator().css_to_xpath(selector, prefix="descendant::"))


def _root(name: str, data: bytes) -> Element:
    """The page's root; bytes that are no UTF-8 are read as latin-1."""
    try:
        data.decode()
    except UnicodeDecodeError:
        data = data.decode("latin-1").encode()
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True,
                              remove_comments=True, remove_pis=True)  # fmt: skip
    try:
        root: Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ParseError(f"{name}: not a page ({error})") from error
    if root is None:
        raise ParseError(f"{name}: the page is empty")
    return root


def words(element: Element | None) -> str:
    """An element's text in one line, blanks (also no-break ones) collapsed."""
    if element is None:
        return ""
    return unmangled(" ".join(str(_TEXT(element)).split()))


def unmangled(text: str) -> str:
    """``GonzÃ¡lez`` -> ``González``: UTF-8 that was once read as latin-1."""
    if "Ã" not in text and "â€" not in text:
        return text
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return text
