"""``python -m upkeep.audit``: whether a library that a server installs has a known security fault.

Asks by pip-audit for every version of ``docs/serving/constraints.txt``. Exit 1 where one has; a
machine that cannot ask (no network) is told so and does not fail, as nothing was found.
"""

import json
import subprocess
import sys
from typing import Any

from .constraints import FILE

_COMMAND = (sys.executable, "-m", "pip_audit", "--progress-spinner", "off", "--no-deps",
            "--disable-pip", "--format", "json", "--requirement", str(FILE))  # fmt: skip


def faults(report: dict[str, Any]) -> list[str]:
    """A line for each known fault: library, version, id, the versions that mend it."""
    return [
        f"{found['name']} {found['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'}"
        for found in report["dependencies"]
        for fault in found.get("vulns", ())
    ]


def unknown(report: dict[str, Any]) -> list[str]:
    """Libraries of which nothing could be asked."""
    return [found["name"] for found in report["dependencies"] if "skip_reason" in found]


def main() -> int:
    done = subprocess.run(_COMMAND, capture_output=True, text=True, check=False)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        report = {"dependencies": []}
    asked = len(report["dependencies"]) - len(unknown(report))
    if not asked:
        print("Not audited: nobody could be asked for known faults from here.")
        return 0
    found = faults(report)
    print("\n".join([*found, f"{asked} libraries asked about, {len(found)} known faults."]))
    for name in unknown(report):
        print(f"not asked about: {name}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
