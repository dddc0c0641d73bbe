"""Files in the forms of LegiScan, built by hand with true steps of Pennsylvania's SB 44 of
2023 (its Act 39), and a server on this machine that answers as its API does."""

import csv
import io
import json
import zipfile
from collections import deque
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from congress_api import Asked, Fault

#: As long as a real one; no cassette may hold it.
KEY = "0123456789abcdef0123456789abcdef"
HASH = "6f1ed002ab5595859014ebf0951522d9"
STEPS = [
    ("2023-06-06", "S", "Referred to JUDICIARY"),
    ("2023-06-27", "S", "Reported as amended"),
    ("2023-06-29", "S", "Third consideration and final passage (50-0)"),
    ("2023-06-30", "H", "Referred to JUDICIARY"),
    ("2023-12-13", "H", "Third consideration and final passage (203-0)"),
    ("2023-12-13", "S", "Senate concurred in House amendments (50-0)"),
    ("2023-12-13", "", "Senate Signed in Senate"),
    ("2023-12-14", "S", "Presented to the Governor"),
    ("2023-12-14", "", "Governor: Approved by the Governor"),
    ("2023-12-14", "S", "Act No. 39 of 2023"),
]
KEY_OF_BILL = "pa-20232024-sb44"
TITLE = "In human trafficking, further providing for definitions"
PAGE = "https://legiscan.com/PA/bill/SB44/2023"
OFFICIAL = "https://www.legis.state.pa.us/cfdocs/billinfo/bill_history.cfm?body=S&type=B&bn=44"
SPONSORS = [("Cris Dush", "R", "SD-025"), ("Maria Collett", "D", "SD-012")]
NAMES = {"S": "Senate", "H": "House", "": ""}


def bill(**changes: Any) -> dict[str, Any]:
    """What ``getBill`` answers, with ``changes``."""
    return {
        "bill_id": 1746131, "change_hash": HASH, "session_id": 2035, "state": "PA",
        "session": {"session_id": 2035, "year_start": 2023, "year_end": 2024, "special": 0},
        "url": PAGE, "state_link": OFFICIAL, "status": 4, "status_date": "2023-12-14",
        "bill_number": "SB44", "bill_type": "B", "body": "S", "title": TITLE,
        "description": f"An Act amending Title 18, {TITLE.lower()}", "committee": [],
        "history": [{"date": day, "action": text, "chamber": who, "importance": 0}
                    for day, who, text in STEPS],
        "sponsors": [{"people_id": n, "name": name, "party": party, "district": district,
                      "sponsor_type_id": n, "committee_sponsor": 0}
                     for n, (name, party, district) in enumerate(SPONSORS, 1)],
        "sasts": [{"type": "Same As", "sast_bill_number": "HB394", "sast_bill_id": 1}],
        "subjects": [], "texts": [{"doc_id": 1, "date": "2023-06-06", "type": "Introduced",
                                   "mime": "application/pdf", "url": f"{PAGE}/text",
                                   "state_link": f"{OFFICIAL}&pn=850"}],
        "votes": [{"roll_call_id": 1, "date": "2023-06-29", "desc": "Senate Floor: Final Passage",
                   "yea": 50, "nay": 0, "nv": 0, "absent": 0, "passed": 1, "chamber": "S",
                   "url": f"{PAGE}/vote", "state_link": ""}],
        **changes,
    }  # fmt: skip


def tables() -> dict[str, list[dict[str, Any]]]:
    """The weekly dataset of its session, with this bill alone."""
    told = bill()
    people = [
        {"people_id": n, "name": name, "party": party, "district": district, "committee_id": 0}
        for n, (name, party, district) in enumerate(SPONSORS, 1)
    ]
    return {
        "bills": [{"bill_id": 1, "session_id": 2035, "bill_number": "SB44", "status": 4,
                   "status_desc": "Passed", "status_date": "2023-12-14", "title": TITLE,
                   "description": told["description"], "last_action_date": "2023-12-14",
                   "last_action": "Act No. 39 of 2023", "url": PAGE, "state_link": OFFICIAL}],
        "history": [{"bill_id": 1, "date": day, "chamber": NAMES[who], "sequence": n,
                     "action": text} for n, (day, who, text) in enumerate(STEPS, 1)][::-1],
        "people": people,
        "sponsors": [{"bill_id": 1, "people_id": n, "position": n} for n in (2, 1)],
        "rollcalls": [{"bill_id": 1, "roll_call_id": 7, "date": "2023-06-29", "chamber": "Senate",
                       "description": "Senate Floor: Final Passage", "yea": 1, "nay": 1, "nv": 0,
                       "absent": 0, "total": 2}],
        "votes": [{"roll_call_id": 7, "people_id": n, "vote": n, "vote_desc": "x"} for n in (1, 2)],
        "documents": [{"bill_id": 1, "document_id": 1, "document_type": kind, "document_size": 1,
                       "document_mime": "application/pdf", "document_desc": "Introduced",
                       "url": f"{PAGE}/text", "state_link": f"{OFFICIAL}&pn=850"}
                      for kind in ("text", "amendment")],
    }  # fmt: skip


def write_tables(path: Path, **changes: str | None) -> Path:
    """The zip of a dataset; a table that is given as text is that, ``None`` is not there."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, rows in tables().items():
            text = io.StringIO()
            writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            if (told := changes.get(name, text.getvalue())) is not None:
                out.writestr(f"PA/2023-2024_Regular_Session/csv/{name}.csv", told)
    return path


def write_dataset(path: Path, *bills: dict[str, Any]) -> Path:
    """The zip of answers that ``getDataset`` gives."""
    with zipfile.ZipFile(path, "w") as out:
        for one in bills:
            name = f"PA/2023-2024_Regular_Session/bill/{one['bill_number']}.json"
            out.writestr(name, json.dumps({"bill": one}))
        out.writestr("PA/2023-2024_Regular_Session/people/1.json", '{"person": {}}')
        out.writestr("PA/2023-2024_Regular_Session/vote/1.json", '{"roll_call": {}}')
    return path


def _json(body: object) -> Fault:
    return Fault(200, json.dumps(body).encode(), {"Content-Type": "application/json"})


def refusal(message: str) -> Fault:
    """As it comes: with status 200."""
    return _json({"status": "ERROR", "alert": {"message": message}})


class Api:
    """Answers by operation, and remembers what it was asked."""

    def __init__(self) -> None:
        self.bills = {1746131: bill()}
        self.faults: dict[str, deque[Fault]] = {}
        self.asked: list[Asked] = []

    @property
    def operations(self) -> list[str]:
        return [parse_qs(one.line.partition("?")[2])["op"][0] for one in self.asked]

    def fail(self, operation: str, *faults: Fault) -> None:
        self.faults[operation] = deque(faults)

    def answer(self, asked: Asked) -> Fault:
        self.asked.append(asked)
        query = {name: values[0] for name, values in parse_qs(asked.line.partition("?")[2]).items()}
        if self.faults.get(query["op"]):
            return self.faults[query["op"]].popleft()
        if query.get("key") != KEY:
            return refusal(f"Invalid API key format -- 127.0.0.1 -- /?key={query.get('key')}")
        return _json({"status": "OK", **self._body(query)})

    def _body(self, query: dict[str, str]) -> dict[str, Any]:
        if query["op"] == "getSessionList":
            return {"sessions": [
                {"session_id": 2035, "year_start": 2023, "year_end": 2024, "special": 0,
                 "session_tag": "Regular Session", "session_name": "2023-2024 Regular Session"},
                {"session_id": 2036, "year_start": 2023, "year_end": 2023, "special": 1,
                 "session_tag": "1st Special Session", "session_name": "2023 1st Special Session"},
            ]}  # fmt: skip
        if query["op"] == "getMasterListRaw":
            rows = self.bills.values() if query["id"] == "2035" else ()
            listed = {
                str(n): {
                    "bill_id": one["bill_id"],
                    "number": one["bill_number"],
                    "change_hash": one["change_hash"],
                }
                for n, one in enumerate(rows)
            }
            return {"masterlist": {"session": {"session_id": int(query["id"])}, **listed}}
        return {"bill": self.bills[int(query["id"])]}
