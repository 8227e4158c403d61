"""Which code a daemon runs, so that a newer checkout replaces an older daemon."""

import hashlib
from pathlib import Path


def version() -> str:
    """A short name for the source of this folder."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
