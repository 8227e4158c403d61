"""Which Python runs a program."""

from pathlib import Path

import pytest

from local.host.errors import HostError
from local.host.interpreter import Interpreter, activated, choose

OWN = Path("/host/bin/python")


def virtualenv(folder: Path) -> Path:
    """Make something that looks like a virtual environment."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").touch()
    return folder


def test_the_named_environment_wins(tmp_path: Path) -> None:
    """`virtualenv` is relative to the project file and beats the shell's environment."""
    named = virtualenv(tmp_path / "venv")
    active = virtualenv(tmp_path / "active")
    chosen = choose({"virtualenv": "venv"}, tmp_path, {"VIRTUAL_ENV": str(active)}, OWN)
    assert chosen == Interpreter(named / "bin" / "python", named)


def test_without_a_name_the_command_then_the_shell_then_the_host(tmp_path: Path) -> None:
    """Each step is taken only when the one before says nothing."""
    active = virtualenv(tmp_path / "active")
    shell = {"VIRTUAL_ENV": str(active)}
    assert choose({}, tmp_path, {**shell, "PULUMI_PYTHON_CMD": "python3.12"}, OWN) == Interpreter(
        Path("python3.12")
    )
    assert choose({}, tmp_path, shell, OWN) == Interpreter(active / "bin" / "python", active)
    assert choose({}, tmp_path, {}, OWN) == Interpreter(OWN)
    assert choose({}, tmp_path, {"VIRTUAL_ENV": "/gone"}, OWN) == Interpreter(OWN)


def test_uv_keeps_its_environment_beside_the_project(tmp_path: Path) -> None:
    """The toolchain `uv` means `.venv` where no name is given."""
    named = virtualenv(tmp_path / ".venv")
    assert choose({"toolchain": "uv"}, tmp_path, {}, OWN) == Interpreter(
        named / "bin" / "python", named
    )


@pytest.mark.parametrize(
    ("made", "fault"), [(False, "does not exist"), (True, "is not a virtual environment")]
)
def test_a_named_environment_must_be_one(tmp_path: Path, made: bool, fault: str) -> None:
    """A named environment that is missing is a sentence with the way out, never another Python."""
    if made:
        (tmp_path / "venv").mkdir()
    with pytest.raises(HostError) as caught:
        choose({"virtualenv": "venv"}, tmp_path, {}, OWN)
    assert str(caught.value) == (
        f"the virtual environment `venv` that runtime.options names {fault} "
        f"({tmp_path}/venv): create it with `pulumi install`"
    )


def test_a_toolchain_that_hides_its_environment_is_refused(tmp_path: Path) -> None:
    """Poetry knows where its environment is; this host does not."""
    with pytest.raises(HostError) as caught:
        choose({"toolchain": "poetry"}, tmp_path, {}, OWN)
    assert str(caught.value) == (
        f"runtime.options.toolchain in {tmp_path} is `poetry`, which this host cannot run: "
        "use `pip` or `uv`, or name the environment with runtime.options.virtualenv"
    )


def test_activation_is_what_the_activate_script_does() -> None:
    """The environment's folder leads PATH, and a foreign PYTHONHOME is dropped."""
    interpreter = Interpreter(Path("/p/venv/bin/python"), Path("/p/venv"))
    assert activated({"PATH": "/usr/bin", "PYTHONHOME": "/x", "A": "b"}, interpreter) == {
        "PATH": "/p/venv/bin:/usr/bin",
        "VIRTUAL_ENV": "/p/venv",
        "PYTHONUNBUFFERED": "1",
        "A": "b",
    }
    assert activated({"PATH": "/usr/bin"}, Interpreter(OWN)) == {
        "PATH": "/usr/bin",
        "PYTHONUNBUFFERED": "1",
    }
