"""Run by the Python of unitedstates/congress, not by ours: ``congress_reader.py ZIP [BILLS]``.

Each BILLSTATUS file of the zip becomes the dictionary that its ``process_bill`` would write, and
the dictionaries of its amendments; nothing is written. The checkout is on ``PYTHONPATH``. Prints
how many bills and amendments were read, and what could not be, as JSON.
"""

import json
import sys
import zipfile
from collections import Counter
from importlib import import_module


def main() -> None:
    bills, amendments, utils = (
        import_module(f"congress.tasks.{name}") for name in ("bills", "amendment_info", "utils")
    )
    counts: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    with zipfile.ZipFile(sys.argv[1]) as archive:
        # It reads paths of its own folder; all else is its own way from bytes to dictionaries.
        utils.read = lambda name: archive.read(name).decode()
        for name in archive.namelist():
            try:
                read = bills.read_fdsys_bulk_bill_status_file(name, None)
                bills.form_bill_json_dict(read)
                counts["bills"] += 1
                for one in (read["billStatus"]["bill"].get("amendments") or {}).get(
                    "amendment", ()
                ):
                    amendments.build_amendment_json_dict(one, {})
                    counts["amendments"] += 1
            except Exception as error:
                failed[repr(error)[:60]] += 1
    print(json.dumps({**counts, "failed": failed}))


if __name__ == "__main__":
    main()
