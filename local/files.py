"""Writing a file so that readers see the old text or the new one, never half of it."""

import os
from pathlib import Path


def write(path: Path, text: str, mode: int = 0o644) -> None:
    """Replace `path` in one rename; creates its folder. A same text is left alone.

    The file has `mode` from its first moment: it may hold a key.
    """
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        path.chmod(mode)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = beside(path)
    partial.unlink(missing_ok=True)
    try:
        partial.touch(mode)
        partial.chmod(mode)
        partial.write_bytes(data)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """A name in the same folder, to be renamed to `path` when it is complete."""
    return path.with_name(f".{path.name}.{os.getpid()}")
