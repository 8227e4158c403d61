"""Keeping the evidence: what was seen, what was concluded, and the logs, all redacted."""

from datetime import UTC, datetime
from pathlib import Path

from diagnosis.finding import Diagnosis
from diagnosis.redaction import redacted
from diagnosis.snapshot import Snapshot
from ops.exits import Exit, Stopped


def save(folder: Path, snapshot: Snapshot, diagnosis: Diagnosis, report: str) -> Path:
    """Write a bundle into a folder, and give its place. Raises Stopped where that can't be."""
    from gate.explaining import bundle

    content = bundle.files(redacted(snapshot), diagnosis, report)
    try:
        return bundle.save(folder, bundle.name("diagnosis", datetime.now(UTC)), content)
    except OSError as error:
        said = f"the evidence can't be saved in {folder}: {error.strerror}"
        raise Stopped(Exit.COULD_NOT_LOOK, said) from error
