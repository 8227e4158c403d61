"""Asking apt for packages without touching what is installed."""

import os
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


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An apt-get that notes its subcommands; `update` ends with the code in the file `fails`."""
    folder = tmp_path / "fake"
    lists = tmp_path / "lists"
    for one in (folder, lists):
        one.mkdir()
    program = folder / "apt-get"
    program.write_text(
        "#!/bin/sh\n"
        f'echo "$1" >> {tmp_path}/calls\n'
        f'[ "$1" = update ] || exit 0\n'
        f'[ -e {tmp_path}/fails ] && {{ echo "E: no network" >&2; exit 100; }}\n'
        f"touch {lists}/deb_Packages\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(debian, "_LISTS", lists)
    return tmp_path


def calls(apt: Path) -> list[str]:
    """The subcommands apt-get was called with."""
    return (apt / "calls").read_text().split()


def test_missing_lists_are_fetched_once(apt: Path) -> None:
    """The first fetch updates the lists, the second finds them fresh."""
    debian.fetch(["a"], apt / "into", lacking=False)
    debian.fetch(["b"], apt / "into", lacking=False)
    assert calls(apt) == ["update", "download", "download"]


def test_old_lists_do_when_there_is_no_network(apt: Path) -> None:
    """A day old and no update to be had: what is there may still be right."""
    (apt / "lists/deb_Packages").touch()
    os.utime(apt / "lists", (1, 1))
    (apt / "fails").touch()
    debian.fetch(["a"], apt / "into", lacking=False)
    assert calls(apt) == ["update", "download"]


def test_no_lists_and_no_network(apt: Path) -> None:
    """Nothing to go on with: one sentence with the last line of apt."""
    (apt / "fails").touch()
    with pytest.raises(CannotDo) as raised:
        debian.fetch(["a"], apt / "into", lacking=False)
    assert str(raised.value) == (
        "apt-get update failed and this machine has no package lists yet; "
        "see to the sources in /etc/apt. E: no network"
    )
