"""Files in the forms of Open States, built by hand with the true steps of New York's S 3967."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

UUID = "f0195c0c-9267-11f1-8d56-00000000000{}"
STEPS = [
    ("2025-01-31", "REFERRED TO CODES", "upper", ["referral-committee"]),
    ("2025-06-17", "PASSED SENATE", "upper", ["passage"]),
    ("2025-06-17", "DELIVERED TO ASSEMBLY", "upper", ["introduction"]),
    ("2025-06-17", "PASSED ASSEMBLY", "lower", ["passage"]),
    ("2025-06-17", "RETURNED TO SENATE", "lower", []),
]
NAMES = {"upper": "Senate", "lower": "Assembly"}
TITLE = "Relates to individuals engaged in prostitution who are victims of a crime"
PAGE = "https://www.nysenate.gov/legislation/bills/2025/S3967"
VOTES = [("A. One", "yes"), ("B. Two", "yes"), ("C. Three", "no"), ("D. Four", "excused")]
COUNTS = [("yes", 2), ("no", 1), ("excused", 1)]


def _place(classification: str) -> str:
    return f"~{json.dumps({'classification': classification})}"


def scraped(number: int = 1, steps: int = len(STEPS), at: str = "2026-01-04") -> dict[str, Any]:
    """A run's file of the bill, with its first steps."""
    return {
        "legislative_session": "2025-2026", "identifier": "S3967", "title": TITLE,
        "from_organization": _place("upper"), "classification": ["bill"], "subject": [],
        "abstracts": [{"note": "", "abstract": "Gives immunity to who reports a crime."}],
        "actions": [
            {"date": day, "description": text, "organization_id": _place(who),
             "classification": classes}
            for day, text, who, classes in STEPS[:steps]
        ],
        "sponsorships": [
            {"name": "Luis R. Sepúlveda", "primary": True, "entity_type": "person"},
            {"name": "Brad Hoylman-Sigal", "primary": False, "entity_type": "person"},
        ],
        "related_bills": [
            {"identifier": "A 1029", "legislative_session": "2025-2026",
             "relation_type": "companion"},
            {"identifier": "S 1966-A", "legislative_session": "2023-2024",
             "relation_type": "prior-session"},
            {"identifier": "S 1966-A", "legislative_session": "2023-2024",
             "relation_type": "prior-session"},
        ],
        "versions": [{"note": "S3967", "date": "", "links": [
            {"url": "https://legislation.nysenate.gov/pdf/bills/2025/S3967",
             "media_type": "application/pdf"}]}],
        "sources": [{"url": "https://legislation.nysenate.gov/api/3/bills/2025-2026/S3967"},
                    {"url": PAGE}],
        "jurisdiction": {"id": "ocd-jurisdiction/country:us/state:ny/government"},
        "scraped_at": f"{at}T08:15:19+00:00", "_id": UUID.format(number),
    }  # fmt: skip


def vote(number: int = 1, answers: list[tuple[str, str]] | None = None) -> dict[str, Any]:
    """A vote event of a run's file."""
    told = VOTES if answers is None else answers
    return {
        "motion_text": "Floor Vote", "start_date": "2025-06-17", "result": "pass",
        "organization": _place("upper"), "bill": UUID.format(number),
        "votes": [{"voter_name": name, "option": option} for name, option in told],
        "counts": [{"option": o, "value": n if told else 0} for o, n in COUNTS],
        "sources": [{"url": PAGE}],
    }  # fmt: skip


def write_scraped(folder: Path, *bills: dict[str, Any], votes: list[dict[str, Any]]) -> Path:
    """A folder as the scrapers leave it."""
    data = folder / "_data" / "ny"
    data.mkdir(parents=True)
    for bill in bills:
        (data / f"bill_{bill['_id']}.json").write_text(json.dumps(bill))
    for n, one in enumerate(votes):
        (data / f"vote_event_{UUID.format(n)}.json").write_text(json.dumps(one))
    (data / f"organization_{UUID.format(9)}.json").write_text("{}")
    return folder


def exported() -> dict[str, Any]:
    """The bill as the JSON export of its session has it."""
    told = scraped()
    return {
        "id": "ocd-bill/1", "legislative_session": "2025-2026", "identifier": "S 3967",
        "title": TITLE, "chamber": "upper", "classification": ["bill"], "subject": [],
        "abstracts": told["abstracts"],
        "actions": [
            {"organization__name": NAMES[who], "description": text, "date": day,
             "classification": classes, "order": n}
            for n, (day, text, who, classes) in enumerate(STEPS)
        ],
        "related_bills": [{"related_bill_id": "ocd-bill/2"}],
        "sponsors": [{"name": one["name"], "primary": one["primary"], "classification": "x"}
                     for one in told["sponsorships"]],
        "versions": told["versions"], "sources": told["sources"][1:],
        "votes": [{**vote(), "organization__classification": "upper"}],
        "raw_text": "x" * 1_500_000,
    }  # fmt: skip


README = "Open States Data Export\n\nState: NY\nGenerated At: 2026-01-05 04:00:01\n"


def write_export(path: Path, *, cut: int = 0) -> Path:
    """The zip of a session's export; ``cut`` leaves so many characters of its array out."""
    second = exported() | {"id": "ocd-bill/2", "identifier": "A 1029", "chamber": "lower"}
    array = json.dumps([exported(), second])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("README", README)
        name = "NY/2025-2026/NY_2025-2026_bills.json"
        out.writestr(name, array[: len(array) - cut])
    return path


def tables() -> dict[str, list[dict[str, Any]]]:
    """The tables of its CSV export."""
    bill = {"bill_id": "b1"}
    return {
        "bills": [{"id": "b1", "identifier": "S 3967", "title": TITLE,
                   "classification": "['bill']", "subject": "[]", "session_identifier": "2025-2026",
                   "jurisdiction": "New York", "organization_classification": "upper"}],
        "organizations": [{"id": who, "name": NAMES[who], "classification": who} for who in NAMES],
        "bill_actions": [
            bill | {"id": n, "organization_id": who, "description": text, "date": day,
                    "classification": str(classes), "order": n}
            for n, (day, text, who, classes) in enumerate(STEPS)
        ],
        "bill_abstracts": [bill | {"abstract": "Gives immunity\nto who reports a crime.",
                                   "note": ""}],
        "bill_sources": [bill | {"url": PAGE, "note": ""}],
        "bill_sponsorships": [
            bill | {"name": one["name"], "primary": one["primary"], "entity_type": "person"}
            for one in scraped()["sponsorships"]
        ],
        "bill_related_bills": [
            bill | {"identifier": "S 1966-A", "legislative_session": "2023-2024",
                    "relation_type": "prior-session"}
        ],
        "bill_versions": [bill | {"id": "v1", "note": "S3967", "date": ""}],
        "bill_version_links": [{"version_id": "v1", "url": PAGE, "media_type": "text/html"}],
        "votes": [bill | {"id": "e1", "motion_text": "Floor Vote", "start_date": "2025-06-17",
                          "result": "pass", "organization_id": "upper"}],
        "vote_people": [{"vote_event_id": "e1", "voter_name": name, "option": option}
                        for name, option in VOTES],
        "vote_counts": [{"vote_event_id": "e1", "option": o, "value": n} for o, n in COUNTS],
    }  # fmt: skip


def write_tables(path: Path, *, cut: str = "") -> Path:
    """The zip of its CSV export; the table ``cut`` ends within a field in quotes."""
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("README", README)
        for name, rows in tables().items():
            text = io.StringIO()
            writer = csv.DictWriter(text, rows[0])
            writer.writeheader()
            writer.writerows(rows)
            if name == cut:
                text.write('"cut in the mid')
            out.writestr(f"NY/2025-2026/NY_2025-2026_{name}.csv", text.getvalue())
    return path


def answer(**changes: Any) -> dict[str, Any]:
    """The bill as an answer of the API has it, all parts asked for."""
    told = scraped()

    def who(name: str) -> dict[str, str]:
        return {"id": "ocd-organization/1", "name": NAMES[name], "classification": name}

    return {
        "id": "ocd-bill/1", "session": "2025-2026",
        "jurisdiction": told["jurisdiction"] | {"name": "New York", "classification": "state"},
        "from_organization": who("upper"), "identifier": "S 3967", "title": TITLE,
        "classification": ["bill"], "subject": [], "latest_passage_date": "",
        "updated_at": "2026-01-06T09:00:00.123456+00:00",
        "abstracts": told["abstracts"],
        "actions": [
            {"organization": who(by), "description": text, "date": day, "classification": classes,
             "order": n}
            for n, (day, text, by, classes) in enumerate(STEPS)
        ],
        "sponsorships": told["sponsorships"], "sources": told["sources"],
        "versions": told["versions"],
        "votes": [vote() | {"organization": who("upper")}],
        "related_bills": told["related_bills"],
    } | changes  # fmt: skip
