"""Asking apt for packages without touching what is installed."""

import shutil
from pathlib import Path

import pytest

from local import debian
from local.errors import CannotDo

STATUS = """\
Package: runc
Status: install ok installed
Version: 1

Package: libc6
Status: install ok installed
Depends: runc
"""


def test_without_removes_whole_paragraphs() -> None:
    """Only the named package goes; one that mentions it stays."""
    assert debian.without(STATUS, ["runc", "absent"]) == (
        "Package: libc6\nStatus: install ok installed\nDepends: runc\n"
    )


def test_without_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a Debian: says what is wanted and the way out."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(CannotDo) as raised:
        debian.require(["containerd", "runc"])
    assert str(raised.value) == (
        "containerd, runc: not on this machine, and it has no apt-get to fetch them with; "
        "install them yourself, or use kind, minikube or an existing context instead."
    )


def test_without_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Root is asked for in one sentence."""
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(CannotDo, match="needs root; run as root, or use kind"):
        debian.require(["runc"])


def test_an_unknown_package_is_named(tmp_path: Path) -> None:
    """The last line that apt wrote is the evidence."""
    if shutil.which("apt-get") is None:
        pytest.skip("no apt-get on this machine")
    with pytest.raises(CannotDo) as raised:
        debian.fetch(["no-such-package-anywhere"], tmp_path)
    assert "no-such-package-anywhere: apt-get failed: E: Unable to locate package" in str(
        raised.value
    )
