"""An office that writes letters: two positions of its own, and what a letter of it says."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from billtrail.briefs.papers.build import build_paper
from billtrail.briefs.papers.definitions import find_paper, load_papers
from billtrail.briefs.papers.formats.fit import fit
from billtrail.briefs.papers.formats.flow import flow
from billtrail.briefs.papers.request import PaperRequest
from billtrail.briefs.papers.values import Paper
from billtrail.campaigns.organisation import Organisation
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace, prepare

AB938, TSRA = "ca-20252026-ab938", "us-119-hr4323"
#: A day on which Senate Appropriations had AB 938, and one on which House Judiciary had H.R. 4323.
IN_APPROPRIATIONS, IN_JUDICIARY = date(2025, 8, 18), date(2025, 9, 1)
DAY = date(2026, 11, 26)
COALITION = Organisation(
    name="Example Coalition", contact_name="Eva Example", contact_title="Policy Director",
    about="We are a coalition of survivors and their lawyers.", email="policy@example.org",
    phone="213-555-0100", address="1 Street, Los Angeles, CA 90012",
)  # fmt: skip
VACATUR = f"""[[bill]]
key = "{AB938}"
position = "support"
decided_on = "2025-02-25"
[[bill]]
key = "ca-20212022-ab262"
position = "support"
decided_on = "2021-03-01"
"""
#: A bill of an effort that this office follows by itself.
APART = """[[family]]
id = "us-iwvpa"
[[family.member]]
bill = "us-119-hr4817"
remove = true
[[bill]]
key = "us-119-hr4817"
position = "support"
decided_on = "2025-08-01"
[[bill]]
key = "us-119-hr2851"
position = "support"
decided_on = "2025-08-01"
[[text]]
key = "does-1-us-119-hr2851"
text = "The bill lets people work while they wait for an answer."
version = "2025-04-01"
[[text]]
key = "reason-1-us-119-hr2851"
text = "People who can work can leave."
"""
FEDERAL = f"""[[bill]]
key = "{TSRA}"
position = "oppose unless amended"
condition = "it also reaches state records"
decided_on = "2025-07-20"
"""


def make_office(folder: Path, database: bytes) -> Workspace:
    """A workspace with two positions, and an organisation, of its own."""
    found = Workspace.at(folder)
    found.create()
    found.database.write_bytes(database)
    (found.root / "campaigns").mkdir()
    (found.root / "campaigns" / "ca-vacatur.toml").write_text(VACATUR)
    (found.root / "campaigns" / "tsra.toml").write_text(FEDERAL)
    (found.root / "campaigns" / "t-visa-work.toml").write_text(APART)
    found.organisation.write_text(
        f'name = "{COALITION.name}"\ncontact_name = "{COALITION.contact_name}"\n'
        f'email = "{COALITION.email}"\n'
    )
    prepare(found)
    return found


def letter(office: Workspace, bill: str = AB938, on: date = IN_APPROPRIATIONS, **values) -> Paper:
    paper = find_paper(load_papers(), values.pop("paper", "position-letter"))
    asked = PaperRequest(paper, bill, on, on, organisation=COALITION)
    with open_snapshot(office.database, on) as snapshot:
        return fit(build_paper(snapshot, replace(asked, **values)), paper.drops)


def words(paper: Paper, kind: str) -> str:
    found = " ".join(one.text for one in flow(paper) if one.kind == kind)
    return found.replace("\N{NO-BREAK SPACE}", " ")
