"""Mounts below our folders: none may be left when the cluster is down."""

import re
from collections.abc import Iterable
from pathlib import Path

from local.cluster.command import attempt

_TABLE = Path("/proc/self/mountinfo")
_MOUNT_POINT = 4
_ESCAPE = re.compile(r"\\(\d{3})")


def below(table: str, folders: Iterable[Path]) -> list[str]:
    """The mount points of a mountinfo text that lie below the folders, innermost first."""
    roots = [f"{folder}/" for folder in folders]
    points = [_unescaped(line.split()[_MOUNT_POINT]) for line in table.splitlines()]
    ours = [point for point in points if any(point.startswith(root) for root in roots)]
    return ours[::-1]


def unmount(folders: Iterable[Path]) -> None:
    """Unmount everything below the folders; what is still busy goes when its last user does."""
    for point in below(_TABLE.read_text("utf-8"), list(folders)):
        if attempt(("umount", point)).returncode != 0:
            attempt(("umount", "--lazy", point))


def _unescaped(point: str) -> str:
    # The kernel writes a space as \040.
    return _ESCAPE.sub(lambda found: chr(int(found.group(1), 8)), point)
