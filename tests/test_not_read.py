"""A bill that is followed and of which no record has been read: said plainly, and never refused."""

import asyncio
from datetime import date

import pytest
import sitting
from click.testing import CliRunner

from billtrail.bills.stages.how import How
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.snapshot.snapshot import open_snapshot

#: What it tells of sits, whatever day the tests live on.
sits, prepared = sitting.sits, sitting.prepared

#: Ships as a key, because no record of it was at hand.
KEY = "ca-20252026-ab2274"
LEADER = """\
title = "Built for the test"
summary = "A campaign that waits for its bill."
lead = "us-120-hr9"
[[bill]]
key = "us-120-hr9"
aim = "pass"
why = "Built for the test."
position = "support"
decided_on = 2026-11-20
[[ask]]
id = "join"
stages = ["introduced"]
headline = "headline-join"
texts = ["ask-1"]
[[claim]]
id = "built"
kind = "fact"
source = "built for the test"
[[text]]
key = "headline-join"
text = "Join this bill"
claims = ["built"]
[[text]]
key = "ask-1"
text = "Sign on as a cosponsor."
claims = ["built"]
"""


def run(workspace, *words):
    done = CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.exit_code, done.output


def test_show_says_that_it_is_not_read_and_what_reads_it(fresh) -> None:
    for spelling in (KEY, "AB 2274"):
        code, said = run(fresh, "show", spelling)
        assert code == 0 and "Followed, not yet fetched" in said
        assert f"billtrail update --bill {KEY}" in said


def test_its_stage_is_by_the_calendar_and_claims_no_step(fresh) -> None:
    with open_snapshot(fresh.database, date(2026, 5, 1)) as then:
        alive = then.bill(KEY).progress
    with open_snapshot(fresh.database, date(2026, 11, 26)) as now:
        ended = now.bill(KEY).progress
        assert now.bill(KEY).is_unread and KEY not in set(now.keys)
        assert KEY not in now.bills([KEY])
    assert (alive.how, alive.alive, alive.date) == (How.NOT_READ, True, None)
    assert (ended.how, ended.alive, ended.final, ended.date) == (How.NOT_READ, False, False, None)


@pytest.mark.parametrize("suffix", ["pdf", "html", "docx", "md", "txt"])
@pytest.mark.parametrize(
    "language, words",
    [("en", "not read yet"), ("plain", "not read yet"), ("es", "aún no leído")],
)
def test_a_status_brief_is_printed_in_every_format(fresh, tmp_path, suffix, language, words):
    file = tmp_path / f"brief.{suffix}"
    code, said = run(fresh, "brief", KEY, "--language", language, "-o", str(file))
    assert code == 0, said
    assert "the record of this bill is not read yet" in said
    if suffix in ("html", "md", "txt"):
        assert words in file.read_text(encoding="utf-8")


def test_nothing_is_asked_about_a_bill_that_is_not_read(fresh) -> None:
    (fresh.root / "campaigns").mkdir(exist_ok=True)
    (fresh.root / "campaigns" / "waits.toml").write_text(LEADER, encoding="utf-8")
    code, said = run(fresh, "brief", "waits", "--format", "txt", "-o", "-")
    assert code == 0 and "H.R. 9: not read yet" in said
    assert "cosponsor" not in said.lower() and "Join this bill" not in said


def test_its_page_says_so_too(fresh) -> None:
    site = make_datasette(fresh.database)

    async def ask(path):
        return await site.client.get(path)

    page = asyncio.run(ask(f"/bill/{KEY}"))
    assert page.status_code == 200 and "Followed, not yet fetched" in page.text
    assert asyncio.run(ask(f"/bill/{KEY}.json")).json()["how"] == "not read yet"
    assert asyncio.run(ask("/bill/us-120-hr9")).status_code == 404


def test_a_page_of_a_bill_never_read_speaks_for_no_day(fresh) -> None:
    code, said = run(fresh, "brief", KEY, "--format", "txt", "-o", "-")
    assert code == 0 and "Not read yet" in said and "Status as of" not in said
