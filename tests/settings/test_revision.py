"""Labels of an image: certain, or left out."""

import subprocess
from pathlib import Path

import pytest

from settings.revision import image_labels

SOURCE = "https://example.com/service"
ONLY_SOURCE = {"org.opencontainers.image.source": SOURCE}


def _git(*arguments: str) -> str:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    command = ["git", *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit that has a build context in it."""
    monkeypatch.chdir(tmp_path)
    _git("init", "-q")
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "server.mjs").write_text("serve()\n")
    _git("add", ".")
    _git("commit", "-qm", "one")
    return tmp_path


def test_the_last_commit_that_touched_the_context(project: Path) -> None:
    """A commit elsewhere is no change of the image."""
    commit, created = _git("log", "-1", "--format=%H %cI").split()
    (project / "README.md").write_text("read me\n")
    _git("add", ".")
    _git("commit", "-qm", "two")
    assert image_labels(SOURCE, "app") == {
        **ONLY_SOURCE,
        "org.opencontainers.image.revision": commit,
        "org.opencontainers.image.created": created,
    }


def test_uncommitted_changes_claim_no_commit(project: Path) -> None:
    """It would be untrue."""
    (project / "app" / "server.mjs").write_text("serve(2)\n")
    assert image_labels(SOURCE, "app") == ONLY_SOURCE


def test_outside_of_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is certain."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert image_labels(SOURCE, "app") == ONLY_SOURCE


def test_no_source_no_labels() -> None:
    """Not asked for."""
    assert image_labels("", "app") == {}
