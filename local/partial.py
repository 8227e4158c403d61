"""Folders that appear whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = "partial"


@contextmanager
def appearing(target: Path) -> Iterator[Path]:
    """Yield an empty folder beside `target` that gets its name when the body succeeds.

    What a failed body made is removed at once, what a killed one made the next
    time. Call it under a lock: there is one such folder per parent.
    """
    partial = target.with_name(_NAME)
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        yield partial
        partial.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
