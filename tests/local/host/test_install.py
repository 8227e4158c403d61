"""The tools, side by side."""

import os
from pathlib import Path

from local.host.install import Sources, install
from local.paths import Paths


def sources(root: Path) -> Sources:
    """Pieces to install, each with its name as content."""
    for name in ("engine", "runner", "shim"):
        (root / name).write_text(f"#!/bin/sh\necho {name}\n")
    (root / "engine").chmod(0o755)
    return Sources(
        root / "engine", root / "runner", root / "shim", Path("/v/bin/python"), Path("/clone")
    )


def test_the_tools_are_real_executable_files_beside_the_engine(tmp_path: Path) -> None:
    """No symbolic links: the engine looks beside its own real file. Twice changes nothing."""
    pieces = sources(tmp_path)
    paths = Paths(tmp_path / "cache", tmp_path / "state", tmp_path / "run")
    install(paths, pieces)
    before = {path: path.stat().st_mtime_ns for path in paths.tools.iterdir()}
    install(paths, pieces)
    assert {path: path.stat().st_mtime_ns for path in paths.tools.iterdir()} == before
    assert sorted(path.name for path in before) == [
        "pulumi",
        "pulumi-language-python",
        "pulumi-language-python-exec",
        "pulumi-resource-pulumi-python",
    ]
    assert all(os.access(path, os.X_OK) and not path.is_symlink() for path in before)
    host = (paths.tools / "pulumi-language-python").read_text()
    shim = (paths.tools / "pulumi-resource-pulumi-python").read_text()
    assert shim == (
        "#!/bin/sh\n"
        '[ -n "${VIRTUAL_ENV:-}" ] || : "${PULUMI_PYTHON_CMD:=/v/bin/python}"\n'
        "echo shim\n"
    )
    assert f"--runner {paths.tools}/pulumi-language-python-exec" in host


def test_a_new_engine_replaces_the_old_one(tmp_path: Path) -> None:
    """A rebuilt engine is another file and is taken."""
    pieces = sources(tmp_path)
    paths = Paths(tmp_path / "cache", tmp_path / "state", tmp_path / "run")
    install(paths, pieces)
    pieces.engine.unlink()
    pieces.engine.write_text("a newer engine")
    install(paths, pieces)
    assert (paths.tools / "pulumi").read_text() == "a newer engine"
