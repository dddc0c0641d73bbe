"""``python -m upkeep.seed_bills DAY FILE...``: facts of bill status files, in the seed.

Each FILE is a BILLSTATUS file of GovInfo (``BILLSTATUS-119s361.xml``, from
``https://www.govinfo.gov/bulkdata/BILLSTATUS/119/s/``), DAY what day the files speak for. Its bill
gets a line in ``data/seed/bills.jsonl``, or a new one in place of the old. Facts and titles are
taken; sentences of the publisher are not: a step is what it was, when, in which chamber and
committee, and by which vote (``scrapers/seed.py``).
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from billtrail.bills.models import Action, Bill, Document
from billtrail.data import FOLDER
from billtrail.scrapers import seed, source_named

SEED = Path(str(FOLDER)) / "seed" / "bills.jsonl"
_SOURCE = source_named("us_govinfo")

Line = dict[str, Any]

#: How the publisher words a vote -> ours.
_VOTES = (
    (re.compile(r"(?:Yeas and Nays|Yea-Nay Vote)\W+(\d+) - (\d+)", re.I), r"\1-\2"),
    (re.compile(r"voice vote", re.I), "voice vote"),
    (re.compile(r"unanimous consent", re.I), "unanimous consent"),
)
#: What every line names, as it stands in the record.
_PLAIN = ("key", "title", "short_title", "introduced_date", "law", "policy_area")
_LISTS = ("sponsorships", "committees", "versions", "votes", "relations", "subjects")


def read_bill(path: Path) -> Bill:
    """The bill of a status file; raises ``ParseError``."""
    data = path.read_bytes()
    hash = hashlib.sha256(data).hexdigest()
    document = Document("us_govinfo", "billstatus", path.name, {path.name: data}, "", None, hash)
    (bill,) = (record for record in _SOURCE.parse(document, None) if isinstance(record, Bill))
    return bill


def line_of(bill: Bill, day: str) -> Line:
    """The seed's line of a bill; what its publisher lists none of is left out, as unknown."""
    line = {name: value for name in _PLAIN if (value := getattr(bill, name))}
    line |= {"data_as_of": day, "basis": f"official bill status data of about {day}"}
    line |= {name: [_row(one) for one in rows] for name in _LISTS if (rows := getattr(bill, name))}
    line["actions"] = list(_steps(bill))
    if titles := [_row(title) for title in _other_titles(bill)]:
        line["titles"] = titles
    return line


def _row(record: Any) -> Any:
    """A record's fields that say something; an activity is its name and day."""
    if isinstance(record, str):
        return record
    values = record._asdict()
    known = {k: v for k, v in values.items() if v is not None and v != () and k not in _USUAL}
    if "activities" in known:
        known["activities"] = [[one.name, one.date] for one in known["activities"]]
    return known | {k: values[k] for k, usual in _USUAL.items() if values.get(k, usual) != usual}


#: Fields that are left out where they say the usual.
_USUAL = {"entity": "person", "by_request": False}


def _steps(bill: Bill) -> Iterator[Line]:
    """Each step once, the newest first. Those that move nothing (debates, motions) have no words
    in the seed."""
    seen: set[str] = set()
    for action in reversed(bill.actions or ()):
        step = _step(action, bill)
        known = json.dumps({k: v for k, v in step.items() if k != "vote"})
        if known not in seen and seed.has_words(step["class"]):
            seen.add(known)
            yield step


def _step(action: Action, bill: Bill) -> Line:
    step = {
        "date": action.date,
        "class": [one.value for one in _SOURCE.classify(action, bill)],
        "chamber": action.chamber and action.chamber.value,
        "committee": action.committee,
        "vote": _vote(action.description),
    }
    return {name: value for name, value in step.items() if value}


def _vote(text: str) -> str | None:
    """ "401-20", "voice vote"; ``None`` where the step tells of no vote."""
    found = ((pattern.search(text), words) for pattern, words in _VOTES)
    return next((match.expand(words) for match, words in found if match), None)


def _other_titles(bill: Bill) -> Iterator[Any]:
    seen = {bill.title}
    for title in bill.titles or ():
        if title.title not in seen and "portions" not in title.kind:
            seen.add(title.title)
            yield title


def write(lines: Iterable[Line], path: Path = SEED) -> None:
    """Put the lines in: each in place of its bill's, new ones at the end."""
    first, *kept = path.read_text(encoding="utf-8").splitlines()
    found = {json.loads(line)["key"]: line for line in kept}
    for line in lines:
        found[line["key"]] = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    path.write_text("\n".join([first, *found.values()]) + "\n", encoding="utf-8")


def main(day: str, *files: str) -> None:
    write(line_of(read_bill(Path(file)), day) for file in files)
    print(f"{len(files)} bills written to {SEED}. Look at what changed before you commit it.")


if __name__ == "__main__":
    main(*sys.argv[1:])
