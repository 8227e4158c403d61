"""The plugin's executable."""

import os
import subprocess
from pathlib import Path

from local.paths import Paths
from local.providers.kubernetes import VERSION
from local.providers.protocol.install import executable


def test_the_executable_serves_from_anywhere(tmp_path: Path) -> None:
    """It prints its port first, and ends quietly when it is interrupted."""
    paths = Paths(cache=tmp_path / "cache", state=tmp_path / "state", run=tmp_path / "run")
    target = executable(paths, "kubernetes")
    assert target == tmp_path / "state" / "providers" / "pulumi-resource-kubernetes"
    started = subprocess.Popen(
        [target],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": "/nowhere"},
    )
    assert started.stdout is not None
    port = started.stdout.readline()
    started.terminate()
    _, errors = started.communicate(timeout=20)
    assert port.strip().isdigit()
    assert (started.returncode, errors) == (0, "")


def test_installing_again_changes_nothing(tmp_path: Path) -> None:
    """The engine's copy is refreshed only when the file differs."""
    paths = Paths(cache=tmp_path / "cache", state=tmp_path / "state", run=tmp_path / "run")
    before = executable(paths, "kubernetes").stat().st_mtime_ns
    assert executable(paths, "kubernetes").stat().st_mtime_ns == before


def test_the_version_is_the_sdks() -> None:
    """The engine asks for the version that the program's SDK names."""
    from importlib import metadata

    assert metadata.version("pulumi-kubernetes") == VERSION
