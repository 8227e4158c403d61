"""Finding and reading the files of a folder."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ops.check.reading.found import Reading, Trouble
from ops.check.reading.sniff import Form, form_by_name, read_text
from ops.check.reading.text import decode

STDIN = "-"
LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is read."""

_NOT_OURS = frozenset({"node_modules", "__pycache__", "venv", "vendor"})


def read_paths(paths: Iterable[str]) -> Reading:
    """All that the paths hold, in their order; `-` is standard input. A path twice counts once."""
    reading = Reading()
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            reading.add([_named(sys.stdin.buffer.read(LARGEST + 1), "stdin")])
            continue
        found = files(Path(path)) if Path(path).is_dir() else [(Path(path), True)]
        for file, named in found:
            if str(file) not in seen:
                seen.add(str(file))
                reading.add([read_file(file, named=named)])
    return reading


def files(folder: Path) -> Iterator[tuple[Path, bool]]:
    """The files in a folder whose names say that they can be read, in order; none is named."""
    for base, folders, names in os.walk(folder):
        chart = "Chart.yaml" in names
        folders[:] = sorted(
            one
            for one in folders
            if not one.startswith(".")
            and one not in _NOT_OURS
            # A chart's templates are no YAML yet: rendered ones are checked.
            and not (chart and one == "templates")
        )
        for name in sorted(names):
            if form_by_name(name) is not None:
                yield Path(base, name), False


def read_file(file: Path, *, named: bool) -> Reading:
    """What a file holds. Of one that nobody named, only what was meant for Kubernetes matters."""
    try:
        if not stat.S_ISREG(file.stat().st_mode) and not named:
            return Reading()
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        return Reading(troubles=[Trouble(str(file), 0, (error.strerror or "unreadable").lower())])
    reading = _named(content, str(file))
    if not named and form_by_name(file.name) is not Form.DOCKERFILE and not _meant(content):
        reading.troubles = []
    return reading


def _named(content: bytes, name: str) -> Reading:
    if len(content) > LARGEST:
        return Reading(troubles=[Trouble(name, 0, f"it is larger than {LARGEST >> 20} MiB")])
    reading = read_text(decode(content), name)
    if not reading.found and not reading.troubles:
        nothing = "it holds no Kubernetes object, Dockerfile or Pulumi state"
        reading.troubles.append(Trouble(name, 0, nothing, broken=False))
    return reading


def _meant(content: bytes) -> bool:
    return b"apiVersion" in content and b"kind" in content
