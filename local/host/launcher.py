"""The text of an executable that runs a module of this clone for the engine."""

import shlex
from pathlib import Path


def launcher(python: Path, clone: Path, module: str, *arguments: str) -> str:
    """Write the shell script that runs `module` of `clone` with `python`.

    Isolated mode keeps a user's PYTHONPATH out of our module, and our path out of the user's
    program. `exec` makes the engine the module's parent, so that it can watch for its end.
    """
    bootstrap = (
        f"import runpy, sys; sys.path.insert(0, {str(clone)!r}); "
        f"runpy.run_module({module!r}, run_name='__main__', alter_sys=True)"
    )
    gone = f"{clone}, whose {module} the engine needs, is gone: run `make up` in a clone again"
    command = shlex.join([str(python), "-I", "-c", bootstrap, *arguments])
    interpreter, folder = shlex.quote(str(python)), shlex.quote(str(clone))
    lines = [
        "#!/bin/sh",
        f"if [ ! -x {interpreter} ] || [ ! -d {folder} ]; then",
        f"  echo {shlex.quote(gone)} >&2",
        "  exit 1",
        "fi",
        f'exec {command} "$@"',
    ]
    return "\n".join(lines) + "\n"


def own_launcher(python: Path, module: str, *arguments: str) -> str:
    """Write the launcher for a module of the clone that this file belongs to."""
    return launcher(python, Path(__file__).resolve().parents[2], module, *arguments)
