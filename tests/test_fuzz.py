"""A short run of the changed inputs of ``make fuzz``, and what longer ones found."""

import io
import zipfile
from pathlib import Path

import pytest
from bench.faults import fuzz
from pubinfo import FILES

from billtrail.scrapers.ca_pubinfo.staging import stage

TARGETS = {target.name: target for target in fuzz.targets()}


@pytest.mark.parametrize("name", TARGETS)
def test_of_changed_inputs_only_our_own_errors_come(name: str, tmp_path: Path) -> None:
    target = TARGETS[name]
    found = fuzz.attack(target, 40 if target.inputs == fuzz.FEW else 120, 1, tmp_path)
    assert not found.faults, found.faults


def test_a_row_updated_in_a_month_that_is_none_does_not_end_an_archive(tmp_path: Path) -> None:
    files = {name: data.replace(b"-09-22 12", b"-13-22 12") for name, data in FILES.items()}
    archive = tmp_path / "pubinfo_2021.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    staged = stage([(name, io.BytesIO(data)) for name, data in files.items()], tmp_path, archive)
    assert [document.url for document in staged.documents(fuzz.NOW)] == [
        "pubinfo/ca-20212022-ab262"
    ]


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_not_changed_is_read(name: str, tmp_path: Path) -> None:
    for data in TARGETS[name].seeds():
        assert TARGETS[name].read(data, tmp_path) in (None, "door") or name == "analyses"
