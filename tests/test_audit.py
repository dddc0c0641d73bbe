"""What the audit of libraries says of a report; pip-audit itself needs the network."""

from upkeep.audit import faults, unknown

REPORT = {
    "dependencies": [
        {"name": "good", "version": "1", "vulns": []},
        {"name": "bad", "version": "2", "vulns": [{"id": "X-1", "fix_versions": ["2.1", "3"]},
                                                  {"id": "X-2", "fix_versions": []}]},
        {"name": "new", "skip_reason": "not found"},
    ]
}  # fmt: skip


def test_each_known_fault_is_a_line() -> None:
    assert faults(REPORT) == [
        "bad 2: X-1, mended in 2.1, 3",
        "bad 2: X-2, mended in no version yet",
    ]


def test_what_could_not_be_asked_is_not_taken_for_sound() -> None:
    assert unknown(REPORT) == ["new"]
