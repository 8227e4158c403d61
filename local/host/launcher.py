"""The text of the executable through which the engine starts the host."""

import shlex
from pathlib import Path


def launcher(python: Path, clone: Path, runner: Path) -> str:
    """Write the shell script that starts the host of `clone` with `python`.

    Isolated mode keeps a user's PYTHONPATH out of the host, and the host's own path out of the
    user's program. `exec` makes the engine the host's parent, whose end the host watches for.
    """
    bootstrap = (
        f"import sys; sys.path.insert(0, {str(clone)!r}); "
        "from local.host.__main__ import main; main()"
    )
    gone = f"the Python language host of {clone} is gone: run `make up` in a clone again"
    interpreter, folder, beside = (shlex.quote(str(path)) for path in (python, clone, runner))
    lines = [
        "#!/bin/sh",
        f"if [ ! -x {interpreter} ] || [ ! -d {folder} ]; then",
        f"  echo {shlex.quote(gone)} >&2",
        "  exit 1",
        "fi",
        f'exec {interpreter} -I -c {shlex.quote(bootstrap)} --runner {beside} "$@"',
    ]
    return "\n".join(lines) + "\n"
