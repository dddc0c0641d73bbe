"""GovInfo on this machine as a whole: an answer for every federal bill that is followed.

    python tests/federal_site.py --port 8800 [--api 8801] [--votes 8802]

Files are the publisher's own where they are beside the checkout (``../shared/real``); for the other
bills followed they are built (``congress_files``). Two bills have no file anywhere: one is older
than the publisher's files, of the other only the year is known. The lists of the 117th to the 119th
Congress name every measure those had in the publisher's data, far more than there are files here:
what is only listed answers 404. Titles, robots.txt and times of the lists are made up where no
real ones are known.
"""

import argparse
import csv
import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

from congress_api import Api
from congress_api import server_for as api_server_for
from congress_files import buildable, built_file, built_visit
from replay import File, Publisher, server_for
from roll_calls import Chambers

from billtrail.scrapers.us_govinfo.links import bill_url

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
#: Made up: what the publisher's own says was not seen.
ROBOTS = "# Built by hand.\nUser-agent: *\nDisallow: /app/\nDisallow: /wssearch/\n"


def federal_site(real: Path = REAL) -> Publisher:
    """A publisher with every file there is; its feed reaches back a day."""
    site = Publisher()
    site.robots = (200, ROBOTS)
    for key in buildable():
        if bill_url(key):
            site.add(*built_file(key))
    if real.is_dir():
        site.add_folder(real / "federal" / "billstatus")
        site.list_only(_indexed(real))
    site.publish(datetime.now(UTC) - timedelta(days=1))
    return site


def _indexed(real: Path) -> Iterator[tuple[str, datetime]]:
    """Every measure of the 119th Congress that the publisher had by June 2026."""
    path = real / "federal" / "derived-119" / "bills-119-index.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name = f"BILLSTATUS-119{row['type']}{row['number']}.xml"
            yield name, datetime.fromisoformat(row["update_date"])


def federal_api() -> Api:
    """The API's answers for the same bills."""
    api = Api(*(built_visit(key) for key in buildable()))
    api.list_meetings("119")
    return api


def chambers(real: Path = REAL) -> Publisher:
    """Both chambers' roll calls: those that are beside the checkout; any other is not there."""
    site = Chambers()
    for name, path in _ROLL_CALLS.items():
        file = real / "federal" / "floor" / name
        if file.is_file():
            site.files[path] = File(file.read_bytes())
    return site


_ROLL_CALLS = {
    "house_roll_2026_314.xml": "/evs/2026/roll314.xml",
    "senate_vote_116_2_00292.xml":
        "/legislative/LIS/roll_call_votes/vote1162/vote_116_2_00292.xml",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--api", type=int, help="serve the API too, at this port")
    parser.add_argument("--votes", type=int, help="serve the chambers' roll calls, at this port")
    options = parser.parse_args()
    site = server_for(federal_site(), options.port)
    print(f"GovInfo at http://127.0.0.1:{site.server_port}", flush=True)
    if options.votes is not None:
        votes = server_for(chambers(), options.votes)
        print(f"Roll calls at http://127.0.0.1:{votes.server_port}", flush=True)
        Thread(target=votes.serve_forever, args=(0.02,), daemon=True).start()
    if options.api is not None:
        api = api_server_for(federal_api(), options.api)
        print(f"Congress.gov API at http://127.0.0.1:{api.server_port}", flush=True)
        Thread(target=api.serve_forever, args=(0.02,), daemon=True).start()
    site.serve_forever()


if __name__ == "__main__":
    main()
