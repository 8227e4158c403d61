"""Files that others read while we write: whole, or as they were."""

import os
import tempfile
from pathlib import Path


def place(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file in one step, its folder too if there is none. Raises OSError.

    `mode` is the file's: what collects metrics runs as another user.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    partial = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            os.fchmod(file.fileno(), mode)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
