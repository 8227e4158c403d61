"""The executables that run our modules for the engine."""

import subprocess
import sys
from pathlib import Path

from local.host.launcher import launcher


def script(folder: Path, clone: Path) -> Path:
    """Write a launcher for a module `speak` of `clone`."""
    path = folder / "speak"
    path.write_text(launcher(Path(sys.executable), clone, "speak", "--first", "a b"))
    path.chmod(0o755)
    return path


def test_it_runs_the_module_of_its_clone_with_the_arguments(tmp_path: Path) -> None:
    """Spaces and quotes in the clone's path survive, and PYTHONPATH stays outside."""
    clone = tmp_path / "it's a clone"
    clone.mkdir()
    (clone / "speak.py").write_text("import os, sys; print(sys.argv[1:])")
    other = tmp_path / "other"
    other.mkdir()
    (other / "speak.py").write_text("raise SystemExit('the wrong one')")
    answer = subprocess.run(
        [script(tmp_path, clone), "last"],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(other)},
    )
    assert answer.stdout == "['--first', 'a b', 'last']\n"


def test_a_vanished_clone_is_one_sentence(tmp_path: Path) -> None:
    """The engine shows what the script says on stderr."""
    gone = tmp_path / "gone"
    answer = subprocess.run([script(tmp_path, gone)], capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert answer.stderr == (
        f"{gone}, whose speak the engine needs, is gone: run `make up` in a clone again\n"
    )
