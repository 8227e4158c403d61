"""Which files lie under the paths that were given."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

LIMIT = 2000
"""Files read at most: more is a folder given by mistake, such as a home folder."""

_BUNDLE = {"snapshot.json", "diagnosis.json"}
"""What makes a folder the evidence that a failed rollout has left."""


class NotReadable(Exception):
    """A path that was asked for is not there; the message is one sentence."""


def files(paths: Sequence[Path]) -> tuple[list[tuple[str, Path]], list[str]]:
    """Each file with the name to call it by, and a sentence for each that is passed over.

    Files that were named are called by their own name, those of a folder by their path in it.
    Hidden files are no material. Raises NotReadable for a path that doesn't exist.
    """
    found: list[tuple[str, Path]] = []
    unread: list[str] = []
    for path in paths:
        if problem := _absent(path):
            raise NotReadable(f"{path} {problem}")
        for name, one in _named(path, unread):
            if len(found) == LIMIT:
                unread.append(f"{path.name}: only the first {LIMIT} files were read")
                return found, unread
            found.append((name, one))
    return found, unread


def _named(path: Path, unread: list[str]) -> Iterator[tuple[str, Path]]:
    if not path.is_dir():
        yield path.name, path
        return
    for one in _below(path, unread):
        yield one.relative_to(path).as_posix(), one


def _absent(path: Path) -> str:
    """Why a path can't be had; empty for one that can."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return "is a link to nothing" if path.is_symlink() else "does not exist"
    except (OSError, ValueError) as error:
        return f"can't be read: {getattr(error, 'strerror', None) or error}"
    return ""


def _below(folder: Path, unread: list[str]) -> Iterator[Path]:
    """The regular files of a folder, sorted; a folder is entered once, however links lead to it."""
    seen: set[tuple[int, int]] = set()

    def refused(error: OSError) -> None:
        unread.append(f"{Path(error.filename).name}: {error.strerror}")

    for place, folders, names in os.walk(folder, onerror=refused, followlinks=True):
        if (identity := _identity(place)) in seen:
            unread.append(f"{Path(place).name}: a link to a folder that was read already")
            folders.clear()
            continue
        seen.add(identity)
        if set(names) >= _BUNDLE:
            # All the rest was made of the snapshot: the report would be read as a log.
            folders.clear()
            names[:] = ["snapshot.json"]
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(one for one in names if not one.startswith(".")):
            if problem := _problem(Path(place, name)):
                unread.append(f"{name}: {problem}")
            else:
                yield Path(place, name)


def _identity(place: str) -> tuple[int, int]:
    """What two ways to one folder have in common; a folder that vanished has nothing."""
    try:
        status = Path(place).stat()
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)


def _problem(path: Path) -> str:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return error.strerror or "it can't be read"
    return "" if stat.S_ISREG(mode) else "it is no regular file"
