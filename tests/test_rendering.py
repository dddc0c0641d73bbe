"""Our own pages are rendered as Datasette's are, with what installed plugins add to them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from datasette import hookimpl
from datasette.plugins import pm
from site_values import ON, write_site

from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.datasette_plugins.server.look import table_rows


class Menu:
    """Another plugin, whose links have to be awaited."""

    __name__ = "other"

    @hookimpl
    def menu_links(self):
        async def links():
            return [{"href": "/-/other", "label": "Another & more"}]

        return links

    @hookimpl
    def extra_template_vars(self):
        return {"search_words": "words of another"}


@pytest.fixture
def other_plugin() -> Iterator[None]:
    plugin = Menu()
    pm.register(plugin, name="other")
    yield
    pm.unregister(plugin)


@pytest.mark.asyncio
@pytest.mark.usefixtures("other_plugin")
async def test_what_other_plugins_add_is_on_every_page(tmp_path: Path) -> None:
    write_site(tmp_path / "billtrail.db")
    client = make_datasette(tmp_path / "billtrail.db", today=lambda: ON).client
    for path in ("/", "/bill/us-119-hr4323", "/billtrail/bills"):
        html = (await client.get(path)).text
        assert '<a href="/-/other">Another &amp; more</a>' in html, path
        assert 'value="words of another"' in html, path


def test_cells_of_a_table_are_text_unless_they_are_markup() -> None:
    from markupsafe import Markup

    rows = [[{"value": "<b>"}, {"value": Markup("<i>x</i>")}, {"value": 7}]]
    assert table_rows(rows) == "<tr><td>&lt;b&gt;</td><td><i>x</i></td><td>7</td></tr>"
