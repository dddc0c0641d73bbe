"""The text of a brief in a mail: nothing that a mail program folds away, no line too long."""

import re
from datetime import date

import pytest

from billtrail.briefs.build import Request, build
from billtrail.briefs.formats import render
from billtrail.campaigns.content import load_shipped
from billtrail.legislatures import Language
from billtrail.snapshot import open_snapshot
from billtrail.workspace import Workspace

TODAY = date(2026, 11, 23)
SUBJECTS = [*(campaign.id for campaign in load_shipped().campaigns), "goals", "us-119-hr4817"]

#: How mutt (``quote_regexp``) knows a quotation.
_QUOTED = re.compile(r"^([ \t]*[|>:}#])+")
#: How the parsers of help desks know that a signature begins, from which on they hide all.
_SIGNED = re.compile(r"^\s*(--|__|-\w)|^Sent from ", re.MULTILINE)
_WIDTH = 72


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_line_is_folded_away_or_too_long(
    subject: str, language: Language, prepared: Workspace
) -> None:
    with open_snapshot(prepared.database, TODAY) as snapshot:
        text = render(build(snapshot, Request(subject, TODAY, language)), "txt").decode()
    lines = text.splitlines()
    assert [line for line in lines if _QUOTED.match(line) or _SIGNED.match(line)] == []
    assert [s for s in lines if len(s) > _WIDTH and "://" not in s] == []
    assert "\N{NO-BREAK SPACE}" not in text
