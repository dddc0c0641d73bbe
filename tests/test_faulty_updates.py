"""The law of ``bench updates``, which runs a thousand: publishers move on and fail, and what is
held in the end is what they say, each piece of news told once."""

from pathlib import Path

from bench.faults.updates import Run

from billtrail.workspace.workspace import Workspace


def test_after_faults_what_is_held_is_what_publishers_say(
    prepared: Workspace, tmp_path: Path
) -> None:
    run = Run(tmp_path, 4, prepared)
    assert run.go(4, 6 * 3600) == []
    assert run.counts["updates"] == 7 and run.counts["updates with problems"] >= 1
    assert run.counts["steps of bills"] >= 1
