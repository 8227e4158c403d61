"""One folder a case: what a person had in hand (`given/`), and the snapshot that it comes to.

A new case is a new folder: `python -m tests.collect.files.record` writes the snapshots of those
that have none, to be read by whoever adds them.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from collect.files import read
from diagnosis.snapshot.snapshot import from_json

CASES = sorted((Path(__file__).parent / "cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_whole_snapshot(case: Path) -> None:
    """Everything that a person would see is in the snapshot, and nothing else."""
    assert read([case / "given"]) == from_json((case / "snapshot.json").read_bytes())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_saved_snapshot_is_read_back(case: Path) -> None:
    """A snapshot that was saved is material too; only where it was read from is added."""
    saved = from_json((case / "snapshot.json").read_bytes())
    again = read([case / "snapshot.json"])
    looked_at = (*saved.looked_at, "snapshot.json: 1 snapshot")
    assert again == replace(saved, looked_at=looked_at)
