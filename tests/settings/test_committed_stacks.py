"""The stacks' files as they are committed, whatever `make up` has written into them here."""

import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", sorted(path.name for path in REPOSITORY.glob("Pulumi.*.yaml")))
def test_no_committed_stack_carries_a_machines_salt(name: str) -> None:
    """With another machine's salt the first `make up` of everybody else ends at the passphrase."""
    shown = subprocess.run(
        ["git", "show", f"HEAD:{name}"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    # A stack of the user's own is not committed, and an archive has no history to look at.
    assert "encryptionsalt" not in shown.stdout
