"""Files that appear whole or not at all."""

import os
from pathlib import Path


def write(target: Path, text: str, mode: int) -> None:
    """Write a file with `mode` unless it already holds `text`; a kill leaves the old one."""
    if target.is_file() and target.read_text() == text:
        target.chmod(mode)
        return
    temporary = temporary_beside(target)
    temporary.unlink(missing_ok=True)
    temporary.touch(mode)
    temporary.write_text(text)
    temporary.chmod(mode)
    temporary.replace(target)


def temporary_beside(target: Path) -> Path:
    """Name a file in the same folder, to be renamed to `target` when it is complete."""
    return target.with_name(f".{target.name}.{os.getpid()}")
