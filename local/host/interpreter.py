"""Which Python runs a program, and the environment that it gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local.host.errors import HostError


@dataclass(frozen=True)
class Interpreter:
    """A Python executable, and the virtual environment that it belongs to when one was named."""

    executable: Path
    virtualenv: Path | None = None


def choose(
    options: Mapping[str, object],
    root: Path,
    environment: Mapping[str, str],
    own: Path,
) -> Interpreter:
    """Pick the interpreter for the project file's `runtime.options` in the folder `root`.

    A `virtualenv` named there is used and must exist. With none named: PULUMI_PYTHON_CMD, then the
    shell's active environment, then `own`, the interpreter that runs the host.

    Raises HostError when the named environment is not there or not one.
    """
    named = named_virtualenv(options, root)
    if named is not None:
        return _existing(named, options)
    if command := environment.get("PULUMI_PYTHON_CMD"):
        return Interpreter(Path(command))
    active = environment.get("VIRTUAL_ENV")
    if active and python_of(Path(active)).is_file():
        return Interpreter(python_of(Path(active)), Path(active))
    return Interpreter(own)


def named_virtualenv(options: Mapping[str, object], root: Path) -> Path | None:
    """Give the absolute folder of the environment that the options name, if they name one.

    Raises HostError for a toolchain whose environment only that toolchain can find.
    """
    name = options.get("virtualenv")
    if isinstance(name, str) and name:
        return root / name
    toolchain = options.get("toolchain", "pip")
    if toolchain == "uv":
        return root / ".venv"
    if toolchain != "pip":
        raise HostError(
            f"runtime.options.toolchain in {root} is `{toolchain}`, which this host cannot run: "
            "use `pip` or `uv`, or name the environment with runtime.options.virtualenv"
        )
    return None


def python_of(virtualenv: Path) -> Path:
    """Give the interpreter inside a virtual environment."""
    return virtualenv / "bin" / "python"


def activated(environment: Mapping[str, str], interpreter: Interpreter) -> dict[str, str]:
    """Give the environment in which `interpreter` runs, as `activate` would have made it.

    Output is unbuffered so that it reaches the terminal as it is written.
    """
    result = {**environment, "PYTHONUNBUFFERED": "1"}
    if interpreter.virtualenv is not None:
        result.pop("PYTHONHOME", None)
        result["VIRTUAL_ENV"] = str(interpreter.virtualenv)
        folders = [str(interpreter.virtualenv / "bin"), environment.get("PATH", "")]
        result["PATH"] = ":".join(filter(None, folders))
    return result


def _existing(virtualenv: Path, options: Mapping[str, object]) -> Interpreter:
    if python_of(virtualenv).is_file():
        return Interpreter(python_of(virtualenv), virtualenv)
    fault = "is not a virtual environment" if virtualenv.is_dir() else "does not exist"
    name = options.get("virtualenv", ".venv")
    raise HostError(
        f"the virtual environment `{name}` that runtime.options names {fault} ({virtualenv}): "
        "create it with `pulumi install`"
    )
