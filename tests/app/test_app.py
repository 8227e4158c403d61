"""The reference service's own suite (Node's test runner) as one test of ours."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "app"
INSTALLED = APP / "node_modules" / ".package-lock.json"
LOCK = APP / "package-lock.json"


def run(command: Sequence[str], seconds: int) -> None:
    """Run a command in the service's folder; on failure the whole output is the message."""
    done = subprocess.run(
        list(command), cwd=APP, capture_output=True, text=True, timeout=seconds, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


@pytest.fixture(scope="module", autouse=True)
def dependencies() -> None:
    """Install what the lock file names, unless that is what is there."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed: the service's tests need Node and npm")
    if not INSTALLED.exists() or INSTALLED.stat().st_mtime < LOCK.stat().st_mtime:
        run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], seconds=600)


def test_the_dependency_tree_has_no_conflict() -> None:
    """The same check fails the image's build."""
    run(["npm", "ls", "--all"], seconds=120)


@pytest.mark.timeout(900)
def test_the_services_own_suite() -> None:
    """Format, types, bundle, then every test against the bundle in real processes."""
    run(["npm", "test"], seconds=840)
